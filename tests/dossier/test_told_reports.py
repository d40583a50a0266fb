"""Reports in, agreements out: every one that a report tells of, in passing too, and none that nobody made."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from trucewatch.casebook import load
from trucewatch.coding.coder import Coder
from trucewatch.dossier import build
from trucewatch.vocabulary.codes import Role
from trucewatch.vocabulary.records import Report
from trucewatch.vocabulary.subject import Agreement

REPORTS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "told" / "reports.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(load(None))


def _fits(wanted: dict[str, Any], row: Agreement) -> bool:
    holders = [t.name or t.mention or "" for r, t in row.parties if r in (Role.SIGNATORY, Role.BOUND)]
    mediators = [t.name or t.mention or "" for r, t in row.parties if r is Role.MEDIATOR]
    days = [v.value for v in row.date]
    called = f"{row.name} {row.kind}".casefold()
    return (
        ("made" not in wanted or str(wanted["made"]) in days)
        and wanted.get("called", "").casefold() in called
        and all(any(p in h for h in holders) for p in wanted.get("parties", ()))
        and all(any(p in m for m in mediators) for p in wanted.get("mediators", ()))
        and ("place" not in wanted or any(wanted["place"] in str(v.value) for v in row.place))
    )


@pytest.mark.parametrize("told", REPORTS, ids=[r["id"] for r in REPORTS])
def test_agreements_of_a_report(coder: Coder, told: dict[str, Any]) -> None:
    knowledge = load(None)
    one = Report(told["id"], "t", told["text"], file="r.txt", published=str(told["published"]), language="en")
    [(_, _, claims)] = list(coder.code([one]))
    rows = [a for a in build(claims, [one], knowledge).agreements if a.claims]
    left = list(rows)
    for wanted in told["agreements"]:
        found = next((a for a in left if _fits(wanted, a)), None)
        assert found is not None, (wanted, [(a.name, a.date, a.parties) for a in rows])
        left.remove(found)
    assert left == [], [(a.name, a.date) for a in left]
