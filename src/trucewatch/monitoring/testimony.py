"""A claim as somebody's word: who says it, when, where it appeared, and on whose behalf."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.model import Dossier
from trucewatch.monitoring import spans
from trucewatch.monitoring.evidence import Bearing, Evidence
from trucewatch.monitoring.sides import Sides, Source
from trucewatch.vocabulary.codes import Role
from trucewatch.vocabulary.records import Claim, Report
from trucewatch.vocabulary.subject import Commitment, Thing
from trucewatch.vocabulary.when import When


class Testimony:
    """Reads each claim of a dossier once, whatever it will be evidence of."""

    def __init__(self, dossier: Dossier, knowledge: Knowledge | None, reviewed: Collection[str] = ()) -> None:
        """`reviewed` are the ids of claims that a person has looked at."""
        self.dossier, self.sides, self._reviewed = dossier, Sides(dossier, knowledge), frozenset(reviewed)
        self.agreements = {a.agreement_id: a for a in dossier.agreements}
        self._bases: dict[str, Evidence] = {}

    def base(self, claim: Claim) -> Evidence:
        """A claim as evidence of nothing yet: who says it, when, and where it appeared."""
        found = self._bases.get(claim.claim_id)
        if found is None:
            found = self._bases[claim.claim_id] = self._read(claim)
        return found

    def _read(self, claim: Claim) -> Evidence:
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
            withdrawn=withdrawal(report),
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
        roles = (Role.SIGNATORY, Role.BOUND, Role.GUARANTOR)
        return {t.id: t.name or t.id for role, t in self.roles(commitment) if t.id and role in roles}

    def roles(self, commitment: Commitment) -> tuple[tuple[Role, Thing], ...]:
        """The parties to the agreement of a commitment, by role."""
        agreement = self.agreements.get(commitment.agreement.id or "") if commitment.agreement else None
        return agreement.parties if agreement else ()

    def first_bound(self, things: Iterable[Thing], bound: Mapping[str, str], when: When | None) -> str | None:
        """The first bound party that one of these is, or is part of."""
        for thing in things:
            shared = self.sides.within(thing.id, when) & bound.keys() if thing.id else None
            if shared:
                return thing.id if thing.id in shared else min(shared)
        return None

    def own(self, claim: Claim, parties: Collection[str]) -> bool:
        """Whether the source speaks for one of these parties."""
        base = self.base(claim)
        return not self.source(claim, base.when or base.published).parties.isdisjoint(parties)

    def by(self, item: Evidence, claim: Claim, party: str | None, bound: Mapping[str, str]) -> Evidence:
        """The same evidence, as of the conduct of one bound party (None: of all of them)."""
        own = self.own(claim, {party} if party else bound.keys())
        return replace(item, party=party, party_name=bound.get(party) if party else None, own_word=own)


def withdrawal(report: Report | None) -> When | None:
    """When a report was withdrawn; a reason without a date means at an unknown time."""
    return report.withdrawn_since if report else None
