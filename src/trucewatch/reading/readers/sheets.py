"""The sheets of a workbook, whatever its format: each with a column of text is a table, a report a row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from trucewatch.reading.decoding import Encoding
from trucewatch.reading.readers.columns import known, raw_of, roles_of
from trucewatch.reading.readers.reader import Opened, Options
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import LONGEST, Raw, Source
from trucewatch.vocabulary.records import Reject

_NAMES_WITHIN = 20
"""Rows from the top within which the names of the columns must stand; sheets begin with titles and notes."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` with their numbers from 1; `name` where reports are to say in which sheet they stand."""

    name: str | None
    rows: Iterator[tuple[int, Sequence[object]]]


def texts_of_sheets(sheets: Iterable[Sheet], source: Source, options: Options) -> Iterator[Raw | Reject]:
    """The texts of all sheets, or a reject that names the columns where none of them is one of text."""
    named: list[str] = []
    found = False
    for sheet in sheets:
        prefix = f"sheet {sheet.name}, " if sheet.name else ""
        heads = list(islice(sheet.rows, _NAMES_WITHIN))
        at = next((i for i, (_, row) in enumerate(heads) if "text" in roles_of(_names(row), options)), None)
        if at is None:
            best = max((row for _, row in heads), key=lambda row: sum(known(n) for n in _names(row)), default=())
            named += [n for n in _names(best) if n]
            continue
        found = True
        names = _names(heads[at][1])
        roles = roles_of(names, options)
        opened = Opened(source, Encoding("utf-8"), "")
        for number, row in chain(heads[at + 1 :], sheet.rows):
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
