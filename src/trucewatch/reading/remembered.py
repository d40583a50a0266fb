"""What was worked out of a text a while ago, so that the same text again costs next to nothing.

Results lie on disk, past the first of them: a corpus brings a page back tens of thousands of pages later, and memory is
not to grow with it.
"""

import dataclasses
import functools
import hashlib
import io
import os
import pickle
from collections.abc import Callable
from contextlib import suppress
from tempfile import TemporaryFile
from typing import Any, Generic, TypeVar

T = TypeVar("T")
_PIECE = 1024 * 1024
"""Bytes held in memory before they are written."""


class Remembered(Generic[T]):
    """Results by the content they were worked out of; the oldest are forgotten beyond a total size.

    Results are made of plain values and dataclasses. Disk and memory have a bound however many texts there are.
    """

    def __init__(self, most: int, *types: type) -> None:
        """`most` is the most bytes kept on disk; `types` are the dataclasses that results are made of."""
        self._most = most
        self._ways = {kind: functools.partial(_taken_apart, kind, _names(kind)) for kind in types}
        self._process = os.getpid()
        self._newer, self._older = _Shelf(), _Shelf()

    def of(self, content: str, work: Callable[[], T]) -> T:
        """The result for this content: the one kept, else what `work` gives."""
        key = key_of(content.encode("utf-8", "surrogatepass"))
        kept = self.get(key)
        if kept is not None:
            return kept[0]
        value = work()
        self.put(key, value)
        return value

    def get(self, key: bytes) -> tuple[T] | None:
        """The result that was put under this key."""
        if self._process != os.getpid():
            # A process that was split off must not write into the files of the one that it comes from.
            self._process, self._newer, self._older = os.getpid(), _Shelf(), _Shelf()
        for shelf in (self._newer, self._older):
            if (data := shelf.get(key)) is not None:
                # Nobody but this program can have written there.
                return (pickle.loads(data),)  # noqa: S301 - written by `_packed`
        return None

    def put(self, key: bytes, value: T) -> None:
        """Keep a result under this key."""
        with suppress(OSError):
            # Where the disk is full, the text is worked out again the next time.
            self._newer.put(key, self._packed(value))
        if self._newer.size > self._most // 2:
            self._older.close()
            self._newer, self._older = _Shelf(), self._newer

    def _packed(self, value: T) -> bytes:
        out = io.BytesIO()
        pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
        # As a call with values in their order: ten times as fast as what pickle does with dataclasses that have slots.
        pickler.dispatch_table = self._ways
        pickler.dump(value)
        return out.getvalue()


def key_of(content: bytes, *circumstances: str) -> bytes:
    """The key for a content and what else its result depends on."""
    digest = hashlib.blake2b(repr(circumstances).encode("utf-8", "surrogatepass"), digest_size=16)
    digest.update(content)
    return digest.digest()


def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind) if field.init)


def _taken_apart(kind: type, names: tuple[str, ...], value: object) -> tuple[type, tuple[Any, ...]]:
    return kind, tuple(getattr(value, name) for name in names)


class _Shelf:
    """Records by key in a temporary file that has no name; the last megabyte is still in memory."""

    def __init__(self) -> None:
        self._at: dict[int, int] = {}
        self._written = 0
        self._tail = bytearray()
        self._file: Any = None

    @property
    def size(self) -> int:
        """Bytes on it."""
        return self._written + len(self._tail)

    def put(self, key: bytes, data: bytes) -> None:
        """Keep a record. Raises OSError where the disk does not take it."""
        at = self.size
        self._tail += len(data).to_bytes(4, "big") + key + data
        self._at[_short(key)] = at
        if len(self._tail) > _PIECE:
            self._file = self._file or TemporaryFile(prefix="trucewatch-")  # noqa: SIM115 - closed by `close`
            tail, self._tail = self._tail, bytearray()
            self._written += len(tail)
            self._file.write(tail)

    def get(self, key: bytes) -> bytes | None:
        """The record of a key, if there is one."""
        at = self._at.get(_short(key))
        if at is None:
            return None
        head = self._read(at, 20)
        # Numbers of eight bytes stand for the keys; should two ever be the same, the key itself tells.
        return self._read(at + 20, int.from_bytes(head[:4], "big")) if head[4:] == key else None

    def _read(self, at: int, size: int) -> bytes:
        if at >= self._written:
            return bytes(self._tail[at - self._written : at - self._written + size])
        self._file.seek(at)
        data: bytes = self._file.read(size)
        self._file.seek(self._written)
        return data

    def close(self) -> None:
        """Give the disk back."""
        if self._file is not None:
            self._file.close()

    def __del__(self) -> None:
        """With the last use of it."""
        self.close()


def _short(key: bytes) -> int:
    return int.from_bytes(key[:8], "big") >> 4
