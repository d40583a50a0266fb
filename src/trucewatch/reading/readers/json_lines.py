"""JSON Lines: one report a line. A broken line is rejected with its number and the rest goes on."""

import json
import re
from collections.abc import Iterator

from trucewatch.reading.readers.columns import raw_of, roles_of
from trucewatch.reading.readers.reader import Opened, Options, Reader
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import LONGEST, Raw
from trucewatch.vocabulary.records import Reject

LISTS = ("articles", "reports", "documents", "items", "data", "results", "records")
_STRING = r'"(?:[^"\\]|\\.)*+"'
LIST = re.compile(
    rf'\{{\s*(?:{_STRING}\s*:\s*(?:{_STRING}|[-+.\w]++)\s*,\s*)*+"(?:{"|".join(LISTS)})"\s*:\s*\[', re.DOTALL
)
"""An object that holds the reports in a list, behind nothing but plain values: `{"status": "ok", "articles": [`."""
_ENDINGS = {".jsonl", ".ndjson", ".jl"}


def _recognises(opened: Opened) -> bool:
    start = opened.head.lstrip("\ufeff \t\r\n")
    if not start.startswith("{"):
        return False
    if opened.source.suffix in _ENDINGS:
        return True
    if LIST.match(start):
        return False
    first, _, rest = start.partition("\n")
    try:
        json.loads(first)
    except ValueError:
        # A first line that fills the head and does not end in it is a long record; else this is one object over lines.
        return not rest and len(first) > 1000
    return rest.lstrip().startswith("{")


def _read(opened: Opened, options: Options) -> Iterator[Raw | Reject]:
    for number, line in opened.lines():
        part = str(number)
        if line is None:
            yield Reason.TOO_LONG.at(opened.name, part, f"{LONGEST // 2**20} MB")
        elif line.strip():
            yield _line(line, opened, options, part)


def _line(line: str, opened: Opened, options: Options, part: str) -> Raw | Reject:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Reason.BROKEN_JSON.at(opened.name, part, str(error).rstrip("."))
    return of_record(record, opened, options, part)


def of_record(record: object, opened: Opened, options: Options, part: str) -> Raw | Reject:
    """The text of one JSON value, which must be an object."""
    if not isinstance(record, dict):
        return Reason.LACKS_TEXT.at(opened.name, part, "it is not a JSON object")
    return raw_of(record, roles_of(record, options), opened, part)


READER = Reader("JSON Lines", _recognises, _read)
