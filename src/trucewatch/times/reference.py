"""What an expression is resolved against, and arithmetic on days."""

import calendar
import datetime as dt
import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

from trucewatch.vocabulary.when import When

Tense: TypeAlias = Literal["past", "future"]
Unit: TypeAlias = Literal[
    "second", "minute", "hour", "day", "week", "fortnight", "month", "quarter", "year", "decade", "century"
]
Portion: TypeAlias = Literal[
    "start", "early", "middle", "late", "end", "before", "after", "first_half", "second_half", "first_day", "last_day"
]

DAYS = {"day": 1, "week": 7, "fortnight": 14}
MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
HOURS = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1}


@dataclass(frozen=True, slots=True)
class Reference:
    """The day of publication; the tense of the clause; whether words such as "by" and "until" look ahead."""

    day: dt.date
    tense: Tense | None = None
    ahead: bool = False


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months on, or the last of that month; ValueError outside the years 1-9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise ValueError(f"year {year} is outside the calendar")
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add(day: dt.date, count: float, unit: Unit) -> dt.date:
    """The day `count` units on; hours are rounded up to days. OverflowError or ValueError outside the calendar."""
    if unit in HOURS:
        days = math.ceil(abs(count) * HOURS[unit] / 24) * (1 if count >= 0 else -1)
        return day + dt.timedelta(days=days)
    if unit in DAYS:
        return day + dt.timedelta(days=math.floor(count * DAYS[unit]))
    return add_months(day, math.floor(count * MONTHS[unit]))


def period(day: dt.date, unit: Unit) -> When:
    """The calendar week, month, quarter, year or decade that holds the day; weeks begin on Monday."""
    if unit == "day" or unit in HOURS:
        return When.day(day)
    if unit in ("week", "fortnight"):
        monday = day - dt.timedelta(days=day.weekday())
        return When(monday, monday + dt.timedelta(days=6))
    if unit == "month":
        return When.month(day.year, day.month)
    if unit == "quarter":
        first = dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        return When(first, add_months(first, 3) - dt.timedelta(days=1))
    if unit == "decade":
        first_year = max(day.year // 10 * 10, 1)
        return When(dt.date(first_year, 1, 1), dt.date(day.year // 10 * 10 + 9, 12, 31))
    if unit == "century":
        last_year = math.ceil(day.year / 100) * 100
        return When(dt.date(last_year - 99, 1, 1), dt.date(last_year, 12, 31))
    return When.year(day.year)


def run_of_months(first: dt.date, months: int) -> When:
    """So many whole months from the first day of one."""
    return When(first, period(add_months(first, months - 1), "month").latest)


def part_of(whole: When, portion: Portion | None, reference: dt.date | None = None) -> When:
    """A third ("early", "mid", "late") or half of a period, or its days up to or from `reference`."""
    low, high = whole.earliest, whole.latest
    if portion is None or low is None or high is None:
        return whole
    if portion in ("before", "after"):
        if reference is None or not low <= reference <= high:
            return whole
        return When(low, reference) if portion == "before" else When(reference, high)
    if portion in ("first_day", "last_day"):
        return When.day(low if portion == "first_day" else high)
    length = (high - low).days + 1
    if length in (365, 366) and portion in ("start", "end"):
        return run_of_months(low if portion == "start" else high.replace(day=1), 1)
    thirds = {"start": 0, "early": 0, "middle": 1, "late": 2, "end": 2}
    if length >= 365 and portion in thirds:
        months = round(length / 365.25) * 4
        return run_of_months(add_months(low, thirds[portion] * months), months)
    # Months have their old names for thirds: the first ten days, the next ten, the rest.
    third = 10 if 28 <= length <= 31 else max(length // 3, 1)
    half = length // 2
    first, last = {
        "start": (0, third),
        "early": (0, third),
        "middle": (third, min(2 * third, length)),
        "late": (min(2 * third, length - 1), length),
        "end": (min(2 * third, length - 1), length),
        "first_half": (0, half),
        "second_half": (half, length),
    }[portion]
    return When(low + dt.timedelta(days=first), low + dt.timedelta(days=max(last - 1, first)))


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches (the Gregorian computus; Meeus, Jones, Butcher)."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    to_sunday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    return dt.date(year, 3, 28) + dt.timedelta(days=moon - to_sunday)


def holiday(rule: tuple[int, ...] | str, year: int) -> dt.date:
    """The day of a rule.

    (month, day); (month, weekday, which one in the month, -1 the last), and perhaps a number of days after it;
    "easter" with a number of days after it.
    """
    if isinstance(rule, str):
        return easter(year) + dt.timedelta(days=int(rule.removeprefix("easter") or 0))
    month, *rest = rule
    if len(rest) == 1:
        return dt.date(year, month, rest[0])
    weekday, count, *after = rest
    last = calendar.monthrange(year, month)[1]
    days = [d for d in range(1, last + 1) if dt.date(year, month, d).weekday() == weekday]
    found = dt.date(year, month, days[count if count < 0 else count - 1])
    return found + dt.timedelta(days=sum(after))
