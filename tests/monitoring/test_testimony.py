"""One origin, one word; a correction takes the place of what it corrects."""

import datetime as dt
from dataclasses import replace

import pytest

from trucewatch.monitoring import findings, load_policy
from trucewatch.vocabulary.codes import Code, ZoneStatus
from trucewatch.vocabulary.subject import Thing

from .world import KNOWLEDGE, SOUTH, STRIP, World

ON = dt.date(2018, 12, 4)


def strip(world: World, policy: str = "independent", known_at: dt.date | None = None) -> ZoneStatus:
    found = findings(world.dossier(), KNOWLEDGE, ON, known_at, load_policy(policy))
    status = next(f.status for f in found if f.about.id == "strip")
    assert isinstance(status, ZoneStatus)
    return status


def said(world: World, outlet: str, quote: str, speaker: Thing | None = SOUTH) -> None:
    world.claim(world.report(outlet, "2018-12-01"), Code.HOLDING, zone=STRIP, speaker=speaker, quote=quote)


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        ("“The strip is quiet today,” it said.", "It told us: “The strip is quiet today.”", ZoneStatus.UNOBSERVED),
        ("“The strip is quiet today,” it said.", "“Nobody has fired a shot,” it told us.", ZoneStatus.HOLDING),
        ("It is “calm”.", "“Calm”, it said.", ZoneStatus.HOLDING),
    ],
)
def test_two_papers_that_quote_one_party_in_the_same_words_are_one_origin(
    first: str, second: str, status: ZoneStatus
) -> None:
    world = World()
    said(world, "Wire", first)
    said(world, "Gazette", second)
    assert strip(world) is status


def test_a_paper_that_quotes_and_also_saw_for_itself_is_an_origin_of_its_own() -> None:
    world = World()
    said(world, "Wire", "“The strip is quiet today,” it said.")
    said(world, "Gazette", "“The strip is quiet today,” it said.")
    said(world, "Gazette", "Our reporter found the strip quiet.", None)
    assert strip(world) is ZoneStatus.HOLDING


def test_a_correction_takes_the_place_of_what_it_corrects_from_its_own_day_on() -> None:
    world = World()
    first = world.report("Wire", "2018-12-01")
    world.claim(first, Code.NOT_HOLDING, zone=STRIP)
    world.claim(world.report("Wire", "2018-12-03", corrects=first), Code.HOLDING, zone=STRIP)
    assert strip(world, "default") is ZoneStatus.HOLDING
    assert strip(world, "default", dt.date(2018, 12, 2)) is ZoneStatus.STRAINED


def test_a_correction_that_was_itself_withdrawn_corrects_nothing() -> None:
    world = World()
    first = world.report("Wire", "2018-12-01")
    world.claim(first, Code.NOT_HOLDING, zone=STRIP)
    second = world.report("Wire", "2018-12-03", corrects=first, withdrawn="2018-12-04: an error")
    world.claim(second, Code.HOLDING, zone=STRIP)
    assert strip(world, "default") is ZoneStatus.STRAINED


def test_the_day_before_the_reason_says_when_a_report_was_withdrawn() -> None:
    world = World()
    report = world.report("Wire", "2018-12-01")
    world.claim(report, Code.NOT_HOLDING, zone=STRIP)
    world.reports[report] = replace(world.reports[report], withdrawn="2018-12-03: the wrong strip")
    assert strip(world, "default", dt.date(2018, 12, 2)) is ZoneStatus.STRAINED
    assert strip(world, "default", dt.date(2018, 12, 3)) is ZoneStatus.UNOBSERVED
