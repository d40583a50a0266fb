"""Names, figures and headings that a reader can quote."""

from dataclasses import replace

import pytest

from trucewatch.monitoring import appeared_in, figure, findings, places_of
from trucewatch.monitoring.wording import heading
from trucewatch.vocabulary.codes import Code
from trucewatch.vocabulary.records import Report

from .test_findings import ON
from .world import HILL, KNOWLEDGE, NORTH, World


@pytest.mark.parametrize(
    ("low", "high", "unit", "told"),
    [
        (20, 20, "km", "20 km"),
        (15, 20, "km", "15 to 20 km"),
        (14.5, 19.3, "km", "14.5 to 19.3 km"),
        (20, None, None, "at least 20"),
        (None, 5, "km", "up to 5 km"),
        (None, None, "km", "unknown km"),
        (1_000_000, 1_000_000, "people", "1,000,000 people"),
        (0, 0, None, "0"),
    ],
)
def test_a_figure_is_told_once(low: float | None, high: float | None, unit: str | None, told: str) -> None:
    assert figure(low, high, unit) == told.replace("unknown km", "unknown")


def test_where_the_outlet_is_unknown_the_title_or_the_file_stands_for_it() -> None:
    report = Report("r1", "r1", "text", file="pile/day.txt", title="Guns fall silent")
    assert appeared_in(replace(report, outlet="Wire")) == "Wire"
    assert appeared_in(report) == "“Guns fall silent”"
    assert appeared_in(replace(report, title=None)) == "day.txt"
    assert appeared_in(replace(report, title=None, file=None, url="https://example.org/1")) == "https://example.org/1"
    assert places_of([report, replace(report, outlet="Wire"), replace(report, outlet="Wire")]) == [
        "Wire",
        "“Guns fall silent”",
    ]


def test_two_reports_without_outlets_are_two_sources_with_one_title() -> None:
    world = World()
    for _ in range(2):
        report = world.report("Wire", "2018-12-01", title="Fire on Hill")
        world.reports[report] = replace(world.reports[report], outlet=None)
        world.claim(report, Code.ASSAULT, actors=(NORTH,), places=(HILL,))
    found = next(f for f in findings(world.dossier(), KNOWLEDGE, ON) if f.about.id == "vell-accord/1")
    assert [r for r in found.reasons if r.startswith("“Fire on Hill” says that a breach happened by North")] == [
        "“Fire on Hill” says that a breach happened by North (on 1 December 2018)."
    ] * 2


@pytest.mark.parametrize("does", ["them", "failure", "the failure", "it", "They withdraw", "released"])
def test_words_that_say_nothing_alone_give_way_to_the_sentence(does: str) -> None:
    world = World()
    claim = world.claim(world.report("Wire", "2018-12-01"), None, quote="North must release the prisoners by Friday.")
    made = replace(world.commitments[1], does=does, claims=(claim,))
    assert heading(made, world.claims) == "North must release the prisoners by Friday."
    assert heading(replace(made, claims=()), world.claims) == does
    world.commitments = (made,)
    found = findings(world.dossier(), KNOWLEDGE, ON)
    assert found[-1].about.name == "North must release the prisoners by Friday."


@pytest.mark.parametrize("does", ["pull guns back", "expel them from the area", "all parties cease fire"])
def test_words_that_say_what_is_to_be_done_stand(does: str) -> None:
    world = World()
    claim = world.claim(world.report("Wire", "2018-12-01"), None, quote="A sentence.")
    assert heading(replace(world.commitments[1], does=does, claims=(claim,)), world.claims) == does
