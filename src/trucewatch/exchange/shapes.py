"""Records as exported rows: plain dicts with the names, and in the order, of the schemas."""

from collections.abc import Iterable, Sequence
from typing import Any

from trucewatch.dossier.geometry_features import area_km2
from trucewatch.dossier.model import Dossier, Resolved
from trucewatch.vocabulary.codes import Role
from trucewatch.vocabulary.records import Claim, Mention, Quantity, Reject, Report
from trucewatch.vocabulary.subject import (
    Agreement,
    Commitment,
    Disagreement,
    Event,
    Finding,
    Naming,
    Outline,
    Party,
    Thing,
    Valued,
    Zone,
)

Row = dict[str, Any]


def thing(named: Thing) -> Row:
    """A thing as `{id, name, mention}`."""
    return {"id": named.id, "name": named.name, "mention": named.mention}


def _thing_or_none(named: Thing | None) -> Row | None:
    return thing(named) if named else None


def _things(named: Iterable[Thing]) -> list[Row]:
    return [thing(one) for one in named]


def _mentioned(mentions: Sequence[Mention], resolved: Sequence[Thing]) -> list[Row]:
    """What mentions came to, or the bare mentions where the dossier has not resolved them."""
    if len(resolved) == len(mentions):
        return _things(resolved)
    return [_unresolved(mention) for mention in mentions]


def _unresolved(mention: Mention) -> Row:
    return {"id": None, "name": None, "mention": mention.text}


def number(value: float | None) -> int | float | None:
    """15 rather than 15.0: whether a count came as a whole number is no matter of the data."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _quantity(quantity: Quantity) -> Row:
    return {
        "what": quantity.what,
        "min": number(quantity.min),
        "max": number(quantity.max),
        "unit": quantity.unit,
        "text": quantity.text,
    }


def _counted(quantities: Iterable[tuple[Quantity, tuple[str, ...]]]) -> list[Row]:
    return [{**_quantity(quantity), "claims": list(claims)} for quantity, claims in quantities]


def versions(field: Iterable[Valued]) -> str | list[Row] | None:
    """One value as it is, several as a list of `{value, claims}`, none as None."""
    claims: dict[str, list[str]] = {}
    for version in field:
        claims.setdefault(version.value, []).extend(version.claims)
    if len(claims) <= 1:
        return next(iter(claims), None)
    return [{"value": value, "claims": sorted(set(ids))} for value, ids in claims.items()]


def report_row(report: Report) -> Row:
    """A row of `reports`."""
    return {
        "report_id": report.report_id,
        "text_hash": report.text_hash,
        "file": report.file,
        "url": report.url,
        "part": report.part,
        "outlet": report.outlet,
        "title": report.title,
        "text": report.text,
        "published": report.published,
        "published_how": report.published_how.value if report.published_how else None,
        "published_at": report.published_at,
        "published_why": report.published_why,
        "language": report.language,
        "family": report.family,
        "duplicate_of": report.duplicate_of,
        "copy_of": report.copy_of,
        "copy_kind": report.copy_kind.value if report.copy_kind else None,
        "copy_strength": report.copy_strength,
        "shared_sentences": report.shared_sentences,
        "shares_with": list(report.shares_with),
        "agency": report.agency,
        "corrects": report.corrects,
        "withdrawn": report.withdrawn,
    }


def claim_row(claim: Claim, dossier: Dossier) -> Row:
    """A row of `claims`: what the claim says, and what its names came to in the dossier."""
    found = dossier.resolved.get(claim.claim_id) or Resolved(None, (), (), (), ())
    return {
        "claim_id": claim.claim_id,
        "report_id": claim.report_id,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "speaker": _speaker(claim.speaker, found.speaker),
        "via": _mentioned(claim.via, found.via),
        "kind": claim.kind.value,
        "code": claim.code.value if claim.code else None,
        "mode": claim.mode,
        "modality": claim.modality.value,
        "polarity": claim.polarity.value,
        "actors": _mentioned(claim.actors, found.actors),
        "recipients": _mentioned(claim.recipients, found.recipients),
        "object": claim.object,
        "places": _mentioned(claim.places, found.places),
        "date": claim.date,
        "said": claim.said,
        "numbers": [_quantity(quantity) for quantity in claim.numbers],
        "zone": _thing_or_none(found.zone),
        "agreement": _thing_or_none(found.agreement),
        "commitment": _thing_or_none(found.commitment),
        "coder": claim.coder,
        "confidence": number(claim.confidence),
    }


def _speaker(mention: Mention | None, resolved: Thing | None) -> Row | None:
    """None is the outlet's own voice, whatever the dossier knows of the outlet."""
    if mention is None:
        return None
    return thing(resolved) if resolved else _unresolved(mention)


def party_row(party: Party) -> Row:
    """A row of `parties`."""
    return {
        "party_id": party.party_id,
        "name": party.name,
        "kind": party.kind.value,
        "aliases": [{"name": alias.name, "used_by": list(alias.used_by)} for alias in party.aliases],
        "memberships": [
            {"party": one.party, "relation": one.relation, "of": one.of, "valid": one.valid}
            for one in party.memberships
        ],
        "country": party.country,
        "camp": party.camp,
        "reports": list(party.reports),
        "claims": list(party.claims),
    }


