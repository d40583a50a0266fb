"""Strategies for records and dossiers of every shape that the types allow."""

from dataclasses import replace

from hypothesis import strategies as st

from trucewatch.dossier.model import Dossier, Resolved
from trucewatch.vocabulary.records import Claim, Quantity, Reject, Report
from trucewatch.vocabulary.subject import (
    Agreement,
    Commitment,
    Disagreement,
    Event,
    Finding,
    Naming,
    Outline,
    Party,
    Position,
    Term,
    Thing,
    Zone,
)

words = st.text(max_size=8)
numbers = st.floats(allow_nan=False, allow_infinity=False)
quantities = st.builds(Quantity, min=st.none() | numbers, max=st.none() | numbers)
counted = st.lists(st.tuples(quantities, st.lists(words, max_size=2).map(tuple)), max_size=2).map(tuple)
offsets = st.integers(min_value=0, max_value=10**6)

claims = st.builds(
    Claim,
    start=offsets,
    end=offsets,
    numbers=st.lists(quantities, max_size=2).map(tuple),
    confidence=st.floats(min_value=0, max_value=1),
)
positions = st.builds(Position, value=words | numbers | st.lists(numbers, max_size=2))
terms = st.builds(Term, count=st.integers(min_value=1, max_value=99))

shares = st.none() | st.floats(min_value=0, max_value=1)
reports = st.builds(
    lambda report, strength: replace(report, copy_strength=strength, shared_sentences=report.shared_sentences % 1000),
    st.from_type(Report),
    shares,
)
parties = st.from_type(Party)
agreements = st.from_type(Agreement)
_SQUARE = {"type": "Polygon", "coordinates": [[[36.0, 35.0], [37.0, 35.0], [37.0, 36.0], [36.0, 35.0]]]}
outlines = st.builds(Outline, geometry=st.just(_SQUARE), bound=st.sampled_from([None, "inner", "outer"]))
zones = st.builds(
    Zone, numbers=counted, geometry=st.none() | st.just(_SQUARE), outlines=st.lists(outlines, max_size=2).map(tuple)
)
commitments = st.from_type(Commitment)
events = st.builds(Event, harm=counted)
findings = st.builds(Finding, class_=st.sampled_from(["zone", "agreement", "joint_patrol"]))
disagreements = st.builds(Disagreement, values=st.lists(positions, max_size=2).map(tuple))
naming = st.builds(Naming, terms=st.lists(terms, max_size=2).map(tuple))
rejects = st.from_type(Reject)


def resolved(claim: Claim) -> Resolved:
    """Every name of the claim resolved to itself."""

    def things(mentions: tuple[object, ...]) -> tuple[Thing, ...]:
        return tuple(Thing("id", "name", getattr(mention, "text", None)) for mention in mentions)

    speaker = Thing("id", "name", claim.speaker.text) if claim.speaker else Thing("outlet", "Outlet", None)
    return Resolved(speaker, things(claim.via), things(claim.actors), things(claim.recipients), things(claim.places))


def dossier(
    *,
    reports: tuple[Report, ...] = (),
    claims: tuple[Claim, ...] = (),
    parties: tuple[Party, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    zones: tuple[Zone, ...] = (),
    commitments: tuple[Commitment, ...] = (),
    events: tuple[Event, ...] = (),
) -> Dossier:
    return Dossier(
        parties=parties,
        agreements=agreements,
        zones=zones,
        commitments=commitments,
        events=events,
        reports={report.report_id: report for report in reports},
        claims={claim.claim_id: claim for claim in claims},
        resolved={claim.claim_id: resolved(claim) for claim in claims},
    )
