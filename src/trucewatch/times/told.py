"""What was told so far in a text, and what later expressions mean by it."""

import datetime as dt
import re
from dataclasses import replace
from typing import TypeAlias

from trucewatch.times.calendar_forms import Form, Quarter
from trucewatch.times.discourse import Reference
from trucewatch.times.mention import TimeMention
from trucewatch.times.reference import HOURS, Tense, add
from trucewatch.times.relative_forms import Day, Duration, Period, Shift, Weekday
from trucewatch.times.values import Value, length
from trucewatch.times.words import plain, words

Expression: TypeAlias = TimeMention | Reference


class Told:
    """The day and the quarter that later words refer to; at first those of publication."""

    def __init__(self, day: dt.date) -> None:
        self._day = day
        self._last_day = day
        self._quarter: tuple[int, int] | None = None

    def read(self, found: Expression, tense: Tense | None) -> Value | None:
        """The type and value of an expression; what it means is kept for those after it."""
        if isinstance(found, Reference):
            return self._refer(found)
        form = found.form
        if isinstance(form, Shift) and form.unit == "year" and form.count == 1 and form.sign < 0 and self._quarter:
            year, number = self._quarter
            return "DATE", f"{year - 1:04d}-Q{number}"
        if isinstance(form, Day) and form.needs_plan:
            self._last_day += dt.timedelta(days=1)
            return "DATE", self._last_day.isoformat()
        if isinstance(form, Period) and form.needs_plan and tense != "future":
            found, day = replace(found, form=replace(form, needs_plan=False)), self._last_day
            return found.timex(day, tense)
        if isinstance(form, Shift) and form.unit in HOURS and found.text.endswith(("later", "earlier")):
            return "DURATION", length(form.count, form.unit)
        value = found.timex(self._anchor(found, tense), self._tense(found, tense))
        if value and not (isinstance(form, Shift) and form.sign < 0):
            self._keep(form, value)
        return value

    def _anchor(self, found: TimeMention, tense: Tense | None) -> dt.date:
        """The day it is counted from: "three days later" and "the previous Friday" from the day told last."""
        form, said = found.form, plain(found.text)
        from_told = (
            (isinstance(form, Shift) and form.unit not in HOURS and said.endswith(("later", "earlier")))
            or (isinstance(form, Weekday) and said.startswith(_FROM_TOLD))
            or (isinstance(form, Day) and said.startswith(_DAYS_FROM_TOLD))
            or (isinstance(form, Period) and said.startswith(_FROM_TOLD) and (form.step < 0 or tense == "past"))
        )
        return self._last_day if from_told else self._day

    @staticmethod
    def _tense(found: TimeMention, tense: Tense | None) -> Tense | None:
        if found.relation == "since":
            return "past"
        looks_on = found.relation in ("by", "until", "from") and tense == "past"
        # "It expects to report third-quarter results": the quarter is over all the same.
        later = isinstance(found.form, Quarter) and tense == "future"
        return None if looks_on or later else tense

    def _keep(self, form: Form, value: Value) -> None:
        written = value[1]
        if isinstance(form, Quarter) and written[5:6] == "Q":
            self._quarter = int(written[:4]), int(written[6])
        elif isinstance(form, Duration) and form.unit in ("month", "year") and written not in ("P3M", "P1M"):
            self._quarter = None  # "in the nine months": what comes next is compared with the year before
        elif re.match(r"\d{4}-\d\d-\d\d", written):
            self._last_day = dt.date.fromisoformat(written[:10])
        elif re.fullmatch(r"\d{4}(-\d\d)?", written):
            self._last_day = dt.date(int(written[:4]), int(written[5:] or 1), 1)

    def _ended(self, month: int) -> Value:
        """The quarter that ended in the last such month, which later words are compared with."""
        year = self._day.year - (month > self._day.month)
        self._quarter = year, (month + 2) // 3
        return "DATE", f"{year:04d}-Q{self._quarter[1]}"

    def _refer(self, found: Reference) -> Value | None:
        if found.kind in _WRITTEN:
            return _WRITTEN[found.kind], found.unit
        if found.kind == "decade":
            return "DATE", f"{(self._day.year - int(found.unit) * 10) // 100:02d}{found.unit}"
        if found.kind == "told":
            day = self._last_day + dt.timedelta(days=int(found.unit))
            return "TIME", f"{day.isoformat()}{found.time}"
        if found.kind == "any":
            return None
        if found.kind == "ended":
            return self._ended(int(found.unit))
        if found.kind in ("year_ago", "same_year_ago"):
            year, number = self._quarter or (self._day.year, 0)
            number = words()["ordinals"].get(found.unit.split()[0], number)
            return "DATE", f"{year - 1:04d}-Q{number}" if number else f"{year - 1:04d}"
        day = self._last_day if found.kind in words()["discourse"]["backward"] else self._day
        if found.unit in ("quarter", "period"):
            before = add(self._day.replace(day=1), -3, "month")
            year, number = self._quarter or (before.year, (before.month + 2) // 3)
            return "DATE", f"{year:04d}-Q{number}"
        if found.kind in ("before", "after"):
            day, step = self._last_day, 1 if found.kind == "after" else -1
        else:
            step = 0
        form = Day(0) if found.unit == "day" else Period(found.unit, step)  # type: ignore[arg-type]  # the pattern has units only
        return TimeMention(found.start, found.end, "", form).timex(day)


_FROM_TOLD = ("the previous", "the preceding", "the following", "the next")
_DAYS_FROM_TOLD = ("the previous", "the day before", "a day", "one day")
_WRITTEN = {"vague": "DATE", "length": "DURATION", "century": "DATE", "set": "SET"}
