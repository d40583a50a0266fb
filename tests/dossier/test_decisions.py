"""What people decide about two things counts, in every rebuild, and each link says why it is there."""

import pytest

from tests.dossier.world import CASE, GENERAL, Teller, names, report
from trucewatch.dossier import Dossier, build
from trucewatch.dossier.judgements import DECIDED
from trucewatch.dossier.links import FIRST, links
from trucewatch.ledger.records import Decision
from trucewatch.vocabulary.codes import Code, ProvisionClass
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.records import Mention, Terms


def case_of(*tellers: Teller, decisions: tuple[Decision, ...] = (), casebook: bool = True) -> Dossier:
    claims = [c for t in tellers for c in t.claims]
    reports = [report(t.report_id, f"Outlet {t.report_id}") for t in tellers]
    return build(claims, reports, CASE if casebook else GENERAL, decisions)


def two_events() -> tuple[Teller, Teller]:
    one, two = Teller("a"), Teller("b")
    one.assault("Ostland", on="2018-10-01")
    two.assault("Ostland", on="2018-10-09")
    return one, two


def test_events_that_a_person_said_are_one_are_one() -> None:
    tellers = two_events()
    first, second = (e.event_id for e in case_of(*tellers).events)
    merged = case_of(*tellers, decisions=(Decision("decide", first, second, "same"),))
    (event,) = merged.events
    assert len(event.claims) == 2
    assert DECIDED in {link.why for link in links(merged, event.event_id)}


def test_the_decision_outlives_a_report_that_gives_the_event_another_id() -> None:
    tellers = two_events()
    first, second = (e.event_id for e in case_of(*tellers).events)
    earlier = Teller("0")
    earlier.assault("Ostland", on="2018-09-30")
    again = case_of(earlier, *tellers, decisions=(Decision("decide", first, second, "same"),))
    assert {first, second} - {e.event_id for e in again.events}
    assert [len(e.claims) for e in again.events] == [3]


def test_tellings_that_a_person_said_are_not_one_are_two() -> None:
    one, two = Teller("a"), Teller("b")
    left, right = one.assault("Ostland"), two.assault("Ostland")
    assert len(case_of(one, two).events) == 1
    apart = case_of(one, two, decisions=(Decision("decide", left.claim_id, right.claim_id, "not same"),))
    assert len(apart.events) == 2
    unsure = case_of(
        one,
        two,
        decisions=(
            Decision("decide", left.claim_id, right.claim_id, "not same"),
            Decision("decide", left.claim_id, right.claim_id, "unsure"),
        ),
    )
    assert len(unsure.events) == 1


def test_zones_are_joined_and_claims_are_kept_from_one() -> None:
    t = Teller("a")
    north = t.say(terms=Terms(zone="Hillside buffer zone", zone_places=names("Hillside")))
    south = t.say(terms=Terms(zone="Riverside buffer zone", zone_places=names("Riverside")))
    plain = case_of(t, casebook=False)
    ids = [z.zone_id for z in plain.zones]
    assert len(ids) == 2
    joined = case_of(t, decisions=(Decision("decide", *ids, "same"),), casebook=False)
    (zone,) = joined.zones
    assert {link.claim for link in links(joined, zone.zone_id)} == {north.claim_id, south.claim_id}
    kept = case_of(t, decisions=(Decision("decide", north.claim_id, ids[0], "not same"),), casebook=False)
    found = kept.resolved[north.claim_id].zone
    assert found is None or found.id != ids[0]


def test_commitments_are_joined() -> None:
    t = Teller("a")
    t.agree("Ardenia", "Borvia", on="2018-09-17")
    t.commit(ProvisionClass.JOINT_PATROL, "Ardenia", does="patrol the road")
    t.commit(ProvisionClass.OBSERVATION, "Ardenia", does="watch the road")
    told = [c.commitment_id for c in case_of(t).commitments if c.claims]
    assert len(told) == 2
    joined = case_of(t, decisions=(Decision("decide", *told, "same"),))
    assert [len(c.claims) for c in joined.commitments if c.claims] == [2]


def test_a_short_form_is_another_party_where_a_person_says_so() -> None:
    t = Teller("a")
    t.say(code=Code.REQUEST, actors=names("Lakeside Observatory for Peace"))
    t.say(code=Code.REQUEST, actors=names("Lakeside Observatory"))
    plain = case_of(t)
    (party,) = (p for p in plain.parties if p.party_id.startswith("lakeside-observatory"))
    why = {link.name: link.why for link in links(plain, party.party_id)}
    assert why["Lakeside Observatory"] == "a short form of Lakeside Observatory for Peace"
    pair = ("lakeside-observatory", "lakeside-observatory-for-peace")
    apart = case_of(t, decisions=(Decision("decide", *pair, "not same"),))
    assert {p.party_id for p in apart.parties} >= set(pair)


def test_an_event_tells_what_its_claims_share() -> None:
    one, two = Teller("a"), Teller("b")
    one.assault("Ostland")
    two.assault("Ostland", recipients=(Mention("Lake Front"),))
    dossier = case_of(one, two)
    (event,) = dossier.events
    first, second = links(dossier, event.event_id)
    assert first.why == FIRST
    assert "the same place (Millford)" in second.why
    assert "the same actor (Ostland)" in second.why
    assert "no target in one of them" in second.why


def test_an_agreement_tells_by_what_it_was_found() -> None:
    t = Teller("a")
    named = t.say(code=Code.SUPPORT, terms=Terms(agreement="the Harbour deal"))
    short = t.say(code=Code.SUPPORT, terms=Terms(agreement="the deal"))
    dossier = case_of(t)
    why = {link.claim: link.why for link in links(dossier, "harbour-2018")}
    assert why[named.claim_id] == "one of its names"
    assert why[short.claim_id] == "a short word for the agreement that its report speaks of"


def test_an_unknown_id_is_refused() -> None:
    with pytest.raises(RequestError, match="no-such-thing"):
        links(case_of(Teller("a")), "no-such-thing")


def test_the_same_words_in_a_copy_are_told_as_such() -> None:
    one, two = Teller("a"), Teller("b")
    one.assault("Ostland", quote="Ostland shelled Millford.")
    two.assault("Ostland", quote="Ostland shelled Millford.")
    dossier = case_of(one, two)
    (event,) = dossier.events
    assert "the same words in another report" in links(dossier, event.event_id)[1].why
