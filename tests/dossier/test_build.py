"""Cases told as reports tell them."""

import gc
from dataclasses import replace

import pytest

from tests.dossier.world import CASE, GENERAL, Teller, names, report
from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier import Dossier, build
from trucewatch.ledger.records import Decision
from trucewatch.vocabulary.codes import ClaimKind, Code, Modality, Polarity, ProvisionClass, Role
from trucewatch.vocabulary.records import Claim, Mention, Terms


def dossier_of(*tellers: Teller, knowledge: Knowledge = CASE, published: str = "2018-09-18") -> Dossier:
    claims = [c for t in tellers for c in t.claims]
    return build(claims, [report(t.report_id, published=published) for t in tellers], knowledge)


def agreement_of(dossier: Dossier, claim: Claim) -> str | None:
    thing = dossier.resolved[claim.claim_id].agreement
    return thing.id if thing else None


def three_tellings() -> tuple[list[Teller], list[Claim]]:
    a, b, c = Teller("a"), Teller("b"), Teller("c")
    said = [
        a.agree("Ardenia", "Borvia", on="2018-09-17", agreement="deal", agreed_at=Mention("Harbour")),
        b.agree(
            "Ardenian President Ivo Petrov", "Borvian President Sel Arkan", on="2018-09-17", agreement="memorandum"
        ),
        c.say("Under the Harbour deal the guns fell silent.", code=Code.HOLDING, terms=Terms(agreement="Harbour deal")),
        c.say("The deal holds.", code=Code.HOLDING, kind=ClaimKind.ASSESSMENT, terms=Terms(agreement="the deal")),
    ]
    return [a, b, c], said


@pytest.mark.parametrize("knowledge", [CASE, GENERAL], ids=["with a casebook", "without one"])
def test_one_agreement_told_in_three_ways(knowledge: Knowledge) -> None:
    tellers, said = three_tellings()
    dossier = dossier_of(*tellers, knowledge=knowledge)
    ids = {agreement_of(dossier, c) for c in said}
    assert len(ids) == 1
    (row,) = [a for a in dossier.agreements if a.claims]
    assert {row.agreement_id} == ids
    assert row.reports == ("a", "b", "c")
    assert {(r, t.id) for r, t in row.parties} == {(Role.SIGNATORY, "ardenia"), (Role.SIGNATORY, "borvia")}
    assert [v.value for v in row.date] == ["2018-09-17"]
    assert [v.value for v in row.place] == ["Harbour"]


def test_the_casebook_gives_what_no_report_says_with_no_claims() -> None:
    dossier = build([], [], CASE)
    row = next(a for a in dossier.agreements if a.agreement_id == "harbour-2018")
    assert (row.claims, row.reports) == ((), ())
    assert row.date[0].source == "un:1"
    assert {c.commitment_id for c in dossier.commitments} == {"harbour-2018/3", "harbour-2018/5", "harbour-2018/6"}
    assert {p.party_id for p in dossier.parties} == {"ardenia", "borvia", "lake-front", "radicals"}


def test_a_later_deal_of_the_same_town_is_another() -> None:
    t = Teller("a")
    first = t.say(code=Code.HOLDING, terms=Terms(agreement="the 2018 Harbour agreement"))
    second = t.say(code=Code.HOLDING, terms=Terms(agreement="the Harbour agreement"))
    third = t.agree("Ardenia", "Borvia", on="2019-10-22", agreement="Harbour agreement")
    dossier = dossier_of(t, published="2019-11-01")
    assert [agreement_of(dossier, c) for c in (first, second, third)] == [
        "harbour-2018",
        "harbour-2019",
        "harbour-2019",
    ]


def test_a_wish_makes_no_agreement() -> None:
    t = Teller("a")
    wish = t.say(
        kind=ClaimKind.AGREEMENT,
        code=Code.AGREE,
        modality=Modality.DEMANDED,
        actors=names("Ostland", "Corvia"),
        date="2018-09-20",
        terms=Terms(agreement="a truce"),
    )
    dossier = dossier_of(t, knowledge=GENERAL)
    assert dossier.agreements == ()
    thing = dossier.resolved[wish.claim_id].agreement
    assert thing is not None
    assert (thing.id, thing.mention) == (None, "a truce")


def test_rival_mediators_are_kept_with_who_says_so() -> None:
    a, b = Teller("a"), Teller("b")
    first = a.agree("Ardenia", "Borvia", on="2018-09-17", roles=((Role.MEDIATOR, Mention("Ostland")),))
    b.agree("Ardenia", "Borvia", on="2018-09-17")
    dossier = dossier_of(a, b)
    row = next(x for x in dossier.agreements if x.agreement_id == "harbour-2018")
    said = {(r, t.id): claims for r, t, claims in row.role_claims}
    assert said[Role.MEDIATOR, "ostland"] == (first.claim_id,)
    assert said[Role.SIGNATORY, "borvia"] == ("a-000", "b-000")


