"""Days of undated reports by what the rest of the corpus says: a step over all reports, after reading.

In the order of what can be relied on: copies that have a day; dated reports that tell of the same event; the wording of
a time. Whatever the report itself lets conclude (an interval found in reading) bounds all of it. Pure, and the order of
the reports does not matter; a report added may date others, so the step is done anew whenever reports are added.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from trucewatch.reading.clues import clues_of
from trucewatch.reading.copies import Copies
from trucewatch.reading.echoes import REACH, Echo, Echoes
from trucewatch.reading.eras import HALF_YEAR, LEAST_DATED, Era, Eras
from trucewatch.reading.habits import Habits
from trucewatch.reading.trust import LEAST_TRIED, TRIED, Trust, threshold
from trucewatch.reading.wording import told
from trucewatch.vocabulary.codes import PublishedHow
from trucewatch.vocabulary.records import Report
from trucewatch.vocabulary.when import When

MATCHES = (REACH, 60)
"""Days about a match within which a report is said to have come out: about its day, or about its month."""
TIMES = (HALF_YEAR,)
"""The same for the wording of a time: tried with half a year, and then said with twice that. The trial is of dated
reports, and undated ones may be of another kind."""
POSSIBLE = 0.3
"""How likely, by its wording, the half years about a match must be at least, beside those about the likeliest day."""
LEAST_MARGIN, LEAST_SHARE = 3.0, 0.5
FEW = Trust(((REACH, 8.0),), ())
"""What counts among too few reports to try it on themselves: a match of most that is rare in both."""
_OPEN = When(None, None)
_A_DAY = dt.timedelta(days=1)
_NAMED = 4


@dataclass(frozen=True, slots=True)
class CorpusDay:
    """`published` in EDTF, and what it was concluded from."""

    published: str
    why: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A report with its day and the weekday of its opening; `alone`: no copy of it is in the corpus."""

    report: Report
    day: dt.date
    lede: int | None
    alone: bool


class _Copy(NamedTuple):
    report_id: str
    text_hash: str


def corpus_days(reports: Iterable[Report], copies: Copies) -> dict[str, CorpusDay]:
    """For each report without a day of its own to which the others give one, or a narrower interval: its day."""
    every = sorted(reports, key=lambda report: report.report_id)
    days = {report.report_id: day for report in every if (day := own_day(report))}
    wanting = [report for report in every if report.report_id not in days and _may_be_dated(report)]
    if not wanting or not days:
        return {}
    dated = [
        Dated(report, days[report.report_id], _lede(report), alone=report.report_id not in copies)
        for report in every
        if report.report_id in days
    ]
    habits = Habits((one.report.outlet, one.day, one.lede) for one in dated if one.lede is not None)
    found = dict(_from_copies(wanting, dated, copies))
    rest = [report for report in wanting if report.report_id not in found]
    corpus = Corpus(dated, rest, habits)
    for report in rest:
        if dating := corpus.day_of(report):
            found[report.report_id] = dating
    return dict(sorted(found.items()))


def own_day(report: Report) -> dt.date | None:
    """The single day that a report itself states; None for one that was only inferred."""
    if report.published is None or report.published_how is PublishedHow.INFERRED:
        return None
    when = When.parse(report.published)
    return when.earliest if when.is_day else None


def _may_be_dated(report: Report) -> bool:
    return report.published is None or (
        report.published_how is PublishedHow.INFERRED and not When.parse(report.published).is_day
    )


def _bounds(report: Report) -> When:
    return When.parse(report.published) if report.published else _OPEN


def _from_copies(wanting: Iterable[Report], every: Iterable[Dated], copies: Copies) -> Iterator[tuple[str, CorpusDay]]:
    """For those with dated copies: the days about theirs on which the weekday of the opening lets them come out."""
    dated: dict[str, list[tuple[dt.date, _Copy]]] = defaultdict(list)
    for one in every:
        if not one.alone and (family := copies[one.report.report_id][0]):
            dated[family].append((one.day, _Copy(one.report.report_id, one.report.text_hash)))
    for report in wanting:
        family = copies.get(report.report_id, (None, None))[0]
        if family and (those := sorted(dated.get(family, ()))):
            why = f"copies of it are dated: {', '.join(one.report_id for _, one in those[:_NAMED])}"
            if day := _narrowed(_day_of_copy(report, those), _bounds(report), why):
                yield report.report_id, day


