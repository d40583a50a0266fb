"""Cases, each told as it might happen, and what the verdict on it is."""

from dataclasses import replace

from trucewatch.monitoring.evidence import Basis, Bearing, Truth
from trucewatch.monitoring.policy import load
from trucewatch.vocabulary.codes import Attribution, Status
from trucewatch.vocabulary.subject import Thing, Valued
from trucewatch.vocabulary.when import When

from .cases import SOUTH, ask, ceasefire, done, in_force, life, not_done, reads, says, shelling, withdrawal

# --- something to be done once ----------------------------------------------------------------------------------------


def test_before_the_deadline_nothing_is_known() -> None:
    assert ask(withdrawal(), on="2018-10-01").status is Status.PENDING


def test_a_deadline_passes_in_silence() -> None:
    finding = ask(withdrawal())
    assert finding.status is Status.UNOBSERVED
    assert reads(finding, "The deadline (10 October 2018) had passed on 4 December 2018.")
    assert finding.last_evidence is None


def test_on_the_day_of_the_deadline_it_has_not_passed() -> None:
    assert ask(withdrawal(), on="2018-10-10").status is Status.PENDING
    assert ask(withdrawal(), on="2018-10-11").status is Status.UNOBSERVED


def test_a_source_says_after_the_deadline_that_it_is_not_done() -> None:
    finding = ask(withdrawal(), not_done("wire", "2018-10-20"))
    assert finding.status is Status.OVERDUE
    assert len(finding.against) == 1


def test_not_done_before_the_deadline_is_pending() -> None:
    assert ask(withdrawal(), not_done("wire", "2018-10-05"), on="2018-10-06").status is Status.PENDING


def test_one_camp_says_done_and_the_other_not() -> None:
    finding = ask(
        withdrawal(), done("north", "2018-10-12", camp="north"), not_done("south", "2018-10-14", camp="south")
    )
    assert finding.status is Status.DISPUTED
    assert finding.by_camp == (("north", "fulfilled"), ("south", "overdue"))


def test_only_the_bearer_says_done() -> None:
    claim = done("north", "2018-10-09", own_word=True)
    assert ask(withdrawal(), claim).status is Status.FULFILLED
    assert reads(ask(withdrawal(), claim), "Only the party itself says that it performed")
    doubted = ask(withdrawal(), claim, policy=load("another_word"))
    assert doubted.status is Status.UNOBSERVED
    assert reads(doubted, "the party's own word")


def test_a_denial_after_a_claim() -> None:
    assert ask(withdrawal(), done("north", "2018-10-08"), not_done("south", "2018-10-09")).status is Status.DISPUTED


def test_not_done_yet_and_later_done_is_no_dispute() -> None:
    finding = ask(withdrawal(), not_done("south", "2018-10-04"), done("north", "2018-10-09"))
    assert finding.status is Status.FULFILLED
    assert reads(finding, "1 earlier claim overtaken")


def test_done_then_undone() -> None:
    finding = ask(withdrawal(), done("north", "2018-10-08"), says("wire", Bearing.UNDONE, "2018-11-20"))
    assert finding.status is Status.REVERSED


def test_one_source_says_done_and_much_later_not_done() -> None:
    assert ask(withdrawal(), done("wire", "2018-10-08"), not_done("wire", "2018-11-20")).status is Status.REVERSED


def test_undone_and_done_again() -> None:
    undone = says("wire", Bearing.UNDONE, "2018-11-01")
    finding = ask(withdrawal(), done("north", "2018-10-08"), undone, done("wire", "2018-11-20"))
    assert finding.status is Status.LATE


def test_three_of_twelve_posts() -> None:
    finding = ask(withdrawal(), done("mission", "2018-10-20", share=3 / 12, amount="3 of 12 posts"))
    assert finding.status is Status.PARTIAL
    assert reads(finding, "3 of 12 posts")


def test_three_of_twelve_posts_beside_all_of_them() -> None:
    part = done("mission", "2018-10-20", share=3 / 12, amount="3 of 12 posts")
    assert ask(withdrawal(), part, done("north", "2018-10-20")).status is Status.DISPUTED
    assert ask(withdrawal(), part, done("north", "2018-10-25")).status is Status.LATE


