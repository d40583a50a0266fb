"""Every result prints what it assumes and can be drawn; a library that is absent is told."""

import datetime as dt
import json
import sys
from pathlib import Path

import pytest

from tests.analysis.test_known_answers import UNTIL, lived, series, steps, week
from trucewatch.analysis import Result, before_after, change_points, save, survival
from trucewatch.vocabulary.errors import RequestError


def results() -> dict[str, Result]:
    return {
        "before-after": before_after(series(1, step=0.5, weeks=60), week(30)),
        "survival": survival([lived(days) for days in (1, 5, 9)], UNTIL),
        "changepoints": change_points({"North": steps(1, 5, 40)}),
    }


@pytest.fixture(scope="module", params=["before-after", "survival", "changepoints"])
def result(request: pytest.FixtureRequest) -> Result:
    return results()[request.param]


def test_assumptions_are_printed(result: Result) -> None:
    told = str(result)
    assert result.assumptions
    assert all(f"  - {text}" in told for text in (*result.assumptions, *result.warnings))
    assert json.loads(json.dumps(result.row()))["assumptions"] == list(result.assumptions)


@pytest.mark.parametrize(("ending", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("json", b"{")])
def test_it_is_drawn_the_same_each_time(result: Result, ending: str, begins: bytes, tmp_path: Path) -> None:
    for name in ("one", "two"):
        save(result, tmp_path / f"{name}.{ending}")
    written = (tmp_path / f"one.{ending}").read_bytes()
    assert written.startswith(begins)
    assert written == (tmp_path / f"two.{ending}").read_bytes()


def test_a_figure_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="TW-ANALYSE-5"):
        save(results()["survival"], tmp_path / "figure.docx")
    with pytest.raises(RequestError, match="TW-ANALYSE-6"):
        save(results()["survival"], tmp_path / "nowhere" / "figure.svg")


def test_a_library_that_is_absent_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lifelines", None)
    with pytest.raises(RequestError, match=r"lifelines.*pip install 'trucewatch\[analysis\]'.*TW-ANALYSE-1"):
        survival([lived(3)], dt.date(2020, 12, 31))
