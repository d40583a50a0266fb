"""The dateline that opens a report: place, day, agency. It is read, and left where it stands."""

import functools
import re
from dataclasses import dataclass

from trucewatch.reading.days import MONTH, YEAR
from trucewatch.reading.rules import data

_NAME = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?: (?:[A-ZÀ-Þ][A-ZÀ-Þ'’.-]*|al|de|el))*"
_MIXED = r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2}"
_PLACE = rf"(?P<place>{_NAME}(?:(?:/|, | and ){_NAME}){{0,2}}(?:, {_MIXED}(?=\s*[(-–—:]))?|{_MIXED})"
_DAY = rf"(?P<day>(?i:{MONTH}\s+\d{{1,2}}(?:,?\s+{YEAR})?|\d{{1,2}}\s+{MONTH}(?:,?\s+{YEAR})?))"


@dataclass(frozen=True, slots=True)
class Dateline:
    """`place`, `day` and `agency` as written."""

    place: str
    day: str | None
    agency: str | None


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    parts = {"place": _PLACE, "day": _DAY, "agency": r"(?P<agency>[A-Za-z][^()]{1,38})"}
    sources = data("datelines")["patterns"]
    for name, part in parts.items():
        sources = [source.replace(f"{{{name}}}", part) for source in sources]
    return tuple(re.compile(source) for source in sources)


@functools.cache
def _not_places() -> frozenset[str]:
    return frozenset(data("datelines")["not_places"])


def dateline_of(text: str) -> Dateline | None:
    """The dateline at the start of a text."""
    for pattern in _patterns():
        if found := pattern.match(text):
            groups = found.groupdict()
            if groups["place"].casefold() in _not_places():
                return None
            return Dateline(groups["place"], groups.get("day"), groups.get("agency"))
    return None
