"""ODT: a LibreOffice document is one report, or the articles of a press database. Source: OpenDocument 1.3, part 3."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from trucewatch.reading.readers import office
from trucewatch.reading.readers.document import texts_of_paragraphs
from trucewatch.reading.readers.reader import ByteReader, Options
from trucewatch.reading.source import Raw, Source
from trucewatch.vocabulary.records import Reject

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PARAGRAPHS = frozenset([f"{TEXT}p", f"{TEXT}h"])
_LEFT_OUT = frozenset([f"{TEXT}note", f"{TEXT}tracked-changes", f"{TEXT}ruby-text", f"{_OFFICE}annotation"])
"""Footnotes, what was deleted, readings above signs, and comments in the margin."""
_MOST_BLANKS = 100


def _recognises(source: Source, head: bytes) -> bool:
    return office.open_document_kind(source, head) == "text"


def _read(source: Source, options: Options) -> Iterator[Raw | Reject]:
    yield from texts_of_paragraphs(source, options, _paragraphs)


def _paragraphs(archive: ZipFile) -> Iterator[str]:
    # Only office files need it.
    from defusedxml.ElementTree import iterparse  # noqa: PLC0415

    with archive.open("content.xml") as part:
        above: list[Any] = []
        paragraphs = left_out = 0
        for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
            step = 1 if event == "start" else -1
            paragraphs += step * (element.tag in _PARAGRAPHS)
            left_out += step * (element.tag in _LEFT_OUT)
            if event == "start":
                above.append(element)
                continue
            above.pop()
            if element.tag in _PARAGRAPHS and not left_out:
                yield from text_of(element).split("\n")
            if above and not paragraphs:
                # What has been read is let go, or the whole tree would be held.
                above[-1].remove(element)


def text_of(paragraph: "Element") -> str:
    """The text of a paragraph without what is anchored in it."""
    return "".join(_pieces(paragraph))


def _pieces(element: "Element") -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{TEXT}s":
            # Several blanks are one element; a number beyond reason comes from no program.
            yield " " * min(int(child.get(f"{TEXT}c", "1")), _MOST_BLANKS)
        elif child.tag == f"{TEXT}tab":
            yield "\t"
        elif child.tag == f"{TEXT}line-break":
            yield "\n"
        elif child.tag not in _LEFT_OUT and child.tag not in _PARAGRAPHS:
            yield from _pieces(child)
        yield child.tail or ""


READER = ByteReader("OpenDocument text", _recognises, _read, seeks=True)