def test_a_resolution_named_by_number_is_an_agreement() -> None:
    t = Teller("a")
    t.say(code=Code.SUPPORT, terms=Terms(agreement="UN Security Council resolution 9999"))
    t.say(code=Code.SUPPORT, terms=Terms(agreement="Resolution 9999"))
    (row,) = dossier_of(t, knowledge=GENERAL).agreements
    assert row.kind == "resolution"
    assert "9999" in row.name


def test_one_zone_by_many_names_and_a_demilitarized_one_apart() -> None:
    t = Teller("a")
    told = [
        t.say(terms=Terms(zone="Lakesyde de-escalation area")),
        t.say(terms=Terms(zone="the zone")),
        t.say(terms=Terms(zone="northern de-escalation zone")),
        t.say(terms=Terms(zone="demilitarized zone", zone_places=names("Lakeside"))),
        t.say(terms=Terms(zone="the de-escalation zone")),
        t.say(terms=Terms(zone="a demilitarised strip")),
    ]
    dossier = dossier_of(t)
    ids = [z.id for c in told if (z := dossier.resolved[c.claim_id].zone)]
    deesc, dmz = "lakeside-de-escalation", "lakeside-dmz"
    assert ids == [deesc, deesc, deesc, dmz, deesc, dmz]


def test_zones_without_a_casebook_are_told_by_place_and_kind() -> None:
    a, b = Teller("a"), Teller("b")
    a.say(terms=Terms(zone="demilitarised zone", zone_places=names("Pinewood")))
    b.say(terms=Terms(zone="the Pinewood demilitarized zone"))
    b.say(terms=Terms(zone="Pinewood safe zone"))
    rows = dossier_of(a, b, knowledge=GENERAL).zones
    assert [(z.zone_id, z.reports) for z in rows] == [
        ("pinewood-demilitarized", ("a", "b")),
        ("pinewood-safe", ("b",)),
    ]


def test_a_provision_told_twice_is_one_with_both_deadlines() -> None:
    a, b = Teller("a"), Teller("b")
    for t, day in ((a, "2018-10-15"), (b, "2018-10-20")):
        t.agree("Ardenia", "Borvia", on="2018-09-17", agreement="deal")
        t.commit(ProvisionClass.ESTABLISH_ZONE, "Ardenia", "Borvia", deadline=day, zone="demilitarized zone")
    dossier = dossier_of(a, b)
    row = next(c for c in dossier.commitments if c.commitment_id == "harbour-2018/3")
    assert [(v.value, v.claims) for v in row.deadline] == [("2018-10-15", ("a-001",)), ("2018-10-20", ("b-001",))]
    bare = dossier_of(a, b, knowledge=GENERAL)
    (row,) = bare.commitments
    assert row.reports == ("a", "b")
    assert [v.value for v in row.deadline] == ["2018-10-15", "2018-10-20"]


def test_withdrawal_of_radicals_and_of_government_troops_are_two() -> None:
    t = Teller("a")
    t.agree("Ardenia", "Borvia", on="2018-09-17", agreement="deal")
    radical = t.commit(ProvisionClass.WITHDRAW_FORCES, "radical fighters")
    other = t.commit(ProvisionClass.WITHDRAW_FORCES, "Corvian troops")
    dossier = dossier_of(t)
    first, second = (dossier.resolved[c.claim_id].commitment for c in (radical, other))
    assert first is not None
    assert second is not None
    assert first.id == "harbour-2018/5"
    assert second.id not in (None, first.id)


def test_what_is_said_of_performance_speaks_to_the_commitment() -> None:
    a, b = Teller("a"), Teller("b")
    a.agree("Ardenia", "Borvia", on="2018-09-17", agreement="deal")
    done = b.say(
        "The Lake Front pulled its tanks out of the Lakeside demilitarized zone.",
        code=Code.RETREAT,
        actors=names("the Lake Front"),
        date="2018-10-08",
        terms=Terms(zone="Lakeside demilitarized zone", done=True),
    )
    early = b.say(
        "In spring the Lake Front pulled its tanks out of the Lakeside demilitarized zone.",
        code=Code.RETREAT,
        actors=names("the Lake Front"),
        date="2018-04-08",
        terms=Terms(zone="Lakeside demilitarized zone"),
    )
    dossier = dossier_of(a, b)
    thing = dossier.resolved[done.claim_id].commitment
    assert thing is not None
    assert thing.id == "harbour-2018/6"
    assert dossier.resolved[early.claim_id].commitment is None


def test_a_denied_deal_makes_none() -> None:
    t = Teller("a")
    t.say(kind=ClaimKind.AGREEMENT, code=Code.AGREE, polarity=Polarity.DENY, actors=names("Ostland", "Corvia"))
    assert dossier_of(t, knowledge=GENERAL).agreements == ()


