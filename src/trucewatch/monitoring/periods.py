"""Days, weeks (Monday to Sunday) and months in a row."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from trucewatch.vocabulary.when import When

Item = TypeVar("Item")


class By(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both counted."""

    first: dt.date
    last: dt.date

    @property
    def when(self) -> When:
        """The same as an interval."""
        return When(self.first, self.last)


def periods(by: By, first: dt.date | None, last: dt.date | None) -> list[Period]:
    """Whole periods, one after another, from the one that holds `first` to the one that holds `last`."""
    if first is None or last is None:
        return []
    found = []
    start = _start(by, first)
    while start <= last:
        following = _next(by, start)
        found.append(Period(start, following - dt.timedelta(days=1)))
        start = following
    return found


def _start(by: By, day: dt.date) -> dt.date:
    if by is By.WEEK:
        return day - dt.timedelta(days=day.weekday())
    return day.replace(day=1) if by is By.MONTH else day


def _next(by: By, start: dt.date) -> dt.date:
    if by is By.MONTH:
        return (start + dt.timedelta(days=31)).replace(day=1)
    return start + dt.timedelta(days=7 if by is By.WEEK else 1)


def days_of(when: When) -> Iterator[dt.date]:
    """Each day of an interval; none where an end is open."""
    if when.earliest and when.latest:
        for n in range((when.latest - when.earliest).days + 1):
            yield when.earliest + dt.timedelta(days=n)


def sorted_in(
    items: Iterable[tuple[Item, When | None]], grid: Sequence[Period]
) -> tuple[dict[int, list[Item]], list[Item]]:
    """Items by the number of the period that holds all of their days, and those that no one period holds."""
    by_day = {day: n for n, period in enumerate(grid) for day in days_of(period.when)}
    held: dict[int, list[Item]] = defaultdict(list)
    loose: list[Item] = []
    for item, when in items:
        first = by_day.get(when.earliest) if when and when.earliest else None
        last = by_day.get(when.latest) if when and when.latest else None
        if first is not None and first == last:
            held[first].append(item)
        else:
            loose.append(item)
    return held, loose
