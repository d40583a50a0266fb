"""Files → reports: the whole of reading, in one stream."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.reading.articles import Article, articles
from trucewatch.reading.chronicle import chronicle_of
from trucewatch.reading.datelines import dateline_of
from trucewatch.reading.dating import Events, Text, date
from trucewatch.reading.decoding import binary_kind, decode, detect, mend
from trucewatch.reading.metering import BombError, DamageError, LockedError
from trucewatch.reading.moments import clock_of
from trucewatch.reading.outlets import origin_of
from trucewatch.reading.readers.reader import Opened, Options
from trucewatch.reading.readers.registry import byte_reader_for, reader_for
from trucewatch.reading.reasons import Reason
from trucewatch.reading.remembered import Remembered, key_of
from trucewatch.reading.segments import compose
from trucewatch.reading.source import Raw, Source, of_path
from trucewatch.reading.speech import language_of
from trucewatch.reading.spooling import spooled
from trucewatch.reading.titles import without_site
from trucewatch.reading.unpacking import bomb, unpack
from trucewatch.reading.walking import walk
from trucewatch.vocabulary.records import Reject, Report, Segment

_NOTHING = Options()


_TOLD: Remembered[tuple[Report | Reject, ...]] = Remembered(96_000_000, Report, Reject, Segment)
"""What the texts last read held: copies of a text are cleaned and dated once."""
_Whole: TypeAlias = tuple[str | None, tuple[Report | Reject, ...]]
_FILES: Remembered[_Whole] = Remembered(96_000_000, Report, Reject, Segment)
"""The address of the only text of a small file, and what the text held: of copies only the bytes are read."""


def read(paths: Sequence[Path], knowledge: Knowledge, *, options: Options = _NOTHING) -> Iterator[Report | Reject]:
    """Every text in the files and folders as a report or a reject; warnings come behind their report.

    Raises:
        InputError: a path is missing, or a folder holds no files.

    """
    for found in walk(paths):
        if found.reject:
            yield found.reject
        else:
            yield from read_source(of_path(found.path, found.name), knowledge, options)


def read_source(source: Source, knowledge: Knowledge, options: Options = _NOTHING) -> Iterator[Report | Reject]:
    """The reports of one file, or of all files in an archive; what goes wrong with one is a reject."""
    for found in unpack(source):
        if isinstance(found, Reject):
            yield found
        else:
            yield from _file(found, knowledge, options)


def _file(source: Source, knowledge: Knowledge, options: Options) -> Iterator[Report | Reject]:
    found = 0
    last: str | None = None
    whole: _Whole | None = None
    try:
        data = source.bytes_at_hand()
        key = key_of(data, knowledge.version, source.suffix, repr(options)) if data else None
        if key and data and (kept := _FILES.get(key)):
            ((url, told),) = kept
            yield from _placed(told, Raw(source.name, None, "", data, url=url))
            return
        for item in texts(source, options):
            found += 1
            if isinstance(item, Reject):
                yield item
                continue
            last = item.part
            if key and item.stamp == data and item.part is None:
                whole = item.url, tuple(_told(_bare(item), knowledge))
                yield from _placed(whole[1], item)
            else:
                yield from _reports(item, knowledge)
        if key and whole and found == 1:
            _FILES.put(key, whole)
    except LockedError:
        yield Reason.ENCRYPTED.at(source.name)
    except DamageError as error:
        yield Reason.DAMAGED.at(source.name, last, f"{error}{f', behind {last}' if last else ''}")
    except BombError:
        yield bomb(source.name)
    except OSError as error:
        yield Reason.UNREADABLE.at(source.name, detail=error.strerror or str(error))
    else:
        if not found:
            yield Reason.NO_RECORDS.at(source.name)


def texts(source: Source, options: Options = _NOTHING) -> Iterator[Raw | Reject]:
    """What the reader for a file's format finds in it.

    Raises DamageError and BombError where a packed file turns out to be damaged or a bomb, and OSError.
    """
    head = source.head()
    if not head:
        yield Reason.EMPTY_FILE.at(source.name)
    elif reader := byte_reader_for(source, head):
        with spooled(source) if reader.seeks else nullcontext(source) as whole:
            yield from reader.read(whole, options)
    elif kind := binary_kind(head):
        yield Reason.BINARY.at(source.name, detail=kind)
    elif (encoding := detect(source)) is None:
        yield Reason.UNDECODABLE.at(source.name)
    else:
        opened = Opened(source, encoding, decode(head, encoding).removeprefix("\ufeff"))
        yield from reader_for(opened).read(opened, options)


def _reports(raw: Raw, knowledge: Knowledge) -> Iterator[Report | Reject]:
    """The reports of one text; for a text that came before only its place and identity are new."""
    bare = _bare(raw)
    content = repr((knowledge.version, replace(bare, original=""))) + raw.original
    yield from _placed(_TOLD.of(content, lambda: tuple(_told(bare, knowledge))), raw)


def _bare(raw: Raw) -> Raw:
    return replace(raw, file="", part=None, stamp=b"")


def _placed(told: tuple[Report | Reject, ...], raw: Raw) -> Iterator[Report | Reject]:
    """What a text held, with the text's place and identity."""
    last = ""
    for item in told:
        part = _part(raw.part, item.part)
        if isinstance(item, Report):
            last = _hash(item.outlet or "", raw.url or raw.file, part or "", raw.stamp)
            yield replace(item, report_id=last, file=raw.file, part=part)
        else:
            yield replace(item, file=raw.file, part=part, report_id=last if item.is_warning else None)


