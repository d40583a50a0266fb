"""No score on the small set of our own falls. The public sets are measured by `make bench`."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from trucewatch.bench import Figure, Options, Result
from trucewatch.bench.full import SETS, WHOLE, Measured, below, is_better_low, present, run_all, scores

HERE = Path(__file__).parent
FLOORS = yaml.safe_load((HERE / "floors.yaml").read_text("utf-8"))

LONGEST = 30.0
"""Seconds of processor time that the whole gate may take, so that it can stand before every change."""


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    # Processor time of this process, in which everything runs: it hardly hangs on what else the machine does.
    begun = time.process_time()
    yield
    assert time.process_time() - begun < LONGEST


def test_every_task_has_a_set_and_floors() -> None:
    assert present(HERE / "sets") == list(SETS)
    assert set(FLOORS) == set(SETS)


@pytest.mark.parametrize("task", SETS)
def test_no_score_has_fallen(task: str) -> None:
    # Rules alone, so that it says the same with and without the learnt parts.
    measured = list(run_all(HERE / "sets", Options(coder="rules"), [task], [WHOLE]))
    assert below(measured, FLOORS) == []
    assert measured[0].result.skipped == ()
    assert set(scores(measured)[task][WHOLE]) == set(FLOORS[task][WHOLE])


def _measured(*figures: Figure) -> list[Measured]:
    return [Measured("time", WHOLE, "", Result("time", 1, figures))]


def test_a_fall_is_told() -> None:
    floors = {"time": {WHOLE: {"value F1": 0.8, "gone": 0.5, "mean absolute error": 0.4}}}
    found = _measured(Figure("value F1", 0.79, of=3), Figure("mean absolute error", 0.5, of=3))
    assert below(found, floors) == [
        "time, all: value F1 is 0.7900, pinned at 0.8000",
        "time, all: gone is no longer measured",
        "time, all: mean absolute error is 0.5000, pinned at 0.4000",
    ]


def test_what_is_better_when_less() -> None:
    assert is_better_low(Figure("claims in negative reports", 2, note="fewer is better"))
    assert not is_better_low(Figure("root macro-F1", 0.7))
