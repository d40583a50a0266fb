"""A verdict for each of many days, looked at only on the days on which it can change.

A status can change when a piece of evidence, a deadline or an end comes to lie in the past, when evidence grows too old
to count, and when an act begins or ceases to count. Between two such days it stays.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from trucewatch.monitoring import combine, table
from trucewatch.monitoring.admission import admit
from trucewatch.monitoring.combine import Told
from trucewatch.monitoring.docket import Docket
from trucewatch.monitoring.evidence import PERFORMANCE, Evidence
from trucewatch.monitoring.policy import Policy
from trucewatch.monitoring.stretches import cut, turns
from trucewatch.monitoring.verdict import Terms, life_of, phase_of, sort_out, status_of, terms_of, together
from trucewatch.vocabulary.codes import Duration, Status, ZoneStatus
from trucewatch.vocabulary.subject import Commitment, Thing


@dataclass(frozen=True, slots=True)
class Spell:
    """From `first` to `last` of the days asked a commitment, zone or agreement had one status.

    `version` is the rival deadline taken.
    """

    about: Thing
    first: dt.date
    last: dt.date
    status: Status | ZoneStatus
    version: str | None = None


def statuses(
    commitment: Commitment,
    evidence: Iterable[Evidence],
    days: Sequence[dt.date],
    known_at: dt.date | None,
    policy: Policy,
    docket: Docket | None = None,
) -> Iterator[tuple[dt.date, dt.date, Status]]:
    """The status that `evaluate` gives for each of `days` (in order), as runs of first day, last day and status."""
    series = _Series(terms_of(commitment), admit(evidence, known_at, policy).evidence, known_at, policy, docket)
    run: list[dt.date] = []
    standing: Status | None = None
    for some, status in series.parts(days):
        if run and status is not standing and standing is not None:
            yield run[0], run[-1], standing
            run = []
        standing = status
        run += some
    if run and standing is not None:
        yield run[0], run[-1], standing


class _Series:
    def __init__(
        self,
        terms: Terms,
        evidence: Sequence[Evidence],
        known_at: dt.date | None,
        policy: Policy,
        docket: Docket | None,
    ) -> None:
        self._terms, self._evidence, self._known_at, self._policy = terms, evidence, known_at, policy
        self._docket, self._once = docket, terms.duration is Duration.ONCE

    def parts(self, days: Sequence[dt.date]) -> Iterator[tuple[Sequence[dt.date], Status]]:
        for stretch in cut(days, self._turns()):
            if self._docket is None:
                yield stretch, self._on(stretch[0])
            elif self._plain(stretch[0]):
                yield from self._by_sums(stretch, self._docket)
            else:
                for some in cut(stretch, self._docket.turns(self._policy.times.max_age_days).tolist()):
                    yield some, self._on(some[0])

    def _turns(self) -> list[int]:
        return turns(self._evidence, (self._terms.deadline, self._terms.until), self._policy)

    def _plain(self, day: dt.date) -> bool:
        """Whether the acts alone decide, and whether there is one is all that matters."""
        if self._once or self._policy.sources.least_origins > 1 or self._docket is None:
            return False
        if not self._docket.tellings.distinct:
            return False
        life = life_of(self._terms, self._evidence, day)
        about = [e for e in self._evidence if e.bears in PERFORMANCE]
        return not combine.recent(sort_out(about, life, day, self._terms)[0], day, self._policy)[0]

    def _by_sums(self, days: Sequence[dt.date], docket: Docket) -> Iterator[tuple[Sequence[dt.date], Status]]:
        life = life_of(self._terms, self._evidence, days[0])
        phase = phase_of(life, self._terms, days[0])
        numbers = np.array([day.toordinal() for day in days], dtype=np.int64)
        some = docket.counts_on(life, self._known_at, self._policy, numbers) > 0
        edges = [0, *(np.flatnonzero(some[1:] != some[:-1]) + 1).tolist(), len(days)]
        for start, end in pairwise(edges):
            told = Told.NOT_DONE if some[start] else Told.NOTHING
            yield days[start:end], table.status(self._terms.duration, phase, told)

    def _on(self, day: dt.date) -> Status:
        acts = None
        if self._docket:
            life = life_of(self._terms, self._evidence, day)
            acts = self._docket.sift(life, day, self._known_at, self._policy, once=self._once).acts
        evidence, acts = together(self._evidence, acts, once=self._once)
        return status_of(self._terms, evidence, day, self._policy, acts)
