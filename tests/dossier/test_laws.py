"""What holds whatever the claims are."""

import time
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dossier.world import CASE, GENERAL, Teller, killed, names, report
from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier import Dossier, build
from trucewatch.vocabulary.codes import ClaimKind, Code, ProvisionClass
from trucewatch.vocabulary.records import Claim, Report, Terms

WHO = ["Ardenia", "Borvian troops", "Ardenian President Ivo Petrov", "Petrov", "rebels", "Hill Brigade", "Omar Haddad"]
WHERE = ["Millford", "Lakeside", "Pinewood"]
DEALS = ["deal", "Harbour deal", "the September memorandum", "Pinewood truce", "resolution 9999"]
ZONES = ["the zone", "Lakeside de-escalation zone", "demilitarized zone", "Pinewood buffer zone"]
DAYS = ["2018-09-17", "2018-09-18", "2018-10-10", "2018-10", None]


@st.composite
def piles(draw: st.DrawFn) -> tuple[list[Claim], list[Report]]:
    """A pile of reports with claims of every sort."""
    seed = draw(st.integers(0, 10**6))
    return pile(Random(seed), draw(st.integers(1, 6)), draw(st.integers(0, 6)))  # noqa: S311 - no secret is made


def pile(random: Random, reports: int, each: int) -> tuple[list[Claim], list[Report]]:
    claims, made = [], []
    for number in range(reports):
        t = Teller(f"r{number}")
        made.append(report(t.report_id, outlet=f"Outlet {number % 3}", published="2018-10-12"))
        for _ in range(each):
            who, other = random.choice(WHO), random.choice(WHO)
            roll = random.randrange(5)
            if roll == 0:
                t.agree(who, other, on=random.choice(DAYS), agreement=random.choice(DEALS))
            elif roll == 1:
                class_ = random.choice(list(ProvisionClass))
                t.commit(class_, who, zone=random.choice(ZONES), deadline=random.choice(DAYS))
            elif roll == 2:
                deal = Terms(agreement=random.choice(DEALS), zone=random.choice(ZONES))
                t.say(code=Code.NOT_HOLDING, kind=ClaimKind.ASSESSMENT, terms=deal, speaker=names(who)[0])
            else:
                harm = killed(random.choice([3, 4, 40]))
                t.assault(who, at=random.choice(WHERE), on=random.choice(DAYS) or "2018-10-11", numbers=harm)
        claims += t.claims
    return claims, made


@settings(deadline=None, max_examples=30)
@given(piles(), st.randoms(use_true_random=False), st.sampled_from([CASE, GENERAL]))
def test_order_does_not_matter(told: tuple[list[Claim], list[Report]], random: Random, knowledge: Knowledge) -> None:
    claims, reports = told
    expected = build(claims, reports, knowledge)
    random.shuffle(claims)
    random.shuffle(reports)
    assert build(claims, reports, knowledge) == expected


@settings(deadline=None, max_examples=30)
@given(piles())
def test_an_unrelated_report_changes_nothing_else(told: tuple[list[Claim], list[Report]]) -> None:
    claims, reports = told
    before = build(claims, reports, CASE)
    stranger = Teller("zz")
    stranger.agree("Ostland", "Westland Republic", on="2001-02-03", agreement="Farpoint treaty")
    stranger.assault("Desert Scorpions", at="Farpoint", on="2001-03-03")
    after = build([*claims, *stranger.claims], [*reports, report("zz", published="2001-04-01")], CASE)
    for table in ("agreements", "zones", "commitments", "events"):
        kept = [row for row in getattr(after, table) if "zz" not in row.reports]
        assert kept == list(getattr(before, table))
    assert {c: after.resolved[c] for c in before.resolved} == before.resolved


@settings(deadline=None, max_examples=30)
@given(piles(), st.sampled_from([CASE, GENERAL]))
def test_tables_and_claims_agree(told: tuple[list[Claim], list[Report]], knowledge: Knowledge) -> None:
    dossier = build(*told, knowledge)
    assert set(dossier.resolved) == {c.claim_id for c in told[0]}
    check_slots(dossier)
    for row in dossier.commitments:
        told_of = [c for c, r in dossier.resolved.items() if r.commitment and r.commitment.id == row.commitment_id]
        assert sorted(told_of) == list(row.claims)
    for event in dossier.events:
        assert all(dossier.resolved[c].event == event.event_id for c in event.claims)


def check_slots(dossier: Dossier) -> None:
    parties = {p.party_id for p in dossier.parties}
    agreements = {a.agreement_id for a in dossier.agreements}
    zones = {z.zone_id for z in dossier.zones}
    for resolved in dossier.resolved.values():
        assert {t.id for t in resolved.actors if t.id} <= parties
        assert resolved.agreement is None or resolved.agreement.id in {None, *agreements}
        assert resolved.zone is None or resolved.zone.id in {None, *zones}


def seconds(reports: int) -> float:
    claims, made = pile(Random(1), reports, 10)  # noqa: S311 - no secret is made
    spread = [
        Claim(**{**{f: getattr(c, f) for f in Claim.__dataclass_fields__}, "date": f"20{i % 90 + 10}-0{i % 9 + 1}-11"})
        for i, c in enumerate(claims)
    ]
    start = time.process_time()
    build(spread, made, CASE)
    return time.process_time() - start


def test_cost_grows_near_linearly() -> None:
    seconds(20)
    assert seconds(400) < 4 * seconds(200) + 0.5
