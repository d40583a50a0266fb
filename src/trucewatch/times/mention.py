"""A date expression found in a text."""

import datetime as dt
from dataclasses import dataclass

from trucewatch.times.calendar_forms import Form
from trucewatch.times.reference import Reference, Tense
from trucewatch.times.values import Value, value, with_time
from trucewatch.vocabulary.when import When

# What stands after these words is looked for ahead.
_AHEAD = ("by", "until", "from")


@dataclass(frozen=True, slots=True)
class TimeMention:
    """`text` stands at `start:end` (code points); `form` is what was understood.

    `relation` is what the words before it make of it: on, by, until, from, since, before, after, between.
    `time` is the time of day, where one is said, as TimeML has it: T14:30, TMO, TNI.
    """

    start: int
    end: int
    text: str
    form: Form
    relation: str = "on"
    time: str | None = None

    @property
    def kind(self) -> str:
        """One of date, interval, duration (a length), set (recurring), time (of day)."""
        return self.form.kind

    @property
    def granularity(self) -> str:
        """The unit that it names: hour, day, week, month, quarter, season, year, decade."""
        return self.form.granularity

    @property
    def is_absolute(self) -> bool:
        """Whether it has a year of its own."""
        return self.form.is_absolute

    def resolve(self, anchor: When, tense: Tense | None = None) -> When | None:
        """The days it means, read on the day (or some day) of `anchor`; None where they cannot be told.

        by, until, from, on: the date named itself; its last day after "by" or "before the end of".
        since: from it to the anchor. before, after: the open stretch on that side, closed at the anchor in the past.
        Where the anchor is an interval, so is the result; where the anchor is open, so is that side. Never raises.
        """
        ends = [day for day in (anchor.earliest, anchor.latest) if day is not None]
        if not ends:
            named = self._named(dt.date(2000, 1, 1), tense) if self.is_absolute else None
            return self._related(named, None, tense) if named else None
        found = [self._on(day, tense) for day in ends]
        known = [when for when in found if when is not None]
        if len(known) < len(found):
            return None
        lows, highs = [when.earliest for when in known], [when.latest for when in known]
        low = None if None in lows else min(day for day in lows if day)
        high = None if None in highs else max(day for day in highs if day)
        if self.is_absolute:
            open_end = anchor.latest is None and self.relation in ("since", "after")
            return When(low, None if open_end else high)
        return When(low if anchor.earliest else None, high if anchor.latest else None)

    def timex(self, day: dt.date, tense: Tense | None = None) -> Value | None:
        """Its type (DATE, TIME, DURATION, SET) and value in TimeML, read on that day; None where it has none."""
        try:
            found = value(self.form, Reference(day, tense, self.relation in _AHEAD))
        except (ValueError, OverflowError):
            return None
        return with_time(found, self.time) if found else None

    def _on(self, day: dt.date, tense: Tense | None) -> When | None:
        named = self._named(day, tense)
        return self._related(named, day, tense) if named else None

    def _named(self, day: dt.date, tense: Tense | None) -> When | None:
        try:
            return self.form.days(Reference(day, tense, self.relation in _AHEAD))
        except (ValueError, OverflowError):
            # The calendar of the program ends at the years 1 and 9999.
            return None

    def _related(self, named: When, day: dt.date | None, tense: Tense | None) -> When:
        low, high = named.earliest, named.latest
        portion = getattr(self.form, "portion", None)
        if self.kind in ("duration", "set") or low is None or high is None:
            return named
        if self.relation in ("by", "until", "before") and portion == "end":
            return When.day(high)
        if self.relation == "since" and (day is None or low <= day):
            return When(low, day)
        if self.relation == "before" and low > dt.date.min:
            return When(None, low - dt.timedelta(days=1))
        if self.relation == "after" and high < dt.date.max:
            begin = high + dt.timedelta(days=1)
            closed = tense == "past" and day is not None and begin <= day
            return When(begin, day if closed else None)
        return named
