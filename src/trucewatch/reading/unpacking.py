"""Packings and archives, told by their content, opened layer by layer: what is inside is read as files are.

Nothing is ever unpacked to a place that an archive names, so a path that climbs out of it leads nowhere; it is rejected
all the same, because an honest archive has none.
"""

import bz2
import gzip
import hashlib
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, Any, BinaryIO, cast

from trucewatch.reading import metering
from trucewatch.reading.metering import BombError, Budget, DamageError, Mark, damaged, metered
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import Source
from trucewatch.reading.spooling import spooled
from trucewatch.reading.zip_directory import Directory, directory_of, names_of, parts_of
from trucewatch.vocabulary.records import Reject

DEEPEST = 6
"""Layers in one another: a `.tar.gz` has two, and an archive of such archives three."""
_PACKINGS: tuple[tuple[bytes, frozenset[str], Callable[[BinaryIO], object]], ...] = (
    (b"\x1f\x8b\x08", frozenset({".gz", ".tgz"}), lambda stream: gzip.GzipFile(fileobj=stream)),
    (b"BZh", frozenset({".bz2", ".tbz", ".tbz2"}), bz2.BZ2File),
    (b"\xfd7zXZ\x00", frozenset({".xz", ".txz"}), lzma.LZMAFile),
)
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_DOCUMENTS = frozenset(
    {b"word/document.xml", b"xl/workbook.xml", b"content.xml", b"META-INF/container.xml", b"ppt/presentation.xml"}
)
"""A member that a zip file has if it is one document and not an archive of several."""
_ENCRYPTED = 0x1
_INSIDE = "!/"


def unpack(source: Source) -> Iterator[Source | Reject]:
    """The files in a file: itself if it is no archive, else all those inside, down to the last layer.

    A member is named `archive.zip!/folder/name.html`. It can be read only until the next one is asked for.
    """
    yield from _unpack(source, Budget(source.size), 0)


def _unpack(source: Source, budget: Budget, depth: int) -> Iterator[Source | Reject]:
    try:
        head = source.head()
        layers = _layers(head)
        if layers is None:
            yield source
        elif depth == DEEPEST:
            yield Reason.TOO_DEEP.at(source.name, detail=str(DEEPEST))
        else:
            empty = True
            for inner in layers(source, head, budget, depth):
                empty = False
                yield inner
            if empty:
                yield Reason.NO_MEMBERS.at(source.name)
    except DamageError as error:
        yield Reason.DAMAGED.at(source.name, detail=str(error))
    except BombError:
        yield bomb(source.name)
    except OSError as error:
        yield Reason.UNREADABLE.at(source.name, detail=error.strerror or str(error))


def bomb(name: str) -> Reject:
    """The reject for a file that unpacks to more than an honest one."""
    return Reason.BOMB.at(name, detail=f"{metering.RATIO} times its size and {metering.FLOOR // 2**20} MB")


_Layers = Callable[[Source, bytes, Budget, int], Iterator[Source | Reject]]


def _layers(head: bytes) -> _Layers | None:
    """What opens a file that begins like this; None for one that is no archive."""
    if any(head.startswith(mark) for mark, _, _ in _PACKINGS):
        return _packed
    if head.startswith(_ZIPS):
        return _zip
    return _tar if _is_tar(head) else None


def _packed(source: Source, head: bytes, budget: Budget, depth: int) -> Iterator[Source | Reject]:
    endings, start = next((endings, start) for mark, endings, start in _PACKINGS if head.startswith(mark))
    mark = Mark()

    def reopen() -> BinaryIO:
        below = source.open()
        return metered(cast("BinaryIO", start(below)), mark, budget, below)

    inner = PurePosixPath(source.name)
    inner = inner.with_suffix("") if source.suffix in endings else inner
    suffix = ".tar" if source.suffix.startswith(".t") and source.suffix in endings else inner.suffix.lower()
    yield from _unpack(Source(source.name, reopen, suffix, source.size), budget, depth + 1)


def _zip(source: Source, _: bytes, budget: Budget, depth: int) -> Iterator[Source | Reject]:
    with spooled(source) as whole, whole.open() as stream:
        directory = directory_of(stream)
        if any(name in _DOCUMENTS for name in names_of(stream, directory)):
            yield whole
            return
        naming = _Naming(source.name)
        for archive, info in _members(stream, directory):
            if budget.spent:
                return
            if info.is_dir() or _is_hidden(info.filename):
                continue
            name = naming.of(info.filename)
            if fault := _fault(info.filename) or (Reason.ENCRYPTED if info.flag_bits & _ENCRYPTED else None):
                yield fault.at(name)
                continue
            yield from _unpack(_zipped(archive, info, name, budget, source.size), budget, depth + 1)


