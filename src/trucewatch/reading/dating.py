"""The day of publication, from the surest source that there is, and how it was found."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from trucewatch.reading.articles import Article
from trucewatch.reading.chronicle import Chronicle
from trucewatch.reading.circumstances import circumstances_of
from trucewatch.reading.clues import Clue, Clues, clues_of
from trucewatch.reading.datelines import Dateline
from trucewatch.reading.days import day_of, run_in_line, whole_dates
from trucewatch.reading.inference import infer
from trucewatch.reading.moments import Clock, Moment, stated
from trucewatch.reading.source import Raw
from trucewatch.times import find
from trucewatch.times.calendar_forms import Calendar
from trucewatch.vocabulary.codes import PublishedHow
from trucewatch.vocabulary.when import When

_HEAD = 250
"""Characters before and behind the beginning of a text in which its date line is looked for."""

_STATED = frozenset({PublishedHow.METADATA, PublishedHow.TEXT, PublishedHow.DATELINE})
Warnings = list[tuple[str, str]]
Stated = tuple[dt.date, Moment | None]
_NEAR = dt.timedelta(days=3)
"""A column may give the day of the event, which news follows within days; more than that is worth a word."""


@dataclass(slots=True)
class Dated:
    """`published` in EDTF, how it was found and why so, and the moment; warnings name a `Reason` and a detail."""

    published: str | None = None
    how: PublishedHow | None = None
    why: str | None = None
    at: str | None = None
    warnings: Warnings = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Text:
    """A story's cleaned text with its dateline and language, and the clock of its outlet."""

    clean: str
    line: Dateline | None
    language: str | None
    clock: Clock


def date(raw: Raw, article: Article, text: Text, chronicle: Chronicle, events: "Events") -> Dated:
    """When a story came out: its fields, else its header lines, else its dateline, else what its text lets conclude."""
    dated = Dated()
    field = _field(raw, dated.warnings)
    header = _header(article, dated.warnings) or _run_in(raw, article)
    if header is not None and (field is None or not raw.sure):
        if field is not None and abs(field[0] - header[0][0]) > _NEAR:
            dated.warnings.append(("DATES_DISAGREE", raw.published or ""))
        _state(dated, *header, text.clock)
    elif field is not None:
        _state(dated, field, PublishedHow.METADATA, text.clock)
    else:
        _from_text(dated, text, chronicle, events)
    if raw.latest:
        _bound(dated, raw.latest, text.clock)
    if dated.how in _STATED and text.language in ("en", None) and (later := _reported_later(text.clean, dated)):
        dated.warnings.append(("TOO_EARLY", f"{dated.published} but tells of {later}"))
    return dated


def _reported_later(text: str, dated: Dated) -> dt.date | None:
    """The last day that a report tells of as past though it lies after its own (a day ahead may be a time zone)."""
    published = When.parse(dated.published).latest if dated.published else None
    if published is None or not any(_read_quickly(line) > published for line in whole_dates(text)):
        return None
    days = (c.on(c.year) for c in clues_of(text).dates if c.year is not None and c.day is not None and c.side == "past")
    last = max((found[0] for found in days if found), default=published)
    return last if last - published > dt.timedelta(days=1) else None


def _read_quickly(line: str) -> dt.date:
    try:
        return day_of(line) or dt.date.min
    except ValueError:
        return dt.date.min


def _state(dated: Dated, found: Stated, how: PublishedHow, clock: Clock) -> None:
    """Take a day as it is stated, or where a moment comes with it, the day that it was at the outlet."""
    day, moment = found
    dated.published, dated.how = day.isoformat(), how
    if moment is not None:
        local, dated.why = clock.days(moment)
        dated.published, dated.at = local.edtf, moment.text


