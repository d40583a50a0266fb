"""One report of the example and all that is made of it, against a file that a person has read.

`pytest tests/laws/test_golden.py --update-golden` writes the file anew; read the difference before you keep it.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from trucewatch.casebook import load
from trucewatch.coding.coder import Coder
from trucewatch.reading import read
from trucewatch.vocabulary.records import Claim, Report

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "examples" / "idlib" / "reports" / "2018-09-18-continental-wire-sochi.txt"
GOLDEN = Path(__file__).parent / "golden" / f"{REPORT.stem}.json"

Json = dict[str, Any]


def told(claim: Claim) -> Json:
    """The claim without hashes and versions, empty fields left out."""
    values = asdict(claim)
    for name in ("claim_id", "report_id", "coder", "confidence"):
        del values[name]
    return dict(_full(json.loads(json.dumps(values))))


def _full(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return {name: _full(inner) for name, inner in value.items() if inner not in (None, [], {})}
    return [_full(inner) for inner in value] if isinstance(value, list) else value


def test_one_report_and_its_claims(request: pytest.FixtureRequest) -> None:
    knowledge = load("syria")
    (report,) = [item for item in read([REPORT], knowledge) if isinstance(item, Report)]
    ((_, outcomes, claims),) = Coder(knowledge).code([report])
    found = {
        "outlet": report.outlet,
        "published": report.published,
        "published_how": report.published_how,
        "title": report.title,
        "sentences": [f"{o.outcome}: {report.text[o.start : o.end]}" for o in outcomes],
        "claims": [told(claim) for claim in claims],
    }
    written = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(written, encoding="utf-8")
    assert written == GOLDEN.read_text(encoding="utf-8"), "if this is better: --update-golden"
