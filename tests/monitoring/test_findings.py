"""From a dossier to findings: what counts as whose word about what."""

import datetime as dt
from dataclasses import replace

import pytest

from trucewatch.monitoring import findings, load_policy
from trucewatch.vocabulary.codes import ClaimKind, Code, Modality, Polarity, ProvisionClass, Role, Status, ZoneStatus
from trucewatch.vocabulary.records import Quantity, Terms
from trucewatch.vocabulary.subject import Agreement, Finding, Thing, Valued, Zone

from .world import ACCORD, CEASEFIRE, CITY, GUNS, HILL, KNOWLEDGE, NORTH, SOUTH, STRIP, TEXT, World

ON = dt.date(2018, 12, 4)
ARMY = Thing("north-army", "North's army", "the army")
IVO = Thing("general-ivo", "General Ivo", "Ivo")
MISSION = Thing("mission", "Lake mission", "the mission")
DONE, NOT_DONE = Terms(class_=ProvisionClass.HEAVY_WEAPONS, done=True), Terms(done=False)


def judged(
    world: World, about: str, on: dt.date = ON, known_at: dt.date | None = None, policy: str = "default"
) -> Finding:
    found = findings(world.dossier(), KNOWLEDGE, on, known_at, load_policy(policy))
    return next(f for f in found if f.about.id == about)


@pytest.fixture
def world() -> World:
    return World()


def test_everything_has_one_finding_in_silence(world: World) -> None:
    found = findings(world.dossier(), KNOWLEDGE, ON)
    assert [(f.about.id, f.status) for f in found] == [
        ("vell-accord", ZoneStatus.UNOBSERVED),
        ("strip", ZoneStatus.UNOBSERVED),
        ("vell-accord/1", Status.UNOBSERVED),
        ("vell-accord/2", Status.UNOBSERVED),
    ]


def test_before_the_accord_nothing_is_in_force(world: World) -> None:
    found = findings(world.dossier(), KNOWLEDGE, dt.date(2018, 9, 1))
    assert [f.status for f in found] == [ZoneStatus.NOT_IN_FORCE] * 2 + [Status.NOT_YET_DUE] * 2


def test_a_party_that_says_it_performed_is_marked(world: World) -> None:
    claim = world.claim(world.report("Wire", "2018-10-09"), None, speaker=IVO, commitment=GUNS, terms=DONE)
    finding = judged(world, "vell-accord/2")
    assert (finding.status, finding.for_) == (Status.FULFILLED, (claim,))
    assert any(
        "General Ivo (North) says that it is done" in r and "on its own performance" in r for r in finding.reasons
    )
    assert judged(world, "vell-accord/2", policy="another_word").status is Status.UNOBSERVED


@pytest.mark.parametrize("modality", [m for m in Modality if m is not Modality.ACTUAL])
def test_a_promise_a_demand_or_a_threat_is_no_performance(world: World, modality: Modality) -> None:
    world.claim(world.report("Wire", "2018-10-09"), None, commitment=GUNS, terms=DONE, modality=modality)
    assert judged(world, "vell-accord/2").status is Status.UNOBSERVED


def test_acts_of_withdrawal_alone_do_not_make_the_whole(world: World) -> None:
    world.claim(world.report("Wire", "2018-10-09"), Code.RETREAT, actors=(ARMY,), commitment=GUNS)
    assert judged(world, "vell-accord/2").status is Status.PARTIAL


def test_three_of_twelve_posts(world: World) -> None:
    world.claim(
        world.report("Wire", "2018-10-20"),
        None,
        speaker=MISSION,
        commitment=GUNS,
        terms=DONE,
        numbers=(Quantity("posts", 3, 3, None, "3 of 12"),),
    )
    finding = judged(world, "vell-accord/2")
    assert finding.status is Status.PARTIAL
    assert any("3 of 12 posts" in reason for reason in finding.reasons)


