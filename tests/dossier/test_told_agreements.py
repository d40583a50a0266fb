"""Agreements that reports only tell of: which names make one, when two are one, and when a truce was over."""

import datetime as dt

from tests.dossier.world import CASE, GENERAL, Teller, names, report
from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier import build
from trucewatch.dossier.model import Dossier
from trucewatch.monitoring import findings
from trucewatch.vocabulary.codes import ClaimKind, Code, Modality, Polarity, ProvisionClass
from trucewatch.vocabulary.records import Mention, Report, Terms
from trucewatch.vocabulary.subject import Agreement


def _built(*told: tuple[Teller, Report], knowledge: Knowledge = GENERAL) -> Dossier:
    return build([c for teller, _ in told for c in teller.claims], [r for _, r in told], knowledge)


def _told(dossier: Dossier) -> list[Agreement]:
    return [a for a in dossier.agreements if a.claims and a.agreement_id not in CASE.agreements]


def _deal(name: str) -> Terms:
    return Terms(agreement=name)


def _of(class_: ProvisionClass, agreement: str | None = None) -> Terms:
    return Terms(class_=class_, agreement=agreement)


def test_several_truces_are_no_agreement() -> None:
    a = Teller("a")
    a.agree("Ardenia", "Borvia", agreement="local truces", agreement_kind="ceasefire")
    a.agree("Ardenia", "Borvia", agreement="similar deals")
    a.agree("Ardenia", "Borvia", agreement="the UN Charter")
    assert _told(_built((a, report("a")))) == []


def test_descriptions_do_not_join_truces_of_different_parties() -> None:
    a, b = Teller("a"), Teller("b")
    a.agree("Ardenia", "Borvia", agreement="uneasy truce", agreement_kind="ceasefire")
    b.agree("Corvia", "Ostland", agreement="uneasy truce", agreement_kind="ceasefire")
    assert len(_told(_built((a, report("a")), (b, report("b"))))) == 2


def test_deals_called_by_what_they_are_about_are_one_only_in_one_story() -> None:
    tellers = [Teller(i) for i in "abc"]
    for teller in tellers:
        teller.agree(agreement="evacuation deal")
        teller.assault("Corvian army", at="Millford")
    days = ["2018-09-18", "2018-09-20", "2018-12-20"]
    dossier = _built(*((t, report(t.report_id, published=d)) for t, d in zip(tellers, days, strict=True)))
    assert sorted(len(a.claims) for a in _told(dossier)) == [1, 2]


def test_names_join_agreements_however_long_after() -> None:
    a, b = Teller("a"), Teller("b")
    a.agree("Ardenia", "Borvia", agreement="Lakeside accord")
    b.agree("Ardenia", agreement="Lakeside accord")
    [one] = _told(_built((a, report("a")), (b, report("b", published="2019-05-01"))))
    assert len(one.claims) == 2


def test_to_agree_to_meet_is_no_agreement() -> None:
    a = Teller("a")
    a.say("Ardenia and Borvia agreed.", kind=ClaimKind.AGREEMENT, code=Code.AGREE, actors=names("Ardenia", "Borvia"))
    assert _told(_built((a, report("a")))) == []


def test_an_agreement_without_a_name_made_on_the_day_of_the_one_about_its_zone_is_that_one() -> None:
    a = Teller("a")
    a.agree(on="2018-09-17", agreed_on="2018-09-17", zone="zone", zone_ref="Lakeside demilitarized zone")
    dossier = _built((a, report("a")), knowledge=CASE)
    assert dossier.resolved["a-000"].agreement is not None
    assert dossier.resolved["a-000"].agreement.id == "harbour-2018"


def test_what_happened_long_before_an_agreement_was_not_under_it() -> None:
    a = Teller("a")
    a.agree(agreement="Harbour Memorandum")
    a.say(code=Code.RETREAT, actors=names("Lake Front"), date="2013", terms=_deal("deal"))
    a.say(code=Code.RETREAT, actors=names("Lake Front"), date="2018-09-18", terms=_deal("deal"))
    dossier = _built((a, report("a")), knowledge=CASE)
    assert dossier.resolved["a-001"].agreement is None or dossier.resolved["a-001"].agreement.id is None
    assert dossier.resolved["a-002"].agreement is not None
    assert dossier.resolved["a-002"].agreement.id == "harbour-2018"


