import datetime as dt
import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pytest

import trucewatch as tw
from trucewatch.exchange import Table, schema
from trucewatch.exchange.frames import rows_of
from trucewatch.vocabulary.errors import CaseError, RequestError


def test_importing_trucewatch_is_light() -> None:
    code = "import json, sys, trucewatch; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert {"polars", "sqlalchemy", "pydantic", "spacy"}.isdisjoint(json.loads(done.stdout))


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="shut"):
        tw.shut  # type: ignore[attr-defined]  # noqa: B018 - it is not there


def test_a_case_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CaseError):
        tw.open(tmp_path / "nowhere.db")


@pytest.mark.parametrize(
    "table",
    [
        "reports",
        "claims",
        "parties",
        "agreements",
        "zones",
        "commitments",
        "events",
        "disagreements",
        "naming",
        "rejects",
    ],
)
def test_each_table_is_a_frame_of_its_rows(table: str, case: tw.Case) -> None:
    found = getattr(case, table)()
    assert isinstance(found, pl.DataFrame)
    assert found.columns == list(schema(Table(table))["properties"])
    assert list(rows_of(found, Table(table))) == list(case.view.rows(Table(table)))


def test_claims_are_narrowed_by_name_outlet_and_days(case: tw.Case) -> None:
    everything = case.claims().height
    assert 0 < case.claims(party="Turkey").height < everything
    assert 0 < case.claims(outlet="Coast Radio").height < everything
    late = case.claims(since=dt.date(2018, 11, 1))
    assert 0 < late.height < everything
    assert late["claim_id"].to_list() == case.claims(since="2018-11")["claim_id"].to_list()
    with pytest.raises(RequestError, match="TW-ASK-4"):
        case.claims(party="Ruritania")


def test_things_are_structs_and_quotes_stand_in_the_report(case: tw.Case) -> None:
    claims = case.claims().join(case.reports().select("report_id", "text"), on="report_id")
    assert claims.height == case.claims().height
    for row in claims.iter_rows(named=True):
        assert row["text"][row["start"] : row["end"]] == row["quote"]
    assert set(claims["speaker"].struct.fields) == {"id", "name", "mention"}


def test_status_is_asked_for_a_day_as_known_on_a_day(case: tw.Case) -> None:
    asked = case.status(on="2018-10-13", known_by=dt.date(2018, 10, 1))
    assert set(asked["as_of"]) == {"2018-10-13"}
    assert set(asked["known_at"]) == {"2018-10-01"}
    published = dict(case.reports().select("report_id", "published").iter_rows())
    rested_on = {report for reports in asked["reports"] for report in reports}
    assert all(published[report] <= "2018-10-01" for report in rested_on)
    with pytest.raises(RequestError, match="TW-ASK-1"):
        case.status(on="2018-02-31")


def test_frames_become_pandas_frames(case: tw.Case) -> None:
    assert list(case.events().to_pandas()["event_id"]) == case.events()["event_id"].to_list()


def test_what_changed_between_two_days(case: tw.Case) -> None:
    found = case.diff("2018-09-30", "2018-11-09")
    assert found.changes
    known = dict(case.reports().select("report_id", "published").iter_rows())
    of_claim = dict(case.claims().select("claim_id", "report_id").iter_rows())
    for row in found.rows:
        assert row["before"] != row["after"]
        assert all(known[of_claim[c["claim_id"]]] <= "2018-11-09" for c in (*row["for"], *row["against"]))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text, self.open = "", list[str]()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def shown(thing: object) -> str:
    page = _Text()
    page.feed(thing._repr_html_())  # type: ignore[attr-defined]  # what a notebook calls
    assert page.open == []
    return page.text


def test_a_notebook_shows_what_a_case_holds(case: tw.Case) -> None:
    text = shown(case)
    assert "case.db" in text
    assert f"{case.claims().height:,}" in text
    assert repr(case) == f"<Case case.db: {case.reports().height:,} reports, {case.claims().height:,} claims>"


def test_a_notebook_shows_a_verdict_with_its_sentences(case: tw.Case) -> None:
    cards = case.verdicts(on="2018-11-09")
    assert {card.finding.finding_id for card in cards} == set(case.status(on="2018-11-09")["finding_id"])
    card = next(card for card in cards if card.verdict.for_ or card.verdict.against)
    for word in (*card.verdict.for_, *card.verdict.against)[:3]:
        assert word.quote in shown(card)
        assert word.quote in str(card)
    assert card.status.replace("_", " ") in shown(card)


def test_violations_are_a_panel_in_which_unwatched_is_not_zero(case: tw.Case) -> None:
    found = case.violations(zone="Idlib demilitarized zone", by="week", since="2018-09", until="2018-11")
    together = found.filter(pl.col("source").is_null())
    assert together.height > 0
    assert found["zone"].struct.field("name").unique().to_list() == ["Idlib demilitarized zone"]
    unwatched = found.filter(pl.col("coverage") == "unobserved", pl.col("incidents").is_not_null())
    assert all(row["events"] or row["counts"] for row in unwatched.iter_rows(named=True))
    with pytest.raises(RequestError, match="TW-ASK-10"):
        case.violations(zone="Idlib demilitarized zone", by="fortnight")


def test_spells_say_what_each_day_would(case: tw.Case) -> None:
    found = case.spells(since="2018-09-01", until="2018-12-31", agreement="Sochi memorandum")
    assert found["status"].n_unique() > 1
    for day in (dt.date(2018, 9, 1), dt.date(2018, 10, 10), dt.date(2018, 12, 4)):
        judged = case.status(on=day, agreement="Sochi memorandum").select(
            pl.col("about").struct.field("id"), "version", "status"
        )
        about = (pl.col(name).struct.field("id") for name in ("commitment", "zone", "agreement"))
        then = found.filter((pl.col("from") <= day) & (pl.col("to") >= day)).select(
            pl.coalesce(about), "version", "status"
        )
        assert {"agreement", "zone"} < set(found["class"])
        assert then.height
        assert set(then.rows()) <= set(judged.rows())
