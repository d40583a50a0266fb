"""`trucewatch withdraw`: a report stays, and no longer counts."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.running import program

Row = dict[str, object]


@pytest.fixture
def own(case: Path, tmp_path: Path) -> Path:
    """A case of the test's own."""
    return Path(shutil.copy(case, tmp_path / "own.db"))


def reports(case: Path) -> dict[str, Row]:
    """The exported reports by the name of their file and part."""
    lines = program("export", "reports", "--case", case).stdout.splitlines()
    return {f"{row['file']} {row['part'] or ''}".strip(): row for row in map(json.loads, lines)}


def rested_on(case: Path, *arguments: str) -> set[str]:
    """The claims that the findings rest on."""
    found = json.loads(program("status", "--case", case, "--on", "2018-11-09", "--json", *arguments).stdout)
    return {claim for row in found for claim in (*row["for"], *row["against"])}


def claims_of(case: Path, report: Row) -> set[str]:
    lines = program("export", "claims", "--case", case).stdout.splitlines()
    return {row["claim_id"] for row in map(json.loads, lines) if row["report_id"] == report["report_id"]}


def test_it_stays_and_no_longer_counts_until_that_is_taken_back(own: Path) -> None:
    breach = reports(own)["c-breach.txt"]
    ident, claims = str(breach["report_id"]), claims_of(own, breach)
    before = rested_on(own)
    assert before & claims
    done = program("withdraw", ident, "--case", own, "--why", "retracted by the outlet", "--who", "M. H.")
    assert (done.returncode, done.stderr) == (0, "")
    assert reports(own)["c-breach.txt"]["withdrawn"] == "retracted by the outlet"
    assert claims_of(own, breach) == claims
    assert rested_on(own).isdisjoint(claims)
    assert "Withdrawn, and no longer evidence: retracted by the outlet" in program("show", ident, "--case", own).stdout
    told = " ".join(program("status", "--case", own, "--on", "2018-11-09").stdout.split())
    assert f"Withdrawn, and no longer evidence: {ident}" in told
    assert "(withdrawn)" in program("claims", "--case", own).stdout
    undone = program("withdraw", ident, "--case", own, "--why", "a mistake", "--undo")
    assert "counts again" in undone.stdout
    assert reports(own)["c-breach.txt"]["withdrawn"] is None
    assert rested_on(own) == before


def test_a_correction_dates_the_withdrawal(own: Path) -> None:
    rows = reports(own)
    wrong, right = rows["c-breach.txt"], rows["d-page.html"]
    ids = (str(wrong["report_id"]), str(right["report_id"]))
    program("withdraw", ids[0], "--case", own, "--why", "wrong toll", "--corrected-by", ids[1])
    rows = reports(own)
    assert rows["c-breach.txt"]["withdrawn"] == f"{right['published']}: wrong toll"
    assert rows["d-page.html"]["corrects"] == ids[0]
    claims = claims_of(own, wrong)
    assert rested_on(own).isdisjoint(claims)
    assert rested_on(own, "--known-by", str(wrong["published"])) & claims
    assert f"Corrects report {ids[0]}" in program("show", ids[1], "--case", own).stdout


def test_the_day_can_be_told(own: Path) -> None:
    ident = str(reports(own)["c-breach.txt"]["report_id"])
    program("withdraw", ident, "--case", own, "--why", "wrong", "--on", "2018-10-30")
    assert reports(own)["c-breach.txt"]["withdrawn"] == "2018-10-30: wrong"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("0000", "--why", "x"), "TW-ASK-5"),
        (("{id}", "--why", " "), "TW-ASK-6"),
        (("{id}", "--why", "x", "--corrected-by", "{id}"), "TW-ASK-7"),
        (("{id}", "--why", "x", "--corrected-by", "0000"), "TW-ASK-5"),
        (("{id}", "--why", "x", "--undo"), "TW-ASK-8"),
        (("{id}", "--why", "x", "--on", "2018-02-31"), "TW-ASK-1"),
    ],
)
def test_what_makes_no_sense_is_refused(own: Path, arguments: tuple[str, ...], code: str) -> None:
    ident = str(reports(own)["c-breach.txt"]["report_id"])
    done = program("withdraw", *(part.replace("{id}", ident) for part in arguments), "--case", own)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert f"[{code}]" in done.stderr
    assert reports(own)["c-breach.txt"]["withdrawn"] is None
