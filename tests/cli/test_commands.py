"""Each command, by running the program."""

import csv
import io
import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.running import program
from trucewatch.exchange import Table, columns, schema

Loaded = Callable[..., set[str]]


def rows(done_stdout: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in done_stdout.splitlines()]


def test_version_and_help() -> None:
    assert program("--version").stdout == "trucewatch 0.1.0\n"
    assert "Start with:\n    trucewatch build" in program("--help").stdout


@pytest.mark.parametrize("command", ["--help", "--version"])
def test_heavy_libraries_are_not_loaded_for(command: str, loaded_by: Loaded) -> None:
    assert loaded_by(command).isdisjoint({"spacy", "trafilatura", "sqlalchemy", "pydantic", "rich", "rensa"})


def test_questions_do_not_load_the_model(case: Path, loaded_by: Loaded) -> None:
    assert loaded_by("status", "--case", str(case)).isdisjoint({"spacy", "trafilatura", "alembic", "rensa"})


def test_status_tells_verdict_source_outlet_day_and_sentence(case: Path) -> None:
    done = program("status", "--case", case, "--on", "2018-11-09", "--all")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Status on 2018-11-09\n")
    findings = json.loads(program("status", "--case", case, "--on", "2018-11-09", "--json").stdout)
    claims = {row["claim_id"]: row for row in rows(program("export", "claims", "--case", case).stdout)}
    rested_on = {claim for finding in findings for claim in (*finding["for"], *finding["against"])}
    assert rested_on
    told = " ".join(done.stdout.split())
    reports = {row["report_id"]: row for row in rows(program("export", "reports", "--case", case).stdout)}
    for claim in rested_on:
        report = reports[claims[claim]["report_id"]]
        assert f"“{' '.join(str(claims[claim]['quote']).split())}”" in told
        place = report["outlet"] or (f"“{report['title']}”" if report["title"] else report["file"])
        assert f"{place}, {report['published']}" in told
        assert f"[{report['file']}" in told


def test_status_judges_the_last_day_of_the_case_unless_told(case: Path) -> None:
    assert program("status", "--case", case).stdout.startswith("Status on 2018-11-09\n")


def test_status_as_json_keeps_to_the_schema(case: Path) -> None:
    found = json.loads(program("status", "--case", case, "--json", "--on", "2018-10-13").stdout)
    assert found
    for row in found:
        jsonschema.validate(row, dict(schema(Table.FINDINGS)))
        assert row["as_of"] == "2018-10-13"


def test_known_by_leaves_out_what_came_later(case: Path) -> None:
    early = program("status", "--case", case, "--on", "2018-10-13", "--known-by", "2018-10-01").stdout
    assert "c-breach.txt" not in early


@pytest.mark.parametrize("table", list(Table))
def test_every_table_is_exported_in_its_shape(table: Table, case: Path) -> None:
    done = program("export", table, "--case", case)
    assert done.returncode == 0, done.stderr
    for row in rows(done.stdout):
        jsonschema.validate(row, dict(schema(table)))


def test_export_to_a_csv_file(case: Path, tmp_path: Path) -> None:
    target = tmp_path / "claims.csv"
    done = program("export", "claims", "--case", case, "--format", "csv", "-o", target)
    assert (done.returncode, done.stdout) == (0, "")
    with target.open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    assert header == columns(Table.CLAIMS)
    assert len(lines) == len(rows(program("export", "claims", "--case", case).stdout))


def test_export_of_all_tables(case: Path, tmp_path: Path) -> None:
    program("export", "--all", "--case", case, "-o", tmp_path / "tables")
    assert sorted(path.stem for path in (tmp_path / "tables").iterdir()) == sorted(Table)


@pytest.mark.parametrize("command", ["timeline", "claims", "disagreements", "naming", "rejects"])
def test_listings_are_written_three_ways(command: str, case: Path) -> None:
    table = program(command, "--case", case)
    assert table.returncode == 0, table.stderr
    assert table.stdout.splitlines()[-1].split()[1] in {"row", "rows"}
    as_json = json.loads(program(command, "--case", case, "--json").stdout)
    as_csv = list(csv.reader(io.StringIO(program(command, "--case", case, "--csv").stdout)))
    assert len(as_json) == len(as_csv) - 1