def test_shelling_in_the_strip_breaches_and_strains(world: World) -> None:
    claim = world.claim(world.report("Wire", "2018-12-01"), Code.ASSAULT, actors=(ARMY,), places=(HILL,))
    ceasefire = judged(world, "vell-accord/1")
    assert (ceasefire.status, ceasefire.against) == (Status.BREACHED, (claim,))
    assert ceasefire.by_party == (("North", "breached"), ("South", "unobserved"))
    assert judged(world, "strip").status is ZoneStatus.STRAINED
    assert judged(world, "vell-accord").status is ZoneStatus.STRAINED


def test_shelling_elsewhere_does_not(world: World) -> None:
    world.claim(world.report("Wire", "2018-12-01"), Code.ASSAULT, actors=(ARMY,), places=(CITY,))
    assert judged(world, "vell-accord/1").status is Status.UNOBSERVED
    assert judged(world, "strip").status is ZoneStatus.UNOBSERVED


def test_shelling_before_the_accord_does_not(world: World) -> None:
    world.claim(world.report("Wire", "2018-09-18"), Code.ASSAULT, actors=(ARMY,), places=(HILL,), date="2018-09-15")
    assert judged(world, "vell-accord/1", dt.date(2018, 9, 20)).status is Status.UNOBSERVED


def test_a_strike_on_an_excluded_party_is_an_exception(world: World) -> None:
    accord = world.agreements[0]
    raiders = Thing("raiders", "Raiders", None)
    world.agreements = (replace(accord, parties=(*accord.parties, (Role.EXCLUDED, raiders))),)
    world.claim(world.report("Wire", "2018-12-01"), Code.ASSAULT, actors=(ARMY,), recipients=(raiders,), places=(HILL,))
    assert judged(world, "vell-accord/1").status is Status.UNOBSERVED
    assert judged(world, "vell-accord/1", policy="allegations").status is Status.BREACHED


def test_what_only_the_other_side_attributes_is_alleged(world: World) -> None:
    report = world.report("Wire", "2018-12-01")
    world.claim(report, Code.ASSAULT, speaker=SOUTH, actors=(ARMY,), places=(HILL,), event="e1")
    assert judged(world, "vell-accord/1").status is Status.UNOBSERVED
    second = world.report("Gazette", "2018-12-02")
    world.claim(second, Code.ASSAULT, speaker=MISSION, actors=(ARMY,), places=(HILL,), event="e1")
    assert judged(world, "vell-accord/1").status is Status.BREACHED


def test_an_accusation_is_an_allegation(world: World) -> None:
    world.claim(world.report("Wire", "2018-12-01"), Code.ACCUSE, speaker=SOUTH, recipients=(NORTH,), zone=STRIP)
    assert judged(world, "vell-accord/1").status is Status.UNOBSERVED
    assert judged(world, "vell-accord/1", policy="allegations").status is Status.BREACHED


def test_a_denied_attack_is_disputed(world: World) -> None:
    world.claim(world.report("Wire", "2018-12-01"), Code.ASSAULT, actors=(ARMY,), places=(HILL,), event="e1")
    denial = world.report("North Herald", "2018-12-02")
    world.claim(denial, Code.ASSAULT, speaker=IVO, actors=(ARMY,), places=(HILL,), polarity=Polarity.DENY, event="e1")
    assert judged(world, "vell-accord/1").status is Status.DISPUTED


def test_a_reportedly_told_attack_is_not_enough(world: World) -> None:
    quote = "The army reportedly shelled Hill."
    world.claim(world.report("Wire", "2018-12-01"), Code.ASSAULT, actors=(ARMY,), places=(HILL,), quote=quote)
    assert judged(world, "vell-accord/1").status is Status.UNOBSERVED


def test_an_assessment_speaks_for_the_zone_its_accord_and_its_ceasefire(world: World) -> None:
    claim = world.claim(world.report("Wire", "2018-12-01"), Code.HOLDING, zone=STRIP, speaker=MISSION)
    assert [judged(world, k).status for k in ("strip", "vell-accord", "vell-accord/1")] == [
        ZoneStatus.HOLDING,
        ZoneStatus.HOLDING,
        Status.KEPT,
    ]
    assert judged(world, "strip").for_ == (claim,)


