"""What one row of each data set becomes."""

from pathlib import Path

import pytest

from tests.exchange.importing.made import BASE, Row, read, table, write
from trucewatch.exchange.importing import Imported, Options, kinds, sheet_of
from trucewatch.vocabulary.codes import ClaimKind, Code, Role
from trucewatch.vocabulary.errors import InputError
from trucewatch.vocabulary.records import Claim


def one(tmp_path: Path, kind: str, row: Row | None = None, options: Options | None = None) -> Imported:
    found, rejects = read(write(tmp_path / f"{kind}.csv", table(kind, [row or {}])), kind, options)
    assert rejects == []
    return found[0]


def claim(tmp_path: Path, kind: str, row: Row | None = None, options: Options | None = None) -> Claim:
    return one(tmp_path, kind, row, options).claims[0]


def names(claim: Claim, field: str) -> list[str]:
    return [mention.text for mention in getattr(claim, field)]


@pytest.mark.parametrize("kind", kinds())
def test_quotes_stand_at_their_offsets(tmp_path: Path, kind: str) -> None:
    found = one(tmp_path, kind)
    assert found.claims
    for each in found.claims:
        assert found.report.text[each.start : each.end] == each.quote
        assert each.report_id == found.report.report_id
    assert found.report.file == f"{kind}.csv"
    assert found.report.part == "row 1"


@pytest.mark.parametrize("kind", kinds())
def test_every_data_set_has_a_row_to_be_tested_with(kind: str) -> None:
    assert kind in BASE


def test_an_acled_event(tmp_path: Path) -> None:
    found = one(tmp_path, "acled")
    told = found.claims[0]
    assert (told.kind, told.code, told.mode, told.date) == (
        ClaimKind.EVENT,
        Code.ASSAULT,
        "heavy-weapons",
        "2018-09-20",
    )
    assert [(m.text, m.refers) for m in told.actors] == [("Military Forces of Turkey (2016-)", "Turkish military")]
    assert names(told, "recipients") == ["Civilians (Lakeland)"]
    assert [(m.text, m.point) for m in told.places] == [("Millbrook", (35.5, 36.5)), ("North Shore", None)]
    assert [(q.what, q.min, q.max) for q in told.numbers] == [("killed", 2, 2)]
    assert names(told, "via") == ["Shore Agency", "Daily Lake"]
    assert found.report.text == "On 20 September, shells fell on Millbrook. Two people died."
    assert (found.report.outlet, found.report.published) == ("ACLED", "2018-09-27")


@pytest.mark.parametrize(("precision", "date"), [("1", "2018-09-20"), ("2", "2018-09-17/2018-09-23"), ("3", "2018-09")])
def test_the_precision_of_a_day_is_kept(tmp_path: Path, precision: str, date: str) -> None:
    assert claim(tmp_path, "acled", {"time_precision": precision}).date == date


def test_nobody_is_blamed_for_what_the_unidentified_did(tmp_path: Path) -> None:
    assert claim(tmp_path, "acled", {"actor1": "Unidentified Armed Group (Lakeland)"}).actors == ()


def test_who_began_a_fight_is_not_told(tmp_path: Path) -> None:
    told = claim(tmp_path, "acled", {"event_type": "Battles", "sub_event_type": "Armed clash", "actor2": "Lake Front"})
    assert (names(told, "actors"), told.recipients) == (["Military Forces of Turkey (2016-)", "Lake Front"], ())


def test_force_against_protesters_is_by_the_second_actor(tmp_path: Path) -> None:
    row = {"event_type": "Protests", "sub_event_type": "Excessive force against protesters"}
    told = claim(tmp_path, "acled", {**row, "actor1": "Protesters (Lakeland)", "actor2": "Police Forces of Turkey"})
    assert (names(told, "actors"), names(told, "recipients")) == (
        ["Police Forces of Turkey"],
        ["Protesters (Lakeland)"],
    )


def test_a_row_without_notes_is_put_in_words(tmp_path: Path) -> None:
    text = one(tmp_path, "acled", {"notes": ""}).report.text
    assert "2018-09-20, Millbrook, Military Forces of Turkey (2016-) and Civilians" in text


def test_a_development_without_a_code_is_a_statement(tmp_path: Path) -> None:
    told = claim(tmp_path, "acled", {"event_type": "Strategic developments", "sub_event_type": "Other"})
    assert (told.kind, told.code) == (ClaimKind.STATEMENT, None)


def test_a_ged_event(tmp_path: Path) -> None:
    told = claim(tmp_path, "ucdp-ged")
    assert (told.code, told.date, names(told, "actors")) == (
        Code.ASSAULT,
        "2018-09-20",
        ["Government of Mexico", "Lake Front"],
    )
    assert told.actors[0].refers == "Mexican government"
    assert [(q.min, q.max, q.text) for q in told.numbers] == [(3, 9, "3–9, best 4")]


