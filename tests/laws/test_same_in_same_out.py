"""Exports are byte-identical however the build went: killed and resumed, with more workers, in parts, twice."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.laws import corpus
from tests.laws.running import exported, program
from trucewatch.ledger import Ledger
from trucewatch.pipeline import stages
from trucewatch.pipeline.build import build
from trucewatch.pipeline.progress import Step

Tables = dict[str, bytes]

KILL = """
import os, signal, sys
from pathlib import Path
from trucewatch.pipeline.build import build
stage, done = sys.argv[3], int(sys.argv[4])
def progress(step):
    if step.stage == stage and step.done >= done:
        os.kill(os.getpid(), signal.SIGKILL)
build([Path(sys.argv[1])], Path(sys.argv[2]), "none", 1, progress)
"""


def _steps() -> list[tuple[str, int]]:
    return [
        ("reading", 0),
        ("reading", 1),
        ("reading", 6),
        ("reading", 10),
        ("finding copies", 0),
        ("finding copies", 1),
        ("coding", 0),
        ("coding", 1),
    ]


@pytest.mark.parametrize(("stage", "done"), _steps())
def test_killed_and_run_again_gives_the_same(stage: str, done: int, pile: Path, whole: Tables, tmp_path: Path) -> None:
    case = tmp_path / "case.db"
    command = [sys.executable, "-c", KILL, str(pile), str(case), stage, str(done)]
    killed = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    build([pile], case, "none")
    assert exported(case) == whole


@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_program_killed_while_coding_leaves_no_worker_and_goes_on(
    workers: str, pile: Path, whole: Tables, tmp_path: Path
) -> None:
    case = tmp_path / "case.db"
    command = [sys.executable, "-m", "trucewatch", "build", str(pile), "--case", str(case), "--casebook", "none"]
    with subprocess.Popen(
        [*command, "--workers", workers, "--verbose"], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as running:
        assert running.stderr is not None
        for line in running.stderr:
            if line.startswith("coding:"):
                running.send_signal(signal.SIGKILL)
                break
        running.stderr.read()  # comes to an end only when no worker is left that could write
        assert running.wait() == -signal.SIGKILL
    build([pile], case, "none")
    assert exported(case) == whole


def test_two_workers_give_the_same_as_one(pile: Path, whole: Tables, tmp_path: Path) -> None:
    case = tmp_path / "case.db"
    done = program("build", pile, "--case", case, "--casebook", "none", "--workers", "2")
    assert done.returncode == 1, done.stderr
    assert exported(case) == whole


def test_a_second_build_says_so_and_does_nothing(pile: Path, built: Path, whole: Tables) -> None:
    before = built.read_bytes()
    done = program("build", pile, "--case", built, "--verbose")
    assert "Nothing changed" in done.stdout
    assert "coding" not in done.stderr
    assert built.read_bytes() == before
    assert exported(built) == whole


def test_the_second_build_does_not_load_the_model(pile: Path, built: Path) -> None:
    code = "import sys; from pathlib import Path; from trucewatch.pipeline.build import build\n"
    code += "build([Path(sys.argv[1])], Path(sys.argv[2])); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code, pile, built], check=False, timeout=300).returncode == 0


def test_adding_a_report_redoes_only_what_it_touches(tmp_path: Path) -> None:
    folder, steps = corpus.write(tmp_path / "reports"), list[Step]()
    case = tmp_path / "case.db"
    first = build([folder], case, "none")
    (folder / "k-later.txt").write_text(corpus.LATER, encoding="utf-8")
    second = build([folder], case, None, 1, steps.append)
    assert (second.new_files, second.new_reports, second.coded_reports) == (1, 1, 1)
    assert second.parts == first.parts + 1
    assert [step.total for step in steps if step.stage == "coding"] == [1, 1]
    at_once = tmp_path / "at-once.db"
    build([folder], at_once, "none")
    assert exported(case) == exported(at_once)


FOOTER = "Subscribe to our newsletter for more reports on the ceasefire that Turkey and Russia agreed."
SITE = [f"The army shelled the village of Harbour {n} on Friday, killing {n} people." for n in range(2, 8)]


def _site(folder: Path, stories: list[str]) -> Path:
    """A table of an outlet that ends each report with the same line to its readers."""
    rows = [f'2018-11-{day:02},Coast Radio,"{story}\n\n{FOOTER}"' for day, story in enumerate(stories, 5)]
    folder.mkdir(exist_ok=True)
    (folder / "coast.csv").write_text("\n".join(["date,source,text", *rows]), encoding="utf-8")
    return folder


def test_lines_of_the_site_are_the_same_whenever_its_reports_came(tmp_path: Path) -> None:
    case, at_once = tmp_path / "case.db", tmp_path / "at-once.db"
    few = build([_site(tmp_path / "reports", SITE[:2])], case, "none")
    later = build([_site(tmp_path / "reports", SITE)], case)
    whole = build([_site(tmp_path / "reports", SITE)], at_once, "none", 2)
    assert exported(case) == exported(at_once)
    assert (few.with_site_lines, later.with_site_lines, whole.with_site_lines) == (0, 6, 6)
    with Ledger.open(case) as ledger:
        texts = {report.report_id: report.text for report in ledger.reports()}
        left = [s for s in ledger.sentences() if s.reason == "line of the site"]
        assert {texts[s.report_id][s.start : s.end] for s in left} == {FOOTER}
        assert len(left) == len(SITE)
        assert not any(FOOTER in claim.quote for claim in ledger.claims())


def test_the_dated_copy_that_comes_later_dates_the_undated_one(tmp_path: Path) -> None:
    folder = corpus.write(tmp_path / "reports")
    treaty = folder / "a-treaty.txt"
    treaty.unlink()
    case = tmp_path / "case.db"
    build([folder], case, "none")
    treaty.write_text(corpus.TREATY, encoding="utf-8")
    assert build([folder], case).coded_reports == 2  # the new one, and the copy that now has a day
    at_once = tmp_path / "at-once.db"
    build([folder], at_once, "none")
    assert exported(case) == exported(at_once)


def test_a_changed_report_takes_the_place_of_the_old_one(pile: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    report = folder / "c-breach.txt"
    report.write_text(corpus.TREATY, encoding="utf-8")
    case = tmp_path / "case.db"
    build([folder], case, "none")
    report.write_bytes((pile / "c-breach.txt").read_bytes())
    assert build([folder], case).parts == 1
    at_once = tmp_path / "at-once.db"
    build([folder], at_once, "none")
    assert exported(case) == exported(at_once)


def test_a_changed_coder_codes_again(pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = tmp_path / "case.db"
    first = build([pile], case, "none")
    monkeypatch.setattr(stages, "_version", lambda stage: f"other {stage.name}"[:12])
    second = build([pile], case)
    assert second.changed
    assert second.coded_reports == first.coded_reports > 0
    assert second.claims == first.claims


def test_an_unreadable_clock_or_place_leaves_no_trace(pile: Path, whole: Tables, tmp_path: Path) -> None:
    """Another folder, another working directory, another time: the same bytes."""
    elsewhere = tmp_path / "other" / "place"
    elsewhere.parent.mkdir()
    pile_there = corpus.write(elsewhere)
    case = tmp_path / "case.db"
    done = program("build", os.path.relpath(pile_there, tmp_path), "--case", case, "--casebook", "none", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert exported(case) == whole


def test_dry_run_writes_nothing(pile: Path, tmp_path: Path) -> None:
    done = program("build", pile, "--case", tmp_path / "case.db", "--dry-run")
    assert done.returncode == 0
    assert "a-treaty.txt" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_kept_settings_of_the_case_are_used_again(pile: Path, tmp_path: Path) -> None:
    case = tmp_path / "case.db"
    build([pile], case, "none")
    with Ledger.open(case) as ledger:
        assert ledger.casebook() is None
    assert not build([pile], case).changed
