import random
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.reading.rules import data
from trucewatch.reading.site_lines import find_site_lines
from trucewatch.vocabulary.records import Report

BACKGROUND = "The war, now in its ninth year, has driven half of the people from their homes."
FOLLOW = "Follow us on Telegram for the latest from the front."
MENU = "Special coverage of the peace talks"


def _report(number: int, *lines: str, outlet: str | None = "Example") -> Report:
    body = [f"Fighters left village {number} on Monday, monitors said.", *lines]
    return Report(f"r{number}", f"h{number}", "\n\n".join(body), outlet=outlet)


def _blanked(reports: list[Report]) -> list[str]:
    found = find_site_lines(reports)
    return [replace(r, site=tuple(found.spans(r))).without_site for r in reports]


def test_lines_of_the_site_are_blanked_and_background_is_kept() -> None:
    reports = [_report(i, BACKGROUND, FOLLOW, MENU) for i in range(5)]
    for report, text in zip(reports, _blanked(reports), strict=True):
        assert len(text) == len(report.text)
        assert MENU not in text
        assert FOLLOW not in text
        assert BACKGROUND in text
        assert text.startswith(report.text.split("\n")[0])


def test_a_heading_inside_the_report_is_kept() -> None:
    reports = [_report(i, MENU, f"On day {i} the talks went on.") for i in range(6)]
    assert _blanked(reports) == [r.text for r in reports]


def test_what_few_reports_or_only_copies_have_is_kept() -> None:
    few = [_report(i, MENU) for i in range(2)]
    copies = [Report(f"c{i}", "same", few[0].text, outlet="Example") for i in range(5)]
    assert _blanked([*few, *copies]) == [r.text for r in [*few, *copies]]


def test_what_is_rare_for_the_outlet_is_kept() -> None:
    reports = [_report(i, MENU) for i in range(4)] + [_report(i) for i in range(4, 300)]
    assert _blanked(reports) == [r.text for r in reports]


def test_outlets_have_lines_of_their_own() -> None:
    reports = [_report(i, FOLLOW, outlet=f"Outlet {i}") for i in range(9)] + [_report(9, FOLLOW, outlet=None)]
    assert _blanked(reports) == [r.text for r in reports]


def test_sentences_of_the_site_behind_running_text() -> None:
    reports = [Report(f"r{i}", f"h{i}", f"Day {i} was calm. {BACKGROUND} {FOLLOW}", outlet="Example") for i in range(6)]
    assert _blanked(reports)[0].rstrip() == f"Day 0 was calm. {BACKGROUND}"


def test_a_sentence_to_the_readers_inside_a_report_is_kept() -> None:
    reports = [Report(f"r{i}", f"h{i}", f"Day {i}. {FOLLOW} Night {i} was calm.", outlet="Example") for i in range(6)]
    assert _blanked(reports) == [r.text for r in reports]


def test_a_report_of_nothing_else_is_kept() -> None:
    reports = [Report(f"r{i}", f"h{i}", f"{FOLLOW}\n\n{FOLLOW}", outlet="Example") for i in range(6)]
    assert _blanked(reports) == [r.text for r in reports]


@given(st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(shuffle: random.Random) -> None:
    reports = [_report(i, *([MENU] if i % 2 else [FOLLOW]), outlet=f"O{i % 3}") for i in range(24)]
    expected = find_site_lines(reports)
    shuffle.shuffle(reports)
    assert find_site_lines(reports) == expected


@pytest.mark.parametrize("cue", data("site_cues"), ids=lambda cue: str(cue["id"]))
def test_cues(cue: dict[str, str | list[str]]) -> None:
    pattern = re.compile(str(cue["pattern"]), re.IGNORECASE)
    assert [text for text in cue["finds"] if not pattern.search(text)] == []
    assert [text for text in cue["leaves"] if pattern.search(text)] == []
