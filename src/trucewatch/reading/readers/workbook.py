"""XLSX: each sheet with a column of text is a table, a report a row. Rows stream, and so do the texts in them."""

from collections.abc import Iterator
from typing import Any

from trucewatch.reading.readers import office
from trucewatch.reading.readers.reader import ByteReader, Options
from trucewatch.reading.readers.sheets import Sheet, texts_of_sheets
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import Raw, Source
from trucewatch.vocabulary.records import Reject


def _recognises(source: Source, head: bytes) -> bool:
    return office.holds(source, head, "xl/workbook.xml")


def _read(source: Source, options: Options) -> Iterator[Raw | Reject]:
    # A third of a second to load, which only workbooks need.
    from trucewatch.reading.readers.workbook_texts import opened_workbook  # noqa: PLC0415

    with office.opened(source), source.open() as stream:
        part: str | None = None
        try:
            with opened_workbook(stream) as book:
                for item in texts_of_sheets(_sheets(book), source, options):
                    part = item.part
                    yield item
        except office.FAULTS as error:
            behind = f" behind {part}" if part else ""
            yield Reason.BROKEN_FILE.at(source.name, part, f"workbook is damaged{behind} ({error})")


def _sheets(book: Any) -> Iterator[Sheet]:  # noqa: ANN401 - typed loosely
    sheets = [sheet for sheet in book.worksheets if sheet is not None]
    for sheet in sheets:
        sheet.reset_dimensions()
        yield Sheet(sheet.title if len(sheets) > 1 else None, enumerate(sheet.iter_rows(values_only=True), 1))


READER = ByteReader("workbook", _recognises, _read, seeks=True)
