"""Data sets in a case: updates, removals, sets side by side, and what a build, a dossier and a verdict make of them."""

from pathlib import Path

import pytest

from tests.exchange.importing.made import DATA, Row, table, write
from trucewatch.dossier.build import build as dossier_of
from trucewatch.dossier.happenings import BY_ID
from trucewatch.dossier.links import FIRST, links
from trucewatch.dossier.model import Dossier
from trucewatch.ledger import Ledger
from trucewatch.pipeline import conflict
from trucewatch.pipeline.build import build
from trucewatch.pipeline.importing import ImportSums, Wanted, import_data, provenance
from trucewatch.vocabulary.codes import Attribution, Role
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.records import Claim, Report


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return tmp_path / "case.db"


def put(case: Path, kind: str, *rows: Row, file: str = "data.csv", **said: str) -> ImportSums:
    path = write(case.parent / file, table(kind, rows))
    return import_data(Wanted(kind, path, case, **said))  # type: ignore[arg-type]  # all of these are texts


def held(case: Path) -> tuple[list[Report], list[Claim]]:
    with Ledger.open(case) as ledger:
        return list(ledger.reports()), list(ledger.claims())


def told(case: Path) -> Dossier:
    with Ledger.open(case) as ledger:
        knowledge = conflict.knowledge_of(None)
        return dossier_of(ledger.claims(), ledger.reports(), knowledge, ledger.decisions())


def test_rows_are_reports_with_their_claims(case: Path) -> None:
    sums = put(case, "acled", {}, {"event_id_cnty": "LAK2"})
    reports, claims = held(case)
    assert (sums.units, sums.new, sums.updated, sums.removed, sums.same) == (2, 2, 0, 0, 0)
    assert sorted((r.file, r.part, r.outlet) for r in reports) == [
        ("data.csv", "row 1", "ACLED"),
        ("data.csv", "row 2", "ACLED"),
    ]
    assert sorted(c.report_id for c in claims) == sorted(r.report_id for r in reports)
    assert {m.point for c in claims for m in c.places} == {(35.5, 36.5), None}


def test_the_same_file_again_changes_nothing(case: Path) -> None:
    put(case, "acled", {})
    assert put(case, "acled", {}).changed is False


def test_a_new_version_updates_and_removes(case: Path) -> None:
    put(case, "acled", {}, {"event_id_cnty": "LAK2"}, {"event_id_cnty": "LAK3"})
    ids = {c.claim_id for c in held(case)[1]}
    rows: list[Row] = [{"event_id_cnty": "LAK4"}, {"fatalities": "5"}, {"event_id_cnty": "LAK3"}]
    sums = put(case, "acled", *rows, file="later.csv")
    claims = held(case)[1]
    assert (sums.new, sums.updated, sums.same, sums.removed) == (1, 1, 1, 1)
    assert sorted(q.min or 0 for c in claims for q in c.numbers) == [2, 2, 5]
    assert len(ids & {c.claim_id for c in claims}) == 2, "what a claim is known by stays the same when it is corrected"


def test_an_earlier_version_can_come_back(case: Path) -> None:
    put(case, "acled", {})
    put(case, "acled", {"fatalities": "5"})
    put(case, "acled", {})
    assert [q.min for c in held(case)[1] for q in c.numbers] == [2]


def test_sets_of_other_names_stand_side_by_side(case: Path) -> None:
    put(case, "acled", {})
    put(case, "acled", {"event_id_cnty": "FAR1"}, name="acled-far")
    assert len(held(case)[1]) == 2


def test_files_of_gdelt_belong_together(case: Path) -> None:
    put(case, "gdelt-events", {}, file="1.csv")
    put(case, "gdelt-events", {"GLOBALEVENTID": "7002"}, file="2.csv")
    assert len(held(case)[1]) == 2


def test_provenance_is_kept(case: Path) -> None:
    put(case, "pax", {}, released="2020-12", version="4")
    with Ledger.open(case) as ledger:
        (found,) = provenance(ledger)
    assert (found.name, found.file, found.released, found.version) == ("pax", "data.csv", "2020-12", "4")
    assert "Bell & Badanjak" in found.citation
    assert held(case)[0][0].published == "2020-12"


@pytest.mark.parametrize(
    "said", [{"released": "2020-13"}, {"dates": "ymd"}, {"columns": ("event_date",)}, {"kind": "nonsense"}]
)
def test_what_makes_no_sense_is_refused(case: Path, said: dict[str, str]) -> None:
    path = write(case.parent / "data.csv", table("acled", [{}]))
    with pytest.raises(RequestError):
        import_data(Wanted(**{"kind": "acled", "path": path, "case": case, **said}))  # type: ignore[arg-type]  # on purpose
    assert not case.exists()


def test_a_build_leaves_imported_rows_alone(case: Path) -> None:
    put(case, "acled", {}, {"event_id_cnty": "LAK2"})
    before = held(case)[1]
    folder = case.parent / "reports"
    folder.mkdir()
    (folder / "one.txt").write_text("The army shelled Millbrook on 3 May 2018.\n", encoding="utf-8")
    sums = build([folder], case)
    reports, claims = held(case)
    assert [c for c in claims if c.coder.startswith("import:")] == before
    assert (sums.coded_reports, sums.copies, sums.add_up, len(reports)) == (1, 0, True, 3)
    assert build([folder], case).changed is False