def test_an_assessment_of_one_provision_speaks_for_that_alone(world: World) -> None:
    terms = Terms(class_=ProvisionClass.HEAVY_WEAPONS)
    world.claim(world.report("Wire", "2018-11-01"), Code.NOT_HOLDING, zone=STRIP, commitment=GUNS, terms=terms)
    assert judged(world, "vell-accord/2").status is Status.OVERDUE
    assert judged(world, "vell-accord/1").status is Status.UNOBSERVED
    assert judged(world, "strip").status is ZoneStatus.STRAINED, "an overdue commitment strains its zone"


def test_who_is_named_as_not_holding_to_it_is_the_one_who_breaches(world: World) -> None:
    world.claim(world.report("Wire", "2018-12-01"), Code.NOT_HOLDING, zone=STRIP, actors=(ARMY,))
    assert judged(world, "vell-accord/1").by_party == (("North", "breached"), ("South", "unobserved"))


def test_holding_and_a_shot_is_strained(world: World) -> None:
    world.claim(world.report("Wire", "2018-12-01"), Code.HOLDING, zone=STRIP, speaker=MISSION)
    world.claim(world.report("Gazette", "2018-12-02"), Code.ASSAULT, actors=(ARMY,), places=(HILL,))
    assert judged(world, "strip").status is ZoneStatus.STRAINED


def test_two_sources_that_contradict_each_other_are_a_dispute(world: World) -> None:
    world.claim(world.report("Wire", "2018-12-01"), Code.HOLDING, zone=STRIP, speaker=NORTH)
    world.claim(world.report("Wire", "2018-12-02"), Code.NOT_HOLDING, zone=STRIP, speaker=SOUTH)
    finding = judged(world, "strip")
    assert finding.status is ZoneStatus.DISPUTED
    assert finding.by_camp == (("north", "holding"), ("south", "strained"))


def test_two_independent_sources_against_it_are_a_collapse_and_copies_are_not(world: World) -> None:
    for outlet in ("Wire", "Gazette"):
        world.claim(world.report(outlet, "2018-12-01", family="f1"), Code.NOT_HOLDING, zone=STRIP)
    assert judged(world, "strip").status is ZoneStatus.STRAINED
    world.claim(world.report("Tribune", "2018-12-03"), Code.NOT_HOLDING, zone=STRIP)
    assert judged(world, "strip").status is ZoneStatus.COLLAPSED


def test_holding_in_one_year_and_not_in_another_is_no_dispute(world: World) -> None:
    world.claim(world.report("Wire", "2018-12-01"), Code.HOLDING, zone=STRIP)
    world.claim(world.report("Gazette", "2020-02-20"), Code.NOT_HOLDING, zone=STRIP)
    assert judged(world, "strip").status is ZoneStatus.HOLDING
    assert judged(world, "strip", dt.date(2020, 2, 29)).status is ZoneStatus.STRAINED


def test_what_was_published_later_was_not_known(world: World) -> None:
    world.claim(world.report("Wire", "2018-12-03"), Code.NOT_HOLDING, zone=STRIP, date="2018-12-01")
    assert judged(world, "strip", dt.date(2018, 12, 2), dt.date(2018, 12, 2)).status is ZoneStatus.UNOBSERVED
    assert judged(world, "strip", dt.date(2018, 12, 2), dt.date(2018, 12, 3)).status is ZoneStatus.STRAINED


def test_a_thing_that_no_report_had_told_of_has_no_finding_yet(world: World) -> None:
    claim = world.claim(world.report("Wire", "2018-12-03"), Code.HOLDING, zone=Thing("ford", "Ford zone", None))
    world.zones = (*world.zones, Zone("ford", "Ford zone", "safe zone", claims=(claim,)))
    before = findings(world.dossier(), None, ON, dt.date(2018, 12, 2))
    assert "ford" not in {f.about.id for f in before}
    assert "ford" in {f.about.id for f in findings(world.dossier(), None, ON, dt.date(2018, 12, 3))}


def test_a_retracted_report_counts_for_nothing(world: World) -> None:
    world.claim(world.report("Wire", "2018-12-01", withdrawn="2018-12-02"), Code.NOT_HOLDING, zone=STRIP)
    assert judged(world, "strip").status is ZoneStatus.UNOBSERVED