def test_done_after_the_deadline() -> None:
    late = done("wire", "2018-10-21", when=When.parse("2018-10-20"))
    assert ask(withdrawal(), late).status is Status.LATE
    assert ask(withdrawal(), late, on="2018-10-15").status is Status.UNOBSERVED


def test_an_act_known_to_the_month_against_a_deadline_in_it() -> None:
    act = done("wire", "2018-11-02", when=When.parse("2018-10"))
    finding = ask(withdrawal(), act)
    assert finding.status is Status.FULFILLED
    assert reads(finding, "Undecided: whether it was done in time")
    assert (
        ask(withdrawal(), act, policy=load("strict").model_copy(update={"sources": load().sources})).status
        is Status.LATE
    )


def test_a_deadline_known_to_the_month() -> None:
    vague = withdrawal(deadline=(Valued("2018-10", source="text"),))
    finding = ask(vague, not_done("wire", "2018-10-15"), on="2018-10-16")
    assert finding.status is Status.PENDING
    assert reads(finding, "Undecided: the deadline (October 2018) may or may not have passed")


def test_two_rival_deadlines_in_one_question_leave_it_open_between_them() -> None:
    rivals = withdrawal(deadline=(Valued("2018-10-10", ("a",)), Valued("2018-10-24", ("b",))))
    assert ask(rivals, not_done("wire", "2018-10-15"), on="2018-10-16").status is Status.PENDING
    assert ask(rivals, not_done("wire", "2018-10-25"), on="2018-10-26").status is Status.OVERDUE


def test_a_condition_that_is_not_met() -> None:
    waiting = withdrawal(trigger="once prisoners are exchanged")
    assert ask(waiting).status is Status.NOT_TRIGGERED
    assert ask(waiting, says("wire", Bearing.UNMET, "2018-10-01")).status is Status.NOT_TRIGGERED
    assert ask(waiting, says("wire", Bearing.MET, "2018-10-01")).status is Status.UNOBSERVED


def test_it_is_not_due_before_the_accord_is_in_force() -> None:
    assert ask(withdrawal(), in_force("2018-09-20"), on="2018-09-18").status is Status.NOT_YET_DUE


def test_evidence_published_later_than_the_day_asked_about() -> None:
    report = done("wire", "2018-12-01", when=When.parse("2018-10-08"))
    assert ask(withdrawal(), report, on="2018-10-15", known_by="2018-10-15").status is Status.UNOBSERVED
    assert ask(withdrawal(), report, on="2018-10-15", known_by="2018-12-02").status is Status.FULFILLED


def test_a_report_that_may_have_been_published_too_late_is_not_admitted() -> None:
    vague = done("wire", "2018-10", when=When.parse("2018-10-08"))
    assert ask(withdrawal(), vague, known_by="2018-10-20").status is Status.UNOBSERVED
    undated = replace(vague, published=None)
    assert ask(withdrawal(), undated, known_by="2020-01-01").status is Status.UNOBSERVED
    assert ask(withdrawal(), undated).status is Status.FULFILLED


def test_a_retracted_report_is_no_evidence_once_it_is_retracted() -> None:
    report = done("wire", "2018-10-09", withdrawn=When.parse("2018-10-20"))
    assert ask(withdrawal(), report).status is Status.UNOBSERVED
    assert ask(withdrawal(), report, known_by="2018-10-21").status is Status.UNOBSERVED
    assert ask(withdrawal(), report, on="2018-10-15", known_by="2018-10-15").status is Status.FULFILLED


def test_copies_of_one_story_are_one_origin() -> None:
    two = [done(name, "2018-10-09", origin="family-1") for name in ("wire", "gazette")]
    assert ask(withdrawal(), *two, policy=load("independent")).status is Status.UNOBSERVED
    another = done("mission", "2018-10-10")
    assert ask(withdrawal(), *two, another, policy=load("independent")).status is Status.FULFILLED


