"""The grammar: what each kind of expression builds, from the parts of its match."""

import calendar
import re
from collections.abc import Callable, Mapping
from typing import TypeAlias, cast

from trucewatch.times.calendar_forms import Calendar, Decade, Form, Holiday, Quarter, Range, Season
from trucewatch.times.reference import Portion, Unit
from trucewatch.times.relative_forms import Clock, Day, Duration, Every, Night, Period, Shift, Weekday, Weekend, Window
from trucewatch.times.words import keyed, months, number, plain, units, weekdays, words

Match: TypeAlias = re.Match[str]
Builder: TypeAlias = Callable[[Match], Form | None]


def _part(match: Match, name: str) -> str | None:
    return match.groupdict().get(name)


def _portion(match: Match) -> Portion | None:
    text = _part(match, "portion")
    return cast("Portion", keyed("portions")[plain(text)]) if text else None


def _month(match: Match, name: str = "month") -> int | None:
    text = _part(match, name)
    return months()[text.strip().rstrip(".").lower()] if text else None


def _int(match: Match, name: str) -> int | None:
    text = _part(match, name)
    return int(re.sub(r"\D", "", text)) if text else None


def _step(match: Match, name: str = "step") -> int | None:
    """-1 for "last" and its like, 0 for "this", 1 for "next"; None without one."""
    text = plain(_part(match, name) or "")
    return next((step for step, section in ((-1, "last"), (0, "this"), (1, "next")) if text in words()[section]), None)


def _unit(match: Match, name: str = "unit") -> Unit:
    return cast("Unit", units()[match[name].lower()])


def _real(form: Calendar) -> Calendar | None:
    """The form, unless no year has such a day."""
    return form if form.at(form.year or 2000) else None


def _day(match: Match) -> Form | None:
    """One day, or the first and last of a run of days; what the first lacks it takes from the last."""
    year, shift = _int(match, "year") or _int(match, "dashed"), _step(match, "shift")
    month, month2 = _month(match), _month(match, "month2")
    last_day = _int(match, "day2")
    if last_day is None:
        return _real(Calendar(year, month, _int(match, "day"), shift=shift))
    first = _real(Calendar(None if month2 else year, month, _int(match, "day"), shift=None if month2 else shift))
    last = _real(Calendar(year, month2 or month, last_day, shift=shift))
    return Range(first, last) if first and last else None


def _month_form(match: Match) -> Form | None:
    step, shift = _step(match), _step(match, "shift")
    if step == 0 and shift is None:
        step, shift = None, 0
    form = Calendar(_int(match, "year"), _month(match), None, _portion(match), shift, step)
    last = _month(match, "month2")
    return form if last is None else Range(Calendar(None, form.month), Calendar(form.year, last, shift=shift))


