"""A claim as somebody's word: who says it, when, where it appeared, and on whose behalf."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.model import Dossier
from trucewatch.dossier.names import fold
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
        self._corrected = {
            r.corrects: spans.read(r.published) or spans.OPEN
            for _, r in sorted(dossier.reports.items())
            if r.corrects and not r.withdrawn
        }
        self._shared: dict[tuple[str, str], set[str]] | None = None

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
            origin=self._origin(claim, source),
            outlet=report.outlet if report else None,
            event=resolved.event if resolved else None,
            confidence=claim.confidence,
            reviewed=claim.claim_id in self._reviewed,
            withdrawn=self.gone(report),
        )

    def gone(self, report: Report | None) -> When | None:
        """When a report was withdrawn or corrected by another; open where nobody says when."""
        if report is None:
            return None
        taken_back = withdrawal(report)
        return spans.sooner(taken_back, self._corrected.get(report.report_id))

    def source_of(self, claim: Claim) -> Source:
        """Whose word a claim is, at the time of which it speaks."""
        report = self.dossier.reports.get(claim.report_id)
        return self.source(claim, spans.read(claim.date) or (spans.read(report.published) if report else None))

    def origin(self, claim: Claim) -> str:
        """What the claim shares with copies of its story."""
        return self._origin(claim, self.source_of(claim))

    def _origin(self, claim: Claim, source: Source) -> str:
        """The family of the report; of reports that quote one speaker in the same words, the first family."""
        family = self._family(claim)
        key = _words_of(claim, source.key) if source.parties else None
        return min(self._quoted().get(key, (family,))) if key else family

    def _quoted(self) -> dict[tuple[str, str], set[str]]:
        if self._shared is None:
            self._shared = {}
            for claim_id, claim in self.dossier.claims.items():
                resolved = self.dossier.resolved.get(claim_id)
                if resolved and resolved.speaker and resolved.speaker.id:
                    key = _words_of(claim, self.source(claim, spans.read(claim.date)).key)
                    if key:
                        self._shared.setdefault(key, set()).add(self._family(claim))
        return self._shared

    def _family(self, claim: Claim) -> str:
        report = self.dossier.reports.get(claim.report_id)
        return (report.family or report.report_id) if report else claim.report_id

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
        return not self.source_of(claim).parties.isdisjoint(parties)

    def by(self, item: Evidence, claim: Claim, party: str | None, bound: Mapping[str, str]) -> Evidence:
        """The same evidence, as of the conduct of one bound party (None: of all of them)."""
        own = self.own(claim, {party} if party else bound.keys())
        return replace(item, party=party, party_name=bound.get(party) if party else None, own_word=own)


def withdrawal(report: Report) -> When | None:
    """When a report was withdrawn: the day before the reason ("2019-03-02: not so"); open where no day is told."""
    if not report.withdrawn:
        return None
    return spans.read(report.withdrawn.partition(":")[0].strip()) or spans.OPEN


_QUOTATION = re.compile(r"[“\"«]([^“”\"«»]+)[”\"»]")
_TELLING = 4
"""Words that a quotation needs to be known again; two papers may both quote "calm" without copying."""


def _words_of(claim: Claim, speaker: str) -> tuple[str, str] | None:
    """The speaker with the words quoted; None where no quotation is long enough to tell by."""
    quoted = [words for part in _QUOTATION.findall(claim.quote) if len((words := fold(part)).split()) >= _TELLING]
    return (speaker, " ".join(quoted)) if quoted else None