# --- something to be kept up ------------------------------------------------------------------------------------------


def test_nobody_looks_and_it_is_unobserved_not_kept() -> None:
    assert ask(ceasefire()).status is Status.UNOBSERVED


def test_an_attributed_attack_breaches() -> None:
    finding = ask(ceasefire(), shelling("wire", "2018-12-01"))
    assert finding.status is Status.BREACHED
    assert finding.by_party == (("North", "breached"), ("South", "unobserved"))
    assert finding.last_evidence == "2018-12-01"


def test_a_denied_attack_is_disputed() -> None:
    denial = says("north", Bearing.SUPPORTS, "2018-12-02", basis=Basis.EVENT, own_word=True)
    assert ask(ceasefire(), shelling("wire", "2018-12-01"), denial).status is Status.DISPUTED
    assert (
        ask(ceasefire(), shelling("wire", "2018-12-01"), denial, policy=load("another_word")).status is Status.BREACHED
    )


def test_a_violation_outside_the_zone() -> None:
    finding = ask(ceasefire(), shelling("wire", "2018-12-01", in_zone=Truth.NO))
    assert finding.status is Status.UNOBSERVED
    assert reads(finding, "Shown but not counted: 1 act outside the zone.")


def test_a_violation_in_a_place_that_may_lie_in_the_zone() -> None:
    attack = shelling("wire", "2018-12-01", in_zone=Truth.UNKNOWN)
    assert ask(ceasefire(), attack).status is Status.UNOBSERVED
    assert ask(ceasefire(), attack, policy=load("allegations")).status is Status.BREACHED


def test_a_violation_before_the_accord_is_in_force() -> None:
    attack = shelling("wire", "2018-09-17", when=When.parse("2018-09-16"))
    finding = ask(ceasefire(), in_force("2018-09-17"), attack, on="2018-09-20")
    assert finding.status is Status.UNOBSERVED
    assert reads(finding, "outside the time for which it bound")


def test_a_violation_by_a_third_party() -> None:
    finding = ask(ceasefire(), shelling("wire", "2018-12-01", Thing("raiders", "Raiders", None), bound=Truth.NO))
    assert finding.status is Status.UNOBSERVED
    assert reads(finding, "by a party that is not bound")


def test_a_strike_on_an_excluded_group() -> None:
    finding = ask(ceasefire(), shelling("wire", "2018-12-01", exception_claimed=True))
    assert finding.status is Status.UNOBSERVED
    assert reads(finding, "on an excluded group, or claimed as defence")


def test_an_attack_blamed_on_nobody() -> None:
    attack = shelling("wire", "2018-12-01", None, bound=Truth.UNKNOWN)
    assert ask(ceasefire(), attack).status is Status.UNOBSERVED
    assert reads(ask(ceasefire(), attack), "blamed on nobody")
    assert ask(ceasefire(), attack, policy=load("allegations")).status is Status.BREACHED


def test_an_attack_that_only_the_other_side_attributes_is_alleged() -> None:
    alleged = shelling("south", "2018-12-01", opposed=True, event="e1")
    assert ask(ceasefire(), alleged).status is Status.UNOBSERVED
    assert ask(ceasefire(), alleged, shelling("wire", "2018-12-02", event="e1")).status is Status.BREACHED
    assert ask(ceasefire(), alleged, policy=load("allegations")).status is Status.BREACHED


def test_a_suspected_attacker_does_not_breach() -> None:
    suspected = shelling("wire", "2018-12-01", attribution=Attribution.SUSPECTED)
    assert ask(ceasefire(), suspected).status is Status.UNOBSERVED


def test_held_in_one_year_and_not_two_years_later_is_no_dispute() -> None:
    calm = says("wire", Bearing.SUPPORTS, "2018-12-01", basis=Basis.ASSESSMENT)
    broken = says("mission", Bearing.REFUTES, "2020-02-20", basis=Basis.ASSESSMENT)
    assert ask(ceasefire(), calm, broken, on="2018-12-04").status is Status.KEPT
    assert ask(ceasefire(), calm, broken, on="2020-02-29").status is Status.BREACHED


