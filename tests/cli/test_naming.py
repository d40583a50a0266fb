"""Which outlet calls whom what, period by period, with the sentences."""

import csv
import io
import json
from pathlib import Path

from tests.cli.running import program


def test_every_use_has_its_period_and_sentences(case: Path) -> None:
    found = json.loads(program("naming", "--case", case, "--by", "month", "--sentences", "2", "--json").stdout)
    claims = {row["claim_id"]: row for row in json.loads(program("claims", "--case", case, "--json").stdout)}
    reports = {
        row["report_id"]: row
        for row in map(json.loads, program("export", "reports", "--case", case).stdout.splitlines())
    }
    assert found
    for use in found:
        assert use["count"] == len(use["claims"])
        assert use["sentences"] == [claims[c]["quote"] for c in use["claims"][:2]]
        for claim_id in use["claims"]:
            report = reports[claims[claim_id]["report_id"]]
            assert report["outlet"] == use["outlet"]
            assert use["period"] is None or report["published"].startswith(use["period"])


def test_periods_together_are_the_whole(case: Path) -> None:
    whole = json.loads(program("naming", "--case", case, "--json").stdout)
    parts = json.loads(program("naming", "--case", case, "--by", "day", "--json").stdout)
    told = {(row["party"]["id"], c) for row in whole for term in row["terms"] for c in term["claims"]}
    assert told == {(use["party"]["id"], c) for use in parts for c in use["claims"]}


def test_as_csv_every_line_is_whole(case: Path) -> None:
    done = program("naming", "--case", case, "--by", "month", "--csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows
    assert all(row["party"] and row["period"] for row in rows)


def test_as_a_table_the_sentences_stand_beside(case: Path) -> None:
    done = program("naming", "--case", case, "--by", "month", "--sentences", "1")
    assert done.returncode == 0, done.stderr
    assert "“" in done.stdout
