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
    """A file, and its name: its posix path below the folder that was given, or its own name if it was given itself.

    `real` is where it lies, links followed. `reject` says why, if it is nothing that can be read.
    """

    path: Path
    name: str
    real: str
    reject: Reject | None = None


def walk(paths: Sequence[Path]) -> Iterator[Found]:
    """Every file below the paths, each once, sorted by name within a path; hidden files are left out.

    Raises:
        InputError: TW-READ-01 if a path is missing, TW-READ-02 if a folder holds no file.

    """
    for path in paths:
        _check(path)
    seen: set[bytes] = set()
    for path in paths:
        if path.is_dir():
            yield from _once(_below(path, "", (os.path.realpath(path),)), seen)
        else:
            yield from _once(iter([Found(path, path.name, os.path.realpath(path))]), seen)


def _once(found: Iterator[Found], seen: set[bytes]) -> Iterator[Found]:
    for item in found:
        if item.reject is None:
            # A hundred thousand paths would take a hundred megabytes.
            mark = hashlib.blake2b(os.fsencode(item.real), digest_size=16).digest()
            if mark in seen:
                continue
            seen.add(mark)
        yield item


def _check(path: Path) -> None:
    """Before anything is read, so that a slip in the last path does not show after an hour."""
    if not path.exists():
        raise InputError("TW-READ-01", "There is no such file or folder.", str(path), "Check the spelling.")
    if path.is_dir() and next(_below(path, "", (os.path.realpath(path),)), None) is None:
        raise InputError("TW-READ-02", "The folder holds no files.", str(path), "Put reports in it, or name another.")


def _below(folder: Path, prefix: str, above: tuple[str, ...]) -> Iterator[Found]:
    """What lies in a folder; its names begin with `prefix`, and `above` are it and those it lies in, links followed."""
    try:
        with os.scandir(folder) as found:
            entries = sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except OSError as error:
        name = prefix.rstrip("/") or "."
        reject = Reason.UNREADABLE.at(name, detail=error.strerror or "no reason given")
        yield Found(folder, name, above[-1], reject)
        return
    for entry in entries:
        name = prefix + entry.name
        path = folder / entry.name
        real = os.path.realpath(path) if entry.is_symlink() else f"{above[-1]}{os.sep}{entry.name}"
        if path.is_file() if entry.is_symlink() else entry.is_file():
            yield Found(path, name, real)
        elif not path.is_dir():
            reject = Reason.UNREADABLE.at(name, detail="it is no ordinary file, or a link to nothing")
            yield Found(path, name, real, reject)
        elif real in above:
            yield Found(path, name, real, Reason.LINK_LOOP.at(name))
        else:
            yield from _below(path, f"{name}/", (*above, real))
