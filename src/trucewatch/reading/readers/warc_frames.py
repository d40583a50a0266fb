"""Where the records of a WARC file begin and end, also where their stated lengths are wrong. Source: ISO 28500."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from trucewatch.reading.source import LONGEST

_START = b"WARC/"
_END = b"\r\n\r\n"
_BETWEEN = re.compile(rb"\r?\n\r?\n(?=WARC/\d)")
_MARK = re.compile(rb"WARC/\d\.\d+\s*\Z")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d+)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_TYPE = re.compile(rb"^warc-type:[ \t]*(?:response|resource|conversion)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_LONGEST_HEAD = 64 * 1024
_STEP = 256 * 1024
_OVERLAP = 16
"""Bytes that the mark of a new record may have in the piece before."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One record: its `number` from 1, its bytes (None: too long), or what is wrong; `is_page`: it may hold a page."""

    number: int
    data: bytes | None = None
    is_page: bool = False
    fault: str | None = None


class _Stream:
    """A stream to which bytes can be given back."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._kept, self._at = stream, b"", 0

    def read(self, size: int) -> bytes:
        """Up to so many bytes; fewer only at the end."""
        taken = self._kept[self._at : self._at + size]
        self._at += len(taken)
        while len(taken) < size and (more := self._stream.read(size - len(taken))):
            taken += more
        return taken

    def give_back(self, data: bytes) -> None:
        """These, the last that were read, will be read next."""
        if data and self._kept[self._at - len(data) : self._at] == data:
            # Nothing is copied, for a long record is given back once and then read line by line.
            self._at -= len(data)
        else:
            self._kept, self._at = data + self._kept[self._at :], 0

    def line(self) -> bytes:
        """A line, cut where it is longer than any header is."""
        data = self.read(1024)
        while b"\n" not in data and len(data) < _LONGEST_HEAD and (more := self.read(1024)):
            data += more
        at = data.find(b"\n") + 1 or len(data)
        self.give_back(data[at:])
        return data[:at]


def frames(stream: BinaryIO) -> Iterator[Frame]:
    """The records of a file, in order."""
    source = _Stream(stream)
    number = 0
    while line := source.line():
        if not line.strip():
            continue
        number += 1
        if not _MARK.match(line):
            _skip_to_next(source)
            yield Frame(number, fault="it does not begin as a record does")
            continue
        yield _frame(source, line, number)


def _frame(source: _Stream, mark: bytes, number: int) -> Frame:
    head = mark
    while (line := source.line()).strip():
        head += line
        if len(head) > _LONGEST_HEAD:
            _skip_to_next(source)
            return Frame(number, fault="its headers have no end")
    head += line
    length = _LENGTH.search(head)
    if length is None:
        _skip_to_next(source)
        return Frame(number, fault="it does not state its length")
    size, is_page = int(length[1][:18]), _TYPE.search(head) is not None
    if size > LONGEST:
        whole = _skip_to_next(source, size)
        return Frame(number, None, is_page, None if whole else _WRONG)
    body = source.read(size)
    behind = source.read(_OVERLAP)
    source.give_back(behind)
    # Two line ends stand behind every record. What comes behind them, if it is no record, is its own fault.
    if len(body) == size and (behind.startswith(_END) or not behind or behind.lstrip(b"\r\n").startswith(_START)):
        return Frame(number, head + body, is_page)
    # Too long, and the next record lies inside; or too short, and it lies further on.
    source.give_back(body)
    _skip_to_next(source)
    return Frame(number, is_page=is_page, fault="it ends too early" if len(body) < size and not behind else _WRONG)


_WRONG = "its length is not the one that it states"


def _skip_to_next(source: _Stream, most: int | None = None) -> bool:
    """Go to where the next record begins, or behind `most` bytes; returns whether those bytes were there."""
    passed = 0
    while piece := source.read(_STEP if most is None else min(_STEP, most - passed) + _OVERLAP):
        if found := _BETWEEN.search(piece):
            source.give_back(piece[found.end() :])
            return most is not None and passed + found.start() == most
        if len(piece) <= _OVERLAP:
            return most is not None and passed + len(piece) >= most
        source.give_back(piece[-_OVERLAP:])
        passed += len(piece) - _OVERLAP
        if most is not None and passed >= most:
            return True
    return False
