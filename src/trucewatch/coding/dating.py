"""Which time expression and which number belongs to which claim of a sentence."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Token

from trucewatch.language.moments import Moment, Tense, tense_of
from trucewatch.language.phrases import clause_verb
from trucewatch.language.reader import ReadSentence
from trucewatch.language.speech import Speech
from trucewatch.vocabulary.codes import Code, Modality
from trucewatch.vocabulary.records import Quantity
from trucewatch.vocabulary.when import When


def owner(token: Token, heads: Sequence[Token]) -> Token | None:
    """The nearest of `heads` above `token`, or the first one that shares its clause."""
    wanted = {h.i: h for h in heads}
    current = token
    while True:
        if current.i in wanted:
            return wanted[current.i]
        if current.head.i == current.i:
            break
        current = current.head
    verb = clause_verb(token)
    return next((h for h in heads if clause_verb(h).i == verb.i), None)


def dated(
    sentence: ReadSentence,
    head: Token,
    heads: Sequence[Token],
    published: When | None,
    mode: Modality,
) -> tuple[When | None, Moment | None]:
    """The days of one claim, and the expression they were read from: its own, or its clause's."""
    tense: Tense = (
        "future" if mode in {Modality.PROMISED, Modality.CONDITIONAL} else tense_of(clause_verb(head)) or "past"
    )
    own = [m for m in sentence.moments if _belongs(m, head, heads) and m.mention.kind in {"date", "interval"}]
    if mode is Modality.PROMISED:
        own += [m for m in sentence.moments if _belongs(m, head, heads) and _is_term(m)]
    own.sort(key=lambda m: (m.mention.relation in {"since", "before", "after"}, abs(m.root.i - head.i)))
    for moment in own:
        found = moment.resolve(published, tense)
        if found is not None:
            return _beside(found, _conjunction(moment, head), published, tense), moment
    return None, None


def _belongs(moment: Moment, head: Token, heads: Sequence[Token]) -> bool:
    """Whether the expression tells the day of the claim: it stands in its clause, or before a "when" that opens it."""
    if _opens_with_when(head, moment):
        return True
    return owner(moment.root, heads) == head and not _tells_of_agreement(moment, head)


def _is_term(moment: Moment) -> bool:
    """Whether a length runs from the day of publication: "two weeks before that" runs from a day that nobody knows."""
    return moment.mention.kind == "duration" and moment.mention.relation != "before"


def _above(moment: Moment, head: Token) -> Iterator[Token]:
    """The tokens from the expression up to the claim, without the claim; none if it does not stand below it."""
    path, current = [], moment.root
    while current.i not in {head.i, current.head.i}:
        path.append(current)
        current = current.head
    return iter(path if current.i == head.i else ())


def _conjunction(moment: Moment, head: Token) -> str | None:
    """What ties the clause of the expression to the claim: "shelled it until the truce began on Friday"."""
    known = _data()["conjunctions"]
    for token in _above(moment, head):
        if token.dep_ in {"advcl", "pcomp"}:
            ties = [c.lower_ for c in token.children if c.dep_ in {"mark", "prep", "advmod"}] + [token.head.lower_]
            return next((str(known[word]) for word in ties if word in known), None)
    return None


def _beside(found: When, conjunction: str | None, published: When | None, tense: Tense) -> When:
    """The days of a claim told by another event: from it on, or up to it."""
    if conjunction == "after":
        last = published.latest if published and tense == "past" else None
        behind = last is not None and found.earliest is not None and last < found.earliest
        return When(found.earliest, None if behind else last)
    if conjunction == "before":
        return When(None, found.latest)
    return found


def _tells_of_agreement(moment: Moment, head: Token) -> bool:
    """Whether the day is that of a truce's making, and the claim tells of something else: "the truce signed in May"."""
    told = [t for t in _above(moment, head) if t.dep_ in {"acl", "relcl"} and t.head.i != head.i]
    return any(t.lemma_ in _data()["made"] and t.head.lemma_.lower() in _data()["agreements"] for t in told)


def _opens_with_when(head: Token, moment: Moment) -> bool:
    """Whether the clause of the claim begins with a "when" right after the expression: "in May 2017, when they met"."""
    verb = clause_verb(head)
    for token in verb.children:
        if token.lower_ == "when" and token.i > 0:
            before = token.nbor(-1)
            before = before.nbor(-1) if before.is_punct and before.i > 0 else before
            return before.idx < moment.mention.end <= before.idx + len(before)
    return False


@cache
def _data() -> Mapping[str, Any]:
    return dict(yaml.safe_load(files("trucewatch.coding").joinpath("data/dating.yaml").read_text("utf-8")))


NEAR = dt.timedelta(days=3)
"""How long before publication the last day told may lie for an account that goes on without a day of its own."""


class Account:
    """The day told last of each kind of act, for sentences of the same paragraph that go on without a day of their own.

    "33 shellings were registered on September 23. In Aleppo the groups struck two villages." The second sentence is no
    earlier than that day and no later than publication.
    """

    def __init__(self) -> None:
        self._last: dict[Code, tuple[int, int, dt.date]] = {}

    def day(
        self, sentence: ReadSentence, head: Token, code: Code | None, own: When | None, published: When | None
    ) -> When | None:
        """The claim's own days, kept for what follows; else from the day told just before in the paragraph on."""
        if code is None or published is None or published.latest is None:
            return own
        if own is not None:
            if own.earliest is not None and own.earliest == own.latest:
                self._last[code] = sentence.number, sentence.paragraph, own.earliest
            return own
        number, paragraph, told = self._last.get(code, (-9, -9, dt.date.min))
        follows = paragraph == sentence.paragraph and 0 <= sentence.number - number <= 1
        if not follows or sentence.moments or not _tells_on(clause_verb(head)) or told > published.latest:
            return None
        self._last[code] = sentence.number, sentence.paragraph, told
        return When(told, published.latest) if published.latest - told <= NEAR else None


def _tells_on(verb: Token) -> bool:
    """Whether the verb tells what happened next or beside: "struck", "were hit", but not "had struck"."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if auxiliaries & {"had", "has", "have", "'d", "'ve", "'s"}:
        return False
    return verb.tag_ == "VBD" or bool(auxiliaries & {"was", "were", "did"})


def said_when(sentence: ReadSentence, speech: Speech, published: When | None) -> When | None:
    """The day that the sentence gives for the speaking itself: "said on Monday"."""
    for moment in sentence.moments:
        outside = moment.root.i not in speech.content and clause_verb(moment.root) == clause_verb(speech.cue)
        if outside and not _before_speaker(moment, speech) and moment.mention.kind in {"date", "interval"}:
            return moment.resolve(published, "past")
    return None


def _before_speaker(moment: Moment, speech: Speech) -> bool:
    """Whether the day stands before words that only say who speaks: "On Friday, he said, police will open a post"."""
    cue, doc = speech.cue, speech.cue.doc
    if moment.root.i > cue.i or cue.i + 1 >= len(doc) or doc[cue.i + 1].text != ",":
        return False
    return any(token.text == "," and token.idx >= moment.mention.end for token in doc[moment.root.i : cue.i])


def counted(found: Sequence[tuple[Token, Quantity]], head: Token, heads: Sequence[Token]) -> tuple[Quantity, ...]:
    """The numbers of one claim, each once."""
    own = [q for token, q in found if (owner(token, heads) or heads[0]) == head]
    return tuple(dict.fromkeys(own))
