from pathlib import Path

import pytest

from trucewatch.casebook import load, template
from trucewatch.ledger import Ledger
from trucewatch.pipeline import conflict
from trucewatch.pipeline.build import build

NEVER = (False, None)
SYRIAN = "Fighting near Saraqib and Maarat al-Numan went on, and Jabhat al-Nusra shelled Khan Sheikhoun. " * 3
ELSEWHERE = "The Islamic State attacked Mosul. Iraqi forces and the Peshmerga answered near Kirkuk and Tal Afar. " * 3


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(SYRIAN, encoding="utf-8")
    return path


def test_the_casebook_whose_names_are_mentioned_is_chosen_and_why_is_told(report: Path) -> None:
    chosen = conflict.for_build(None, NEVER, [report])
    assert chosen.name == "syria"
    assert "Maarat al-Numan" in chosen.why


def test_none_is_chosen_where_none_fits(report: Path) -> None:
    report.write_text(ELSEWHERE, encoding="utf-8")
    assert conflict.for_build("auto", NEVER, [report]).casebook is None


def test_none_and_a_name_are_taken_as_asked(report: Path) -> None:
    assert conflict.for_build("none", NEVER, [report]).casebook is None
    assert conflict.for_build("syria", NEVER, []).name == "syria"


def test_what_the_case_has_is_kept(report: Path, tmp_path: Path) -> None:
    case = tmp_path / "case.db"
    build([report], case, "none")
    assert build([report], case).casebook == "none"
    assert build([report], case, "syria").casebook == "syria"
    assert build([report], case).casebook == "syria"


def test_a_casebook_of_ones_own_is_kept_in_the_case(report: Path, tmp_path: Path) -> None:
    own, case = tmp_path / "sudan.yaml", tmp_path / "case.db"
    own.write_text(template("sudan"), encoding="utf-8")
    build([report], case, str(own))
    version = load(own).version
    own.unlink()
    with Ledger.open(case) as ledger:
        assert conflict.of_case(ledger).knowledge.version == version
    assert not build([report], case).changed


def test_a_changed_casebook_codes_again(report: Path, tmp_path: Path) -> None:
    own, case = tmp_path / "sudan.yaml", tmp_path / "case.db"
    own.write_text(template("sudan"), encoding="utf-8")
    build([report], case, str(own))
    own.write_text(template("sudan") + "\n# a word more\n", encoding="utf-8")
    assert build([report], case).coded_reports == 1
