"""Whole findings for each of many days, the same as asking for each, at the cost of the days that differ.

Where something is to be kept up and nobody has assessed it of late, the acts alone decide; what they come to on each
day is then looked up in running counts (see `tally`). Elsewhere days are parted where evidence or an act begins or
ceases to count, and each part is judged once.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from trucewatch.monitoring import combine, reasons, table
from trucewatch.monitoring.admission import Admitted, admit
from trucewatch.monitoring.combine import Told
from trucewatch.monitoring.docket import Docket
from trucewatch.monitoring.evidence import PERFORMANCE, Evidence
from trucewatch.monitoring.lifecycle import Life, Phase
from trucewatch.monitoring.policy import Policy
from trucewatch.monitoring.stretches import cut, turns
from trucewatch.monitoring.tally import Acted
from trucewatch.monitoring.tellings import Heard
from trucewatch.monitoring.verdict import (
    claim_ids,
    days_told,
    finding_id,
    is_breach,
    last_of,
    life_of,
    phase_of,
    report_ids,
    rule,
    sort_out,
    terms_of,
)
from trucewatch.vocabulary.codes import Duration, Status
from trucewatch.vocabulary.subject import Commitment, Finding, Thing


def daily(
    commitment: Commitment,
    evidence: Iterable[Evidence],
    days: Sequence[dt.date],
    known_at: dt.date | None,
    policy: Policy,
    docket: Docket | None = None,
) -> Iterator[Finding]:
    """What `evaluate` gives for each of `days` (in order)."""
    yield from _Daily(commitment, admit(evidence, known_at, policy), known_at, policy, docket).findings(days)


@dataclass(frozen=True, slots=True)
class _Quiet:
    """What is the same on all days of a stretch on which the acts alone decide."""

    life: Life
    phase: Phase
    shown: tuple[tuple[Evidence, str], ...]
    old: tuple[Evidence, ...]
    phases: tuple[tuple[str, str, Phase], ...]
    """The key and name of each bound party, and the phase that it alone is in."""


@dataclass(frozen=True, slots=True)
class _Matter:
    """What some acts come to."""

    status: Status
    told: tuple[str, ...]
    against: tuple[str, ...]
    reports: tuple[str, ...]
    last: str | None
    by_party: tuple[tuple[str, str], ...]
    by_camp: tuple[tuple[str, str], ...]


class _Daily:
    def __init__(
        self,
        commitment: Commitment,
        admitted: Admitted,
        known_at: dt.date | None,
        policy: Policy,
        docket: Docket | None,
    ) -> None:
        self._commitment, self._admitted, self._known_at, self._policy = commitment, admitted, known_at, policy
        self._docket, self._terms = docket, terms_of(commitment)
        self._known = known_at.isoformat() if known_at else ".."
        self._about = Thing(commitment.commitment_id, commitment.does, None)

    def findings(self, days: Sequence[dt.date]) -> Iterator[Finding]:
        ends = (self._terms.deadline, self._terms.until)
        docket, policy = self._docket, self._policy
        if len(days) == 1:
            yield rule(self._commitment, self._admitted, days[0], self._known_at, policy, docket).finding
            return
        by_column = docket is not None and self._by_column(docket)
        for stretch in cut(days, turns(self._admitted.evidence, ends, policy)):
            quiet = self._quiet(stretch[0]) if by_column else None
            if quiet and docket:
                yield from self._acted(stretch, quiet, docket)
                continue
            for part in cut(stretch, docket.turns(policy.times.max_age_days).tolist() if docket else ()):
                ruling = rule(self._commitment, self._admitted, part[0], self._known_at, policy, docket)
                yield ruling.finding
                yield from map(ruling.on, part[1:])

    def _by_column(self, docket: Docket) -> bool:
        """Whether acts need never be weighed beside others."""
        if self._terms.duration is Duration.ONCE or not docket.tellings.distinct:
            return False
        return not any(is_breach(e) for e in self._admitted.evidence)

    def _quiet(self, day: dt.date) -> _Quiet | None:
        """None where somebody's word still counts on that day."""
        evidence, terms = self._admitted.evidence, self._terms
        life = life_of(terms, evidence, day)
        happened, shown = sort_out([e for e in evidence if e.bears in PERFORMANCE], life, day, terms)
        fresh, old = combine.recent(happened, day, self._policy)
        if fresh:
            return None
        names = sorted({who.id: who.name or who.id for who in self._commitment.who if who.id}.items())
        phases = [(party, name, self._phase(day, party)) for party, name in names]
        return _Quiet(life, phase_of(life, terms, day), tuple(shown), tuple(old), tuple(phases))

    def _phase(self, day: dt.date, party: str) -> Phase:
        own = [e for e in self._admitted.evidence if e.party in (None, party)]
        return phase_of(life_of(self._terms, own, day), self._terms, day)

    def _acted(self, days: Sequence[dt.date], quiet: _Quiet, docket: Docket) -> Iterator[Finding]:
        policy, left_out = self._policy, self._admitted.left_out
        tally = docket.tally(quiet.life, self._known_at, policy)
        known: tuple[int, int, tuple[str, ...]] | None = None
        matter = None
        ending = (*reasons.left_out(left_out, tally.left_out), reasons.policy_line(policy))
        for day, acted in zip(days, tally.on(days), strict=True):
            key = (acted.low, acted.high, acted.camps)
            if matter is None or key != known:
                known, matter = key, self._matter(tally.heard(acted), acted.camps, quiet)
            yield self._finding(day, acted, matter, quiet, ending)

    def _matter(self, heard: Heard, camps: Sequence[str], quiet: _Quiet) -> _Matter:
        policy, duration = self._policy, self._terms.duration
        account = combine.conduct((), policy, heard)
        acted = heard.party_keys()

        def of(party: str) -> Told:
            if acted.isdisjoint((party, "")):
                return Told.NOTHING
            one = policy.sources.least_origins == 1
            return Told.NOT_DONE if one else combine.conduct((), policy, heard.by_party(party)).told

        def status(phase: Phase, told: Told) -> str:
            return table.status(duration, phase, told).value

        by_camp = ((camp, combine.conduct((), policy, heard.by_camp(camp)).told) for camp in camps)
        return _Matter(
            table.status(duration, quiet.phase, account.told),
            tuple(reasons.told(account)),
            claim_ids((), account.acts),
            report_ids((), account.acts),
            last_of((), account.acts),
            tuple([(name, status(phase, of(party))) for party, name, phase in quiet.phases]),
            tuple([(camp, status(quiet.phase, told)) for camp, told in by_camp]),
        )

    def _finding(self, day: dt.date, acted: Acted, matter: _Matter, quiet: _Quiet, ending: tuple[str, ...]) -> Finding:
        commitment, policy = self._commitment, self._policy
        return Finding(
            finding_id(self._about.id or "", commitment.class_, day, self._known, policy.name),
            self._about,
            commitment.class_.value,
            day.isoformat(),
            self._known,
            policy.name,
            matter.status,
            (),
            matter.against,
            matter.by_party,
            matter.by_camp,
            matter.last,
            (
                *days_told(self._terms, quiet.life, day),
                *matter.told,
                *reasons.not_counted(quiet.shown, acted.aside, acted.shown),
                *reasons.too_old(quiet.old, policy, acted.aside),
                *ending,
            ),
            None,
            matter.reports,
        )
