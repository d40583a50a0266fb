"""ODS: each sheet of a LibreOffice spreadsheet with a column of text is a table. Source: OpenDocument 1.3, part 3."""

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from trucewatch.reading.readers import office
from trucewatch.reading.readers.open_document import TEXT, text_of
from trucewatch.reading.readers.reader import ByteReader, Options
from trucewatch.reading.readers.sheets import Sheet, texts_of_sheets
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import Raw, Source
from trucewatch.vocabulary.records import Reject

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MOST_COLUMNS = 1024
"""Cells of one row that are looked at; the empty rest of a row is written as one cell repeated many times."""


def _recognises(source: Source, head: bytes) -> bool:
    return office.open_document_kind(source, head) == "spreadsheet"


def _read(source: Source, options: Options) -> Iterator[Raw | Reject]:
    part: str | None = None
    with office.opened(source) as archive:
        try:
            for item in texts_of_sheets(_sheets(archive), source, options):
                part = item.part
                yield item
        except office.FAULTS as error:
            behind = f" behind {part}" if part else ""
            yield Reason.BROKEN_FILE.at(source.name, part, f"spreadsheet is damaged{behind} ({error})")


def _sheets(archive: ZipFile) -> Iterator[Sheet]:
    for (_, name), rows in groupby(_rows(archive), key=itemgetter(0)):
        yield Sheet(name, ((number, values) for _, number, values in rows))


def _rows(archive: ZipFile) -> Iterator[tuple[tuple[int, str], int, Sequence[object]]]:
    """Each row with its sheet's number and name and with its own number."""
    # Only office files need it.
    from defusedxml.ElementTree import iterparse  # noqa: PLC0415

    with archive.open("content.xml") as part:
        above: list[Any] = []
        sheet, number, rows = (0, ""), 0, 0
        for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
            rows += (element.tag == f"{_TABLE}table-row") * (1 if event == "start" else -1)
            if event == "start":
                above.append(element)
                if element.tag == f"{_TABLE}table":
                    sheet, number = (sheet[0] + 1, element.get(f"{_TABLE}name", f"{sheet[0] + 1}")), 0
                continue
            above.pop()
            if element.tag == f"{_TABLE}table-row":
                yield sheet, number + 1, _values(element)
                number += _times(element, "rows")
            if above and not rows:
                above[-1].remove(element)


def _values(row: "Element") -> list[object]:
    values: list[object] = []
    for cell in row:
        if cell.tag in _CELLS:
            values += [_value(cell)] * min(_times(cell, "columns"), _MOST_COLUMNS - len(values))
    return values


def _value(cell: "Element") -> object:
    if cell.get(f"{_OFFICE}value-type") == "date":
        # As the day is, not as it is shown.
        return cell.get(f"{_OFFICE}date-value")
    paragraphs = chain(cell.iterfind(f"{TEXT}p"), cell.iterfind(f"{TEXT}h"))
    return "\n".join(text_of(paragraph) for paragraph in paragraphs) or None


def _times(element: "Element", what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}-repeated", "1"))


READER = ByteReader("OpenDocument spreadsheet", _recognises, _read, seeks=True)
