"""Only real disagreements: different origins, values that cannot both be."""

import datetime as dt
from dataclasses import replace

import pytest

from trucewatch.monitoring import disagreements, findings, known_by
from trucewatch.vocabulary.codes import Attribution, ClaimKind, Code, Role, Topic
from trucewatch.vocabulary.records import Mention, Quantity, Terms
from trucewatch.vocabulary.subject import Agreement, Disagreement, Event, Thing, Valued, Zone

from .world import ACCORD, GUNS, HILL, KNOWLEDGE, NORTH, SOUTH, STRIP, World, km

LAKELAND = Thing("lakeland", "Lakeland", None)


@pytest.fixture
def world() -> World:
    return World()


def told(world: World, topic: Topic) -> list[Disagreement]:
    return [d for d in disagreements(world.dossier()) if d.topic is topic]


def widths(world: World, *said: tuple[str, Quantity], **changes: object) -> list[Disagreement]:
    numbers = []
    for outlet, quantity in said:
        claim = world.claim(world.report(outlet, "2018-12-01", **changes), None, zone=STRIP)
        numbers.append((quantity, (claim,)))
    world.zones = (Zone("strip", "Vell strip", None, numbers=tuple(numbers)),)
    return told(world, Topic.WIDTH)


def test_twenty_km_is_not_fifteen_to_twenty(world: World) -> None:
    (found,) = widths(world, ("Wire", km(15, 20)), ("Gazette", km(20, 20)))
    assert [(v.value, v.unit, v.outlets) for v in found.values] == [
        ([15.0, 20.0], "km", ("Wire",)),
        ([20.0, 20.0], "km", ("Gazette",)),
    ]


def test_nine_to_twelve_miles_is_fifteen_to_twenty_km_rounded(world: World) -> None:
    assert widths(world, ("Wire", km(15, 20)), ("Gazette", km(14.48, 19.31))) == []


def test_copies_of_one_story_cannot_disagree(world: World) -> None:
    assert widths(world, ("Wire", km(15, 20)), ("Gazette", km(20, 20)), family="f1") == []


def test_one_report_with_two_figures_does_not_disagree_with_itself(world: World) -> None:
    claims = [world.claim(world.report("Wire", "2018-12-01"), None) for _ in range(1)]
    numbers = ((km(15, 20), tuple(claims)), (km(10, 10), tuple(claims)))
    world.zones = (Zone("strip", "Vell strip", None, numbers=numbers),)
    assert told(world, Topic.WIDTH) == []


def test_a_report_may_differ_from_the_text_that_the_casebook_gives(world: World) -> None:
    claim = world.claim(world.report("Wire", "2018-12-01"), None)
    world.zones = (Zone("strip", "Vell strip", None, numbers=((km(15, 20), ()), (km(30, 30), (claim,)))),)
    assert len(told(world, Topic.WIDTH)) == 1


def agreed_on(world: World, *days: str) -> list[Disagreement]:
    values = tuple(
        Valued(d, (world.claim(world.report(f"Outlet {i}", "2018-12-01"), None),)) for i, d in enumerate(days)
    )
    world.agreements = (Agreement("vell-accord", "Vell accord", None, date=values),)
    return told(world, Topic.DATE)


def test_two_days_differ_and_a_month_that_contains_a_day_does_not(world: World) -> None:
    assert len(agreed_on(world, "2018-09-17", "2018-09-18")) == 1
    assert agreed_on(World(), "2018-09-17", "2018-09") == []


def signed(world: World, outlet: str, *parties: Thing, mediators: tuple[Thing, ...] = ()) -> str:
    roles = tuple((Role.MEDIATOR, Mention(m.name or "", party=m.id)) for m in mediators)
    kind, terms = ClaimKind.AGREEMENT, Terms(roles=roles)
    return world.claim(
        world.report(outlet, "2018-09-18"), Code.AGREE, kind=kind, actors=parties, agreement=ACCORD, terms=terms
    )


def test_one_source_names_a_party_that_another_does_not(world: World) -> None:
    claims = (signed(world, "Wire", NORTH, SOUTH), signed(world, "Gazette", NORTH, SOUTH, LAKELAND))
    world.agreements = (Agreement("vell-accord", "Vell accord", None, claims=claims),)
    (found,) = told(world, Topic.PARTIES)
    assert [v.value for v in found.values] == ["Lakeland, North, South", "North, South"]


def test_one_source_names_a_mediator_that_another_does_not(world: World) -> None:
    claims = (signed(world, "Wire", NORTH, SOUTH), signed(world, "Gazette", NORTH, SOUTH, mediators=(LAKELAND,)))
    world.agreements = (Agreement("vell-accord", "Vell accord", None, claims=claims),)
    assert len(told(world, Topic.MEDIATOR)) == 1


def test_a_report_that_names_one_party_only_leaves_the_rest_open(world: World) -> None:
    claims = (signed(world, "Wire", NORTH, SOUTH), signed(world, "Gazette", NORTH))
    world.agreements = (Agreement("vell-accord", "Vell accord", None, claims=claims),)
    assert told(world, Topic.PARTIES) == []


