"""Files made by other programs (see `../files/README.md`), and tables that pandas writes."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from trucewatch.vocabulary.records import Reject, Report

Reading = Callable[[dict[str, bytes | str]], tuple[list[Report], list[Reject]]]
FILES = Path(__file__).parent.parent / "files"
LEDE = "ORRIN — The observer mission counted no explosions between dusk on Monday and dawn on Tuesday"
QUOTE = "Patrols from Žabljak to São Tomé Street reported only dogs and a lorry with a flat tyre."
ROWS = [
    ("Ferry runs again", "The Harbour Gazette", "2019-05-15", "The ferry at Lower Orrin carried its first"),
    ("Mill road shelled", "Northern Lantern", "2019-05-17", "Two shells fell beside the mill road late"),
]


def made(name: str) -> dict[str, bytes | str]:
    return {name: (FILES / name).read_bytes()}


@pytest.mark.parametrize("ending", ["docx", "odt", "rtf", "pdf", "txt"])
def test_documents_of_a_word_processor(reading: Reading, ending: str) -> None:
    (report,), rejects = reading(made(f"statement.{ending}"))
    assert not rejects
    assert report.title == "Observers report a quiet night along the Orrin line"
    assert report.published == "2019-05-14"
    assert report.text.startswith(LEDE)
    assert QUOTE in report.text
    assert report.text.endswith("The ferry at Lower Orrin opens at noon.")


def test_a_page_of_a_word_processor(reading: Reading) -> None:
    (report,), rejects = reading(made("saved.html"))
    assert not rejects
    assert report.published == "2019-05-14"
    assert LEDE in report.text
    assert QUOTE in report.text


@pytest.mark.parametrize("ending", ["docx", "odt", "rtf"])
def test_an_export_of_a_press_database_saved_again(reading: Reading, ending: str) -> None:
    reports, rejects = reading(made(f"clippings.{ending}"))
    assert not rejects
    assert [(r.part, r.title, r.outlet, r.published) for r in reports] == [
        ("document 1", "Orrin ferry runs again", "The Harbour Gazette", "2019-05-15"),
        ("document 2", "Mill road shelled, council says", "Northern Lantern", "2019-05-17"),
    ]
    assert all(r.text.endswith((" lays down.", " old mine.")) for r in reports)


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_tables_of_a_spreadsheet(reading: Reading, ending: str) -> None:
    reports, (reject,) = reading(made(f"table.{ending}"))
    assert [(r.title, r.outlet, r.published, r.text[:41]) for r in reports] == [(*row[:3], row[3][:41]) for row in ROWS]
    assert reports[1].text.endswith("\n\nThe army denied having fired.")
    prefix = "sheet table, " if ending == "ods" else ""
    assert (reject.part, reject.code) == (f"{prefix}row 4", "TW-READ-10")


def test_a_page_saved_by_a_browser(reading: Reading) -> None:
    (report,), rejects = reading(made("page.mhtml"))
    assert not rejects
    assert (report.title, report.outlet) == ("Ferry at Lower Orrin runs again", "The Harbour Gazette")
    assert (report.published, report.url) == ("2019-05-15", "https://harbour-gazette.example/page.html")
    assert "said a woman from São Tomé Street" in report.text


WRITERS: dict[str, Callable[[pd.DataFrame, io.BytesIO], object]] = {
    "csv": lambda table, out: table.to_csv(out, index=False),
    "tsv": lambda table, out: table.to_csv(out, sep="\t"),
    "json": lambda table, out: table.to_json(out, orient="records", date_format="iso"),
    "jsonl": lambda table, out: table.to_json(out, orient="records", lines=True, date_format="iso"),
    "parquet": lambda table, out: table.to_parquet(out),
    "xlsx": lambda table, out: table.to_excel(out, index=False),
}


@pytest.mark.parametrize("ending", WRITERS)
def test_tables_of_pandas(reading: Reading, ending: str) -> None:
    table = pd.DataFrame(ROWS, columns=["headline", "source", "published_at", "body"])
    table["body"] += " of the two, she said.\n\nNobody was hurt."
    table["published_at"] = pd.to_datetime(table["published_at"])
    out = io.BytesIO()
    WRITERS[ending](table, out)
    reports, rejects = reading({"table": out.getvalue()})
    assert not rejects
    assert [(r.title, r.outlet, r.published) for r in reports] == [row[:3] for row in ROWS]
    assert all(r.text.endswith(" she said.\n\nNobody was hurt.") for r in reports)


def changed(name: str, member: str, change: Callable[[bytes], bytes]) -> dict[str, bytes | str]:
    """A zipped document with one of its parts changed."""
    whole, out = zipfile.ZipFile(FILES / name), io.BytesIO()
    with whole, zipfile.ZipFile(out, "w") as copy:
        for info in whole.infolist():
            data = whole.read(info)
            copy.writestr(info, change(data) if info.filename == member else data)
    return {name: out.getvalue()}


@pytest.mark.parametrize("name", ["statement.odt", "table.ods"])
def test_a_locked_document(reading: Reading, name: str) -> None:
    locked = changed(name, "META-INF/manifest.xml", lambda data: data.replace(b"/>", b"><encryption-data/></x>", 1))
    reports, (reject,) = reading(locked)
    assert (reports, reject.code) == ([], "TW-READ-17")


@pytest.mark.parametrize("name", ["statement.odt", "table.ods"])
def test_a_document_that_is_cut_or_defines_entities(reading: Reading, name: str) -> None:
    _, rejects = reading(changed(name, "content.xml", lambda data: data[: len(data) // 2]))
    assert [r.code for r in rejects] == ["TW-READ-23"]
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'
    _, rejects = reading(changed(name, "content.xml", lambda data: entity + data.partition(b"?>")[2]))
    assert [r.code for r in rejects] == ["TW-READ-23"]


def test_rows_and_cells_repeated_beyond_reason(reading: Reading) -> None:
    cell = b'<table:table-cell table:number-columns-repeated="999999999"/>'
    row = b'<table:table-row table:number-rows-repeated="999999999">' + cell
    many = changed(
        "table.ods",
        "content.xml",
        lambda data: data.replace(b"</table:table>", row + b"</table:table-row></table:table>"),
    )
    reports, _ = reading(many)
    assert len(reports) == 2


def test_a_directory_whose_names_are_garbled(reading: Reading) -> None:
    data = bytearray((FILES / "table.ods").read_bytes())
    at = data.rindex(b"content.xml")
    data[at] = 0xF0
    _, (reject,) = reading({"table.ods": bytes(data)})
    assert reject.code == "TW-READ-06"


def test_an_old_workbook_that_is_cut(reading: Reading) -> None:
    data = (FILES / "table.xls").read_bytes()
    reports, (reject,) = reading({"table.xls": data[:-600]})
    assert (reports, reject.code) == ([], "TW-READ-23")


def test_an_old_workbook_whose_table_of_sectors_is_damaged(reading: Reading) -> None:
    data = bytearray((FILES / "table.xls").read_bytes())
    data[76:80] = (-8193).to_bytes(4, "little", signed=True)
    reports, (reject,) = reading({"table.xls": bytes(data)})
    assert (reports, reject.code) == ([], "TW-READ-23")
