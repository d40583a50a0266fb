"""Whole short reports, read and built: which commitments come out, and whom they bind."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from trucewatch.casebook import load
from trucewatch.coding.coder import Coder
from trucewatch.dossier import build
from trucewatch.vocabulary.records import Report
from trucewatch.vocabulary.subject import Thing

REPORTS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "told_provisions.yaml").read_text("utf-8"))
FOUND, TOO_MANY = 106, 22
"""Of all that is told, how many commitments came out when this was last raised, and how many that nobody made."""


def _is_bound(who: Thing, wanted: list[str]) -> bool:
    names = f"{who.name or ''} {who.mention or ''}".casefold()
    return any(name.casefold() in names for name in wanted)


def _read(coder: Coder, number: int, told: dict[str, Any]) -> tuple[int, list[str], list[str]]:
    """How many are right, which are missed, and which are too many."""
    report = Report(f"r{number}", f"t{number}", told["text"], file="r.txt", published="2018-12-04", language="en")
    [(_, _, claims)] = list(coder.code([report]))
    rest = [c for c in build(claims, [report], load(None)).commitments if c.claims]
    missed = []
    for wanted in told["told"]:
        [(class_, who)] = wanted.items()
        free = class_ in told.get("anyone", [])
        of_class = [c for c in rest if c.class_.value == class_]
        found = next((c for c in of_class if free or any(_is_bound(t, who) for t in c.who)), None)
        if found is None:
            missed.append(f"{class_} {who}: {told['text']}")
        else:
            rest.remove(found)
    extra = [f"{c.class_.value} {c.does}: {c.who}" for c in rest if c.class_.value not in told.get("unsure", [])]
    return len(told["told"]) - len(missed), missed, extra


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(load(None))


def test_as_many_commitments_are_read_as_before(coder: Coder) -> None:
    results = [_read(coder, number, told) for number, told in enumerate(REPORTS)]
    assert sum(right for right, _, _ in results) >= FOUND, [m for _, missed, _ in results for m in missed]
    extra = [e for _, _, more in results for e in more]
    assert len(extra) <= TOO_MANY, extra
