"""Those named together last: "both sides", "the two leaders", "the former", "the latter"."""

from collections.abc import Sequence

from spacy.tokens import Token

from trucewatch.language.phrases import objects_of, phrase
from trucewatch.language.words import words
from trucewatch.vocabulary.records import Mention

_TWO = 2


class Pairs:
    """The last two or three parties, and the last two or three persons, that one report has named together."""

    def __init__(self) -> None:
        """Start with none."""
        self._pair: list[Mention] = []
        self._people: list[Mention] = []
        self._sentence = 0

    def note(self, pair: Sequence[Mention], sentence: int, *, persons: bool = False) -> None:
        """Take in those whom a sentence coordinates."""
        if len(pair) > 1:
            self._pair, self._sentence = list(pair), sentence
            self._people = self._pair if persons else self._people

    def near(self, sentence: int) -> list[Mention]:
        """Those whom "they" can be: named together in this sentence or the one before."""
        return self._pair if sentence - self._sentence <= 1 else []

    def read(self, head: Token) -> list[Mention]:
        """Whom the phrase around `head` stands for, each by name."""
        low = head.lower_
        if self._pair and low in {"former", "latter"} and not list(head.rights):
            one = self._pair[0 if low == "former" else -1]
            return [Mention(head.text, one.name, one.party, None, one.of)]
        if not self._pair or low not in words("pair_nouns") or objects_of(head, "of", "from", "to"):
            return []
        modifiers = {c.lower_ for c in head.children}
        if not modifiers & words("pair_words") and not (modifiers == {"the"} and low in words("pair_alone")):
            return []
        text = phrase(head).text
        persons = self._pair is self._people
        pair = self._people if low in words("pair_people") else self._pair
        pair = pair if pair or low in words("pair_men") else self._pair  # states have leaders
        if persons and low not in words("pair_people") | words("pair_alone"):
            return []  # "both armies" are not the two presidents
        if modifiers & {"two", "both"} and len(pair) != _TWO:
            return []
        return [Mention(text, m.name, m.party, None, m.of) for m in pair]
