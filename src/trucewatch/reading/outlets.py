"""Who published a text, which agency wrote it, and from where."""

from dataclasses import dataclass

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.reading.articles import Article
from trucewatch.reading.datelines import dateline_of
from trucewatch.reading.readers.page import host_of
from trucewatch.reading.source import Raw


@dataclass(frozen=True, slots=True)
class Origin:
    """`outlet` and `agency` by their usual names, `place` as the dateline has it."""

    outlet: str | None
    agency: str | None
    place: str | None


def origin_of(raw: Raw, article: Article, text: str, knowledge: Knowledge) -> Origin:
    """Outlet from metadata, address, dateline and the page's furniture; agency from dateline and credits."""
    line = dateline_of(text)
    agency = next(
        (name for name in (line.agency if line else None, *article.credits) if name and agency_name(name, knowledge)),
        None,
    )
    credited = agency_name(agency, knowledge) if agency else None
    outlet = (
        _stated(raw, knowledge) or credited or (line and line.agency and known_name(line.agency, knowledge)) or None
    )
    return Origin(outlet, credited, line.place if line else None)


def known_name(name: str, knowledge: Knowledge) -> str | None:
    """The usual name of the outlet that bears this name or host name."""
    keys = knowledge.outlet_keys(name.strip())
    return knowledge.outlets[keys[0]].name if len(keys) == 1 else None


def agency_name(name: str, knowledge: Knowledge) -> str | None:
    """The usual name of the agency that bears this name; None if it is no agency."""
    keys = [k for k in knowledge.outlet_keys(name.strip()) if knowledge.outlets[k].agency]
    return knowledge.outlets[keys[0]].name if keys else None


def _stated(raw: Raw, knowledge: Knowledge) -> str | None:
    if raw.outlet:
        host = host_of(raw.outlet) if "://" in raw.outlet else raw.outlet
        return known_name(host or raw.outlet, knowledge) or raw.outlet
    host = host_of(raw.url) if raw.url else None
    while host and host.count("."):
        if name := known_name(host, knowledge):
            return name
        host = host.partition(".")[2]
    return host_of(raw.url) if raw.url else None
