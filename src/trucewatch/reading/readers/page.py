"""HTML pages: main text by trafilatura, day by htmldate, title, site and address from the page's own tags."""

import logging
from collections.abc import Iterator
from urllib.parse import urlsplit

import lxml.etree
import lxml.html

from trucewatch.reading.decoding import decode
from trucewatch.reading.readers.reader import Opened, Options, Reader
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import LONGEST, Raw
from trucewatch.vocabulary.records import Reject

_OPENINGS = (
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<article",
    "<div",
    "<p>",
    "<p ",
    "<meta",
    "<title",
    "<section",
    "<main",
)
_EARLIEST = "1990-01-01"


def _recognises(opened: Opened) -> bool:
    start = opened.head.lstrip("\ufeff \t\r\n").lower()
    while start.startswith(("<?xml", "<!--")):
        start = start.partition(">")[2].lstrip()
    return start.startswith(_OPENINGS) or (start.startswith("<") and "<html" in start[:2000])


def _read(opened: Opened, _: Options) -> Iterator[Raw | Reject]:
    with opened.source.open() as stream:
        data = stream.read(LONGEST + 1)
    if len(data) > LONGEST:
        yield Reason.TOO_LONG.at(opened.name, detail=f"{LONGEST // 2**20} MB")
        return
    raw = _page(decode(data, opened.encoding), opened.name, data)
    yield Reason.PAGE_WITHOUT_TEXT.at(opened.name) if raw is None else raw


def _page(html: str, name: str, stamp: bytes) -> Raw | None:
    # These take half a second to load, which a folder without pages need not wait for.
    import trafilatura  # noqa: PLC0415
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415

    # What they complain of is said in a reject, and a logger nobody set up would print it.
    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    tree = trafilatura.load_html(html)
    if tree is None:
        return None
    meta = extract_metadata(
        tree, date_config={"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
    )
    found = trafilatura.bare_extraction(tree, fast=True, include_comments=False, include_tables=False)
    text = getattr(found, "text", None)
    if not text or not text.strip():
        return None
    return Raw(
        name,
        None,
        text,
        stamp,
        title=meta.title or None,
        outlet=_site(meta.sitename, meta.hostname),
        url=meta.url or None,
        published=str(meta.date) if meta.date else None,
        language=tree.get("lang") or tree.get("xml:lang"),
    )


def _site(site: str | None, host: str | None) -> str | None:
    """The site's name as it calls itself, else its host name."""
    if site and site.strip():
        return str(site).strip()
    return str(host) if host else None


def host_of(url: str) -> str | None:
    """The host name of an address without `www.`; None if it is no address."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.").removeprefix("m.") if host else None


def text_of_fragment(html: str) -> str | None:
    """The text of a piece of HTML, a paragraph a line; None if there is none."""
    try:
        tree = lxml.html.fromstring(f"<div>{html}</div>")
    except (lxml.etree.ParserError, ValueError):
        return None
    for element in tree.xpath(".//script | .//style"):
        element.drop_tree()
    for element in tree.xpath(".//p | .//br | .//div | .//li | .//h1 | .//h2 | .//h3 | .//h4 | .//blockquote"):
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in tree.text_content().splitlines())
    return "\n".join(line for line in lines if line) or None


READER = Reader("HTML", _recognises, _read)
