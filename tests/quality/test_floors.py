"""Scores on hand-coded gold may not fall below what is pinned in benchmarks/floors.yaml."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from trucewatch.bench import TASKS
from trucewatch.bench.full import HALVES, OWN

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"


def test_every_task_is_pinned_on_both_halves() -> None:
    floors = yaml.safe_load((ROOT / "benchmarks" / "floors.yaml").read_text("utf-8"))["floors"]
    assert floors.pop("seeds")["dev"]["facts"] > 80
    assert set(floors) <= {*TASKS, *OWN}
    assert all(list(halves) == list(HALVES) for halves in floors.values())


def test_no_document_is_on_both_sides_of_the_split() -> None:
    halves = yaml.safe_load((ROOT / "src/trucewatch/bench/splits.yaml").read_text("utf-8"))["ceasefire"]
    assert not set(halves["dev"]) & set(halves["held_out"])


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the hand-coded gold sets are not beside this checkout")
def test_scores_have_not_fallen() -> None:
    # These two; `make bench` scores the others too, which takes minutes.
    command = [
        sys.executable,
        str(ROOT / "benchmarks" / "gold.py"),
        str(SHARED),
        "--tasks",
        "seeds",
        "ceasefire",
        "--check",
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
