"""Which place of a report "there", "the town" and "this city" stand for.

Filled sentence by sentence. Where two places would do, none is named.
"""

import re

from spacy.tokens import Doc, Token

from trucewatch.language.lexicon import Lexicon, fold
from trucewatch.language.phrases import entity_of, objects_of, small

_LABELS = frozenset({"GPE", "LOC", "FAC"})
_KINDS = frozenset({"settlement", "admin1", "admin2"})
"""Senses of words for places that may stand for one named before; a site ("the hospital") is one of its own."""
_NEAR = 2
"""Sentences back that a place may have been named in."""


class Scenes:
    """The places that one report has named so far."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Start with none."""
        self._lexicon = lexicon
        self._named: list[tuple[int, Token]] = []
        self._sentence = 0
        self.dateline: str | None = None
        """The place that the report is written from."""

    def note(self, doc: Doc, sentence: int) -> None:
        """Take in the places of one sentence; states are parties, and no scene."""
        self._sentence = sentence
        self._named = [(at, token) for at, token in self._named if sentence - at <= _NEAR]
        for ent in doc.ents:
            name = fold(ent.text)
            town = name not in self._lexicon.adjectives or name in self._lexicon.capitals
            based = ent.end < len(doc) and doc[ent.end].text == "-"  # "the London-based monitor"
            if ent.label_ in _LABELS and town and not based:
                self._named.append((sentence, ent.root))
        for at, word in enumerate(small(doc)):
            if word in self._lexicon.place_kinds:
                missed = [t for t in objects_of(doc[at], "of") if t.pos_ == "PROPN" and t.ent_type_ not in _LABELS]
                self._named.extend((sentence, t) for t in missed)

    def refers(self, head: Token) -> Token | None:
        """The place named before that an adverb or a bare noun stands for."""
        if head.lower_ == "there":
            return self._only(head) if head.dep_ == "advmod" else None
        kind = self._lexicon.place_kinds.get(head.lower_)
        bare = [c.lower_ for c in head.children if c.dep_ not in {"prep", "punct"}]
        if (
            kind not in _KINDS
            or head.lower_ in {"capital", "port"}
            or head.tag_ != "NN"
            or bare not in (["the"], ["that"])
            or objects_of(head, "of")
        ):
            return None
        alike = [token for at, token in self._before(head) if _called(token, head.lower_)]
        return alike[-1] if alike else self._only(head) if kind == "settlement" else None

    def from_here(self, head: Token) -> str | None:
        """The place that the report is written from, if "this city" names it."""
        here = any(c.dep_ == "det" and c.lower_ == "this" for c in head.lefts)
        return self.dateline if here and self._lexicon.place_kinds.get(head.lower_) == "settlement" else None

    def _before(self, head: Token) -> list[tuple[int, Token]]:
        own = self._sentence
        return [(at, token) for at, token in self._named if at < own or (token.doc is head.doc and token.i < head.i)]

    def _only(self, head: Token) -> Token | None:
        """The one place of the nearest sentence that names any."""
        before = self._before(head)
        nearest = [token for at, token in before if at == before[-1][0]]
        names = {(entity_of(token) or token).text: token for token in nearest}
        return nearest[-1] if len(names) == 1 else None


def _called(token: Token, kind: str) -> bool:
    """Whether the place was called by that kind: "the town of Sake", "Kayin state", "Sake, a town"."""
    above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token.head
    beside = [c for c in token.children if c.dep_ in {"appos", "compound"}]
    entity = entity_of(token)
    within = entity is not None and kind in entity.text.casefold().split()
    return within or kind in {above.lower_, *(t.lower_ for t in beside)}


def place_of_dateline(dateline: str) -> str:
    """The town that a dateline begins with: "JEDDAH, Saudi Arabia, 21 May (Red Sea News) -"."""
    town = re.split(r"[,(/–—:]| - |-\s", dateline, maxsplit=1)[0].strip()
    return town.title() if town.isupper() else town