def _bound(dated: Dated, latest: str, clock: Clock) -> None:
    """What is left open ends on the day on which somebody fetched or saved the text."""
    try:
        found = stated(latest)
    except ValueError:
        found = None
    if found is None:
        return
    last = found[0] if found[1] is None else clock.days(found[1])[0].latest
    if last is None:
        return
    if dated.published is None:
        dated.published, dated.how = When(None, last).edtf, PublishedHow.METADATA
        return
    said = When.parse(dated.published)
    reaches = said.latest is None or said.latest > last
    if reaches and not said.is_day and (said.earliest is None or said.earliest <= last):
        dated.published = When(said.earliest, last).edtf


def _field(raw: Raw, warnings: Warnings) -> Stated | None:
    if not raw.published:
        return None
    try:
        found = stated(raw.published, order=raw.order)
    except ValueError:
        warnings.append(("IMPOSSIBLE_DATE", raw.published))
        return None
    if found is None:
        warnings.append(("UNCLEAR_DATE", raw.published))
    return found


def _header(article: Article, warnings: Warnings) -> tuple[Stated, PublishedHow] | None:
    for text, labelled in sorted(article.dates, key=lambda d: not d[1]):
        try:
            found = stated(text)
        except ValueError:
            warnings.append(("IMPOSSIBLE_DATE", text))
            continue
        if found is not None:
            return found, PublishedHow.METADATA if labelled else PublishedHow.TEXT
    return None


def _run_in(raw: Raw, article: Article) -> tuple[Stated, PublishedHow] | None:
    """The same, where the line breaks around a date line are lost."""
    start = article.spans[0][0]
    line = run_in_line(raw.original[max(0, start - _HEAD) : start + _HEAD])
    try:
        day = day_of(line, order="dmy") if line else None
    except ValueError:
        return None
    return ((day, None), PublishedHow.TEXT) if day else None


def _from_text(dated: Dated, text: Text, chronicle: Chronicle, events: "Events") -> None:
    clues = clues_of(text.clean)
    named = _dateline_clue(text.line, clues) if text.line else None
    if named is not None and named.year is not None and (found := named.on(named.year)):
        dated.published, dated.how = found[0].isoformat(), PublishedHow.DATELINE
        return
    # The words that tell past from future are English ones.
    if text.language not in ("en", None):
        return
    passing = circumstances_of(text.clean)
    inferred = infer(clues, chronicle, dateline=named, events=events.known, circumstances=passing)
    if inferred is None:
        return
    dated.published, dated.why = inferred.when.edtf, inferred.why
    dated.how = PublishedHow.DATELINE if named is not None and inferred.when.is_day else PublishedHow.INFERRED


def _dateline_clue(line: Dateline, clues: Clues) -> Clue | None:
    """The day of the dateline, with the weekday of the opening: "May 4 … said on Thursday" is of a year that fits."""
    form = next((m.form for m in find(line.day) if isinstance(m.form, Calendar)), None) if line.day else None
    if form is None or form.day is None:
        return None
    return Clue(form.year, form.month, form.day, clues.lede, None, "past", opening=True, near=clues.paragraphs[0])


class Events:
    """Dated sentences of the stories read so far from one page."""

    def __init__(self, *, wanted: bool) -> None:
        """None yet; none are `wanted` for a page with a single story."""
        self.wanted = wanted
        self.known: list[tuple[dt.date, str]] = []

    def add(self, text: str, published: str | None, chronicle: Chronicle) -> None:
        """Remember the dated paragraphs of a story that has itself been dated."""
        if published is None:
            return
        anchor = When.parse(published)
        for clue in clues_of(text).dates:
            if clue.day is not None and clue.side == "past" and (day := _day(clue, anchor, chronicle)):
                self.known.append((day, clue.near))


def _day(clue: Clue, anchor: When, chronicle: Chronicle) -> dt.date | None:
    years: Iterable[int] = (clue.year,) if clue.year is not None else chronicle.years_of(clue)
    if not years and anchor.earliest is not None and anchor.latest is not None:
        years = (anchor.latest.year, anchor.latest.year - 1)
    found = [
        days[0] for year in years if (days := clue.on(year)) and (anchor.latest is None or days[0] <= anchor.latest)
    ]
    return max(found, default=None)
