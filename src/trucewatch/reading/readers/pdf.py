"""PDF with a text layer: one report, or the articles of a press database. Pictures of pages are rejected."""

import hashlib
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from trucewatch.reading.readers.clippings import clippings, is_export, stands_alone
from trucewatch.reading.readers.headers import headers_of
from trucewatch.reading.readers.reader import ByteReader, Options
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import LONGEST, Raw, Source
from trucewatch.vocabulary.records import Reject

_MOST_PAGES = 2000
_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RecursionError,
    NotImplementedError,
    TypeError,
    ValueError,
)
_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_END = re.compile(r"[.!?:;…][\"”’)\]]*$")
_HYPHEN = re.compile(r"[a-z]-$")
_FULL = 0.85
"""Share of the widest line from which a line is full, so that the next one goes on with its paragraph."""


def _recognises(_: Source, head: bytes) -> bool:
    return b"%PDF-" in head[:1024]


def _read(source: Source, options: Options) -> Iterator[Raw | Reject]:
    # A tenth of a second to load, which only these files need.
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    # What it complains of is said in a reject.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with source.open() as stream:
        try:
            reader = PdfReader(stream)
            if reader.is_encrypted and not reader.decrypt(""):
                yield Reason.ENCRYPTED.at(source.name)
                return
            if len(reader.pages) > _MOST_PAGES:
                yield Reason.TOO_LONG.at(source.name, detail=f"{_MOST_PAGES} pages")
                return
            pages = [page.extract_text().splitlines() for page in reader.pages]
            title = reader.metadata.title if reader.metadata else None
        except (PyPdfError, *_FAULTS) as error:
            said = (str(error).splitlines() or [type(error).__name__])[0][:200]
            yield Reason.BROKEN_FILE.at(source.name, detail=f"PDF is damaged ({said})")
            return
    lines = [line for page in _without_running_heads(pages) for line in page]
    if not "".join(lines).strip():
        yield Reason.NO_TEXT_LAYER.at(source.name)
    elif sum(map(len, lines)) > LONGEST:
        yield Reason.TOO_LONG.at(source.name, detail=f"{LONGEST // 2**20} MB")
    elif is_export(lines):
        yield from clippings(_rejoined(lines), source.name)
    else:
        yield _statement(lines, title, source.name, options)


def _statement(lines: Sequence[str], title: str | None, name: str, options: Options) -> Raw:
    whole = "\n".join(lines)
    said, end = headers_of(whole, options)
    text = "\n\n".join(_rejoined(whole[end:].splitlines()))
    return Raw(
        name,
        None,
        text,
        hashlib.sha256(whole.encode("utf-8", "surrogatepass")).digest(),
        title=said.get("title") or _title(title, lines),
        outlet=said.get("outlet"),
        url=said.get("url"),
        published=said.get("published") or said.get("date"),
        language=said.get("language"),
    )


def _title(stated: str | None, lines: Sequence[str]) -> str | None:
    """The document's own title where the text has it too; else it is often the name of a template or of a file."""
    if stated is None or len(stated.split()) < 3:
        return None
    plain = " ".join("\n".join(lines[:40]).split()).casefold()
    return stated if " ".join(stated.split()).casefold() in plain else None


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """Without page numbers, and without lines that stand at an edge of most pages."""
    edges = Counter(line.strip() for page in pages for line in {*page[:2], *page[-2:]})
    running = {line for line, count in edges.items() if len(pages) > 2 and count > len(pages) / 2}
    return [
        [line for line in page if line.strip() not in running and not (_NUMBER.fullmatch(line) and line.strip())]
        for page in pages
    ]


def _rejoined(lines: Sequence[str]) -> list[str]:
    """Paragraphs from lines that break where the page ends: a line that is full, or ends in mid-sentence, goes on."""
    width = max((len(line.strip()) for line in lines), default=0)
    paragraphs: list[str] = []
    goes_on = False
    for line in (line.strip() for line in lines):
        if not line or stands_alone(line):
            goes_on = False
            paragraphs += [line] if line else []
            continue
        if goes_on and _HYPHEN.search(paragraphs[-1]) and line[0].islower():
            paragraphs[-1] = paragraphs[-1][:-1] + line
        elif goes_on:
            paragraphs[-1] += " " + line
        else:
            paragraphs.append(line)
        full = len(line) >= _FULL * width
        goes_on = full if _END.search(line) else (full or (goes_on and len(line) > 0.6 * width))
    return paragraphs


READER = ByteReader("PDF", _recognises, _read, seeks=True)