def _told(raw: Raw, knowledge: Knowledge) -> Iterator[Report | Reject]:
    """What a text holds, wherever it lies: reports and rejects without file and identity, part only by stories."""
    original, mended = mend(raw.original)
    title = mend(raw.title)[0] if raw.title else None
    notes = [*raw.notes, *([("MOJIBAKE", "text read in the wrong encoding")] if mended else [])]
    found = articles(original, title)
    if not found:
        reason = Reason.NOTHING_LEFT if original.strip() else Reason.EMPTY_FILE
        yield reason.at("")
    events = Events(wanted=len(found) > 1)
    if len(found) > 1:
        raw = _with_outlet(raw, original, found, knowledge)
    for number, article in enumerate(found, 1):
        story = f"story {number}/{len(found)}" if len(found) > 1 else None
        yield from _report(raw, original, article, story, notes, knowledge, events)


def _with_outlet(raw: Raw, original: str, found: list[Article], knowledge: Knowledge) -> Raw:
    """All stories of a page have one outlet: the first that any of them tells."""
    texts = (compose(original, article.spans)[0] for article in found)
    pairs = zip(found, texts, strict=True)
    outlets = (origin_of(raw, article, text, dateline_of(text), knowledge).outlet for article, text in pairs)
    return replace(raw, outlet=next(filter(None, outlets), None))


def _part(part: str | None, story: str | None) -> str | None:
    return ", ".join(p for p in (part, story) if p) or None


def _report(
    raw: Raw,
    original: str,
    article: Article,
    part: str | None,
    notes: list[tuple[str, str]],
    knowledge: Knowledge,
    events: Events,
) -> Iterator[Report | Reject]:
    text, segments = compose(original, article.spans)
    line = dateline_of(text)
    origin = origin_of(raw, article, text, line, knowledge)
    chronicle = chronicle_of(knowledge)
    language = language_of(text, raw.language)
    dated = date(raw, article, Text(text, line, language, clock_of(origin.outlet, knowledge)), chronicle, events)
    if events.wanted:
        events.add(text, dated.published, chronicle)
    report = Report(
        report_id="",
        text_hash=_hash(text),
        text=text,
        url=raw.url,
        part=part,
        outlet=origin.outlet,
        title=without_site(article.title, origin.outlet) if article.title and origin.outlet else article.title,
        published=dated.published,
        published_how=dated.how,
        published_why=dated.why,
        published_at=dated.at,
        language=language,
        agency=origin.agency,
        dateline_place=origin.place,
        segments=segments,
    )
    yield report
    for name, detail in [*notes, *dated.warnings]:
        yield Reason[name].at("", part, detail, report.report_id)


def _hash(*parts: str | bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        # The length first, so that no two lists of parts run together to the same bytes.
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:16]
