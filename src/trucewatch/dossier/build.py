"""The dossier as one pure function."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.agreements import Agreements
from trucewatch.dossier.corpus import Corpus
from trucewatch.dossier.event_rows import EventRows
from trucewatch.dossier.geometry import drawn
from trucewatch.dossier.happenings import Happenings
from trucewatch.dossier.judgements import Judgements
from trucewatch.dossier.located import located
from trucewatch.dossier.model import Dossier, Resolved
from trucewatch.dossier.parties import Parties
from trucewatch.dossier.party_rows import party_rows
from trucewatch.dossier.places import Places
from trucewatch.dossier.provisions import Provisions
from trucewatch.dossier.tables import Tables
from trucewatch.dossier.zones import Zones
from trucewatch.ledger.records import Decision
from trucewatch.vocabulary.records import Claim, Report
from trucewatch.vocabulary.subject import Thing


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Let Python not look for garbage: there is none here, and to look through a big dossier takes a third longer."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_without_collecting()
def build(
    claims: Iterable[Claim], reports: Iterable[Report], knowledge: Knowledge, decisions: Iterable[Decision] = ()
) -> Dossier:
    """Resolve every name in every claim, and make the tables.

    The order of claims and reports does not matter; of two decisions about one pair the later one counts. Decisions
    of kind (or value) merge/same and split/not same join or part two ids as exported, or a claim and an id.
    """
    corpus = Corpus.of(claims, reports)
    judgements = Judgements.of(decisions)
    parties = Parties(corpus, knowledge, judgements)
    places = Places(knowledge, parties.known)
    agreements = Agreements(corpus, knowledge, parties, places, judgements)
    zones = Zones(corpus, knowledge, places, agreements, judgements)
    provisions = Provisions(corpus, knowledge, parties, places, agreements, zones, judgements)
    happenings = Happenings(corpus, parties, places, zones, judgements)
    tables = Tables(corpus, knowledge, parties, places, agreements, zones, provisions)
    agreement_rows = tables.agreements()
    tables.learn(agreement_rows)
    zone_rows = drawn(tables.zones(), knowledge)
    tables.learn(zone_rows)
    commitment_rows = tables.commitments()
    events = EventRows(corpus, parties, places).rows(happenings)
    doing = {c.commitment_id: c.does for c in commitment_rows}

    def resolved(claim: Claim) -> Resolved:
        agreement, zone = agreements.of.get(claim.claim_id), zones.of.get(claim.claim_id)
        commitment = provisions.of.get(claim.claim_id)
        terms = claim.terms
        return Resolved(
            speaker=parties.thing(claim.speaker) if claim.speaker else None,
            via=tuple(map(parties.thing, claim.via)),
            actors=tuple(map(parties.thing, claim.actors)),
            recipients=tuple(map(parties.thing, claim.recipients)),
            places=tuple(map(places.thing, claim.places)),
            zone=_thing(tables, zone, terms.zone if terms else None),
            agreement=_thing(tables, agreement, terms.agreement if terms else None),
            commitment=Thing(commitment, doing[commitment], None) if commitment else None,
            event=happenings.of.get(claim.claim_id),
        )

    found = {claim_id: resolved(claim) for claim_id, claim in corpus.claims.items()}
    return Dossier(
        parties=party_rows(corpus, knowledge, parties, agreement_rows, commitment_rows),
        agreements=agreement_rows,
        zones=zone_rows,
        commitments=commitment_rows,
        events=located(events, zone_rows, knowledge, corpus.claims, found),
        reports=corpus.reports,
        claims=corpus.claims,
        reasons={
            "party": parties.why,
            "agreement": agreements.why,
            "zone": zones.why,
            "commitment": provisions.why,
            "event": happenings.why,
        },
        resolved=found,
    )


def _thing(tables: Tables, key: str | None, mention: str | None) -> Thing | None:
    """A resolved agreement or zone with its mention; the mention alone where it was not resolved."""
    if key is None:
        return Thing(None, None, mention) if mention else None
    return Thing(key, tables.named(key).name, mention)