def _year(match: Match) -> Form | None:
    first, last = int(match["year"]), _int(match, "year2")
    if last is None:
        return Calendar(first, portion=_portion(match))
    return Range(Calendar(first), Calendar(last if last > 99 else first // 100 * 100 + last))


def _numeric(match: Match) -> Form | None:
    """Day first unless only month first makes a date; ISO dates year first; None where its marks differ."""
    if match["mark"] != match["mark_again"] or match["sign"] != match["sign_again"]:
        return None
    numbers = [int(part) for part in re.split(r"[-/.]", match["iso"] or match["written"])]
    year, month, day = numbers if match["iso"] else reversed(numbers)
    if month > 12 >= day:
        day, month = month, day
    return _real(Calendar(year, month, day)) if 1 <= month <= 12 and day else None


def _weekday(match: Match) -> Form | None:
    number_of = weekdays()[match["weekday"].lower()]
    if match["plural"]:
        return Every(number_of, unit="week")
    return Weekday(number_of, _step(match), _step(match, "week"))


def _period(match: Match) -> Form | None:
    step, what, portion = _step(match), match["what"].lower(), _portion(match)
    said = plain(match["step"])
    if said == "past":
        step = -1
    if what == "weekend":
        return Weekend(step)
    if said == "the" and portion is None and what not in words()["seasons"]:
        return None
    if what in words()["seasons"]:
        return Season(words()["seasons"][what][0], step=step or None, portion=portion)
    return Period(_unit(match, "what"), step or 0, portion, needs_plan=said == "the following")


def _season(match: Match) -> Form | None:
    return Season(words()["seasons"][match["season"].lower()][0], year=_int(match, "year"), portion=_portion(match))


def _quarter(match: Match) -> Form | None:
    count, months_long = (
        words()["ordinals"].get(match["ordinal"].lower(), 2),
        6 if match["size"].lower() == "half" else 3,
    )
    if count * months_long > 12:
        return None
    year, shift = _int(match, "year") or _int(match, "of_year"), _step(match, "shift")
    return Quarter(count, months_long, year, _step(match, "of_shift") if shift is None else shift)


def _shift(match: Match) -> Form | None:
    behind = match["side"].lower() in ("ago", "earlier", "previously")
    count = number(match["number"])
    return Shift(count + 0.5 if count and match["and_half"] else count, _unit(match), -1 if behind else 1)


def _window(match: Match) -> Form | None:
    sign = -1 if plain(match["which"]) in words()["past_windows"] else 1
    if match["unit_alone"]:
        return Window(None, _unit(match, "unit_alone"), sign)
    return Window(number(match["number"]), _unit(match), sign, counted=True)


def _duration(match: Match) -> Form | None:
    # "in the four days" is a stretch, "in four days" a day.
    preposition = "during" if match["the"] and match["preposition"] else plain(match["preposition"] or "")
    count = number(match["number"])
    return Duration(count + 0.5 if count and match["and_half"] else count, _unit(match), preposition)


def _every(match: Match) -> Form | None:
    if match["weekday"]:
        return Every(weekdays()[match["weekday"].lower()], unit="week")
    if match["adverb"]:
        return Every(unit=cast("Unit", words()["set_words"][plain(match["adverb"])]))
    said = match["number"]
    count = 2 if match["other"] else number(said) if said else 1
    return Every(count=count, unit=_unit(match))


def _holiday(match: Match) -> Form | None:
    rule = words()["holidays"][keyed("holiday_names")[plain(match["holiday"]).replace("’", "'")]]
    return Holiday(rule if isinstance(rule, str) else tuple(rule), _int(match, "year"), _step(match))


def _clock(match: Match) -> Form | None:
    """Hour and minute as TimeML has them."""
    if match["word"]:
        return Clock(words()["clock_words"][match["word"].lower()])
    if match["oclock"] or match["past"]:
        return _spoken_clock(match)
    digits = match["digits"] or ""
    hour, minute = (
        (int(digits[:2]), digits[2:]) if digits else (int(match["hour"]), match["minute"] or match["minute2"] or "00")
    )
    half = (match["half"] or match["half2"] or "").lower().replace(".", "")
    if match["clock_part"] and not half:
        half = "pm" if _afternoon(match, hour) else "am"
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return Clock(f"T{hour:02d}:{minute}") if hour <= 24 and int(minute) < 60 else None


def _afternoon(match: Match, hour: int) -> bool:
    """Whether "in the evening", "at night" and their like put that hour after noon: "at night" is so from six on."""
    said = plain(match["clock_part"] or "")
    return bool(words()["clock_parts"].get(said)) and (said != "at night" or hour >= 6)


def _spoken_clock(match: Match) -> Form:
    """The hour of "five o'clock", "half past nine", "a quarter to five in the afternoon"."""
    hour = int(number(match["oclock"] or match["past_hour"]) or 0)
    said = plain(match["past"] or "")
    minute = 30 if said.startswith("half") else 15 if said.endswith("past") else 45 if said else 0
    hour = hour % 12 + (12 if _afternoon(match, hour) else 0) if match["clock_part"] else hour
    hour -= said.endswith(" to")
    return Clock(f"T{hour % 24:02d}:{minute:02d}")


def _counted_weekday(match: Match) -> Form | None:
    weeks = number(match["number"])
    if weeks is None or weeks % 1:
        return None
    ahead = match["side"].lower() == "from"
    return Weekday(weekdays()[match["weekday"].lower()], beyond=int(weeks) if ahead else -int(weeks))


def _edge_day(match: Match) -> Form | None:
    """The first or last day of a month or a year."""
    first = match["edge"].lower() == "first"
    if match["month"]:
        month, year = _month(match), _int(match, "year")
        return Calendar(year, month, 1 if first else calendar.monthrange(year or 2001, month or 1)[1])
    step = _step(match) or 0
    if match["what"].lower() == "year":
        return Calendar(None, 1 if first else 12, 1 if first else 31, shift=step)
    return Period("month", step, "first_day" if first else "last_day")


def _near_day(match: Match) -> Form | None:
    said = plain(match["word"])
    offset = words()["day_words"].get(said)
    return Day(1, needs_plan=True) if offset is None else Day(offset)


def _day_part(match: Match) -> Form | None:
    return Day(-1 if match["which"].lower() == "last" else 0)


BUILDERS: Mapping[str, Builder] = {
    "month_day": _day,
    "between_days": _day,
    "day_month_range": _day,
    "days_month": _day,
    "day_month": _day,
    "day_small_month": _day,
    "small_month_day": _day,
    "numeric": _numeric,
    "month_year": _month_form,
    "month_step": _month_form,
    "month_part": _month_form,
    "month": _month_form,
    "doubtful_month": _month_form,
    "season": _season,
    "quarter": _quarter,
    "decade": lambda match: Decade(int(match["decade"]), _portion(match)),
    "year": _year,
    "year_end": lambda match: Calendar(_int(match, "year"), 12, 31),
    "near_day": _near_day,
    "day_part": _day_part,
    "overnight": lambda _: Night(),
    "every": _every,
    "weekday": _weekday,
    "counted_weekday": _counted_weekday,
    "edge_day": _edge_day,
    "window": _window,
    "past_unit": lambda match: Window(1, _unit(match), -1),
    "period": _period,
    "ago": _shift,
    "long_ago": lambda match: Window(None, _unit(match), -1),
    "clock": _clock,
    "holiday": _holiday,
    "fiscal": lambda match: Calendar(_int(match, "year")),
    "duration": _duration,
}


def time_of_day(text: str) -> str | None:
    """What TimeML has for the part of the day that an expression ends with: "Friday night" TNI."""
    night = words()["night_words"]
    last = (
        night.get(plain(text))
        or night.get(text.rsplit(maxsplit=1)[-1].lower())
        or words()["day_parts"].get(text.rsplit(maxsplit=1)[-1].lower())
    )
    return None if last is None else str(last)