def _day_of_copy(report: Report, those: Sequence[tuple[dt.date, _Copy]]) -> When:
    """Word for word the same: the same day. Edited: a day before, on, or after."""
    same = [day for day, one in those if one.text_hash == report.text_hash]
    if same:
        return When.day(same[0])
    return _on_weekday([those[0][0] - _A_DAY, *(day for day, _ in those), those[-1][0] + _A_DAY], report, None)


def _on_weekday(days: Sequence[dt.date], report: Report, habits: Habits | None) -> When:
    """Those of the days (in order) that suit the weekday of the opening and the outlet's habit; all, if none does."""
    lede = _lede(report)
    if lede is None:
        return When(days[0], days[-1])
    delay = habits.delay(report.outlet) if habits else None
    suiting = sorted({day for day in days if (day.weekday() - lede) % 7 in ((0, 1) if delay is None else (delay,))})
    return When(suiting[0], suiting[-1]) if suiting else When(days[0], days[-1])


def _lede(report: Report) -> int | None:
    """The weekday of its opening (its words are English ones)."""
    return clues_of(report.text).lede if report.language in ("en", None) else None


class Corpus:
    """The dated reports, ready to date others by."""

    def __init__(self, dated: Sequence[Dated], wanting: Iterable[Report], habits: Habits) -> None:
        """Index the dated reports by the terms of those to be dated, and try how far they are to be trusted."""
        self._habits = habits
        self._told = {report.report_id: told(report) for report in wanting}
        tried = sorted((one for one in dated if one.alone), key=lambda one: one.report.report_id)[:TRIED]
        those = [told(one.report, one.day) for one in dated]
        wanted = frozenset(term for one in self._told.values() for term in one.phrases)
        if len(dated) >= LEAST_DATED:
            wanted |= {term for one in tried for term in told(one.report).phrases}
        self._echoes = Echoes(those, wanted)
        self._eras = Eras(those, wanted)
        self._trust = self._tried(tried) if len(dated) >= LEAST_DATED and len(tried) >= LEAST_TRIED else FEW

    def day_of(self, report: Report) -> CorpusDay | None:
        """The day or interval of one of those to be dated."""
        one, within = self._told[report.report_id], _bounds(report)
        era, echo = self._eras.of(one, within), self._echoes.of(one, _lede(report), within)
        if echo and _agree(echo, era) and (spread := Trust.spread(echo.margin, self._trust.echoes)):
            days = _about(echo.day, spread)
            when = _on_weekday(days, report, self._habits) if spread == REACH else When(days[0], days[-1])
            return _narrowed(when, within, echo.why)
        if era and (spread := Trust.spread(era.share, self._trust.eras)):
            days = _about(era.day, 2 * spread)
            return _narrowed(When(days[0], days[-1]), within, era.why)
        return None

    def _tried(self, dated: Iterable[Dated]) -> Trust:
        """Date the dated ones by each other, and see from which figures on that is right."""
        echoes: list[tuple[float, int]] = []
        eras: list[tuple[float, int]] = []
        for known in dated:
            one = told(known.report, known.day)
            era, echo = self._eras.of(one, _OPEN), self._echoes.of(one, known.lede, _OPEN)
            if era:
                eras.append((era.share, abs((era.day - known.day).days)))
            if echo and _agree(echo, era):
                echoes.append((echo.margin, abs((echo.day - known.day).days)))
        return Trust(
            tuple((spread, _threshold(echoes, spread, LEAST_MARGIN)) for spread in MATCHES),
            tuple((spread, _threshold(eras, spread, LEAST_SHARE)) for spread in TIMES),
        )


def _threshold(tried: Iterable[tuple[float, int]], spread: int, floor: float) -> float:
    return threshold(((figure, off <= spread) for figure, off in tried), floor)


def _agree(echo: Echo, era: Era | None) -> bool:
    return era is None or era.about(echo.day, HALF_YEAR) >= POSSIBLE * era.share


def _about(day: dt.date, spread: int) -> list[dt.date]:
    return [day + dt.timedelta(days=off) for off in range(-spread, spread + 1)]


def _narrowed(when: When, within: When, why: str) -> CorpusDay | None:
    """What is left of an interval inside what the report itself allows; None where that is nothing, or no narrower."""
    if not when.overlaps(within) or when.earliest is None or when.latest is None:
        return None
    low = max(when.earliest, within.earliest or when.earliest)
    high = min(when.latest, within.latest or when.latest)
    if within.earliest and within.latest and (high - low) >= (within.latest - within.earliest):
        return None
    return CorpusDay(When(low, high).edtf, why)
