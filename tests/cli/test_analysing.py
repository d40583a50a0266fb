"""analyse, by running the program."""

import json
from pathlib import Path

import pytest

from tests.analysis.test_known_answers import series
from tests.cli.running import program


@pytest.fixture
def counts(tmp_path: Path) -> Path:
    path = tmp_path / "counts.csv"
    lines = [f"{c.start},{'' if n == 3 else c.count},North" for n, c in enumerate(series(7, step=0.4))]
    path.write_text("date,count,zone\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_before_and_after_from_a_table_with_a_figure(counts: Path, tmp_path: Path) -> None:
    asked = ("analyse", "before-after", "--data", counts, "--at", "2019-07-15")
    done = program(*asked, "-o", tmp_path / "f.svg")
    assert done.returncode == 0, done.stderr
    assert "Assumes:" in done.stdout
    assert "1 periods that nobody watched are left out." in done.stdout
    assert (tmp_path / "f.svg").read_bytes().startswith(b"<svg")
    told = json.loads(program(*asked, "--json").stdout)
    level = told["estimates"][0]
    assert level["low"] < 0.4 < level["high"]


def test_survival_from_a_table(tmp_path: Path) -> None:
    path = tmp_path / "lives.csv"
    path.write_text("start,end,ending\n2018-01-01,2018-01-08,\n2018-01-01,,\n2018-01-01,2018-02-01,holding\n", "utf-8")
    done = program("analyse", "survival", "--data", path, "--until", "2018-12-31", "--json")
    told = {e["name"]: e["value"] for e in json.loads(done.stdout)["estimates"]}
    assert (told["known ends"], told["unknown ends"], told["still holding when last seen"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        ("date,count\n2018-02-31,4\n", ("changepoints",), "TW-ANALYSE-8"),
        ("day,count\n2018-02-03,4\n", ("changepoints",), "TW-ANALYSE-8"),
        ("date,count\n", ("changepoints",), "TW-ANALYSE-7"),
        ("date,count\n2018-02-03,4\n", ("before-after",), "TW-ANALYSE-11"),
        ("date,count,zone\n2018-02-03,4,A\n2018-02-03,4,B\n", ("before-after", "--at", "2018"), "TW-ANALYSE-12"),
        ("start,end\n", ("survival",), "TW-ANALYSE-10"),
    ],
)
def test_faults_are_told(text: str, arguments: tuple[str, ...], code: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    done = program("analyse", *arguments, "--data", tmp_path / "t.csv")
    assert done.returncode == 2
    assert code in done.stderr


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "TW-ANALYSE-9" in program("analyse", "changepoints", "--data", tmp_path / "no.csv").stderr


def test_a_case_with_too_little_says_so(case: Path) -> None:
    done = program(
        "analyse", "before-after", "--case", case, "--zone", "Idlib demilitarized zone", "--at", "2018-10-10"
    )
    assert done.returncode == 2
    assert "TW-ANALYSE-" in done.stderr
