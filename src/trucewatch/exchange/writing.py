"""Writing rows in one of the formats: text to a stream or a file, binary formats to a file."""

import csv
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from trucewatch.exchange import geojson, plover
from trucewatch.exchange.flat import cell, columns, paths, to_json
from trucewatch.exchange.placing import beside
from trucewatch.exchange.shapes import Row
from trucewatch.exchange.tables import Table, table_named
from trucewatch.vocabulary.errors import RequestError


class Format(StrEnum):
    """How rows are written."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"
    PLOVER = "plover"
    GEOJSON = "geojson"


BINARY = frozenset({Format.PARQUET, Format.XLSX})
_ONLY_FOR = {Format.PLOVER: Table.EVENTS, Format.GEOJSON: Table.ZONES}
_ENDING = {Format.PLOVER: "plover.jsonl"}


def ending(fmt: Format) -> str:
    """What the names of files of this format end in, without the dot."""
    return _ENDING.get(fmt, fmt.value)


def format_named(name: str) -> Format:
    """The format of that name; RequestError where there is none."""
    try:
        return Format(name)
    except ValueError:
        known = ", ".join(Format)
        raise RequestError(
            "TW-EXPORT-2", f"There is no format called {name!r}.", do=f"Choose one of: {known}."
        ) from None


def can_hold(fmt: Format, table: Table) -> bool:
    """Whether the table can be written so: plover holds events alone, geojson zones."""
    return _ONLY_FOR.get(fmt, table) is table


def write(rows: Iterable[Row], table: Table | str, fmt: Format | str, to: Path | TextIO) -> int:
    """Write the rows of `table`; returns how many.

    A file is written beside its place and then moved there, so that what stood there stays whole until the new one
    is. Text is UTF-8, lines end in a line feed. RequestError where the file cannot be written or is a case, where the
    format does not hold such a table, or is binary and `to` is a stream; PassingError where the disk is full.
    """
    table, fmt = table_named(table), format_named(fmt)
    if not can_hold(fmt, table):
        raise RequestError(
            "TW-EXPORT-6", f"The format {fmt} holds {_ONLY_FOR[fmt]}, not {table}.", do="Choose another format."
        )
    if isinstance(to, Path):
        with beside(to) as target:
            if fmt in BINARY:
                return _write_binary(rows, table, fmt, target)
            with target.open("w", encoding="utf-8", newline="") as stream:
                return _TEXT[fmt](rows, table, stream)
    if fmt in BINARY:
        raise RequestError("TW-EXPORT-7", f"The format {fmt} is not text.", do=f"Name a file: -o {table}.{fmt}")
    return _TEXT[fmt](rows, table, to)


def _write_binary(rows: Iterable[Row], table: Table, fmt: Format, target: Path) -> int:
    # Each brings a library that questions and text formats do without.
    if fmt is Format.XLSX:
        from trucewatch.exchange.sheets import write_sheet  # noqa: PLC0415 - loads XlsxWriter

        return write_sheet(rows, table, target)
    from trucewatch.exchange.frames import frame  # noqa: PLC0415 - loads polars

    made = frame(rows, table)
    made.write_parquet(target)
    return made.height


def _write_jsonl(rows: Iterable[Row], _table: Table, stream: TextIO) -> int:
    count = 0
    for row in rows:
        stream.write(to_json(row) + "\n")
        count += 1
    return count


def _write_plover(rows: Iterable[Row], table: Table, stream: TextIO) -> int:
    return _write_jsonl(map(plover.event, rows), table, stream)


def _write_geojson(rows: Iterable[Row], _table: Table, stream: TextIO) -> int:
    collection = geojson.collection(rows)
    stream.write(to_json(collection) + "\n")
    return len(collection["features"])


def _write_csv(rows: Iterable[Row], table: Table, stream: TextIO) -> int:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns(table))
    where = paths(table)
    count = 0
    for row in rows:
        writer.writerow([cell(row, path) for path in where])
        count += 1
    return count


_TEXT: dict[Format, Callable[[Iterable[Row], Table, TextIO], int]] = {
    Format.JSONL: _write_jsonl,
    Format.CSV: _write_csv,
    Format.PLOVER: _write_plover,
    Format.GEOJSON: _write_geojson,
}
