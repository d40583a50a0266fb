"""What a reader is."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from trucewatch.reading.decoding import Encoding, decode
from trucewatch.reading.source import LONGEST, Raw, Source, byte_lines
from trucewatch.vocabulary.records import Reject


@dataclass(frozen=True, slots=True)
class Options:
    """`columns` maps a role (text, title, published, outlet, url, language) to the column that has it."""

    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opened:
    """A source whose encoding is known, with its first characters."""

    source: Source
    encoding: Encoding
    head: str

    @property
    def name(self) -> str:
        """What reports call their file."""
        return self.source.name

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """The warning that the encoding was guessed, where it was."""
        return (("GUESSED_ENCODING", self.encoding.name),) if self.encoding.guessed else ()

    def lines(self) -> Iterator[tuple[int, str | None]]:
        """Decoded lines with their numbers from 1; None for one that is too long, which is not held in memory."""
        with self.source.open() as stream:
            if self.encoding.name.startswith(("utf-16", "utf-32")):
                yield from self._wide_lines(stream)
                return
            for number, line in byte_lines(stream):
                yield number, None if line is None else _unmarked(decode(line, self.encoding), number)

    def _wide_lines(self, stream: BinaryIO) -> Iterator[tuple[int, str | None]]:
        # In UTF-16 a newline is two bytes, one of them zero, so lines can only be told apart after decoding.
        text = io.TextIOWrapper(stream, self.encoding.name, errors="replace", newline="")
        number = 0
        while line := text.readline(LONGEST):
            number += 1
            cut = len(line) == LONGEST
            while cut and line and not line.endswith("\n"):
                line = text.readline(LONGEST)
            yield number, None if cut else _unmarked(line, number)


def _unmarked(line: str, number: int) -> str:
    return line.removeprefix("\ufeff") if number == 1 else line


@dataclass(frozen=True, slots=True)
class Reader:
    """For a format that is text in one encoding: CSV, JSON, a page.

    `recognises` looks at the first characters (and, as a last resort, the ending); `read` streams the texts.
    """

    name: str
    recognises: Callable[[Opened], bool]
    read: Callable[[Opened, Options], Iterator[Raw | Reject]]


@dataclass(frozen=True, slots=True)
class ByteReader:
    """For a format of bytes, or one that says itself in which encoding its parts are: PDF, WARC, mail, XML.

    `recognises` looks at the source and its first bytes; `read` streams the texts. `seeks`: it reads here and there in
    the file, so that inside an archive the file is laid down first.
    """

    name: str
    recognises: Callable[[Source, bytes], bool]
    read: Callable[[Source, Options], Iterator[Raw | Reject]]
    seeks: bool = False
