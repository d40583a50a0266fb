"""What readers take in and what they hand on."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal, cast

HEAD = 64 * 1024
LONGEST = 16 * 1024 * 1024
"""Bytes in one text or one record. The longest newspaper pages stay under 3 MB; this leaves room, and bounds memory."""

GZIP_ERRORS = (EOFError, gzip.BadGzipFile, zlib.error)
"""What the standard library raises for a gzip file that is cut short or damaged."""


@dataclass(frozen=True, slots=True)
class Source:
    """A stream of bytes with a name: `name` is what reports call their file, `open` starts it from the beginning."""

    name: str
    open: Callable[[], BinaryIO]
    suffix: str = ""

    def head(self) -> bytes:
        """The first bytes, for telling formats apart."""
        with self.open() as stream:
            return stream.read(HEAD)


@dataclass(frozen=True, slots=True)
class Raw:
    """One text as a reader found it, before cleaning.

    `original` is the decoded text that offsets refer to (for pages the extracted text); `stamp` the bytes that it came
    from, for its identity. `published` is the date as written, `order` how its figures run (dmy, mdy) where known, and
    `sure` whether its field can only mean the day of publication (`published`), not perhaps that of the event (`date`).
    """

    file: str
    part: str | None
    original: str
    stamp: bytes
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    sure: bool = True
    order: Literal["dmy", "mdy"] | None = None
    language: str | None = None
    notes: tuple[tuple[str, str], ...] = field(default=())
    """Warnings to record with the report: the name of a `Reason` and its detail."""


def of_path(path: Path, name: str) -> Source:
    """The source for a file; what starts with the mark of gzip is unpacked on the way, whatever its ending."""

    def start() -> BinaryIO:
        with path.open("rb") as stream:
            packed = stream.read(2) == b"\x1f\x8b"
        return cast("BinaryIO", gzip.open(path)) if packed else path.open("rb")

    suffixes = [s.lower() for s in path.suffixes if s.lower() != ".gz"]
    return Source(name, start, suffixes[-1] if suffixes else "")


def byte_lines(stream: BinaryIO, longest: int = LONGEST) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers from 1; None for one longer than `longest` bytes, which is never held in memory."""
    buffered = io.BufferedReader(cast("io.RawIOBase", stream)) if not hasattr(stream, "readline") else stream
    number = 0
    while line := buffered.readline(longest + 1):
        number += 1
        if len(line) <= longest:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = buffered.readline(longest)
        yield number, None
