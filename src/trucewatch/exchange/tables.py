"""The exported tables: their names, their schemas, and their rows in order."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from trucewatch.dossier.model import Dossier
from trucewatch.exchange import shapes
from trucewatch.exchange.shapes import Row
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.records import Reject
from trucewatch.vocabulary.subject import Disagreement, Finding, Naming


class Table(StrEnum):
    """What can be exported, in the order of the documentation."""

    REPORTS = "reports"
    CLAIMS = "claims"
    PARTIES = "parties"
    AGREEMENTS = "agreements"
    ZONES = "zones"
    COMMITMENTS = "commitments"
    EVENTS = "events"
    FINDINGS = "findings"
    DISAGREEMENTS = "disagreements"
    NAMING = "naming"
    REJECTS = "rejects"


def table_named(name: str) -> Table:
    """The table of that name; RequestError where there is none."""
    try:
        return Table(name)
    except ValueError:
        known = ", ".join(Table)
        raise RequestError(
            "TW-EXPORT-1", f"There is no table called {name!r}.", do=f"Choose one of: {known}."
        ) from None


@cache
def schema(table: Table) -> Mapping[str, Any]:
    """The JSON Schema (draft 2020-12) that each row of the table keeps to."""
    text = files("trucewatch.exchange").joinpath("schemas", f"{table}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


_OF_DOSSIER: dict[Table, Callable[[Dossier], Iterable[Row]]] = {
    Table.REPORTS: lambda dossier: map(shapes.report_row, dossier.reports.values()),
    Table.CLAIMS: lambda dossier: (shapes.claim_row(claim, dossier) for claim in dossier.claims.values()),
    Table.PARTIES: lambda dossier: map(shapes.party_row, dossier.parties),
    Table.AGREEMENTS: lambda dossier: map(shapes.agreement_row, dossier.agreements),
    Table.ZONES: lambda dossier: map(shapes.zone_row, dossier.zones),
    Table.COMMITMENTS: lambda dossier: map(shapes.commitment_row, dossier.commitments),
    Table.EVENTS: lambda dossier: map(shapes.event_row, dossier.events),
}


def rows(
    table: Table | str,
    dossier: Dossier,
    *,
    findings: Iterable[Finding] = (),
    disagreements: Iterable[Disagreement] = (),
    naming: Iterable[Naming] = (),
    rejects: Iterable[Reject] = (),
) -> Iterator[Row]:
    """The rows of one table, sorted by id. Only the table's own argument is read. RequestError for an unknown table."""
    table = table_named(table)
    if table in _OF_DOSSIER:
        found = _OF_DOSSIER[table](dossier)
    elif table is Table.FINDINGS:
        found = map(shapes.finding_row, findings)
    elif table is Table.DISAGREEMENTS:
        found = map(shapes.disagreement_row, disagreements)
    elif table is Table.NAMING:
        found = map(shapes.naming_row, naming)
    else:
        found = map(shapes.reject_row, rejects)
    return iter(sorted(found, key=_order(table)))


def _order(table: Table) -> Callable[[Row], Any]:
    if table is Table.REJECTS:
        return _reject_order
    if table is Table.NAMING:
        return _naming_order
    first = next(iter(schema(table)["properties"]))
    return lambda row: row[first]


def _reject_order(row: Row) -> tuple[Any, ...]:
    part = row["part"] or ""
    return row["file"], len(part), part, json.dumps(row)  # so that row 9 comes before row 10


def _naming_order(row: Row) -> tuple[str, ...]:
    return row["party"]["id"] or "", row["party"]["mention"] or "", json.dumps(row)
