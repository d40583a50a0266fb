"""Expressions that name a place in the calendar: dates, months, years, seasons, and ranges of them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from trucewatch.times.reference import Portion, Reference, holiday, part_of, run_of_months
from trucewatch.vocabulary.when import When

# A date without a year is taken to lie ahead if it does so by no more than this many days (tense unknown) …
NEAR_AHEAD = 62
# … or, after "by", "until" and "from", by no more than half a year.
FAR_AHEAD = 183
# A date more than so many days off has its year written out, or "next" or "last": the nearer one is meant …
YEAR_LESS = 300
# … if it is a plan told in the past tense, for the coming weeks ("they agreed to meet on Sept. 20").
PAST_AHEAD = 45
# … and this many after its end, a month is called "last month" and not by its name.
JUST_OVER = 10
# A text that tells what happened may be a day ahead of its date line: time zones.
ZONE_SLACK = 1


class Form(Protocol):
    """A parsed expression."""

    @property
    def kind(self) -> str:
        """One of date, interval, duration, set, time."""

    @property
    def granularity(self) -> str:
        """The unit that it names: hour, day, week, month, quarter, season, year, decade."""

    @property
    def is_absolute(self) -> bool:
        """Whether it has a year of its own."""

    def days(self, reference: Reference) -> When | None:
        """The days it means; ValueError or OverflowError outside the calendar."""


def nearest(candidates: Iterable[When], reference: Reference) -> When | None:
    """Of the same date in several years, in order, the one that a reader on the day of `reference` takes it for."""
    day = reference.day
    spans = [(w, w.earliest, w.latest) for w in candidates if w.earliest and w.latest]
    begun = [(w, (day - high).days) for w, low, high in spans if low <= day + dt.timedelta(days=ZONE_SLACK)]
    later = [(w, (low - day).days) for w, low, high in spans if high >= day and low > day]
    if not begun or not later:
        return begun[-1][0] if begun else later[0][0] if later else None
    (back, gap_back), (ahead, gap_ahead) = begun[-1], later[0]
    if gap_back <= 0:  # it is now
        return back
    if reference.ahead and reference.tense != "future":
        return ahead if gap_ahead <= min(gap_back, FAR_AHEAD) else back
    if reference.tense is None:
        return ahead if gap_ahead <= NEAR_AHEAD and gap_ahead < gap_back else back
    if reference.tense == "future":
        return ahead if gap_ahead <= YEAR_LESS else back
    return ahead if gap_ahead <= PAST_AHEAD and gap_back > YEAR_LESS else back


@dataclass(frozen=True, slots=True)
class Calendar:
    """A day, a month or a year; `shift` counts years from now ("June last year": -1)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    portion: Portion | None = None
    shift: int | None = None
    step: int | None = None  # "last May" -1, "next May" 1: the one before or after now
    kind: str = "date"

    @property
    def granularity(self) -> str:
        """Day, month or year."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def is_absolute(self) -> bool:
        """Whether it has a year of its own."""
        return self.year is not None

    def at(self, year: int) -> When | None:
        """It in that year; None where there is no such day."""
        if not self.month:
            return When.year(year)
        whole = When.month(year, self.month)
        if not self.day or whole.latest is None:
            return whole
        return When.day(dt.date(year, self.month, self.day)) if self.day <= whole.latest.day else None

    def days(self, reference: Reference) -> When | None:
        """The days in its own year, or in the year that suits the reference."""
        year = self.year
        if year is None and self.shift is not None:
            year = reference.day.year + self.shift
        found = self.at(year) if year is not None else self._nearest(reference)
        return part_of(found, self.portion, reference.day) if found else None

    def _nearest(self, reference: Reference) -> When | None:
        centre = reference.day.year
        reach = 8 if (self.month, self.day) == (2, 29) else 2
        years = range(max(centre - reach, dt.MINYEAR), min(centre + reach, dt.MAXYEAR) + 1)
        candidates = [found for year in years if (found := self.at(year))]
        if self.step == -1:
            # The month just over is "last month": "last February" in March is the one a year before.
            before = [w for w in candidates if w.latest and w.latest < reference.day - dt.timedelta(days=JUST_OVER)]
            return before[-1] if before else None
        if self.step == 1:
            return next((w for w in candidates if w.earliest and w.earliest > reference.day), None)
        return nearest(candidates, reference)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter or half of a year, with or without the year."""

    number: int
    months: int = 3
    year: int | None = None
    shift: int | None = None
    portion: Portion | None = None
    kind: str = "date"
    granularity: str = "quarter"

    @property
    def is_absolute(self) -> bool:
        """Whether it has a year of its own."""
        return self.year is not None

    def _at(self, year: int) -> When:
        return run_of_months(dt.date(year, (self.number - 1) * self.months + 1, 1), self.months)

    def days(self, reference: Reference) -> When | None:
        """The months of the quarter."""
        year = self.year
        if year is None and self.shift is not None:
            year = reference.day.year + self.shift
        if year is not None:
            return part_of(self._at(year), self.portion)
        centre = reference.day.year
        found = nearest((self._at(y) for y in range(max(centre - 1, 1), min(centre + 1, 9998) + 1)), reference)
        return part_of(found, self.portion) if found else None


