"""Some text of a file, whatever its format, to see what it is about before it is read."""

from contextlib import suppress
from itertools import islice
from pathlib import Path

from trucewatch.reading.metering import BombError, DamageError
from trucewatch.reading.readers.registry import byte_reader_for
from trucewatch.reading.reading import texts
from trucewatch.reading.source import Raw, Source, of_path
from trucewatch.reading.unpacking import unpack
from trucewatch.vocabulary.records import Reject

_FILES = 100
"""Members of an archive looked at."""
_TEXTS = 200
"""Texts looked at in one file: each page of a crawl costs a hundredth of a second."""


def glimpse(path: Path, most: int) -> str:
    """Up to about `most` characters of the file's texts, pages with their tags; empty where it cannot be read."""
    parts: list[str] = []
    left = most
    for source in islice(unpack(of_path(path, path.name)), _FILES):
        if left <= 0:
            break
        if isinstance(source, Reject):
            continue
        with suppress(OSError, DamageError, BombError):
            parts.append(_text(source, left))
            left -= len(parts[-1])
    return "\n".join(parts)


def _text(source: Source, most: int) -> str:
    if byte_reader_for(source, source.head()) is None:
        with source.open() as stream:
            return stream.read(most).decode("utf-8", "replace")
    found: list[str] = []
    for item in islice(texts(source), _TEXTS):
        if isinstance(item, Raw):
            found.append(item.original)
        if sum(map(len, found)) > most:
            break
    return "\n".join(found)[:most]
