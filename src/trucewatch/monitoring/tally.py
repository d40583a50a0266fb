"""Running counts of the acts on a docket, so that what counts on each of many days is looked up and not weighed.

Only where each act is of an event of its own, so that what one act comes to does not hang on others.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from trucewatch.monitoring.aside import Aside
from trucewatch.monitoring.cast import Rows
from trucewatch.monitoring.placement import Placement
from trucewatch.monitoring.policy import Policy
from trucewatch.monitoring.tellings import Heard, Tellings


@dataclass(frozen=True, slots=True)
class Acted:
    """The acts of one day: those that count are from `low` to `high` of those that ever do, by their last day."""

    low: int
    high: int
    camps: tuple[str, ...]
    """The camps that tell of those that happened while it bound, sorted."""
    shown: tuple[tuple[str, int], ...]
    """How many do not count, by the reason why."""
    aside: Aside


class Tally:
    """The acts of a docket under one life, one policy and one day of knowledge."""

    def __init__(
        self, tellings: Tellings, placement: Placement, left_out: tuple[tuple[str, int], ...], policy: Policy
    ) -> None:
        """Sort them once."""
        self._tellings, self._placement, self.left_out = tellings, placement, left_out
        self._age = policy.times.max_age_days
        at, last = placement.within
        tellings.heard(at)
        rules, numbers = tellings.reasons(at, policy.events)
        self._counting, self._last = at[numbers == 0], last[numbers == 0]
        self._in_order = bool((self._counting[1:] > self._counting[:-1]).all())
        present = np.flatnonzero(np.bincount(numbers)).tolist() if len(numbers) else []
        self._shown = [(rules.reasons[number], last[numbers == number]) for number in present if number]
        camps = tellings.camp(at)
        names = tellings.camps
        told = np.flatnonzero(np.bincount(camps)).tolist() if len(camps) else []
        by_name = {names[camp]: last[camps == camp] for camp in told if names[camp]}
        self._camps = [(name, by_name[name]) for name in sorted(by_name)]

    def heard(self, acted: Acted) -> Heard:
        """The acts that count on a day."""
        found = self._counting[acted.low : acted.high]
        return Heard(self._tellings, found if self._in_order else np.sort(found), settled=True)

    def on(self, days: Sequence[dt.date]) -> Iterator[Acted]:
        """The acts of each of some days."""
        numbers = np.array([day.toordinal() for day in days], dtype=np.int64)
        low, high = self._between(self._last, numbers)
        shown = [(why, self._counts(last, numbers)) for why, last in self._shown]
        camps = [(camp, self._counts(last, numbers)) for camp, last in self._camps]
        for n, aside in enumerate(self._asides(numbers)):
            yield Acted(
                low[n],
                high[n],
                tuple([camp for camp, counts in camps if counts[n]]),
                tuple([(why, counts[n]) for why, counts in shown if counts[n]]),
                aside,
            )

    def _asides(self, days: Rows) -> Iterator[Aside]:
        acts, rows, misplaced = self._tellings.acts, self._tellings.rows, self._placement.misplaced
        told = None
        before = -1
        counts, latest = self._placement.before_each(days - self._age)
        for day, old, last in zip(days.tolist(), counts, latest, strict=True):
            if old and last != before:
                before, told = last, acts.told(int(rows[last]))
            yield Aside(acts, misplaced(day), old, told if old else None, self.left_out)

    def _between(self, last: Rows, days: Rows) -> tuple[list[int], list[int]]:
        low, high = np.searchsorted(last, days - self._age, "left"), np.searchsorted(last, days, "right")
        return low.tolist(), high.tolist()

    def _counts(self, last: Rows, days: Rows) -> list[int]:
        low, high = self._between(last, days)
        return [b - a for a, b in zip(low, high, strict=True)]
