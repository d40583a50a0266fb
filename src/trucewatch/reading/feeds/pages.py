"""The page behind an entry: its main text, as the reader of saved pages finds it."""

import codecs
import io
import re
from dataclasses import dataclass

from lxml.etree import LxmlError

from trucewatch.reading.decoding import Encoding, decode, detect
from trucewatch.reading.feeds.outcomes import Answer
from trucewatch.reading.readers.page import READER
from trucewatch.reading.readers.reader import Opened, Options
from trucewatch.reading.source import HEAD, Raw, Source

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_PAGES = ("text/html", "application/xhtml", "text/plain", "application/octet-stream")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself; any of it can be missing."""

    text: str | None
    title: str | None = None
    published: str | None = None
    language: str | None = None


def page_of(answer: Answer) -> Page | None:
    """The page in an answer, or None where it holds no article."""
    kind = answer.headers.get("content-type", "")
    if kind and not kind.strip().lower().startswith(_PAGES):
        return None
    body = answer.body
    source = Source(answer.url, lambda: io.BytesIO(body), ".html")
    encoding = _told(body, kind) or detect(source)
    if encoding is None:
        return None
    opened = Opened(source, encoding, decode(body[:HEAD], encoding).removeprefix("\ufeff"))
    try:
        raw = next(iter(READER.read(opened, Options())), None)
    except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError, LxmlError):
        # A page that the parsers fall over would otherwise end the watch, and each one after it on the same page.
        return None
    return Page(raw.original, raw.title, raw.published, raw.language) if isinstance(raw, Raw) else None


def _told(body: bytes, kind: str) -> Encoding | None:
    """What the server says, where the bytes agree with it. UTF-8 shows by itself and needs no telling."""
    found = _CHARSET.search(kind)
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return Encoding("utf-8")
    if not found:
        return None
    try:
        name = codecs.lookup(found[1]).name
        body.decode(name)
    except (LookupError, UnicodeDecodeError):
        return None
    return Encoding(name)
