"""RSS and Atom files: an entry is a report, with the text that the feed gives of it."""

import re
from collections.abc import Iterator

from trucewatch.reading.feeds import entries
from trucewatch.reading.readers.reader import ByteReader, Options
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import LONGEST, Raw, Source
from trucewatch.vocabulary.records import Reject

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(rss|feed|RDF)[\s>]")
_BEFORE = re.compile(rb"\s*(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*", re.DOTALL)
_ENTITIES = re.compile(rb"<!\s*ENTITY\b", re.IGNORECASE)
MOST = 4 * LONGEST
"""Bytes in one feed; years of entries at full length stay under 10 MB."""


def _recognises(_: Source, head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    start = _BEFORE.match(head)
    return start is not None and _ROOT.match(head, start.end()) is not None


def _read(source: Source, _: Options) -> Iterator[Raw | Reject]:
    with source.open() as stream:
        data = stream.read(MOST + 1)
    if len(data) > MOST:
        yield Reason.BROKEN_FILE.at(source.name, detail=f"feed is longer than {MOST // 2**20} MB, as no honest feed is")
        return
    # Without the zeros that UTF-16 puts between its letters.
    if _ENTITIES.search(data.replace(b"\0", b"")):
        yield Reason.ENTITIES.at(source.name)
        return
    try:
        found = entries.parse(data)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        yield Reason.BROKEN_FILE.at(source.name, detail=f"feed cannot be read ({error})")
        return
    for number, entry in enumerate(found.entries, 1):
        yield _raw(entry, found, source.name, f"entry {number}")
    if found.damaged:
        yield Reason.BROKEN_FILE.at(
            source.name, detail=f"feed is damaged ({found.damaged}); {len(found.entries)} entries could be read"
        )


def _raw(entry: entries.FeedEntry, feed: entries.Feed, name: str, part: str) -> Raw | Reject:
    if not entry.text:
        return Reason.LACKS_TEXT.at(name, part, "the feed gives its title only" if entry.title else "it is empty")
    stamp = "\x1f".join(filter(None, (entry.id, entry.url, entry.title, entry.text, entry.published)))
    return Raw(
        name,
        part,
        entry.text,
        stamp.encode("utf-8", "surrogatepass"),
        title=entry.title,
        outlet=feed.title,
        url=entry.url,
        published=entry.published,
        language=feed.language,
    )


READER = ByteReader("feed", _recognises, _read)
