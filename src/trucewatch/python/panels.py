"""Panels of violations as frames."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import polars as pl

from trucewatch.monitoring.violations_rows import COLUMNS
from trucewatch.pipeline.spells import COLUMNS as SPELLS

_THING = pl.Struct({"id": pl.String, "name": pl.String, "mention": pl.String})
_COUNT = pl.Struct(
    {
        "source": pl.String,
        "days": pl.String,
        "min": pl.Float64,
        "max": pl.Float64,
        "total": pl.Float64,
        "placed": pl.String,
        "blamed": pl.List(_THING),
        "reports": pl.List(pl.String),
        "claims": pl.List(pl.String),
    }
)
_TYPES: dict[str, Any] = {
    "zone": _THING,
    "spread": pl.Boolean,
    "in_force": pl.Boolean,
    "blamed": pl.List(pl.Struct({"party": _THING, "incidents": pl.Int64})),
    "placed": pl.List(pl.Struct({"key": pl.String, "value": pl.Int64})),
    "counts": pl.List(_COUNT),
    **dict.fromkeys(("period", "source", "source_name", "coverage"), pl.String),
    **dict.fromkeys(("events", "reports", "claims"), pl.List(pl.String)),
}
"""Whatever else a panel has is a number."""

NAMING_OVER_TIME: dict[str, Any] = {
    "party": _THING,
    **dict.fromkeys(("period", "term", "outlet"), pl.String),
    "count": pl.Int64,
    **dict.fromkeys(("claims", "sentences"), pl.List(pl.String)),
}
"""The columns of naming period by period."""


def violations_frame(rows: Iterable[dict[str, Any]]) -> pl.DataFrame:
    """The rows of a panel, their things and counts as structs."""
    told = [{**row, "placed": [{"key": k, "value": v} for k, v in row["placed"].items()]} for row in rows]
    return pl.DataFrame(told, schema={name: _TYPES.get(name, pl.Int64) for name in COLUMNS}, orient="row")


_NAMED = pl.Struct({"id": pl.String, "name": pl.String})
_OF_SPELLS: dict[str, Any] = {
    **dict.fromkeys(("commitment", "agreement", "zone"), _NAMED),
    "who": pl.List(_NAMED),
    **dict.fromkeys(("from", "to"), pl.Date),
}
"""Whatever else a spell has is text."""


def spells_frame(rows: Iterable[dict[str, Any]]) -> pl.DataFrame:
    """Runs of days with one status; `from` and `to` are dates."""
    told = [{**row, **{name: dt.date.fromisoformat(row[name]) for name in ("from", "to")}} for row in rows]
    return pl.DataFrame(told, schema={name: _OF_SPELLS.get(name, pl.String) for name in SPELLS}, orient="row")
