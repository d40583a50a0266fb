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
from trucewatch.times.relative_forms import Duration

Side = Literal["past", "ahead", "open"]
_DAY_NAMES = re.compile(r"\b(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.IGNORECASE)
_BREAK = re.compile(r"[.!?][\"”’']?\s+(?=[\"“‘(]?[A-Z])")
_REACH = 160
_CAPTION = 40
"""Characters before a date in which a caption says that a picture was made then."""
_AFTER = re.compile(r"\s+(?:after|since)\s+([^,.;:]{2,80})")
_DAYS = {"day": 1, "week": 7, "month": 30.4, "year": 365.25}
OPENING = 300
"""Characters of the first paragraph that count as the opening; texts without paragraphs would be all opening."""
PASSAGE = 250
"""Characters around a date in which it is looked for what it is the date of."""
_SOON_AFTER = re.compile(r"\s*,?\s*\(?\s*$")


@dataclass(frozen=True, slots=True)
class Clue:
    """A date named in a text, with its `weekday` if that stands by it, and on which `side` of the report's day it lies.

    `opening`: it stands in the first lines of the text. `near` is the passage around it. `since`: it is a bare year
    after "in", as news gives years other than its own. `pictured`: it is that of a picture ("photo taken on 8 June").
    """

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    portion: str | None
    side: Side
    opening: bool
    near: str
    since: bool = False
    pictured: bool = False

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
    elapsed: tuple[int, str] | None = None
    """Days since what the opening looks back on ("Two months after …"), and the words for that."""


def clues_of(text: str) -> Clues:
    """The clues in a cleaned text."""
    paragraphs = tuple(text.split("\n\n"))
    dates: list[Clue] = []
    weekdays: list[tuple[int, str]] = []
    for place, paragraph in enumerate(paragraphs):
        pending: tuple[int, int] | None = None
        for mention in find(paragraph):
            named = _weekday(mention)
            if isinstance(mention.form, Calendar):
                near = pending[0] if pending and _SOON_AFTER.fullmatch(paragraph, pending[1], mention.start) else None
                dates.append(_clue(mention, mention.form, named if named is not None else near, place == 0, paragraph))
            elif named is not None and type(mention.form).__name__ == "Weekday":
                pending = (named, mention.end)
                weekdays.append((named, paragraph[max(0, mention.start - PASSAGE) : mention.end + PASSAGE]))
    elapsed = _elapsed(paragraphs[0])
    return Clues(tuple(dates), _lede(paragraphs), tuple(weekdays), paragraphs, _war_years(text), elapsed)


def _elapsed(paragraph: str) -> tuple[int, str] | None:
    for mention in find(paragraph[:OPENING]):
        after = _AFTER.match(paragraph, mention.end)
        if mention.start == 0 and isinstance(mention.form, Duration) and mention.form.count and after:
            return round(mention.form.count * _DAYS.get(mention.form.unit, 0)), after[1]
    return None


def _weekday(mention: TimeMention) -> int | None:
    found = _DAY_NAMES.search(mention.text)
    return next(i for i, name in enumerate(WEEKDAYS) if name.startswith(found[1].lower()[:3])) if found else None


def _clue(mention: TimeMention, form: Calendar, weekday: int | None, first: bool, paragraph: str) -> Clue:  # noqa: FBT001
    # "last May", "June last year": its own rules, and no year to hold on to.
    moved = form.shift is not None or form.step is not None
    named_after = form.month is None and not _before_year().search(paragraph, max(0, mention.start - 20), mention.start)
    side: Side = "open" if moved or named_after else _side(mention, paragraph)
    opening = first and mention.end <= OPENING
    near = paragraph[max(0, mention.start - PASSAGE) : mention.end + PASSAGE]
    bare = form.month is None and paragraph[: mention.start].lower().endswith("in ")
    before = paragraph[max(0, mention.start - _CAPTION) : mention.start]
    pictured = _words("picture").search(before) is not None
    return Clue(form.year, form.month, form.day, weekday, form.portion, side, opening, near, bare, pictured)


@functools.cache
def _before_year() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(data('clues')['before_year'])})\s$", re.IGNORECASE)


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
    for paragraph in (p[:OPENING] for p in paragraphs[:2]):
        if (said := lede_weekday(paragraph)) is not None:
            return said
        named = [w for m in find(paragraph) if type(m.form).__name__ == "Weekday" and (w := _weekday(m)) is not None]
        if named:
            return named[0]
    return None


def _war_years(text: str) -> int | None:
    """The year of the report, roughly: the year the war began and how many years it is said to have lasted."""
    began = [int(m["year"]) for m in _war_began().finditer(text)]
    lasted = [_number(m["years"]) for m in _war_lasted().finditer(text)]
    return min(began) + max(lasted) if began and lasted and all(lasted) else None


@functools.cache
def _war_began() -> re.Pattern[str]:
    words = data("clues")
    return re.compile(
        rf"\b(?:{'|'.join(words['war'])})\s+(?:\w+\s+){{0,3}}?(?:{'|'.join(words['began'])})\s+(?:\w+\s+){{0,3}}?(?P<year>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    )


@functools.cache
def _war_lasted() -> re.Pattern[str]:
    words = data("clues")
    return re.compile(
        rf"\b(?P<years>\w+)-year(?:-(?:old|long))?\s+(?:\w+\s+){{0,2}}?(?:{'|'.join(words['war'])})\b", re.IGNORECASE
    )


def _number(word: str) -> int:
    names = data("clues")["numbers"]
    return int(word) if word.isdigit() else names.index(word.lower()) + 1 if word.lower() in names else 0
