"""What is unpacked is counted, so that a small file cannot fill the disk or keep the program busy for ever."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from tarfile import TarError
from typing import BinaryIO, cast

FLOOR = 512 * 1024 * 1024
"""Bytes that any file may unpack to."""
RATIO = 300
"""Times its own size that a larger file may unpack to, all its members and layers together.

News text packs to a third or a tenth, tables of repeated rows to a hundredth; a file of zeros to a thousandth (gzip) or
to a millionth (bzip2), and bombs nest such files.
"""
DAMAGE = (
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    TarError,
    NotImplementedError,
    UnicodeDecodeError,
)
"""What the standard library raises for packed files that are cut short, damaged, or packed in a way it does not know.

UnicodeDecodeError comes from the names in a damaged directory, which say that they are in UTF-8.

A damaged gzip file raises `gzip.BadGzipFile` and a damaged bzip2 file a plain `OSError`, see `damaged`.
"""


class BombError(Exception):
    """More came out of a file than an honest one of its size holds."""


class DamageError(Exception):
    """A packed file is cut short or damaged; its text says how."""


class LockedError(DamageError):
    """It cannot be read without a password."""


class Budget:
    """Bytes that may still be unpacked from one file on disk."""

    def __init__(self, size: int | None) -> None:
        """For a file of `size` bytes."""
        self.left = max(FLOOR, RATIO * (size or 0))

    def spend(self, number: int) -> None:
        """Count bytes; raises `BombError` once there are too many."""
        self.left -= number
        if self.left < 0:
            raise BombError

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        return self.left < 0


@contextmanager
def damaged() -> Iterator[None]:
    """What unpacking raises for damaged files comes out as `DamageError`, with one sentence that says how."""
    try:
        yield
    except DAMAGE as error:
        raise DamageError(str(error).rstrip(".") or "it ends too early") from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise DamageError(str(error).rstrip(".")) from error
    except RuntimeError as error:
        # The standard library has no class of its own for this one.
        raise (LockedError if "encrypt" in str(error) else DamageError)(str(error)) from error


class Mark:
    """How far a member has been unpacked so far; only what lies beyond counts, however often it is opened."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.reached = 0


class Metered(io.RawIOBase):
    """An unpacking stream whose bytes are counted and whose faults are all `DamageError`."""

    def __init__(self, inner: BinaryIO, mark: Mark, budget: Budget, *below: BinaryIO) -> None:
        """`below` are the streams that `inner` unpacks, closed together with it."""
        self._inner, self._mark, self._budget, self._below = cast("io.BufferedReader", inner), mark, budget, below
        self._at = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read on. Raises DamageError, BombError."""
        view = memoryview(cast("bytearray", buffer))
        with damaged():
            # One read of what lies below at a time: a longer one that meets the damage would lose what comes before it.
            data = self._inner.read1(len(view))
        view[: len(data)] = data
        self._at += len(data)
        if self._at > self._mark.reached:
            more, self._mark.reached = self._at - self._mark.reached, self._at
            self._budget.spend(more)
        return len(data)

    def close(self) -> None:
        """Close this stream and those below."""
        if not self.closed:
            for stream in (self._inner, *self._below):
                stream.close()
        super().close()


def metered(inner: BinaryIO, mark: Mark, budget: Budget, *below: BinaryIO) -> BinaryIO:
    """The stream, counted, with a buffer."""
    return cast("BinaryIO", io.BufferedReader(Metered(inner, mark, budget, *below), 256 * 1024))
