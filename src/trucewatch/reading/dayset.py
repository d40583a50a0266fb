"""Sets of days as bits of a whole number: what constraints on a day of publication leave over."""

import datetime as dt

from trucewatch.vocabulary.when import When

FIRST = dt.date(1985, 1, 1)
LAST = dt.date(2044, 12, 31)
"""Bounds of what is reckoned with. A set that reaches LAST is open at its end, one that reaches FIRST at its start."""
YEARS = range(FIRST.year, LAST.year + 1)
_COUNT = (LAST - FIRST).days + 1
ALL = (1 << _COUNT) - 1


def span(low: dt.date | None, high: dt.date | None) -> int:
    """All days from `low` to `high`, both counted; None is open."""
    a = max((low or FIRST) - FIRST, dt.timedelta()).days
    b = min((high or LAST) - FIRST, LAST - FIRST).days
    return ((1 << (b - a + 1)) - 1) << a if a <= b else 0


def around(day: dt.date, before: int, after: int) -> int:
    """The days from `before` days ahead of `day` to `after` days behind it."""
    return span(day - dt.timedelta(days=before), day + dt.timedelta(days=after))


def weekday(number: int) -> int:
    """All days that are this weekday (Monday is 0)."""
    first = (number - FIRST.weekday()) % 7
    days = 0
    for at in range(first, _COUNT, 7):
        days |= 1 << at
    return days


def later(days: int, by: int) -> int:
    """The same days, each moved `by` days on."""
    return (days << by) & ALL


def bounds(days: int) -> tuple[dt.date, dt.date] | None:
    """The first and the last day; None for no days."""
    if not days:
        return None
    low = (days & -days).bit_length() - 1
    return FIRST + dt.timedelta(days=low), FIRST + dt.timedelta(days=days.bit_length() - 1)


def hull(days: int) -> When | None:
    """The interval from the first to the last day; a bound of what is reckoned with is open."""
    found = bounds(days)
    if found is None:
        return None
    low, high = found
    return When(None if low == FIRST else low, None if (LAST - high).days < 366 else high)


def clusters(days: int, gap: int) -> list[int]:
    """The set cut wherever more than `gap` days are missing."""
    parts: list[int] = []
    while (found := bounds(days)) is not None:
        low, high = found
        part, reach = 0, low
        while reach <= high:
            near = days & span(reach, reach + dt.timedelta(days=gap)) & ~part
            if not near:
                break
            part |= near
            last = bounds(near)
            reach = last[1] if last else reach
        parts.append(part)
        days &= ~part
    return parts