def agreement_row(agreement: Agreement) -> Row:
    """A row of `agreements`."""
    return {
        "agreement_id": agreement.agreement_id,
        "name": agreement.name,
        "kind": agreement.kind,
        "parties": {role.value: [thing(party) for held, party in agreement.parties if held is role] for role in Role},
        "place": versions(agreement.place),
        "date": versions(agreement.date),
        "in_force": versions(agreement.in_force),
        "expires": versions(agreement.expires),
        "related": [{"relation": relation, "agreement": other} for relation, other in agreement.related],
        "external_ids": list(agreement.external_ids),
        "reports": list(agreement.reports),
        "claims": list(agreement.claims),
    }


def zone_row(zone: Zone) -> Row:
    """A row of `zones`."""
    return {
        "zone_id": zone.zone_id,
        "name": zone.name,
        "kind": zone.kind,
        "places": _things(zone.places),
        "established_by": _thing_or_none(zone.established_by),
        "valid": zone.valid,
        "numbers": _counted(zone.numbers),
        "geometry": zone.geometry,
        "precision": zone.precision.value if zone.precision else None,
        "basis": zone.basis,
        "outlines": [_outline(outline) for outline in zone.outlines],
        "reports": list(zone.reports),
        "claims": list(zone.claims),
    }


def _outline(outline: Outline) -> Row:
    return {
        "version": outline.version,
        "bound": outline.bound,
        "precision": outline.precision.value,
        "basis": outline.basis,
        "valid": outline.valid,
        "area_km2": area_km2(outline),
        "source": outline.source,
        "claims": list(outline.claims),
        "geometry": outline.geometry,
    }


def commitment_row(commitment: Commitment) -> Row:
    """A row of `commitments`."""
    return {
        "commitment_id": commitment.commitment_id,
        "agreement": _thing_or_none(commitment.agreement),
        "clause_ref": commitment.clause_ref,
        "who": _things(commitment.who),
        "beneficiary": _things(commitment.beneficiary),
        "force": commitment.force.value,
        "duration": commitment.duration.value,
        "does": commitment.does,
        "class": commitment.class_.value,
        "zone": _thing_or_none(commitment.zone),
        "trigger": commitment.trigger,
        "deadline": versions(commitment.deadline),
        "until": versions(commitment.until),
        "exception": commitment.exception,
        "reports": list(commitment.reports),
        "claims": list(commitment.claims),
    }


def event_row(event: Event) -> Row:
    """A row of `events`."""
    return {
        "event_id": event.event_id,
        "code": event.code.value,
        "mode": event.mode,
        "date": event.date,
        "places": _things(event.places),
        "actors": _things(event.actors),
        "recipients": _things(event.recipients),
        "attribution": event.attribution.value,
        "attributed_by": _things(event.attributed_by),
        "harm": _counted(event.harm),
        "origins": list(event.origins),
        "zone": _thing_or_none(event.zone),
        "zone_basis": event.zone_basis.value if event.zone_basis else None,
        "zones": [{**thing(zone), "basis": how.value} for zone, how in event.zones],
        "reports": list(event.reports),
        "claims": list(event.claims),
    }


def finding_row(finding: Finding) -> Row:
    """A row of `findings`."""
    return {
        "finding_id": finding.finding_id,
        "about": thing(finding.about),
        "class": finding.class_,
        "as_of": finding.as_of,
        "known_at": finding.known_at,
        "policy": finding.policy,
        "status": finding.status.value,
        "version": finding.version,
        "for": list(finding.for_),
        "against": list(finding.against),
        "by_party": dict(finding.by_party),
        "by_camp": dict(finding.by_camp),
        "last_evidence": finding.last_evidence,
        "reasons": list(finding.reasons),
        "reports": list(finding.reports),
    }


def disagreement_row(disagreement: Disagreement) -> Row:
    """A row of `disagreements`."""
    return {
        "disagreement_id": disagreement.disagreement_id,
        "topic": disagreement.topic.value,
        "subject": thing(disagreement.subject),
        "values": [
            {
                "value": _plain(position.value),
                "unit": position.unit,
                "claims": list(position.claims),
                "reports": list(position.reports),
                "outlets": list(position.outlets),
            }
            for position in disagreement.values
        ],
    }


def _plain(value: str | float | list[float]) -> str | float | list[int | float | None] | None:
    if isinstance(value, list):
        return [number(each) for each in value]
    return value if isinstance(value, str) else number(value)


def naming_row(naming: Naming) -> Row:
    """A row of `naming`."""
    return {
        "party": thing(naming.party),
        "terms": [
            {"term": term.term, "outlet": term.outlet, "count": term.count, "claims": list(term.claims)}
            for term in naming.terms
        ],
    }


def reject_row(reject: Reject) -> Row:
    """A row of `rejects`."""
    return {
        "file": reject.file,
        "part": reject.part,
        "code": reject.code,
        "reason": reject.reason,
        "advice": reject.advice,
        "report_id": reject.report_id,
    }
