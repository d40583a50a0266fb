"""A JSON array of reports, read object by object, or a single JSON object. A broken object costs only itself."""

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.reading.readers.json_lines import LIST, LISTS, of_record
from trucewatch.reading.readers.reader import Opened, Options, Reader
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import LONGEST, Raw
from trucewatch.vocabulary.records import Reject

_CHUNK = 256 * 1024
_SPACE = "\ufeff \t\r\n"
_BETWEEN = re.compile(r"\}\s*,\s*(?=\{)")
_OPENING = re.compile(r"(?=\{)")
_OVERLAP = 1024
"""Characters, nearly all of them blanks, that may stand between two objects."""
_LONGEST_WORD = 32
"""Characters at the end of a piece that may be a number or a word cut in two."""


def _recognises(opened: Opened) -> bool:
    start = opened.head.lstrip(_SPACE)
    if start.startswith("["):
        return start[1:].lstrip(_SPACE)[:1] in ("{", "]", "")
    return start.startswith('{"') or (start.startswith("{") and start[1:].lstrip(_SPACE)[:1] in ('"', "}"))


def _pieces(opened: Opened) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(opened.encoding.name)("replace")
    with opened.source.open() as stream:
        while data := stream.read(_CHUNK):
            yield decoder.decode(data)
    yield decoder.decode(b"", final=True)


@dataclass(frozen=True, slots=True)
class _Broken:
    """In place of a value: what is wrong with it, and on which line."""

    detail: str


class _Text:
    """The part of the file that is looked at: `at` is how far it has been read."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self.buffer, self.at, self.ended = "", 0, False
        self._lines = 1

    def more(self, wanted: int = 0) -> None:
        """Let go what has been read, and go on until there are more than `wanted` characters."""
        self._lines += self.buffer.count("\n", 0, self.at)
        self.buffer, self.at = self.buffer[self.at :], 0
        while not self.ended and len(self.buffer) <= wanted:
            piece = next(self._pieces, None)
            self.ended = piece is None
            self.buffer += piece or ""

    def skip(self, blank: str) -> None:
        """Pass over such characters."""
        while self.at < len(self.buffer) and self.buffer[self.at] in blank:
            self.at += 1

    def line(self, position: int) -> int:
        """The number of the line, from 1, on which a place in the buffer is."""
        return self._lines + self.buffer.count("\n", 0, position)


def _values(opened: Opened) -> Iterator[object]:
    """The values of the array one after the other, or the one value; `_Broken` where one is not JSON."""
    scan = json.JSONDecoder().raw_decode
    text = _Text(_pieces(opened))
    inside = False
    wanted = 0
    while True:
        text.skip(_SPACE + ("," if inside else ""))
        if not inside and (start := _inside(text.buffer, text.at)):
            text.at, inside = start, True
            continue
        if inside and text.buffer.startswith("]", text.at):
            return
        left = len(text.buffer) - text.at
        if left >= wanted or text.ended:
            try:
                value, text.at = scan(text.buffer, text.at)
            except (ValueError, RecursionError) as error:
                if not (text.ended or left > LONGEST or _is_certain(error, text)):
                    # Doubling keeps the work linear in the size of a record that spans many chunks.
                    wanted = 2 * left
                else:
                    yield _broken(error, text)
                    wanted = 0
                    if not inside or not _to_next(text):
                        return
                    continue
            else:
                yield value
                wanted = 0
                if not inside:
                    return
                continue
        text.more(wanted)


def _is_certain(error: ValueError | RecursionError, text: _Text) -> bool:
    """Whether a value is wrong, however it goes on: the fault lies well before the end of what has been seen."""
    if not isinstance(error, json.JSONDecodeError):
        return True
    return not error.msg.startswith("Unterminated string") and error.pos < len(text.buffer) - _LONGEST_WORD


def _broken(error: ValueError | RecursionError, text: _Text) -> _Broken:
    if not isinstance(error, json.JSONDecodeError):
        return _Broken("lists and objects are nested too deep in one another")
    if text.ended and error.pos >= len(text.buffer.rstrip()):
        return _Broken("the file ends in it")
    near = " ".join(text.buffer[error.pos : error.pos + 30].split())
    return _Broken(f"{error.msg} on line {text.line(error.pos)}" + (f", before {near!r}" if near else ""))


def _to_next(text: _Text) -> bool:
    """Go on behind a broken object, to where another one begins; returns whether there is one."""
    # Which of its brackets are missing is not known, but hardly any text has this in it.
    between = _BETWEEN if text.buffer.startswith("{", text.at) else _OPENING
    while True:
        if found := between.search(text.buffer, text.at):
            text.at = found.end()
            return True
        if text.ended:
            return False
        # The brackets may stand to both sides of where the piece ends.
        text.at = max(text.at, len(text.buffer) - _OVERLAP)
        text.more(_OVERLAP)


def _inside(text: str, at: int) -> int | None:
    """Where the list begins that the text is or holds; None if there is none."""
    if text.startswith("[", at):
        return at + 1
    found = LIST.match(text, at)
    return found.end() if found else None


def _read(opened: Opened, options: Options) -> Iterator[Raw | Reject]:
    number = 0
    for value in _values(opened):
        if isinstance(value, _Broken):
            number += 1
            yield Reason.BROKEN_JSON.at(opened.name, str(number), f"item {number}: {value.detail}")
            continue
        inner = (
            next((value[k] for k in LISTS if isinstance(value.get(k), list)), None) if isinstance(value, dict) else None
        )
        for record in [value] if inner is None else inner:
            number += 1
            yield of_record(record, opened, options, str(number))


READER = Reader("JSON", _recognises, _read)
