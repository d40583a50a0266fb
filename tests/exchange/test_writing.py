import csv
import io
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.exchange import made
from trucewatch.exchange import Row, Table, columns, rows, write
from trucewatch.vocabulary.codes import ZoneStatus
from trucewatch.vocabulary.errors import PassingError, RequestError
from trucewatch.vocabulary.records import Reject
from trucewatch.vocabulary.subject import Finding, Thing, Zone

TOLD = Reject("Bericht.txt", None, "TW-READ-3", 'no text, "none" at all', "Gib für jede Zeile\neinen Text.")


def told() -> Iterator[Row]:
    return rows(Table.REJECTS, made.dossier(), rejects=[TOLD])


def test_json_lines_are_one_row_a_line_in_unicode(tmp_path: Path) -> None:
    path = tmp_path / "rejects.jsonl"
    assert write(told(), "rejects", "jsonl", path) == 1
    assert path.read_bytes().endswith(b"}\n")
    assert "für" in path.read_text(encoding="utf-8")
    assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == list(told())


def test_csv_reads_back_with_quotes_and_line_breaks(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    write(told(), Table.REJECTS, "csv", path)
    with path.open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    assert read == [{name: value or "" for name, value in next(told()).items()}]


def test_csv_flattens_objects_and_keeps_lists_as_json() -> None:
    finding = Finding(
        "f", Thing("z", "Zone, the", None), "zone", "2018-12-04", "2020-03-06", "all", ZoneStatus.STRAINED,
        for_=("a", "b"), by_camp=(("state", "holding"),),
    )  # fmt: skip
    stream = io.StringIO()
    write(rows("findings", made.dossier(), findings=[finding]), "findings", "csv", stream)
    row = next(csv.DictReader(io.StringIO(stream.getvalue())))
    assert (row["about.id"], row["about.name"], row["about.mention"]) == ("z", "Zone, the", "")
    assert (row["for"], row["by_camp"], row["version"]) == ('["a","b"]', '{"state":"holding"}', "")


@pytest.mark.parametrize("table", Table)
def test_the_columns_are_the_same_without_rows(table: Table) -> None:
    stream = io.StringIO()
    assert write(rows(table, made.dossier()), table, "csv", stream) == 0
    assert stream.getvalue() == ",".join(columns(table)) + "\n"


def test_the_columns_of_things_that_may_be_missing_are_there() -> None:
    assert {"established_by.id", "established_by.name", "established_by.mention", "numbers", "geometry"} <= set(
        columns(Table.ZONES)
    )
    assert {"parties.signatory", "parties.excluded", "date"} <= set(columns(Table.AGREEMENTS))
    stream = io.StringIO()
    write(rows("zones", made.dossier(zones=(Zone("z", "Z", None),))), "zones", "csv", stream)
    assert next(csv.DictReader(io.StringIO(stream.getvalue())))["established_by.name"] == ""


def breaking() -> Iterator[dict[str, Any]]:
    yield next(told())
    raise KeyboardInterrupt


def test_what_stood_there_stays_whole_until_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "rejects.jsonl"
    path.write_text("before\n")
    with pytest.raises(KeyboardInterrupt):
        write(breaking(), "rejects", "jsonl", path)
    assert path.read_text() == "before\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    real.touch()
    link.symlink_to(real)
    write(told(), "rejects", "jsonl", link)
    assert link.is_symlink()
    assert real.stat().st_size > 0


def test_a_case_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE reports (report_id TEXT)")
    before = path.read_bytes()
    with pytest.raises(RequestError, match="TW-EXPORT-3"):
        write(told(), "rejects", "jsonl", path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["nowhere/rejects.jsonl", "."])
def test_a_place_that_cannot_be_written_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="TW-EXPORT-4") as caught:
        write(told(), "rejects", "jsonl", tmp_path / name)
    assert str((tmp_path / name).resolve()) in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_may_pass() -> None:
    with pytest.raises(PassingError, match="TW-EXPORT-5"):
        write(told(), "rejects", "jsonl", Path("/dev/full"))
    assert not Path("/dev/full").is_file()


def test_a_device_is_written_to_and_left_in_its_place(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write(told(), "rejects", "jsonl", pipe)
        assert json.loads(os.read(reader, 65536)) == next(told())
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    with pytest.raises(RequestError, match=r"'xml'.*jsonl, csv.*TW-EXPORT-2"):
        write(told(), "rejects", "xml", io.StringIO())
