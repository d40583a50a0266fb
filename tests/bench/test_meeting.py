"""When what was found meets what was coded."""

import pytest

from trucewatch.bench.meeting import dates_meet, fillers, matched, meet, numbers_meet


@pytest.mark.parametrize(
    ("one", "other", "whether"),
    [
        ("Turkish army", "Ankara", True),
        ("the rebels", "opposition fighters", True),
        ("Kenyan defence ministry", "Kenyan navy", True),
        ("Libyan navy", "Libyan coast guard", False),
        ("United Nations", "U.N. envoy Ana Silva", True),
        ("Ana Silva", "Tomás Rey", False),
    ],
)
def test_names(one: str, other: str, whether: bool) -> None:  # noqa: FBT001 - a table of cases
    assert meet(one, other) is whether


def test_fillers_take_name_and_mention_of_every_role() -> None:
    value = {"signatory": [{"id": "a", "name": "Kenya", "mention": "Nairobi"}], "mediator": ["Ana Silva"]}
    assert fillers(value) == ["Kenya | Nairobi", "Ana Silva"]
    assert fillers(None) == []


def test_a_filler_meets_one_name_only() -> None:
    assert matched(["Turkish army", "Turkish police"], [{"name": "Turkey", "mention": "Ankara"}]) == 1


@pytest.mark.parametrize(
    ("gold", "found", "whether"),
    [
        ("2018-09-17", "2018-09", True),
        ("2018-09-17", "2018", False),
        ("2018-09-17", "2018-09-18", False),
        ("2018-02", "2018-02-28/2018-03-02", True),
        ("2018-09-17", "soon", False),
        ("2018-09-17", {"start": "2018-09-10", "end": None}, False),
    ],
)
def test_dates(gold: str, found: object, whether: bool) -> None:  # noqa: FBT001 - a table of cases
    assert dates_meet(gold, found) is whether


def test_figures_go_by_their_own_name_first() -> None:
    rows = [{"what": "killed", "min": 9.0, "max": 9.0}, {"what": "count", "min": 4.0, "max": None}]
    assert numbers_meet({"killed": 9, "shellings": 4}, rows)
    assert not numbers_meet({"killed": 4}, rows)
    assert numbers_meet({"wounded": [9, 4]}, rows)
