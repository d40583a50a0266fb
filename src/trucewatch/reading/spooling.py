"""Streams that can only be read forwards, laid down so that they can be read in any order."""

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from trucewatch.reading.source import Source

IN_MEMORY = 8 * 1024 * 1024
"""Bytes kept in memory; longer ones go to a file among the system's temporary ones."""
_CHUNK = 1024 * 1024


@contextmanager
def spooled(source: Source) -> Iterator[Source]:
    """The source, such that what it opens can be read in any order, for as long as the context lasts."""
    if source.seekable:
        yield source
        return
    with source.open() as stream:
        data = stream.read(IN_MEMORY + 1)
        if len(data) <= IN_MEMORY:
            yield replace(source, open=lambda: io.BytesIO(data), seekable=True)
            return
        with tempfile.TemporaryDirectory(prefix="trucewatch-") as folder:
            path = Path(folder) / "member"
            with path.open("wb") as copy:
                while data:
                    copy.write(data)
                    data = stream.read(_CHUNK)
            yield replace(source, open=lambda: path.open("rb"), seekable=True)
