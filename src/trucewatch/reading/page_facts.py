"""What the tags of a page say of it: its title, site, address and day."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.html

_HOST = re.compile(r"https?://(?:www\.|w[0-9]+\.)?([^/]+)")
_ODD_JSON = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)
_LATEST = "2100-01-01"
_TIME = re.compile(r"[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?\s?(?:Z|[+-]\d\d:?\d\d)(?!\d)")
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{10,40})"')


@dataclass(frozen=True, slots=True)
class Facts:
    """`site` as the page calls itself, else its host name; `published` in ISO 8601, with the time if a tag has it."""

    title: str | None
    site: str | None
    url: str | None
    published: str | None


def facts_of(tree: lxml.html.HtmlElement) -> Facts:
    """Title, site and address by trafilatura, day by htmldate.

    Trafilatura's `extract_metadata` in the order of its steps, without authors, categories, tags and licences: nothing
    here asks for them, and they take two thirds of its time.
    """
    # These take half a second to load, which a folder without pages need not wait for.
    from htmldate import find_date  # noqa: PLC0415
    from trafilatura import metadata  # noqa: PLC0415

    found = metadata.examine_meta(tree)
    # Pages put whatever they like there, and the library that reads it is not ready for everything.
    with contextlib.suppress(*_ODD_JSON):
        found = metadata.extract_meta_json(tree, found)
    found.title = found.title or metadata.extract_title(tree)
    found.url = found.url or metadata.extract_url(tree)
    found.date = find_date(tree, url=found.url, extensive_search=False, original_date=True, max_date=_LATEST)
    found.sitename = found.sitename or metadata.extract_sitename(tree)
    found.clean_and_trim()
    published = (_moment(tree, found.date) or found.date) if found.date else None
    return Facts(found.title or None, _site(found.sitename, found.url), found.url or None, published)


def _moment(tree: lxml.html.HtmlElement, day: str) -> str | None:
    """The day found with its time and offset, where a tag has them."""
    found = (_TIME.match(stamp, len(day)) for stamp in _stamps(tree) if stamp.startswith(day))
    time = next(filter(None, found), None)
    return day + time.group() if time else None


def _stamps(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """What tags of the day of publication say, before those that may be of a later change."""
    for meta in tree.iter("meta"):
        if "published" in meta.get("property", "") or "Published" in meta.get("itemprop", ""):
            yield meta.get("content", "").strip()
    for time in tree.iter("time"):
        yield time.get("datetime", "").strip()
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            yield from _PUBLISHED.findall(script.text or "")


def _site(named: str | None, url: str | None) -> str | None:
    site = (named or "").lstrip("@").strip()
    if site:
        return site if "." in site or site[0].isupper() else site.title()
    host = _HOST.match(url) if url else None
    return host[1] if host else None
