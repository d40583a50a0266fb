"""Rows of the exported tables, narrowed to a party, a zone, an agreement, an outlet or some days."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trucewatch.casebook.knowledge import AgreementEntry, Knowledge, ZoneEntry
from trucewatch.dossier.model import Dossier
from trucewatch.exchange import Row, Table
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.when import When

_STANDS_FOR = frozenset({"speaks_for", "part_of"})
_SHOWN = 8
_DAYS: dict[Table | None, tuple[str, ...]] = {
    None: ("date",),
    Table.REPORTS: ("published",),
    Table.CLAIMS: ("date", "said"),
    Table.EVENTS: ("date",),
    Table.AGREEMENTS: ("date", "in_force"),
    Table.COMMITMENTS: ("deadline",),
    Table.ZONES: ("valid",),
    Table.FINDINGS: ("last_evidence",),
}
"""The fields of a row that say when; the first that is known counts. Where none is, the days of its reports do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to keep. `parties`, `zones` and `agreements` hold ids, `outlets` names as in the reports; None: all."""

    parties: frozenset[str] | None = None
    zones: frozenset[str] | None = None
    agreements: frozenset[str] | None = None
    outlets: frozenset[str] | None = None
    days: When | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a person gave, as typed; None: not given."""

    party: str | None = None
    zone: str | None = None
    agreement: str | None = None
    outlet: str | None = None


def wanted(dossier: Dossier, knowledge: Knowledge, names: Names, days: When | None = None) -> Wanted:
    """Names as typed, or as the casebook has them, to ids; RequestError for one that nothing in the case bears."""
    return Wanted(
        _parties(dossier, names.party) if names.party else None,
        _zones(dossier, knowledge, names.zone) if names.zone else None,
        _agreements(dossier, knowledge, names.agreement) if names.agreement else None,
        _outlets(dossier, names.outlet) if names.outlet else None,
        days if days and (days.earliest or days.latest) else None,
    )


def kept(table: Table | None, rows: Iterable[Row], dossier: Dossier, want: Wanted) -> Iterator[Row]:
    """The rows that fit all that is wanted; `table` is None for those of a timeline."""
    tests: list[Callable[[Row], bool]] = [
        lambda row, ids=ids: not ids.isdisjoint(_ids(row))  # type: ignore[misc]  # a default binds the loop's value
        for ids in (want.parties, want.zones, want.agreements)
        if ids is not None
    ]
    if want.outlets is not None:
        tests.append(lambda row: not want.outlets or not want.outlets.isdisjoint(_outlets_of(row, dossier)))
    if want.days is not None:
        days = want.days
        tests.append(lambda row: any(days.overlaps(when) for when in _days_of(table, row, dossier)))
    return (row for row in rows if all(test(row) for test in tests))


def _ids(value: object) -> set[str]:
    """Every id in a row: its own, and those of the things named in it."""
    if isinstance(value, Mapping):
        own = {v for k, v in value.items() if isinstance(v, str) and (k == "id" or k.endswith("_id"))}
        return own.union(*(_ids(v) for v in value.values()))
    if isinstance(value, list):
        return set().union(*(_ids(v) for v in value))
    return set()


def _reports_of(row: Row) -> list[str]:
    own = [row["report_id"]] if row.get("report_id") else []
    return [*own, *row.get("reports", ()), *(r for value in row.get("values", ()) for r in value.get("reports", ()))]


def _outlets_of(row: Row, dossier: Dossier) -> set[str | None]:
    terms = {term.get("outlet") for term in row.get("terms", ())}
    return terms | {dossier.reports[r].outlet for r in _reports_of(row) if r in dossier.reports}


def _days_of(table: Table | None, row: Row, dossier: Dossier) -> Iterator[When]:
    for field in _DAYS.get(table, ()):
        value: Any = row.get(field)
        values = [v["value"] for v in value] if isinstance(value, list) else [value] if value else []
        if values:
            yield from map(When.parse, values)
            return
    published = (dossier.reports[r].published for r in _reports_of(row) if r in dossier.reports)
    yield from (When.parse(day) for day in published if day)


def _parties(dossier: Dossier, name: str) -> frozenset[str]:
    """Parties of that name, and those who speak for them or are part of them."""
    found = {p.party_id for p in dossier.parties if _bears(name, p.party_id, p.name, *(a.name for a in p.aliases))}
    if not found:
        raise _unknown("a party", name, [p.name for p in dossier.parties if p.claims])
    while True:
        more = {
            p.party_id
            for p in dossier.parties
            if any(m.relation in _STANDS_FOR and m.of in found for m in p.memberships)
        }
        if more <= found:
            return frozenset(found)
        found |= more


def _zones(dossier: Dossier, knowledge: Knowledge, name: str) -> frozenset[str]:
    """Zones of that name with their commitments, or else places of that name."""
    found = {z.zone_id for z in dossier.zones if _bears(name, z.zone_id, z.name, *_aliases(knowledge.zones, z.zone_id))}
    found |= {c.commitment_id for c in dossier.commitments if c.zone and c.zone.id in found}
    places = (place for resolved in dossier.resolved.values() for place in resolved.places)
    found |= {p.id for p in places if p.id and _bears(name, p.id, p.name or "", p.mention or "")}
    if not found:
        raise _unknown("a zone or place", name, [z.name for z in dossier.zones])
    return frozenset(found)


def _agreements(dossier: Dossier, knowledge: Knowledge, name: str) -> frozenset[str]:
    """Agreements of that name with their zones and commitments."""
    entries = knowledge.agreements
    found = {
        a.agreement_id
        for a in dossier.agreements
        if _bears(name, a.agreement_id, a.name, *_aliases(entries, a.agreement_id))
    }
    if not found:
        raise _unknown("an agreement", name, [a.name for a in dossier.agreements])
    zones = {z.zone_id for z in dossier.zones if z.established_by and z.established_by.id in found}
    commitments = {c.commitment_id for c in dossier.commitments if c.agreement and c.agreement.id in found}
    return frozenset(found | zones | commitments)


def _outlets(dossier: Dossier, name: str) -> frozenset[str]:
    outlets = sorted({r.outlet for r in dossier.reports.values() if r.outlet})
    found = frozenset(outlet for outlet in outlets if _bears(name, outlet))
    if not found:
        raise _unknown("an outlet", name, outlets)
    return found


def _aliases(entries: Mapping[str, AgreementEntry] | Mapping[str, ZoneEntry], key: str) -> tuple[str, ...]:
    entry = entries.get(key)
    return tuple(alias.name for alias in entry.aliases) if entry else ()


def _bears(asked: str, *names: str) -> bool:
    return asked.casefold() in {name.casefold() for name in names}


def _unknown(what: str, name: str, known: Iterable[str]) -> RequestError:
    from rapidfuzz import process  # noqa: PLC0415 - only for a name that is not there

    close = [match for match, _, _ in process.extract(name, sorted(set(known)), limit=_SHOWN)]
    advice = f"Perhaps: {', '.join(close)}." if close else "The case names none."
    return RequestError("TW-ASK-4", f"Nothing in this case is {what} called {name!r}.", do=advice)
