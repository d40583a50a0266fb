"""The dossier to evidence: what each claim says of each commitment, zone and agreement."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.model import Dossier, Resolved
from trucewatch.monitoring.areas import Areas
from trucewatch.monitoring.breaches import Breaches
from trucewatch.monitoring.docket import Docket
from trucewatch.monitoring.evidence import Basis, Bearing, Evidence
from trucewatch.monitoring.testimony import Testimony
from trucewatch.vocabulary.codes import (
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
from trucewatch.vocabulary.subject import Agreement, Commitment, Zone

_ASSESSMENTS = (Code.HOLDING, Code.NOT_HOLDING)
_FACING = (Role.SIGNATORY, Role.GUARANTOR, Role.BOUND, Role.EXCLUDED)
_SHARE = re.compile(r"(\d+) (?:out )?of (?:the |its |all )?(\d+)")


class Gatherer:
    """Indexes a dossier once, then gives the evidence for each thing in it."""

    def __init__(self, dossier: Dossier, knowledge: Knowledge | None, reviewed: Collection[str] = ()) -> None:
        """`reviewed` are the ids of claims that a person has looked at."""
        self.dossier, self.testimony = dossier, Testimony(dossier, knowledge, reviewed)
        self.known_agreements = frozenset(knowledge.agreements) if knowledge else frozenset()
        """Those of the casebook."""
        self._by_commitment: dict[str, list[Claim]] = defaultdict(list)
        self._by_zone: dict[str, list[Claim]] = defaultdict(list)
        self._by_agreement: dict[str, list[Claim]] = defaultdict(list)
        self._assaults: list[Claim] = []
        for claim_id in sorted(dossier.claims):
            self._index(dossier.claims[claim_id], dossier.resolved.get(claim_id))
        self._breaches = Breaches(self._assaults, self.testimony, Areas(dossier, knowledge))

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
        """What bears on a commitment, but for acts against it and the life of its agreement."""
        found = [e for c in self._by_commitment.get(commitment.commitment_id, ()) for e in self._stated(c, commitment)]
        if commitment.class_ is not ProvisionClass.CESSATION:
            return found
        seen = frozenset(e.claim_id for e in found)
        found += [
            e
            for c in self._assessing(commitment)
            if c.claim_id not in seen
            for e in self._of_those_bound(c, commitment)
        ]
        return [*found, *self._breaches.denials(commitment, seen)]

    def docket(self, commitment: Commitment) -> Docket:
        """The acts against a ceasefire."""
        stated = self._by_commitment.get(commitment.commitment_id, ())
        seen = frozenset(e.claim_id for c in stated for e in self._stated(c, commitment))
        return self._breaches.docket(commitment, seen)

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

    def _stated(self, claim: Claim, commitment: Commitment) -> Iterable[Evidence]:
        """What a claim that is about this commitment says of its performance; a claim of its terms says nothing."""
        if claim.kind in (ClaimKind.COMMITMENT, ClaimKind.AGREEMENT):
            return
        bears = _bearing(claim)
        if bears is None:
            return
        base = self.testimony.base(claim)
        bound = self.testimony.bound(commitment)
        resolved = self.dossier.resolved.get(claim.claim_id)
        actor = self.testimony.first_bound(resolved.actors if resolved else (), bound, base.moment)
        share, amount = _part(claim, commitment)
        item = replace(
            base,
            bears=bears,
            basis=Basis.ASSESSMENT if claim.code in _ASSESSMENTS else Basis.STATEMENT,
            share=share if bears is Bearing.SUPPORTS else None,
            amount=amount,
        )
        yield self.testimony.by(item, claim, actor, bound)

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
        bound = self.testimony.bound(commitment)
        resolved = self.dossier.resolved[claim.claim_id]
        actor = self.testimony.first_bound(resolved.actors, bound, item.moment)
        named = any(thing.id for thing in resolved.actors)
        if actor or not named or item.bears is Bearing.SUPPORTS:
            yield self.testimony.by(item, claim, actor, bound)

    def _assessed(self, claim: Claim) -> Evidence:
        holds = (claim.code is Code.HOLDING) == (claim.polarity is Polarity.AFFIRM)
        return replace(
            self.testimony.base(claim),
            bears=Bearing.SUPPORTS if holds else Bearing.REFUTES,
            basis=Basis.ASSESSMENT,
            event=None,
        )


def _is_assessment(claim: Claim) -> bool:
    """An assessment of the whole; one of a single provision ("its creation is not complete") speaks for that alone."""
    whole = claim.terms is None or claim.terms.class_ in (None, ProvisionClass.CESSATION)
    return claim.code in _ASSESSMENTS and whole


def _bearing(claim: Claim) -> Bearing | None:
    """Whether a claim says done or not done. What the coder says of doneness has already taken in a negation."""
    if _takes_force(claim):
        return None
    done = claim.terms.done if claim.terms else None
    if done is not None:
        return Bearing.SUPPORTS if done else Bearing.REFUTES
    if claim.code in _ASSESSMENTS:
        holds = (claim.code is Code.HOLDING) == (claim.polarity is Polarity.AFFIRM)
        return Bearing.SUPPORTS if holds else Bearing.REFUTES
    if claim.kind is ClaimKind.EVENT and claim.code is not Code.ASSAULT:
        return Bearing.SUPPORTS if claim.polarity is Polarity.AFFIRM else Bearing.REFUTES
    return None


def _takes_force(claim: Claim) -> bool:
    """Whether it tells when a ceasefire came into force, which says nothing of its being kept."""
    terms = claim.terms
    begins = terms is not None and terms.class_ is ProvisionClass.CESSATION and terms.in_force is not None
    return begins and claim.code not in _ASSESSMENTS


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
