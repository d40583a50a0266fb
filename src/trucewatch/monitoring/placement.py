"""How the acts of a docket lie to one life: in the time for which it bound or not, whatever the day asked.

Acts stand sorted by the last day on which they can have happened, so that the acts of any span of days are a slice.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from trucewatch.monitoring.cast import Mask, Rows
from trucewatch.monitoring.lifecycle import LATER, OUTSIDE, PAUSED, PERHAPS, Life


@dataclass(frozen=True, slots=True)
class Misplaced:
    """How many acts do not count for a reason; `events` gives the numbers of the events, each once."""

    why: str
    count: int
    events: Callable[[], Rows]


class Placement:
    """Admitted acts, parted by where they lie. Positions are those in the docket."""

    def __init__(self, at: Rows, first: Rows, last: Rows, events: Rows, life: Life, *, once: bool) -> None:
        """Positions of the acts that are admitted, with their days and events; `once`: it is to be done once."""
        outside = _before(first, last, life) | _after(first, life)
        paused = ~outside & _any(first, [(first >= a) & (last < b) for a, b in life.days_off()])
        rest = ~outside & ~paused
        unsure = np.zeros_like(rest) if once else rest & _unsure(first, last, life)
        self._within = _ByLast(at, last, events, rest & ~unsure)
        lists = ((OUTSIDE, outside), (PAUSED, paused), (PERHAPS, unsure))
        self._others = [(why, _ByLast(at, last, events, mask)) for why, mask in lists if mask.any()]
        wide = np.flatnonzero(first < last)
        self._wide = _Wide(first[wide], last[wide], events[wide])

    @property
    def within(self) -> tuple[Rows, Rows]:
        """The positions of what happened while it bound, by the last day on which it can have, and these days."""
        return self._within.at, self._within.last

    def between(self, since: int | None, day: int) -> Rows:
        """The positions of what surely happened by the day, while it bound, and may have been as late as `since`."""
        return self._within.between(since, day)

    def before(self, since: int | None) -> tuple[int, int | None]:
        """How much of it was over before `since`, and the position of the last of it."""
        return self._within.before(since)

    def before_each(self, since: Rows) -> tuple[list[int], list[int]]:
        """As `before` of each of some days; what the second gives where the first is 0 means nothing."""
        return self._within.before_each(since)

    def sums(self, values: Mask, since: Rows, days: Rows) -> Rows:
        """For each pair of days how many acts `between` them have a value that is true; `values` by position."""
        return self._within.sums(values, since, days)

    def misplaced(self, day: int) -> tuple[Misplaced, ...]:
        """What is known to have happened by the day or perhaps by then, and does not count."""
        found = [Misplaced(why, each.events_by(day), each.reader(day)) for why, each in self._others]
        later = self._wide.count(day)
        if later:
            found.append(Misplaced(LATER, later, lambda: self._wide.over(day)))
        return tuple(each for each in found if each.count)


class _Wide:
    """Acts that can have happened on any of several days."""

    def __init__(self, first: Rows, last: Rows, events: Rows) -> None:
        self._first, self._last, self._events = first, last, events
        self._starts, self._ends = np.sort(first), np.sort(last)
        self._distinct = len(np.unique(events)) == len(events)

    def count(self, day: int) -> int:
        """Of how many events they tell that can have happened by a day, or after it."""
        if not len(self._events):
            return 0
        if not self._distinct:
            return len(self.over(day))
        begun, over = (int(np.searchsorted(ends, day, "right")) for ends in (self._starts, self._ends))
        return begun - over

    def over(self, day: int) -> Rows:
        """The numbers of these events."""
        return np.unique(self._events[(self._first <= day) & (self._last > day)])


class _ByLast:
    """Acts sorted by the last day on which they can have happened."""

    def __init__(self, at: Rows, last: Rows, events: Rows, mask: Mask) -> None:
        chosen = np.flatnonzero(mask)
        if len(chosen) < len(at):
            at, last, events = at[chosen], last[chosen], events[chosen]
        if len(last) and not (last[1:] >= last[:-1]).all():
            order = np.argsort(last, kind="stable")
            at, last, events = at[order], last[order], events[order]
        self.at, self.last, self._events = at, last, events
        self._in_order = bool((self.at[1:] > self.at[:-1]).all())
        self._latest = self.at if self._in_order else np.maximum.accumulate(self.at)
        self._new: Rows | None = None

    def between(self, since: int | None, day: int) -> Rows:
        low = 0 if since is None else int(np.searchsorted(self.last, since, "left"))
        found = self.at[low : int(np.searchsorted(self.last, day, "right"))]
        return found if self._in_order else np.sort(found)

    def before(self, since: int | None) -> tuple[int, int | None]:
        count = 0 if since is None else int(np.searchsorted(self.last, since, "left"))
        return count, int(self._latest[count - 1]) if count else None

    def before_each(self, since: Rows) -> tuple[list[int], list[int]]:
        counts = np.searchsorted(self.last, since, "left")
        latest = self._latest[counts - 1] if len(self._latest) else counts
        return counts.tolist(), latest.tolist()

    def sums(self, values: Mask, since: Rows, days: Rows) -> Rows:
        total = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(values[self.at])])
        low, high = np.searchsorted(self.last, since, "left"), np.searchsorted(self.last, days, "right")
        found: Rows = total[high] - total[low]
        return found

    def events_by(self, day: int) -> int:
        if self._new is None:
            new = np.zeros(len(self._events) + 1, dtype=np.int64)
            new[np.unique(self._events, return_index=True)[1] + 1] = 1
            self._new = np.cumsum(new)
        return int(self._new[int(np.searchsorted(self.last, day, "right"))])

    def reader(self, day: int) -> Callable[[], Rows]:
        return lambda: np.unique(self._events[: int(np.searchsorted(self.last, day, "right"))])


def _before(first: Rows, last: Rows, life: Life) -> Mask:
    opens = life.opens
    if opens is None or opens.latest is None or opens.earliest is None:
        return np.zeros(len(first), dtype=np.bool_)
    return (first < opens.latest.toordinal()) & (last < opens.earliest.toordinal())


def _after(first: Rows, life: Life) -> Mask:
    if life.closes is None or life.closes.latest is None:
        return np.zeros(len(first), dtype=np.bool_)
    return first > life.closes.latest.toordinal()


def _unsure(first: Rows, last: Rows, life: Life) -> Mask:
    doubts = [(last >= a) & (first < b) for a, b in life.days_off(perhaps=True)]
    if life.opens and life.opens.latest:
        doubts.append(first < life.opens.latest.toordinal())
    if life.closes and life.closes.latest:
        doubts.append(last > (life.closes.earliest or life.closes.latest).toordinal())
    return _any(first, doubts)


def _any(like: Rows, masks: list[Mask]) -> Mask:
    return np.logical_or.reduce(masks) if masks else np.zeros(len(like), dtype=np.bool_)
