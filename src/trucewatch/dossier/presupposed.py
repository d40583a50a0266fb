"""Truces that a report speaks of without telling how they came about: which there are, and whom they bind."""

import re
from collections.abc import Iterable, Iterator

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.corpus import Corpus
from trucewatch.dossier.pacts import Pact
from trucewatch.dossier.parties import Parties
from trucewatch.dossier.rows import acting
from trucewatch.vocabulary.codes import ClaimKind, Code, Modality, PartyKind, Polarity, ProvisionClass
from trucewatch.vocabulary.records import Claim, Report
from trucewatch.vocabulary.subject import Thing

_FIGHTERS = frozenset({PartyKind.STATE, PartyKind.ARMED_GROUP, PartyKind.COALITION})
"""Who can be bound to hold fire; missions, agencies and outlets only watch."""
_OF_THE_TRUCE = frozenset({Code.AGREE, Code.ACCUSE, Code.RETREAT, Code.HOLDING, Code.NOT_HOLDING})
_SHORT = 4
"""Letters of a word in a place's name that are too few to tell it: "al", "deir"."""
_TRUCES = frozenset({"ceasefire", "peace agreement"})


def of_report(claims: Iterable[Claim], pacts: dict[str, Pact]) -> list[str]:
    """The claims of a report that speak of one truce, where it judges, makes or keeps one; none where it does not."""
    told = [c for c in claims if (p := pacts.get(c.claim_id)) and (p.kind in _TRUCES or (p.makes and p.speaks))]
    return [c.claim_id for c in told] if any(_presupposes(c) for c in told) else []


def _presupposes(claim: Claim) -> bool:
    """Whether a claim makes, judges or keeps a truce, and so says that there is one."""
    if claim.modality is not Modality.ACTUAL:
        return False
    done = claim.terms is not None and claim.terms.class_ is ProvisionClass.CESSATION and claim.terms.done
    agreed = claim.kind is ClaimKind.AGREEMENT and claim.polarity is Polarity.AFFIRM
    return claim.code in (Code.HOLDING, Code.NOT_HOLDING) or agreed or bool(done)


def grounds_of(knowledge: Knowledge) -> frozenset[str]:
    """Words of the names of the casebook's places."""
    words = (word for place in knowledge.places.values() for word in re.findall(r"\w+", place.name))
    return frozenset(word for word in words if len(word) > _SHORT)


def elsewhere(report: Report | None, parties: Parties, knowledge: Knowledge, grounds: frozenset[str]) -> bool:
    """Whether a report is about another country than the casebook's: its truce is none of those that are known.

    `grounds` are the casebook's (`grounds_of`).
    """
    if report is None or knowledge.country is None:
        return False
    names = set(re.findall(r"\b[A-Z]\w+", report.text))
    states = {parties.known.states.get(name.casefold()) for name in names} - {None}
    return bool(states) and knowledge.country not in states and not names & grounds


def bound(corpus: Corpus, parties: Parties, claims: Iterable[Claim]) -> Iterator[tuple[Thing, str]]:
    """Whom a truce binds by the reports that speak of it, each with the claim.

    Those who agree, pledge, withdraw, keep or break, or accuse each other; where there are none, and it is not said who
    agreed, those who fight.
    """
    claims = tuple(claims)
    around = [c for report in sorted({c.report_id for c in claims}) for c in corpus.by_report[report]]
    pledged = [c for c in around if c.kind is ClaimKind.COMMITMENT or c.code in _OF_THE_TRUCE]
    found = list(_fighters(pledged, parties))
    named = any(c.kind is ClaimKind.AGREEMENT and (c.actors or c.recipients) for c in claims)
    if len({thing.id for thing, _ in found}) < 2 and not named:
        found += _fighters([c for c in around if c.code is Code.ASSAULT], parties)
    yield from found


def can_be_bound(thing: Thing, parties: Parties) -> bool:
    """Whether it is a party that can hold its fire: a mission or an agency only watches."""
    return thing.id is not None and parties.is_party(thing.id) and parties.kinds.get(thing.id) in _FIGHTERS


def _fighters(claims: Iterable[Claim], parties: Parties) -> Iterator[tuple[Thing, str]]:
    for claim in claims:
        for thing in acting(parties, (*claim.actors, *claim.recipients)):
            if can_be_bound(thing, parties):
                yield thing, claim.claim_id
