"""MBOX: mails one behind the other, each under a line `From somebody somewhen` (RFC 4155). One is held at a time."""

import re
from collections.abc import Iterator

from trucewatch.reading.readers import messages
from trucewatch.reading.readers.mail import mail
from trucewatch.reading.readers.reader import ByteReader, Options
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import Raw, Source, byte_lines
from trucewatch.vocabulary.records import Reject

# Writers put the sender there, or nothing, or "-", and nearly always a year at the end.
_FROM = re.compile(rb"From (?:\S+ |-)?.*\d{2}:\d{2}.*\r?\n?$|From \S+@\S+.*\r?\n?$|From MAILER-DAEMON.*\r?\n?$")
_QUOTED = re.compile(rb"^>(>*From )")


def _recognises(_: Source, head: bytes) -> bool:
    end = head.find(b"\n") + 1
    return end > 0 and _FROM.match(head[:end]) is not None and messages.is_mail(head[end:])


def _read(source: Source, _: Options) -> Iterator[Raw | Reject]:
    number = 0
    lines: list[bytes] | None = None
    size = 0
    blank = True
    with source.open() as stream:
        for _number, line in byte_lines(stream):
            if line is not None and blank and _FROM.match(line):
                if number:
                    yield _mail(lines, source.name, number)
                number, lines, size, blank = number + 1, [], 0, False
                continue
            blank = line is not None and not line.strip()
            size += len(line or b"")
            if line is None or size > messages.MOST:
                lines = None
            if lines is not None and line is not None:
                lines.append(_QUOTED.sub(rb"\1", line))
    if number:
        yield _mail(lines, source.name, number)


def _mail(lines: list[bytes] | None, name: str, number: int) -> Raw | Reject:
    part = f"message {number}"
    if lines is None:
        return Reason.TOO_LONG.at(name, part, f"{messages.MOST // 2**20} MB")
    return mail(b"".join(lines), name, part)


READER = ByteReader("mailbox", _recognises, _read)
