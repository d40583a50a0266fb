"""What mails, mailboxes and saved pages have in common: headers and parts, each in its own encoding (RFC 2045-2047)."""

import datetime as dt
import email.parser
import email.utils
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from trucewatch.reading.decoding import decode_declared
from trucewatch.reading.readers.page import decode_page

MOST = 64 * 1024 * 1024
"""Bytes in one mail or saved page, its pictures included."""
FAULTS = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What the standard library raises for mails that are no mails."""
_HEADER = re.compile(rb"([!-9;-~]{2,70}):[ \t]?.*?\r?\n(?:[ \t]+.*?\r?\n)*")
_SURE = frozenset(
    {"message-id", "mime-version", "received", "return-path", "delivered-to", "x-mailer", "dkim-signature"}
)
_MAIL = frozenset({"from", "date", "subject", "to"})


def header_names(head: bytes) -> list[str]:
    """The names of the header lines with which some bytes begin, in small letters."""
    names: list[str] = []
    at = 0
    while (found := _HEADER.match(head, at)) and len(names) < 200:
        names.append(found[1].decode("ascii").lower())
        at = found.end()
    return names


def is_mail(head: bytes) -> bool:
    """Whether bytes begin with the headers of a mail, not with those of a clipping (`Source:`, `Date:`, `Title:`)."""
    names = frozenset(header_names(head))
    return bool(names & _SURE and names & _MAIL) or names >= {"from", "date", "subject", "to"}


def parse(data: bytes) -> Message:
    """The mail. Raises one of `FAULTS` where it cannot be taken apart."""
    return email.parser.BytesParser().parsebytes(data)


def said(message: Message, name: str) -> str | None:
    """A header in plain characters, on one line; None where it is missing or empty."""
    value = message.get(name)
    if value is None:
        return None
    try:
        text = str(make_header(decode_header(value)))
    except FAULTS:
        text = str(value)
    return " ".join(text.split()) or None


def moment(message: Message) -> str | None:
    """The `Date` header in ISO 8601, in the time zone of its sender; as written where it is no date."""
    written = said(message, "Date")
    if written is None:
        return None
    try:
        found: dt.datetime = email.utils.parsedate_to_datetime(written)
    except (*FAULTS, OverflowError):
        return written
    return found.isoformat()


def leaves(message: Message) -> Iterator[Message]:
    """The parts that are text and not attached files, in order."""
    for part in message.walk():
        if part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
            yield part


def text_of(part: Message) -> str:
    """The characters of a part of text or HTML."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    return decode_page(data, charset) if part.get_content_subtype() == "html" else decode_declared(data, charset)
