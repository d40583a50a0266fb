"""The dossier to evidence: what each claim says of each commitment, zone and agreement."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.model import Dossier, Resolved
from trucewatch.dossier.names import fold
from trucewatch.monitoring import spans
from trucewatch.monitoring.areas import Areas
from trucewatch.monitoring.evidence import Basis, Bearing, Evidence, Truth
from trucewatch.monitoring.sides import Sides, Source
from trucewatch.vocabulary.codes import (
    Attribution,
    ClaimKind,
    Code,
    Duration,
    Force,
    Modality,
    Polarity,
    ProvisionClass,
    Role,
)
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.subject import Agreement, Commitment, Thing, Zone
from trucewatch.vocabulary.when import When

_ASSESSMENTS = (Code.HOLDING, Code.NOT_HOLDING)
_FACING = (Role.SIGNATORY, Role.GUARANTOR, Role.BOUND, Role.EXCLUDED)
_SHARE = re.compile(r"(\d+) (?:out )?of (?:the |its |all )?(\d+)")


class Gatherer:
    """Indexes a dossier once, then gives the evidence for each thing in it."""

    def __init__(self, dossier: Dossier, knowledge: Knowledge | None, reviewed: Collection[str] = ()) -> None:
        """`reviewed` are the ids of claims that a person has looked at."""
        self.dossier, self.sides, self._reviewed = dossier, Sides(dossier, knowledge), frozenset(reviewed)
        self._areas = Areas(dossier, knowledge)
        self._agreements = {a.agreement_id: a for a in dossier.agreements}
        self._by_commitment: dict[str, list[Claim]] = defaultdict(list)
        self._by_zone: dict[str, list[Claim]] = defaultdict(list)
        self._by_agreement: dict[str, list[Claim]] = defaultdict(list)
        self._assaults: list[Claim] = []
        for claim_id, claim in sorted(dossier.claims.items()):
            self._index(claim, dossier.resolved.get(claim_id))

    def _index(self, claim: Claim, resolved: Resolved | None) -> None:
        if resolved is None or claim.modality is not Modality.ACTUAL:
            return
        for thing, index in (
            (resolved.commitment, self._by_commitment),
            (resolved.zone, self._by_zone),
            (resolved.agreement, self._by_agreement),
        ):
            if thing and thing.id:
                index[thing.id].append(claim)
        violent = claim.code is Code.ASSAULT and claim.kind is not ClaimKind.COMMITMENT
        accusing = claim.code is Code.ACCUSE and (resolved.zone or resolved.agreement)
        if violent or accusing:
            self._assaults.append(claim)

    def commitment(self, commitment: Commitment) -> list[Evidence]:
        """What bears on a commitment, without the life of its agreement."""
        found = [e for c in self._by_commitment.get(commitment.commitment_id, ()) for e in self._stated(c, commitment)]
        if commitment.class_ is ProvisionClass.CESSATION:
            seen = {e.claim_id for e in found}
            found += [
                e
                for c in self._assessing(commitment)
                if c.claim_id not in seen
                for e in self._of_those_bound(c, commitment)
            ]
            found += self._breaches(commitment, seen)
        return found

    def zone(self, zone: Zone) -> list[Evidence]:
        """The assessments of a zone itself."""
        return [self._assessed(c) for c in self._by_zone.get(zone.zone_id, ()) if _is_assessment(c)]

    def agreement(self, agreement: Agreement) -> list[Evidence]:
        """The assessments of an agreement itself."""
        return [self._assessed(c) for c in self._by_agreement.get(agreement.agreement_id, ()) if _is_assessment(c)]

    def about(self, commitment_id: str) -> list[Claim]:
        """Every actual claim about a commitment."""
        return self._by_commitment.get(commitment_id, [])

    def told_of(self, agreement_id: str) -> list[Claim]:
        """Every actual claim about an agreement."""
        return self._by_agreement.get(agreement_id, [])

    def base(self, claim: Claim) -> Evidence:
        """A claim as evidence of nothing yet: who says it, when, and where it appeared."""
        report = self.dossier.reports.get(claim.report_id)
        resolved = self.dossier.resolved.get(claim.claim_id)
        when = spans.read(claim.date)
        published = spans.read(report.published) if report else None
        source = self.source(claim, when or published)
        return Evidence(
            claim_id=claim.claim_id,
            source=source.key,
            source_name=source.name,
            bears=Bearing.SUPPORTS,
            report_id=claim.report_id,
            when=when,
            said=spans.read(claim.said),
            published=published,
            camp=source.camp,
            origin=(report.family or report.report_id) if report else claim.report_id,
            outlet=report.outlet if report else None,
            event=resolved.event if resolved else None,
            confidence=claim.confidence,
            reviewed=claim.claim_id in self._reviewed,
            withdrawn=_withdrawal(report.withdrawn) if report else None,
        )

    def source(self, claim: Claim, when: When | None) -> Source:
        """Whose word a claim is."""
        resolved = self.dossier.resolved.get(claim.claim_id)
        speaker = resolved.speaker if resolved else None
        return self.sides.source(claim, speaker, self.dossier.reports.get(claim.report_id), when)

    def bound(self, commitment: Commitment) -> dict[str, str]:
        """Ids and names of those whom a commitment binds; where it names none, all parties to its agreement."""
        named = {who.id: who.name or who.id for who in commitment.who if who.id}
        if named or commitment.agreement is None or commitment.agreement.id is None:
            return named
        agreement = self._agreements.get(commitment.agreement.id)
        roles = (Role.SIGNATORY, Role.BOUND, Role.GUARANTOR)
        return {t.id: t.name or t.id for role, t in (agreement.parties if agreement else ()) if t.id and role in roles}

    def _stated(self, claim: Claim, commitment: Commitment) -> Iterable[Evidence]:
        """What a claim that is about this commitment says of its performance; a claim of its terms says nothing."""
        if claim.kind in (ClaimKind.COMMITMENT, ClaimKind.AGREEMENT):
            return
        bears = _bearing(claim)
        if bears is None:
            return
        base = self.base(claim)
        bound = self.bound(commitment)
        actor = self._actor(claim, bound, base.moment)
        share, amount = _part(claim, commitment)
        yield replace(
            base,
            bears=bears,
            basis=Basis.ASSESSMENT if claim.code in _ASSESSMENTS else Basis.STATEMENT,
            share=share if bears is Bearing.SUPPORTS else None,
            amount=amount,
            party=actor,
            party_name=bound.get(actor) if actor else None,
            own_word=self._own(claim, base, {actor} if actor else set(bound)),
        )

    def _assessing(self, commitment: Commitment) -> list[Claim]:
        """Assessments of the zone or agreement as a whole, which speak for its ceasefire."""
        found: dict[str, Claim] = {}
        for thing, index in ((commitment.zone, self._by_zone), (commitment.agreement, self._by_agreement)):
            for claim in index.get(thing.id, ()) if thing and thing.id else ():
                if _is_assessment(claim):
                    found[claim.claim_id] = claim
        return [found[key] for key in sorted(found)]

    def _of_those_bound(self, claim: Claim, commitment: Commitment) -> Iterable[Evidence]:
        """An assessment, unless it names who does not hold to it and that is nobody bound here."""
        item = self._assessed(claim)
        bound = self.bound(commitment)
        resolved = self.dossier.resolved[claim.claim_id]
        actor = self._of(resolved.actors, bound, item.moment)
        named = any(thing.id for thing in resolved.actors)
        if actor:
            own = self._own(claim, item, {actor})
            yield replace(item, party=actor, party_name=bound[actor], own_word=own)
        elif not named or item.bears is Bearing.SUPPORTS:
            yield replace(item, own_word=self._own(claim, item, set(bound)))

    def _assessed(self, claim: Claim) -> Evidence:
        holds = (claim.code is Code.HOLDING) == (claim.polarity is Polarity.AFFIRM)
        return replace(
            self.base(claim), bears=Bearing.SUPPORTS if holds else Bearing.REFUTES, basis=Basis.ASSESSMENT, event=None
        )

    def _breaches(self, commitment: Commitment, seen: Collection[str]) -> Iterable[Evidence]:
        """Assaults by those bound, or in the zone by others, and denials of them."""
        bound = self.bound(commitment)
        for claim in self._assaults:
            if claim.claim_id in seen:
                continue
            item = self._breach(claim, commitment, bound)
            if item:
                yield item

    def _breach(self, claim: Claim, commitment: Commitment, bound: dict[str, str]) -> Evidence | None:
        resolved = self.dossier.resolved[claim.claim_id]
        accused = claim.code is Code.ACCUSE
        things = resolved.recipients if accused else resolved.actors
        in_zone = self._areas.inside(resolved, commitment.zone, commitment.agreement)
        moment = spans.read(claim.date)
        actor = self._of(things, bound, moment)
        known = any(thing.id for thing in things)
        if in_zone is Truth.NO or (actor is None and in_zone is not Truth.YES):
            return None
        denied = claim.polarity is Polarity.DENY
        if denied and (actor is None or accused):
            return None
        base = self.base(claim)
        suspected = accused or hedged(claim.quote)
        attribution = Attribution.SUSPECTED if suspected else Attribution.KNOWN
        return replace(
            base,
            bears=Bearing.SUPPORTS if denied else Bearing.REFUTES,
            basis=Basis.EVENT,
            party=actor,
            party_name=bound.get(actor) if actor else None,
            bound=Truth.YES if actor or (known and not bound) else Truth.NO if known else Truth.UNKNOWN,
            in_zone=in_zone,
            attribution=attribution if things else Attribution.UNATTRIBUTED,
            opposed=self._opposed(base.camp, actor, resolved, commitment),
            exception_claimed=self._excluded(claim, resolved, commitment),
            own_word=actor is not None and self._own(claim, base, {actor}),
        )

    def _opposed(self, camp: str | None, actor: str | None, resolved: Resolved, commitment: Commitment) -> bool:
        """Whether a source's camp is one that the agreement or the act sets against the actor's.

        A mediator's or mission's camp is not; nor is a camp that nobody knows.
        """
        own = self.sides.camp(actor)
        if camp is None or own is None or camp == own:
            return False
        agreement = self._agreements.get(commitment.agreement.id or "") if commitment.agreement else None
        facing = [t.id for role, t in (agreement.parties if agreement else ()) if role in _FACING]
        facing += [t.id for t in (*commitment.who, *commitment.beneficiary, *resolved.recipients)]
        return camp in {self.sides.camp(party) for party in facing}

    def _excluded(self, claim: Claim, resolved: Resolved, commitment: Commitment) -> bool:
        agreement = self._agreements.get(commitment.agreement.id or "") if commitment.agreement else None
        excluded = {t.id for role, t in (agreement.parties if agreement else ()) if role is Role.EXCLUDED and t.id}
        when = spans.read(claim.date)
        hit = [thing.id for thing in resolved.recipients if thing.id]
        return bool(hit) and all(excluded & self.sides.within(party, when) for party in hit)

    def _actor(self, claim: Claim, bound: dict[str, str], when: When) -> str | None:
        resolved = self.dossier.resolved.get(claim.claim_id)
        return self._of(resolved.actors if resolved else (), bound, when)

    def _of(self, things: Iterable[Thing], bound: dict[str, str], when: When | None) -> str | None:
        """The first bound party that one of these is, or is part of."""
        for thing in things:
            shared = self.sides.within(thing.id, when) & bound.keys() if thing.id else None
            if shared:
                return thing.id if thing.id in shared else min(shared)
        return None

    def _own(self, claim: Claim, base: Evidence, parties: set[str]) -> bool:
        """Whether the source speaks for one of these parties."""
        return bool(self.source(claim, base.when or base.published).parties & parties)


def _is_assessment(claim: Claim) -> bool:
    """An assessment of the whole; one of a single provision ("its creation is not complete") speaks for that alone."""
    whole = claim.terms is None or claim.terms.class_ in (None, ProvisionClass.CESSATION)
    return claim.code in _ASSESSMENTS and whole


def _bearing(claim: Claim) -> Bearing | None:
    """Whether a claim says done or not done. What the coder says of doneness has already taken in a negation."""
    done = claim.terms.done if claim.terms else None
    if done is not None:
        return Bearing.SUPPORTS if done else Bearing.REFUTES
    if claim.code in _ASSESSMENTS:
        holds = (claim.code is Code.HOLDING) == (claim.polarity is Polarity.AFFIRM)
        return Bearing.SUPPORTS if holds else Bearing.REFUTES
    if claim.kind is ClaimKind.EVENT and claim.code is not Code.ASSAULT:
        return Bearing.SUPPORTS if claim.polarity is Polarity.AFFIRM else Bearing.REFUTES
    return None


def _part(claim: Claim, commitment: Commitment) -> tuple[float | None, str | None]:
    """The share done: "3 of 12", or some of it where an act is told but not that the whole is done."""
    for quantity in claim.numbers:
        found = _SHARE.search(quantity.text)
        if found and 0 <= int(found[1]) < int(found[2]):
            return int(found[1]) / int(found[2]), f"{quantity.text} {quantity.what}".strip()
    stated = claim.terms is not None and claim.terms.done is not None
    once = commitment.duration is Duration.ONCE and commitment.force is not Force.PROHIBITION
    if once and not stated and claim.code not in _ASSESSMENTS:
        return 0.0, "acts of it are reported, how much of the whole is not said"
    return None, None


def hedged(quote: str) -> bool:
    """Whether the sentence keeps a distance from what it says ("reportedly")."""
    folded = f" {fold(quote)} "
    return any(f" {hedge} " in folded for hedge in lexicon().hedges)


def _withdrawal(withdrawn: str | None) -> When | None:
    """When a report was withdrawn; a reason without a date means at an unknown time."""
    return (spans.read(withdrawn) or spans.OPEN) if withdrawn else None
