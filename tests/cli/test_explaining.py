"""Coding a text from the command line, and telling why a claim says what it says."""

import io
import json
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.cli.running import program
from trucewatch.exchange import Table, schema

TEXT = "The rebels shelled the town on Monday, killing four people, Colonel Ana Silva said."


def test_a_text_is_coded_with_its_speaker_and_day() -> None:
    done = program("code", TEXT, "--on", "2018-12-04")
    assert done.returncode == 0, done.stderr
    assert f"“{TEXT}”" in done.stdout
    assert "ASSAULT" in done.stdout
    assert "speaker: Ana Silva" in done.stdout
    assert "date: 2018-12-03" in done.stdout
    assert "Fired:" not in done.stdout


def test_coded_rows_keep_to_the_schema_and_tell_why() -> None:
    found = json.loads(program("code", TEXT, "--on", "2018-12-04", "--json", "--explain").stdout)
    assert [row["code"] for row in found] == ["ASSAULT"]
    why = found[0].pop("why")
    jsonschema.validate(found[0], dict(schema(Table.CLAIMS)))
    assert why["fired"] == ["shelled"]
    by_slot = {slot["slot"]: slot for slot in why["slots"]}
    assert by_slot["actor"]["how"] == "the subject of “shelled”"
    assert by_slot["speaker"]["how"] == "named with “said”, as reported speech"
    assert by_slot["date"]["how"] == "read from “Monday”, seen from 2018-12-04"


def test_what_was_rejected_is_told_with_its_reason() -> None:
    found = json.loads(program("code", TEXT, "--json", "--explain").stdout)
    rejected = {r["rule"]: r["why"] for r in found[0]["why"]["rejected"]}
    assert "and 0.56 is needed" in rejected["assault.kill"]


def test_a_rule_that_asks_for_more_says_for_what() -> None:
    found = program("code", "The envoy said that the ministers held the door.", "--explain", "--coder", "rules").stdout
    assert "on “held”: asks for an object of the class" in " ".join(found.split())


def test_an_act_that_no_rule_reads_is_said_to_be_the_models() -> None:
    found = " ".join(program("code", "The army emptied its barracks in the town.", "--explain").stdout.split())
    assert "RETREAT" in found
    assert "learnt model" in found


def test_a_text_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("The army bombed the port.\n"))
    assert "actors: army" in program("code").stdout


def test_a_text_of_nothing_is_refused() -> None:
    done = program("code", "  ")
    assert done.returncode == 2
    assert "TW-ASK-12" in done.stderr


def test_a_text_on_something_else_says_why_it_is_not_coded() -> None:
    sport = "The league and the players' union reached a truce over pay on Monday, the clubs said. " * 8
    told = program("code", sport).stdout
    assert told.startswith("Not coded: the report speaks of no armed conflict.")


def test_how_it_is_put_is_told() -> None:
    told = program("code", "The rebels have yet to withdraw their heavy weapons.", "--explain").stdout
    assert "Put as deny: by “yet”." in told


def test_every_claim_of_a_case_is_explained(case: Path) -> None:
    found = json.loads(program("claims", "--case", case, "--json").stdout)
    claim = next(row for row in found if row["code"] == "ASSAULT")
    done = program("explain", claim["claim_id"], "--case", case)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"“{claim['quote']}”\nCharacters {claim['start']:,} to {claim['end']:,}")
    assert "Fired: assault." in done.stdout
    assert f"report {claim['report_id']}" in done.stdout
    assert "Counted to the event [event-" in done.stdout
    told = json.loads(program("explain", claim["claim_id"], "--case", case, "--json").stdout)
    assert {"why", "links"} <= told.keys()
    assert all(link["why"] and link["id"] for link in told["links"])


def test_an_unknown_claim_is_told_of(case: Path) -> None:
    done = program("explain", "0000", "--case", case)
    assert done.returncode == 2
    assert "TW-ASK-11" in done.stderr
