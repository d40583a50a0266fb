"""Who published a text, which agency wrote it, and from where."""

import functools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.reading.articles import Article
from trucewatch.reading.datelines import Dateline
from trucewatch.reading.readers.page import host_of
from trucewatch.reading.rules import data
from trucewatch.reading.source import Raw


@dataclass(frozen=True, slots=True)
class Origin:
    """`outlet` and `agency` by their usual names, `place` as the dateline has it."""

    outlet: str | None
    agency: str | None
    place: str | None


def origin_of(raw: Raw, article: Article, text: str, line: Dateline | None, knowledge: Knowledge) -> Origin:
    """Outlet from metadata, address, dateline and hints of the page; agency from dateline and credits."""
    credited = [name for name in (line.agency if line else None, *article.credits) if name]
    agency = next((found for name in credited if (found := agency_name(name, knowledge))), None)
    if agency is None and line is not None and line.agency:
        # Nobody but an agency or the outlet itself stands in a dateline.
        agency = known_name(line.agency, knowledge) or line.agency
    outlet = _stated(raw, knowledge) or _hinted(article, text, line, knowledge)
    if agency and outlet and agency == "".join(word[0] for word in outlet.split() if word[0].isupper()):
        agency = outlet
    return Origin(outlet, agency, line.place if line else None)


def known_name(name: str, knowledge: Knowledge) -> str | None:
    """The usual name of the outlet that bears this name or host name."""
    keys = knowledge.outlet_keys(name.strip())
    return knowledge.outlets[keys[0]].name if len(keys) == 1 else None


_SLUGS: dict[int, tuple[Knowledge, dict[str, str | None]]] = {}
_PART_OF_NO_SLUG = re.compile(r"[^\w]|_")
_ARTICLE = re.compile(r"(?:the|al|el)(?=\w{3})")


def slug_name(name: str, knowledge: Knowledge) -> str | None:
    """The usual name of the only outlet that data sets write so: `manar`, `asharqalawsat`, `aawsat` after its site."""
    kept = _SLUGS.get(id(knowledge))
    if kept is None or kept[0] is not knowledge:
        _SLUGS.clear()
        kept = _SLUGS[id(knowledge)] = (knowledge, _slugs(knowledge))
    return kept[1].get(_slug(name))


def _slugs(knowledge: Knowledge) -> dict[str, str | None]:
    """Slug → the outlet's name, None where several would be written so."""
    found: dict[str, str | None] = {}
    for key in sorted(knowledge.outlets):
        outlet = knowledge.outlets[key]
        names = [outlet.name, *(a.name for a in outlet.aliases if not a.ambiguous)]
        whole = {_slug(name) for name in (*names, *(domain.partition(".")[0] for domain in outlet.domains))}
        for slug in sorted(whole | {_ARTICLE.sub("", slug, count=1) for slug in whole if _ARTICLE.match(slug)}):
            found[slug] = outlet.name if found.get(slug, outlet.name) == outlet.name else None
    return found


def _slug(name: str) -> str:
    return _PART_OF_NO_SLUG.sub("", name.casefold())


def agency_name(name: str, knowledge: Knowledge) -> str | None:
    """The usual name of the agency that bears this name; None if it is no agency."""
    keys = [k for k in knowledge.outlet_keys(name.strip()) if knowledge.outlets[k].agency]
    return knowledge.outlets[keys[0]].name if keys else None


def _stated(raw: Raw, knowledge: Knowledge) -> str | None:
    if raw.sender and (name := _of_host(raw.sender, knowledge)):
        return name
    if raw.outlet:
        named = host_of(raw.outlet) if "://" in raw.outlet else raw.outlet
        return known_name(named or raw.outlet, knowledge) or slug_name(raw.outlet, knowledge) or named or raw.outlet
    host = (host_of(raw.url) if raw.url else None) or raw.sender
    return _of_host(host, knowledge) or host if host else None


def _of_host(host: str, knowledge: Knowledge) -> str | None:
    """The known outlet at this host or at one that it belongs to (`edition.example.com`)."""
    rest = host
    while "." in rest:
        if name := known_name(rest, knowledge):
            return name
        rest = rest.partition(".")[2]
    return None


def _hinted(article: Article, text: str, line: Dateline | None, knowledge: Knowledge) -> str | None:
    """The outlet with the most hints, if they weigh enough; a tie says nothing."""
    votes: Counter[str] = Counter()
    weights = data_weights()
    if line is not None and line.agency:
        votes[known_name(line.agency, knowledge) or line.agency] += weights["dateline"]
    for credit in article.credits:
        if name := known_name(credit, knowledge):
            votes[name] += weights["credit"]
    for kind, furniture in article.furniture:
        for name in dict.fromkeys(_names_in(furniture, knowledge)):
            heads = kind not in _PICTURES and re.match(rf"{re.escape(name)}\s*(?:[-–—|/:»]|$)", furniture)
            votes[name] += weights["section"] if heads else weights.get(kind, 0)
    for name in dict.fromkeys(_told(text, knowledge)):
        votes[name] += weights["told"]
    best = votes.most_common(2)
    if not best or best[0][1] < weights["enough"] or (len(best) > 1 and best[1][1] == best[0][1]):
        return None
    return best[0][0]


_PICTURES = frozenset({"picture_credit", "caption_with_credit", "read_more", "related"})


@functools.cache
def data_weights() -> dict[str, int]:
    """How much each kind of hint at the outlet weighs."""
    return {str(kind): int(weight) for kind, weight in data("outlet_hints")["weights"].items()}


_PATTERNS: dict[int, tuple[Knowledge, re.Pattern[str]]] = {}


def _pattern(knowledge: Knowledge) -> re.Pattern[str]:
    """All outlets' names, as they are written; compiled once for a run."""
    kept = _PATTERNS.get(id(knowledge))
    if kept is None or kept[0] is not knowledge:
        _PATTERNS.clear()
        names = sorted({a.name for o in knowledge.outlets.values() for a in o.aliases}, key=lambda n: (-len(n), n))
        source = "|".join(map(re.escape, names)) or "(?!)"
        kept = _PATTERNS[id(knowledge)] = (knowledge, re.compile(rf"(?<![\w@])({source})(?!\w)"))
    return kept[1]


def _names_in(text: str, knowledge: Knowledge) -> Iterator[str]:
    for found in _pattern(knowledge).finditer(text):
        if name := known_name(found[1], knowledge):
            yield name


def _told(text: str, knowledge: Knowledge) -> Iterator[str]:
    """Outlets that somebody told something in the text, when nothing tells them apart from it ("told state-run X")."""
    for cue in _cue().finditer(text):
        found = _pattern(knowledge).match(text, cue.end())
        if found and (name := known_name(found[1], knowledge)):
            yield name


@functools.cache
def _cue() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(data('outlet_hints')['told'])}) (?:the )?")
