"""Which coder a build uses: rules, or rules with the learnt parts."""

from pathlib import Path

import pytest

from trucewatch.ledger import Ledger
from trucewatch.pipeline import build
from trucewatch.vocabulary.errors import RequestError

TEXT = """The truce is holding in the valley, the mission said on Monday.

The rebels shelled the village of Ost at dawn, according to its mayor, and two soldiers were wounded in the attack."""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "2018-12-04-a.txt").write_text(TEXT, "utf-8")
    return tmp_path / "reports"


def test_another_coder_codes_again_and_the_same_one_does_not(reports: Path, tmp_path: Path) -> None:
    case = tmp_path / "case.db"
    assert build.build([reports], case, "none", coder="rules").coded_reports == 1
    assert build.build([reports], case, "none", coder="hybrid").coded_reports == 1
    assert not build.build([reports], case, "none").changed  # hybrid is what is taken where nothing is asked for


def test_rules_and_learnt_parts_keep_what_the_rules_find(reports: Path, tmp_path: Path) -> None:
    speakers = {}
    for coder in ("rules", "hybrid"):
        case = tmp_path / f"{coder}.db"
        build.build([reports], case, "none", coder=coder)
        with Ledger.open(case) as ledger:
            speakers[coder] = {(c.code, c.speaker.text if c.speaker else None) for c in ledger.claims()}
    assert speakers["rules"] <= speakers["hybrid"]


def test_an_unknown_coder_is_refused(reports: Path, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="no coder 'magic'"):
        build.build([reports], tmp_path / "case.db", coder="magic")
