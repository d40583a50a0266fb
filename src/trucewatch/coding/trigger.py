"""A cheap look at a sentence: whether it can hold a claim at all, and so is worth a parse."""

import ahocorasick_rs as ac

from trucewatch.codebook.rulebook import Rulebook
from trucewatch.language.words import speech_verbs


class Trigger:
    """Looks for the beginnings of the words that rules and speech start from."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Build one automaton over the stems of all predicates, class nouns and verbs of speech."""
        stems = {_stem(word) for word in rulebook.trigger_lemmas | speech_verbs("say")}
        stems |= _IRREGULAR
        self._automaton = ac.AhoCorasick(sorted(stems), matchkind=ac.MatchKind.Standard)

    def wanted(self, text: str) -> bool:
        """Whether some trigger begins a word of the text."""
        low = text.lower()
        return any(
            start == 0 or not low[start - 1].isalpha() for _, start, _ in self._automaton.find_matches_as_indexes(low)
        )


# Forms that do not begin as their lemma does.
_IRREGULAR = frozenset(
    [
        *("according", "said", "told", "held", "took", "taken", "met", "left", "fell", "shot", "struck", "fought"),
        *("broke", "gave", "brought", "sent", "went", "came", "began", "begun", "sought", "laid", "wrote", "spoke"),
        *("slain", "drove", "withdrew", "thought", "built", "made", "lost", "kept", "stood", "rose", "fled", "died"),
        *("dying", "shook"),
    ],
)


def _stem(word: str) -> str:
    """What every form of a regular word begins with."""
    first = word.split(maxsplit=1)[0].lower()
    if len(first) > 4 and first.endswith(("e", "y")):
        return first[:-1]
    return first
