"""Dates as fields and header lines write them."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

from trucewatch.times import parse_day

Order: TypeAlias = Literal["dmy", "mdy"]

_WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
YEAR = r"(?:19|20)\d\d"
_TIME = (
    r"(?:,?\s*(?:-|–|\||at|,)?\s*\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\.?)?|\s+at\s+\d{4}|\s+\d{4}(?=\s+(?:utc|gmt)))"
    r"(?:\s*(?:gmt|utc|ksa|est|edt|local time)(?:\s*[+-]\s*\d{1,2}(?::\d\d)?)?)?"
)
HEADER_DATE = (
    rf"(?:{_WEEKDAY}\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?[\s-]+{MONTH},?[\s-]+{YEAR}|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,\s*|\s+){YEAR}"
    rf"|{MONTH}\s+\d\d{YEAR}|{YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]{YEAR})(?!\d)(?:{_TIME})?"
)
"""A day with its year as pages head with it, weekday and time of day included; case is to be ignored."""

_FIGURES = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d\d)(?!\d)")
_GLUED = re.compile(rf"({MONTH}\s+\d\d)({YEAR})", re.IGNORECASE)


_LINE = re.compile(
    rf"(?P<clock>\b\d{{4}}\s+)?(?P<day>(?P<weekday>{_WEEKDAY}\s+)?(?:\d{{1,2}}\s+{MONTH}\s+{YEAR}|{MONTH}\s+\d{{1,2}},?\s+{YEAR}"
    rf"|(?P<figures>\d{{1,2}}\.\d{{1,2}}\.{YEAR})))(?!\d)",
    re.IGNORECASE,
)
_IN_A_SENTENCE = re.compile(
    r"(?:\b(?:on|in|since|from|until|till|by|at|of|to|before|after|and|early|late|last)|[,;(/–-])\s*$", re.IGNORECASE
)


def run_in_line(text: str) -> str | None:
    """A date line that lost its line breaks and stands among the first words of a text.

    No date of a sentence has both weekday and year without a preposition, nor figures with the time of day before them.
    """
    if not names_year(text):
        return None
    for found in _LINE.finditer(text):
        stands = found["weekday"] or (found["figures"] and found["clock"])
        if stands and not _IN_A_SENTENCE.search(text, 0, found.start()):
            return found["day"]
    return None


_WHOLE = re.compile(rf"\b(?:\d{{1,2}}\s+{MONTH}|{MONTH}\s+\d{{1,2}}),?\s+{YEAR}\Z", re.IGNORECASE)
_YEAR = re.compile(rf"{YEAR}\b")
_REACH = 30
"""Characters before a year in which its day and month stand: `30 September,` and some blanks."""


def names_year(text: str) -> bool:
    """Whether a text has the figures of a year, without which no whole date is in it: a quick first look."""
    return _ANY_YEAR.search(text) is not None


_ANY_YEAR = re.compile(YEAR)


def whole_dates(text: str) -> list[str]:
    """The days with month and year that a text names, as written: quick to find, for a first look."""
    # From the year backwards, for years are few; a pattern that begins with a day or a month is tried at every word.
    found = (_WHOLE.search(text, max(0, year.start() - _REACH), year.end()) for year in _YEAR.finditer(text))
    return [date.group() for date in found if date]


def figure_order(dates: Iterable[str]) -> Order | None:
    """`dmy` or `mdy` by the dates in which only one of the two can be; None if they do not tell or contradict."""
    votes = {"dmy": 0, "mdy": 0}
    for text in dates:
        if found := _FIGURES.search(text):
            first, second = int(found[1]), int(found[2])
            if first > 12 >= second:
                votes["dmy"] += 1
            elif second > 12 >= first:
                votes["mdy"] += 1
    if votes["dmy"] > 9 * votes["mdy"]:
        return "dmy"
    return "mdy" if votes["mdy"] > 9 * votes["dmy"] else None


def day_of(text: str, *, order: Order | None = None) -> dt.date | None:
    """The first whole date in a field or header line; None where it holds none.

    Raises:
        ValueError: the date does not exist, such as 2018-02-31.

    """
    return parse_day(_GLUED.sub(r"\1 \2", text), order=order)
