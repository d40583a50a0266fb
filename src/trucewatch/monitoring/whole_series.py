"""The status of a zone or an agreement for each of many days, looked at only on the days on which it can change."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from trucewatch.monitoring import combine, wholes
from trucewatch.monitoring.admission import admit
from trucewatch.monitoring.docket import Docket
from trucewatch.monitoring.evidence import PERFORMANCE, Evidence
from trucewatch.monitoring.lifecycle import Life, live
from trucewatch.monitoring.policy import Policy
from trucewatch.monitoring.series import Spell
from trucewatch.monitoring.stretches import cut, turns
from trucewatch.monitoring.verdict import is_breach, sort_out, together
from trucewatch.monitoring.wholes import Standing
from trucewatch.vocabulary.codes import ZoneStatus

Part = tuple[str, Sequence[Spell]]
"""The class of a commitment, and its spells."""
Run = tuple[dt.date, dt.date, ZoneStatus]


def statuses(
    evidence: Iterable[Evidence],
    parts: Sequence[Part],
    days: Sequence[dt.date],
    known_at: dt.date | None,
    policy: Policy,
    docket: Docket | None,
) -> Iterator[Run]:
    """The status that `assess` gives for each of `days` (in order), as runs of first day, last day and status."""
    series = _Series(admit(evidence, known_at, policy).evidence, _Standings(parts, days), known_at, policy, docket)
    run: Run | None = None
    for some, status in series.parts(days):
        if run and run[2] is not status:
            yield run
            run = None
        run = (run[0] if run else some[0], some[-1], status)
    if run:
        yield run


class _Standings:
    """How the commitments stand on each day."""

    def __init__(self, parts: Sequence[Part], days: Sequence[dt.date]) -> None:
        self._places = {day: place for place, day in enumerate(days)}
        self._troubled, self._kept = (np.zeros(len(days), dtype=np.bool_) for _ in range(2))
        for class_, spells in parts:
            for spell in spells:
                span = slice(self._places[spell.first], self._places[spell.last] + 1)
                self._troubled[span] |= wholes.is_troubled(spell.status)
                self._kept[span] |= wholes.is_kept(spell.status, class_)
        self.turns = [days[place].toordinal() for place in _edges(self._troubled * 2 + self._kept)]

    def on(self, day: dt.date) -> Standing:
        place = self._places[day]
        return Standing(bool(self._troubled[place]), bool(self._kept[place]))


class _Series:
    def __init__(
        self,
        evidence: Sequence[Evidence],
        standings: _Standings,
        known_at: dt.date | None,
        policy: Policy,
        docket: Docket | None,
    ) -> None:
        self._evidence, self._standings, self._known_at = evidence, standings, known_at
        self._policy, self._docket = policy, docket
        self._by_count = docket is None or docket.tellings.distinct
        self._by_count &= not any(is_breach(e) for e in evidence)

    def parts(self, days: Sequence[dt.date]) -> Iterator[tuple[Sequence[dt.date], ZoneStatus]]:
        at = sorted({*turns(self._evidence, (), self._policy), *self._standings.turns})
        for stretch in cut(days, at):
            life = live(self._evidence, stretch[0], conditional=False)
            if self._by_count and self._is_quiet(life, stretch[0]):
                yield from self._counted(stretch, life)
                continue
            docket = self._docket
            for part in cut(stretch, docket.turns(self._policy.times.max_age_days).tolist() if docket else ()):
                yield part, self._on(part[0], life)

    def _is_quiet(self, life: Life, day: dt.date) -> bool:
        """Whether nobody's assessment counts on that day."""
        about = [e for e in self._evidence if e.bears in PERFORMANCE]
        return not combine.recent(sort_out(about, life, day, wholes.TERMS)[0], day, self._policy)[0]

    def _counted(self, days: Sequence[dt.date], life: Life) -> Iterator[tuple[Sequence[dt.date], ZoneStatus]]:
        counts = np.zeros(len(days), dtype=np.int64)
        if self._docket:
            numbers = np.array([day.toordinal() for day in days], dtype=np.int64)
            counts = self._docket.counts_on(life, self._known_at, self._policy, numbers)
        limits = self._policy.zones
        reached = (counts >= limits.strained_events).astype(np.int64) + 2 * (counts >= limits.collapsed_events)
        below = self._standings.on(days[0])
        for start, end in pairwise([0, *_edges(reached), len(days)]):
            some = days[start:end]
            yield some, wholes.by_count(life, int(counts[start]), below, some[0], self._policy)

    def _on(self, day: dt.date, life: Life) -> ZoneStatus:
        acts = self._docket.sift(life, day, self._known_at, self._policy, once=False).acts if self._docket else None
        evidence, acts = together(self._evidence, acts, once=False)
        picture = wholes.look(evidence, acts, life, (), day, self._policy)
        return wholes.status_of(life, picture, self._standings.on(day), day, self._policy)


def _edges(values: NDArray[np.int64]) -> list[int]:
    """Where a row of values changes."""
    found: list[int] = (np.flatnonzero(values[1:] != values[:-1]) + 1).tolist()
    return found
