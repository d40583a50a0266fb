"""Builders for cases told in a few lines: an accord between North and South on a strip of land along the Vell river."""

import datetime as dt
from dataclasses import replace
from itertools import count

from trucewatch.monitoring.evidence import Basis, Bearing, Evidence
from trucewatch.monitoring.policy import Policy, load
from trucewatch.monitoring.verdict import evaluate
from trucewatch.vocabulary.codes import Attribution, Duration, Force, ProvisionClass
from trucewatch.vocabulary.subject import Commitment, Finding, Thing, Valued
from trucewatch.vocabulary.when import When

NORTH, SOUTH = Thing("north", "North", None), Thing("south", "South", None)
DEFAULT = load()
_numbers = count(1)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def withdrawal(**changes: object) -> Commitment:
    """North pulls its heavy guns back behind the Vell by 10 October 2018."""
    made = Commitment(
        commitment_id="vell-accord/3",
        who=(NORTH,),
        beneficiary=(SOUTH,),
        force=Force.OBLIGATION,
        duration=Duration.ONCE,
        does="pull heavy guns back behind the Vell",
        class_=ProvisionClass.HEAVY_WEAPONS,
        deadline=(Valued("2018-10-10", source="text of the accord"),),
    )
    return replace(made, **changes)  # type: ignore[arg-type] - the tests name the fields


def ceasefire(**changes: object) -> Commitment:
    """North and South hold their fire along the Vell."""
    made = Commitment(
        commitment_id="vell-accord/1",
        who=(NORTH, SOUTH),
        beneficiary=(),
        force=Force.PROHIBITION,
        duration=Duration.CONTINUING,
        does="hold fire along the Vell",
        class_=ProvisionClass.CESSATION,
    )
    return replace(made, **changes)  # type: ignore[arg-type] - the tests name the fields


def says(source: str, bears: Bearing, published: str, **changes: object) -> Evidence:
    """What a source says in a report of that day. Each report is an origin of its own unless told otherwise."""
    number = next(_numbers)
    item = Evidence(
        claim_id=f"claim-{number:05}",
        source=source,
        source_name=source.title(),
        bears=bears,
        report_id=f"report-{number:05}",
        published=When.parse(published),
    )
    return replace(item, **changes)  # type: ignore[arg-type] - the tests name the fields


def done(source: str, published: str, **changes: object) -> Evidence:
    return says(source, Bearing.SUPPORTS, published, **changes)


def not_done(source: str, published: str, **changes: object) -> Evidence:
    return says(source, Bearing.REFUTES, published, **changes)


def shelling(source: str, published: str, by: Thing | None = NORTH, **changes: object) -> Evidence:
    """A source tells of an attack, by default by North, inside the strip."""
    item = not_done(
        source,
        published,
        basis=Basis.EVENT,
        party=by.id if by else None,
        party_name=by.name if by else None,
        attribution=Attribution.KNOWN if by else Attribution.UNATTRIBUTED,
    )
    return replace(item, **changes)  # type: ignore[arg-type] - the tests name the fields


def in_force(from_day: str) -> Evidence:
    when = When.parse(from_day)
    return Evidence("casebook:in_force", "casebook", Bearing.IN_FORCE, Basis.CASEBOOK, to=when)


def life(bears: Bearing, on: str, **changes: object) -> Evidence:
    """What becomes of the accord, as a report of that day tells it."""
    return says("wire", bears, on, when=When.parse(on), **changes)


def ask(
    commitment: Commitment,
    *evidence: Evidence,
    on: str = "2018-12-04",
    known_by: str | None = None,
    policy: Policy = DEFAULT,
) -> Finding:
    return evaluate(commitment, evidence, day(on), day(known_by) if known_by else None, policy)


def reads(finding: Finding, words: str) -> bool:
    """Whether some reason holds these words."""
    return any(words in reason for reason in finding.reasons)
