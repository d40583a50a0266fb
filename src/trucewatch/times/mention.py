"""A date expression found in a text."""

import datetime as dt
from dataclasses import dataclass

from trucewatch.times.calendar_forms import Form
from trucewatch.times.reference import Reference, Tense
from trucewatch.vocabulary.when import When


@dataclass(frozen=True, slots=True)
class TimeMention:
    """`text` stands at `start:end` (code points); `form` is what was understood.

    `relation` is what the words before it make of it: on, by, until, from, since, before, after, between.
    """

    start: int
    end: int
    text: str
    form: Form
    relation: str = "on"

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
        if self.is_absolute and anchor.earliest is None and anchor.latest is None:
            named = self._named(dt.date(2000, 1, 1), tense)
            return self._related(named, anchor, tense) if named else None
        ends = [day for day in (anchor.earliest, anchor.latest) if day is not None]
        found = [self._named(day, tense) for day in ends]
        if not found or any(named is None for named in found):
            return None
        named = _hull([named for named in found if named])
        if not self.is_absolute:
            low = named.earliest if anchor.earliest else None
            named = When(low, named.latest if anchor.latest else None)
        return self._related(named, anchor, tense)

    def _named(self, day: dt.date, tense: Tense | None) -> When | None:
        ahead = self.relation in ("by", "until", "from")
        try:
            return self.form.days(Reference(day, tense, ahead))
        except (ValueError, OverflowError):
            # The calendar of the program ends at the years 1 and 9999.
            return None

    def _related(self, named: When, anchor: When, tense: Tense | None) -> When | None:
        low, high = named.earliest, named.latest
        portion = getattr(self.form, "portion", None)
        if self.relation in ("by", "until", "before") and portion == "end" and high:
            return When.day(high)
        if self.kind in ("duration", "set"):
            return named
        if self.relation == "since" and low and (anchor.latest is None or low <= anchor.latest):
            return When(low, anchor.latest)
        if self.relation == "before" and low and low > dt.date.min:
            return When(None, low - dt.timedelta(days=1))
        if self.relation == "after" and high and high < dt.date.max:
            begin = high + dt.timedelta(days=1)
            closed = tense == "past" and anchor.latest is not None and begin <= anchor.latest
            return When(begin, anchor.latest if closed else None)
        return named


def _hull(found: list[When]) -> When:
    """The least interval that holds them all."""
    lows, highs = [w.earliest for w in found], [w.latest for w in found]
    low = None if None in lows else min(day for day in lows if day)
    return When(low, None if None in highs else max(day for day in highs if day))
