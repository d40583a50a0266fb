"""The sets of our own are there, in two halves that share nothing, and their benchmarks run."""

import json
from pathlib import Path

import pytest
import yaml

from trucewatch.bench import TASKS, Options
from trucewatch.bench.full import HALVES, OWN, run_own

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", OWN)
def test_each_set_has_a_task_two_halves_and_a_word_on_it(name: str) -> None:
    own = OWN[name]
    assert own.task in TASKS
    assert list(own.folders) == list(HALVES)
    assert all((ROOT / folder).is_dir() for folder in own.folders.values())
    assert own.split is (len(set(own.folders.values())) == 1)
    about = yaml.safe_load((ROOT / "benchmarks" / "quality.yaml").read_text("utf-8"))["sets"][name]
    assert {"title", "set", "covers_not"} <= set(about)


def test_the_hand_coded_halves_share_no_report() -> None:
    halves = [ROOT / folder for folder in OWN["ceasefire-own"].folders.values()]
    ids = [{path.stem for path in (half / "gold").glob("*.json")} for half in halves]
    assert [len(each) for each in ids] == [15, 15]
    assert not ids[0] & ids[1]
    for half, names in zip(halves, ids, strict=True):
        assert {path.stem for path in (half / "text").glob("*.txt")} == names
        codings = [json.loads((half / "gold" / f"{name}.json").read_text("utf-8")) for name in names]
        assert {coding["id"] for coding in codings} == names


def test_they_are_run_half_by_half() -> None:
    found = list(run_own(ROOT, Options(limit=2, coder="rules")))
    assert [(each.task, each.half) for each in found] == [(name, half) for name in OWN for half in HALVES]
    assert all(each.result.documents == 2 for each in found)
    assert all(each.result.figures[0].value > 0 for each in found)


def test_only_what_is_named_and_there_is_run(tmp_path: Path) -> None:
    assert [each.task for each in run_own(ROOT, Options(limit=1, coder="rules"), ["marked"], ["dev"])] == ["marked"]
    assert list(run_own(tmp_path)) == []