def test_old_evidence_no_longer_counts() -> None:
    calm = says("wire", Bearing.SUPPORTS, "2018-06-01", basis=Basis.ASSESSMENT)
    finding = ask(ceasefire(), calm)
    assert finding.status is Status.UNOBSERVED
    assert reads(finding, "Older than 90 days and no longer counted: 1 claim, the last on 1 June 2018.")


def test_opposite_assessments_within_a_month_are_a_dispute_and_further_apart_a_change() -> None:
    calm = says("wire", Bearing.SUPPORTS, "2018-11-20", basis=Basis.ASSESSMENT)
    broken = says("mission", Bearing.REFUTES, "2018-12-01", basis=Basis.ASSESSMENT)
    later = says("mission", Bearing.REFUTES, "2018-12-30", basis=Basis.ASSESSMENT)
    assert ask(ceasefire(), calm, broken).status is Status.DISPUTED
    assert ask(ceasefire(), calm, later, on="2019-01-01").status is Status.BREACHED


def test_patrols_that_start_on_a_day_are_not_due_before_it() -> None:
    patrols = ceasefire(deadline=(Valued("2018-10-15/..", source="text"),))
    assert ask(patrols, on="2018-10-10").status is Status.NOT_YET_DUE
    assert ask(patrols, done("wire", "2018-10-20"), on="2018-10-21").status is Status.KEPT


# --- the life of the accord -------------------------------------------------------------------------------------------


def test_it_runs_out() -> None:
    expires = says("wire", Bearing.EXPIRES, "2018-09-17", to=When.parse("2018-11-30"))
    finding = ask(ceasefire(), expires, shelling("wire", "2018-11-20"))
    assert finding.status is Status.LAPSED
    assert reads(finding, "It ran out on 30 November 2018")
    assert ask(ceasefire(), expires, shelling("wire", "2018-11-20"), on="2018-11-30").status is Status.BREACHED


def test_it_is_extended() -> None:
    expires = says("wire", Bearing.EXPIRES, "2018-09-17", to=When.parse("2018-11-30"))
    extended = life(Bearing.EXTENDS, "2018-11-25", to=When.parse("2019-05-30"))
    calm = done("wire", "2018-12-02")
    assert ask(ceasefire(), expires, extended, calm).status is Status.KEPT
    assert ask(ceasefire(), expires, extended, calm, on="2018-12-04", known_by="2018-11-24").status is Status.LAPSED


def test_it_is_suspended_and_resumed() -> None:
    stopped, again = life(Bearing.SUSPENDS, "2018-11-01"), life(Bearing.RESUMES, "2018-12-01")
    assert ask(ceasefire(), stopped).status is Status.SUSPENDED
    assert ask(withdrawal(), stopped).status is Status.SUSPENDED
    assert ask(ceasefire(), stopped, again).status is Status.UNOBSERVED


def test_a_party_denounces_it() -> None:
    left = life(Bearing.ENDS, "2018-11-15", party_name="South", party=SOUTH.id)
    finding = ask(ceasefire(), left, shelling("wire", "2018-11-20"))
    assert finding.status is Status.LAPSED
    assert reads(finding, "It was ended by South on 15 November 2018, says Wire.")


def test_another_accord_replaces_it() -> None:
    replaced = life(Bearing.SUPERSEDES, "2018-11-15")
    assert ask(withdrawal(), replaced, not_done("wire", "2018-10-20")).status is Status.SUPERSEDED
    assert ask(withdrawal(), replaced, not_done("wire", "2018-10-20"), on="2018-11-01").status is Status.OVERDUE


def test_what_was_done_stays_done_after_the_end() -> None:
    act = done("wire", "2018-10-09")
    assert ask(withdrawal(), act, life(Bearing.SUPERSEDES, "2018-11-15")).status is Status.FULFILLED


def test_every_finding_prints_its_policy() -> None:
    finding = ask(ceasefire())
    assert finding.policy == "default"
    assert reads(finding, "Judged by the policy 'default'")