def test_rejects_of_an_import_are_in_the_case(case: Path) -> None:
    sums = put(case, "acled", {}, {"event_id_cnty": "LAK2", "event_date": "2018-02-31"})
    with Ledger.open(case) as ledger:
        rejects = [(r.file, r.part, r.code) for r in ledger.rejects()]
    assert rejects == [("data.csv", "row 2", "TW-IMPORT-11")]
    assert (sums.rejects, sums.reasons) == (1, {"TW-IMPORT-11": 1})


def test_a_data_set_tells_its_own_events_apart(case: Path) -> None:
    put(case, "acled", {}, {"event_id_cnty": "LAK2"})
    assert len(told(case).events) == 2


def test_two_data_sets_can_tell_of_one_event(case: Path) -> None:
    shelling = {"type_of_violence": "3", "side_a": "Government of Turkey", "side_b": "Civilians", "best": "2"}
    put(case, "acled", {})
    put(case, "ucdp-ged", {**shelling, "low": "2", "high": "2"}, file="ged.csv")
    assert [len(e.claims) for e in told(case).events] == [2]


def test_mentions_of_gdelt_join_their_event(case: Path) -> None:
    put(case, "gdelt-events", {}, {"GLOBALEVENTID": "7002", "EventCode": "01", "EventRootCode": "01"}, file="e.csv")
    mentions: list[Row] = [
        {},
        {"MentionSourceName": "lake.example", "MentionIdentifier": "https://lake.example/b", "Confidence": "80"},
        {"GLOBALEVENTID": "9999"},
        {"GLOBALEVENTID": "7002"},
    ]
    put(case, "gdelt-mentions", *mentions, file="m.csv")
    dossier = told(case)
    (event,) = dossier.events
    assert (event.origins, len(event.claims), len(event.reports)) == (
        ("GDELT events", "example.org", "lake.example"),
        3,
        3,
    )
    said = {(c.said, c.confidence) for i, c in dossier.claims.items() if i in event.claims and c.said}
    assert said == {("2018-09-21", 0.4), ("2018-09-21", 0.8)}
    assert [link.why for link in links(dossier, event.event_id)] == [FIRST, BY_ID, BY_ID]


def test_known_suspected_and_unattributed(case: Path) -> None:
    rows: list[Row] = [
        {"code": "A", "strike_status": "Declared strike", "location_en": "Aford"},
        {"code": "B", "location_en": "Beford"},
        {"code": "C", "belligerents": "Unknown", "location_en": "Ceford"},
    ]
    put(case, "airwars", *rows)
    found = {e.places[0].mention: e.attribution for e in told(case).events}
    assert found == {
        "Aford": Attribution.KNOWN,
        "Beford": Attribution.SUSPECTED,
        "Ceford": Attribution.UNATTRIBUTED,
    }


def test_registers_join_by_their_ids(case: Path) -> None:
    put(case, "pax", {})
    put(case, "cf", {"pax_id": "9001", "cf_dec_day": "20"}, file="cf.csv")
    (agreement,) = told(case).agreements
    assert agreement.external_ids == ("cf:10001", "pax:9001")
    assert {t.name for role, t in agreement.parties if role is Role.SIGNATORY} >= {"Turkey", "Russia"}


def test_a_register_tells_its_own_agreements_apart(case: Path) -> None:
    put(case, "pax", {}, {"AgtId": "9002"})
    assert sorted(a.external_ids for a in told(case).agreements) == [("pax:9001",), ("pax:9002",)]


def test_agreements_join_to_the_casebook(case: Path) -> None:
    text = table("pax", [{"AgtId": "2169", "Agt": "A memorandum"}])
    import_data(Wanted("pax", write(case.parent / "p.csv", text), case))
    with Ledger.open(case) as ledger:
        knowledge = conflict.for_build("syria", (False, None), []).knowledge
        dossier = dossier_of(ledger.claims(), ledger.reports(), knowledge)
    assert [a.agreement_id for a in dossier.agreements if a.claims] == ["sochi-memorandum-2018"]


@pytest.mark.skipif(not DATA.exists(), reason="the data by other people stand beside the project and are not here")
@pytest.mark.parametrize(
    ("kind", "file", "units", "rejects"),
    [
        ("pax", "pax/pax_syria_98.csv", 98, 0),
        ("cf", "cf_ceasefires/ceasefires_dataset.csv", 2203, 0),
        ("gdelt-mentions", "gdelt_mentions_sample/mentionssamp.csv", 1635, 0),
        ("ucdp-pad", "ucdp_peace_agreements/ucdp-pad-1975-2021_PAD_final.xlsx", 341, 0),
    ],
)
def test_published_files(case: Path, kind: str, file: str, units: int, rejects: int) -> None:
    sums = import_data(Wanted(kind, DATA / file, case))
    assert (sums.units, sums.rejects) == (units, rejects)
