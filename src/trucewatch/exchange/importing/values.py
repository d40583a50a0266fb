"""Cells to values: days, numbers, points. A fault says which column, and what stands in it."""

import datetime as dt
import math
import re
from functools import lru_cache

from trucewatch.exchange.importing.rows import Context, Row, RowFault
from trucewatch.times.days import Order, parse_day
from trucewatch.vocabulary.records import Quantity
from trucewatch.vocabulary.when import When

_SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}")
_SPACE = re.compile(r"\s+")
_UNKNOWN = ("", "-1", "0", "NA")


@lru_cache(maxsize=1 << 16)
def _day(text: str, order: Order | None) -> str | None:
    if len(text) == 10 and text[4] == "-" and text[7] == "-":
        try:
            return dt.date.fromisoformat(text).isoformat()
        except ValueError:
            raise ValueError(f"{text} is not a day of the calendar") from None
    slashed = _SLASHED.match(text)
    if slashed and order is None and max(int(slashed[1]), int(slashed[2])) <= 12 and slashed[1] != slashed[2]:
        raise ValueError(f"{text} can be read as day/month or month/day")
    found = parse_day(text, order=order)
    return found.isoformat() if found else None


def day(row: Row, column: str, context: Context) -> str:
    """The day in a cell, ISO 8601; RowFault where there is none or it is impossible."""
    text = row[column]
    try:
        found = _day(text, context.order)
    except ValueError as failure:
        advice = "Mend the row, or say how dates are written: --dates dmy or --dates mdy."
        raise RowFault("TW-IMPORT-11", f"{column}: {failure}", advice) from failure
    if found is None:
        raise RowFault("TW-IMPORT-11", f"{column}: {text!r} is no date", "Mend the row.")
    return found


def optional_day(row: Row, column: str, context: Context) -> str | None:
    """The day in a cell that may be empty."""
    return day(row, column, context) if row[column] else None


def days(first: str, last: str, column: str) -> str:
    """An interval of days in EDTF; RowFault where it ends before it begins."""
    if first == last:
        return first
    try:
        return When(dt.date.fromisoformat(first), dt.date.fromisoformat(last)).edtf
    except ValueError as failure:
        raise RowFault("TW-IMPORT-11", f"{column}: {failure}", "Mend the row.") from failure


def widened(iso: str, precision: str) -> str:
    """A day as the interval that its precision allows: `week` (the 7 days around it), `month`, `year`."""
    at = dt.date.fromisoformat(iso)
    if precision == "week":
        return When(at - dt.timedelta(days=3), at + dt.timedelta(days=3)).edtf
    return iso[:7] if precision == "month" else iso[:4] if precision == "year" else iso


def parts_day(year: str, month: str, day_: str) -> tuple[str | None, str | None]:
    """A date in three cells, as EDTF as precise as they are known, and what is wrong with it (None: nothing).

    0 and -1 are unknown. 15 June stands in some versions for an unknown month and day, so no more than its year is
    taken from it. A day that the calendar does not have gives its month.
    """
    if year in _UNKNOWN:
        return None, None
    try:
        at_year, at_month, at_day = (0 if part in _UNKNOWN else int(part) for part in (year, month, day_))
        When.year(at_year)
        if at_month <= 0 or (at_month, at_day) == (6, 15):
            return f"{at_year:04d}", None
        month_found = When.month(at_year, at_month).edtf
    except ValueError:
        return None, f"{year}-{month}-{day_} is no date"
    if at_day <= 0:
        return month_found, None
    try:
        return dt.date(at_year, at_month, at_day).isoformat(), None
    except ValueError:
        return month_found, f"{year}-{month}-{day_} is not a day of the calendar"


def number(row: Row, column: str) -> int | None:
    """A whole number, or None for an empty cell; RowFault for anything else, or a count below zero."""
    text = row[column]
    if not text:
        return None
    if text.isdigit():
        return int(text)
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if found < 0 or not found.is_integer():
        raise RowFault("TW-IMPORT-13", f"{column}: {text!r} is no count", "Mend the row.")
    return int(found)


def counted(what: str, low: int | None, high: int | None) -> tuple[Quantity, ...]:
    """People killed or injured, as a range; nothing where neither bound is known."""
    if low is None and high is None:
        return ()
    if low is not None and high is not None and low > high:
        low, high = high, low
    text = f"{low}" if low == high else f"{'' if low is None else low}–{'' if high is None else high}"
    return (Quantity(what, low, high, "people", text),)


def point(row: Row, latitude: str, longitude: str) -> tuple[float, float] | None:
    """Latitude and longitude; None where they are not given; RowFault where there is no such place on earth."""
    if not row[latitude] or not row[longitude]:
        return None
    try:
        lat, lon = float(row[latitude]), float(row[longitude])
    except ValueError:
        lat, lon = math.nan, math.nan
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        reason = f"{latitude}, {longitude}: {row[latitude]!r}, {row[longitude]!r} is no point on earth"
        raise RowFault("TW-IMPORT-14", reason, "Mend the row; latitude and longitude may have changed places.")
    return lat, lon


def one_line(text: str) -> str:
    """A text with its white space made single."""
    return _SPACE.sub(" ", text).strip() if "  " in text or not text.isprintable() else text.strip()


def sentence(*parts: str | None) -> str:
    """Parts joined with commas and closed with a stop."""
    return ", ".join(stripped for part in parts if part and (stripped := part.strip(" .;,"))) + "."