def test_a_truce_of_72_hours_is_over_after_three_days_from_its_beginning() -> None:
    a = Teller("a")
    a.agree("Ardenia", "Borvia", on="2018-09-17", agreement="72-hour truce", agreement_kind="ceasefire")
    [truce] = _told(_built((a, report("a"))))
    assert [(v.value, v.claims) for v in truce.expires] == [("2018-09-20", ("a-000",))]


def test_of_a_truce_without_a_day_only_the_last_possible_one_is_given() -> None:
    a = Teller("a")
    a.agree("Ardenia", "Borvia", agreement="week-long truce", agreement_kind="ceasefire")
    [truce] = _told(_built((a, report("a", published="2018-09-18"))))
    assert [v.value for v in truce.expires] == ["../2018-10-02"]


def test_an_attack_that_may_come_is_no_promise_to_hold_fire() -> None:
    a = Teller("a")
    for polarity, quote in (
        (Polarity.AFFIRM, "Jets might strike and not stop."),
        (Polarity.DENY, "They will not fire."),
    ):
        a.say(
            quote,
            kind=ClaimKind.COMMITMENT,
            code=Code.ASSAULT,
            modality=Modality.PROMISED,
            polarity=polarity,
            actors=names("Corvian army"),
            terms=_of(ProvisionClass.CESSATION),
        )
    assert [c.claims for c in _built((a, report("a"))).commitments] == [("a-001",)]


def test_violence_breaks_a_truce_and_no_treaty_of_another_kind() -> None:
    a = Teller("a")
    for day, deal, kind in (
        ("2018-08-01", "Lakeside fishing accord", "agreement"),
        ("2018-09-17", "Millford truce", "ceasefire"),
    ):
        a.agree("Ardenia", "Borvia", on=day, agreement=deal, agreement_kind=kind)
    a.say(code=Code.ASSAULT, actors=names("Ardenia"), date="2018-09-18", terms=_deal("Millford truce"))
    dossier = _built((a, report("a", published="2018-09-19")))
    found = {
        f.about.name: f.status.value
        for f in findings(dossier, GENERAL, dt.date(2018, 9, 20))
        if f.class_ == "agreement"
    }
    assert found == {"Lakeside fishing accord": "unobserved", "Millford truce": "strained"}


def test_aid_of_any_kind_is_not_the_aid_that_a_clause_promises() -> None:
    a = Teller("a")
    a.agree("Ardenia", "Borvia", on="2018-09-17", agreement="Harbour Memorandum")
    a.say(
        "Buses took people home.", code=Code.COOPERATE, terms=_of(ProvisionClass.ESTABLISH_ZONE, "Harbour Memorandum")
    )
    a.say("The zone was set up.", code=Code.COOPERATE, terms=_of(ProvisionClass.ESTABLISH_ZONE, "Harbour Memorandum"))
    a.say(
        "A demilitarized zone was set up.",
        code=Code.COOPERATE,
        terms=_of(ProvisionClass.ESTABLISH_ZONE, "Harbour Memorandum"),
    )
    dossier = _built((a, report("a")), knowledge=CASE)
    found = [c.claims for c in dossier.commitments if c.commitment_id == "harbour-2018/3"]
    assert found == [("a-003",)]


def test_who_agreed_to_a_truce_without_a_name_does_not_make_others_bound() -> None:
    a = Teller("a")
    a.say(
        kind=ClaimKind.AGREEMENT,
        code=Code.AGREE,
        date="2018-09-17",
        actors=(Mention("local fighters"), Mention("some militiamen")),
        terms=_deal("Millford truce"),
    )
    a.assault("Ostland", on="2018-09-18")
    [truce] = _told(_built((a, report("a"))))
    assert "Ostland" not in {thing.name for _, thing in truce.parties}
