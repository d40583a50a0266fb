"""CSV and TSV: one report a row, columns found by their names. A broken row is rejected and the rest goes on."""

import csv
import io
import itertools
from collections import deque
from collections.abc import Iterator

from trucewatch.reading.days import Order, figure_order
from trucewatch.reading.readers.columns import known, raw_of, roles_of
from trucewatch.reading.readers.reader import Opened, Options, Reader
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import LONGEST, Raw
from trucewatch.vocabulary.records import Reject

_MARKS = ",\t;|"
_ENDINGS = {".csv", ".tsv", ".tab"}
_MOST_LINES = 5000
"""Lines in one quoted cell before its quote is taken to be broken; the longest real articles have some hundreds."""
_DATED_ROWS = 500
"""Rows looked at to tell whether dates are written day first or month first."""


def _recognises(opened: Opened) -> bool:
    mark = _mark(opened)
    return mark is not None


def _mark(opened: Opened) -> str | None:
    """The separator, if the first two rows look like a table with at least one usual column name."""
    lines = opened.head.lstrip("\ufeff").splitlines(keepends=True)
    first = lines[0] if lines else ""
    ending = opened.source.suffix in _ENDINGS
    for mark in _MARKS:
        names = _cells(first, mark)
        if names is None or len(names) < 2 or any(len(n) > 80 for n in names):
            continue
        if not any(known(n) for n in names):
            continue
        second = next((cells for _, cells in _rows(enumerate(lines[1:200], 2), mark) if isinstance(cells, list)), None)
        if ending or second is None or len(second) == len(names):
            return mark
    return next((m for m in _MARKS if m in first), None) if ending else None


def _cells(line: str, mark: str) -> list[str] | None:
    try:
        return next(csv.reader([line], delimiter=mark, strict=True), None)
    except csv.Error:
        return None


def _rows(lines: Iterator[tuple[int, str | None]], mark: str) -> Iterator[tuple[int, list[str] | str | None]]:
    """Rows with the number of their first line: cells, or a word on what is wrong, or None for an endless line.

    A row whose quote never closes is given up alone: reading starts again on the line after its first.
    """
    waiting: deque[tuple[int, str | None]] = deque()
    while True:
        start = waiting.popleft() if waiting else next(lines, None)
        if start is None:
            return
        number, line = start
        if line is None or not line.strip():
            if line is None:
                yield number, None
            continue
        taken: list[tuple[int, str | None]] = []
        text, size = [line], len(line)
        quotes = line.count('"')
        broken = False
        while quotes % 2:
            more = waiting.popleft() if waiting else next(lines, None)
            if more is None or more[1] is None or len(taken) >= _MOST_LINES or size > LONGEST:
                taken += [more] if more else []
                broken = True
                break
            taken.append(more)
            text.append(more[1])
            size += len(more[1])
            quotes += more[1].count('"')
        cells = None if broken else _cells_of("".join(text), mark)
        if cells is None:
            waiting.extendleft(reversed(taken))
            yield number, "a quote is opened and never closed" if broken else "its quotes do not match"
        else:
            yield number, cells


def _cells_of(text: str, mark: str) -> list[str] | None:
    """The cells of one row; loose quotes are borne with where the row stands on one line."""
    csv.field_size_limit(LONGEST + 1)
    for strict in (True, False) if "\n" not in text.rstrip("\r\n") else (True,):
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=strict))
        except csv.Error:
            continue
        if len(rows) == 1:
            return rows[0]
    return None


def _read(opened: Opened, options: Options) -> Iterator[Raw | Reject]:
    mark = _mark(opened) or ","
    rows = _rows(opened.lines(), mark)
    _, names = next(rows, (1, []))
    if not isinstance(names, list):
        yield Reason.BROKEN_ROW.at(opened.name, "1", "its names cannot be read")
        return
    roles = roles_of(names, options)
    if "text" not in roles:
        yield Reason.NO_TEXT_COLUMN.at(opened.name, "1", ", ".join(names)[:300])
        return
    order = _order(opened, mark, names, roles)
    for number, cells in rows:
        part = str(number)
        if cells is None:
            yield Reason.TOO_LONG.at(opened.name, part, f"{LONGEST // 2**20} MB")
        elif isinstance(cells, str):
            yield Reason.BROKEN_ROW.at(opened.name, part, cells)
        elif len(cells) > len(names) and any(c.strip() for c in cells[len(names) :]):
            yield Reason.BROKEN_ROW.at(opened.name, part, f"it has {len(cells)} cells, the first row {len(names)}")
        else:
            yield raw_of(dict(zip(names, cells, strict=False)), roles, opened, part, order)


def _order(opened: Opened, mark: str, names: list[str], roles: dict[str, str]) -> Order | None:
    """Whether dates run day first or month first, told from rows where only one of the two can be."""
    column = roles.get("published") or roles.get("date")
    if column is None:
        return None
    at = names.index(column)
    rows = itertools.islice(_rows(opened.lines(), mark), 1, _DATED_ROWS)
    return figure_order(cells[at] for _, cells in rows if isinstance(cells, list) and len(cells) > at)


READER = Reader("table", _recognises, _read)
