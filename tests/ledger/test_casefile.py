import errno
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from tests.ledger.made import claim, report, source
from trucewatch.ledger import Ledger
from trucewatch.ledger.casefile import error_for
from trucewatch.ledger.tables import APPLICATION_ID, SCHEMA, metadata
from trucewatch.vocabulary.errors import CaseError, PassingError, TrucewatchError


def refusal(path: Path, *, create: bool = True) -> TrucewatchError:
    with pytest.raises(TrucewatchError) as caught, Ledger.open(path, create=create, wait=0):
        pass
    assert str(path) in str(caught.value)
    return caught.value


def foreign_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (note TEXT)")


def foreign_application(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 252006673")
        connection.execute("CREATE TABLE runs (run_id INTEGER)")


@pytest.mark.parametrize(
    "write",
    [
        lambda path: path.write_bytes(os.urandom(5000)),
        lambda path: path.write_text("outlet,title\n"),
        lambda path: path.write_bytes(b"SQLite format 3\x00"),
        foreign_database,
        foreign_application,
    ],
)
@pytest.mark.parametrize("create", [True, False])
def test_a_file_that_is_no_case_is_refused_and_left_as_it_is(write: object, create: bool, tmp_path: Path) -> None:  # noqa: FBT001  # a parameter of the test
    path = tmp_path / "case.db"
    write(path)
    before = path.read_bytes()
    error = refusal(path, create=create)
    assert isinstance(error, CaseError)
    assert error.code == "TW-CASE-3"
    assert before == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "TW-CASE-2"


def test_a_missing_or_empty_file_is_no_case_until_one_is_made(tmp_path: Path) -> None:
    missing, empty = tmp_path / "missing.db", tmp_path / "empty.db"
    empty.touch()
    for path in (missing, empty):
        assert refusal(path, create=False).code == "TW-CASE-1"
        with Ledger.open(path, create=True) as ledger:
            assert ledger.report_ids() == []
    assert {missing, empty} == set(tmp_path.iterdir())


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere" / "case.db").code == "TW-CASE-6"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder in which even root cannot write")
def test_a_folder_that_cannot_be_written_is_a_case_error() -> None:
    error = refusal(Path("/proc/self/case.db"))
    assert isinstance(error, CaseError)
    assert error.code == "TW-CASE-6"


@contextmanager
def shut(folder: Path) -> Iterator[None]:
    """A folder that nobody may write to; root steps down to somebody who is bound by that."""
    was = os.geteuid()
    folder.chmod(0o555)
    os.seteuid(was or 65534)
    try:
        folder.stat()
    except PermissionError:
        pytest.skip("the folder for temporary files is root's own")
    else:
        yield
    finally:
        os.seteuid(was)
        folder.chmod(0o755)


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def test_no_case_is_made_in_a_read_only_folder(folder: Path) -> None:
    with shut(folder):
        assert refusal(folder / "case.db").code == "TW-CASE-6"
    assert list(folder.iterdir()) == []


def test_a_case_in_a_read_only_folder_can_be_read_but_not_written(folder: Path) -> None:
    path = folder / "case.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.add_input(source("one"), [report("a")])
    path.chmod(0o444)
    with shut(folder), Ledger.open(path) as ledger:
        assert ledger.report_ids() == ["a"]
        with pytest.raises(CaseError, match="TW-CASE-6"):
            ledger.begin_run("0.1.0")


def test_a_case_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    Ledger.open(path, create=True).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    error = refusal(path)
    assert error.code == "TW-CASE-4"
    assert "9999" in error.what
    assert before == path.read_bytes()


def test_an_older_case_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    with Ledger.open(path) as ledger:
        ledger.add_input(source("one"), [report("a")])
        assert ledger.report_ids() == ["a"]


def test_a_damaged_case_says_so(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    Ledger.open(path, create=True).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    assert refusal(path).code == "TW-CASE-5"


def test_a_full_disk_may_pass_and_leaves_the_case_whole(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "case.db", create=True) as ledger:
        ledger.add_input(source("one"), [report("a")])
        pages = ledger._writer.exec_driver_sql("PRAGMA page_count").scalar()  # noqa: SLF001  # no public way to fill a disk
        ledger._writer.exec_driver_sql(f"PRAGMA max_page_count = {pages}")  # noqa: SLF001  # the same
        ledger._writer.commit()  # noqa: SLF001  # the same
        with pytest.raises(PassingError) as caught:
            ledger.add_input(source("two"), [report(f"b{n}", text="word " * 5000) for n in range(20)])
        assert caught.value.code == "TW-CASE-8"
        assert ledger.report_ids() == ["a"]
        assert ledger.known_inputs("reading-1") == {"one": "bytes"}


def test_a_locked_case_may_pass(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with Ledger.open(path, create=True) as first, Ledger.open(path, wait=0) as second, first.batch():
        with pytest.raises(PassingError) as caught:
            second.begin_run("0.1.0")
        assert caught.value.code == "TW-CASE-7"
        assert second.report_ids() == []


def test_an_error_that_no_user_can_cause_is_not_hidden(tmp_path: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as connection, pytest.raises(sqlite3.OperationalError) as caught:
        connection.execute("SELEC 1")
    assert error_for(caught.value, tmp_path) is None
    assert error_for(OSError(errno.ENOSPC, "full"), tmp_path) is None


KILLED = """
import os, signal, sys
from tests.ledger.made import claim, report, source
from trucewatch.ledger import Ledger

ledger = Ledger.open(sys.argv[1], create=True)
ledger.add_input(source("one"), [report("a")])
with ledger.batch():
    ledger.add_coded("a", "coder-1", [], [claim("x", "a")])
    ledger.add_input(source("two"), [report(f"b{n}", text="word " * 2000) for n in range(500)])
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_program_leaves_what_it_had_committed(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    root = Path(__file__).parents[2]
    died = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=root, check=False)
    assert died.returncode == -9
    with Ledger.open(path) as ledger:
        assert ledger.report_ids() == ["a"]
        assert set() == ledger.coded("coder-1")
        ledger.add_coded("a", "coder-1", [], [claim("x", "a")])
        assert [claim("x", "a")] == list(ledger.claims())


def test_the_migrations_come_to_the_tables_that_the_code_names(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    Ledger.open(path, create=True).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or not name.startswith("report_words")},
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_newest_migration_is_the_one_the_code_names() -> None:
    config = Config()
    config.set_main_option("script_location", "trucewatch.ledger:migrations")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [SCHEMA]
