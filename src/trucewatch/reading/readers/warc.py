"""WARC and WET files of web crawls: each page record is a report, its address the record's.

The records are told apart here, because a wrong length must not swallow the records behind it; what is in them (HTTP
headers, packed and chunked bodies) is read by fastwarc.
"""

import io
from collections.abc import Iterator
from dataclasses import replace

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from trucewatch.reading.decoding import decode_declared
from trucewatch.reading.readers.page import decode_page, page
from trucewatch.reading.readers.reader import ByteReader, Options
from trucewatch.reading.readers.warc_frames import Frame, frames
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import LONGEST, Raw, Source
from trucewatch.vocabulary.records import Reject

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_OK = 200


def _recognises(_: Source, head: bytes) -> bool:
    return head.startswith(b"WARC/")


def _read(source: Source, _: Options) -> Iterator[Raw | Reject]:
    with source.open() as stream:
        for frame in frames(stream):
            part = f"record {frame.number}"
            if frame.fault:
                yield Reason.BROKEN_RECORD.at(source.name, part, frame.fault)
            elif frame.is_page and frame.data is None:
                yield Reason.TOO_LONG.at(source.name, part, f"{LONGEST // 2**20} MB")
            elif frame.is_page:
                yield from _record(frame, source.name, part)


def _record(frame: Frame, name: str, part: str) -> Iterator[Raw | Reject]:
    try:
        for record in ArchiveIterator(io.BytesIO(frame.data or b""), parse_http=True, auto_decode="all"):
            raw = _page(record, name, part)
            if isinstance(raw, Raw):
                raw = replace(raw, latest=(record.headers.get("WARC-Date") or "")[:10] or None)
            if raw is not None:
                yield raw
    except (OSError, ValueError, EOFError) as error:
        yield Reason.BROKEN_RECORD.at(name, part, str(error).rstrip("."))


def _page(record: WarcRecord, name: str, part: str) -> Raw | Reject | None:
    """The page of a record; None for pictures, scripts, redirections and error pages."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>") or None
    if record.record_type == WarcRecordType.conversion:
        data = record.reader.read()
        return Raw(name, part, decode_declared(data), data, url=url)
    kind, charset = record.http_content_type, record.http_charset
    if record.record_type == WarcRecordType.resource:
        kind = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    elif record.http_headers is None or record.http_headers.status_code != _OK:
        return None
    if kind not in _PAGES:
        return None
    data = record.reader.read()
    found = page(decode_page(data, charset), name, part, data)
    return found if isinstance(found, Reject) else replace(found, url=url or found.url)


READER = ByteReader("WARC", _recognises, _read)
