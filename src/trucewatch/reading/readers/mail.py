"""EML: one mail, such as a newsletter. `Date` is when it came out, `From` tells the outlet."""

from collections.abc import Iterator
from email.message import Message
from email.utils import parseaddr

from trucewatch.reading.readers import messages
from trucewatch.reading.readers.page import text_of_fragment
from trucewatch.reading.readers.reader import ByteReader, Options
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import Raw, Source
from trucewatch.vocabulary.records import Reject

_ENOUGH = 0.5
"""Share of the HTML's length from which the plain text of a mail is the same text, not a link to it."""


def _recognises(_: Source, head: bytes) -> bool:
    return messages.is_mail(head)


def _read(source: Source, _: Options) -> Iterator[Raw | Reject]:
    with source.open() as stream:
        data = stream.read(messages.MOST + 1)
    if len(data) > messages.MOST:
        yield Reason.TOO_LONG.at(source.name, detail=f"{messages.MOST // 2**20} MB")
    else:
        yield mail(data, source.name, None)


def mail(data: bytes, name: str, part: str | None) -> Raw | Reject:
    """The text of a mail, or why there is none."""
    try:
        message = messages.parse(data)
        text = _text(message)
        if not text or not text.strip():
            return Reason.BROKEN_MAIL.at(name, part, "it may have attached files only")
        sender, address = parseaddr(messages.said(message, "From") or "")
        return Raw(
            name,
            part,
            text,
            data,
            title=messages.said(message, "Subject"),
            outlet=sender or None,
            sender=address.rpartition("@")[2].lower() or None,
            published=messages.moment(message),
            language=messages.said(message, "Content-Language"),
        )
    except messages.FAULTS as error:
        return Reason.BROKEN_MAIL.at(name, part, f"{error}".splitlines()[0][:200] if f"{error}" else "it is damaged")


def _text(message: Message) -> str | None:
    """The plain text, or that of the HTML where the plain text is much less ("View this mail in your browser")."""
    found = {"plain": "", "html": ""}
    for leaf in messages.leaves(message):
        kind = "html" if leaf.get_content_subtype() == "html" else "plain"
        if not found[kind].strip():
            found[kind] = messages.text_of(leaf)
    rich = (text_of_fragment(found["html"]) or "") if found["html"] else ""
    return rich if len(found["plain"]) < _ENOUGH * len(rich) else found["plain"]


READER = ByteReader("mail", _recognises, _read)
