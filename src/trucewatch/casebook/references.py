"""Checks that every key a casebook refers to exists, and that entries are whole."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from trucewatch.casebook.merging import SECTIONS
from trucewatch.casebook.problems import Case, Level, Problem
from trucewatch.casebook.source import Place
from trucewatch.vocabulary.codes import PartyKind, Role

_NEEDED = {
    "camps": ("name",),
    "parties": ("name", "kind"),
    "outlets": ("name", "ownership"),
    "agreements": ("name", "kind", "date"),
    "zones": ("name", "kind"),
    "places": ("name", "kind"),
}
_UNKNOWN = "TW-CASEBOOK-5"
_INCOMPLETE = "TW-CASEBOOK-6"
_UNSOURCED = "TW-CASEBOOK-7"

Reference = tuple[Place, str, str]
"""Where it stands, the section it must be in, the key."""


def _listed(place: Place, section: str, keys: Iterable[str]) -> Iterator[Reference]:
    for position, key in enumerate(keys):
        yield (*place, position), section, key


def _of_parties(case: Case) -> Iterator[Reference]:
    for key, party in case.own.parties.items():
        here: Place = ("parties", key)
        if party.country:
            yield (*here, "country"), "states", party.country
        if party.camp:
            yield (*here, "camp"), "camps", party.camp
        for position, member in enumerate(party.memberships):
            link = member.link()
            if link:
                yield (*here, "memberships", position, link[0].value), "parties", link[1]
        for position, alias in enumerate(party.aliases):
            yield from _listed((*here, "aliases", position, "used_by"), "speakers", alias.used_by)


def _of_outlets(case: Case) -> Iterator[Reference]:
    for key, outlet in case.own.outlets.items():
        if outlet.country:
            yield ("outlets", key, "country"), "states", outlet.country
        if outlet.camp:
            yield ("outlets", key, "camp"), "camps", outlet.camp


def _of_agreements(case: Case) -> Iterator[Reference]:
    for key, agreement in case.own.agreements.items():
        here: Place = ("agreements", key)
        for role in Role:
            yield from _listed((*here, "parties", role.value), "parties", agreement.parties.get(role, []))
        for position, related in enumerate(agreement.related):
            yield (*here, "related", position, "of"), "agreements", related.of
        for position, clause in enumerate(agreement.clauses):
            there: Place = (*here, "clauses", position)
            yield from _listed((*there, "who"), "parties", clause.who)
            yield from _listed((*there, "beneficiary"), "parties", clause.beneficiary)
            if clause.zone:
                yield (*there, "zone"), "zones", clause.zone


def _of_areas(case: Case) -> Iterator[Reference]:
    for key, zone in case.own.zones.items():
        here: Place = ("zones", key)
        yield from _listed((*here, "places"), "places", zone.places)
        if zone.geometry:
            yield from _listed((*here, "geometry", "places"), "places", zone.geometry.places)
            yield from _listed((*here, "geometry", "toward"), "places", zone.geometry.toward)
        if zone.established_by:
            yield (*here, "established_by"), "agreements", zone.established_by
    for key, place in case.own.places.items():
        if place.country:
            yield ("places", key, "country"), "states", place.country
        if place.part_of:
            yield ("places", key, "part_of"), "places", place.part_of
    if case.own.country:
        yield ("country",), "states", case.own.country


def _known(case: Case) -> Mapping[str, tuple[frozenset[str], str]]:
    """For each kind of reference: the keys that exist, and what to call one."""
    form = case.merged
    states = frozenset(key for key, party in form.parties.items() if party.kind is PartyKind.STATE)
    return {
        "states": (states, "state"),
        "parties": (frozenset(form.parties), "party"),
        "camps": (frozenset(form.camps), "camp"),
        "speakers": (frozenset({*form.parties, *form.camps, *form.outlets}), "party, outlet or camp"),
        "agreements": (frozenset(form.agreements), "agreement"),
        "zones": (frozenset(form.zones), "zone"),
        "places": (frozenset(form.places), "place"),
    }


def unknown(case: Case) -> Iterator[Problem]:
    """References to entries that stand nowhere."""
    known = _known(case)
    for references in (_of_parties(case), _of_outlets(case), _of_agreements(case), _of_areas(case)):
        for place, section, key in references:
            keys, noun = known[section]
            if key not in keys:
                near = get_close_matches(key, sorted(keys), n=1)
                hint = f"Did you mean '{near[0]}'? Otherwise add" if near else "Add"
                yield case.problem(
                    _UNKNOWN,
                    place,
                    f"there is no {noun} with the key '{key}'.",
                    f"{hint} an entry '{key}:' with a source.",
                )


def incomplete(case: Case) -> Iterator[Problem]:
    """Entries without a name, a kind, a relation; figures and recipes that say nothing."""
    for section in SECTIONS:
        for key, entry in getattr(case.merged, section).items():
            if key in getattr(case.own, section):
                for field in _NEEDED[section]:
                    if not getattr(entry, field):
                        what = f"the entry '{key}' in '{section}' has no '{field}'."
                        yield case.problem(_INCOMPLETE, (section, key), what, f"Add '{field}:' to it.")
    for key, party in case.own.parties.items():
        for position, member in enumerate(party.memberships):
            if member.link() is None:
                what = f"a membership of '{key}' must have exactly one of member_of, speaks_for, became, part_of."
                yield case.problem(
                    _INCOMPLETE,
                    ("parties", key, "memberships", position),
                    what,
                    "Keep one; write the others as lines of their own.",
                )


def unsourced(case: Case) -> Iterator[Problem]:
    """Entries that do not say where they come from."""
    for section in SECTIONS:
        for key, entry in getattr(case.own, section).items():
            if not (entry.source and entry.source.strip()):
                what = f"the entry '{key}' in '{section}' has no source."
                do = "Add 'source:' with a document number, a PA-X id, or outlet and date."
                yield case.problem(_UNSOURCED, (section, key), what, do)


def empty(case: Case) -> Iterator[Problem]:
    """What is still to fill in before the casebook is of use."""
    wanted = {
        "country": "The state in or around which the conflict is, so that places are looked for there first.",
        "camps": "The sides, so that one side's word about another counts as such.",
        "parties": "Who acts, speaks and is bound, beyond states and international bodies, which are known already.",
        "agreements": "Each ceasefire or deal, with its clauses and deadlines.",
        "zones": "Each zone that an agreement sets up, with the places that outline it.",
        "places": "Towns and areas that outline the zones, with latitude and longitude.",
    }
    text = case.source.content.decode("utf-8").splitlines()
    for field, why in wanted.items():
        if not getattr(case.own, field):
            line = next((n for n, row in enumerate(text, 1) if row.startswith(f"# {field}:")), 1)
            what, do = f"still to fill in: '{field}'.", f"Uncomment and complete it. {why}"
            yield Problem(Level.WARNING, "TW-CASEBOOK-8", what, case.source.path, line, do)
