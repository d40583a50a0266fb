"""One happening, many tellings."""

import pytest

from tests.dossier.world import CASE, Teller, killed, names, report
from trucewatch.dossier import Dossier, build
from trucewatch.vocabulary.codes import Attribution, Code, Modality, Polarity
from trucewatch.vocabulary.records import Claim, Mention
from trucewatch.vocabulary.subject import Event


def dossier_of(*tellers: Teller, **copies: str) -> Dossier:
    """Reports of `copies` are copies of one another: report → family."""
    claims = [c for t in tellers for c in t.claims]
    origin = min(copies) if copies else None
    reports = [
        report(
            t.report_id,
            outlet=f"Outlet {t.report_id}",
            published="2018-10-02",
            family=copies.get(t.report_id),
            duplicate_of=origin if t.report_id in copies and t.report_id != origin else None,
        )
        for t in tellers
    ]
    return build(claims, reports, CASE)


def one_event(dossier: Dossier, *claims: Claim) -> Event:
    (key,) = {dossier.resolved[c.claim_id].event for c in claims}
    return next(e for e in dossier.events if e.event_id == key)


def test_rival_counts_of_one_attack_are_kept() -> None:
    a, b = Teller("a"), Teller("b")
    first = a.assault("Corvian warplanes", numbers=killed(30))
    second = b.assault(numbers=killed(27), on="2018-10-02")
    event = one_event(dossier_of(a, b), first, second)
    assert [(q.min, claims) for q, claims in event.harm] == [(27, ("b-000",)), (30, ("a-000",))]
    assert event.origins == ("Outlet a", "Outlet b")
    assert event.zone is not None
    assert event.zone.id == "lakeside-de-escalation"


def test_copies_are_one_origin() -> None:
    a, b, c = Teller("a"), Teller("b"), Teller("c")
    told = [t.assault("Corvian warplanes") for t in (a, b, c)]
    event = one_event(dossier_of(a, b, c, a="f", b="f"), *told)
    assert event.origins == ("Outlet a", "Outlet c")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"at": "Millford"}, {"at": "Eastbridge"}),
        ({"on": "2018-10-01"}, {"on": "2018-10-05"}),
        ({"numbers": killed(3)}, {"numbers": killed(90)}),
        ({"mode": "shelling"}, {"mode": "abduction"}),
        ({"recipients": names("Hill Brigade")}, {"recipients": names("Lake Front")}),
    ],
    ids=["place", "day", "harm", "mode", "victims"],
)
def test_what_differs_too_much_is_two(left: dict[str, object], right: dict[str, object]) -> None:
    a, b = Teller("a"), Teller("b")
    a.assault("Corvian warplanes", **left)
    b.assault("Corvian warplanes", **right)
    assert len(dossier_of(a, b).events) == 2


def attribution(*tellings: tuple[str | None, str | None]) -> Attribution:
    """Pairs of speaker and actor."""
    tellers = []
    for number, (speaker, actor) in enumerate(tellings):
        t = Teller(f"r{number}")
        t.assault(*([actor] if actor else []), speaker=Mention(speaker) if speaker else None, numbers=killed(5))
        tellers.append(t)
    (event,) = dossier_of(*tellers).events
    return event.attribution


def test_attribution() -> None:
    assert attribution((None, "Lake Front")) is Attribution.KNOWN
    assert attribution(("Omar al-Haddad", "Corvian troops")) is Attribution.KNOWN
    assert attribution(("Lakeside Observatory for Peace", "Corvian troops")) is Attribution.KNOWN
    assert attribution(("the Lake Front", "Corvian troops")) is Attribution.SUSPECTED
    assert attribution(("an activist", "Corvian troops")) is Attribution.SUSPECTED
    assert attribution((None, None)) is Attribution.UNATTRIBUTED
    assert attribution((None, "Lake Front"), (None, "Corvian troops")) is Attribution.SUSPECTED


def test_a_hedge_only_suspects() -> None:
    t = Teller("a")
    t.assault("Lake Front", quote="The Lake Front reportedly shelled Millford.")
    assert dossier_of(t).events[0].attribution is Attribution.SUSPECTED


def test_a_denial_joins_the_event_and_makes_none() -> None:
    a, b = Teller("a"), Teller("b")
    told = a.assault("Corvian warplanes")
    denied = b.assault("Corvian warplanes", polarity=Polarity.DENY, speaker=Mention("Corvia"))
    dossier = dossier_of(a, b)
    assert one_event(dossier, told, denied).claims == ("a-000",)
    assert dossier_of(b).events == ()


def test_a_threat_is_no_event() -> None:
    t = Teller("a")
    t.assault("Corvian warplanes", modality=Modality.THREATENED)
    t.say(code=Code.REQUEST, actors=names("Ardenia"))
    assert dossier_of(t).events == ()


def test_who_claims_responsibility_did_it_whoever_tells_it() -> None:
    def told(quote: str) -> Attribution:
        t = Teller("a")
        claim = t.assault("Lake Front", speaker=Mention("an activist"), quote=quote)
        return one_event(dossier_of(t), claim).attribution

    assert told("The Lake Front claimed responsibility for the bombing, an activist said.") is Attribution.KNOWN
    assert told("The Lake Front bombed the town, an activist said.") is Attribution.SUSPECTED
