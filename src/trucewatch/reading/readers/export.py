"""Text and HTML files that press databases export (Nexis Uni, Factiva)."""

import re
from collections.abc import Iterator

from trucewatch.reading.decoding import decode
from trucewatch.reading.readers.clippings import clippings, is_export
from trucewatch.reading.readers.page import is_page, text_of_fragment
from trucewatch.reading.readers.reader import Opened, Options, Reader
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import LONGEST, Raw
from trucewatch.vocabulary.records import Reject

_MARKUP = re.compile(r"<[^<>]*>")
_BREAKS = re.compile(r"<(?:/?(?:p|div|td|tr|h\d|li|table)|br)\b[^<>]*>", re.IGNORECASE)
_TELLING = ("length", "load-date", "words", "document ", "of document")
_NUMBERED = re.compile(r" of \d")
_SCRIPTS = re.compile(r"<(script|style)\b.*?(?:</\1>|\Z)", re.IGNORECASE | re.DOTALL)


def _recognises(opened: Opened) -> bool:
    if not _may_be_export(opened.head):
        return False
    return is_export(_rough_lines(opened.head) if is_page(opened.head) else opened.head.splitlines())


def _may_be_export(head: str) -> bool:
    """Whether there is anything that every export has in its labels or marks; a quick look, as most files have not."""
    if "HD" in head or _NUMBERED.search(head) is not None:
        return True
    small = head.lower()
    return any(word in small for word in _TELLING)


def _rough_lines(html: str) -> list[str]:
    """What the lines of a page are, without taking the page apart."""
    broken = _BREAKS.sub("\n", _SCRIPTS.sub("", html).replace("\r", " ").replace("\n", " "))
    return _MARKUP.sub("", broken).replace("&nbsp;", " ").splitlines()


def _read(opened: Opened, _: Options) -> Iterator[Raw | Reject]:
    if not is_page(opened.head):
        yield from clippings(_lines(opened), opened.name)
        return
    with opened.source.open() as stream:
        data = stream.read(LONGEST + 1)
    if len(data) > LONGEST:
        yield Reason.TOO_LONG.at(opened.name, detail=f"{LONGEST // 2**20} MB")
        return
    yield from clippings((text_of_fragment(decode(data, opened.encoding)) or "").splitlines(), opened.name)


def _lines(opened: Opened) -> Iterator[str]:
    return (line or "" for _, line in opened.lines())


READER = Reader("export of a press database", _recognises, _read)
