"""Panels of violations as rows for JSON and CSV."""

from collections.abc import Iterable, Iterator
from typing import Any

from trucewatch.monitoring.violations import Violations
from trucewatch.monitoring.violations_counts import CountReport
from trucewatch.vocabulary.subject import Thing

Row = dict[str, Any]

COLUMNS = (
    "zone", "period", "spread", "source", "source_name", "coverage", "days_watched", "days", "in_force", "incidents",
    "perhaps", "known", "suspected", "unattributed", "corroborated", "origins", "blamed", "placed", "counts", "events",
    "reports", "claims",
)  # fmt: skip
"""The fields of a row, in order."""


def violation_rows(panel: Iterable[Violations]) -> Iterator[Row]:
    """Each row of a panel with the fields of `COLUMNS`; what is unknown is None."""
    return map(_row, panel)


def _row(of: Violations) -> Row:
    plain = {name: getattr(of, name) for name in COLUMNS}
    return {
        **plain,
        "zone": _thing(of.zone),
        "coverage": of.coverage.value,
        "blamed": [{"party": _thing(party), "incidents": count} for party, count in of.blamed],
        "placed": dict(of.placed),
        "counts": [_count(count) for count in of.counts],
        "events": list(of.events),
        "reports": list(of.reports),
        "claims": list(of.claims),
    }


def _count(of: CountReport) -> Row:
    return {
        "source": of.source,
        "days": of.days,
        "min": of.min,
        "max": of.max,
        "total": of.total,
        "placed": of.placed.value,
        "blamed": [_thing(party) for party in of.blamed],
        "reports": list(of.reports),
        "claims": list(of.claims),
    }


def _thing(thing: Thing) -> Row:
    return {"id": thing.id, "name": thing.name, "mention": thing.mention}
