"""A folder with one of everything: nothing is lost, and what is wrong is told with file, place and what to do."""

from collections import Counter
from pathlib import Path

import pytest

from tests.cli.running import Done, program
from tests.reading.everything import bad_files, write
from trucewatch.casebook.knowledge import Knowledge
from trucewatch.ledger import Ledger
from trucewatch.reading import metering, read
from trucewatch.vocabulary.records import Reject, Report

REJECTED = {
    "bad/bomb.txt.gz": ["TW-READ-19"],
    "bad/broken.json": ["TW-READ-09"],
    "bad/climbing.zip": ["TW-READ-20"],
    "bad/columns.csv": ["TW-READ-11"],
    "bad/cut.zip": ["TW-READ-06"],
    "bad/empty.txt": ["TW-READ-03"],
    "bad/empty.zip": ["TW-READ-29"],
    "bad/entities.rss": ["TW-READ-24"],
    "bad/february.txt": ["TW-READ-51"],
    "bad/linked.tar": ["TW-READ-21"],
    "bad/locked.zip": ["TW-READ-17"],
    "bad/long-line.txt": ["TW-READ-08"],
    "bad/menu.html": ["TW-READ-15"],
    "bad/mojibake.txt": ["TW-READ-52"],
    "bad/nested.html": ["TW-READ-25"],
    "bad/picture.png": ["TW-READ-04"],
    "bad/quote.csv": ["TW-READ-13"],
    "bad/tags.html": ["TW-READ-26"],
    "bad/truncated.jsonl.gz": ["TW-READ-06"],
    "bad/wrong-length.warc": ["TW-READ-27"],
    "broken-link.txt": ["TW-READ-07"],
    "circle": ["TW-READ-14"],
}
READ = {
    "bad/broken.json": 1,
    "bad/climbing.zip": 1,
    "bad/february.txt": 1,
    "bad/mojibake.txt": 1,
    "bad/quote.csv": 399,
    "bad/wrong-length.warc": 3,
}
"""Reports of the files with faults: what comes before the fault, beside it or behind it."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("everything") / "all")


@pytest.fixture
def _bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a file may unpack to, so low that a small bomb goes off."""
    monkeypatch.setattr(metering, "FLOOR", 2**21)


def _file(found: Report | Reject) -> str:
    return (found.file or "").partition("!/")[0]


@pytest.mark.usefixtures("_bounds")
def test_every_file_is_accounted_for(folder: Path, knowledge: Knowledge) -> None:
    found = list(read([folder], knowledge))
    reports = Counter(_file(item) for item in found if isinstance(item, Report))
    rejects: dict[str, list[str]] = {}
    for item in found:
        if isinstance(item, Reject) and not _file(item).startswith("good/"):
            rejects.setdefault(_file(item), []).append(item.code)
    assert rejects == REJECTED
    cut = reports.pop("bad/truncated.jsonl.gz")
    assert 100 < cut < 500
    assert {name: count for name, count in reports.items() if not name.startswith("good/")} == READ
    good = {f"good/{path.name}" for path in (folder / "good").iterdir()}
    assert good == {name for name in reports if name.startswith("good/")}
    assert {f"bad/{name}" for name in bad_files()} == {
        name for name in {*REJECTED, *reports} if name.startswith("bad/")
    }


@pytest.mark.usefixtures("_bounds")
def test_every_message_says_what_to_do(folder: Path, knowledge: Knowledge) -> None:
    rejects = [item for item in read([folder], knowledge) if isinstance(item, Reject)]
    assert [
        item for item in rejects if not (item.file and item.reason.endswith(".") and item.advice.endswith("."))
    ] == []


def test_the_plan_names_every_file_and_what_cannot_be_read(folder: Path, tmp_path: Path) -> None:
    done = program("build", folder, "--case", tmp_path / "case.db", "--casebook", "none", "--dry-run")
    assert done.returncode == 0
    files = 2 + sum(len(list((folder / part).iterdir())) for part in ("good", "bad"))
    assert f"{files} of {files} files would be read" in done.stdout
    assert "circle (The link leads back to a folder already read)" in done.stdout
    assert not (tmp_path / "case.db").exists()


@pytest.fixture(scope="module")
def case(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """Built from all that is faulty; the good files are read in the tests above, and coding them takes long."""
    path = tmp_path_factory.mktemp("case") / "case.db"
    some = [folder / "bad" / name for name in sorted(bad_files()) if name not in ("quote.csv", "truncated.jsonl.gz")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(metering, "FLOOR", 2**21)
        return path, program("build", *some, "--case", path, "--casebook", "none")


def test_a_build_with_rejects_says_so(case: tuple[Path, Done]) -> None:
    path, done = case
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert f"trucewatch rejects --case {path} says why" in done.stderr


def test_the_sums_add_up(case: tuple[Path, Done]) -> None:
    path, done = case
    first = done.stdout.splitlines()[1 if done.stdout.startswith("Casebook") else 0]
    files, parts, reports, copies, rejects = (int(word) for word in first.replace(",", "").split() if word.isdigit())
    assert (files, parts) == (len(bad_files()) - 2, reports + copies + rejects), first
    with Ledger.open(path) as ledger:
        assert len(list(ledger.reports())) == reports + copies
        assert len([reject for reject in ledger.rejects() if reject.code.startswith("TW-READ-")]) >= rejects


def test_rejects_name_file_and_advice(case: tuple[Path, Done]) -> None:
    done = program("rejects", "--case", case[0], "--json")
    assert done.returncode == 0, done.stderr
    for name in bad_files():
        if name not in ("quote.csv", "truncated.jsonl.gz"):
            assert name in done.stdout
