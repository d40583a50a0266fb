"""Partial dates compared in three values, several versions of one, and how to say one in English."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from trucewatch.vocabulary.subject import Valued
from trucewatch.vocabulary.when import When

OPEN = When(None, None)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NEVER = 2**31 - 1
"""The ordinal of an open end; that of an open beginning is 0."""


@lru_cache(maxsize=2**16)
def read(edtf: str | None) -> When | None:
    """The interval that an EDTF string gives; None for none, or for words that are no date ("yes", "soon")."""
    if not edtf:
        return None
    try:
        return When.parse(edtf)
    except ValueError:
        return None


def first_day(when: When | None) -> int:
    """The proleptic ordinal of the first day; 0 where it is open."""
    return when.earliest.toordinal() if when and when.earliest else 0


def last_day(when: When | None) -> int:
    """The proleptic ordinal of the last day; `NEVER` where it is open."""
    return when.latest.toordinal() if when and when.latest else NEVER


def settle(versions: Sequence[When]) -> When | None:
    """One interval for several versions: what they share where they agree, else from the first to the last."""
    if not versions:
        return None
    shared = versions[0]
    for other in versions[1:]:
        if not shared.overlaps(other):
            return _hull(versions)
        shared = When(_later(shared.earliest, other.earliest), _sooner(shared.latest, other.latest))
    return shared


def settle_values(values: Sequence[Valued]) -> When | None:
    """The same for the versions of a field; those that are no date are passed over."""
    return settle([when for value in values if (when := read(value.value))])


def due(deadline: When) -> When:
    """A deadline as the days on which it can fall: "by 10 October" (`../2018-10-10`) falls on that day."""
    if deadline.earliest is None and deadline.latest is not None:
        return When.day(deadline.latest)
    return deadline


def in_time(done: When, deadline: When) -> bool | None:
    """Whether an act lies by the deadline: True, False, or None where the two leave it open."""
    last = deadline.latest
    if last is None:
        return True
    if done.latest is not None and done.latest <= _known(deadline.earliest, last):
        return True
    if done.earliest is not None and done.earliest > last:
        return False
    return None


def passed(deadline: When, day: dt.date) -> bool | None:
    """Whether the deadline has passed on `day`: True, False, or None where it may have."""
    last = deadline.latest
    if last is None:
        return False
    if last < day:
        return True
    return False if _known(deadline.earliest, last) >= day else None


def sooner(first: When | None, second: When | None) -> When | None:
    """The one that comes first (by its last day); None is never."""
    known = [when for when in (first, second) if when is not None]
    return min(known, key=lambda when: (when.latest or dt.date.max, when.earliest or dt.date.min), default=None)


def later(first: When | None, second: When | None) -> When | None:
    """The one that comes last (by its first day); None says nothing."""
    known = [when for when in (first, second) if when is not None]
    return max(known, key=lambda when: (when.earliest or dt.date.min, when.latest or dt.date.max), default=None)


def words(when: When) -> str:
    """In English: 10 October 2018; October 2018; between 3 and 7 October 2018."""
    low, high = when.earliest, when.latest
    if low and high:
        if low == high:
            return day_words(low)
        short = when.edtf
        if len(short) == 7:
            return f"{_MONTHS[low.month - 1]} {low.year}"
        return short if len(short) == 4 else f"between {day_words(low)} and {day_words(high)}"
    if high:
        return f"by {day_words(high)}"
    return f"from {day_words(low)} on" if low else "at an unknown time"


def on(when: When) -> str:
    """The same with its preposition: on 10 October 2018; in October 2018."""
    text = words(when)
    if when.is_day:
        return f"on {text}"
    return f"in {text}" if len(when.edtf) in (4, 7) else text


def day_words(day: dt.date) -> str:
    """A day in English, without a leading zero."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _known(bound: dt.date | None, fallback: dt.date) -> dt.date:
    return fallback if bound is None else bound


def _later(first: dt.date | None, second: dt.date | None) -> dt.date | None:
    return max((d for d in (first, second) if d), default=None)


def _sooner(first: dt.date | None, second: dt.date | None) -> dt.date | None:
    return min((d for d in (first, second) if d), default=None)


def _hull(versions: Sequence[When]) -> When:
    lows = [version.earliest for version in versions]
    highs = [version.latest for version in versions]
    low = None if None in lows else min(d for d in lows if d)
    high = None if None in highs else max(d for d in highs if d)
    return When(low, high)
