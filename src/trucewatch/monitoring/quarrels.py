"""Disagreements that must be heard out of claims: who is a party, who did it, whether it holds."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from trucewatch.dossier.model import Dossier, Resolved
from trucewatch.monitoring import spans
from trucewatch.monitoring.sides import Sides
from trucewatch.monitoring.voices import Voice
from trucewatch.vocabulary.codes import ClaimKind, Code, Modality, Polarity, ProvisionClass, Role, Topic
from trucewatch.vocabulary.records import Claim, Mention
from trucewatch.vocabulary.subject import Thing

NEAR_DAYS = 7
"""Opposite assessments this many days apart are about the same time; further apart they may be a change."""

_SIGNING = (Role.SIGNATORY, Role.GUARANTOR, Role.BOUND)
_BROKERING = (Role.MEDIATOR,)


def parties(dossier: Dossier, sides: Sides) -> Iterable[tuple[Topic, Thing, list[Voice]]]:
    """Who made each agreement, by report: one that names two or more is taken to name them all.

    Those who brokered it count in; where it is only they whom some name and others do not, the topic is the mediator.
    """
    for agreement in dossier.agreements:
        named: dict[str, dict[str, str]] = defaultdict(dict)
        told: dict[str, dict[str, None]] = defaultdict(dict)
        signing: set[str] = set()
        for claim_id in agreement.claims:
            claim = dossier.claims.get(claim_id)
            for topic, party, name in _roles(claim, dossier.resolved.get(claim_id), sides) if claim else ():
                if claim:
                    named[claim.report_id][party] = name
                    told[claim.report_id][claim_id] = None
                if topic is Topic.PARTIES:
                    signing.add(party)
        voices = []
        for report_id, those in sorted(named.items()):
            if len(those) > 1:
                value = ", ".join(sorted(those.values()))
                voices += [Voice("\x1f".join(sorted(those)), value, claim_id) for claim_id in told[report_id]]
        sets = [set(those) for those in named.values() if len(those) > 1]
        contested = sets[0].union(*sets) - sets[0].intersection(*sets) if sets else set[str]()
        topic = Topic.PARTIES if contested & signing else Topic.MEDIATOR
        yield topic, Thing(agreement.agreement_id, agreement.name, None), voices


def _roles(claim: Claim, resolved: Resolved | None, sides: Sides) -> Iterable[tuple[Topic, str, str]]:
    for role, mention in claim.terms.roles if claim.terms else ():
        topic = Topic.PARTIES if role in _SIGNING else Topic.MEDIATOR if role in _BROKERING else None
        if topic:
            yield topic, *_who(mention, sides)
    made = claim.kind is ClaimKind.AGREEMENT and claim.code in (Code.AGREE, None)
    if made and claim.polarity is Polarity.AFFIRM and claim.modality is Modality.ACTUAL and resolved:
        brokers = {m.name for role, m in (claim.terms.roles if claim.terms else ()) if role not in _SIGNING}
        for thing, mention in zip(
            (*resolved.actors, *resolved.recipients), (*claim.actors, *claim.recipients), strict=False
        ):
            if thing.id and mention.name not in brokers:
                party = sides.principal(thing.id)
                yield Topic.PARTIES, party, sides.name(party)


def _who(mention: Mention, sides: Sides) -> tuple[str, str]:
    if mention.party:
        party = sides.principal(mention.party)
        return party, sides.name(party)
    return mention.name.casefold(), mention.name


def blame(dossier: Dossier, sides: Sides) -> Iterable[tuple[Thing, list[Voice]]]:
    """Whom each source blames for one event, as those on whose behalf they act."""
    for event in dossier.events:
        voices = []
        for claim_id in event.claims:
            claim, resolved = dossier.claims.get(claim_id), dossier.resolved.get(claim_id)
            if claim is None or resolved is None or claim.polarity is Polarity.DENY:
                continue
            blamed = {p: sides.name(p) for t in resolved.actors if t.id for p in [sides.principal(t.id)]}
            if blamed:
                name = ", ".join(sorted(blamed.values()))
                voices.append(Voice(frozenset(blamed), name, claim_id, whose=_source(claim, dossier, sides)))
        if voices:
            places = ", ".join(dict.fromkeys(p.name or p.mention or "" for p in event.places))
            name = " ".join(part for part in (event.code.value, event.date, places) if part)
            yield Thing(event.event_id, name, None), voices


def holding(dossier: Dossier, sides: Sides) -> Iterable[tuple[Thing, list[Voice]]]:
    """Spells of time in which some say of a zone or agreement that it holds and others that it does not."""
    heard: dict[str, list[tuple[dt.date, Voice]]] = defaultdict(list)
    names: dict[str, str] = {}
    for claim_id, claim in sorted(dossier.claims.items()):
        resolved = dossier.resolved.get(claim_id)
        about = (resolved.zone or resolved.agreement) if resolved else None
        if about is None or about.id is None or not assesses_the_whole(claim):
            continue
        day = day_of(claim, dossier)
        if day is None:
            continue
        holds = (claim.code is Code.HOLDING) == (claim.polarity is Polarity.AFFIRM)
        word = "holding" if holds else "not holding"
        names[about.id] = about.name or about.id
        heard[about.id].append((day, Voice(word, word, claim_id, whose=_source(claim, dossier, sides))))
    for id_, voices in sorted(heard.items()):
        for first, last, spell in _spells(voices):
            when = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
            yield Thing(id_, f"{names[id_]}, {when}", None), spell


def _spells(voices: list[tuple[dt.date, Voice]]) -> Iterable[tuple[dt.date, dt.date, list[Voice]]]:
    """Runs of opposite words at most `NEAR_DAYS` apart; words that nobody contradicts in that time are left out."""
    voices.sort(key=lambda pair: (pair[0], pair[1].claim_id or ""))
    contested = [
        (day, voice)
        for day, voice in voices
        if any(abs((day - other).days) <= NEAR_DAYS and voice.key != against.key for other, against in voices)
    ]
    run: list[tuple[dt.date, Voice]] = []
    for day, voice in contested:
        if run and (day - run[-1][0]).days > NEAR_DAYS:
            yield run[0][0], run[-1][0], [v for _, v in run]
            run = []
        run.append((day, voice))
    if run:
        yield run[0][0], run[-1][0], [v for _, v in run]


def assesses_the_whole(claim: Claim) -> bool:
    """Whether a claim says of a whole zone or agreement that it holds or does not."""
    whole = claim.terms is None or claim.terms.class_ in (None, ProvisionClass.CESSATION)
    return whole and claim.code in (Code.HOLDING, Code.NOT_HOLDING) and claim.modality is Modality.ACTUAL


def day_of(claim: Claim, dossier: Dossier) -> dt.date | None:
    """The day of which an assessment speaks: its own date, else when it was said, else published."""
    report = dossier.reports.get(claim.report_id)
    for edtf in (claim.date, claim.said, report.published if report else None):
        when = spans.read(edtf)
        if when and (when.latest or when.earliest):
            return when.latest or when.earliest
    return None


def _source(claim: Claim, dossier: Dossier, sides: Sides) -> str:
    """Whose word it is: copies of one story have one source, and so has a speaker quoted by many."""
    resolved = dossier.resolved.get(claim.claim_id)
    report = dossier.reports.get(claim.report_id)
    speaker = resolved.speaker if resolved else None
    if speaker and speaker.id:
        return sides.source(claim, speaker, report, spans.read(claim.date)).key
    return (report.family or report.report_id) if report else claim.report_id
