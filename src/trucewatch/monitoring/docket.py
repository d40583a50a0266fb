"""The acts that bear on one ceasefire, sifted for a question without reading each of them out."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from trucewatch.monitoring import spans
from trucewatch.monitoring.acts import Acts
from trucewatch.monitoring.aside import Aside
from trucewatch.monitoring.cast import Rows
from trucewatch.monitoring.evidence import Evidence
from trucewatch.monitoring.lifecycle import Life
from trucewatch.monitoring.placement import Placement
from trucewatch.monitoring.policy import Policy
from trucewatch.monitoring.tally import Tally
from trucewatch.monitoring.tellings import Heard, Reader, Tellings

_PLACEMENTS = 4
"""Placements kept: a series of days asks for one or two again and again."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """The acts to be weighed, in the order of time, and what was laid aside."""

    acts: Heard | None = None
    aside: Aside = field(default_factory=Aside)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The same acts, each as evidence."""
        return self.acts.evidence() if self.acts else ()


class Docket:
    """Rows of acts in their order, each with the number of the reader that makes evidence of it."""

    def __init__(self, acts: Acts, rows: Rows, places: Rows, reader: Rows, readers: tuple[Reader, ...]) -> None:
        """For each of `rows`, `places` has the answer to whether it is in the zone, `reader` a number of `readers`."""
        self.acts, self.rows, self.places, self.reader, self.readers = acts, rows, places, reader, readers
        self._read: dict[int, Evidence] = {}
        self._tellings: Tellings | None = None
        self._placements: dict[object, tuple[Placement, tuple[tuple[str, int], ...]]] = {}

    @classmethod
    def of(cls, acts: Acts, rows: Rows, reader: Reader, places: NDArray[np.int8]) -> "Docket":
        """The acts that bear on one commitment."""
        return cls(acts, rows, places.astype(np.int64), np.zeros(len(rows), dtype=np.int64), (reader,))

    @classmethod
    def joined(cls, dockets: Iterable["Docket"]) -> "Docket | None":
        """The acts of several, each once, as the first that has it reads it."""
        all_of = list(dockets)
        if len(all_of) < 2:
            return all_of[0] if all_of else None
        rows = np.concatenate([d.rows for d in all_of])
        numbers = np.cumsum([0, *(len(d.readers) for d in all_of)])
        reader = np.concatenate([d.reader + n for d, n in zip(all_of, numbers.tolist(), strict=False)])
        unique, first = np.unique(rows, return_index=True)
        places = np.concatenate([d.places for d in all_of])
        readers = tuple(reader for d in all_of for reader in d.readers)
        return cls(all_of[0].acts, unique, places[first], reader[first], readers)

    def read(self, row: int) -> Evidence:
        """An act as evidence."""
        found = self._read.get(row)
        if found is None:
            reader = self.readers[int(self.reader[int(np.searchsorted(self.rows, row))])]
            found = self._read[row] = reader.evidence(row, self.acts.base(row))
        return found

    def all(self) -> tuple[Evidence, ...]:
        """Every act as evidence."""
        return tuple(self.read(row) for row in self.rows.tolist())

    @property
    def tellings(self) -> Tellings:
        """What its acts come to, by column."""
        if self._tellings is None:
            self._tellings = Tellings(self.acts, self.rows, self.places, self.reader, self.readers, self.read)
        return self._tellings

    def sift(self, life: Life, as_of: dt.date, known_at: dt.date | None, policy: Policy, *, once: bool) -> Sifted:
        """What is known to have happened by the day asked, while it bound, and counts by its age; the rest aside."""
        placement, left_out = self._placement(life, known_at, policy, once=once)
        day = as_of.toordinal()
        since = None if once else day - policy.times.max_age_days
        old, last_old = placement.before(since)
        aside = Aside(
            self.acts,
            placement.misplaced(day),
            old,
            None if last_old is None else self.acts.told(int(self.rows[last_old])),
            left_out,
        )
        return Sifted(self.tellings.heard(placement.between(since, day)), aside)

    def counts_on(self, life: Life, known_at: dt.date | None, policy: Policy, days: Rows) -> Rows:
        """How many acts refute something to be kept up on each day, where each act is of an event of its own."""
        placement, _ = self._placement(life, known_at, policy, once=False)
        return placement.sums(self.tellings.counts(policy.events), days - policy.times.max_age_days, days)

    def tally(self, life: Life, known_at: dt.date | None, policy: Policy) -> Tally:
        """Running counts of what refutes something to be kept up, where each act is of an event of its own."""
        placement, left_out = self._placement(life, known_at, policy, once=False)
        return Tally(self.tellings, placement, left_out, policy)

    def turns(self, max_age: int) -> Rows:
        """The days on which an act begins or ceases to count, as far as the acts themselves go; ordinals, each once."""
        columns = self.acts.columns
        first, last = columns.first[self.rows], columns.last[self.rows]
        return np.unique(np.concatenate([first, last, last + max_age + 1]))

    def _placement(
        self, life: Life, known_at: dt.date | None, policy: Policy, *, once: bool
    ) -> tuple[Placement, tuple[tuple[str, int], ...]]:
        key = (life.opens, life.closes, life.pauses, known_at, policy.sources, once)
        found = self._placements.get(key)
        if found is None:
            if len(self._placements) == _PLACEMENTS:
                self._placements.pop(next(iter(self._placements)))
            at, left_out = self._admitted(known_at, policy)
            found = self._placements[key] = (Placement(*self._columns(at), life, once=once), left_out)
        return found

    def _columns(self, at: Rows) -> tuple[Rows, Rows, Rows, Rows]:
        """Positions with the first and the last day of the acts there, and their events."""
        columns = self.tellings.first, self.tellings.last, self.tellings.event
        if len(at) == len(self.rows):
            return at, *columns
        return at, columns[0][at], columns[1][at], columns[2][at]

    def _admitted(self, known_at: dt.date | None, policy: Policy) -> tuple[Rows, tuple[tuple[str, int], ...]]:
        """Positions of what `admission.admit` would keep, and how many it would leave out for which reason."""
        rows, columns = self.rows, self.acts.columns
        if known_at is None:
            at = np.flatnonzero(columns.withdrawn[rows] == spans.NEVER)
        else:
            day = known_at.toordinal()
            at = np.flatnonzero((columns.published[rows] <= day) & (columns.withdrawn[rows] > day))
        refused = self.acts.refused(policy.sources)
        if refused is None:
            return at, ()
        numbers = refused.numbers[rows[at]]
        left = tuple(
            (why, count)
            for number, why in enumerate(refused.reasons, 1)
            if (count := int(np.count_nonzero(numbers == number)))
        )
        return at[numbers == 0], left