def test_one_sided_violence_has_a_target(tmp_path: Path) -> None:
    told = claim(tmp_path, "ucdp-ged", {"type_of_violence": "3", "side_b": "Civilians"})
    assert (names(told, "actors"), names(told, "recipients")) == (["Government of Mexico"], ["Civilians"])


@pytest.mark.parametrize(
    ("precision", "last", "date"),
    [
        ("2", "2018-09-22", "2018-09-20/2018-09-22"),
        ("4", "2018-09-22", "2018-09"),
        ("5", "2018-09-22", "2018"),
        ("5", "2018-11-02", "2018"),
    ],
)
def test_days_of_ged(tmp_path: Path, precision: str, last: str, date: str) -> None:
    assert claim(tmp_path, "ucdp-ged", {"date_prec": precision, "date_end": last}).date == date


def test_a_suspicion_of_airwars_stays_one(tmp_path: Path) -> None:
    found = one(tmp_path, "airwars")
    assert found.report.text == (
        "Airstrike on 2018-09-20 at Millbrook, suspected: Russian Military, civilians killed: 2–5."
    )
    assert found.report.published == "2018-09-25/2019-01-02"
    assert found.report.url == "https://example.org/xs1"


def test_a_declared_strike_is_known(tmp_path: Path) -> None:
    assert ", by Russian Military" in one(tmp_path, "airwars", {"strike_status": "Declared strike"}).report.text


def test_belligerents_from_the_file_beside(tmp_path: Path) -> None:
    rows = (
        "airwars_code,sequence,belligerent,type\nXS1,1,coalition,known\nXS1,1,turkey,suspected\nXS1,1,unknown,known\n"
    )
    beside = sheet_of(write(tmp_path / "b.csv", rows), "b.csv")
    text = one(tmp_path, "airwars", options=Options(belligerents=beside)).report.text
    assert "by U.S.-led Coalition, suspected: Turkish Military" in text


def test_sources_from_the_row_or_the_file_beside(tmp_path: Path) -> None:
    row = {"sources": "Shore Agency; Daily Lake;Shore Agency"}
    assert [m.text for m in claim(tmp_path, "airwars", row).via] == ["Shore Agency", "Daily Lake"]
    text = "airwars_code,source_order,source_name\nXS1,1,Lake  Watch\nXS1,2,'@shore\nXS1,3,Lake Watch\nXS2,1,Other\n"
    beside = sheet_of(write(tmp_path / "s.csv", text), "s.csv")
    found, _ = read(write(tmp_path / "a.csv", table("airwars", [row])), "airwars", Options(sources=beside))
    assert [m.text for m in found[0].claims[0].via] == ["Lake Watch", "@shore"]


def test_a_file_of_something_else_beside_is_refused(tmp_path: Path) -> None:
    beside = sheet_of(write(tmp_path / "s.csv", "code,name\nXS1,Shore Agency\n"), "s.csv")
    with pytest.raises(InputError, match="no file of sources: no column airwars_code, source_name"):
        read(write(tmp_path / "a.csv", table("airwars", [{}])), "airwars", Options(sources=beside))


def test_unknown_belligerents_are_nobody(tmp_path: Path) -> None:
    assert claim(tmp_path, "airwars", {"belligerents": "Unknown"}).actors == ()


def test_a_label_and_a_point_that_disagree_are_both_kept(tmp_path: Path) -> None:
    told = claim(tmp_path, "airwars", {"governorate": "South Shore", "lat": "35.5"})
    assert [(m.text, m.point) for m in told.places] == [("Millbrook", (35.5, 36.5)), ("South Shore", None)]


def test_a_cause_stands_in_for_the_type_of_strike(tmp_path: Path) -> None:
    cause = "Accidents related to conflict, Chemical, Biological, Radiological, Nuclear (CBRN)"
    assert claim(tmp_path, "airwars", {"strike_type": "", "cause": cause}).mode == "unconventional"


def test_a_gdelt_event(tmp_path: Path) -> None:
    told = claim(tmp_path, "gdelt-events")
    assert (told.code, told.mode, names(told, "actors"), names(told, "recipients")) == (
        Code.ASSAULT,
        "heavy-weapons",
        ["Turkey"],
        ["Syria"],
    )


def test_the_longest_known_cameo_code_counts(tmp_path: Path) -> None:
    assert claim(tmp_path, "gdelt-events", {"EventCode": "0871"}).mode == "ceasefire"
    assert claim(tmp_path, "gdelt-events", {"EventCode": "0834"}).code is Code.CONCEDE


