"""What happened and what fell due, in the order of time."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from trucewatch.dossier.model import Dossier
from trucewatch.exchange import Row, Table, rows
from trucewatch.pipeline.filters import Wanted, kept

_THINGS = {Table.EVENTS: "event_id", Table.AGREEMENTS: "agreement_id", Table.COMMITMENTS: "commitment_id"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: `kind` is event, agreed, in force, expires or deadline; `id` that of the event, agreement, commitment.

    `date` is an EDTF string, `by` who is said to have done it or must, `to` to whom, `sources` the outlets that tell.
    """

    date: str
    kind: str
    id: str
    what: str
    by: str
    to: str
    where: str
    sources: tuple[str, ...]
    claims: tuple[str, ...]

    def as_row(self) -> Row:
        """For JSON."""
        return {**asdict(self), "sources": list(self.sources), "claims": list(self.claims)}


def timeline(dossier: Dossier, want: Wanted) -> list[Entry]:
    """Dated events, agreements and deadlines that fit; by date, then kind and id."""
    found: list[Entry] = []
    for table in _THINGS:
        for row in kept(table, rows(table, dossier), dossier, want):
            found.extend(_entries(table, row, dossier))
    return sorted(found, key=lambda entry: (entry.date, entry.kind, entry.id))


def _entries(table: Table, row: Row, dossier: Dossier) -> Iterator[Entry]:
    if table is Table.EVENTS:
        if row["date"]:
            what = " ".join(filter(None, (row["code"], row["mode"])))
            harm = ", ".join(f"{_span(h)} {h['what']}" for h in row["harm"])
            what = f"{what} ({harm})" if harm else what
            yield _entry(
                table, row, dossier, row["date"], "event", what, (row["actors"], row["recipients"], row["places"])
            )
    elif table is Table.AGREEMENTS:
        parties = [party for named in row["parties"].values() for party in named]
        for field, kind in (("date", "agreed"), ("in_force", "in force"), ("expires", "expires")):
            for date in _dates(row[field]):
                yield _entry(table, row, dossier, date, kind, row["name"], (parties, [], []))
    else:
        zone = [row["zone"]] if row["zone"] else []
        for date in _dates(row["deadline"]):
            yield _entry(table, row, dossier, date, "deadline", row["does"], (row["who"], row["beneficiary"], zone))


def _entry(
    table: Table,
    row: Row,
    dossier: Dossier,
    date: str,
    kind: str,
    what: str,
    named: tuple[list[Any], list[Any], list[Any]],
) -> Entry:
    by, to, where = (_names(things) for things in named)
    outlets = {dossier.reports[r].outlet or "an unnamed outlet" for r in row["reports"] if r in dossier.reports}
    sources = tuple(sorted(outlets))
    return Entry(date, kind, row[_THINGS[table]], what, by, to, where, sources, tuple(row["claims"]))


def _dates(value: object) -> list[str]:
    if isinstance(value, list):
        return [version["value"] for version in value]
    return [value] if isinstance(value, str) else []


def _names(things: list[Any]) -> str:
    return ", ".join(dict.fromkeys(thing["name"] or thing["mention"] or "?" for thing in things))


def _span(quantity: Row) -> str:
    low, high = quantity.get("min"), quantity.get("max")
    if low is None or high is None:
        return f"{low:g} or more" if low is not None else f"up to {high:g}" if high is not None else "some"
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"
