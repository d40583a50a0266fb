"""What is remembered between rounds: small JSON files, each written whole or not at all, so a kill leaves no half."""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from trucewatch.vocabulary.errors import PassingError

Record = dict[str, Any]


def key_of(*parts: str) -> str:
    """A name for a file: sixteen hexadecimal digits that stand for these parts and no others."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def write_whole(path: Path, text: str) -> None:
    """Write a file beside its name first."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


class Records:
    """A folder of records by key. A file that is damaged counts as not there."""

    def __init__(self, folder: Path) -> None:
        """Makes the folder."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"

    def __contains__(self, key: str) -> bool:
        return self._path(key).exists()

    def get(self, key: str) -> Record:
        """The record, or an empty one."""
        try:
            found = json.loads(self._path(key).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def put(self, key: str, record: Mapping[str, Any]) -> None:
        """Write or overwrite a record."""
        write_whole(self._path(key), json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n")

    def drop(self, key: str) -> None:
        """Remove a record."""
        self._path(key).unlink(missing_ok=True)

    def keys(self) -> list[str]:
        """All keys, sorted."""
        return sorted(p.stem for p in self.folder.glob("*.json") if not p.name.startswith("."))


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep a second watch out of the folder. SQLite's own lock ends with the process, however that ends.

    Raises:
        PassingError: TW-FEED-9 where another watch holds it.

    """
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / "lock", timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise PassingError(
                "TW-FEED-9", "Another watch is at work on this case.", str(folder), "Stop it first, or wait."
            ) from error
        yield