def shelled(world: World, *blamed: tuple[str, Thing]) -> None:
    claims = []
    for outlet, thing in blamed:
        report = world.report(outlet, "2018-12-01")
        claims.append(world.claim(report, Code.ASSAULT, actors=(thing,), places=(HILL,), event="e1"))
    world.events = (
        Event("e1", Code.ASSAULT, None, "2018-12-01", (HILL,), (), (), Attribution.SUSPECTED, claims=tuple(claims)),
    )


def test_one_event_blamed_on_two_parties(world: World) -> None:
    army = Thing("north-army", "North's army", "the army")
    shelled(world, ("Wire", army), ("Gazette", SOUTH))
    (found,) = told(world, Topic.BLAME)
    assert {v.value for v in found.values} == {"North", "South"}


def test_an_army_and_its_state_are_one_to_blame(world: World) -> None:
    shelled(world, ("Wire", Thing("north-army", "North's army", "the army")), ("Gazette", NORTH))
    assert told(world, Topic.BLAME) == []


def test_tolls_that_cannot_both_be(world: World) -> None:
    shelled(world, ("Wire", NORTH), ("Gazette", NORTH))
    (event,) = world.events
    first, second = event.claims
    for low, high, expected in ((20, 20, 1), (10, None, 0), (12, 12, 0)):
        harm = (
            (Quantity("killed", 12, 12, "people", "12"), (first,)),
            (Quantity("killed", low, high, "people", str(low)), (second,)),
        )
        world.events = (
            Event(
                "e1",
                Code.ASSAULT,
                None,
                "2018-12-01",
                (HILL,),
                (),
                (),
                Attribution.KNOWN,
                harm=harm,
                claims=event.claims,
            ),
        )
        assert len(told(world, Topic.NUMBER)) == expected


def test_holding_and_not_within_a_week_is_a_disagreement_and_a_year_apart_is_not(world: World) -> None:
    world.claim(world.report("Wire", "2018-12-01"), Code.HOLDING, zone=STRIP)
    world.claim(world.report("Gazette", "2019-12-01"), Code.NOT_HOLDING, zone=STRIP)
    assert told(world, Topic.HOLDING) == []
    world.claim(world.report("Tribune", "2018-12-05"), Code.NOT_HOLDING, zone=STRIP)
    (found,) = told(world, Topic.HOLDING)
    assert found.subject.name == "Vell strip, 2018-12-01/2018-12-05"
    assert {(v.value, v.outlets) for v in found.values} == {("holding", ("Wire",)), ("not holding", ("Tribune",))}


def test_the_weightiest_come_first_and_the_ids_stay_when_a_report_is_added(world: World) -> None:
    before = widths(world, ("Wire", km(15, 20)), ("Gazette", km(20, 20)))
    world.claim(world.report("Wire", "2018-12-01"), Code.HOLDING, zone=STRIP)
    world.claim(world.report("Tribune", "2018-12-05"), Code.NOT_HOLDING, zone=STRIP)
    found = disagreements(world.dossier())
    assert [d.topic for d in found] == [Topic.HOLDING, Topic.WIDTH]
    assert found[1].disagreement_id == before[0].disagreement_id


def test_what_a_verdict_turns_on_comes_first(world: World) -> None:
    zone = widths(world, ("Wire", km(15, 20)), ("Gazette", km(30, 30)))[0]
    first, second = (world.claim(world.report(o, "2018-09-18"), None) for o in ("Wire", "Gazette"))
    rivals = (Valued("2018-10-10", (first,)), Valued("2018-10-15", (second,)))
    world.commitments = (replace(world.commitments[1], deadline=rivals),)
    dates = (Valued("2018-09-17", (first,)), Valued("2018-09-19", (second,)))
    world.agreements = (replace(world.agreements[0], date=dates),)
    world.claim(world.report("Tribune", "2018-10-12"), None, commitment=GUNS, terms=Terms(done=False))
    dossier = world.dossier()
    judged = findings(dossier, KNOWLEDGE, dt.date(2018, 10, 13))
    assert [d.topic for d in disagreements(dossier, findings=judged)] == [Topic.DEADLINE, Topic.WIDTH, Topic.DATE]
    told = zone.values[1].claims
    early = findings(dossier, KNOWLEDGE, dt.date(2018, 9, 20))
    rests_on = [replace(f, against=told) for f in early if f.about.id == "strip"]
    ranked = disagreements(dossier, findings=rests_on)
    assert [d.topic for d in ranked] == [Topic.WIDTH, Topic.DEADLINE, Topic.DATE]


def test_only_what_was_known_by_the_day_is_a_disagreement(world: World) -> None:
    widths(world, ("Wire", km(15, 20)), ("Gazette", km(30, 30)))
    dossier = world.dossier()
    assert disagreements(dossier, known_by(dossier, dt.date(2018, 11, 30))) == []
    assert len(disagreements(dossier, known_by(dossier, dt.date(2018, 12, 1)))) == 1
