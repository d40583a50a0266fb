"""Reads LGL's and TR-News' layout: articles with toponyms, each with its GeoNames id and coordinates."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

import defusedxml.ElementTree as SafeET

from trucewatch.gazetteer.features import Named


@dataclass(frozen=True, slots=True)
class Toponym:
    """A marked name; `ident` 0 and no point where its makers gave it no place."""

    named: Named
    ident: int = 0
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its toponyms, in the order of the text; `outlet` is the domain it was published at."""

    name: str
    outlet: str
    text: str
    toponyms: tuple[Toponym, ...]

    @property
    def state(self) -> str | None:
        """The state that the outlet's domain is registered in (ISO code); None for those that are of none."""
        ending = self.outlet.lower().rsplit(".", 1)[-1]
        if len(ending) != 2 or ending in _NO_STATE:
            return None
        return "GB" if ending == "uk" else ending.upper()


_NO_STATE = ("eu", "tv", "co", "me", "fm", "io", "ly", "ws")


def read(path: Path) -> list[Article]:
    """The articles of one file. ET.ParseError where it is not XML."""
    root = SafeET.parse(path).getroot()
    return [_article(element) for element in (root.iter("article") if root is not None else ())]


def _article(element: ET.Element) -> Article:
    text = element.findtext("text") or ""
    toponyms = [found for each in element.iter("toponym") if (found := _toponym(each, text))]
    outlet = (element.findtext("domain") or element.findtext("feedid") or "").strip()
    ordered = tuple(sorted(toponyms, key=lambda t: (t.named.start, t.named.end)))
    return Article(element.get("docid") or "", outlet, text, ordered)


def _toponym(element: ET.Element, text: str) -> Toponym | None:
    try:
        start, end = int(element.findtext("start") or ""), int(element.findtext("end") or "")
    except ValueError:
        return None
    named = Named(start, end, element.findtext("phrase") or text[start:end])
    tag = element.find("gaztag")
    if tag is None:
        tag = element
    ident = tag.get("geonameid") or element.findtext("geonamesID") or element.findtext("geonameid") or ""
    lat, lon = (tag.findtext(name) or element.findtext(name) for name in ("lat", "lon"))
    point = (float(lat), float(lon)) if lat and lon else None
    return Toponym(named, int(ident) if ident.isdigit() else 0, point)
