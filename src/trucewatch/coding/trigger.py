"""A cheap look at a sentence: whether it can hold a claim at all, and so is worth a parse."""

from collections.abc import Iterator

import ahocorasick_rs as ac

from trucewatch.codebook.rulebook import Rule, Rulebook
from trucewatch.language.words import speech_verbs

_ALWAYS = ("agreement", "truce", "zone", "violation")
"""Classes whose nouns are worth a parse by themselves: what is said of them need not be an act."""


class Trigger:
    """Looks for the beginnings of the words that rules and speech start from.

    A verb of a rule that asks for certain nouns is worth a parse only beside one of them.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        """Build one automaton over the stems of all predicates, class nouns and verbs of speech."""
        alone = {_stem(word) for word in speech_verbs("say")} | {"according"}
        alone |= {_stem(noun.split()[-1]) for name in _ALWAYS for noun in rulebook.classes[name]}
        alone |= {_stem(word) for word in (*rulebook.nouns, *rulebook.adjectives)}
        beside: dict[str, set[str]] = {}
        for rule in rulebook.rules:
            nouns = {_stem(word.split()[-1]) for word in _asked(rule, rulebook)}
            for verb in {form for entry in rule.verbs for form in _forms(entry.split()[0])}:
                if nouns:
                    beside.setdefault(verb, set()).update(nouns)
                else:
                    alone.add(verb)
        stems = sorted(alone.union(beside, *beside.values()))
        self._alone = [stem in alone for stem in stems]
        self._beside = [frozenset(beside.get(stem, ())) for stem in stems]
        self._stems = stems
        self._automaton = ac.AhoCorasick(stems, matchkind=ac.MatchKind.Standard)

    def wanted(self, text: str) -> bool:
        """Whether the words of the text can make a claim."""
        low = text.lower()
        found: set[int] = set()
        for index, start, _ in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if start == 0 or not low[start - 1].isalpha():
                if self._alone[index]:
                    return True
                found.add(index)
        words = {self._stems[index] for index in found}
        return any(not self._beside[index].isdisjoint(words) for index in found)


def _asked(rule: Rule, rulebook: Rulebook) -> Iterator[str]:
    """Nouns of which a sentence must hold one for the rule to fit; none where the rule can do without."""
    if rule.object_words:
        yield from rule.object_words
    elif rule.object and not rule.object_kinds:
        yield from (word for name in rule.object for word in rulebook.classes[name])
    elif rule.subject and not rule.subject_kinds:
        yield from (word for name in rule.subject for word in rulebook.classes[name])
    elif rule.below or rule.none_of:
        yield from (word for name in (*rule.below, *rule.none_of) for word in rulebook.classes[name])
    elif rule.preposition:
        yield from (word for names in rule.preposition.values() for name in names for word in rulebook.classes[name])


def _forms(verb: str) -> Iterator[str]:
    """What the forms of a verb begin with."""
    yield _stem(verb)
    yield from _IRREGULAR.get(verb, ())


# Forms that do not begin as their lemma does.
_IRREGULAR = {
    verb: tuple(forms.split())
    for verb, forms in {
        "say": "said", "tell": "told", "hold": "held", "take": "took", "retake": "retook", "meet": "met",
        "leave": "left",
        "fall": "fell", "shoot": "shot", "strike": "struck", "fight": "fought", "break": "broke", "give": "gave",
        "bring": "brought", "send": "sent", "go": "went gone", "come": "came", "begin": "began begun", "seek": "sought",
        "lay": "laid", "lie": "lay", "write": "wrote", "speak": "spoke", "slay": "slew slain", "drive": "drove driven",
        "withdraw": "withdrew", "think": "thought", "build": "built", "make": "made", "lose": "lost", "keep": "kept",
        "stand": "stood", "rise": "rose", "flee": "fled", "die": "dying", "shake": "shook", "find": "found",
        "dig": "dug",
        "see": "saw", "win": "won", "bind": "bound", "draw": "drew", "overrun": "overran", "hit": "hit", "put": "put",
        "run": "ran", "fly": "flew flown", "tear": "tore", "throw": "threw", "swear": "swore", "ring": "rang rung",
        "steal": "stole", "stick": "stuck", "undertake": "undertook", "sit": "sat", "lead": "led", "feel": "felt",
        "pay": "paid", "freeze": "froze", "get": "got", "grow": "grew", "wear": "wore", "be": "is are was were been",
    }.items()
}  # fmt: skip


def _stem(word: str) -> str:
    """What every form of a regular word begins with."""
    first = word.split(maxsplit=1)[0].lower()
    if (len(first) > 4 and first.endswith("e")) or (len(first) > 3 and first.endswith("y")):
        return first[:-1]
    return first
