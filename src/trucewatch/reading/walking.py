"""From paths to files, in an order that depends on nothing but their names."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from trucewatch.reading.reasons import Reason
from trucewatch.vocabulary.errors import InputError
from trucewatch.vocabulary.records import Reject


@dataclass(frozen=True, slots=True)
class Found:
    """A file, and its name: its posix path below the folder that was given, or its own name if it was given itself."""

    path: Path
    name: str


def walk(paths: Sequence[Path]) -> Iterator[Found | Reject]:
    """Every file below the paths, each once, sorted by name within a path; hidden files are left out.

    Raises:
        InputError: TW-READ-01 if a path is missing, TW-READ-02 if a folder holds no file.

    """
    for path in paths:
        _check(path)
    seen: set[bytes] = set()
    for path in paths:
        if path.is_dir():
            yield from _once(_below(path, path, (path.resolve(),)), seen)
        else:
            yield from _once(iter([Found(path, path.name)]), seen)


def _once(found: Iterator[Found | Reject], seen: set[bytes]) -> Iterator[Found | Reject]:
    folder, real_folder = None, Path()
    for item in found:
        if isinstance(item, Found):
            if item.path.parent != folder:
                folder, real_folder = item.path.parent, item.path.parent.resolve()
            real = item.path.resolve() if item.path.is_symlink() else real_folder / item.path.name
            # A hundred thousand paths would take a hundred megabytes.
            mark = hashlib.blake2b(os.fsencode(real), digest_size=16).digest()
            if mark in seen:
                continue
            seen.add(mark)
        yield item


def _check(path: Path) -> None:
    """Before anything is read, so that a slip in the last path does not show after an hour."""
    if not path.exists():
        raise InputError("TW-READ-01", "There is no such file or folder.", str(path), "Check the spelling.")
    if path.is_dir() and next(_below(path, path, (path.resolve(),)), None) is None:
        raise InputError("TW-READ-02", "The folder holds no files.", str(path), "Put reports in it, or name another.")


def _below(root: Path, folder: Path, above: tuple[Path, ...]) -> Iterator[Found | Reject]:
    name = folder.relative_to(root).as_posix()
    try:
        entries = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError as error:
        yield Reason.UNREADABLE.at(name, detail=error.strerror or "no reason given")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        inner = entry.relative_to(root).as_posix()
        if entry.is_file():
            yield Found(entry, inner)
        elif not entry.is_dir():
            yield Reason.UNREADABLE.at(inner, detail="it is no ordinary file, or a link to nothing")
        elif entry.resolve() in above:
            yield Reason.LINK_LOOP.at(inner)
        else:
            yield from _below(root, entry, (*above, entry.resolve()))
