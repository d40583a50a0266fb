"""Asking for many days comes to the same as asking for each of them."""

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.monitoring import Monitor, load_policy, policy_names
from trucewatch.monitoring.policy import Policy
from trucewatch.monitoring.series import Spell
from trucewatch.vocabulary.codes import Code
from trucewatch.vocabulary.records import Terms
from trucewatch.vocabulary.subject import Finding, Valued

from .test_docket import FIRST, acts, days, told
from .world import ACCORD, GUNS, KNOWLEDGE, NORTH, SOUTH, STRIP, TEXT, World

ASKED = [FIRST + dt.timedelta(days=n) for n in range(-5, 280, 5)]
words = st.fixed_dictionaries(
    {
        "published": days,
        "outlet": st.sampled_from(["Wire", "North Herald", "Gazette"]),
        "speaker": st.sampled_from([None, NORTH, SOUTH]),
        "code": st.sampled_from([Code.HOLDING, Code.NOT_HOLDING, None]),
        "about": st.sampled_from(["zone", "agreement"]),
        "relation": st.sampled_from(["suspends", "resumes", "ends", "extends"]),
        "done": st.none() | st.booleans(),
    }
)


def said(world: World, word: dict[str, object]) -> None:
    """An assessment of the zone or the accord; without a code, of what becomes of it or of whether guns are back."""
    report = world.report(str(word["outlet"]), str(word["published"]))
    date = str(word["published"])
    if word["code"]:
        about = {str(word["about"]): {"zone": STRIP, "agreement": ACCORD}[str(word["about"])]}
        world.claim(report, word["code"], speaker=word["speaker"], date=date, **about)  # type: ignore[arg-type] - codes
    elif word["done"] is None:
        terms = Terms(relation=str(word["relation"]))
        world.claim(report, None, actors=(SOUTH,), agreement=ACCORD, terms=terms, date=date)
    else:
        done = Terms(done=bool(word["done"]))
        world.claim(report, None, commitment=GUNS, speaker=word["speaker"], terms=done, date=date)


def by_day(spells: list[Spell]) -> list[tuple[str | None, str]]:
    """Version and status for each day, version by version."""
    return [(s.version, s.status.value) for s in spells for day in ASKED if s.first <= day <= s.last]


def status_by_day(found: list[list[Finding]], about: str, class_: str) -> list[tuple[str | None, str]]:
    """The same from all findings of each day."""
    own = [(f.version, f.status.value) for each in found for f in each if (f.about.id, f.class_) == (about, class_)]
    return sorted(own, key=lambda pair: pair[0] or "")


@given(
    st.lists(acts, max_size=12),
    st.booleans(),
    st.lists(words, max_size=5),
    st.sampled_from([(), (Valued("2018-10-10"), Valued("2018-11-20"))]),
    st.none() | days.map(dt.date.fromisoformat),
    st.sampled_from([load_policy(name) for name in policy_names()]),
)
@settings(max_examples=60, deadline=None)
def test_many_days_are_each_of_them(
    many: list[dict[str, object]],
    apart: bool,  # noqa: FBT001 - hypothesis fills it
    heard: list[dict[str, object]],
    deadlines: tuple[Valued, ...],
    known_at: dt.date | None,
    policy: Policy,
) -> None:
    world = told([{**act, "event": None} for act in many] if apart else many)
    world.agreements = (replace(world.agreements[0], expires=(Valued("2019-03", source=TEXT),)),)
    world.commitments = (world.commitments[0], replace(world.commitments[1], deadline=deadlines))
    for word in heard:
        said(world, word)
    monitor = Monitor(world.dossier(), KNOWLEDGE)
    each = [monitor.findings(day, known_at, policy) for day in ASKED]
    for zone in world.zones:
        spells = monitor.zone_spells(zone, ASKED, known_at, policy)
        assert by_day(spells) == status_by_day(each, zone.zone_id, "zone")
    for agreement in world.agreements:
        spells = monitor.agreement_spells(agreement, ASKED, known_at, policy)
        assert by_day(spells) == status_by_day(each, agreement.agreement_id, "agreement")
    for commitment in world.commitments:
        key = commitment.commitment_id
        daily = list(monitor.daily(commitment, ASKED, known_at, policy))
        assert by_day(monitor.spells(commitment, ASKED, known_at, policy)) == [(f.version, f.status) for f in daily]
        alone = [f for found in each for f in found if f.about.id == key]
        assert sorted(daily, key=order) == sorted(alone, key=order)


def order(finding: Finding) -> tuple[str, str]:
    """By day and version."""
    return finding.as_of, finding.version or ""