def test_rival_deadlines_have_a_finding_each(world: World) -> None:
    told = world.claim(world.report("Wire", "2018-09-18"), None)
    world.claim(world.report("Gazette", "2018-10-12"), None, commitment=GUNS, terms=NOT_DONE)
    rivals = (Valued("2018-10-10", source=TEXT), Valued("2018-10-15", (told,)), Valued("2018-10", (told,)))
    world.commitments = (world.commitments[0], replace(world.commitments[1], deadline=rivals))
    found = [f for f in findings(world.dossier(), KNOWLEDGE, dt.date(2018, 10, 13)) if f.about.id == GUNS.id]
    assert [(f.version, f.status) for f in found] == [("2018-10-10", Status.OVERDUE), ("2018-10-15", Status.PENDING)]
    assert len({f.finding_id for f in found}) == 2
    assert found[0].reasons[0] == "Sources give 2 deadlines; this finding takes 2018-10-10."


def test_a_deadline_not_yet_reported_is_no_rival(world: World) -> None:
    told = world.claim(world.report("Wire", "2018-11-18"), None)
    rivals = (Valued("2018-10-10", source=TEXT), Valued("2018-10-15", (told,)))
    world.commitments = (replace(world.commitments[1], deadline=rivals),)
    found = findings(world.dossier(), KNOWLEDGE, dt.date(2018, 10, 13), dt.date(2018, 10, 13))
    assert [f.version for f in found if f.about.id == GUNS.id] == [None]


def test_a_later_agreement_replaces_or_extends(world: World) -> None:
    accord = replace(world.agreements[0], expires=(Valued("2018-10-31", source=TEXT),))
    protocol = Agreement("protocol", "Ford protocol", None, date=(Valued("2018-10-20", source=TEXT),))
    world.agreements = (accord,)
    assert judged(world, "strip").status is ZoneStatus.ENDED
    assert judged(world, "vell-accord/1").status is Status.LAPSED
    world.agreements = (replace(protocol, related=(("supersedes", "vell-accord"),)), accord)
    assert judged(world, "strip").status is ZoneStatus.SUPERSEDED
    assert judged(world, "vell-accord").status is ZoneStatus.SUPERSEDED
    assert judged(world, "vell-accord/1").status is Status.SUPERSEDED
    assert judged(world, "vell-accord", dt.date(2018, 10, 19)).status is ZoneStatus.UNOBSERVED
    longer = replace(protocol, related=(("extends", "vell-accord"),), expires=(Valued("2019-10-31", source=TEXT),))
    world.agreements = (accord, longer)
    assert judged(world, "vell-accord").status is ZoneStatus.UNOBSERVED


def test_a_party_denounces_it_and_a_stranger_cannot(world: World) -> None:
    ends = Terms(relation="denounces")
    stranger = Thing("lakeland", "Lakeland", None)
    world.claim(world.report("Wire", "2018-11-01"), Code.REJECT, actors=(stranger,), agreement=ACCORD, terms=ends)
    assert judged(world, "vell-accord").status is ZoneStatus.UNOBSERVED
    world.claim(world.report("Wire", "2018-11-10"), Code.REJECT, actors=(SOUTH,), agreement=ACCORD, terms=ends)
    finding = judged(world, "vell-accord")
    assert finding.status is ZoneStatus.ENDED
    assert "It was ended by South on 10 November 2018, says Wire." in finding.reasons
    assert judged(world, "vell-accord/1").status is Status.LAPSED


def test_a_suspension_told_of_the_agreement(world: World) -> None:
    terms = Terms(relation="suspends")
    world.claim(world.report("Wire", "2018-11-10"), None, actors=(SOUTH,), agreement=ACCORD, terms=terms)
    assert judged(world, "vell-accord").status is ZoneStatus.NOT_IN_FORCE
    assert judged(world, "vell-accord/1").status is Status.SUSPENDED


