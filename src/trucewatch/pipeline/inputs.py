"""The files that a build is given, what each holds, and which of them the case does not have yet."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from trucewatch.casebook import Knowledge
from trucewatch.ledger import Input, Ledger
from trucewatch.reading.walking import Found, walk
from trucewatch.vocabulary.errors import InputError
from trucewatch.vocabulary.records import Reject, Report

_UNREAD = "unread"
"""Stands for the hash of a file that cannot be opened, so that it is tried again once it can."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One file, or something that is none (`reject` says why).

    `key` names it in the case: its path from the case's folder, so that folders with files of the same name do not
    meet, and a case that moves together with its reports still knows them.
    """

    key: str
    path: Path | None
    name: str
    content_hash: str
    size: int
    reject: Reject | None = None

    @property
    def told(self) -> str:
        """How a plan names it, with what stands against reading it."""
        return f"{self.key} ({self.reject.reason.rstrip('.')})" if self.reject else self.key

    def as_input(self, version: str) -> Input:
        """For the ledger, as read by this version of reading."""
        return Input(self.key, self.content_hash, self.size, "rejected" if self.reject else "read", version)

    def read(self, knowledge: Knowledge) -> Iterator[Report | Reject]:
        """What the file holds."""
        from trucewatch.reading.reading import read_source  # noqa: PLC0415 - loads the parsers of pages
        from trucewatch.reading.source import of_path  # noqa: PLC0415 - the same

        if self.reject or self.path is None:
            if self.reject:
                yield self.reject
            return
        yield from read_source(of_path(self.path, self.name), knowledge)


def listed(paths: Sequence[Path], case: Path) -> list[Listed]:
    """Every file below the paths, but for the case itself.

    Raises InputError where no path is given, one is missing, or a folder holds no files.
    """
    if not paths:
        raise InputError("TW-BUILD-2", "No reports were named.", do="Name a file or folder: trucewatch build REPORTS.")
    home = case.absolute().parent
    own = {case.absolute().with_name(case.name + ending) for ending in ("", "-wal", "-shm", "-journal")}
    files = [_listed(item, home) for item in walk(paths) if item.path.absolute() not in own]
    if not files:
        raise InputError("TW-READ-02", "The folder holds no files.", str(paths[0]), "Put reports in it.")
    return files


def changed(ledger: Ledger, files: Sequence[Listed], version: str) -> list[Listed]:
    """Those that this version of reading has not read as they now are."""
    known = ledger.known_inputs(version)
    return [file for file in files if known.get(file.key) != file.content_hash]


def _listed(item: Found, home: Path) -> Listed:
    key = Path(os.path.relpath(item.path.absolute(), home)).as_posix()
    if item.reject:
        return Listed(key, None, item.name, item.reject.code, 0, item.reject)
    try:
        with item.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return Listed(key, item.path, item.name, digest, file.tell())
    except OSError:
        return Listed(key, item.path, item.name, _UNREAD, 0)
