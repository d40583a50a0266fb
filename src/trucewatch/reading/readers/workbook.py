"""XLSX: each sheet with a column of text is a table, a report a row. Rows stream, and so do the texts in them."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any

from trucewatch.reading.decoding import Encoding
from trucewatch.reading.readers import office
from trucewatch.reading.readers.columns import known, raw_of, roles_of
from trucewatch.reading.readers.reader import ByteReader, Opened, Options
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import LONGEST, Raw, Source
from trucewatch.vocabulary.records import Reject

_NAMES_WITHIN = 20
"""Rows from the top within which the names of the columns must stand; sheets begin with titles and notes."""


def _recognises(source: Source, head: bytes) -> bool:
    return office.holds(source, head, "xl/workbook.xml")


def _read(source: Source, options: Options) -> Iterator[Raw | Reject]:
    # A third of a second to load, which only workbooks need.
    from trucewatch.reading.readers.workbook_texts import opened_workbook  # noqa: PLC0415

    with office.opened(source), source.open() as stream:
        part: str | None = None
        try:
            with opened_workbook(stream) as book:
                for item in _sheets(book, source, options):
                    part = item.part
                    yield item
        except office.FAULTS as error:
            behind = f" behind {part}" if part else ""
            yield Reason.BROKEN_FILE.at(source.name, part, f"workbook is damaged{behind} ({error})")


def _sheets(book: Any, source: Source, options: Options) -> Iterator[Raw | Reject]:  # noqa: ANN401 - typed loosely
    named: list[str] = []
    found = False
    sheets = [sheet for sheet in book.worksheets if sheet is not None]
    for sheet in sheets:
        sheet.reset_dimensions()
        rows = enumerate(sheet.iter_rows(values_only=True), 1)
        prefix = f"sheet {sheet.title}, " if len(sheets) > 1 else ""
        heads = list(islice(rows, _NAMES_WITHIN))
        at = next((i for i, (_, row) in enumerate(heads) if "text" in roles_of(_names(row), options)), None)
        if at is None:
            best = max((row for _, row in heads), key=lambda row: sum(known(n) for n in _names(row)), default=())
            named += [n for n in _names(best) if n]
            continue
        found = True
        names = _names(heads[at][1])
        roles = roles_of(names, options)
        opened = Opened(source, Encoding("utf-8"), "")
        for number, row in chain(heads[at + 1 :], rows):
            yield from _row(row, names, roles, opened, f"{prefix}row {number}")
    if not found:
        yield Reason.NO_TEXT_COLUMN.at(source.name, detail=", ".join(named)[:300] or "none")


def _names(row: Sequence[object]) -> list[str]:
    return ["" if value is None else str(value).strip() for value in row]


def _row(
    row: Sequence[object], names: list[str], roles: dict[str, str], opened: Opened, part: str
) -> Iterator[Raw | Reject]:
    if all(value is None or not str(value).strip() for value in row):
        return
    if sum(len(value) for value in row if isinstance(value, str)) > LONGEST:
        yield Reason.TOO_LONG.at(opened.name, part, f"{LONGEST // 2**20} MB")
        return
    yield raw_of(dict(zip(names, row, strict=False)), roles, opened, part)


READER = ByteReader("workbook", _recognises, _read, seeks=True)
