"""XLS, the workbooks of Excel until 2003: each sheet with a column of text is a table, a report a row.

They are held whole to be read, and hold no more than 65,536 rows a sheet.
"""

import io
import struct
from collections.abc import Iterator, Sequence
from typing import Any

from trucewatch.reading.readers import office
from trucewatch.reading.readers.reader import ByteReader, Options
from trucewatch.reading.readers.sheets import Sheet, texts_of_sheets
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import LONGEST, Raw, Source
from trucewatch.vocabulary.records import Reject

_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOOK = "Workbook".encode("utf-16-le")
"""The name of the stream that holds the workbook; old Word files and mails have others."""
_MOST = 4 * LONGEST


def _recognises(source: Source, head: bytes) -> bool:
    if not head.startswith(_MARK):
        return False
    with source.open() as stream:
        return _BOOK in stream.read(_MOST + 1)


def _read(source: Source, options: Options) -> Iterator[Raw | Reject]:
    # Hardly any file needs it.
    import xlrd  # noqa: PLC0415
    from xlrd.compdoc import CompDocError  # noqa: PLC0415

    with source.open() as stream:
        data = stream.read(_MOST + 1)
    if len(data) > _MOST:
        yield Reason.TOO_LONG.at(source.name, detail=f"{_MOST // 2**20} MB")
        return
    part: str | None = None
    try:
        # What it complains of is said in a reject.
        with xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), on_demand=True) as book:
            for item in texts_of_sheets(_sheets(book), source, options):
                part = item.part
                yield item
    except (xlrd.XLRDError, CompDocError, struct.error, *office.FAULTS) as error:
        if "encrypted" in str(error):
            yield Reason.ENCRYPTED.at(source.name)
            return
        behind = f" behind {part}" if part else ""
        yield Reason.BROKEN_FILE.at(source.name, part, f"workbook is damaged{behind} ({error})")


def _sheets(book: Any) -> Iterator[Sheet]:  # noqa: ANN401 - no types
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        rows = ((n + 1, _values(sheet.row(n), book.datemode)) for n in range(sheet.nrows))
        yield Sheet(sheet.name if book.nsheets > 1 else None, rows)
        book.unload_sheet(number)


def _values(cells: Sequence[Any], datemode: int) -> list[object]:
    return [_value(cell, datemode) for cell in cells]


def _value(cell: Any, datemode: int) -> object:  # noqa: ANN401 - no types
    import xlrd  # noqa: PLC0415 - as above

    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return None
    if cell.ctype == xlrd.XL_CELL_DATE:
        return xlrd.xldate_as_datetime(cell.value, datemode)
    return cell.value


READER = ByteReader("old workbook", _recognises, _read, seeks=True)
