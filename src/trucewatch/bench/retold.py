"""Which gold mentions tell one event: reports grouped into stories, then predicates of one family within a story.

What the dossier asks of two tellings is asked here too: that who did it and to whom do not part them
(`dossier.happenings.apart`). Its codes are not used, since most events of ECB+ have none.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Token

from trucewatch.bench.ecb import EventMention, Story
from trucewatch.dossier.happenings import apart
from trucewatch.language.words import speech_verbs

# Both chosen on the topics looked at (docs/measurements.md).
ALIKE = 0.05
FAMILY = 5
"""Letters that the words of one family begin with: "acquire", "acquisition"."""
_PLAIN = re.compile(r"[A-Za-z]+|\d[\d.,]*")
_DOERS = frozenset({"nsubj", "poss", "agent"})
_UNDERGOERS = frozenset({"dobj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Told:
    """One mention with what it says: its story, its word, who does it and who undergoes it (lemmas of their nouns)."""

    mention: EventMention
    story: int
    lemma: str
    doers: frozenset[str]
    undergoers: frozenset[str]

    @property
    def family(self) -> str:
        """What the words of its family begin with."""
        return self.lemma[:FAMILY]


def same_event(left: Told, right: Told) -> bool:
    """Whether two mentions may tell one event."""
    if left.story != right.story:
        return False
    if left.family == right.family:
        return not (left.lemma in speech_verbs("say") and apart(left.doers, right.doers))
    return bool(left.doers & right.doers and left.undergoers & right.undergoers)


def clusters(told: Sequence[Told]) -> list[frozenset[str]]:
    """Each mention goes with the first group in which one mention tells its event and none is parted from it."""
    groups: list[list[Told]] = []
    for new in told:
        fitting = (g for g in groups if any(same_event(old, new) for old in g) and not any(_parted(o, new) for o in g))
        group = next(fitting, None)
        if group is None:
            groups.append([new])
        else:
            group.append(new)
    return [frozenset(t.mention.mention_id for t in group) for group in groups]


def _parted(left: Told, right: Told) -> bool:
    spoken = left.lemma in speech_verbs("say") and right.lemma in speech_verbs("say")
    return spoken and apart(left.doers, right.doers)


def told(mention: EventMention, sentence: Doc, story: int) -> Told:
    """Read a mention in its parsed sentence."""
    head = head_of(mention, sentence)
    return Told(
        mention,
        story,
        head.lemma_.lower(),
        frozenset(w for c in head.children if c.dep_ in _DOERS for w in _nouns(c)),
        frozenset(w for c in head.children if c.dep_ in _UNDERGOERS for w in _nouns(c)),
    )


def head_of(mention: EventMention, sentence: Doc) -> Token:
    """The word of a mention that its other words hang on; the last where none is a word."""
    inside = set(mention.words)
    tops = [t for i in mention.words if (t := sentence[i]).is_alpha and (t.head.i not in inside or t.head.i == t.i)]
    return tops[0] if tops else sentence[mention.words[-1]]


def _nouns(phrase: Token) -> list[str]:
    return [t.lemma_.lower() for t in phrase.subtree if t.pos_ in {"NOUN", "PROPN"} and not t.is_stop]


# ---- stories


def stories(topic: Sequence[Story], stops: frozenset[str]) -> Mapping[str, int]:
    """Reports of one story, by average linkage over their words; names and numbers count twice, common words little."""
    counts = [_words(s, stops) for s in topic]
    known = Counter(w for c in counts for w in c)
    vectors = [
        _unit({w: (1 + math.log(n)) * math.log((1 + len(topic)) / known[w]) for w, n in c.items()}) for c in counts
    ]
    alike = np.array([[_cosine(a, b) for b in vectors] for a in vectors], dtype=float).reshape(len(topic), len(topic))
    return {topic[i].name: number for number, group in enumerate(grouped(alike, ALIKE)) for i in group}


def grouped(alike: np.ndarray, least: float) -> list[list[int]]:
    """Agglomerative clustering by average linkage, down to the likeness `least`; groups of row numbers."""
    groups = [[i] for i in range(len(alike))]
    link, size = alike.astype(float), np.ones(len(alike))
    np.fill_diagonal(link, -np.inf)
    while len(alike) > 1:
        one, other = divmod(int(link.argmax()), len(alike))
        if link[one, other] < least:
            break
        link[one] = (link[one] * size[one] + link[other] * size[other]) / (size[one] + size[other])
        link[:, one] = link[one]
        link[one, one] = -np.inf
        link[other], link[:, other] = -np.inf, -np.inf
        size[one] += size[other]
        groups[one] += groups[other]
        groups[other] = []
    return [sorted(g) for g in groups if g]


def _words(story: Story, stops: frozenset[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for words in story.sentences.values():
        for at, word in enumerate(words):
            low = word.lower()
            if _PLAIN.fullmatch(word) and low not in stops:
                found[low] += 2 if word[0].isdigit() or (at and word[0].isupper()) else 1
    return found


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(x * x for x in vector.values())) or 1.0
    return {w: x / length for w, x in vector.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    small, large = sorted((one, other), key=len)
    return sum(x * large.get(w, 0.0) for w, x in small.items())
