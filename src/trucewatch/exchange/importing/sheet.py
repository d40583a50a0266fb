"""A data file as rows of cells, read as a stream: CSV, TSV, semicolons, plain, .gz or .zip; .xlsx through openpyxl."""

import codecs
import csv
import datetime as dt
import gzip
import hashlib
import io
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from trucewatch.vocabulary.errors import InputError

_BLOCK = 1 << 20
_DELIMITERS = ",\t;|"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file, looked through once: `name` as told to people, the hash of its bytes, its size, its encoding."""

    path: Path
    name: str
    content_hash: str
    size: int
    encoding: str

    def rows(self) -> Iterator[list[str]]:
        """The rows from the first on, as text; InputError where the file breaks off or is damaged."""
        try:
            yield from self._workbook() if self.path.suffix.lower() == ".xlsx" else self._table()
        except (EOFError, zipfile.BadZipFile, gzip.BadGzipFile, csv.Error) as failure:
            what = f"The file is damaged ({f'{failure}'.splitlines()[0]})."
            raise InputError("TW-IMPORT-4", what, self.name, "Fetch it again.") from failure

    def _table(self) -> Iterator[list[str]]:
        csv.field_size_limit(sys.maxsize if sys.maxsize < 2**31 else 2**31 - 1)  # PA-X holds whole pages in a cell
        with _opened(self.path) as file, io.TextIOWrapper(file, self.encoding, "replace", newline="") as text:
            first = text.readline()
            delimiter = max(_DELIMITERS, key=first.count)
            lines = _again(first, text)
            if delimiter == "\t":
                yield from csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)  # as GDELT writes it
            else:
                yield from csv.reader(lines, delimiter=delimiter)

    def _workbook(self) -> Iterator[list[str]]:
        import openpyxl  # noqa: PLC0415 - only for workbooks

        book = openpyxl.load_workbook(self.path, read_only=True, data_only=True)
        try:
            for row in book.worksheets[0].iter_rows(values_only=True):
                yield [_cell(value) for value in row]
        finally:
            book.close()


def look_through(path: Path, name: str) -> Sheet:
    """Hash a file and find its encoding, in one pass. InputError where it cannot be opened, or is an old workbook."""
    digest, decoder, encoding = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")(), "utf-8-sig"
    size = 0
    try:
        with path.open("rb") as raw:
            while block := raw.read(_BLOCK):
                if not size:
                    _refuse_old_workbooks(block, name)
                digest.update(block)
                size += len(block)
        with _opened(path) as file:
            is_book = path.suffix.lower() == ".xlsx"
            while not is_book and encoding == "utf-8-sig" and (block := file.read(_BLOCK)):
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    encoding = "cp1252"
    except OSError as failure:
        what = f"The file cannot be read ({failure.strerror or failure})."
        raise InputError("TW-IMPORT-5", what, name, "Check the path and your rights to it.") from failure
    except (EOFError, zipfile.BadZipFile) as failure:
        raise InputError("TW-IMPORT-4", f"The file is damaged ({failure}).", name, "Fetch it again.") from failure
    if not size:
        raise InputError("TW-IMPORT-6", "The file is empty.", name, "Fetch it again.")
    return Sheet(path, name, digest.hexdigest(), size, encoding)


def _refuse_old_workbooks(block: bytes, name: str) -> None:
    if block.startswith(_OLD_EXCEL):
        advice = "Open it and save it as .xlsx or .csv, then import that."
        raise InputError("TW-IMPORT-3", "Old Excel files (.xls) are not read.", name, advice)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of the table itself: a .gz unpacked, or the one member of a .zip (GDELT publishes these)."""
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(b"\x1f\x8b"):
        with gzip.open(path) as unpacked:
            yield io.BufferedReader(unpacked)
    elif start == _ZIP and path.suffix.lower() != ".xlsx":
        with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as member:
            yield member
    else:
        with path.open("rb") as file:
            yield file


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
