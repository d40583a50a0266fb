"""Every character is accounted for: quotes are in their reports, inputs and sentences add up."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.laws.running import program
from trucewatch.casebook import load
from trucewatch.ledger import Ledger
from trucewatch.pipeline.build import build
from trucewatch.pipeline.sums import BuildSums, last_sums
from trucewatch.reading import read
from trucewatch.vocabulary.codes import Outcome
from trucewatch.vocabulary.records import Report

Tables = dict[str, bytes]


@pytest.fixture(scope="module")
def sums(built: Path) -> BuildSums:
    with Ledger.open(built) as ledger:
        return last_sums(ledger, "none")


def rows(tables: Tables, table: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in tables[table].decode().splitlines()]


def test_every_quote_is_its_reports_text_at_its_offsets(whole: Tables) -> None:
    texts = {row["report_id"]: str(row["text"]) for row in rows(whole, "reports")}
    claims = rows(whole, "claims")
    assert claims
    for claim in claims:
        assert texts[claim["report_id"]][claim["start"] : claim["end"]] == claim["quote"]  # type: ignore[misc]  # ints


def test_sentences_do_not_overlap_and_hold_every_claim(built: Path) -> None:
    with Ledger.open(built) as ledger:
        sentences = [(s.report_id, s.start, s.end) for s in ledger.sentences()]
        coded = {(s.report_id, s.start, s.end) for s in ledger.sentences() if s.outcome is Outcome.CODED}
        claims = {(c.report_id, c.start, c.end) for c in ledger.claims()}
    assert coded == claims
    for (report, _, end), (following, start, _) in zip(sorted(sentences), sorted(sentences)[1:], strict=False):
        assert report != following or end <= start


def test_no_word_of_a_report_is_outside_a_sentence(built: Path) -> None:
    with Ledger.open(built) as ledger:
        left = {report.report_id: list(report.text) for report in ledger.reports()}
        for sentence in ledger.sentences():
            for at in range(sentence.start, sentence.end):
                left[sentence.report_id][at] = " "
    assert {report_id: "".join(rest).strip() for report_id, rest in left.items() if "".join(rest).strip()} == {}


def test_inputs_add_up_to_what_reading_them_gives(pile: Path, sums: BuildSums) -> None:
    items = list(read([pile], load(None)))
    reports = [item for item in items if isinstance(item, Report)]
    refused = [item for item in items if not isinstance(item, Report) and not item.is_warning]
    assert sums.files == sum(1 for path in pile.rglob("*") if path.is_file())
    assert sums.parts == len(reports) + len(refused)
    assert (sums.originals + sums.copies, sums.rejects) == (len(reports), len(refused))
    assert sums.copies == 1
    assert sums.add_up


def test_every_file_ends_as_a_report_or_a_reject(pile: Path, whole: Tables) -> None:
    accounted = {row["file"] for table in ("reports", "rejects") for row in rows(whole, table)}
    assert accounted == {path.relative_to(pile).as_posix() for path in pile.rglob("*") if path.is_file()}


def test_sentences_add_up_to_what_is_stored(built: Path, sums: BuildSums) -> None:
    with Ledger.open(built) as ledger:
        counted = Counter(sentence.outcome for sentence in ledger.sentences())
        claims = sum(1 for _ in ledger.claims())
    assert (sums.coded, sums.nothing, sums.uncoded) == tuple(counted[outcome] for outcome in Outcome)
    assert sums.sentences == counted.total()
    assert sums.claims == claims


def test_a_report_in_another_language_is_kept_and_marked(built: Path, whole: Tables) -> None:
    with Ledger.open(built) as ledger:
        assert [hit.language for hit in ledger.search("cessez-le-feu")] == ["fr"]
    told = [row for row in rows(whole, "rejects") if row["code"] == "TW-CODE-1"]
    assert [row["file"] for row in told] == ["g-foreign.txt"]
    assert "fr" in str(told[0]["reason"])


def test_an_undated_copy_is_dated_by_the_dated_one(whole: Tables) -> None:
    found = {row["file"]: (row["published"], row["published_how"]) for row in rows(whole, "reports")}
    assert found["a-treaty.txt"][0] == "2018-09-18"
    assert found["b-treaty-copied.txt"] == ("2018-09-17/2018-09-18", "inferred")  # its news is of Monday


def test_the_sums_are_printed(pile: Path, built: Path, sums: BuildSums) -> None:
    done = program("build", pile, "--case", built)
    for line in sums.lines():
        assert line in done.stdout.splitlines()


def test_the_same_file_in_two_folders_is_one_report_and_a_copy(pile: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_bytes((pile / "c-breach.txt").read_bytes())
    sums = build([tmp_path / "one", tmp_path / "two"], tmp_path / "case.db", "none")
    assert (sums.files, sums.parts, sums.originals, sums.copies) == (2, 2, 1, 1)
    assert sums.add_up
