"""The time expressions of a text as TimeML marks them: their extents, types and values.

`find` serves the dating of events: it takes "for six months" whole, one range for two days, and leaves out what gives
no day. Here the extents are those of the TimeML guidelines, and vague references ("now", "recently") and those to what
was told before ("the quarter", "a year earlier", "later that year") are marked too.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from trucewatch.times.calendar_forms import Calendar, Form, Quarter, Range
from trucewatch.times.mention import TimeMention
from trucewatch.times.patterns import GAP, any_case
from trucewatch.times.reference import Tense, Unit, add
from trucewatch.times.relative_forms import Day, Duration, Period, Shift
from trucewatch.times.scan import find
from trucewatch.times.values import Value, length
from trucewatch.times.words import alternatives, plain, units, words

TenseAt = Callable[[int, int], Tense | None]

_PREPOSITION = re.compile(rf"(?:for|over|during|within|in){GAP}", re.IGNORECASE)
_NOT_MARKED = re.compile(rf"{alternatives(words()['discourse']['not_in_extent'])}{GAP}", re.IGNORECASE)
_RANGE = re.compile(r"\s?(?:[-–—]|\b(?:to|until|till|through|and)\b)\s?(?:the\s)?", re.IGNORECASE)

_ENDED = re.compile(r"\s(?:ended|ending)\b")


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
    mentions = [part for mention in find(text) for part in _parts(mention)]
    taken = [(m.start, m.end) for m in mentions]
    discourse = [found for found in _discourse(text) if not any(s < found.end and found.start < e for s, e in taken)]
    told = _Told(day)
    marked = []
    everything: list[TimeMention | _Reference] = [*mentions, *discourse]
    for found in sorted(everything, key=lambda m: (m.start, m.end)):
        value = told.read(found, tense_at(found.start, found.end))
        if value:
            marked.append(Timex(found.start, found.end, text[found.start : found.end], *value))
    return marked


def _parts(mention: TimeMention) -> Iterator[TimeMention]:
    """The mention as it is marked: without its preposition, and a range as its two ends."""
    form = mention.form
    if isinstance(form, Range):
        yield from _ends(mention, form)
        return
    lead = _PREPOSITION.match(mention.text) if isinstance(form, Duration) else None
    lead = lead or _NOT_MARKED.match(mention.text)
    while lead:
        mention = replace(mention, start=mention.start + lead.end(), text=mention.text[lead.end() :])
        lead = _NOT_MARKED.match(mention.text)
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


@dataclass(frozen=True, slots=True)
class _Reference:
    """An expression that means something only by what was told before, or nothing exact: its kind and its match."""

    start: int
    end: int
    kind: str
    unit: str


@cache
def _discourse_pattern() -> re.Pattern[str]:
    known = words()["discourse"]
    vague = any_case([form for forms in known["vague"].values() for form in forms])
    bare = any_case(known["definite"])
    year_ago = any_case(known["year_ago"])
    unit = "(?:quarter|year|month|week|day|period)"
    lengths = "(?P<lengths>minutes|hours|days|weeks|months|years|decades|centuries)"
    bare_lengths = "|".join(rf"(?<=\b{each}\s)" for form in known["bare_lengths"] for each in (form, form.capitalize()))
    long = r"(?P<long>hour|day|week|month|year|decade)s?-long"
    lead = rf"(?:(?i:earlier|later|early|late){GAP})?"
    return re.compile(
        rf"(?<![\w-])(?:(?P<vague>{vague})|(?:(?i:the){GAP})?(?P<year_ago>{year_ago})(?:{GAP}(?P<of>quarter|period))?"
        rf"|{lead}(?P<bare>{bare}){GAP}(?:(?i:fiscal){GAP})?(?P<unit>{unit})|{long}|(?:{bare_lengths}){lengths})(?![\w-])(?!{GAP}(?i:{alternatives(known['not_before'])})\b)"
    )


def _discourse(text: str) -> Iterator[_Reference]:
    for match in _discourse_pattern().finditer(text):
        if match["vague"]:
            said = keyed_vague()[plain(match["vague"])]
            yield _Reference(match.start(), match.end(), "vague", said)
        elif match["lengths"] or match["long"]:
            unit = cast("Unit", units()[match["lengths"] or match["long"]])
            yield _Reference(match.start(), match.end(), "length", length(None if match["lengths"] else 1, unit))
        elif match["year_ago"]:
            yield _Reference(match.start(), match.end(), "year_ago", match["of"] or "period")
        elif match["unit"] == "year" and _ENDED.match(text, match.end()):
            yield _Reference(match.start(), match.end(), "length", "P1Y")
        else:
            yield _Reference(match.start(), match.end(), plain(match["bare"]), match["unit"])


@cache
def keyed_vague() -> dict[str, str]:
    """Each vague word to the reference that TimeML writes for it."""
    return {form.lower(): key for key, forms in words()["discourse"]["vague"].items() for form in forms}


class _Told:
    """What was told so far: the day and the quarter that later words refer to."""

    def __init__(self, day: dt.date) -> None:
        self._day = day
        self._last_day = day
        self._quarter: tuple[int, int] | None = None

    def read(self, found: TimeMention | _Reference, tense: Tense | None) -> Value | None:
        """The type and value of an expression; what it means is kept for those after it."""
        if isinstance(found, _Reference):
            return self._refer(found)
        form = found.form
        if isinstance(form, Shift) and form.unit == "year" and form.count == 1 and form.sign < 0 and self._quarter:
            year, number = self._quarter
            return "DATE", f"{year - 1:04d}-Q{number}"
        if isinstance(form, Day) and form.needs_plan:
            return "DATE", (self._last_day + dt.timedelta(days=1)).isoformat()
        if isinstance(form, Period) and form.needs_plan and tense != "future":
            found, day = replace(found, form=replace(form, needs_plan=False)), self._last_day
            return found.timex(day, tense)
        looks_on = found.relation in ("by", "until", "from") and tense == "past"
        value = found.timex(self._day, None if looks_on or isinstance(form, Quarter) else tense)
        if value:
            self._keep(form, value)
        return value

    def _keep(self, form: Form, value: Value) -> None:
        written = value[1]
        if isinstance(form, Quarter) and written[5:6] == "Q":
            self._quarter = int(written[:4]), int(written[6])
        elif re.match(r"\d{4}-\d\d-\d\d", written):
            self._last_day = dt.date.fromisoformat(written[:10])
        elif re.fullmatch(r"\d{4}(-\d\d)?", written):
            self._last_day = dt.date(int(written[:4]), int(written[5:] or 1), 1)

    def _refer(self, found: _Reference) -> Value | None:
        if found.kind == "vague":
            return "DATE", found.unit
        if found.kind == "length":
            return "DURATION", found.unit
        if found.kind == "year_ago":
            year, number = self._quarter or (self._day.year, 0)
            return "DATE", f"{year - 1:04d}-Q{number}" if number else f"{year - 1:04d}"
        day = self._last_day if found.kind in words()["discourse"]["backward"] else self._day
        if found.unit in ("quarter", "period"):
            before = add(self._day.replace(day=1), -3, "month")
            year, number = self._quarter or (before.year, (before.month + 2) // 3)
            return "DATE", f"{year:04d}-Q{number}"
        form = Day(0) if found.unit == "day" else Period(found.unit, 0)  # type: ignore[arg-type]  # the pattern has units only
        return TimeMention(found.start, found.end, "", form).timex(day)
