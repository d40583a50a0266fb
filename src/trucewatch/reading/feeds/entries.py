"""Bytes of RSS or Atom → entries: the same for a feed that was fetched and for a feed saved as a file."""

import datetime as dt
import email.utils
import io
import re
from dataclasses import dataclass
from typing import Any

from trucewatch.reading.readers.page import text_of_fragment

_ENTITIES = re.compile(rb"<!\s*ENTITY\b", re.IGNORECASE)
_CHARACTER = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n\r"}
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|&#?\w+;")
_MOST_NESTED = 200
"""Elements open at once before a feed is given up; real ones have some thirty, HTML inside included."""
_TAG = re.compile(rb"<(/?)[a-zA-Z][^<>]*?(/?)>")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. `text` has a paragraph a line, `published` is ISO 8601 with its own time zone, or as written.

    `id` is what the feed calls it, else its address; None where it has neither.
    """

    id: str | None
    url: str | None
    title: str | None
    text: str | None
    published: str | None
    updated: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself and its entries, in its order; `damaged` says what is wrong with its XML."""

    title: str | None
    url: str | None
    language: str | None
    entries: tuple[FeedEntry, ...]
    damaged: str | None = None


def parse(data: bytes, *, url: str | None = None, content_type: str | None = None) -> Feed:
    """The entries of a feed; `url` is where it came from, for links written without a host.

    Broken XML is read as far as it goes. Raises ValueError, with a reason in words, where this is no feed, or one that
    defines entities (nobody needs them, and a few lines of them can fill any memory) or nests without end.
    """
    plain = data.replace(b"\0", b"")  # so that UTF-16 hides nothing
    if _ENTITIES.search(plain):
        raise ValueError("it defines XML entities of its own")
    if _too_nested(plain):
        raise ValueError(f"more than {_MOST_NESTED} elements are open at once")
    import feedparser  # noqa: PLC0415 - a tenth of a second that only feeds need

    headers = {"content-type": _content_type(data, content_type)}
    if url:
        headers["content-location"] = url
    try:
        # A stream, for bytes that look like a path or an address would be opened as one.
        found = feedparser.parse(io.BytesIO(_CHARACTER.sub(_possible, data)), response_headers=headers)
        read = tuple(_entry(entry) for entry in found.entries)
    except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError) as error:
        # What the parser falls over is markup that no program writes; it has no error of its own for it.
        raise ValueError(f"its markup cannot be read ({type(error).__name__})") from error
    if not found.get("version") and not found.entries:
        raise ValueError("it is neither RSS nor Atom")
    fault = found.get("bozo_exception") if found.get("bozo") else None
    feed = found.feed
    return Feed(
        _plain(feed.get("title")),
        feed.get("link") or None,
        feed.get("language") or None,
        read,
        f"{fault}".splitlines()[0] if fault and "overrid" not in f"{fault}".lower() else None,
    )


def _possible(reference: re.Match[bytes]) -> bytes:
    """A character given by its number, or the sign for an unreadable one where there is no such character."""
    digits = (reference[1] or reference[2]).lstrip(b"0")
    number = int(digits or b"0", 16 if reference[1] else 10) if len(digits) < 9 else -1
    return reference[0] if 0 < number < 0xD800 or 0xDFFF < number < 0x110000 else b"&#65533;"


def _too_nested(data: bytes) -> bool:
    depth = 0
    for close, alone in _TAG.findall(data):
        depth += -1 if close else 0 if alone else 1
        if depth > _MOST_NESTED:
            return True
    return False


def _content_type(data: bytes, said: str | None) -> str:
    """Valid UTF-8 with letters beyond ASCII is UTF-8 whatever the server says; else the server is believed."""
    try:
        data.decode("utf-8")
    except ValueError:
        return said or "application/xml"
    return "application/xml; charset=utf-8" if not data.isascii() else "application/xml"


def _entry(entry: Any) -> FeedEntry:  # noqa: ANN401 - feedparser has no types
    bodies = [c.get("value") or "" for c in entry.get("content", ())] + [entry.get("summary") or ""]
    url = entry.get("link") or None
    texts = [text for body in bodies if (text := _text(body))]
    # Its own `get` would hand out the day of publication where there is no day of updating.
    updated = dict.get(entry, "updated")
    return FeedEntry(
        entry.get("id") or url,
        url,
        _plain(entry.get("title")),
        max(texts, key=len, default=None),
        _moment(entry.get("published") or updated),
        _moment(updated),
    )


def _text(body: str) -> str | None:
    plain = body.translate(_CONTROLS)
    return text_of_fragment(plain) if _MARKUP.search(plain) else plain.strip() or None


def _plain(title: str | None) -> str | None:
    return " ".join((_text(title) or "").split()) or None if title else None


def _moment(written: str | None) -> str | None:
    """RFC 822 and RFC 3339 as ISO 8601 in the time zone as written, so that the local day stays the local day."""
    if not written:
        return None
    text = written.strip()
    try:
        return dt.datetime.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        return email.utils.parsedate_to_datetime(text).isoformat()
    except ValueError:
        return text
