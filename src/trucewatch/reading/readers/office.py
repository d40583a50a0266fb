"""Word, Excel and LibreOffice files are zip archives of XML: opened with the same bounds as any archive."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from trucewatch.reading.metering import DAMAGE, Budget, LockedError, damaged
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


def open_document_kind(source: Source, head: bytes) -> str | None:
    """`text`, `spreadsheet` … for an OpenDocument file, which says it in a member of its own; None for others."""
    if not head.startswith(b"PK\x03\x04"):
        return None
    with source.open() as stream:
        try:
            archive = zipfile.ZipFile(stream)
            if not {"mimetype", "content.xml"} <= set(archive.namelist()):
                return None
            with archive.open("mimetype") as said:
                kind = said.read(100).decode("latin-1").strip()
        except (*DAMAGE, ValueError, OSError, RuntimeError):
            return None
    before, _, name = kind.partition("opendocument.")
    return name.removesuffix("-template") if before == "application/vnd.oasis." else None


def _is_locked(archive: zipfile.ZipFile) -> bool:
    """Whether the parts of an OpenDocument file are encrypted, which its manifest tells."""
    with damaged():
        if "META-INF/manifest.xml" not in archive.namelist():
            return False
        with archive.open("META-INF/manifest.xml") as manifest:
            return b"encryption-data" in manifest.read(1024 * 1024)


@contextmanager
def opened(source: Source) -> Iterator[zipfile.ZipFile]:
    """The archive. Raises DamageError, LockedError, or BombError where its members are larger than in an honest one."""
    with source.open() as stream:
        with damaged():
            archive = zipfile.ZipFile(stream)
        if any(info.flag_bits & _ENCRYPTED for info in archive.infolist()):
            raise LockedError("a part of it is encrypted")
        if _is_locked(archive):
            raise LockedError("its parts are encrypted")
        # A member never gives more than the directory says, so the sum can be checked before.
        Budget(source.size).spend(sum(info.file_size for info in archive.infolist()))
        yield archive
