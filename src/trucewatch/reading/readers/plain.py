"""Plain text: one file is one report, perhaps under header lines."""

import re
from collections.abc import Iterator

from trucewatch.reading.decoding import decode
from trucewatch.reading.readers.headers import headers_of
from trucewatch.reading.readers.reader import Opened, Options, Reader
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import LONGEST, Raw
from trucewatch.vocabulary.records import Reject


def _recognises(_: Opened) -> bool:
    return True


def _read(opened: Opened, options: Options) -> Iterator[Raw | Reject]:
    with opened.source.open() as stream:
        data = stream.read(LONGEST + 1)
    if len(data) > LONGEST:
        yield Reason.TOO_LONG.at(opened.name, detail=f"{LONGEST // 2**20} MB")
        return
    text = decode(data, opened.encoding)
    said, end = headers_of(text, options)
    yield Raw(
        opened.name,
        None,
        # Blanks in place of the headers keep the places in the file that offsets point back to.
        re.sub(r"[^\r\n]", " ", text[:end]) + text[end:],
        data,
        title=said.get("title"),
        outlet=said.get("outlet"),
        url=said.get("url"),
        published=said.get("published") or said.get("date"),
        language=said.get("language"),
        notes=opened.notes,
    )


READER = Reader("plain text", _recognises, _read)
