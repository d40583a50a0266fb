"""`trucewatch decide` and `trucewatch show` of what was taken for one."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import program


@pytest.fixture
def own(case: Path, tmp_path: Path) -> Path:
    """A case of the test's own."""
    return Path(shutil.copy(case, tmp_path / "own.db"))


def rows(case: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in program("export", table, "--case", case).stdout.splitlines()]


def test_two_events_become_one_and_two_again(own: Path) -> None:
    first, second = (row["event_id"] for row in rows(own, "events")[:2])
    count = len(rows(own, "events"))
    done = program("decide", first, second, "same", "--case", own, "--why", "one strike", "--who", "R. Moss")
    assert "same" in done.stdout
    assert len(rows(own, "events")) == count - 1
    left = next(row["event_id"] for row in rows(own, "events") if row["event_id"] in {first, second})
    shown = program("show", left, "--case", own).stdout
    assert "because: a person decided so" in shown
    assert "(one strike; R. Moss)" in shown
    program("decide", first, second, "unsure", "--case", own)
    assert len(rows(own, "events")) == count


def test_every_claim_of_an_event_comes_with_a_reason(own: Path) -> None:
    event = max(rows(own, "events"), key=lambda row: len(row["claims"]))
    shown = program("show", event["event_id"], "--case", own).stdout
    assert shown.count("because: ") >= len(event["claims"])
    assert "because: the first that tells of it" in shown


def test_names_of_a_party_come_with_reasons(own: Path) -> None:
    party = next(row for row in rows(own, "parties") if row["claims"])
    shown = program("show", party["party_id"], "--case", own).stdout
    assert shown.startswith(f"Party {party['party_id']}: ")
    assert "because: " in shown


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [("no-such-thing", "EVENT", "TW-ASK-13"), ("EVENT", "EVENT", "TW-ASK-14"), ("EVENT", "PARTY", "TW-ASK-14")],
)
def test_what_cannot_be_decided_is_refused(own: Path, left: str, right: str, told: str) -> None:
    known = {"EVENT": rows(own, "events")[0]["event_id"], "PARTY": rows(own, "parties")[0]["party_id"]}
    done = program("decide", known.get(left, left), known.get(right, right), "same", "--case", own)
    assert done.returncode == 2
    assert told in done.stderr
