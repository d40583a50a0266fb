"""The day of publication of a text that does not state it: whatever days its clues leave over.

Each clue is a set of days on which the report can have come out. Hard ones must all hold; soft ones, news habits,
are taken up one by one as long as some day is left. What remains is given as it is: a day, an interval, an open
interval, or nothing.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from trucewatch.reading import dayset
from trucewatch.reading.chronicle import Chronicle
from trucewatch.reading.circumstances import Circumstance
from trucewatch.reading.clues import Clue, Clues
from trucewatch.reading.stories import WEEKDAYS
from trucewatch.vocabulary.when import When

YEARLESS = 320
"""Days within which news names a date without its year (as in `times`)."""
LEDE_REACH = 7
"""Days by which a date in the first paragraph is older than the report, at most: later it is told by the week."""
NEXT_DAY = 1
"""Print: what was said on Thursday stands in Friday's paper."""
WIDEST = 1500
"""Days beyond which a closed interval says too little; only its start is given then."""
_GAP = 400
_NEXT_CHANCE = 1400
"""Days until the next possible year from which the earlier one may be taken (a date keeps its weekday for 5, 6 or 11
years), if the text's own newest year is not more than three years back."""
_WORD = re.compile(r"\w{4,}")
_ALIKE = 0.35
_DAYS = [name.title() for name in WEEKDAYS]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


class Evidence(NamedTuple):
    """Days on which the report can have come out, and what tells so, for people."""

    days: int
    why: str


class Inferred(NamedTuple):
    """When a report came out, and what it was concluded from."""

    when: When
    why: str


def infer(
    clues: Clues,
    chronicle: Chronicle,
    *,
    dateline: Clue | None = None,
    events: Iterable[tuple[dt.date, str]] = (),
    circumstances: Sequence[Circumstance] = (),
) -> Inferred | None:
    """When a report with these clues came out, as far as they tell; None if not at all.

    `dateline` is its dateline's day; `events` are dated sentences of another story on the same page; `circumstances`
    are what it tells of its time in passing.
    """
    days, told = dayset.ALL, list[str]()
    for hard in _hard(clues, chronicle):
        days = _narrowed(days, hard, told)
    sure = days
    if not days or not (circumstances or _anchored(clues, chronicle)):
        return None
    for soft in (*_passing(circumstances), *_soft(clues, chronicle, dateline, events)):
        if days & soft.days:
            days = _narrowed(days, soft, told)
    found = _said(days, sure, clues)
    return Inferred(found, "; ".join(dict.fromkeys(told))) if found else None


def _narrowed(days: int, by: Evidence, told: list[str]) -> int:
    """What is left of the days; what narrowed them is told."""
    left = days & by.days
    if left != days:
        told.append(by.why)
    return left


def _passing(circumstances: Iterable[Circumstance]) -> Iterator[Evidence]:
    """Those with an end last: an old toll is likelier than a name ahead of its time."""
    ordered = sorted(circumstances, key=lambda c: (c.high is not None, c.low is None or -c.low.toordinal()))
    return (Evidence(dayset.span(c.low, c.high), c.why) for c in ordered)


def _anchored(clues: Clues, chronicle: Chronicle) -> bool:
    """Whether anything ties the text to a year at all."""
    if (
        chronicle.named(" ".join(clues.paragraphs)) is not None
        or chronicle.news(clues)
        or chronicle.looked_back_on(clues)
    ):
        return True
    return any((c.year is not None and c.side == "past") or chronicle.years_of(c) for c in clues.dates)


def _hard(clues: Clues, chronicle: Chronicle) -> Iterator[Evidence]:
    named = chronicle.named(" ".join(clues.paragraphs))
    if named is not None:
        yield Evidence(dayset.span(named.earliest, None), f"it names an agreement of {named.edtf}")
    for clue in clues.dates:
        if clue.year is not None and clue.side == "past" and (found := clue.on(clue.year)):
            # A report may be a day ahead of itself: time zones.
            first = found[0] - dt.timedelta(days=1 if clue.day else 0)
            yield Evidence(dayset.span(first, None), f"it tells of {_written(clue)}")
        elif clue.year is None and clue.month is not None:
            known = chronicle.years_of(clue)
            why = f"{_written(clue)} is named without a year{' and is that of a known agreement' if known else ''}"
            if days := _yearless(clue, known):
                yield Evidence(days, why)


def _written(clue: Clue) -> str:
    """A date as people read it: Monday 17 September."""
    weekday = _DAYS[clue.weekday] if clue.weekday is not None and clue.day else None
    month = _MONTHS[clue.month - 1] if clue.month else None
    return " ".join(str(part) for part in (weekday, clue.day, month, clue.year) if part is not None)


