"""Reports of the same event: an undated report that tells what dated ones tell came out when they did.

What tells events apart is rare: a village, a toll, a name. So only terms count that the dated reports use in few bursts
of days; background that an outlet repeats under each of its stories comes in many. Each dated report votes for the days
around its own with the weight of what it shares; the weekday of the undated report's opening sharpens the vote.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trucewatch.reading.wording import Told, bursts, quoted, rarity
from trucewatch.vocabulary.when import When

MOST_BURSTS = 6
"""Bursts of days in which a term may be found and still tell of an event."""
REACH = 3
"""Days around a dated report for which it votes."""
OWN_OUTLET = 0.5
"""Weight of what is shared with a report of the same outlet, whose phrases come back without the event."""
_DAMPING = 0.25
_WEEKDAY = {0: 1.0, 1: 0.6}
"""News of Monday stands in Monday's or Tuesday's paper (see `habits`)."""
_OTHER_WEEKDAY = 0.15
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Echo:
    """The best day, by how much it is ahead of the best one elsewhere, and what speaks for it."""

    day: dt.date
    margin: float
    terms: tuple[str, ...]
    reports: tuple[str, ...]

    @property
    def why(self) -> str:
        """For people."""
        told = ", ".join(self.reports)
        return f"it tells what reports dated about {self.day} tell ({told}): {quoted(self.terms)}"


class Echoes:
    """The dated reports of a corpus, ready to be matched."""

    def __init__(self, dated: Sequence[Told], wanted: frozenset[str]) -> None:
        """Index the dated reports by those of their terms that are `wanted`."""
        self._dated = dated
        self._days: dict[str, list[dt.date]] = defaultdict(list)
        for one in dated:
            for term in one.terms:
                if term in wanted and one.day:
                    self._days[term].append(one.day)
        self._rarity = {
            term: rarity(count, len(dated)) for term, on in self._days.items() if (count := bursts(on)) <= MOST_BURSTS
        }
        self._having: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(dated):
            for term in one.terms:
                if term in self._rarity:
                    self._having[term].append(at)
        self._size = [self._size_of(one) for one in dated]

    def of(self, one: Told, lede: int | None, within: When) -> Echo | None:
        """The day about which dated reports tell the same, among the days `within`.

        A report that is dated itself is judged by all the others, as if its day were not known.
        """
        shared: dict[int, float] = defaultdict(float)
        for term in one.terms:
            others = [at for at in self._having.get(term, ()) if self._dated[at].report_id != one.report_id]
            told = self._rarity_without(term, one.day) if one.day and others else self._rarity.get(term, 0.0)
            for at in others:
                shared[at] += told * one.terms[term] * self._dated[at].terms[term]
        votes: dict[dt.date, float] = defaultdict(float)
        size = self._size_of(one)
        for at in sorted(shared):
            weight = shared[at] / (size * self._size[at]) ** _DAMPING
            if one.outlet is not None and self._dated[at].outlet == one.outlet:
                weight *= OWN_OUTLET
            for day, share in _around(self._dated[at].day):
                if _holds(within, day):
                    votes[day] += weight * share * _fits(day, lede)
        if not votes:
            return None
        best = min(votes, key=lambda day: (-votes[day], day))
        rival = max((vote for day, vote in votes.items() if abs((day - best).days) > 2 * REACH), default=0.0)
        return self._echo(one, best, votes[best] - rival, shared)

    def _rarity_without(self, term: str, day: dt.date) -> float:
        days = list(self._days[term])
        days.remove(day)
        return rarity(bursts(days), len(self._dated) - 1)

    def _size_of(self, one: Told) -> float:
        return 1 + sum(self._rarity.get(term, 0.0) * weight for term, weight in one.terms.items())

    def _echo(self, one: Told, best: dt.date, margin: float, shared: dict[int, float]) -> Echo:
        near = [at for at in shared if (day := self._dated[at].day) and abs((day - best).days) <= REACH]
        near.sort(key=lambda at: (-shared[at], self._dated[at].report_id))
        weights = Counter(
            {
                term: self._rarity[term] * one.terms[term] * weight
                for at in near[:1]
                for term, weight in self._dated[at].terms.items()
                if term in self._rarity and term in one.terms
            }
        )
        terms = sorted(weights, key=lambda term: (-weights[term], -len(term), term))[:_SHOWN]
        return Echo(best, margin, tuple(terms), tuple(self._dated[at].report_id for at in near[:_SHOWN]))


def _around(day: dt.date | None) -> Iterable[tuple[dt.date, float]]:
    if day is None:
        return
    for off in range(-REACH, REACH + 1):
        yield day + dt.timedelta(days=off), 1 - abs(off) / (REACH + 1)


def _fits(day: dt.date, lede: int | None) -> float:
    return 1.0 if lede is None else _WEEKDAY.get((day.weekday() - lede) % 7, _OTHER_WEEKDAY)


def _holds(within: When, day: dt.date) -> bool:
    return (within.earliest is None or within.earliest <= day) and (within.latest is None or day <= within.latest)
