"""DOCX: a Word document is one report, or the articles of a press database."""

import hashlib
from collections.abc import Callable, Iterator
from typing import IO
from zipfile import ZipFile

from trucewatch.reading.readers import office
from trucewatch.reading.readers.clippings import clippings, is_export
from trucewatch.reading.readers.headers import headers_of
from trucewatch.reading.readers.reader import ByteReader, Options
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import LONGEST, Raw, Source
from trucewatch.vocabulary.records import Reject

_SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT, _TAB, _PARAGRAPH = f"{_SPACE}t", f"{_SPACE}tab", f"{_SPACE}p"
_BREAKS = {f"{_SPACE}br", f"{_SPACE}cr"}
_MOST = 4 * LONGEST
"""Characters in one document. A thousand articles have six million."""


def _recognises(source: Source, head: bytes) -> bool:
    return office.holds(source, head, "word/document.xml")


def _read(source: Source, options: Options) -> Iterator[Raw | Reject]:
    yield from texts_of_paragraphs(source, options, _paragraphs)


def texts_of_paragraphs(
    source: Source, options: Options, paragraphs: Callable[[ZipFile], Iterator[str]]
) -> Iterator[Raw | Reject]:
    """The texts of a document whose paragraphs lie in a zip archive; of a damaged export, those before the damage."""
    lines: list[str] = []
    fault: str | None = None
    with office.opened(source) as archive:
        try:
            size = 0
            for line in paragraphs(archive):
                lines.append(line)
                size += len(line)
                if size > _MOST:
                    yield Reason.TOO_LONG.at(source.name, detail=f"{_MOST // 2**20} MB")
                    return
        except office.FAULTS as error:
            fault = f"document is damaged behind paragraph {len(lines)} ({error})"
    if fault is None or is_export(lines):
        yield from texts_of(lines, source.name, options)
    if fault:
        yield Reason.BROKEN_FILE.at(source.name, detail=fault)


def _paragraphs(archive: ZipFile) -> Iterator[str]:
    with archive.open("word/document.xml") as part:
        yield from _lines(part)


def _lines(part: IO[bytes]) -> Iterator[str]:
    # Only office files need it.
    from defusedxml.ElementTree import iterparse  # noqa: PLC0415

    events = iterparse(part, events=("start", "end"), forbid_dtd=True)
    text: list[str] = []
    open_elements = []
    for event, element in events:
        if event == "start":
            open_elements.append(element)
            continue
        open_elements.pop()
        if element.tag == _TEXT:
            text.append(element.text or "")
        elif element.tag == _TAB:
            text.append("\t")
        elif element.tag in _BREAKS:
            text.append("\n")
        elif element.tag == _PARAGRAPH:
            yield from "".join(text).split("\n")
            text.clear()
        if open_elements:
            # What has been read is let go, or the whole tree would be held.
            open_elements[-1].remove(element)


def texts_of(lines: list[str], name: str, options: Options) -> Iterator[Raw | Reject]:
    """The articles of an export, or the one text that the lines are, perhaps under header lines."""
    if is_export(lines):
        yield from clippings(lines, name)
        return
    text = "\n".join(lines)
    said, end = headers_of(text, options)
    yield Raw(
        name,
        None,
        text[end:],
        hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest(),
        title=said.get("title"),
        outlet=said.get("outlet"),
        url=said.get("url"),
        published=said.get("published") or said.get("date"),
        language=said.get("language"),
    )


READER = ByteReader("Word document", _recognises, _read, seeks=True)