@dataclass(frozen=True, slots=True)
class Season:
    """A season of the northern half of the world, as months."""

    first_month: int
    months: int = 3
    year: int | None = None
    step: int | None = None
    portion: Portion | None = None
    kind: str = "date"
    granularity: str = "season"

    @property
    def is_absolute(self) -> bool:
        """Whether it has a year of its own."""
        return self.year is not None

    def days(self, reference: Reference) -> When | None:
        """The months of the season."""
        if self.year is not None:
            return part_of(run_of_months(dt.date(self.year, self.first_month, 1), self.months), self.portion)
        centre = reference.day.year
        candidates = [
            run_of_months(dt.date(y, self.first_month, 1), self.months) for y in range(centre - 2, centre + 2) if y > 0
        ]
        if self.step == -1:
            found = next((w for w in reversed(candidates) if w.latest and w.latest < reference.day), None)
        elif self.step == 1:
            found = next((w for w in candidates if w.earliest and w.earliest > reference.day), None)
        else:
            found = nearest(candidates, reference)
        return part_of(found, self.portion) if found else None


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years, such as "the 1990s"."""

    first_year: int
    portion: Portion | None = None
    kind: str = "interval"
    granularity: str = "decade"
    is_absolute: bool = True

    def days(self, reference: Reference) -> When | None:  # noqa: ARG002 - the signature is the protocol's
        """The ten years."""
        return part_of(When(dt.date(self.first_year, 1, 1), dt.date(self.first_year + 9, 12, 31)), self.portion)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day of the year, such as Thanksgiving: the rule of `holidays` in words.yaml gives its day."""

    rule: tuple[int, ...] | str
    year: int | None = None
    step: int | None = None
    portion: Portion | None = None
    kind: str = "date"
    granularity: str = "day"

    @property
    def is_absolute(self) -> bool:
        """Whether it has a year of its own."""
        return self.year is not None

    def days(self, reference: Reference) -> When | None:
        """The day in its own year, or in the year that suits the reference."""
        if self.year is not None:
            return When.day(holiday(self.rule, self.year))
        centre = reference.day.year
        candidates = [When.day(holiday(self.rule, y)) for y in range(max(centre - 2, 1), min(centre + 2, 9999) + 1)]
        if self.step == -1:
            return next((w for w in reversed(candidates) if w.latest and w.latest < reference.day), None)
        if self.step == 1:
            return next((w for w in candidates if w.earliest and w.earliest > reference.day), None)
        return nearest(candidates, reference)


@dataclass(frozen=True, slots=True)
class Range:
    """From one to another; an end without month or year takes the other's."""

    first: Form
    last: Form
    kind: str = "interval"

    @property
    def granularity(self) -> str:
        """That of its end."""
        return self.last.granularity

    @property
    def is_absolute(self) -> bool:
        """Whether either end has a year of its own."""
        return self.first.is_absolute or self.last.is_absolute

    def days(self, reference: Reference) -> When | None:
        """From the first day of the one to the last day of the other; None where they are the wrong way round."""
        if self.first.is_absolute and not self.last.is_absolute:
            first = self.first.days(reference)
            last = self.last.days(Reference(first.earliest, "future")) if first and first.earliest else None
        else:
            last = self.last.days(reference)
            first = (
                self.first.days(replace(reference, day=last.latest, tense="past", ahead=False))
                if last and last.latest
                else None
            )
        if not first or not last or first.earliest is None or last.latest is None or first.earliest > last.latest:
            return None
        return When(first.earliest, last.latest)