def test_a_truce_that_is_only_judged_is_one_with_who_broke_it() -> None:
    t = Teller("a")
    broken = t.say(
        code=Code.NOT_HOLDING, kind=ClaimKind.ASSESSMENT, actors=names("Ostland"), terms=Terms(agreement="the truce")
    )
    again = t.say(code=Code.SUPPORT, terms=Terms(agreement="the ceasefire"))
    dossier = dossier_of(t, knowledge=GENERAL)
    (row,) = dossier.agreements
    assert agreement_of(dossier, broken) == agreement_of(dossier, again) == row.agreement_id
    assert [(r, x.id) for r, x in row.parties] == [(Role.BOUND, "ostland")]


def test_a_deal_is_told_by_the_zone_it_is_about() -> None:
    t = Teller("a")
    deal = t.say(code=Code.SUPPORT, terms=Terms(agreement="the deal"))
    t.say(terms=Terms(zone="Lakeside demilitarised zone"))
    dossier = dossier_of(t)
    assert agreement_of(dossier, deal) == "harbour-2018"
    assert agreement_of(dossier_of(t, published="2017-01-01"), deal) is None


def test_a_provision_before_the_deal_is_named_belongs_to_it() -> None:
    t = Teller("a")
    first = t.commit(ProvisionClass.HEAVY_WEAPONS, "the Lake Front", deadline="2018-10-10")
    t.agree("Ardenia", "Borvia", on="2018-09-17")
    thing = dossier_of(t).resolved[first.claim_id].commitment
    assert thing is not None
    assert thing.id == "harbour-2018/6"


def test_a_zone_is_not_spoken_of_long_before_it_is_there() -> None:
    valid = {**CASE.zones, "lakeside-dmz": replace(CASE.zones["lakeside-dmz"], valid="2018-09-17/..")}
    t = Teller("a")
    told = t.say(terms=Terms(zone="a demilitarized zone"))
    for day, zone in (("2016-01-01", None), ("2018-10-01", "lakeside-dmz")):
        dossier = dossier_of(t, knowledge=replace(CASE, zones=valid), published=day)
        found = dossier.resolved[told.claim_id].zone
        assert found is not None
        assert (found.id == "lakeside-dmz") is (zone is not None)


def test_people_decide_which_agreement_a_claim_means() -> None:
    t = Teller("a")
    told = t.say(code=Code.SUPPORT, terms=Terms(agreement="the Harbour deal"))
    moved = build(t.claims, [report("a")], CASE, [Decision("merge", told.claim_id, "harbour-2019")])
    assert agreement_of(moved, told) == "harbour-2019"
    apart = build(t.claims, [report("a")], CASE, [Decision("split", told.claim_id, "harbour-2018")])
    assert agreement_of(apart, told) != "harbour-2018"


def test_who_agrees_to_a_truce_on_the_lines_of_a_deal_does_not_sign_the_deal() -> None:
    t = Teller("a")
    told = t.say(
        kind=ClaimKind.AGREEMENT,
        code=Code.AGREE,
        actors=names("Ostland"),
        object="a ceasefire",
        terms=Terms(agreement="Harbour agreement"),
    )
    dossier = dossier_of(t)
    (deal,) = (a for a in dossier.agreements if a.agreement_id == agreement_of(dossier, told))
    assert "ostland" not in {thing.id for _, thing in deal.parties}


@pytest.mark.parametrize(("published", "meant"), [("2018-09-20", "harbour-2018"), ("2018-12-20", None)])
def test_a_bare_ceasefire_is_the_one_just_made_about_its_places_or_none(published: str, meant: str | None) -> None:
    t = Teller("a")
    told = t.say(
        code=Code.HOLDING,
        kind=ClaimKind.ASSESSMENT,
        places=names("Millford"),
        terms=Terms(agreement="the ceasefire"),
    )
    zones = {k: replace(z, places=("lakeside", "millford")) for k, z in CASE.zones.items()}
    dossier = dossier_of(t, knowledge=replace(CASE, zones=zones), published=published)
    assert agreement_of(dossier, told) == meant
    assert {a.agreement_id for a in dossier.agreements} == {"harbour-2018", "harbour-2019"}


def test_an_ordinary_word_at_the_head_of_a_sentence_is_no_party() -> None:
    t = Teller("a")
    t.say("Document calls for talks.", code=Code.REQUEST, actors=names("Document"))
    t.say("They signed the document.", code=Code.AGREE, actors=names("Borvia"))
    assert "document" not in {p.party_id for p in dossier_of(t).parties}


@pytest.mark.parametrize("collecting", [True, False])
def test_a_build_leaves_the_search_for_garbage_as_it_was(collecting: bool) -> None:  # noqa: FBT001 - a parameter
    was = gc.isenabled()
    (gc.enable if collecting else gc.disable)()
    try:
        build((), (), GENERAL)
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if was else gc.disable)()
