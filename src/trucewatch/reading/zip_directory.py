"""The directory of a zip file, a part at a time: the standard library holds it whole, some 700 bytes for each member.

It is handed the directory in parts, each with an end of its own in front of the members' bytes as they lie.
"""

import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO, cast

from trucewatch.reading.metering import DamageError

_EACH = 256
"""Members in a part."""
_RECORD = struct.Struct("<4s24xHHH12x")
_END = struct.Struct("<4s8xLLH")
_LONG_END = struct.Struct("<4sQHHLLQQQQ")
_LOCATOR = struct.Struct("<4sLQL")
_LONGEST_COMMENT = 0xFFFF
_MARK, _END_MARK, _LONG_END_MARK, _LOCATOR_MARK = b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_TAKEN_FROM_LONG_END = b"\0\0\0\0" + b"\xff" * 12
"""Of the end of the directory: how many members, how long and where it is are said in the long end."""
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Directory:
    """Where the directory lies and how long it is; `offset` is where the file itself says that it lies."""

    start: int
    size: int
    offset: int


def directory_of(stream: BinaryIO) -> Directory:
    """Find it from the end of the file. Raises DamageError."""
    end = stream.seek(0, io.SEEK_END)
    first = max(0, end - _END.size - _LONGEST_COMMENT)
    stream.seek(first)
    tail = stream.read()
    at = tail.rfind(_END_MARK, 0, len(tail) - _END.size + len(_END_MARK))
    if at < 0:
        raise DamageError("the directory at its end is missing")
    _, size, offset, _ = _END.unpack_from(tail, at)
    start = first + at
    long_at = at - _LOCATOR.size - _LONG_END.size
    if long_at >= 0 and tail.startswith(_LOCATOR_MARK, at - _LOCATOR.size) and tail.startswith(_LONG_END_MARK, long_at):
        *_, size, offset = _LONG_END.unpack_from(tail, long_at)
        start = first + long_at
    if size > start:
        raise DamageError("its directory is damaged")
    return Directory(start - size, size, offset)


def names_of(stream: BinaryIO, directory: Directory) -> Iterator[bytes]:
    """The names of its members, as they are written. Raises DamageError."""
    for record in _records(stream, directory):
        yield record[_RECORD.size : _RECORD.size + _RECORD.unpack_from(record)[1]]


def parts_of(stream: BinaryIO, directory: Directory) -> Iterator[zipfile.ZipFile]:
    """The zip file, each time with the next of its members. Raises DamageError, and what `zipfile` raises."""
    records: list[bytes] = []
    for record in _records(stream, directory):
        records.append(record)
        if len(records) == _EACH:
            yield _part(stream, directory, records)
            records = []
    if records:
        yield _part(stream, directory, records)


def _part(stream: BinaryIO, directory: Directory, records: list[bytes]) -> zipfile.ZipFile:
    listed, count = b"".join(records), len(records)
    long_end = _LONG_END.pack(
        _LONG_END_MARK, _LONG_END.size - 12, 45, 45, 0, 0, count, count, len(listed), directory.offset
    )
    locator = _LOCATOR.pack(_LOCATOR_MARK, 0, directory.start + len(listed), 1)
    end = _END_MARK + _TAKEN_FROM_LONG_END + b"\0\0"
    return zipfile.ZipFile(cast("IO[bytes]", _View(stream, directory.start, listed + long_end + locator + end)))


def _records(stream: BinaryIO, directory: Directory) -> Iterator[bytes]:
    at, end = directory.start, directory.start + directory.size
    held = b""
    while held or at < end:
        wanted = _length(held)
        if wanted > len(held):
            # Others read in the stream in between.
            stream.seek(at)
            more = stream.read(min(max(_PIECE, wanted - len(held)), end - at))
            if not more:
                raise DamageError("its directory is damaged")
            at += len(more)
            held += more
            continue
        yield held[:wanted]
        held = held[wanted:]


def _length(held: bytes) -> int:
    """Bytes of the record that begins here, or those that must be there to tell."""
    if len(held) < _RECORD.size:
        return _RECORD.size
    mark, name, extra, comment = _RECORD.unpack_from(held)
    if mark != _MARK:
        raise DamageError("its directory is damaged")
    return _RECORD.size + int(name) + int(extra) + int(comment)


class _View(io.RawIOBase):
    """The bytes of a file up to some place, and others behind it."""

    def __init__(self, stream: BinaryIO, border: int, behind: bytes) -> None:
        self._stream, self._border, self._behind = stream, border, behind
        self._at = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As for any stream."""
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._border + len(self._behind)}[whence]
        if origin + offset < 0:
            raise OSError(22, "Invalid argument")
        self._at = origin + offset
        return self._at

    def tell(self) -> int:
        """As for any stream."""
        return self._at

    def read(self, size: int = -1) -> bytes:
        """As for any stream."""
        if size < 0:
            size = max(0, self._border + len(self._behind) - self._at)
        data = b""
        if self._at < self._border:
            self._stream.seek(self._at)
            data = self._stream.read(min(size, self._border - self._at))
        if len(data) < size and self._at + len(data) >= self._border:
            first = self._at + len(data) - self._border
            data += self._behind[first : first + size - len(data)]
        self._at += len(data)
        return data
