"""Who calls whom what, and what happened when."""

import datetime as dt

import pytest

from trucewatch.monitoring import Wanted, naming, timeline
from trucewatch.vocabulary.codes import Attribution, Code
from trucewatch.vocabulary.subject import Event, Thing

from .world import HILL, NORTH, SOUTH, STRIP, World


def called(words: str) -> Thing:
    return Thing("north", "North", words)


@pytest.fixture
def world() -> World:
    world = World()
    wire, gazette = world.report("Wire", "2018-12-01"), world.report("Gazette", "2018-12-03")
    shot = world.claim(wire, Code.ASSAULT, actors=(called("the Government"),), recipients=(SOUTH,), event="e1")
    world.claim(wire, Code.ASSAULT, actors=(called("government"),))
    world.claim(gazette, Code.ASSAULT, actors=(called("the regime"), called("it")))
    world.claim(gazette, Code.NOT_HOLDING, zone=STRIP, speaker=SOUTH)
    world.events = (
        Event("e1", Code.ASSAULT, None, "2018-11-30", (HILL,), (NORTH,), (SOUTH,), Attribution.KNOWN, claims=(shot,)),
    )
    return world


def test_terms_by_outlet_whatever_their_case_and_article(world: World) -> None:
    north = next(n for n in naming(world.dossier()) if n.party.id == "north")
    assert [(t.term, t.outlet, t.count) for t in north.terms] == [("Government", "Wire", 2), ("regime", "Gazette", 1)]
    assert north.terms[0].claims == ("c001", "c002")


def test_naming_looks_only_at_the_claims_it_is_told_to(world: World) -> None:
    (north,) = naming(world.dossier(), lambda claim_id: claim_id == "c003")
    assert [t.term for t in north.terms] == ["regime"]


def test_the_timeline_is_in_the_order_of_time(world: World) -> None:
    assert [(e.when.edtf, e.kind) for e in timeline(world.dossier())] == [
        ("2018-09-17", "agreement"),
        ("2018-11-30", "event"),
        ("2018-12-03", "assessment"),
    ]
    assert timeline(world.dossier())[2].text == "South: Vell strip does not hold"


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        (Wanted(zone="strip"), ["assessment"]),
        (Wanted(party="north"), ["agreement", "event"]),
        (Wanted(outlet="gazette"), ["assessment"]),
        (Wanted(first=dt.date(2018, 11, 1)), ["event", "assessment"]),
        (Wanted(last=dt.date(2018, 11, 30)), ["agreement", "event"]),
    ],
)
def test_the_timeline_keeps_what_is_wanted(world: World, wanted: Wanted, kinds: list[str]) -> None:
    assert [e.kind for e in timeline(world.dossier(), wanted)] == kinds
