"""What readers take in and what they hand on."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal, cast

from trucewatch.reading.metering import DamageError

HEAD = 64 * 1024
_PIECE = 4 * 1024
_SMALL = 1024 * 1024
"""Bytes up to which a file is read once and kept while it is looked at, for it is opened four or five times."""
LONGEST = 16 * 1024 * 1024
"""Bytes in one text or one record. The longest newspaper pages stay under 3 MB; this leaves room, and bounds memory."""


@dataclass(frozen=True, slots=True)
class Source:
    """A stream of bytes with a name: `name` is what reports call their file, `open` starts it from the beginning.

    `suffix` is its ending in small letters, with the full stop. `size` is that of the file on disk that it comes from.
    `seekable`: what `open` gives can be read in any order at no great cost (a file on disk, or bytes in memory).
    """

    name: str
    open: Callable[[], BinaryIO]
    suffix: str = ""
    size: int | None = None
    seekable: bool = False

    def head(self) -> bytes:
        """The first bytes, for telling formats apart; of a packed file that is damaged, those before the damage."""
        found = bytearray()
        with self.open() as stream:
            try:
                while len(found) < HEAD and (piece := stream.read(_PIECE)):
                    found += piece
            except DamageError:
                if not found:
                    raise
        return bytes(found[:HEAD])

    def bytes_at_hand(self) -> bytes | None:
        """All bytes of a small file on disk, which is read only once; None for any other source. Raises OSError."""
        return self.open.bytes_at_hand() if isinstance(self.open, _Opener) else None


@dataclass(frozen=True, slots=True)
class Raw:
    """One text as a reader found it, before cleaning.

    `original` is the decoded text that offsets refer to (for pages the extracted text); `stamp` the bytes that it came
    from, for its identity. `published` is the date as written, `order` how its figures run (dmy, mdy) where known, and
    `sure` whether its field can only mean the day of publication (`published`), not perhaps that of the event (`date`).
    `latest` is a day on which it was certainly out (a crawl, a saved copy). `sender` is the host name of the address
    that sent it, which tells the outlet where that is a known one.
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
    latest: str | None = None
    sender: str | None = None
    order: Literal["dmy", "mdy"] | None = None
    language: str | None = None
    notes: tuple[tuple[str, str], ...] = field(default=())
    """Warnings to record with the report: the name of a `Reason` and its detail."""


def of_path(path: Path, name: str) -> Source:
    """The source for a file as it lies on disk; packings and archives are opened by `unpacking`."""
    try:
        size = path.stat().st_size
    except OSError:
        size = None
    return Source(name, _Opener(path, size), path.suffix.lower(), size, seekable=True)


class _Opener:
    """Opens a file; a small one is read from the disk only once."""

    def __init__(self, path: Path, size: int | None) -> None:
        self._path = path
        self._is_small = size is not None and size <= _SMALL
        self._data: bytes | None = None

    def __call__(self) -> BinaryIO:
        data = self.bytes_at_hand()
        return self._path.open("rb") if data is None else io.BytesIO(data)

    def bytes_at_hand(self) -> bytes | None:
        """The bytes of a small file; None for a large one."""
        if self._is_small and self._data is None:
            with open(self._path, "rb", buffering=0) as stream:  # noqa: PTH123 - twice as fast as that of `Path`
                data = stream.read(_SMALL + 1) or b""
                # It may have grown, or be no file whose size says how much there is to read.
                while more := stream.read(_SMALL + 1 - len(data)) if len(data) <= _SMALL else b"":
                    data += more
            self._is_small = len(data) <= _SMALL
            self._data = data if self._is_small else None
        return self._data


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
