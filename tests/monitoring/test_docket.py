"""Sifting many acts at once comes to the same as weighing each of them."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.monitoring import evaluate, findings, load_policy, policy_names
from trucewatch.monitoring.daily import daily
from trucewatch.monitoring.docket import Docket
from trucewatch.monitoring.evidence import Basis, Bearing, Evidence
from trucewatch.monitoring.gathering import Gatherer
from trucewatch.monitoring.policy import Policy
from trucewatch.monitoring.series import statuses
from trucewatch.monitoring.wholes import Below, assess
from trucewatch.vocabulary.codes import Code, Duration, Force, Polarity, Role, Status, ZoneStatus
from trucewatch.vocabulary.records import Terms
from trucewatch.vocabulary.subject import Thing, Valued
from trucewatch.vocabulary.when import When

from .cases import in_force, life
from .world import ACCORD, CITY, HILL, KNOWLEDGE, NORTH, SOUTH, STRIP, TEXT, World

ARMY = Thing("north-army", "North's army", "the army")
RAIDERS = Thing("raiders", "Raiders", "raiders")
FIRST = dt.date(2018, 9, 10)
days = st.integers(0, 150).map(lambda n: (FIRST + dt.timedelta(days=n)).isoformat())
dates = st.one_of(
    st.none(), days, st.sampled_from(["2018-10", "2018-11-05/2018-11-20", "../2018-10-05", "2018-12-01/.."])
)
acts = st.fixed_dictionaries(
    {
        "code": st.sampled_from([Code.ASSAULT, Code.ASSAULT, Code.ACCUSE]),
        "published": days,
        "withdrawn": st.sampled_from([None, None, None, "2018-11-15", "retracted"]),
        "outlet": st.sampled_from(["Wire", "North Herald", "Gazette"]),
        "speaker": st.sampled_from([None, NORTH, SOUTH, Thing(None, None, "a villager")]),
        "actors": st.sampled_from([(), (ARMY,), (SOUTH,), (RAIDERS,), (Thing(None, None, "gunmen"),)]),
        "recipients": st.sampled_from([(), (SOUTH,), (RAIDERS,), (RAIDERS, SOUTH), (Thing(None, None, "people"),)]),
        "places": st.sampled_from([(), (HILL,), (CITY,), (Thing(None, None, "somewhere"),)]),
        "zone": st.sampled_from([None, None, STRIP]),
        "event": st.sampled_from([None, "e1", "e2", "e3"]),
        "date": dates,
        "confidence": st.sampled_from([0.5, 0.9]),
        "quote": st.sampled_from(["They shelled it.", "They reportedly shelled it."]),
    }
)
lives = st.lists(
    st.one_of(
        st.just(in_force("2018-09-17")),
        st.just(in_force("2018-09")),
        st.builds(life, st.sampled_from([Bearing.SUSPENDS, Bearing.RESUMES, Bearing.ENDS]), days),
        st.just(life(Bearing.SUSPENDS, "2018-10")),
        st.builds(lambda day: Evidence("x", "casebook", Bearing.EXPIRES, to=When.parse(day)), days),
        st.builds(
            lambda source, bears, basis, day, share: Evidence(
                f"w{day}", source, bears, basis, when=When.parse(day), published=When.parse(day), share=share
            ),
            st.sampled_from(["Wire", "Gazette", "south"]),
            st.sampled_from([Bearing.SUPPORTS, Bearing.SUPPORTS, Bearing.REFUTES]),
            st.sampled_from([Basis.ASSESSMENT, Basis.STATEMENT]),
            days,
            st.sampled_from([None, None, 0.5]),
        ),
    ),
    max_size=5,
)


def told(many: list[dict[str, object]]) -> World:
    world = World()
    outlaws = (*world.agreements[0].parties, (Role.EXCLUDED, RAIDERS))
    world.agreements = (replace(world.agreements[0], parties=outlaws),)
    for act in many:
        made = dict(act)
        withdrawn, code = made.pop("withdrawn"), made.pop("code")
        report = world.report(str(made.pop("outlet")), str(made.pop("published")), withdrawn=withdrawn)
        if code is Code.ACCUSE:
            made["recipients"] = made.pop("actors")
            made["agreement"] = ACCORD
        world.claim(report, code, **made)  # type: ignore[arg-type] - codes
    return world


def docket_of(world: World, duration: Duration) -> tuple[Docket, list[Evidence]]:
    docket = Gatherer(world.dossier(), KNOWLEDGE).docket(replace(world.commitments[0], duration=duration))
    return docket, list(docket.all())


@given(
    st.lists(acts, max_size=12),
    lives,
    st.sampled_from(Duration),
    days.map(dt.date.fromisoformat),
    st.none() | days.map(dt.date.fromisoformat),
    st.sampled_from([load_policy(name) for name in policy_names()]),
)
@settings(max_examples=300, deadline=None)
def test_a_docket_comes_to_the_same_as_all_its_acts_one_by_one(
    many: list[dict[str, object]],
    about_its_life: list[Evidence],
    duration: Duration,
    as_of: dt.date,
    known_at: dt.date | None,
    policy: Policy,
) -> None:
    world = told(many)
    commitment = replace(world.commitments[0], duration=duration)
    docket, each = docket_of(world, duration)
    sifted = evaluate(commitment, about_its_life, as_of, known_at, policy, docket)
    assert sifted == evaluate(commitment, [*about_its_life, *each], as_of, known_at, policy)


@given(
    st.lists(acts, max_size=12),
    lives,
    days.map(dt.date.fromisoformat),
    st.none() | days.map(dt.date.fromisoformat),
    st.sampled_from([load_policy(name) for name in policy_names()]),
)
@settings(max_examples=200, deadline=None)
def test_a_zone_comes_to_the_same_by_its_docket_and_by_all_its_acts(
    many: list[dict[str, object]],
    about_its_life: list[Evidence],
    as_of: dt.date,
    known_at: dt.date | None,
    policy: Policy,
) -> None:
    docket, each = docket_of(told(many), Duration.CONTINUING)
    asked = (as_of, known_at, policy)
    sifted = assess(STRIP, "zone", about_its_life, Below(acts=docket), *asked)
    assert sifted == assess(STRIP, "zone", [*about_its_life, *each], Below(), *asked)


@given(
    st.lists(acts, max_size=10),
    lives,
    st.sampled_from(Duration),
    st.sampled_from([(), (Valued("2018-11-10"),), (Valued("2018-11"),)]),
    st.none() | days.map(dt.date.fromisoformat),
    st.sampled_from([load_policy(name) for name in policy_names()]),
)
@settings(max_examples=150, deadline=None)
def test_a_series_of_days_has_the_status_of_each_day(
    many: list[dict[str, object]],
    about_its_life: list[Evidence],
    duration: Duration,
    deadline: tuple[Valued, ...],
    known_at: dt.date | None,
    policy: Policy,
) -> None:
    world = told(many)
    force = Force.OBLIGATION if deadline else Force.PROHIBITION
    commitment = replace(world.commitments[0], duration=duration, deadline=deadline, force=force)
    docket = docket_of(world, duration)[0]
    asked = [FIRST + dt.timedelta(days=n) for n in range(-5, 280, 3)]
    runs = statuses(commitment, about_its_life, asked, known_at, policy, docket)
    by_day = [status for first, last, status in runs for day in asked if first <= day <= last]
    assert by_day == [evaluate(commitment, about_its_life, d, known_at, policy, docket).status for d in asked]


@given(
    st.lists(acts, max_size=14),
    st.booleans(),
    lives,
    st.sampled_from([Duration.CONTINUING, Duration.CONTINUING, Duration.ONCE]),
    st.sampled_from([(), (Valued("2018-11-10"),), (Valued("2018-11"),)]),
    st.none() | days.map(dt.date.fromisoformat),
    st.sampled_from([load_policy(name) for name in policy_names()]),
)
@settings(max_examples=250, deadline=None)
def test_findings_for_many_days_are_those_of_each_day(
    many: list[dict[str, object]],
    apart: bool,  # noqa: FBT001 - hypothesis fills it
    about_its_life: list[Evidence],
    duration: Duration,
    deadline: tuple[Valued, ...],
    known_at: dt.date | None,
    policy: Policy,
) -> None:
    world = told([{**act, "event": None} for act in many] if apart else many)
    force = Force.OBLIGATION if deadline else Force.PROHIBITION
    commitment = replace(world.commitments[0], duration=duration, deadline=deadline, force=force)
    docket, each = docket_of(world, duration)
    asked = [FIRST + dt.timedelta(days=n) for n in range(-5, 280, 2)]
    found = list(daily(commitment, about_its_life, asked, known_at, policy, docket))
    assert found == [evaluate(commitment, [*about_its_life, *each], d, known_at, policy) for d in asked]
    assert list(daily(commitment, about_its_life, asked, known_at, policy, None)) == [
        evaluate(commitment, about_its_life, d, known_at, policy) for d in asked
    ]


def test_an_act_of_nobody_it_binds_and_of_no_known_place_is_not_on_the_docket() -> None:
    world = World()
    world.claim(world.report("Wire", "2018-12-01"), Code.ASSAULT, actors=(RAIDERS,))
    assert docket_of(world, Duration.CONTINUING)[1] == []


def test_one_act_under_two_ceasefires_is_on_their_joint_docket_once() -> None:
    world = World()
    claim = world.claim(world.report("Wire", "2018-12-01"), Code.ASSAULT, actors=(ARMY,), places=(HILL,))
    docket, _ = docket_of(world, Duration.CONTINUING)
    joined = Docket.joined([docket, docket])
    assert joined is not None
    assert [e.claim_id for e in joined.all()] == [claim]


@pytest.mark.parametrize(
    ("shelled", "status"),
    [
        ("2018-10-31", Status.BREACHED),
        ("2018-11-01", Status.UNOBSERVED),
        ("2018-11-20", Status.UNOBSERVED),
        ("2018-12-01", Status.BREACHED),
    ],
)
def test_what_happened_while_it_was_suspended_is_shown_and_no_breach(shelled: str, status: Status) -> None:
    world = World()
    for relation, day in (("suspends", "2018-11-01"), ("resumes", "2018-12-01")):
        terms = Terms(relation=relation)
        world.claim(world.report("Wire", day), None, actors=(SOUTH,), agreement=ACCORD, terms=terms, date=day)
    world.claim(world.report("Wire", shelled), Code.ASSAULT, actors=(ARMY,), places=(HILL,), date=shelled)
    found = {f.about.id: f for f in findings(world.dossier(), KNOWLEDGE, dt.date(2018, 12, 4))}
    finding = found["vell-accord/1"]
    assert finding.status is status
    shown = "Shown but not counted: 1 act while it was suspended." in finding.reasons
    assert shown is (status is Status.UNOBSERVED)


def test_a_status_that_tells_something_always_has_a_claim_behind_it() -> None:
    """Nothing is taken for kept or holding because nobody said otherwise, or because the casebook has a date."""
    silent = {Status.UNOBSERVED, Status.PENDING, Status.NOT_YET_DUE, Status.LAPSED, Status.SUPERSEDED}
    silent_wholes = {ZoneStatus.UNOBSERVED, ZoneStatus.NOT_IN_FORCE, ZoneStatus.ENDED, ZoneStatus.SUPERSEDED}
    world = World()
    world.agreements = (replace(world.agreements[0], expires=(Valued("2019-09-17", source=TEXT),)),)
    world.claim(world.report("Wire", "2018-12-01"), Code.ASSAULT, actors=(RAIDERS,), places=(HILL,))
    denial = world.report("North Herald", "2018-12-02", withdrawn="2018-12-03")
    world.claim(denial, Code.ASSAULT, actors=(ARMY,), places=(HILL,), polarity=Polarity.DENY)
    for policy in policy_names():
        for month in range(1, 13):
            day = dt.date(2018 + month // 7, month, 15)
            for found in findings(world.dossier(), KNOWLEDGE, day, None, load_policy(policy)):
                assert found.status in silent | silent_wholes or found.for_ or found.against


def test_a_kept_provision_other_than_the_ceasefire_does_not_make_the_zone_hold() -> None:
    world = World()
    guns = Thing("vell-accord/2", "pull guns back", None)
    world.commitments = (replace(world.commitments[1], duration=Duration.CONTINUING, deadline=()),)
    claim = world.claim(world.report("Wire", "2018-12-01"), None, commitment=guns, terms=Terms(done=True))
    found = {f.about.id: f for f in findings(world.dossier(), KNOWLEDGE, dt.date(2018, 12, 4))}
    assert (found["vell-accord/2"].status, found["vell-accord/2"].for_) == (Status.KEPT, (claim,))
    assert found["strip"].status is ZoneStatus.UNOBSERVED