def _members(stream: BinaryIO, directory: Directory) -> Iterator[tuple[zipfile.ZipFile, zipfile.ZipInfo]]:
    parts = parts_of(stream, directory)
    while True:
        with damaged():
            archive = next(parts, None)
        if archive is None:
            return
        for info in archive.infolist():
            yield archive, info


def _zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget, size: int | None) -> Source:
    mark = Mark()

    def start() -> BinaryIO:
        with damaged():
            member = archive.open(info)
        return metered(cast("BinaryIO", member), mark, budget)

    return Source(name, start, PurePosixPath(name).suffix.lower(), size)


class _Noted(tarfile.TarInfo):
    """A header of a tar file; that one was damaged is kept in mind, where `tarfile` takes it for the end."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> "_Noted":
        try:
            return super().fromtarfile(archive)
        except tarfile.HeaderError as error:
            # The subclasses have no public names; the others mark the end.
            if type(error).__name__ == "InvalidHeaderError":
                raise DamageError(f"a member's header is damaged ({error})") from error
            raise


def _tar(source: Source, _: bytes, budget: Budget, depth: int) -> Iterator[Source | Reject]:
    naming = _Naming(source.name)
    with source.open() as stream:
        with damaged():
            archive = tarfile.open(fileobj=stream, mode="r|", tarinfo=_Noted)  # noqa: SIM115 - closes nothing of its own
        while True:
            with damaged():
                info = archive.next()
            # The list that it keeps of what it has seen would grow with the archive.
            cast("Any", archive).members = []
            if info is None or budget.spent:
                return
            if info.isdir() or _is_hidden(info.name):
                continue
            name = naming.of(info.name)
            if fault := _fault(info.name) or (None if info.isreg() else Reason.NO_FILE):
                yield fault.at(name)
                continue
            with damaged():
                member = archive.extractfile(info)
            if member is not None:
                with spooled(_once(member, name, budget, source.size)) as whole:
                    yield from _unpack(whole, budget, depth + 1)


def _once(member: IO[bytes], name: str, budget: Budget, size: int | None) -> Source:
    """A member of a tar file, which can be read a single time, when its turn comes."""
    stream = metered(cast("BinaryIO", member), Mark(), budget)
    return Source(name, lambda: stream, PurePosixPath(name).suffix.lower(), size)


def _is_tar(head: bytes) -> bool:
    """Whether the first block is the header of a tar file, whose checksum is right (its own place counts as blanks)."""
    if len(head) < tarfile.BLOCKSIZE or not head[0]:
        return False
    try:
        stated = int(head[148:156].strip(b"\0 "), 8)
    except ValueError:
        return False
    return stated == sum(head[:148]) + 8 * ord(" ") + sum(head[156 : tarfile.BLOCKSIZE])


class _Naming:
    """Names for the members of an archive, each different from all others."""

    def __init__(self, archive: str) -> None:
        self._archive = archive
        self._seen: set[int] = set()
        self._often: dict[str, int] = {}

    def of(self, member: str) -> str:
        """`archive!/member`; a second one of the same name is `archive!/member (2)`."""
        inner = member.replace("\\", "/").lstrip("/").removeprefix("./").encode("utf-8", "backslashreplace").decode()
        # Short for the names, which would take ten times the memory.
        mark = int.from_bytes(hashlib.blake2b(inner.encode(), digest_size=8).digest(), "big") >> 2
        count = 1
        if mark in self._seen:
            count = self._often[inner] = self._often.get(inner, 1) + 1
        self._seen.add(mark)
        return f"{self._archive}{_INSIDE}{inner}" + (f" ({count})" if count > 1 else "")


def _fault(member: str) -> Reason | None:
    return Reason.CLIMBS_OUT if ".." in member.replace("\\", "/").split("/") else None


def _is_hidden(member: str) -> bool:
    """Hidden files are left out as they are in folders, and what macOS puts beside each file."""
    parts = [part for part in member.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return any(part.startswith(".") for part in parts) or "__MACOSX" in parts