def test_a_mention_is_a_statement_of_its_outlet(tmp_path: Path) -> None:
    found = one(tmp_path, "gdelt-mentions")
    assert (found.claims[0].kind, found.claims[0].code, found.claims[0].confidence) == (ClaimKind.STATEMENT, None, 0.4)
    assert (found.report.outlet, found.report.url, found.report.published) == (
        "example.org",
        "https://example.org/a",
        "2018-09-21",
    )


def test_rows_of_one_ceasefire_are_one(tmp_path: Path) -> None:
    rows: list[Row] = [{}, {"actor_name": "Lake Front", "pax_id": "9001"}]
    found, _ = read(write(tmp_path / "cf.csv", table("cf", rows)), "cf")
    terms = found[0].claims[0].terms
    assert len(found) == 1
    assert terms
    assert (terms.agreed_on, terms.in_force, terms.external_ids) == (
        "2018-09-17",
        "2018-09-18",
        ("cf:10001", "pax:9001"),
    )
    assert [(role, m.text) for role, m in terms.roles] == [
        (Role.SIGNATORY, "Government of Mexico"),
        (Role.SIGNATORY, "Lake Front"),
    ]


def test_an_unknown_end_stays_unknown(tmp_path: Path) -> None:
    found = one(tmp_path, "cf")
    assert "Whether and when it ended is unknown." in found.report.text
    assert [c.terms.expires for c in found.claims if c.terms] == [None]


def test_a_known_end_is_a_claim_of_its_own(tmp_path: Path) -> None:
    found = one(tmp_path, "cf", {"ended": "2", "end_yr": "2018", "end_month": "12", "end_day": "8"})
    assert [c.terms.expires for c in found.claims if c.terms] == [None, "2018-12-08"]
    assert found.claims[1].quote == "It ended 2018-12-08 (code 2)."


@pytest.mark.parametrize(
    ("month", "day", "date"),
    [
        ("-1", "-1", "2018"),
        ("9", "-1", "2018-09"),
        ("9", "0", "2018-09"),
        ("6", "15", "2018"),
        ("6", "14", "2018-06-14"),
    ],
)
def test_unknown_days_are_not_made_up(tmp_path: Path, month: str, day: str, date: str) -> None:
    terms = claim(tmp_path, "cf", {"cf_dec_month": month, "cf_dec_day": day}).terms
    assert terms
    assert terms.agreed_on == date


def test_an_impossible_day_is_told_and_its_month_kept(tmp_path: Path) -> None:
    found = one(tmp_path, "cf", {"cf_effect_month": "2", "cf_effect_day": "31"})
    assert found.claims[0].terms
    assert found.claims[0].terms.in_force == "2018-02"
    assert [(w.code, w.part, w.report_id) for w in found.warnings] == [
        ("TW-IMPORT-51", "row 1", found.report.report_id)
    ]


def test_a_unilateral_ceasefire_is_no_deal(tmp_path: Path) -> None:
    told = claim(tmp_path, "cf", {"side": "1"})
    assert (told.code, told.mode) == (Code.RETREAT, "ceasefire")


def test_an_agreement_of_pax(tmp_path: Path) -> None:
    told = claim(tmp_path, "pax")
    assert told.terms
    assert (told.kind, told.code, told.terms.agreement, told.terms.agreement_kind, told.terms.agreed_on) == (
        ClaimKind.AGREEMENT,
        Code.AGREE,
        "Millbrook Ceasefire Agreement",
        "ceasefire",
        "2018-09-17",
    )
    assert told.terms.external_ids == ("pax:9001",)
    assert [(role, m.text) for role, m in told.terms.roles] == [
        (Role.SIGNATORY, "Republic of Turkey"),
        (Role.SIGNATORY, "Russian Federation"),
        (Role.GUARANTOR, "Shore Council"),
    ]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("Lake Front, Shore Council", ["Lake Front", "Shore Council"]),
        ("On behalf of the Lake Front: [Signed]\r\nFrom the Shore Council [stamp]", ["Lake Front", "Shore Council"]),
        ("Lake Front, signed by somebody;\r\nTwo illegible signatures.", ["Lake Front"]),
        ("all people of good will who were there on that day", []),
    ],
)
def test_parties_in_free_text(tmp_path: Path, part: str, expected: list[str]) -> None:
    assert names(claim(tmp_path, "pax", {"Part": part}), "actors") == expected


def test_an_agreement_of_ucdp_and_its_end(tmp_path: Path) -> None:
    found = one(tmp_path, "ucdp-pad")
    terms = [c.terms for c in found.claims if c.terms]
    assert [(t.agreed_on, t.expires, t.external_ids) for t in terms] == [
        ("2018-09-17", None, ("ucdp-pad:501",)),
        ("2018-09-17", "2018-12-01", ("ucdp-pad:501",)),
    ]
    assert names(found.claims[0], "actors") == ["Government of Mexico", "Lake Front"]
