"""The example reader of the documentation runs as it stands there."""

import re
from pathlib import Path

import pytest

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.reading import read
from trucewatch.reading.readers import registry
from trucewatch.reading.readers.reader import ByteReader
from trucewatch.vocabulary.records import Reject, Report

DOCS = Path(__file__).resolve().parents[2] / "docs"
TEXT = "The truce held in the north, monitors said on Monday."


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> ByteReader:
    page = (DOCS / "readers.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert example is not None
    names: dict[str, ByteReader] = {}
    exec(compile(example[1], "docs/readers.md", "exec"), names)  # noqa: S102 - our own page
    monkeypatch.setattr(registry, "BYTE_READERS", (names["READER"], *registry.BYTE_READERS))
    return names["READER"]


def test_the_example(tmp_path: Path, reader: ByteReader) -> None:
    stories = b"".join(b"\x01Truce holds %d\x02%s\x03\r\n\x04" % (n, TEXT.encode()) for n in (1, 2))
    (tmp_path / "a").write_bytes(stories + b"\x01Empty\x02\x03\x04")
    (tmp_path / "b").write_bytes(stories[:-20])
    found = list(read([tmp_path], Knowledge(version="test")))
    reports = [r for r in found if isinstance(r, Report)]
    assert [(r.file, r.part, r.title, r.text) for r in reports] == [
        ("a", "story 1", "Truce holds 1", TEXT),
        ("a", "story 2", "Truce holds 2", TEXT),
        ("b", "story 1", "Truce holds 1", TEXT),
    ]
    assert [(r.file, r.part, r.code) for r in found if isinstance(r, Reject)] == [
        ("a", "story 3", "TW-READ-10"),
        ("b", "story 2", "TW-READ-06"),
    ]


def test_every_reader_is_in_the_table() -> None:
    table = (DOCS / "readers.md").read_text(encoding="utf-8").partition("## Bounds")[0].casefold()
    told = {"wire stories", "mailbox", "mail", "workbook", "rich text", "table", "saved page", "feed"}
    told |= {"export of a press database", "Word document"}
    told |= {"old workbook", "OpenDocument text", "OpenDocument spreadsheet"}
    names = [reader.name for reader in (*registry.BYTE_READERS, *registry.READERS)]
    assert [name for name in names if name not in told and name.casefold() not in table] == []


def test_every_code_of_reading_is_told() -> None:
    from trucewatch.reading.reasons import Reason  # noqa: PLC0415

    page = (DOCS / "errors.md").read_text(encoding="utf-8")
    assert [reason.value.code for reason in Reason if f"| {reason.value.code} |" not in page] == []
