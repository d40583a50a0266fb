"""Checks that a name leads to one thing."""

from collections.abc import Iterator, Mapping
from itertools import combinations

from trucewatch.casebook.forms import AliasForm, OutletForm, PartyForm, PlaceForm
from trucewatch.casebook.knowledge import NameForm, index_key
from trucewatch.casebook.problems import Case, Level, Problem
from trucewatch.casebook.source import Place
from trucewatch.vocabulary.when import When

_SHARED = "TW-CASEBOOK-16"

Bearer = tuple[str, AliasForm, Place]
"""Key of the entry, the name with its marks, and where it stands."""


def _borne(section: str, key: str, entry: PartyForm | OutletForm | PlaceForm) -> Iterator[Bearer]:
    if entry.name:
        yield key, AliasForm(name=entry.name), (section, key, "name")
    for position, alias in enumerate(entry.aliases):
        yield key, alias, (section, key, "aliases", position)
    if isinstance(entry, PartyForm):
        shapes = (("acronyms", NameForm.ACRONYM), ("capital", NameForm.CAPITAL), ("seats", NameForm.SEAT))
        for field, shape in shapes:
            for position, name in enumerate(getattr(entry, field)):
                yield key, AliasForm(name=name, form=shape), (section, key, field, position)


def _bearers(section: str, entries: Mapping[str, PartyForm | OutletForm | PlaceForm]) -> dict[str, list[Bearer]]:
    found: dict[str, list[Bearer]] = {}
    for key, entry in entries.items():
        for bearer in _borne(section, key, entry):
            found.setdefault(index_key(bearer[1].name, bearer[1].form), []).append(bearer)
    return found


def _apart(one: AliasForm, other: AliasForm) -> bool:
    """Whether both are marked as ambiguous, or are never in use at the same time."""
    if one.ambiguous and other.ambiguous:
        return True
    return bool(one.valid and other.valid and not When.parse(one.valid).overlaps(When.parse(other.valid)))


def shared(case: Case) -> Iterator[Problem]:
    """A name that two entries of one section bear without saying so."""
    sections: tuple[tuple[str, Mapping[str, PartyForm | OutletForm | PlaceForm]], ...] = (
        ("parties", case.own.parties),
        ("outlets", case.own.outlets),
        ("places", case.own.places),
    )
    for section, entries in sections:
        for bearers in _bearers(section, entries).values():
            for one, other in combinations(bearers, 2):
                if one[0] != other[0] and not _apart(one[1], other[1]):
                    what = f"'{other[1].name}' is a name of both '{one[0]}' and '{other[0]}'."
                    do = "Take it from one of them, mark both 'ambiguous: true', or give each its 'valid:' period."
                    yield case.problem(_SHARED, other[2], what, do)


def repeated(case: Case) -> Iterator[Problem]:
    """A name listed twice in one entry."""
    for key, party in case.own.parties.items():
        seen: set[tuple[str, NameForm]] = set()
        for _, alias, place in _borne("parties", key, party):
            if (alias.name, alias.form) in seen:
                what = f"'{alias.name}' stands twice among the names of '{key}'."
                yield case.problem("TW-CASEBOOK-17", place, what, "Take one out.", Level.WARNING)
            seen.add((alias.name, alias.form))
