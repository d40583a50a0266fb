"""Word and Excel files are zip archives of XML: opened with the same bounds as any archive."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from trucewatch.reading.metering import DAMAGE, Budget, DamageError, damaged
from trucewatch.reading.source import Source

FAULTS = (
    *DAMAGE,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What libraries raise for office files that are damaged inside (a broken XML part is a SyntaxError)."""
_ENCRYPTED = 0x1


def holds(source: Source, head: bytes, member: str) -> bool:
    """Whether the source is a zip archive with such a member."""
    if not head.startswith(b"PK\x03\x04"):
        return False
    with source.open() as stream:
        try:
            return member in zipfile.ZipFile(stream).namelist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            return False


@contextmanager
def opened(source: Source) -> Iterator[zipfile.ZipFile]:
    """The archive. Raises DamageError, or BombError where its members are larger than in an honest one."""
    with source.open() as stream:
        with damaged():
            archive = zipfile.ZipFile(stream)
        if any(info.flag_bits & _ENCRYPTED for info in archive.infolist()):
            raise DamageError("a part of it is encrypted")
        # A member never gives more than the directory says, so the sum can be checked before.
        Budget(source.size).spend(sum(info.file_size for info in archive.infolist()))
        yield archive
