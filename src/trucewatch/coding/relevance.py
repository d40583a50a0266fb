"""Whether a report is about an armed conflict: trade and sport have truces and ceasefires too."""

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

ENOUGH = 2
"""Different words of arms that make a report one on an armed conflict, whatever else it speaks of."""
PLAINLY = 3
"""Different words of another field that make a report plainly that field's."""


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(files("trucewatch.coding").joinpath("data/relevance.yaml").read_text("utf-8"))
    return data


@cache
def _beginnings(field: str) -> re.Pattern[str]:
    words = _data()["armed"] if field == "armed" else _data()["borrowed"][field]
    return re.compile(r"\b(?:" + "|".join(re.escape(w) for w in words) + ")", re.IGNORECASE)


def figurative(text: str) -> str | None:
    """Why the truces and attacks of a report are only figures of speech; None where they may be meant."""
    if len(text.split()) < _data()["shortest"]:
        return None
    arms = _different("armed", text)
    if arms >= ENOUGH:
        return None
    fields = {field: _different(field, text) for field in _data()["borrowed"]}
    field = max(fields, key=lambda f: fields[f])
    if fields[field] >= PLAINLY:
        return f"a report on {field} that speaks of no armed conflict"
    return "the report speaks of no armed conflict" if arms == 0 else None


def _different(field: str, text: str) -> int:
    return len({found.lower() for found in _beginnings(field).findall(text)})