def test_claims_of_a_party_an_outlet_and_some_days(case: Path) -> None:
    def found(*options: str) -> list[dict[str, object]]:
        done = program("claims", "--case", case, "--json", *options)
        assert done.returncode == 0, done.stderr
        return list(json.loads(done.stdout))

    everything, radio = found(), found("--outlet", "Coast Radio")
    assert 0 < len(radio) < len(everything)
    assert {row["claim_id"] for row in found("--party", "Turkey")} < {row["claim_id"] for row in everything}
    assert {row["report_id"] for row in found("--from", "2018-11")} <= {row["report_id"] for row in radio}
    assert found("--from", "2019") == []


def test_a_name_that_is_not_there_is_told_with_those_that_are(case: Path) -> None:
    done = program("claims", "--case", case, "--outlet", "Coast Rado")
    assert done.returncode == 2
    assert "Coast Radio" in done.stderr


def test_search_in_any_language_and_show(case: Path) -> None:
    hits = json.loads(program("search", "cessez-le-feu", "--case", case, "--json").stdout)
    assert [hit["language"] for hit in hits] == ["fr"]
    shown = program("show", hits[0]["report_id"], "--case", case).stdout
    assert "g-foreign.txt" in shown
    claim = rows(program("export", "claims", "--case", case).stdout)[0]
    told = " ".join(program("show", str(claim["claim_id"]), "--case", case).stdout.split())
    assert f"【{' '.join(str(claim['quote']).split())}】" in told


def test_init_check_and_no_overwriting(tmp_path: Path) -> None:
    assert program("init", "sudan", cwd=tmp_path).returncode == 0
    assert program("check", "sudan.yaml", cwd=tmp_path).returncode == 0
    before = (tmp_path / "sudan.yaml").read_bytes()
    again = program("init", "sudan", cwd=tmp_path)
    assert again.returncode == 2
    assert "sudan.yaml" in again.stderr
    assert (tmp_path / "sudan.yaml").read_bytes() == before


def test_check_tells_faults_with_lines(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("casebook: bad\ntitle: Bad\nparties:\n  x: {nonsense: yes}\n", encoding="utf-8")
    done = program("check", "bad.yaml", cwd=tmp_path)
    assert done.returncode == 1
    assert "bad.yaml, line 4" in done.stdout


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(program("schema", "claims").stdout))


def test_claims_under_the_least_confidence_do_not_count(case: Path) -> None:
    def rested_on(least: str) -> set[str]:
        found = json.loads(program("status", "--case", case, "--min-confidence", least, "--json").stdout)
        return {claim for finding in found for claim in (*finding["for"], *finding["against"])}

    claims = {row["claim_id"]: row for row in json.loads(program("claims", "--case", case, "--json").stdout)}
    levels = sorted({claims[claim_id]["confidence"] for claim_id in rested_on("0")})
    assert levels
    assert all(0 < level < 1 for level in levels)
    top = levels[-1]
    assert {claims[claim_id]["confidence"] for claim_id in rested_on(str(top))} == {top}
    assert rested_on(str(top + 0.01)) == set()


def key_of_spell(row: dict[str, Any]) -> tuple[str, str, str | None]:
    return row["class"], (row["commitment"] or row[row["class"]])["id"], row["version"]


def test_verdicts_over_time(case: Path) -> None:
    asked = ("status", "--case", case, "--from", "2018-09", "--to", "2018-12", "--agreement", "Sochi memorandum")
    rows = json.loads(program(*asked, "--json").stdout)
    assert {row["agreement"]["id"] for row in rows} == {"sochi-memorandum-2018"}
    assert {row["class"] for row in rows if row["commitment"] is None} == {"agreement", "zone"}
    keys = list(dict.fromkeys(key_of_spell(row) for row in rows))
    for key in keys:
        own = [row for row in rows if key_of_spell(row) == key]
        assert (own[0]["from"], own[-1]["to"]) == ("2018-09-01", "2018-12-31")
        assert all(one["status"] != two["status"] for one, two in pairwise(own))
    table, cells = program(*asked), program(*asked, "--csv")
    assert "2018-09-17" in table.stdout
    assert cells.stdout.splitlines()[0] == "commitment,class,agreement,zone,who,version,from,to,status"
    assert len(cells.stdout.splitlines()) == len(rows) + 1


def test_one_day_and_many_are_not_asked_at_once(case: Path) -> None:
    done = program("status", "--case", case, "--on", "2018-12-04", "--from", "2018-09")
    assert (done.returncode, "TW-CLI-1" in done.stderr) == (2, True)
