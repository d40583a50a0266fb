"""The formats beside JSON Lines and CSV: what goes in comes out."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange import made
from tests.exchange.test_tables import RECORDS, rows_of
from trucewatch.exchange import BINARY, Format, Row, Table, can_hold, columns, rows, write
from trucewatch.exchange.frames import frame
from trucewatch.exchange.frames import rows_of as rows_of_frame
from trucewatch.exchange.sheets import CUT, LONGEST, is_leftward
from trucewatch.vocabulary.codes import Attribution, Code, Precision, Topic, ZoneStatus
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.records import Quantity, Reject
from trucewatch.vocabulary.subject import (
    Agreement,
    Disagreement,
    Event,
    Finding,
    Outline,
    Position,
    Thing,
    Valued,
    Zone,
)

SAME_FOLDER = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
EVENT = Event(
    "e1", Code.ASSAULT, "airstrike", "2019-05", (Thing("geonames:1", "Idlib", "ادلب"),), (),
    (Thing(None, None, "civilians"),), Attribution.UNATTRIBUTED,
    harm=((Quantity("killed", 3.0, None, None, "at least three"), ("c1",)),), origins=("harbor-times",),
)  # fmt: skip
SQUARE = {"type": "Polygon", "coordinates": [[[36.0, 35.0], [37.0, 35.0], [37.0, 36.0], [36.0, 35.0]]]}


@pytest.mark.parametrize("table", Table)
@SAME_FOLDER
@given(data=st.data())
def test_a_frame_gives_back_its_rows(table: Table, data: st.DataObject) -> None:
    found = rows_of(table, tuple(data.draw(st.lists(RECORDS[table], max_size=3, unique_by=repr))))
    assert list(rows_of_frame(frame(found, table), table)) == found


@pytest.mark.parametrize("table", Table)
def test_a_frame_has_the_same_columns_without_rows(table: Table) -> None:
    assert frame([], table).columns == list(frame([], table).schema)
    assert frame([], table).height == 0


def test_rival_dates_and_one_date_are_lists_of_values() -> None:
    values = (Valued("2018-09-17", ("a",)), Valued("2018-09-18", ("b",)))
    deals = (
        Agreement("x", "X", None, date=values),
        Agreement("y", "Y", None, date=values[:1]),
        Agreement("z", "Z", None),
    )
    made_of = frame(rows("agreements", made.dossier(agreements=deals)), Table.AGREEMENTS)
    assert made_of["date"].to_list() == [
        [{"value": "2018-09-17", "claims": ["a"]}, {"value": "2018-09-18", "claims": ["b"]}],
        [{"value": "2018-09-17", "claims": []}],
        [],
    ]


def test_objects_are_structs_and_free_names_are_pairs() -> None:
    finding = Finding(
        "f", Thing("z", "Zone", None), "zone", "2018-12-04", "2018-12-04", "default", ZoneStatus.STRAINED,
        by_camp=(("state", "holding"),),
    )  # fmt: skip
    made_of = frame(rows("findings", made.dossier(), findings=[finding]), Table.FINDINGS)
    assert made_of["about"].struct.field("name").to_list() == ["Zone"]
    assert made_of["by_camp"].to_list() == [[{"key": "state", "value": "holding"}]]


def test_words_numbers_and_ranges_are_told_apart() -> None:
    positions = tuple(Position(value, None, (), (), ()) for value in ("15", 15.0, [15.0, 20.0], "fifteen"))
    dispute = Disagreement("d", Topic.WIDTH, Thing("z", "Zone", None), positions)
    found = list(rows("disagreements", made.dossier(), disagreements=[dispute]))
    made_of = frame(found, Table.DISAGREEMENTS)
    assert [v["value"] for v in made_of["values"][0]] == ['"15"', "15", "[15,20]", "fifteen"]
    assert list(rows_of_frame(made_of, Table.DISAGREEMENTS)) == found


def events() -> list[Row]:
    return list(rows("events", made.dossier(events=(EVENT,))))


def test_parquet_reads_back_in_polars_and_arrow(tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    assert write(events(), "events", "parquet", path) == 1
    with path.open("rb") as file:
        assert list(rows_of_frame(pl.read_parquet(file), Table.EVENTS)) == events()
    told = pyarrow.parquet.read_table(path).to_pylist()[0]
    assert told["harm"][0]["min"] == 3.0
    assert told["places"][0] == {"id": "geonames:1", "name": "Idlib", "mention": "ادلب"}


def sheet(path: Path) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path)
    found = [tuple(cell.value for cell in line) for line in book[book.sheetnames[0]].iter_rows()]
    book.close()
    return found


def test_a_workbook_reads_back_as_its_csv_would(tmp_path: Path) -> None:
    path = tmp_path / "events.xlsx"
    write(events(), "events", "xlsx", path)
    head, line = sheet(path)
    assert list(head) == columns(Table.EVENTS)
    told = dict(zip(head, line, strict=True))
    assert (told["event_id"], told["zone.id"], told["actors"]) == ("e1", None, "[]")
    assert json.loads(told["places"]) == events()[0]["places"]
    assert json.loads(told["harm"]) == events()[0]["harm"]


def test_arabic_runs_from_right_to_left_and_formulas_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "rejects.xlsx"
    reject = Reject("=1+1", "https://example.org", "-7", "تعرضت المنطقة للقصف", "Nothing.")
    write(rows("rejects", made.dossier(), rejects=[reject]), "rejects", "xlsx", path)
    book = openpyxl.load_workbook(path)
    cells = {str(book.active[1][i].value): cell for i, cell in enumerate(book.active[2])}
    assert (cells["reason"].value, cells["reason"].alignment.readingOrder) == ("تعرضت المنطقة للقصف", 2.0)
    assert cells["advice"].alignment.readingOrder == 0.0
    assert [(cells[n].value, cells[n].data_type) for n in ("file", "code")] == [("=1+1", "s"), ("-7", "s")]
    book.close()


@pytest.mark.parametrize(
    ("text", "leftward"),
    [("Idlib", False), ("“إدلب” today", True), ("2018: إدلب", True), ("12–20", False), ("", False)],
)
def test_the_first_letter_with_a_direction_decides(text: str, leftward: bool) -> None:  # noqa: FBT001
    assert is_leftward(text) is leftward


def test_a_text_too_long_for_a_cell_says_that_it_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "rejects.xlsx"
    reject = Reject("f", None, "c", "x" * (LONGEST + 1), "a")
    write(rows("rejects", made.dossier(), rejects=[reject]), "rejects", "xlsx", path)
    reason = dict(zip(*sheet(path), strict=True))["reason"]
    assert len(reason) == LONGEST
    assert reason.endswith(CUT)


@pytest.mark.parametrize("fmt", Format)
def test_the_same_rows_give_the_same_bytes(fmt: Format, tmp_path: Path) -> None:
    table = next(t for t in (Table.EVENTS, Table.ZONES) if can_hold(fmt, t))
    found = events() if table is Table.EVENTS else list(rows("zones", made.dossier(zones=(Zone("z", "Z", None),))))
    for name in ("one", "two"):
        write(found, table, fmt, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("fmt", sorted(BINARY))
def test_a_binary_format_asks_for_a_file(fmt: Format) -> None:
    with pytest.raises(RequestError, match=rf"-o events\.{fmt}.*TW-EXPORT-7"):
        write(events(), "events", fmt, io.StringIO())


def written(found: list[Row], table: str, fmt: str) -> Any:  # noqa: ANN401 - parsed JSON
    stream = io.StringIO()
    write(found, table, fmt, stream)
    return json.loads(stream.getvalue())


def test_plover_events_carry_all_that_the_row_has() -> None:
    told = written(events(), "events", "plover")
    assert (told["date"], told["event_type"], told["event_mode"]) == ("2019-05-01", "ASSAULT", ["airstrike"])
    assert told["attributes"]["DATE"] == [{"text": "2019-05"}]
    named = {"actors": "ACTOR", "recipients": "RECIP", "places": "LOC"}
    back = {
        name: [{"id": one["id"], "name": one["name"], "mention": one["text"]} for one in told["attributes"][slot]]
        for name, slot in named.items()
    }
    row = events()[0]
    assert back == {name: row[name] for name in named}
    kept = ("attribution", "attributed_by", "harm", "origins", "zone", "zone_basis", "reports", "claims")
    assert {name: told[name] for name in kept} == {name: row[name] for name in kept}


def test_every_version_of_a_zone_is_a_feature_and_a_zone_without_a_shape_has_one() -> None:
    inner = Outline("width 15 to 20 km", Precision.SCHEMATIC, "7.5 km around", SQUARE, "inner", claims=("c1",))
    lead = Outline("as the casebook draws it", Precision.DESCRIBED, "a line", SQUARE, valid="2018")
    zones = (
        Zone("a", "A", None, geometry=SQUARE, precision=lead.precision, basis=lead.basis, outlines=(lead, inner)),
        Zone("b", "B", "corridor", basis="not drawn: nobody names a place for it"),
    )
    told = written(list(rows("zones", made.dossier(zones=zones))), "zones", "geojson")
    assert told["type"] == "FeatureCollection"
    features = told["features"]
    assert [(f["id"], f["geometry"]) for f in features] == [("a/0", SQUARE), ("a/1", SQUARE), ("b/0", None)]
    about = [f["properties"] for f in features]
    assert [(p["rival"], p["bound"], p["precision"]) for p in about] == [
        (False, None, "described"), (True, "inner", "schematic"), (False, None, None),
    ]  # fmt: skip
    assert (about[1]["claims"], about[2]["basis"]) == (["c1"], "not drawn: nobody names a place for it")


@pytest.mark.parametrize(("table", "fmt"), [("claims", "plover"), ("events", "geojson")])
def test_a_format_for_other_tables_is_refused(table: str, fmt: str) -> None:
    with pytest.raises(RequestError, match="TW-EXPORT-6"):
        write([], table, fmt, io.StringIO())
