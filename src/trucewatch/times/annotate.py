"""The time expressions of a text as TimeML marks them: their extents, types and values.

`find` serves the dating of events: it takes "for six months" whole, one range for two days, and leaves out what gives
no day. Here the extents are those of the TimeML guidelines, and vague references ("now", "recently") and those to what
was told before ("the quarter", "a year earlier", "later that year") are marked too.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from trucewatch.times.calendar_forms import Calendar, Range
from trucewatch.times.discourse import Reference, discourse
from trucewatch.times.mention import TimeMention
from trucewatch.times.patterns import GAP
from trucewatch.times.reference import Tense
from trucewatch.times.relative_forms import Duration
from trucewatch.times.scan import find
from trucewatch.times.spoken import in_digits
from trucewatch.times.tense import looks_far_back
from trucewatch.times.told import Expression, Told
from trucewatch.times.words import alternatives, words

TenseAt = Callable[[int, int], Tense | None]

_PREPOSITION = re.compile(rf"(?:for|over|during|within|in){GAP}", re.IGNORECASE)
_NOT_MARKED = re.compile(rf"{alternatives(words()['discourse']['not_in_extent'])}{GAP}", re.IGNORECASE)
# In "the 52-year war" the article is the war's.
_ARTICLE = re.compile(rf"(?:the|a|an){GAP}(?=[^\s-]+-[^\s]*$)", re.IGNORECASE)
_NIGHT_OF = re.compile(
    rf"(?:the{GAP})?(?:early{GAP}|late{GAP})?{alternatives(words()['parts_of_a_day'])}\s", re.IGNORECASE
)
_RANGE = re.compile(r"\s?(?:[-–—]|\b(?:to|until|till|through|and)\b)\s?(?:the\s)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Timex:
    """A marked expression at `start:end` (code points): its TimeML type (DATE, TIME, DURATION, SET) and value."""

    start: int
    end: int
    text: str
    kind: str
    value: str


def timexes(text: str, day: dt.date, tense_at: TenseAt) -> list[Timex]:
    """The time expressions of a report published on `day`, in order, none overlapping another.

    `tense_at(start, end)` says whether the clause around an expression looks back or ahead, None where nobody can say.
    """
    # What the text is read as: years and days in words as digits.
    plain, place = in_digits(text)
    mentions = [part for mention in find(plain) for part in _parts(mention)]
    mentions, references = _apart(mentions, list(discourse(plain)))
    told = Told(day)
    marked: list[Timex] = []
    everything: list[Expression] = [*mentions, *references]
    for found in sorted(everything, key=lambda m: (m.start, m.end)):
        start, end = place(found.start), place(found.end)
        if isinstance(found, TimeMention) and found.relation in ("by", "until") and looks_far_back(text, start, end):
            found = replace(found, relation="on")  # noqa: PLW2901 - its relation is all that changes
        value = told.read(found, tense_at(start, end))
        if value and not (marked and start < marked[-1].end):
            marked.append(Timex(start, end, text[start:end], *value))
    return marked


def _apart(mentions: list[TimeMention], references: list[Reference]) -> tuple[list[TimeMention], list[Reference]]:
    """Those that stand free of each other: a mention goes before a reference, but a set before a day of the week."""
    sets = [r for r in references if r.kind in ("set", "same_year_ago")]
    mentions = [m for m in mentions if not any(s.start < m.end and m.start < s.end for s in sets)]
    free = [r for r in references if not any(m.start < r.end and r.start < m.end for m in mentions)]
    return mentions, free


def _parts(mention: TimeMention) -> Iterator[TimeMention]:
    """The mention as it is marked: without its preposition, and a range as its two ends."""
    form = mention.form
    if isinstance(form, Range) and mention.time and _NIGHT_OF.match(mention.text):
        yield replace(mention, form=form.first)  # "the night of 3-4 May"
        return
    if isinstance(form, Range):
        yield from _ends(mention, form)
        return
    lead = _PREPOSITION.match(mention.text) if isinstance(form, Duration) else None
    lead = lead or _NOT_MARKED.match(mention.text)
    while lead:
        mention = replace(mention, start=mention.start + lead.end(), text=mention.text[lead.end() :])
        lead = _NOT_MARKED.match(mention.text)
    article = _ARTICLE.match(mention.text) if isinstance(form, Duration) else None
    if article:
        mention = replace(mention, start=mention.start + article.end(), text=mention.text[article.end() :])
    yield mention


def _ends(mention: TimeMention, form: Range) -> Iterator[TimeMention]:
    between = _RANGE.search(mention.text, 3)
    if not between:
        return
    first, last = form.first, form.last
    if isinstance(first, Calendar) and isinstance(last, Calendar) and last.year and not first.year:
        first = replace(first, year=last.year)
    for start, end, part in ((0, between.start(), first), (between.end(), len(mention.text), last)):
        yield TimeMention(
            mention.start + start, mention.start + end, mention.text[start:end], part, mention.relation, mention.time
        )
