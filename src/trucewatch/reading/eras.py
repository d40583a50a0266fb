"""The time of a report by the words of its time: tolls that grow, names that come up, places that are fought over.

A language model of time (naive Bayes over the presence of terms, in windows smoothed by a triangular kernel), after
F. de Jong, H. Rode and D. Hiemstra, "Temporal language models for the disclosure of historical text" (2005). Terms of
one text go together, which naive Bayes does not know; its scores are therefore divided by the root of their number.
"""

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trucewatch.reading.wording import Told, quoted
from trucewatch.vocabulary.when import When

HALF_YEAR = 180
LEAST_DATED = 50
"""Dated reports below which a corpus has no times to tell apart."""
REACH = 90
STEP = 10
"""Days between two windows."""
_RARE, _COMMON = 3, 0.3
"""A term in fewer dated reports is left to echoes; one in a larger share of them tells nothing."""
_SMOOTHING = 2.0
_THINNEST = 1.0
"""Weight of dated reports that a window needs to be judged at all."""
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Era:
    """The likeliest window, how the likelihood is spread over all of them, and the terms that tell most."""

    day: dt.date
    likelihood: tuple[tuple[dt.date, float], ...]
    terms: tuple[str, ...]

    @property
    def share(self) -> float:
        """How much of the likelihood lies within half a year of the best window."""
        return self.about(self.day, HALF_YEAR)

    def about(self, day: dt.date, spread: int) -> float:
        """The share of the likelihood within so many days of a day."""
        return sum(share for window, share in self.likelihood if abs((window - day).days) <= spread)

    @property
    def why(self) -> str:
        """For people."""
        return f"its wording is that of dated reports from about {self.day:%B %Y}: {quoted(self.terms)}"


class Eras:
    """The windows of time that the dated reports of a corpus cover."""

    def __init__(self, dated: Sequence[Told], wanted: frozenset[str]) -> None:
        """Count the `wanted` terms in windows of `REACH` days on both sides, but for those of a single outlet."""
        days = [one.day for one in dated if one.day]
        self._windows = _windows(days) if len(days) >= LEAST_DATED else ()
        self._among = len(days)
        counts: Counter[str] = Counter()
        outlets: dict[str, str | None] = {}
        several: set[str] = set()
        for one in dated:
            for term in one.phrases & wanted:
                counts[term] += 1
                if outlets.setdefault(term, one.outlet) != one.outlet or one.outlet is None:
                    several.add(term)
        self._count = {t: n for t, n in counts.items() if _RARE <= n <= _COMMON * len(days) and t in several}
        self._size = [0.0] * len(self._windows)
        self._in: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        for one in dated:
            for window, share in self._near(one.day):
                self._size[window] += share
                for term in one.phrases:
                    if term in self._count:
                        self._in[term][window] += share

    def of(self, one: Told, within: When) -> Era | None:
        """The time of a report, among the windows that touch `within`.

        A report that is dated itself is judged by all the others, as if its day were not known.
        """
        own = dict(self._near(one.day))
        size = {w: kept for w in range(len(self._windows)) if (kept := self._size[w] - own.get(w, 0.0)) >= _THINNEST}
        open_ = [w for w in size if _touches(within, self._windows[w])]
        terms = sorted(one.phrases & self._count.keys())
        if not open_ or not terms:
            return None
        among = {term: self._count[term] - bool(own) for term in terms}
        # A term that a window lacks counts against it; what each term that it has makes up for is added.
        scores = {w: len(terms) * math.log(_SMOOTHING / (size[w] + _SMOOTHING)) for w in open_}
        for term in terms:
            usual = _SMOOTHING * among[term] / self._among
            for w, kept in self._in[term].items():
                if w in scores and (here := kept - own.get(w, 0.0)) > 0:
                    scores[w] += math.log1p(here / usual)
        return self._era(scores, terms)

    def _era(self, scores: Mapping[int, float], terms: Sequence[str]) -> Era:
        best = min(scores, key=lambda w: (-scores[w], w))
        weights = {w: math.exp((score - scores[best]) / math.sqrt(len(terms) + 1)) for w, score in scores.items()}
        total = sum(weights.values())
        telling = sorted(terms, key=lambda term: (-self._in[term].get(best, 0.0) / self._count[term], term))
        likelihood = tuple((self._windows[w], weight / total) for w, weight in weights.items())
        return Era(self._windows[best], likelihood, tuple(telling[:_SHOWN]))

    def _near(self, day: dt.date | None) -> list[tuple[int, float]]:
        if day is None or not self._windows:
            return []
        at = (day - self._windows[0]).days
        first = max(0, math.ceil((at - REACH) / STEP))
        last = min(len(self._windows) - 1, (at + REACH) // STEP)
        return [(w, 1 - abs(at - w * STEP) / (REACH + 1)) for w in range(first, last + 1)]


def _windows(days: Sequence[dt.date]) -> tuple[dt.date, ...]:
    first, last = min(days), max(days)
    return tuple(first + dt.timedelta(days=at) for at in range(0, (last - first).days + 1, STEP))


def _touches(within: When, day: dt.date) -> bool:
    step = dt.timedelta(days=STEP)
    return (within.earliest is None or within.earliest <= day + step) and (
        within.latest is None or day - step <= within.latest
    )
