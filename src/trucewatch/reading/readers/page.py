"""HTML pages: main text by trafilatura, day by htmldate, title, site and address from the page's own tags."""

import functools
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

import lxml.etree
import lxml.html

from trucewatch.reading.decoding import decode, decode_declared
from trucewatch.reading.page_facts import facts_of
from trucewatch.reading.readers.reader import Opened, Options, Reader
from trucewatch.reading.reasons import Reason
from trucewatch.reading.remembered import Remembered
from trucewatch.reading.source import LONGEST, Raw
from trucewatch.vocabulary.records import Reject

if TYPE_CHECKING:
    from trafilatura.settings import Extractor

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
_MOST_TAGS = 150_000
"""Tags beyond which a page is given up; long newspaper pages have some ten thousand. A million take a minute."""
_DEEPEST = 250
"""Tags in one another. The parser stops at 256; pages that people made have some thirty."""
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^<>]*?(/?)>", re.IGNORECASE)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_CLOSED_BY_THEMSELVES = frozenset(["p", "li", "dt", "dd", "td", "th", "tr", "option", "thead", "tbody", "tfoot"])
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_BLOCKS = frozenset(
    [
        "p",
        "br",
        "div",
        "li",
        "tr",
        "td",
        "th",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "section",
        "article",
        "title",
    ]
)
_HIDDEN = frozenset(["script", "style"])
_NEVER_TEXT = ("aside", "footer", "script", "style", "svg", "fencedframe")
"""Tags whose content trafilatura drops both from the article and from what it measures the page by.

Dropped beforehand they need not be copied and searched some ten times: a third of its time.
"""

_Article: TypeAlias = tuple[str, str | None, str | None, str | None, str | None, str | None]
"""Text, title, site, address, moment or day, and language."""
_READ: Remembered[_Article | None] = Remembered(96_000_000)
"""Articles of the pages last read: the same page comes again in every crawl, and extraction is what costs."""


def is_page(start: str) -> bool:
    """Whether a text that begins like this is HTML."""
    start = start.lstrip("\ufeff \t\r\n").lower()
    while start.startswith(("<?xml", "<!--")):
        start = start.partition(">")[2].lstrip()
    return start.startswith(_OPENINGS) or (start.startswith("<") and "<html" in start[:2000])


def _recognises(opened: Opened) -> bool:
    return is_page(opened.head)


def _read(opened: Opened, _: Options) -> Iterator[Raw | Reject]:
    with opened.source.open() as stream:
        data = stream.read(LONGEST + 1)
    if len(data) > LONGEST:
        yield Reason.TOO_LONG.at(opened.name, detail=f"{LONGEST // 2**20} MB")
        return
    # What the page says of its encoding is better than a guess.
    html = decode_page(data) if opened.encoding.guessed else decode(data, opened.encoding)
    # What a file of its own holds is remembered by `reading`.
    yield page(html, opened.name, None, data, remembered=opened.source.bytes_at_hand() is None)


def decode_page(data: bytes, charset: str | None = None) -> str:
    """Characters of a page: in the `charset` of its headers, else in the one that it names itself."""
    named = _CHARSET.search(data, 0, 4096)
    return decode_declared(data, charset or (named[1].decode("ascii", "replace") if named else None))


def page(html: str, name: str, part: str | None, stamp: bytes, *, remembered: bool = True) -> Raw | Reject:
    """The article of a page, or why there is none; `remembered`, so that the same page again costs little."""
    if html.count("<") > _MOST_TAGS:
        return Reason.TOO_MANY_TAGS.at(name, part, f"{_MOST_TAGS:,}")
    found = _READ.of(html, lambda: _article(html)) if remembered else _article(html)
    if found is not None:
        text, title, site, url, published, language = found
        return Raw(name, part, text, stamp, title=title, outlet=site, url=url, published=published, language=language)
    if _is_too_deep(html):
        return Reason.TOO_NESTED.at(name, part, str(_DEEPEST))
    return Reason.PAGE_WITHOUT_TEXT.at(name, part)


def _article(html: str) -> _Article | None:
    # This takes half a second to load, which a folder without pages need not wait for.
    import trafilatura  # noqa: PLC0415

    tree = trafilatura.load_html(html)
    if tree is None:
        return None
    facts = facts_of(tree)
    _drop_what_is_never_text(tree)
    found = trafilatura.bare_extraction(tree, options=_extractor())
    text = getattr(found, "text", None)
    if not text or not text.strip():
        return None
    language = tree.get("lang") or tree.get("xml:lang")
    return text, facts.title, facts.site, facts.url, facts.published, language


def _drop_what_is_never_text(tree: lxml.html.HtmlElement) -> None:
    """Unless no paragraph is left without it, for then trafilatura may take it for the article after all."""
    if not any(next(p.iterancestors(*_NEVER_TEXT), None) is None for p in tree.iter("p")):
        return
    for element in list(tree.iter(*_NEVER_TEXT)):
        if not _may_hold_article(element) and element.getparent() is not None:
            element.drop_tree()
    # What the head says of the page has been read.
    for head in tree.findall("head"):
        for element in [element for element in head if not _may_hold_article(element)]:
            head.remove(element)


def _may_hold_article(element: lxml.html.HtmlElement) -> bool:
    return element.tag == "script" and "json" in (element.get("type") or "")


@functools.cache
def _extractor() -> "Extractor":
    """How pages are to be read; worked out once, as it takes as long as a tenth of a page."""
    from trafilatura.settings import Extractor  # noqa: PLC0415

    # What they complain of is said in a reject, and a logger nobody set up would print it.
    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    return Extractor(output_format="python", fast=True, comments=False, tables=False)


def _is_too_deep(html: str) -> bool:
    depth = 0
    for closing, tag, alone in _TAG.findall(html):
        if alone or tag.lower() in _VOID or tag.lower() in _CLOSED_BY_THEMSELVES:
            continue
        depth += -1 if closing else 1
        if depth > _DEEPEST:
            return True
    return False


def host_of(url: str) -> str | None:
    """The host name of an address without `www.`; None if it is no address."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.").removeprefix("m.") if host else None


def text_of_fragment(html: str) -> str | None:
    """The text of a piece of HTML, a paragraph a line; None if there is none, or its tags are beyond reading."""
    if html.count("<") > _MOST_TAGS:
        return None
    try:
        tree = lxml.html.fromstring(f"<div>{html}</div>")
    except (lxml.etree.LxmlError, ValueError):
        return None
    pieces: list[str] = []
    walk = lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event != "start":
            pieces += ["\n" if element.tag in _BLOCKS else "", element.tail or ""]
        elif element.tag in _HIDDEN:
            walk.skip_subtree()
        else:
            pieces += ["\n" if element.tag in _BLOCKS else "", element.text or ""]
    lines = (" ".join(line.split()) for line in "".join(pieces).splitlines())
    return "\n".join(line for line in lines if line) or None


READER = Reader("HTML", _recognises, _read)
