"""Whole dates in metadata, headers, columns and date lines: day, month and year, nothing relative."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from trucewatch.times.words import alternatives, months

Order: TypeAlias = Literal["dmy", "mdy"]

_MONTH = alternatives(months())
_DAY = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"
_PATTERN = re.compile(
    rf"""
    (?<![\d.])(?<!\d/)(?:
      (?P<y1>\d{{4}})(?P<s1>[-/.])(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}})(?=T\d|(?!\w)(?![-/.]\d))
    | (?P<a>\d{{1,2}})(?P<s2>[-/.])(?P<b>\d{{1,2}})(?P=s2)(?P<y2>\d{{4}})(?!\w|[-/.]\d)
    | (?P<y3>(?:19|20)\d\d)(?P<m3>\d\d)(?P<d3>\d\d)(?:T?\d{{4}}(?:\d\d)?Z?)?(?!\w|[.,]\d)
    | (?P<d4>\d{{1,2}})(?:st|nd|rd|th)?[\s.-]{{1,2}}(?:of\s)?(?P<m4>{_MONTH})\b[.,]?[\s-](?:of\s)?(?P<y4>\d{{4}})(?!\d)
    | \b(?P<m5>{_MONTH})\b\.?[\s-]?\s?(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?,?[\s-]\s?(?P<y5>\d{{4}})(?!\d)
    | (?P<y6>(?:19|20)\d\d)[\s,-]{{1,2}}(?P<m6>{_MONTH})\b\.?[\s-](?P<d6>\d{{1,2}})(?!\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_EPOCH = re.compile(r"\s*(-?\d{9,10}(?:\.\d+)?|\d{12,13})\s*")
_YEARS = range(1000, 2200)


@dataclass(frozen=True, slots=True)
class DaySpan:
    """A whole date that stands at `start:end` of a text."""

    start: int
    end: int
    text: str
    day: dt.date


def parse_day(text: str, *, order: Order | None = None) -> dt.date | None:
    """The first whole date in a string of metadata; None where it holds none.

    `order` says how to read 4/5/2017. Without it, or where the order given is impossible (4/19/2017 as dmy), the day
    comes first if it can, else the month. Times and zones are ignored: the day is the one written. A lone number of
    9-10 digits is seconds since 1970, of 12-13 digits milliseconds, both in UTC.

    Raises:
        ValueError: the first date is impossible, such as 2018-02-31.
    """
    epoch = _EPOCH.fullmatch(text)
    if epoch:
        seconds = float(epoch[1])
        moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(
            seconds=seconds / (1 if seconds < 1e11 else 1000)
        )
        return moment.date()
    for match in _matches(text):
        return _read(match, order)
    return None


def find_days(text: str, *, order: Order | None = None) -> list[DaySpan]:
    """All whole dates in a text, in order; impossible ones are passed over."""
    found = []
    for match in _matches(text):
        try:
            found.append(DaySpan(match.start(), match.end(), match[0], _read(match, order)))
        except ValueError:
            continue
    return found


def _matches(text: str) -> Iterator[re.Match[str]]:
    return _PATTERN.finditer(text)


def _read(match: re.Match[str], order: Order | None) -> dt.date:
    if match["a"]:
        first, second, year = int(match["a"]), int(match["b"]), int(match["y2"])
        day_first = order != "mdy"
        if (second if day_first else first) > 12 and (first if day_first else second) <= 12:
            day_first = not day_first
        return _date(year, *((second, first) if day_first else (first, second)), match[0])
    kind = next(n for n in "13456" if match[f"y{n}"])
    month = match[f"m{kind}"]
    number = int(month) if month.isdigit() else months()[month.lower()]
    return _date(int(match[f"y{kind}"]), number, int(match[f"d{kind}"]), match[0])


def _date(year: int, month: int, day: int, text: str) -> dt.date:
    try:
        day_found = dt.date(year, month, day)
    except ValueError:
        raise ValueError(f"{text.strip()} is not a day of the calendar") from None
    if year not in _YEARS:
        raise ValueError(f"{text.strip()} is not a year of news")
    return day_found
