"""What TimeML writes for an expression: 2018-09-17, 2018-W38, 2018-Q3, 2018-SU, P3D, PXY, XXXX-WXX-1 (TIMEX3 values).

A portion ("early", "the end of") is kept apart from the value in TimeML, and so it is not written here.
"""

import datetime as dt
from dataclasses import replace
from functools import singledispatch
from typing import TypeAlias

from trucewatch.times.calendar_forms import Calendar, Decade, Form, Holiday, Quarter, Range, Season
from trucewatch.times.reference import HOURS, Reference, Unit, add, period
from trucewatch.times.relative_forms import Clock, Day, Duration, Every, Night, Period, Shift, Weekday, Weekend, Window
from trucewatch.vocabulary.when import When

Value: TypeAlias = tuple[str, str]
"""A type (DATE, TIME, DURATION, SET) and a value."""

_LETTERS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "fortnight": "W", "month": "M"}
_LETTERS |= {"quarter": "Q", "year": "Y", "decade": "E", "century": "C"}
SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
# Counted lengths that have no letter of their own, as so many of a smaller unit.
_SMALLER: dict[str, tuple[Unit, int]] = {"fortnight": ("week", 2), "decade": ("year", 10), "century": ("year", 100)}
_PARTS: dict[str, tuple[Unit, int]] = {"year": ("month", 12), "week": ("day", 7), "day": ("hour", 24)}
_PARTS |= {"hour": ("minute", 60), "minute": ("second", 60), "decade": ("year", 10)}


@singledispatch
def value(form: Form, reference: Reference) -> Value | None:
    """The type and value of an expression read on the day of the reference; None where it has none."""
    found = form.days(reference)
    return ("DATE", _written(found, form.granularity)) if found else None


def with_time(found: Value, time: str | None) -> Value:
    """The value with its time of day, "T14:30" or "TNI"; a length or a set is left as it is."""
    kind, day = found
    if time is None or kind not in ("DATE", "TIME"):
        return found
    return "TIME", f"{day.partition('T')[0]}{time}"


def length(count: float | None, unit: Unit) -> str:
    """P3D, PT72H, PXY, P2Y6M: so many units; None is a number that is not said."""
    if count is None:
        return f"P{_clocked(unit)}X{_LETTERS[unit]}"
    if unit in _SMALLER:
        smaller, times = _SMALLER[unit]
        return length(count * times, smaller)
    whole, part = int(count), count % 1
    if not part:
        return f"P{_clocked(unit)}{whole}{_LETTERS[unit]}"
    if unit not in _PARTS:
        return f"P{_clocked(unit)}{count:g}{_LETTERS[unit]}"
    smaller, times = _PARTS[unit]
    first = f"{whole}{_LETTERS[unit]}" if whole else ""
    mark = _clocked(smaller) if not (first and _clocked(unit)) else ""
    return f"P{_clocked(unit) if first else ''}{first}{mark}{round(part * times)}{_LETTERS[smaller]}"


def _clocked(unit: str) -> str:
    return "T" if unit in HOURS else ""


def _written(days: When, granularity: str) -> str:
    """The first day of a period, as its unit is written."""
    low = days.earliest or days.latest or dt.date.min
    if granularity == "week":
        year, week, _ = low.isocalendar()
        return f"{year:04d}-W{week:02d}"
    if granularity == "quarter":
        return f"{low.year:04d}-Q{(low.month + 2) // 3}"
    if granularity == "season":
        return f"{low.year:04d}-{SEASONS[low.month]}"
    if granularity == "fortnight":
        return _written(days, "week")
    written = {"month": f"{low.year:04d}-{low.month:02d}", "year": f"{low.year:04d}"}
    written |= {"decade": f"{low.year // 10:03d}", "century": f"{low.year // 100:02d}"}
    return written.get(granularity) or low.isoformat()


@value.register(Calendar)
@value.register(Season)
@value.register(Decade)
@value.register(Holiday)
def _(form: Calendar | Season | Decade | Holiday, reference: Reference) -> Value | None:
    found = replace(form, portion=None).days(reference)
    return ("DATE", _written(found, form.granularity)) if found else None


@value.register
def _(form: Period, reference: Reference) -> Value | None:
    portion = form.portion if form.granularity == "day" else None
    found = replace(form, portion=portion, needs_plan=False).days(reference)
    return ("DATE", _written(found, form.granularity)) if found else None


@value.register
def _(form: Quarter, reference: Reference) -> Value | None:
    found = replace(form, portion=None).days(reference)
    if not found or not found.earliest:
        return None
    if form.months == 6:
        return "DATE", f"{found.earliest.year:04d}-H{1 if found.earliest.month < 7 else 2}"
    return "DATE", _written(found, "quarter")


@value.register
def _(form: Day, reference: Reference) -> Value | None:
    return "DATE", (reference.day + dt.timedelta(days=form.offset)).isoformat()


@value.register
def _(form: Weekday, reference: Reference) -> Value | None:
    found = form.days(reference)
    return ("DATE", _written(found, "day")) if found else None


@value.register
def _(form: Weekend, reference: Reference) -> Value | None:
    found = form.days(reference)
    return ("DATE", f"{_written(found, 'week')}-WE") if found else None


@value.register
def _(form: Night, reference: Reference) -> Value | None:
    found = form.days(reference)
    return ("TIME", f"{_written(found, 'day')}TNI") if found else None


@value.register
def _(form: Clock, reference: Reference) -> Value | None:
    return "TIME", f"{reference.day.isoformat()}{form.time or 'TXX:XX'}"


@value.register
def _(form: Shift, reference: Reference) -> Value | None:
    """So many years ago is a year, months ago a month, weeks ago a week; a count not said is a vague past or future."""
    if form.count is None:
        return "DATE", "PAST_REF" if form.sign < 0 else "FUTURE_REF"
    if form.unit in HOURS and form.count * HOURS[form.unit] < 24:
        return "TIME", reference.day.isoformat()
    unit: Unit = form.unit
    if form.count % 1 and unit in ("year", "decade", "quarter"):
        unit = "month"
    elif form.unit in ("decade", "century"):
        unit = "year" if form.count % 1 == 0 and form.unit == "century" else form.unit
    there = period(add(reference.day, form.sign * form.count, form.unit), unit)
    return "DATE", _written(there, unit if unit not in HOURS else "day")


@value.register
def _(form: Window, reference: Reference) -> Value | None:  # noqa: ARG001 - the signature is that of all
    if form.count is None and not form.counted:
        return "DATE", "PAST_REF" if form.sign < 0 else "FUTURE_REF"
    return "DURATION", length(form.count, form.unit)


@value.register
def _(form: Duration, reference: Reference) -> Value | None:  # noqa: ARG001 - the signature is that of all
    return "DURATION", length(form.count, form.unit)


@value.register
def _(form: Every, reference: Reference) -> Value | None:  # noqa: ARG001 - the signature is that of all
    if form.weekday is not None:
        return "SET", f"XXXX-WXX-{form.weekday + 1}"
    return "SET", length(form.count, form.unit)


@value.register
def _(form: Range, reference: Reference) -> Value | None:  # noqa: ARG001 - its ends are written, not the whole
    return None
