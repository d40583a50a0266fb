"""Series and lives for statistics, from a case or from a table of somebody's own (CSV)."""

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from trucewatch.analysis import Count, Ending, Life
from trucewatch.monitoring.periods import By
from trucewatch.monitoring.series import Spell
from trucewatch.monitoring.violations import Watched, violations
from trucewatch.pipeline import filters
from trucewatch.pipeline.view import View
from trucewatch.vocabulary.codes import ZoneStatus
from trucewatch.vocabulary.errors import InputError, RequestError
from trucewatch.vocabulary.subject import Agreement
from trucewatch.vocabulary.when import When

Read = TypeVar("Read")
OVER = frozenset({ZoneStatus.COLLAPSED, ZoneStatus.ENDED, ZoneStatus.SUPERSEDED})
"""Verdicts that end a life."""
_ALIVE = frozenset({ZoneStatus.HOLDING, ZoneStatus.STRAINED, ZoneStatus.DISPUTED})
_ENDINGS = {"": Ending.UNKNOWN, "unknown": Ending.UNKNOWN, "holding": Ending.HOLDING, "ended": Ending.ENDED}


def counts_of_case(view: View, zone: str | None, by: By) -> dict[str, list[Count]]:
    """Incidents in each zone (or the one named) by period, all sources together; None where nobody watched."""
    names = filters.wanted(view.dossier, view.knowledge, filters.Names(zone=zone))
    found: dict[str, list[Count]] = {}
    for each in view.dossier.zones:
        if names.zones is not None and each.zone_id not in names.zones:
            continue
        rows = [r for r in violations(view.dossier, each, view.knowledge, by=by) if r.source is None and not r.spread]
        if any(row.incidents for row in rows):
            found[each.name] = [
                Count(start, None if row.coverage is Watched.UNOBSERVED else row.incidents, float(row.days_watched))
                for row in rows
                if (start := When.parse(row.period).earliest)
            ]
    if not found:
        raise RequestError("TW-ANALYSE-7", "No incident of this case lies in a zone.", do="Name another zone.")
    return found


def counts_of_file(path: Path, zone: str | None) -> dict[str, list[Count]]:
    """A CSV with columns `date` and `count`, and if there are `zone` and `days` watched; an empty count: unobserved."""

    def read(row: dict[str, str]) -> tuple[str, Count]:
        count = int(row["count"]) if row["count"] else None
        return row.get("zone") or "all", Count(_day(row["date"]), count, float(row.get("days") or 7))

    found: dict[str, list[Count]] = {}
    for name, one in _rows(path, ("date", "count"), read):
        if zone is None or zone == name:
            found.setdefault(name, []).append(one)
    if not found:
        raise RequestError("TW-ANALYSE-7", f"{path} has no counts of this zone.", do="Look at its column `zone`.")
    return found


def lives_of_file(path: Path) -> list[Life]:
    """A CSV with columns `start`, `end` and, if there is, `ending` (ended, holding, unknown); no end: unknown."""

    def read(row: dict[str, str]) -> Life:
        end = _day(row["end"]) if row["end"] else None
        given = row.get("ending") or ("ended" if end else "")
        return Life(_day(row["start"]), end, _ENDINGS[given.casefold()])

    return list(_rows(path, ("start", "end"), read))


def lives_of_case(view: View, until: dt.date) -> list[Life]:
    """The agreements of a case from the day they come into force (or are made) to the verdict that they are over.

    Verdicts are asked for every week up to `until`, with all that the case holds. A life ends on the first of these
    days on which its verdict is one of `OVER`; whoever last had a verdict by somebody's word still holds; where nobody
    said anything for so long that it is unobserved, the end is unknown.
    """
    starts = {a.agreement_id: start for a in view.dossier.agreements if (start := _start(a)) and start <= until}
    policy = view.question(until, None, None).policy
    asked = list(_weekly(starts.values(), until))
    found = []
    for agreement in sorted(view.dossier.agreements, key=lambda each: each.agreement_id):
        start = starts.get(agreement.agreement_id)
        if start is not None:
            days = [day for day in asked if day >= start]
            found.append(_life(start, view.monitor.agreement_spells(agreement, days, None, policy)))
    return found


def _life(start: dt.date, spells: Sequence[Spell]) -> Life:
    ended = next((spell.first for spell in spells if spell.status in OVER), None)
    if ended is not None:
        return Life(start, ended, Ending.ENDED)
    return Life(start, None, Ending.HOLDING if spells and spells[-1].status in _ALIVE else Ending.UNKNOWN)


def _weekly(starts: Iterable[dt.date], until: dt.date) -> Iterator[dt.date]:
    """Every seventh day up to the last, and that one."""
    first = min(starts, default=until)
    for back in range((until - first).days // 7, -1, -1):
        yield until - dt.timedelta(days=7 * back)


def _start(agreement: Agreement) -> dt.date | None:
    days = (_when(value.value) for value in (*agreement.in_force, *agreement.date))
    return next((day.earliest for day in days if day and day.earliest), None)


def _when(text: str) -> When | None:
    try:
        return When.parse(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Line:
    path: Path
    number: int

    def fault(self, what: str) -> InputError:
        return InputError("TW-ANALYSE-8", what, f"{self.path}, line {self.number}", "Mend the table.")


def _rows(path: Path, columns: tuple[str, ...], read: Callable[[dict[str, str]], Read]) -> Iterator[Read]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            _need(table.fieldnames or (), columns, _Line(path, 1))
            for number, row in enumerate(table, 2):
                try:
                    yield read(row)
                except (ValueError, KeyError, TypeError) as error:
                    raise _Line(path, number).fault(f"This line cannot be read ({error}).") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("TW-ANALYSE-9", "The table cannot be read.", str(path), "Give a CSV in UTF-8.") from error


def _need(there: Iterable[str], columns: tuple[str, ...], line: _Line) -> None:
    missing = [column for column in columns if column not in set(there)]
    if missing:
        raise line.fault(f"There is no column {' and no column '.join(missing)}.")


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text.strip())
