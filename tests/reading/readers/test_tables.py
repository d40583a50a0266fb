"""Workbooks written by openpyxl, Parquet written by pyarrow, TSV by Python's csv."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from trucewatch.reading.reading import texts
from trucewatch.reading.source import Raw, of_path
from trucewatch.vocabulary.records import Reject, Report

Reading = Callable[[dict[str, bytes | str]], tuple[list[Report], list[Reject]]]
BODY = "The truce held in the north, monitors said on Monday.\n\nNobody was hurt in the café, they added."


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ROWS: list[list[object]] = [
    ["Scraped for the desk"],
    [],
    ["Headline", "Article Content", "Date Published", "Link"],
    ["Truce holds", BODY, dt.datetime(2019, 3, 4, 10, 0), "https://www.reuters.com/a"],  # noqa: DTZ001 - as in Excel
    [None, None, None],
    ["No text", None, "2019-03-05"],
    ["Truce holds still", BODY + " It held.", "5 March 2019"],
]


def test_a_workbook(reading: Reading) -> None:
    reports, rejects = reading({"saved": workbook({"Sheet": ROWS})})
    assert [(r.part, r.title, r.published, r.outlet) for r in reports] == [
        ("row 4", "Truce holds", "2019-03-04", "Reuters"),
        ("row 7", "Truce holds still", "2019-03-05", None),
    ]
    assert reports[0].text == BODY
    assert [(r.part, r.code) for r in rejects] == [("row 6", "TW-READ-10")]


def test_a_workbook_with_several_sheets(reading: Reading) -> None:
    sheets: dict[str, list[list[object]]] = {"Notes": [["About", "x"]], "2019": ROWS, "2020": [["text"], [BODY]]}
    reports, _ = reading({"a.xlsx": workbook(sheets)})
    assert [r.part for r in reports] == ["sheet 2019, row 4", "sheet 2019, row 7", "sheet 2020, row 2"]


def test_a_workbook_without_text(reading: Reading) -> None:
    _, (reject,) = reading({"a.xlsx": workbook({"S": [["title", "n"], ["a", 1]]})})
    assert reject.code == "TW-READ-11"
    assert "title, n" in reject.reason


def with_shared_strings() -> bytes:
    """openpyxl puts texts into their cells; Excel and XlsxWriter keep them apart."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    for number, row in enumerate([["title", "text", "date"], ["Truce holds", BODY, "2019-03-04"], ["Rich", "", ""]]):
        sheet.write_row(number, 0, row)
    sheet.write_rich_string(2, 1, "The truce ", bold, "held on Monday", ", they said.")
    book.close()
    return out.getvalue()


def test_texts_kept_apart(reading: Reading) -> None:
    reports, rejects = reading({"a.xlsx": with_shared_strings()})
    assert [(r.part, r.title, r.text) for r in reports] == [
        ("row 2", "Truce holds", BODY),
        ("row 3", "Rich", "The truce held on Monday, they said."),
    ]
    assert not rejects


def test_a_workbook_whose_xml_is_cut(reading: Reading) -> None:
    whole = zipfile.ZipFile(io.BytesIO(with_shared_strings()))
    for name in ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as copy:
            for member in whole.namelist():
                data = whole.read(member)
                copy.writestr(member, data[: len(data) // 2] if member == name else data)
        _, rejects = reading({"a.xlsx": out.getvalue()})
        assert rejects[-1].code == "TW-READ-23"


def test_entities_in_a_workbook(reading: Reading) -> None:
    whole = zipfile.ZipFile(io.BytesIO(with_shared_strings()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as copy:
        for member in whole.namelist():
            data = whole.read(member)
            if member == "xl/sharedStrings.xml":
                data = b'<!DOCTYPE x [<!ENTITY a "b">]>' + data.partition(b"?>")[2]
            copy.writestr(member, data)
    reports, (reject,) = reading({"a.xlsx": out.getvalue()})
    assert (reports, reject.code) == ([], "TW-READ-23")


def parquet(rows: int = 3, **options: object) -> bytes:
    table = pa.table(
        {
            "headline": [f"Truce holds on day {n}" for n in range(rows)],
            "body": [f"The truce held on day {n}, monitors said." if n != 1 else None for n in range(rows)],
            "published_at": [dt.date(2019, 3, n % 28 + 1) for n in range(rows)],
            "score": [0.5] * rows,
        }
    )
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue()


@pytest.mark.parametrize("packed", ["none", "snappy", "zstd"])
def test_parquet(reading: Reading, packed: str) -> None:
    reports, rejects = reading({"saved": parquet(row_group_size=2, compression=packed)})
    assert [(r.part, r.title, r.published) for r in reports] == [
        ("row 1", "Truce holds on day 0", "2019-03-01"),
        ("row 3", "Truce holds on day 2", "2019-03-03"),
    ]
    assert [(r.part, r.code) for r in rejects] == [("row 2", "TW-READ-10")]


def test_tables_inside_an_archive(reading: Reading) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.parquet", parquet())
        archive.writestr("b.xlsx", workbook({"S": ROWS}))
    reports, _ = reading({"in.zip": out.getvalue()})
    assert [r.file for r in reports] == ["in.zip!/a.parquet"] * 2 + ["in.zip!/b.xlsx"] * 2


def test_parquet_without_text_or_cut(reading: Reading) -> None:
    out = io.BytesIO()
    pq.write_table(pa.table({"a": [1]}), out)
    data = parquet()
    _, rejects = reading({"a": out.getvalue(), "b": data[:-20], "c": data[:50] + b"\0" * 300 + data[350:]})
    assert [r.code for r in rejects][:2] == ["TW-READ-11", "TW-READ-23"]
    assert "TW-READ-23" in [r.code for r in rejects if r.file == "c"]


def test_tab_separated_values(reading: Reading) -> None:
    out = io.StringIO()
    writer = csv.writer(out, csv.excel_tab)
    writer.writerows([["headline", "body", "date"], ["Truce holds, monitors say", BODY, "2019-03-04"]])
    (report,), _ = reading({"saved": out.getvalue()})
    assert (report.title, report.text, report.published) == ("Truce holds, monitors say", BODY, "2019-03-04")


def test_a_broken_quote_in_row_40000(tmp_path: Path) -> None:
    rows = [f'Title {n},"Truce held on day {n}, monitors said."' for n in range(45_000)]
    rows[40_000] = 'Title 40000,"Truce held on day 40000, monitors said.'
    path = tmp_path / "a.csv"
    path.write_text("title,text\n" + "\n".join(rows), encoding="utf-8")
    # The reader alone, for cleaning 45,000 texts takes its time.
    found = list(texts(of_path(path, "a.csv")))
    assert sum(isinstance(item, Raw) for item in found) == 44_999
    assert [(item.part, item.code) for item in found if isinstance(item, Reject)] == [("40002", "TW-READ-13")]
