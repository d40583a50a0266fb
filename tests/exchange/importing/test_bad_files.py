"""Files as they really come: renamed columns, mixed dates, ids twice, broken rows, other formats and encodings."""

import io
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.exchange.importing.made import BASE, GENERAL, read, table, write
from trucewatch.exchange.importing import Options, data_set, rows_of, sheet_of
from trucewatch.vocabulary.errors import InputError, RequestError


def test_a_missing_column_is_told_with_the_one_that_looks_like_it(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", table("acled", [{}]).replace("event_date", "date_of_event", 1))
    with pytest.raises(InputError) as error:
        read(path, "acled")
    assert error.value.code == "TW-IMPORT-2"
    assert "--column event_date=date_of_event" in str(error.value)


def test_a_renamed_column_is_found_when_said(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", table("acled", [{}]).replace("event_date", "when it was", 1))
    found, _ = read(path, "acled", Options(renamed={"event_date": "When it was"}))
    assert found[0].claims[0].date == "2018-09-20"


def test_older_names_and_other_cases_are_known(tmp_path: Path) -> None:
    text = table("acled", [{}]).replace("event_id_cnty", "EVENT_ID_NO_CNTY", 1).replace("event_date", "EVENT_DATE", 1)
    found, _ = read(write(tmp_path / "a.csv", text), "acled")
    assert found[0].key == "LAK1"


@pytest.mark.parametrize("renamed", [{"no_such": "event_date"}, {"event_date": "no such"}])
def test_a_column_that_is_not_there_cannot_be_named(tmp_path: Path, renamed: dict[str, str]) -> None:
    path = write(tmp_path / "a.csv", table("acled", [{}]))
    with pytest.raises(RequestError, match="no column"):
        read(path, "acled", Options(renamed=renamed))


def test_there_is_no_importer_for_everything() -> None:
    with pytest.raises(RequestError, match="ucdp-ged"):
        data_set("nonsense")


@pytest.mark.parametrize("written", ["2018-09-20", "20 September 2018", "20/09/2018", "09/20/2018", "20180920"])
def test_dates_of_many_forms(tmp_path: Path, written: str) -> None:
    found, _ = read(write(tmp_path / "a.csv", table("acled", [{"event_date": written}])), "acled")
    assert found[0].claims[0].date == "2018-09-20"


def test_a_date_of_two_readings_is_not_guessed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", table("acled", [{"event_date": "04/05/2018"}, {"event_id_cnty": "LAK2"}]))
    found, rejects = read(path, "acled")
    assert ([i.key for i in found], [(r.part, r.code) for r in rejects]) == (["LAK2"], [("row 1", "TW-IMPORT-11")])
    assert read(path, "acled", Options(order="mdy"))[0][0].claims[0].date == "2018-04-05"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"event_date": "2018-02-31"}, "TW-IMPORT-11"),
        ({"event_date": "some day"}, "TW-IMPORT-11"),
        ({"event_type": "Battles", "sub_event_type": "Sea battle"}, "TW-IMPORT-12"),
        ({"fatalities": "-3"}, "TW-IMPORT-13"),
        ({"fatalities": "many"}, "TW-IMPORT-13"),
        ({"latitude": "136.5"}, "TW-IMPORT-14"),
    ],
)
def test_a_bad_row_is_told_and_the_rest_goes_on(tmp_path: Path, cells: dict[str, str], code: str) -> None:
    rows = [{"event_id_cnty": "LAK0"}, cells, {"event_id_cnty": "LAK2"}]
    found, rejects = read(write(tmp_path / "a.csv", table("acled", rows)), "acled")
    assert [item.key for item in found] == ["LAK0", "LAK2"]
    assert [(r.file, r.part, r.code) for r in rejects] == [("a.csv", "row 2", code)]


def test_an_interval_that_ends_before_it_begins(tmp_path: Path) -> None:
    path = write(tmp_path / "g.csv", table("ucdp-ged", [{"date_end": "2018-09-01"}]))
    assert [r.code for r in read(path, "ucdp-ged")[1]] == ["TW-IMPORT-11"]


