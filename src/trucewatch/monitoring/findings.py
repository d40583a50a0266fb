"""Findings on everything in a dossier, for one day, as known on another."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.model import Dossier
from trucewatch.monitoring import denials, spans, whole_series, wholes
from trucewatch.monitoring.admission import was_known
from trucewatch.monitoring.daily import daily
from trucewatch.monitoring.docket import Docket
from trucewatch.monitoring.evidence import Evidence
from trucewatch.monitoring.gathering import Gatherer
from trucewatch.monitoring.policy import Policy, load
from trucewatch.monitoring.series import Spell, statuses
from trucewatch.monitoring.terms import Lives, conditions
from trucewatch.monitoring.verdict import finding_id
from trucewatch.monitoring.wording import heading
from trucewatch.vocabulary.codes import Duration, Force, ProvisionClass
from trucewatch.vocabulary.subject import Agreement, Commitment, Finding, Thing, Valued, Zone
from trucewatch.vocabulary.when import When

_Whole = tuple[Thing, Sequence[Commitment], list[Evidence], Docket | None]
"""What is judged, its commitments, what is said of it and the acts against it."""

_TRUCES = frozenset({"ceasefire", "cessation of hostilities", "truce", "armistice", "peace agreement"})
"""Kinds of agreements that forbid violence though no clause of theirs is known."""


def findings(
    dossier: Dossier,
    knowledge: Knowledge | None,
    as_of: dt.date,
    known_at: dt.date | None = None,
    policy: Policy | None = None,
    *,
    reviewed: Collection[str] = (),
) -> list[Finding]:
    """Findings on all agreements, zones and commitments, in that order and by id.

    `known_at` None admits all that the case holds; otherwise things that no claim published by then tells of, and that
    the casebook does not have, are left out. A commitment with rival deadlines has one finding for each version.
    """
    return Monitor(dossier, knowledge, reviewed).findings(as_of, known_at, policy or load())


class Monitor:
    """Holds the evidence of one dossier, so that many days can be asked about."""

    def __init__(self, dossier: Dossier, knowledge: Knowledge | None, reviewed: Collection[str] = ()) -> None:
        """Gather the evidence once."""
        self._dossier, self._knowledge = dossier, knowledge
        self._gatherer = Gatherer(dossier, knowledge, reviewed)
        self._lives = Lives(self._gatherer)
        self._questions = [(a, case) for a in dossier.agreements for case in denials.questions(self._gatherer, a)]
        self._evidence = {c.commitment_id: self._of_commitment(c) for c in dossier.commitments}
        self._dockets = {
            c.commitment_id: self._gatherer.docket(c)
            for c in dossier.commitments
            if c.class_ is ProvisionClass.CESSATION
        }
        self._named = {c.commitment_id: self._bound(c) for c in dossier.commitments}
        self._wholes: dict[tuple[str, str], _Whole] = {}

    def findings(self, as_of: dt.date, known_at: dt.date | None, policy: Policy) -> list[Finding]:
        """All findings for one question."""
        by_commitment: dict[str, list[Finding]] = {}
        for commitment in self._dossier.commitments:
            if self._known(self._in_casebook(commitment), commitment.claims, known_at):
                by_commitment[commitment.commitment_id] = self.on_commitment(commitment, as_of, known_at, policy)
        agreements = [
            self._on_agreement(a, by_commitment, as_of, known_at, policy)
            for a in self._dossier.agreements
            if self._known(self._has("agreements", a.agreement_id), a.claims, known_at)
        ]
        zones = [
            self._on_zone(z, by_commitment, as_of, known_at, policy)
            for z in self._dossier.zones
            if self._known(self._has("zones", z.zone_id), z.claims, known_at)
        ]
        denied = [
            found
            for a, case in self._questions
            if self._known(self._has("agreements", a.agreement_id), a.claims, known_at)
            and (found := denials.finding(a, case, as_of, known_at, policy))
        ]
        return [*agreements, *denied, *zones, *(f for found in by_commitment.values() for f in found)]

    def spells(
        self, commitment: Commitment, days: Sequence[dt.date], known_at: dt.date | None, policy: Policy
    ) -> list[Spell]:
        """The runs of days with one status, in the order of time; for each rival deadline that was known.

        `days` are in order. The same as asking `on_commitment` for each day, at a small part of the cost.
        """
        evidence, docket = self._evidence[commitment.commitment_id], self._dockets.get(commitment.commitment_id)
        known = self._as_known(commitment, known_at)
        rivals = rival_versions(known.deadline)
        rival = len(rivals) > 1
        found = []
        for deadline in [(version,) for version in rivals] if rival else [rivals]:
            asked = replace(known, deadline=deadline)
            runs = statuses(asked, evidence, days, known_at, policy, docket)
            about = Thing(commitment.commitment_id, known.does, None)
            found += [
                Spell(about, first, last, status, deadline[0].value if rival else None) for first, last, status in runs
            ]
        return found

    def zone_spells(self, zone: Zone, days: Sequence[dt.date], known_at: dt.date | None, policy: Policy) -> list[Spell]:
        """The runs of days on which a zone had one status, as `findings` gives it for each of `days` (in order).

        None of a zone that was not known of then.
        """
        if not self._known(self._has("zones", zone.zone_id), zone.claims, known_at):
            return []
        return self._whole_spells(self._of_zone(zone), days, known_at, policy)

    def agreement_spells(
        self, agreement: Agreement, days: Sequence[dt.date], known_at: dt.date | None, policy: Policy
    ) -> list[Spell]:
        """The same of an agreement."""
        if not self._known(self._has("agreements", agreement.agreement_id), agreement.claims, known_at):
            return []
        return self._whole_spells(self._of_agreement(agreement), days, known_at, policy)

    def _whole_spells(
        self, whole: _Whole, days: Sequence[dt.date], known_at: dt.date | None, policy: Policy
    ) -> list[Spell]:
        about, own, evidence, docket = whole
        parts = [
            (c.class_.value, self.spells(c, days, known_at, policy))
            for c in own
            if self._known(self._in_casebook(c), c.claims, known_at)
        ]
        runs = whole_series.statuses(evidence, parts, days, known_at, policy, docket)
        return [Spell(about, first, last, status) for first, last, status in runs]

    def on_commitment(
        self, commitment: Commitment, as_of: dt.date, known_at: dt.date | None, policy: Policy
    ) -> list[Finding]:
        """One finding, or one for each rival deadline that was known."""
        return list(self.daily(commitment, [as_of], known_at, policy))

    def daily(
        self, commitment: Commitment, days: Sequence[dt.date], known_at: dt.date | None, policy: Policy
    ) -> Iterator[Finding]:
        """The findings for each of `days` (in order); where there are rival deadlines, those of each in turn.

        The same as asking `on_commitment` for each day, at a small part of the cost.
        """
        evidence, docket = self._evidence[commitment.commitment_id], self._dockets.get(commitment.commitment_id)
        known = self._as_known(commitment, known_at)
        rivals = rival_versions(known.deadline)
        asked = days, known_at, policy, docket
        if len(rivals) < 2:
            yield from daily(replace(known, deadline=rivals), evidence, *asked)
            return
        for version in rivals:
            note = f"Sources give {len(rivals)} deadlines; this finding takes {version.value}."
            for found in daily(replace(known, deadline=(version,)), evidence, *asked):
                about, day = found.about.id or "", dt.date.fromisoformat(found.as_of)
                id_ = finding_id(about, found.class_, day, found.known_at, policy.name, version.value)
                yield replace(found, finding_id=id_, version=version.value, reasons=(note, *found.reasons))

    def _bound(self, commitment: Commitment) -> Commitment:
        who = tuple(Thing(i, n, None) for i, n in self._gatherer.testimony.bound(commitment).items())
        return replace(commitment, does=heading(commitment, self._dossier.claims), who=who)

    def _as_known(self, commitment: Commitment, known_at: dt.date | None) -> Commitment:
        """A commitment with those whom it binds, and its days as far as they were known."""
        return replace(
            self._named[commitment.commitment_id],
            deadline=self._versions(commitment.deadline, known_at),
            until=self._versions(commitment.until, known_at),
        )

    def _of_commitment(self, commitment: Commitment) -> list[Evidence]:
        return [
            *self._lives.agreement(commitment.agreement),
            *conditions(self._gatherer, self._gatherer.about(commitment.commitment_id)),
            *self._gatherer.commitment(commitment),
        ]

    def _on_agreement(
        self,
        agreement: Agreement,
        judged: dict[str, list[Finding]],
        as_of: dt.date,
        known_at: dt.date | None,
        policy: Policy,
    ) -> Finding:
        about, own, evidence, acts = self._of_agreement(agreement)
        below = wholes.Below(_parts(own, judged), acts)
        return wholes.assess(about, "agreement", evidence, below, as_of, known_at, policy)

    def _on_zone(
        self, zone: Zone, judged: dict[str, list[Finding]], as_of: dt.date, known_at: dt.date | None, policy: Policy
    ) -> Finding:
        about, own, evidence, acts = self._of_zone(zone)
        below = wholes.Below(_parts(own, judged), acts)
        return wholes.assess(about, "zone", evidence, below, as_of, known_at, policy)

    def _of_agreement(self, agreement: Agreement) -> _Whole:
        key = "agreement", agreement.agreement_id
        if key not in self._wholes:
            about = Thing(agreement.agreement_id, agreement.name, None)
            own = [c for c in self._dossier.commitments if c.agreement and c.agreement.id == agreement.agreement_id]
            zones = [
                z for z in self._dossier.zones if z.established_by and z.established_by.id == agreement.agreement_id
            ]
            evidence = [
                *self._lives.agreement(about),
                *self._gatherer.agreement(agreement),
                *(e for z in zones for e in self._gatherer.zone(z)),
            ]
            acts = self._acts(own, None, about) if _forbids_violence(agreement, own) else None
            self._wholes[key] = (about, own, _once(evidence), acts)
        return self._wholes[key]

    def _of_zone(self, zone: Zone) -> _Whole:
        key = "zone", zone.zone_id
        if key not in self._wholes:
            about = Thing(zone.zone_id, zone.name, None)
            own = [c for c in self._dossier.commitments if c.zone and c.zone.id == zone.zone_id]
            evidence = [*self._lives.zone(zone), *self._gatherer.zone(zone)]
            quiet = zone.kind or zone.established_by or own  # "the rebel-held zone" is none where arms are to be silent
            acts = self._acts(own, about, zone.established_by) if quiet else None
            self._wholes[key] = (about, own, _once(evidence), acts)
        return self._wholes[key]

    def _acts(self, own: Sequence[Commitment], zone: Thing | None, agreement: Thing | None) -> Docket | None:
        """Acts against its own ceasefire; where none is written, against the one that any zone or truce implies."""
        ceasefires = [self._dockets[c.commitment_id] for c in own if c.commitment_id in self._dockets]
        if ceasefires:
            return Docket.joined(ceasefires)
        implied = Commitment(
            "implied", (), (), Force.PROHIBITION, Duration.CONTINUING, "cease fire", ProvisionClass.CESSATION,
            zone=zone, agreement=agreement,
        )  # fmt: skip
        return self._gatherer.docket(implied)

    def _known(self, in_casebook: bool, claims: Sequence[str], known_at: dt.date | None) -> bool:  # noqa: FBT001 - private
        if in_casebook or known_at is None or not claims:
            return True
        found = (c for i in claims if (c := self._dossier.claims.get(i)))
        return any(was_known(self._gatherer.testimony.base(claim), known_at) for claim in found)

    def _versions(self, values: Sequence[Valued], known_at: dt.date | None) -> tuple[Valued, ...]:
        return tuple(v for v in values if self._known(v.source is not None, v.claims, known_at))

    def _has(self, table: str, key: str) -> bool:
        return self._knowledge is not None and key in getattr(self._knowledge, table)

    def _in_casebook(self, commitment: Commitment) -> bool:
        agreement, _, clause = commitment.commitment_id.rpartition("/")
        entry = self._knowledge.agreements.get(agreement) if self._knowledge else None
        return entry is not None and any(c.ref == clause for c in entry.clauses)


def _forbids_violence(agreement: Agreement, own: Sequence[Commitment]) -> bool:
    """Whether acts of violence can break it: a truce or a peace, or one with a ceasefire written in it."""
    return agreement.kind in _TRUCES or any(c.class_ is ProvisionClass.CESSATION for c in own)


def rival_versions(values: Sequence[Valued]) -> tuple[Valued, ...]:
    """The versions that cannot be one day; of those that can, the finest. In the order of time."""
    dated = [(spans.due(when), v) for v in values if (when := spans.read(v.value))]
    dated.sort(key=lambda pair: (_width(pair[0]), pair[1].value))
    kept: list[tuple[When, Valued]] = []
    for when, value in dated:
        if not any(when.overlaps(other) for other, _ in kept):
            kept.append((when, value))
    return tuple(value for _, value in sorted(kept, key=lambda pair: pair[1].value))


def _width(when: When) -> int:
    if when.earliest is None or when.latest is None:
        return 10**7
    return (when.latest - when.earliest).days


def _once(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Each claim once, though it came by way of the zone and of the agreement."""
    seen: dict[tuple[str, str], Evidence] = {}
    for item in evidence:
        seen.setdefault((item.claim_id, item.bears.value), item)
    return list(seen.values())


def _parts(own: Sequence[Commitment], judged: dict[str, list[Finding]]) -> list[Finding]:
    return [finding for c in own for finding in judged.get(c.commitment_id, ())]
