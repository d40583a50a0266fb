"""What goes wrong is told in one line with what to do, with its status, and never as a traceback."""

import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import Done, program
from tests.laws.corpus import BREACH
from trucewatch.ledger import Ledger


def told(done: Done, status: int, code: str) -> str:
    assert done.returncode == status, done.stderr
    last = done.stderr.splitlines()[-1]
    assert last.startswith("trucewatch: ")
    assert last.endswith(f"[{code}]")
    assert "Traceback" not in done.stderr
    return last


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(BREACH, encoding="utf-8")
    return path


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Done]:
    return lambda *paths: program("build", *paths, "--case", tmp_path / "case.db", "--casebook", "none")


def test_a_missing_folder(build: Callable[..., Done], tmp_path: Path) -> None:
    assert "nowhere" in told(build(tmp_path / "nowhere"), 2, "TW-READ-01")
    assert not (tmp_path / "case.db").exists()


def test_an_empty_folder(build: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "empty" in told(build(tmp_path / "empty"), 2, "TW-READ-02")


def test_a_folder_that_holds_only_the_case(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "case.db", create=True).close()
    told(program("build", tmp_path, "--case", tmp_path / "case.db"), 2, "TW-READ-02")


REJECTED = {
    "binary.txt": (b"\x89PNG\r\n\x1a\n" + bytes(300), "TW-READ-04", None),
    "empty.txt": (b"", "TW-READ-03", None),
    "bare.html": (b"<html><body><nav>Home</nav></body></html>", None, None),
    "broken.jsonl": (b'{"text": "The truce held.\n', "TW-READ-09", "1"),
    "textless.jsonl": (b'{"title": "The truce"}\n', "TW-READ-10", "1"),
}


@pytest.mark.parametrize("name", sorted(REJECTED))
def test_one_bad_file_is_listed_and_the_rest_goes_on(
    name: str, build: Callable[..., Done], report: Path, tmp_path: Path
) -> None:
    content, code, part = REJECTED[name]
    (tmp_path / name).write_bytes(content)
    done = build(report, tmp_path / name)
    assert done.returncode == 1
    assert "2 parts = 1 report + 0 copies + 1 reject" in done.stdout
    with Ledger.open(tmp_path / "case.db") as ledger:
        rejects = list(ledger.rejects())
    assert [(r.file, r.part) for r in rejects] == [(name, part)]
    assert code in {None, rejects[0].code}
    assert rejects[0].reason
    assert rejects[0].advice


def test_wrong_encoding_is_read_with_a_warning(build: Callable[..., Done], tmp_path: Path) -> None:
    text = BREACH + "\n\nThe café in Ma’arrat was shelled again, Señor Muñoz of the monitoring mission said."
    (tmp_path / "old.txt").write_bytes(text.encode("cp1252"))
    done = build(tmp_path / "old.txt")
    assert done.returncode == 0, done.stderr
    with Ledger.open(tmp_path / "case.db") as ledger:
        (report,) = ledger.reports()
        assert [r.code for r in ledger.rejects() if r.is_warning] == ["TW-READ-54"]
    assert "Señor Muñoz" in report.text


def test_an_impossible_date_in_a_report_is_a_warning(build: Callable[..., Done], tmp_path: Path) -> None:
    line = '{"text": "Turkey said that the truce was holding.", "published": "2018-02-31", "outlet": "Post"}\n'
    (tmp_path / "x.jsonl").write_text(line, encoding="utf-8")
    assert build(tmp_path / "x.jsonl").returncode == 0
    with Ledger.open(tmp_path / "case.db") as ledger:
        assert [(r.code, r.part) for r in ledger.rejects()] == [("TW-READ-51", "1")]
        assert [r.published for r in ledger.reports()] == [None]


@pytest.mark.parametrize("day", ["2018-02-31", "yesterday", "2018-13", "2018-01-01/2018-02-01", ""])
def test_an_impossible_date_asked_for(day: str, case: Path) -> None:
    assert f"--on {day}" in told(program("status", "--case", case, f"--on={day}"), 2, "TW-ASK-1")


def test_days_in_the_wrong_order(case: Path) -> None:
    told(program("claims", "--case", case, "--from", "2019", "--to", "2018"), 2, "TW-ASK-2")


def test_a_case_that_is_missing(tmp_path: Path) -> None:
    told(program("status", "--case", tmp_path / "none.db"), 2, "TW-CASE-1")


def test_a_case_file_that_is_not_one(report: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear reader,", encoding="utf-8")
    told(program("build", report, "--case", letter), 2, "TW-CASE-3")
    told(program("status", "--case", letter), 2, "TW-CASE-3")
    assert letter.read_text(encoding="utf-8") == "Dear reader,"


def test_a_case_of_a_newer_version(report: Path, tmp_path: Path) -> None:
    case = tmp_path / "case.db"
    Ledger.open(case, create=True).close()
    with sqlite3.connect(case) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = case.read_bytes()
    told(program("build", report, "--case", case), 2, "TW-CASE-4")
    assert case.read_bytes() == before


def test_a_case_that_another_program_writes_to(report: Path, tmp_path: Path) -> None:
    case = tmp_path / "case.db"
    Ledger.open(case, create=True).close()
    connection = sqlite3.connect(case, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    told(program("build", report, "--case", case, "--casebook", "none"), 3, "TW-CASE-7")
    connection.close()


def test_a_folder_that_cannot_be_written(report: Path) -> None:
    # Permissions do not bind root; nobody can make a file in /proc.
    if not Path("/proc/self").is_dir():
        pytest.skip("there is no /proc here")
    told(program("build", report, "--case", "/proc/case.db", "--casebook", "none"), 2, "TW-CASE-6")


def test_a_full_disk(report: Path, tmp_path: Path) -> None:
    case = tmp_path / "case.db"
    Ledger.open(case, create=True).close()
    limit = case.stat().st_size // 2
    command = [sys.executable, "-m", "trucewatch", "build", str(report), "--case", str(case), "--casebook", "none"]
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert program("build", report, "--case", case).returncode == 0


def test_an_export_to_a_full_device(case: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    told(program("export", "claims", "--case", case, "-o", "/dev/full"), 3, "TW-EXPORT-5")


@pytest.mark.parametrize("name", ["atlantis", "missing.yaml"])
def test_a_casebook_that_is_not_there(name: str, report: Path, tmp_path: Path) -> None:
    done = program("build", report, "--case", tmp_path / "case.db", "--casebook", name)
    assert name in told(done, 2, "TW-CASEBOOK-1")


def test_no_workers(report: Path, tmp_path: Path) -> None:
    told(program("build", report, "--case", tmp_path / "case.db", "--workers", "0"), 2, "TW-BUILD-1")


def test_an_unknown_table_policy_and_id(case: Path) -> None:
    told(program("export", "clams", "--case", case), 2, "TW-EXPORT-1")
    told(program("status", "--case", case, "--policy", "lenient"), 2, "TW-POLICY-1")
    told(program("show", "123", "--case", case), 2, "TW-ASK-5")


def test_two_formats_at_once(case: Path) -> None:
    told(program("claims", "--case", case, "--json", "--csv"), 2, "TW-CLI-1")


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    assert "Traceback" in program("--debug", "status", "--case", tmp_path / "none.db").stderr
