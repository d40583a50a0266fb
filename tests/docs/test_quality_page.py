"""The page of quality is written from the results, and the results hold no texts."""

import csv
import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
RESULTS = sorted((ROOT / "benchmarks" / "results").glob("*.json"))


@pytest.fixture(scope="module")
def quality() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quality", ROOT / "benchmarks" / "quality.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date(quality: ModuleType) -> None:
    assert (ROOT / "docs" / "quality.md").read_text(encoding="utf-8") == quality.page(), "run `make quality`"


@pytest.mark.parametrize("path", RESULTS, ids=lambda path: path.stem)
def test_a_result_names_its_commit_and_is_small(path: Path) -> None:
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found["commit"]
    assert path.stat().st_size < 50_000
    assert "misses" not in found


def test_every_claim_read_is_judged_on_all_three(quality: ModuleType) -> None:
    with (ROOT / "benchmarks" / "read_claims.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    kinds = {error["kind"] for error in quality._texts()["errors"]}  # noqa: SLF001 - what the page is made of
    assert rows
    for row in rows:
        wrong = "wrong" in (row["speaker"], row["code"], row["actor"])
        assert wrong is bool(row["error"])
        assert not row["error"] or row["error"] in kinds


def test_intervals_hold_the_share(quality: ModuleType) -> None:
    low, high = quality.wilson(42, 60)
    assert low < 0.7 < high
    assert (round(low, 2), round(high, 2)) == (0.57, 0.80)
