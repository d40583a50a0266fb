"""Expressions counted from the day of publication: yesterday, Monday, last week, two days ago, within ten days."""

import datetime as dt
from dataclasses import dataclass

from trucewatch.times.reference import HOURS, Portion, Reference, Unit, add, part_of, period
from trucewatch.times.words import words
from trucewatch.vocabulary.when import When


@dataclass(frozen=True, slots=True)
class Day:
    """So many days from the day of publication; `needs_plan`: only where the clause looks ahead."""

    offset: int
    needs_plan: bool = False
    kind: str = "date"
    granularity: str = "day"
    is_absolute: bool = False

    def days(self, reference: Reference) -> When | None:
        """That day."""
        if self.needs_plan and reference.tense == "past":
            return None
        return When.day(reference.day + dt.timedelta(days=self.offset))


@dataclass(frozen=True, slots=True)
class Night:
    """The word "overnight": from the day before to the day of publication, or to the day after if it lies ahead."""

    kind: str = "interval"
    granularity: str = "day"
    is_absolute: bool = False

    def days(self, reference: Reference) -> When | None:
        """Two days."""
        step = dt.timedelta(days=1)
        if reference.tense == "future":
            return When(reference.day, reference.day + step)
        return When(reference.day - step, reference.day)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day alone: on the day of publication, or the day before (past) or after (future).

    `time`: as TimeML has it, T14:30 or TNI.
    """

    time: str | None = None
    kind: str = "time"
    granularity: str = "hour"
    is_absolute: bool = False

    def days(self, reference: Reference) -> When | None:
        """One or two days."""
        step = dt.timedelta(days=1)
        if reference.tense == "past":
            return When(reference.day - step, reference.day)
        if reference.tense == "future" or reference.ahead:
            return When(reference.day, reference.day + step)
        return When.day(reference.day)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week; `step` for last, this and next; `week` for "Monday last week".

    `beyond`: so many weeks after the one ahead ("a week from Tuesday"), or before the last one ("a week ago Tuesday").
    """

    number: int
    step: int | None = None
    week: int | None = None
    beyond: int = 0
    kind: str = "date"
    granularity: str = "day"
    is_absolute: bool = False

    def days(self, reference: Reference) -> When | None:
        """News says "Monday" for the one on or before the day of publication, or on or after it in plans."""
        day = reference.day
        if self.week is not None:
            monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks=self.week)
            return When.day(monday + dt.timedelta(days=self.number))
        back, ahead = (day.weekday() - self.number) % 7, (self.number - day.weekday()) % 7
        if self.beyond:
            near = day + dt.timedelta(days=ahead or 7) if self.beyond > 0 else day - dt.timedelta(days=back)
            return When.day(near + dt.timedelta(weeks=self.beyond))
        if self.step == -1:
            return When.day(day - dt.timedelta(days=back or 7))
        if self.step == 1:
            return When.day(day + dt.timedelta(days=ahead or 7))
        looks_ahead = reference.tense == "future" or (reference.tense is None and (reference.ahead or self.step == 0))
        return When.day(day + dt.timedelta(days=ahead) if looks_ahead else day - dt.timedelta(days=back))


@dataclass(frozen=True, slots=True)
class Weekend:
    """A Saturday with its Sunday; `step` for last, this and next."""

    step: int | None = None
    kind: str = "interval"
    granularity: str = "day"
    is_absolute: bool = False

    def days(self, reference: Reference) -> When | None:
        """The weekend that holds the day, else the one before or (plans, "this") the one after."""
        day = reference.day
        saturday = day - dt.timedelta(days=(day.weekday() - 5) % 7)
        within = day.weekday() >= 5
        looks_ahead = reference.tense == "future" or (reference.tense is None and (reference.ahead or self.step == 0))
        if self.step == 1 or (looks_ahead and not within and self.step != -1):
            saturday += dt.timedelta(days=7)
        elif self.step == -1 and within:
            saturday -= dt.timedelta(days=7)
        return When(saturday, saturday + dt.timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Period:
    """The calendar week, month, quarter, year or decade so many from now, or a portion of it.

    `needs_plan`: "the following week" is counted from what was told before, unless the clause looks ahead.
    """

    unit: Unit
    step: int
    portion: Portion | None = None
    needs_plan: bool = False
    kind: str = "date"
    is_absolute: bool = False

    @property
    def granularity(self) -> str:
        """Its unit, or a day of it."""
        return "day" if self.portion in ("first_day", "last_day") else self.unit

    def days(self, reference: Reference) -> When | None:
        """The whole period or its portion."""
        if self.needs_plan and reference.tense != "future":
            return None
        # Stepping from the first of the month keeps "last month" on the 31st out of the month itself.
        start = period(reference.day, self.unit).earliest or reference.day
        return part_of(period(add(start, self.step, self.unit), self.unit), self.portion, reference.day)


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units ago (below zero) or ahead: the day, or the week, month or year it falls in."""

    count: float | None
    unit: Unit
    sign: int
    kind: str = "date"
    is_absolute: bool = False

    @property
    def granularity(self) -> str:
        """Its unit."""
        return self.unit

    def days(self, reference: Reference) -> When | None:
        """A vague count gives the whole stretch up to its reach."""
        if self.count is None:
            return Window(None, self.unit, self.sign).days(reference)
        if self.unit in HOURS and self.count * HOURS[self.unit] < 24:
            return When.day(reference.day)
        day = add(reference.day, self.sign * self.count, self.unit)
        # "half a year ago" and "18 months ago" are known to the month.
        unit: Unit = "month" if self.unit in ("year", "decade", "quarter") and self.count % 1 else self.unit
        return period(day, unit)


@dataclass(frozen=True, slots=True)
class Window:
    """The past or coming so many units, up to or from the day of publication.

    `counted`: a number stands there, even if a vague one ("the past few days").
    """

    count: float | None
    unit: Unit
    sign: int
    counted: bool = False
    kind: str = "interval"
    is_absolute: bool = False

    @property
    def granularity(self) -> str:
        """Its unit."""
        return self.unit

    def days(self, reference: Reference) -> When | None:
        """From or to the day itself, both counted."""
        count = words()["vague_reach"][self.unit] if self.count is None else self.count
        other = add(reference.day, self.sign * count, self.unit)
        return When(min(other, reference.day), max(other, reference.day))


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: ahead of the day it is counted from in plans, behind it in "over two days", "for a month"."""

    count: float | None
    unit: Unit
    preposition: str = ""
    kind: str = "duration"
    is_absolute: bool = False

    @property
    def granularity(self) -> str:
        """Its unit."""
        return self.unit

    def days(self, reference: Reference) -> When | None:
        """From the reference on, or up to it in the past where a preposition ties it to now."""
        if reference.tense == "past":
            if self.preposition not in ("for", "over", "during", "in", "within"):
                return None
            return Window(self.count, self.unit, -1).days(reference)
        if self.preposition == "in" and self.count is not None:
            return Shift(self.count, self.unit, 1).days(reference)
        return Window(self.count, self.unit, 1).days(reference)


@dataclass(frozen=True, slots=True)
class Every:
    """A set of times, such as "every Friday" or "every two weeks": no one day."""

    weekday: int | None = None
    count: float | None = 1
    unit: Unit = "day"
    kind: str = "set"
    is_absolute: bool = False

    @property
    def granularity(self) -> str:
        """Its unit."""
        return self.unit

    def days(self, reference: Reference) -> When | None:  # noqa: ARG002 - the signature is the protocol's
        """None: a set is no day."""
        return None