def _yearless(clue: Clue, known: tuple[int, ...]) -> int:
    """Days near enough to the date in some year (or in the known ones), on the right side of it."""
    # A month without a day and a year is too often one ahead of the report to bound it.
    past = clue.side == "past" and (clue.day is not None or bool(known))
    before = 1 if past else YEARLESS
    after = YEARLESS if clue.side != "ahead" else 0
    days = 0
    for year in known or dayset.YEARS:
        if found := clue.on(year):
            days |= dayset.span(found[0] - dt.timedelta(days=before), found[1] + dt.timedelta(days=after))
    return days


def _soft(
    clues: Clues, chronicle: Chronicle, dateline: Clue | None, events: Iterable[tuple[dt.date, str]]
) -> Iterator[Evidence]:
    if dateline is not None:
        yield Evidence(_on(dateline, chronicle.years_of(dateline), 0), f"its dateline says {_written(dateline)}")
    openings = _openings(clues)
    opening = f"its opening speaks of {_DAYS[clues.lede]}" if clues.lede is not None else ""
    for day in _same_events(clues, events):
        # The event lies before the opening: the next such weekday is the day of the news.
        why = f"another story on its page tells of the same on {day}"
        yield Evidence(_after(openings & dayset.around(day, 0, 6)), "; ".join(filter(None, (why, opening))))
    for day in chronicle.news(clues):
        yield Evidence(dayset.around(day, 0, NEXT_DAY), f"it is the news of an agreement made on {day}; {opening}")
    if clues.elapsed:
        yield Evidence(_looked_back(clues, chronicle), f"it looks back {clues.elapsed[0]} days on {clues.elapsed[1]}")
    for clue in clues.dates:
        # A date with its year is as often that of a picture, or of something long ago.
        if clue.opening and not clue.pictured and clue.day is not None and clue.year is None and clue.side == "past":
            reach = NEXT_DAY if clues.lede in (None, clue.weekday) else LEDE_REACH
            yield Evidence(_on(clue, chronicle.years_of(clue), reach), f"its opening tells of {_written(clue)}")
    yield Evidence(_after(openings), opening)
    told = [c.year for c in clues.dates if c.year is not None and c.since and c.side == "past"]
    if told:
        # News says "in 2018" of another year than its own.
        yield Evidence(dayset.span(dt.date(max(told) + 1, 1, 1), None), f"it says “in {max(told)}” as of another year")
    if clues.war_years is not None:
        span = dayset.span(dt.date(clues.war_years - 1, 1, 1), dt.date(clues.war_years + 1, 12, 31))
        yield Evidence(span, "it says when the war began and how long it has lasted")


def _looked_back(clues: Clues, chronicle: Chronicle) -> int:
    """Days about as far behind an agreement as the opening says; round figures leave a quarter either way."""
    days = 0
    for made in chronicle.looked_back_on(clues):
        gap = clues.elapsed[0] if clues.elapsed else 0
        days |= dayset.around(made + dt.timedelta(days=gap), max(3, gap // 4), max(3, gap // 4))
    return days


def _on(clue: Clue, years: tuple[int, ...], after: int) -> int:
    days = 0
    for year in (clue.year,) if clue.year is not None else years or tuple(dayset.YEARS):
        if found := clue.on(year):
            days |= dayset.span(found[0], found[1] + dt.timedelta(days=after))
    return days


def _openings(clues: Clues) -> int:
    return dayset.ALL if clues.lede is None else dayset.weekday(clues.lede)


def _after(openings: int) -> int:
    return openings | dayset.later(openings, NEXT_DAY)


def _same_events(clues: Clues, events: Iterable[tuple[dt.date, str]]) -> Iterator[dt.date]:
    """Days of another story's events that this one tells of in much the same words, by their weekday."""
    for day, sentence in events:
        words = _words(sentence)
        for number, paragraph in clues.weekdays:
            if number != day.weekday() or number == clues.lede:
                continue
            if len(words & _words(paragraph)) >= _ALIKE * len(words):
                yield day


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))


def _said(days: int, sure: int, clues: Clues) -> When | None:
    parts = dayset.clusters(days, _GAP)
    if len(parts) > 1:
        first, second = dayset.bounds(parts[0]), dayset.bounds(parts[1])
        years = [c.year for c in clues.dates if c.year is not None and c.side == "past"]
        if (
            first
            and second
            and years
            and (second[0] - first[1]).days >= _NEXT_CHANCE
            and first[0].year - max(years) <= 3
        ):
            days = parts[0]
    found = dayset.hull(days)
    if found is None or found.earliest is None:
        return None
    if found.latest is None or (found.latest - found.earliest).days > WIDEST:
        # Habits sharpen an interval; the start of an open one must hold for certain.
        least = dayset.hull(sure)
        return When(least.earliest, None) if least and least.earliest else None
    return found
