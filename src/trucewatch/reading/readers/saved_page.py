"""MHTML: a page that a browser saved with its pictures (RFC 2557). Its `Date` is the day on which it was saved."""

import re
from collections.abc import Iterator
from dataclasses import replace

from trucewatch.reading.readers import messages
from trucewatch.reading.readers.page import page
from trucewatch.reading.readers.reader import ByteReader, Options
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import Raw, Source
from trucewatch.vocabulary.records import Reject

_RELATED = re.compile(rb"^content-type:[ \t]*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(
    rb"^snapshot-content-location:|^from:[ \t]*<?(?:saved by|unknown|internet explorer)", re.IGNORECASE | re.MULTILINE
)


def _recognises(_: Source, head: bytes) -> bool:
    # A newsletter is multipart/related too; it has somebody to whom it goes.
    names = messages.header_names(head)
    if "mime-version" not in names or not _RELATED.search(head):
        return False
    return _SAVED.search(head) is not None or not {"to", "received", "message-id"} & set(names)


def _read(source: Source, _: Options) -> Iterator[Raw | Reject]:
    with source.open() as stream:
        data = stream.read(messages.MOST + 1)
    if len(data) > messages.MOST:
        yield Reason.TOO_LONG.at(source.name, detail=f"{messages.MOST // 2**20} MB")
        return
    try:
        yield _page(data, source.name)
    except messages.FAULTS as error:
        yield Reason.BROKEN_MAIL.at(source.name, detail=str(error)[:200] or "it is damaged")


def _page(data: bytes, name: str) -> Raw | Reject:
    message = messages.parse(data)
    root = next((leaf for leaf in messages.leaves(message) if leaf.get_content_subtype() == "html"), None)
    if root is None:
        return Reason.BROKEN_MAIL.at(name, detail="none of its parts is a page")
    found = page(messages.text_of(root), name, None, data)
    if isinstance(found, Reject):
        return found
    address = messages.said(message, "Snapshot-Content-Location") or messages.said(root, "Content-Location")
    url = found.url or (address if address and address.startswith(("http:", "https:")) else None)
    return replace(
        found, url=url, title=found.title or messages.said(message, "Subject"), latest=messages.moment(message)
    )


READER = ByteReader("saved page", _recognises, _read)
