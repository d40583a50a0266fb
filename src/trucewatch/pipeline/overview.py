"""The dossier laid out for reading: each agreement with its commitments and zones, each verdict with its sentences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from trucewatch.dossier.model import Dossier
from trucewatch.monitoring import appeared_in, figure
from trucewatch.vocabulary.subject import Agreement, Commitment, Finding, Thing, Valued, Zone


@dataclass(frozen=True, slots=True)
class Word:
    """One sentence behind a verdict. `source` is who says so: the named speaker, else the outlet.

    `copies` names outlets that carry the same sentence in a copy of the same report.
    """

    claim_id: str
    source: str
    outlet: str | None
    published: str | None
    quote: str
    file: str
    copies: tuple[str, ...] = ()
    place: str = ""
    """Where it appeared: the outlet; where nobody says, the report's title or file."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A finding with what it judges, in words, and the sentences for and against."""

    finding: Finding
    title: str
    facts: tuple[str, ...]
    for_: tuple[Word, ...]
    against: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """An agreement with its zones and commitments; `head` is empty for what belongs to no agreement."""

    title: str
    facts: tuple[str, ...]
    head: tuple[Verdict, ...]
    zones: tuple[Verdict, ...]
    commitments: tuple[Verdict, ...]
    is_reported: bool
    """Whether any report in the case speaks of it."""


def chapters(dossier: Dossier, findings: Iterable[Finding]) -> list[Chapter]:
    """All findings, by agreement in the order of the dates of the agreements, what belongs to none at the end."""
    by_about: dict[str, list[Finding]] = {}
    for finding in findings:
        by_about.setdefault(finding.about.id or "", []).append(finding)
    found = [_chapter(dossier, agreement, by_about) for agreement in sorted(dossier.agreements, key=_age)]
    found.append(_chapter(dossier, None, by_about))
    return [chapter for chapter in found if chapter.head or chapter.zones or chapter.commitments]


def _age(agreement: Agreement) -> tuple[str, str]:
    return (agreement.date[0].value if agreement.date else "9999", agreement.agreement_id)


def _chapter(dossier: Dossier, agreement: Agreement | None, findings: dict[str, list[Finding]]) -> Chapter:
    own = agreement.agreement_id if agreement else None
    zones = [z for z in dossier.zones if _id(z.established_by) == own]
    commitments = [c for c in dossier.commitments if _id(c.agreement) == own]
    told = any(row.claims for row in (*([agreement] if agreement else ()), *zones, *commitments))
    return Chapter(
        agreement.name if agreement else "Of no known agreement",
        tuple(_agreement_facts(agreement)) if agreement else (),
        tuple(_verdict(dossier, f, agreement.name, ()) for f in findings.get(own or "", ()) if agreement),
        tuple(_verdict(dossier, f, z.name, tuple(_zone_facts(z))) for z in zones for f in findings.get(z.zone_id, ())),
        tuple(
            _verdict(dossier, f, f.about.name or c.does, tuple(_commitment_facts(c, f)))
            for c in sorted(commitments, key=_clause)
            for f in findings.get(c.commitment_id, ())
        ),
        told,
    )


def _clause(commitment: Commitment) -> tuple[bool, str, str]:
    return (commitment.clause_ref is None, commitment.clause_ref or "", commitment.commitment_id)


def _id(thing: Thing | None) -> str | None:
    return thing.id if thing else None


def _verdict(dossier: Dossier, finding: Finding, title: str, facts: tuple[str, ...]) -> Verdict:
    return Verdict(finding, title, facts, words(dossier, finding.for_), words(dossier, finding.against))


def words(dossier: Dossier, claim_ids: Sequence[str]) -> tuple[Word, ...]:
    """The sentences of these claims by day of publication, each once, with the outlets that copied it."""
    claims = [dossier.claims[c] for c in claim_ids if c in dossier.claims]
    reports = dossier.reports
    claims.sort(key=lambda c: (_day(dossier, c.report_id), reports[c.report_id].duplicate_of or "", c.claim_id))
    told: dict[tuple[str, str, str], list[Word]] = {}
    for claim in claims:
        report = reports[claim.report_id]
        speaker = dossier.resolved[claim.claim_id].speaker if claim.claim_id in dossier.resolved else None
        source = _named(speaker) if speaker else appeared_in(report)
        place = f"{report.file or report.url or report.report_id}{f', {report.part}' if report.part else ''}"
        word = Word(
            claim.claim_id, source, report.outlet, report.published, claim.quote, place, place=appeared_in(report)
        )
        told.setdefault((report.family or report.report_id, source, claim.quote), []).append(word)
    return tuple(_with_copies(same) for same in told.values())


def _with_copies(same: Sequence[Word]) -> Word:
    first = same[0]
    copies = dict.fromkeys(w.place for w in same[1:] if w.file != first.file)
    return replace(first, copies=tuple(copies))


def _day(dossier: Dossier, report_id: str) -> str:
    return dossier.reports[report_id].published or "9999"


def _named(thing: Thing) -> str:
    if thing.name and thing.mention and thing.mention.casefold() not in thing.name.casefold():
        return f"{thing.name} (“{thing.mention}”)"
    return thing.name or thing.mention or "somebody"


def _agreement_facts(agreement: Agreement) -> Iterator[str]:
    if agreement.date:
        yield f"Agreed: {_versions(agreement.date)}"
    if agreement.in_force:
        yield f"In force: {_versions(agreement.in_force)}"
    if agreement.expires:
        yield f"Expires: {_versions(agreement.expires)}"
    roles: dict[str, list[str]] = {}
    for role, party in agreement.parties:
        roles.setdefault(role.value, []).append(_named(party))
    for name, names in roles.items():
        yield f"{name.capitalize()}: {', '.join(dict.fromkeys(names))}"


def _zone_facts(zone: Zone) -> Iterator[str]:
    if zone.places:
        yield f"Where: {', '.join(dict.fromkeys(p.name or p.mention or '' for p in zone.places))}"
    for quantity, _ in zone.numbers:
        if quantity.what == "width":
            written = f" (“{quantity.text}”)" if quantity.text else ""
            yield f"Width: {figure(quantity.min, quantity.max, quantity.unit)}{written}"


def _commitment_facts(commitment: Commitment, finding: Finding) -> Iterator[str]:
    if commitment.who:
        verb = {"obligation": "Must", "prohibition": "Must not", "permission": "May"}[commitment.force.value]
        yield f"{verb}: {', '.join(dict.fromkeys(_named(w) for w in commitment.who))}"
    if finding.version:
        yield f"Deadline, in one version: {finding.version}"
    elif commitment.deadline:
        yield f"Deadline: {_versions(commitment.deadline)}"
    if commitment.zone:
        yield f"Zone: {commitment.zone.name or commitment.zone.mention}"
    if commitment.trigger:
        yield f"Only if: {commitment.trigger}"
    if commitment.exception:
        yield f"Except: {commitment.exception}"


def _versions(values: Sequence[Valued]) -> str:
    return " or ".join(dict.fromkeys(v.value for v in values))
