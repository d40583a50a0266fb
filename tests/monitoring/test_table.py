"""The full table of verdicts, cell by cell, and the documentation that shows it."""

from pathlib import Path

import pytest

from trucewatch.monitoring import table
from trucewatch.monitoring.combine import Told
from trucewatch.monitoring.lifecycle import Phase
from trucewatch.vocabulary.codes import Duration, Status

DOCS = Path(__file__).parents[2] / "docs" / "verdict.md"
COLUMNS = ("nothing", "done", "done late", "done in part", "not done", "done, then undone", "done and not done")
ONCE = """
before force                    | not_yet_due   | fulfilled | late | partial    | not_yet_due   | reversed | disputed
condition not met               | not_triggered | fulfilled | late | partial    | not_triggered | reversed | disputed
in force, not past its deadline | pending       | fulfilled | late | partial    | pending       | reversed | disputed
perhaps past its deadline       | pending       | fulfilled | late | partial    | pending       | reversed | disputed
past its deadline               | unobserved    | fulfilled | late | partial    | overdue       | reversed | disputed
suspended                       | suspended     | fulfilled | late | partial    | suspended     | reversed | disputed
replaced                        | superseded    | fulfilled | late | superseded | superseded    | reversed | disputed
over                            | lapsed        | fulfilled | late | lapsed     | lapsed        | reversed | disputed
"""
CONTINUING = """
before force                    | not_yet_due   | not_yet_due | not_yet_due | not_yet_due | not_yet_due | not_yet_due | not_yet_due
condition not met               | not_triggered | not_triggered | not_triggered | not_triggered | not_triggered | not_triggered | not_triggered
in force, not past its deadline | unobserved    | kept | kept | partial | breached | breached | disputed
perhaps past its deadline       | unobserved    | kept | kept | partial | breached | breached | disputed
past its deadline               | unobserved    | kept | kept | partial | breached | breached | disputed
suspended                       | suspended     | suspended | suspended | suspended | suspended | suspended | suspended
replaced                        | superseded    | superseded | superseded | superseded | superseded | superseded | superseded
over                            | lapsed        | lapsed | lapsed | lapsed | lapsed | lapsed | lapsed
"""  # noqa: E501 - a table reads best as one


def cells() -> list[tuple[Duration, str, str, str]]:
    out = []
    for duration, text in ((Duration.ONCE, ONCE), (Duration.CONTINUING, CONTINUING)):
        for line in text.strip().splitlines():
            phase, *row = (cell.strip() for cell in line.split("|"))
            out += [(duration, phase, told, status) for told, status in zip(COLUMNS, row, strict=True)]
    return out


@pytest.mark.parametrize(("duration", "phase", "told", "expected"), cells())
def test_cell(duration: Duration, phase: str, told: str, expected: str) -> None:
    assert table.status(duration, Phase(phase), Told(told)) == Status(expected)


def test_the_table_has_every_cell() -> None:
    assert len(cells()) == len(Duration) * len(Phase) * len(Told)


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("duration", Duration)
def test_in_every_row_being_told_to_have_performed_is_at_least_as_good_as_nothing(
    duration: Duration, phase: Phase
) -> None:
    rank = {told: table.standing(table.status(duration, phase, told)) for told in Told}
    assert rank[Told.NOT_DONE] <= rank[Told.NOTHING] <= rank[Told.DONE]
    assert rank[Told.NOT_DONE] <= rank[Told.BOTH] <= rank[Told.DONE]
    assert rank[Told.LATE] <= rank[Told.DONE]


def test_the_documentation_shows_this_table() -> None:
    """If this fails, put the output of `trucewatch.monitoring.table.markdown()` between the two marks."""
    text = DOCS.read_text(encoding="utf-8")
    shown = text.partition("<!-- table -->\n")[2].partition("<!-- end of table -->")[0]
    assert shown.strip() == table.markdown().strip()