def test_of_rows_with_one_id_the_first_counts(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", table("acled", [{"fatalities": "1"}, {"fatalities": "7"}]))
    found, rejects = read(path, "acled")
    assert [q.min for item in found for q in item.claims[0].numbers] == [1]
    assert [(r.part, r.code) for r in rejects] == [("row 2", "TW-IMPORT-17")]
    assert "row 1" in rejects[0].reason


def test_a_row_with_too_few_cells(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", table("acled", [{}]) + "LAK9,2018-09-20\n")
    assert [(r.part, r.code) for r in read(path, "acled")[1]] == [("row 2", "TW-IMPORT-10")]


@pytest.mark.parametrize("delimiter", [",", ";", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    path = write(tmp_path / "a.csv", table("acled", [{}], delimiter=delimiter))
    assert [item.key for item in read(path, "acled")[0]] == ["LAK1"]


@pytest.mark.parametrize("kind", ["gdelt-events", "gdelt-mentions"])
def test_gdelt_as_published_has_no_row_of_names(tmp_path: Path, kind: str) -> None:
    line = "\t".join(BASE[kind].get(name, "") for name in data_set(kind).without_header)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("slice.CSV", f"{line}\n")
    (tmp_path / "slice.CSV.zip").write_bytes(packed.getvalue())
    found, rejects = read(tmp_path / "slice.CSV.zip", kind)
    assert (len(found), rejects, found[0].report.part) == (1, [], "row 1")


@pytest.mark.parametrize(("kind", "width"), [("gdelt-events", 61), ("gdelt-mentions", 16)])
def test_gdelt_has_the_columns_of_its_codebook(kind: str, width: int) -> None:
    data = data_set(kind)
    assert len(data.without_header) == width
    assert set(data.without_header) == set(data.columns)


@pytest.mark.parametrize(("kind", "width"), [("acled", 31), ("ucdp-ged", 49), ("airwars", 36)])
def test_all_published_columns_are_known(kind: str, width: int) -> None:
    assert len(data_set(kind).columns) == len(set(data_set(kind).columns)) == width


def test_a_file_without_names_of_another_width(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="3 columns"):
        read(write(tmp_path / "m.csv", "1\t2\t3\n"), "gdelt-mentions")


def test_packed_files(tmp_path: Path) -> None:
    assert read(write(tmp_path / "a.csv.gz", table("acled", [{}])), "acled")[0][0].key == "LAK1"


def test_workbooks(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(list(BASE["ucdp-pad"]))
    book.worksheets[0].append(list(BASE["ucdp-pad"].values()))
    book.save(tmp_path / "p.xlsx")
    found, rejects = read(tmp_path / "p.xlsx", "ucdp-pad")
    assert (found[0].key, rejects) == ("501", [])


def test_old_workbooks_are_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "p.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    with pytest.raises(InputError, match=r"\.xlsx or \.csv"):
        sheet_of(tmp_path / "p.xls", "p.xls")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [("e.csv", b"", "TW-IMPORT-6"), ("d.csv.gz", b"\x1f\x8b\x08\x00\x00", "TW-IMPORT-4")],
)
def test_files_that_are_no_tables(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as error:
        sheet_of(tmp_path / name, name)
    assert error.value.code == code


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        sheet_of(tmp_path / "none.csv", "none.csv")
    assert error.value.code == "TW-IMPORT-5"


def test_western_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(table("acled", [{"location": "Señales"}]).encode("cp1252"))
    assert read(tmp_path / "a.csv", "acled")[0][0].claims[0].places[0].text == "Señales"


def test_a_file_is_read_as_a_stream(tmp_path: Path) -> None:
    rows = [
        {"event_id_cnty": f"LAK{n}", "notes": f"Shells fell on Millbrook, {n}. " + "x" * 2_000} for n in range(4_000)
    ]
    path = write(tmp_path / "a.csv", table("acled", rows))
    items = rows_of(data_set("acled"), sheet_of(path, "a.csv"), GENERAL)
    next(items)
    tracemalloc.start()
    count = sum(1 for _ in items)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 3_999
    assert peak < path.stat().st_size / 4, "it holds ids, one row and a block of the file"
