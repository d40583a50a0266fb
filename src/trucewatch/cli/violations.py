"""`trucewatch violations`."""

import json
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli import options
from trucewatch.cli.helping import add
from trucewatch.cli.output import Format, Row, write_cells, write_json, write_table
from trucewatch.cli.zones import MapFiles

if TYPE_CHECKING:
    from trucewatch.monitoring.violations import Violations
    from trucewatch.monitoring.violations_counts import CountReport


class Length(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def register(app: typer.Typer) -> None:
    """Add the command."""
    add(app, violations)


def violations(
    opened: options.Opened,
    zone: Annotated[str, typer.Option("--zone", metavar="NAME", help="The zone (name or id).")],
    *,
    by: Annotated[Length, typer.Option("--by", metavar="day|week|month", help="How long a period is.")] = Length.WEEK,
    source: Annotated[
        list[str] | None, typer.Option("--source", metavar="NAME", help="Only this source; may be given again.")
    ] = None,
    between: options.Between,
    given: MapFiles,
    shown: options.Shown,
) -> None:
    r"""Count the incidents in a zone by period and source, with what each source watched, beside the counts reported.

    \b
    Example:
      trucewatch violations --case case.db --zone "Idlib demilitarized zone" --by week
      trucewatch violations --case case.db --zone idlib-deescalation-zone --by month --from 2019 --to 2019 --csv
    """
    from trucewatch.monitoring.violations_rows import COLUMNS, violation_rows  # noqa: PLC0415 - opens the dossier
    from trucewatch.pipeline import mapping  # noqa: PLC0415 - the same

    fmt = shown.fmt
    days = between.days if between.first or between.last else None
    with opened.view() as seen:
        given.use(seen)
        panel = mapping.panel(seen, zone, by.value, days, source)
    if fmt is Format.JSON:
        write_json(list(violation_rows(panel)))
    elif fmt is Format.CSV:
        write_cells(COLUMNS, (_flat(row) for row in violation_rows(panel)))
    else:
        heads = ("period", "source", "watched", "incidents", "known", "suspected", "unattributed", "blamed on", "found")
        write_table(heads, _cells(panel))


def _flat(row: Row) -> list[str]:
    def cell(value: object) -> str:
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    return [cell(value["id"] if name == "zone" else value) for name, value in row.items()]


def _cells(panel: Iterable["Violations"]) -> Iterator[Sequence[str]]:
    """Periods in which somebody watched; the others say nothing."""
    period = None
    for row in panel:
        if not row.days_watched and not row.events and not row.counts:
            continue
        shown = "" if row.period == period else row.period + (" (no closer)" if row.spread else "")
        period = row.period
        incidents = "" if row.incidents is None else str(row.incidents) + (f" + {row.perhaps}?" if row.perhaps else "")
        numbers = ("" if n is None else str(n) for n in (row.known, row.suspected, row.unattributed))
        blamed = ", ".join(f"{party.name} {count}" for party, count in row.blamed)
        watched = f"{row.days_watched} of {row.days} days"
        yield shown, row.source_name, watched, incidents, *numbers, blamed, "; ".join(map(_count, row.counts))


def _count(count: "CountReport") -> str:
    number = f"{count.min:g}" if count.min is not None else "?"
    more = " or more" if count.max is None else ""
    of = f" of {count.total:g}" if count.total is not None else ""
    day = (count.days or "on an unknown day").rpartition("/")[2]
    return f"{number}{more}{of} counted by {day}{', place open' if count.placed == 'perhaps' else ''}"