def test_a_condition_told_of_a_commitment(world: World) -> None:
    world.commitments = (replace(world.commitments[1], trigger="once prisoners are exchanged"),)
    assert judged(world, "vell-accord/2").status is Status.NOT_TRIGGERED
    world.claim(world.report("Wire", "2018-10-01"), None, commitment=GUNS, terms=Terms(relation="trigger_met"))
    assert judged(world, "vell-accord/2").status is Status.UNOBSERVED


def test_a_zone_without_any_clause_still_sees_the_violence(world: World) -> None:
    world.commitments = ()
    world.claim(world.report("Wire", "2018-12-01"), Code.ASSAULT, actors=(ARMY,), zone=STRIP)
    assert judged(world, "strip").status is ZoneStatus.STRAINED


def test_an_unnamed_source_is_not_the_same_in_two_outlets(world: World) -> None:
    official = Thing(None, None, "a senior official")
    for outlet in ("Wire", "Gazette"):
        world.claim(world.report(outlet, "2018-12-01"), Code.HOLDING, zone=STRIP, speaker=official)
    told = [r for r in judged(world, "strip").reasons if "a senior official" in r.casefold()]
    assert len(told) == 2


def test_the_state_outlet_speaks_for_its_side(world: World) -> None:
    world.claim(world.report("North Herald", "2018-12-01"), Code.HOLDING, zone=STRIP)
    assert judged(world, "strip").by_camp == (("north", "holding"),)


def test_only_reviewed_claims_count_where_the_policy_says_so(world: World) -> None:
    claim = world.claim(world.report("Wire", "2018-12-01"), Code.HOLDING, zone=STRIP)
    assert judged(world, "strip", policy="reviewed").status is ZoneStatus.UNOBSERVED
    found = findings(world.dossier(), KNOWLEDGE, ON, None, load_policy("reviewed"), reviewed={claim})
    assert next(f for f in found if f.about.id == "strip").status is ZoneStatus.HOLDING


def test_a_claim_of_the_terms_is_no_word_on_the_performance(world: World) -> None:
    kind = ClaimKind.COMMITMENT
    world.claim(world.report("Wire", "2018-10-09"), Code.AGREE, kind=kind, agreement=ACCORD, commitment=GUNS)
    assert judged(world, "vell-accord/2").status is Status.UNOBSERVED


def test_the_same_question_has_the_same_answer(world: World) -> None:
    world.claim(world.report("Wire", "2018-12-01"), Code.HOLDING, zone=STRIP)
    assert findings(world.dossier(), KNOWLEDGE, ON) == findings(world.dossier(), KNOWLEDGE, ON)


def test_coming_into_force_is_no_keeping(world: World) -> None:
    terms = Terms(class_=ProvisionClass.CESSATION, in_force="2018-11-30", done=True)
    world.claim(world.report("Wire", "2018-12-01"), Code.RETREAT, commitment=CEASEFIRE, terms=terms)
    assert judged(world, "vell-accord/1").status is Status.UNOBSERVED


def test_no_act_breaches_a_pledge_of_nobody_known_of_no_deal_and_for_no_zone(world: World) -> None:
    pledge = replace(world.commitments[0], commitment_id="pledge", who=(), zone=None, agreement=None)
    world.commitments = (pledge, replace(pledge, commitment_id="pledge/north", who=(NORTH,)))
    world.claim(world.report("Wire", "2018-12-01"), Code.ASSAULT, actors=(ARMY,), places=(HILL,), date="2018-11-30")
    assert judged(world, "pledge").status is Status.UNOBSERVED
    assert judged(world, "pledge/north").status is Status.BREACHED


@pytest.mark.parametrize(("kind", "status"), [(None, ZoneStatus.UNOBSERVED), ("safe zone", ZoneStatus.STRAINED)])
def test_a_zone_of_no_kind_that_no_deal_made_implies_no_ceasefire(
    world: World, kind: str | None, status: ZoneStatus
) -> None:
    area = Thing("rebel-area", "rebel area", None)
    world.zones = (Zone("rebel-area", "rebel area", kind, places=(Thing("vell", "Vell valley", None),)),)
    world.claim(world.report("Wire", "2018-12-01"), Code.ASSAULT, actors=(ARMY,), zone=area, date="2018-11-30")
    assert judged(world, "rebel-area").status is status
