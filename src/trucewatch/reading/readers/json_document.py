"""A JSON array of reports, read object by object, or a single JSON object."""

import codecs
import json
from collections.abc import Iterator

from trucewatch.reading.readers.json_lines import LIST, LISTS, of_record
from trucewatch.reading.readers.reader import Opened, Options, Reader
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import LONGEST, Raw
from trucewatch.vocabulary.records import Reject

_CHUNK = 256 * 1024
_SPACE = "\ufeff \t\r\n"


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


def _values(opened: Opened) -> Iterator[object]:
    """The values of the array one after the other, or the one value. Raises ValueError where it is broken."""
    scan = json.JSONDecoder().raw_decode
    buffer, at, inside, ended = "", 0, False, False
    pieces = _pieces(opened)
    wanted = 0
    while True:
        at = _skip(buffer, at, _SPACE + ("," if inside else ""))
        if not inside and (start := _inside(buffer, at)):
            at, inside = start, True
            continue
        if inside and buffer.startswith("]", at):
            return
        if len(buffer) - at >= wanted or ended:
            try:
                value, at = scan(buffer, at)
            except ValueError:
                if ended or len(buffer) - at > LONGEST:
                    raise
                # Doubling keeps the work linear in the size of a record that spans many chunks.
                wanted = 2 * (len(buffer) - at)
            else:
                yield value
                wanted = 0
                if not inside:
                    return
                continue
        buffer, at = buffer[at:], 0
        while not ended and len(buffer) <= wanted:
            piece = next(pieces, None)
            ended = piece is None
            buffer += piece or ""


def _inside(text: str, at: int) -> int | None:
    """Where the list begins that the text is or holds; None if there is none."""
    if text.startswith("[", at):
        return at + 1
    found = LIST.match(text, at)
    return found.end() if found else None


def _skip(text: str, at: int, blank: str) -> int:
    while at < len(text) and text[at] in blank:
        at += 1
    return at


def _read(opened: Opened, options: Options) -> Iterator[Raw | Reject]:
    number = 0
    try:
        for value in _values(opened):
            inner = (
                next((value[k] for k in LISTS if isinstance(value.get(k), list)), None)
                if isinstance(value, dict)
                else None
            )
            for record in [value] if inner is None else inner:
                number += 1
                yield of_record(record, opened, options, str(number))
    except (ValueError, RecursionError) as error:
        yield Reason.BROKEN_JSON.at(opened.name, str(number + 1), f"item {number + 1}: {error}".rstrip("."))


READER = Reader("JSON", _recognises, _read)
