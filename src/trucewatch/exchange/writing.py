"""Writing rows: JSON Lines or CSV, to a stream or, whole or not at all, to a file."""

import csv
import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from trucewatch.exchange.flat import cell, columns, paths, to_json
from trucewatch.exchange.shapes import Row
from trucewatch.exchange.tables import Table, table_named
from trucewatch.vocabulary.errors import PassingError, RequestError

_SQLITE = b"SQLite format 3\x00"


class Format(StrEnum):
    """How rows are written."""

    JSONL = "jsonl"
    CSV = "csv"


def format_named(name: str) -> Format:
    """The format of that name; RequestError where there is none."""
    try:
        return Format(name)
    except ValueError:
        known = ", ".join(Format)
        raise RequestError(
            "TW-EXPORT-2", f"There is no format called {name!r}.", do=f"Choose one of: {known}."
        ) from None


def write(rows: Iterable[Row], table: Table | str, fmt: Format | str, to: Path | TextIO) -> int:
    """Write the rows of `table`; returns how many.

    A file is written beside its place and then moved there, so that what stood there stays whole until the new one
    is. Text is UTF-8, lines end in a line feed. RequestError where the file cannot be written or is a case,
    PassingError where the disk is full.
    """
    table, fmt = table_named(table), format_named(fmt)
    if not isinstance(to, Path):
        return _write_to(rows, table, fmt, to)
    with _beside(to) as stream:
        return _write_to(rows, table, fmt, stream)


def _write_to(rows: Iterable[Row], table: Table, fmt: Format, stream: TextIO) -> int:
    return _write_csv(rows, table, stream) if fmt is Format.CSV else _write_jsonl(rows, stream)


def _write_jsonl(rows: Iterable[Row], stream: TextIO) -> int:
    count = 0
    for row in rows:
        stream.write(to_json(row) + "\n")
        count += 1
    return count


def _write_csv(rows: Iterable[Row], table: Table, stream: TextIO) -> int:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns(table))
    where = paths(table)
    count = 0
    for row in rows:
        writer.writerow([cell(row, path) for path in where])
        count += 1
    return count


@contextmanager
def _beside(path: Path) -> Iterator[TextIO]:
    """A stream whose contents become the file at `path` once all is written; a device or pipe is written to itself."""
    path = path.resolve()
    _refuse_case(path)
    direct = path.exists() and not path.is_file() and not path.is_dir()
    target = path if direct else path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with target.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        if not direct:
            target.replace(path)
    except OSError as failure:
        raise _refusal(failure, path) from failure
    finally:
        if not direct:
            _drop(target)


def _drop(target: Path) -> None:
    try:
        target.unlink(missing_ok=True)
    except OSError as failure:
        raise _refusal(failure, target) from failure


def _refuse_case(path: Path) -> None:
    """Nobody means to write an export over a case."""
    if path.is_file() and path.stat().st_size:
        with path.open("rb") as file:
            if file.read(len(_SQLITE)) == _SQLITE:
                raise RequestError(
                    "TW-EXPORT-3", "This is a case, not a place for an export.", str(path), "Name another file."
                )


def _refusal(failure: OSError, path: Path) -> RequestError | PassingError:
    if failure.errno in (errno.ENOSPC, errno.EDQUOT):
        return PassingError("TW-EXPORT-5", "The disk is full.", str(path), "Free some space and run it again.")
    what = f"The export cannot be written ({failure.strerror})."
    return RequestError("TW-EXPORT-4", what, str(path), "Name a file in a folder that is yours to write.")
