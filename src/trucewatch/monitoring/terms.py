"""The life of agreements as evidence: when they bind and end, what extends, suspends, replaces or ends them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from trucewatch.monitoring import spans
from trucewatch.monitoring.evidence import Basis, Bearing, Evidence
from trucewatch.monitoring.gathering import Gatherer
from trucewatch.vocabulary.codes import Polarity, Role
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.subject import Agreement, Thing, Valued, Zone
from trucewatch.vocabulary.when import When

RELATIONS = {
    "suspends": Bearing.SUSPENDS,
    "resumes": Bearing.RESUMES,
    "ends": Bearing.ENDS,
    "denounces": Bearing.ENDS,
    "withdraws": Bearing.ENDS,
    "extends": Bearing.EXTENDS,
    "trigger_met": Bearing.MET,
    "trigger_unmet": Bearing.UNMET,
}
"""What a claim's `terms.relation` says of the agreement or provision that it speaks of."""

_CONDITIONS = (Bearing.MET, Bearing.UNMET)
_PARTIES = (Role.SIGNATORY, Role.GUARANTOR, Role.BOUND)


class Lives:
    """Gives the evidence on the life of each agreement, of its zones, and so of its commitments."""

    def __init__(self, gatherer: Gatherer) -> None:
        """Index which agreement replaces or extends which."""
        self._gatherer = gatherer
        self._agreements = {a.agreement_id: a for a in gatherer.dossier.agreements}
        self._known = gatherer.known_agreements
        self._after: dict[str, list[tuple[str, Agreement]]] = {}
        for agreement in gatherer.dossier.agreements:
            for relation, of in agreement.related:
                self._after.setdefault(of, []).append((relation, agreement))

    def agreement(self, thing: Thing | None) -> list[Evidence]:
        """The life of an agreement; nothing where it is not known."""
        agreement = self._agreements.get(thing.id or "") if thing else None
        if agreement is None:
            return []
        begins = agreement.in_force or agreement.date
        return [
            *(self._versions(begins, Bearing.IN_FORCE) if begins else self._first_told(agreement)),
            *self._versions(agreement.expires, Bearing.EXPIRES),
            *self._successors(agreement),
            *self._told(agreement),
        ]

    def zone(self, zone: Zone) -> list[Evidence]:
        """The life of a zone: its own stated validity, and the life of the agreement that set it up."""
        valid = spans.read(zone.valid)
        own = []
        if valid and valid.earliest:
            own.append(_casebook(Bearing.IN_FORCE, to=When.day(valid.earliest)))
        if valid and valid.latest:
            own.append(_casebook(Bearing.EXPIRES, to=When.day(valid.latest)))
        inherited = self.agreement(zone.established_by)
        stated = {e.bears for e in own}
        return [*own, *(e for e in inherited if e.bears not in stated)]

    def _versions(self, values: Sequence[Valued], bears: Bearing) -> Iterable[Evidence]:
        """The casebook's versions where it has any; else those of claims. How they differ is a disagreement apart."""
        known = [v for v in values if v.source is not None or not v.claims]
        for value in known or values:
            to = spans.read(value.value)
            if to is None:
                continue
            if value in known:
                yield _casebook(bears, to=to)
                continue
            for claim_id in value.claims:
                claim = self._gatherer.dossier.claims.get(claim_id)
                if claim:
                    yield replace(self._gatherer.testimony.base(claim), bears=bears, to=to)

    def _first_told(self, agreement: Agreement) -> Iterable[Evidence]:
        """Of what nobody dates: by when there was one, the day of the first report of it."""
        claims = [
            self._gatherer.testimony.base(c) for i in agreement.claims if (c := self._gatherer.dossier.claims.get(i))
        ]
        dated = [(e.published.latest, e.claim_id, e) for e in claims if e.published and e.published.latest]
        if dated and agreement.agreement_id not in self._known:
            first, _, item = min(dated, key=lambda each: each[:2])
            yield replace(item, bears=Bearing.IN_FORCE, to=When(None, first))

    def _successors(self, agreement: Agreement) -> Iterable[Evidence]:
        for relation, other in self._after.get(agreement.agreement_id, ()):
            when = spans.settle_values(other.in_force or other.date)
            if relation == "supersedes" and when:
                yield self._because_of(other, Bearing.SUPERSEDES, when, None)
            if relation == "extends" and when:
                yield self._because_of(other, Bearing.EXTENDS, when, spans.settle_values(other.expires))

    def _because_of(self, other: Agreement, bears: Bearing, when: When, to: When | None) -> Evidence:
        """What another agreement does to this one; known from the casebook, or since the first claim of it."""
        claims = [self._gatherer.testimony.base(c) for i in other.claims if (c := self._gatherer.dossier.claims.get(i))]
        dated = [e for e in claims if e.published and e.published.latest]
        from_casebook = not dated or any(v.source is not None for v in (*other.date, *other.in_force))
        if from_casebook:
            return _casebook(bears, when=when, to=to, party_name=other.name)
        first = min(dated, key=lambda e: (e.published.latest if e.published else None, e.claim_id))
        return replace(first, bears=bears, when=when, to=to, party_name=other.name)

    def _told(self, agreement: Agreement) -> Iterable[Evidence]:
        """What claims say: that it is suspended, resumed, extended, or ended by one of its parties."""
        parties = {t.id for role, t in agreement.parties if t.id and role in _PARTIES}
        for claim in self._gatherer.told_of(agreement.agreement_id):
            bears = RELATIONS.get(claim.terms.relation or "") if claim.terms else None
            if bears is None or bears in _CONDITIONS or claim.polarity is Polarity.DENY:
                continue
            base = self._gatherer.testimony.base(claim)
            who = self._who(claim, base)
            if bears is Bearing.ENDS and parties and not parties & who.keys():
                continue
            to = spans.read(claim.terms.expires or claim.terms.until) if claim.terms else None
            name = next((who[p] for p in sorted(who) if p in parties), None)
            yield replace(base, bears=bears, to=to, party_name=name)

    def _who(self, claim: Claim, base: Evidence) -> dict[str, str]:
        """Those who act in a claim, with those for whom they stand; the speaker where nobody does."""
        resolved = self._gatherer.dossier.resolved.get(claim.claim_id)
        things = resolved.actors if resolved and resolved.actors else ()
        if not things and resolved and resolved.speaker:
            things = (resolved.speaker,)
        sides = self._gatherer.testimony.sides
        return {p: sides.name(p) for t in things if t.id for p in sorted(sides.within(t.id, base.when))}


def conditions(gatherer: Gatherer, claims: Iterable[Claim]) -> Iterable[Evidence]:
    """What claims say of the condition on which a commitment depends."""
    for claim in claims:
        bears = RELATIONS.get(claim.terms.relation or "") if claim.terms else None
        if bears in _CONDITIONS:
            met = (bears is Bearing.MET) == (claim.polarity is Polarity.AFFIRM)
            yield replace(gatherer.testimony.base(claim), bears=Bearing.MET if met else Bearing.UNMET)


def _casebook(
    bears: Bearing, *, when: When | None = None, to: When | None = None, party_name: str | None = None
) -> Evidence:
    key = f"casebook:{bears.value}:{to.edtf if to else ''}:{when.edtf if when else ''}"
    return Evidence(
        claim_id=key, source="casebook", bears=bears, basis=Basis.CASEBOOK, when=when, to=to, party_name=party_name
    )
