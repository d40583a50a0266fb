"""What a text says about the days it tells of, as clues to the day it was published."""

import datetime as dt
import functools
import re
from dataclasses import dataclass
from typing import Literal

from trucewatch.reading.rules import data
from trucewatch.reading.stories import WEEKDAYS, lede_weekday
from trucewatch.times import TimeMention, find
from trucewatch.times.calendar_forms import Calendar

Side = Literal["past", "ahead", "open"]
_DAY_NAMES = re.compile(r"\b(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.IGNORECASE)
_BREAK = re.compile(r"[.!?][\"”’']?\s+(?=[\"“‘(]?[A-Z])")
_REACH = 160
_SOON_AFTER = re.compile(r"\s*,?\s*\(?\s*$")


@dataclass(frozen=True, slots=True)
class Clue:
    """A date in paragraph `place` of a text, with its `weekday` if named, and the `side` of the report that it lies on."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    portion: str | None
    side: Side
    place: int
    paragraph: str

    def on(self, year: int) -> tuple[dt.date, dt.date] | None:
        """First and last day of it in that year; None if there is no such day, or its weekday is another."""
        if self.month is None:
            return dt.date(year, 1, 1), dt.date(year, 12, 31)
        found = Calendar(year=year, month=self.month, day=self.day).at(year)
        if found is None or found.earliest is None or found.latest is None:
            return None
        if self.weekday is not None and self.day is not None and found.earliest.weekday() != self.weekday:
            return None
        third = {"early": (0, 12), "middle": (8, 22), "late": (18, 31)}.get(self.portion or "")
        if self.day is None and third:
            low, high = (found.earliest + dt.timedelta(days=d) for d in third)
            return low, min(high, found.latest)
        return found.earliest, found.latest


@dataclass(frozen=True, slots=True)
class Clues:
    """All that a story says: dated clues, the weekday of its opening, weekdays it names and in which paragraph."""

    dates: tuple[Clue, ...]
    lede: int | None
    weekdays: tuple[tuple[int, str], ...]
    paragraphs: tuple[str, ...]
    war_years: int | None


def clues_of(text: str) -> Clues:
    """The clues in a cleaned text."""
    paragraphs = tuple(text.split("\n\n"))
    dates: list[Clue] = []
    weekdays: list[tuple[int, str]] = []
    lengths: list[int] = []
    for place, paragraph in enumerate(paragraphs):
        pending: tuple[int, int] | None = None
        for mention in find(paragraph):
            named = _weekday(mention)
            if isinstance(mention.form, Calendar):
                near = pending[0] if pending and _SOON_AFTER.fullmatch(paragraph, pending[1], mention.start) else None
                dates.append(_clue(mention, mention.form, named if named is not None else near, place, paragraph))
            elif named is not None and type(mention.form).__name__ == "Weekday":
                pending = (named, mention.end)
                weekdays.append((named, paragraph))
            elif mention.kind == "duration" and mention.granularity == "year" and _is_war(paragraph, mention):
                lengths.append(int(getattr(mention.form, "count", 0)))
    return Clues(tuple(dates), _lede(paragraphs), tuple(weekdays), paragraphs, _war_years(dates, lengths))


def _weekday(mention: TimeMention) -> int | None:
    found = _DAY_NAMES.search(mention.text)
    return next(i for i, name in enumerate(WEEKDAYS) if name.startswith(found[1].lower()[:3])) if found else None


def _clue(mention: TimeMention, form: Calendar, weekday: int | None, place: int, paragraph: str) -> Clue:
    # "last May", "June last year": its own rules, and no year to hold on to.
    moved = form.shift is not None or form.step is not None
    side: Side = "open" if moved else _side(mention, paragraph)
    return Clue(form.year, form.month, form.day, weekday, form.portion, side, place, paragraph)


def _side(mention: TimeMention, paragraph: str) -> Side:
    start = max(0, mention.start - _REACH)
    breaks = [m.end() for m in _BREAK.finditer(paragraph, start, mention.start)]
    before = paragraph[breaks[-1] if breaks else start : mention.start]
    if _words("open").search(before):
        return "open"
    if _words("ahead").search(before):
        return "ahead"
    begun = mention.is_absolute and mention.relation in ("from", "since")
    return "past" if begun or mention.relation not in ("by", "until", "from", "before", "since") else "open"


@functools.cache
def _words(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, data('clues')[kind]))})(?!\w)", re.IGNORECASE)


def speaks_of_deal(text: str) -> bool:
    """Whether a text has a word for a deal."""
    return _words("deal").search(text) is not None


def _lede(paragraphs: tuple[str, ...]) -> int | None:
    """The weekday of the opening: said in one of the first two paragraphs, else the first that the first one names."""
    for paragraph in paragraphs[:2]:
        if (said := lede_weekday(paragraph)) is not None:
            return said
        named = [w for m in find(paragraph) if type(m.form).__name__ == "Weekday" and (w := _weekday(m)) is not None]
        if named:
            return named[0]
    return None


def _is_war(paragraph: str, mention: TimeMention) -> bool:
    return _words("war").match(
        re.sub(r"^\s*(?:\w+\s){0,2}?(?=\w)", "", paragraph[mention.end : mention.end + 40])
    ) is not None or bool(_words("war").search(paragraph[mention.end : mention.end + 20]))


def _war_years(dates: list[Clue], lengths: list[int]) -> int | None:
    """The year of the report, roughly: the year the war began and how many years it has lasted."""
    began = [
        c.year
        for c in dates
        if c.year is not None and _words("began").search(c.paragraph) and _words("war").search(c.paragraph)
    ]
    return min(began) + max(lengths) if began and lengths and 0 < max(lengths) < 60 else None
