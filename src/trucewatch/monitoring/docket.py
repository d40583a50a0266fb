"""The acts that bear on one ceasefire, sifted for a question without reading each of them out."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from trucewatch.monitoring import spans
from trucewatch.monitoring.acts import Acts, Mask, Rows
from trucewatch.monitoring.evidence import Evidence
from trucewatch.monitoring.lifecycle import LATER, OUTSIDE, PAUSED, PERHAPS, Life
from trucewatch.monitoring.policy import Policy

_Reader = Callable[[int], Evidence]


@dataclass(frozen=True, slots=True)
class Aside:
    """What was laid aside unread: how much, and why. Rows are those of the acts."""

    acts: Acts | None = None
    misplaced: tuple[tuple[str, Rows], ...] = ()
    old: int = 0
    last_old: Evidence | None = None
    left_out: tuple[tuple[str, int], ...] = ()

    def count(self, why: str, others: Iterable[str]) -> int:
        """How many acts were misplaced for this reason, with others known by the keys of their events."""
        rows = next((rows for reason, rows in self.misplaced if reason == why), None)
        if self.acts is None or rows is None:
            return len(set(others))
        numbers = np.unique(self.acts.columns.event[rows])
        more = [n for key in set(others) if (n := self.acts.number(key)) is None or n not in numbers]
        return len(numbers) + len(more)


@dataclass(frozen=True, slots=True)
class Sifted:
    """The acts to be weighed, in the order of time, and what was laid aside."""

    evidence: tuple[Evidence, ...] = ()
    aside: Aside = field(default_factory=Aside)


@dataclass(frozen=True, slots=True)
class Docket:
    """Rows of acts in their order, each with the number of the reader that makes evidence of it."""

    acts: Acts
    rows: Rows
    reader: Rows
    readers: tuple[_Reader, ...]
    _read: dict[int, Evidence] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, acts: Acts, rows: Rows, reader: _Reader) -> "Docket":
        """The acts that bear on one commitment."""
        return cls(acts, rows, np.zeros(len(rows), dtype=np.int64), (reader,))

    @classmethod
    def joined(cls, dockets: Iterable["Docket"]) -> "Docket | None":
        """The acts of several, each once, as the first that has it reads it."""
        all_of = list(dockets)
        if len(all_of) < 2:
            return all_of[0] if all_of else None
        rows = np.concatenate([d.rows for d in all_of])
        reader = np.repeat(np.arange(len(all_of)), [len(d.rows) for d in all_of])
        unique, first = np.unique(rows, return_index=True)
        return cls(all_of[0].acts, unique, reader[first], tuple(d.read for d in all_of))

    def read(self, row: int) -> Evidence:
        """An act as evidence."""
        found = self._read.get(row)
        if found is None:
            at = int(np.searchsorted(self.rows, row))
            found = self._read[row] = self.readers[int(self.reader[at])](row)
        return found

    def all(self) -> tuple[Evidence, ...]:
        """Every act as evidence."""
        return tuple(self.read(row) for row in self.rows.tolist())

    def sift(self, life: Life, as_of: dt.date, known_at: dt.date | None, policy: Policy, *, once: bool) -> Sifted:
        """What is known to have happened by the day asked, while it bound, and counts by its age; the rest aside."""
        rows, left_out = self._admitted(known_at, policy)
        columns, day = self.acts.columns, as_of.toordinal()
        rows = rows[columns.first[rows] <= day]
        placed, misplaced = _placed(columns.first[rows], columns.last[rows], life, day, once=once)
        reasons = tuple((why, rows[mask]) for why, mask in misplaced if mask.any())
        happened = rows[placed]
        old = happened[:0]
        if not once:
            aged = columns.last[happened] < day - policy.times.max_age_days
            happened, old = happened[~aged], happened[aged]
        last = self.read(int(old[-1])) if len(old) else None
        evidence = tuple(self.read(row) for row in happened.tolist())
        return Sifted(evidence, Aside(self.acts, reasons, len(old), last, left_out))

    def _admitted(self, known_at: dt.date | None, policy: Policy) -> tuple[Rows, tuple[tuple[str, int], ...]]:
        """What `admission.admit` would keep, and how many it would leave out for which reason."""
        rows, columns = self.rows, self.acts.columns
        if known_at is None:
            rows = rows[columns.withdrawn[rows] == spans.NEVER]
        else:
            day = known_at.toordinal()
            rows = rows[(columns.published[rows] <= day) & (columns.withdrawn[rows] > day)]
        refused = self.acts.refused(policy.sources)
        if refused is None:
            return rows, ()
        numbers = refused.numbers[rows]
        left = tuple(
            (why, count)
            for number, why in enumerate(refused.reasons, 1)
            if (count := int(np.count_nonzero(numbers == number)))
        )
        return rows[numbers == 0], left


def _placed(first: Rows, last: Rows, life: Life, day: int, *, once: bool) -> tuple[Mask, list[tuple[str, Mask]]]:
    """Which acts happened by the day, while it bound; and of the rest, which for what reason. See `verdict.placing`."""
    perhaps_later = last > day
    outside = ~perhaps_later & (_before(first, last, life) | _after(first, life))
    rest = ~perhaps_later & ~outside
    paused = rest & _any(first, [(first >= a) & (last < b) for a, b in life.days_off()])
    rest &= ~paused
    unsure = np.zeros_like(rest) if once else rest & _unsure(first, last, life)
    return rest & ~unsure, [(LATER, perhaps_later), (OUTSIDE, outside), (PAUSED, paused), (PERHAPS, unsure)]


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
