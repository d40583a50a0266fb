"""Plain text: one file is one report."""

from collections.abc import Iterator

from trucewatch.reading.decoding import decode
from trucewatch.reading.readers.reader import Opened, Options, Reader
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import LONGEST, Raw
from trucewatch.vocabulary.records import Reject


def _recognises(_: Opened) -> bool:
    return True


def _read(opened: Opened, _: Options) -> Iterator[Raw | Reject]:
    with opened.source.open() as stream:
        data = stream.read(LONGEST + 1)
    if len(data) > LONGEST:
        yield Reason.TOO_LONG.at(opened.name, detail=f"{LONGEST // 2**20} MB")
        return
    yield Raw(opened.name, None, decode(data, opened.encoding), data, notes=opened.notes)


READER = Reader("plain text", _recognises, _read)
