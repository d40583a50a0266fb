"""The case as a file: is it one, may it be opened, how is a new one made, how does an old one become current.

Nothing is written to a file before its header has shown that it is a case. What can go wrong carries a code:

- TW-CASE-1 there is no such case            - TW-CASE-6 it cannot be written
- TW-CASE-2 the path is no file              - TW-CASE-7 another program is writing to it (try again)
- TW-CASE-3 the file is not a case           - TW-CASE-8 the disk is full (try again)
- TW-CASE-4 the case is of a newer version   - TW-CASE-9 the disk failed to answer (try again)
- TW-CASE-5 the case is damaged
"""

import importlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.pool import NullPool

from trucewatch.ledger.tables import APPLICATION_ID, SCHEMA
from trucewatch.vocabulary.errors import CaseError, PassingError, TrucewatchError

_HEADER = b"SQLite format 3\x00"
_HEADER_SIZE = 100
_MARK = slice(68, 72)
"""Where SQLite's header holds the application id. Source: https://www.sqlite.org/fileformat2.html#database_header."""

_ERRORS: dict[int, tuple[type[TrucewatchError], str, str, str]] = {
    sqlite3.SQLITE_FULL: (PassingError, "TW-CASE-8", "The disk is full.", "Free some space and run it again."),
    sqlite3.SQLITE_BUSY: (
        PassingError,
        "TW-CASE-7",
        "Another program is writing to this case.",
        "Wait until it is done, then run this again.",
    ),
    sqlite3.SQLITE_IOERR: (
        PassingError,
        "TW-CASE-9",
        "The disk that holds the case failed to answer.",
        "Check the disk, then run this again.",
    ),
    sqlite3.SQLITE_READONLY: (
        CaseError,
        "TW-CASE-6",
        "The case cannot be written.",
        "Check that the file and its folder are yours to write, or copy the case to another folder.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        CaseError,
        "TW-CASE-5",
        "The case is damaged.",
        "Restore it from a copy, or build it anew.",
    ),
}
_ALIKE = {
    sqlite3.SQLITE_LOCKED: sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN: sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM: sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_NOTADB: sqlite3.SQLITE_CORRUPT,
}


def error_for(failure: BaseException | None, path: Path) -> TrucewatchError | None:
    """Our error for what SQLite says, or None where it says something that no user can cause."""
    number = getattr(failure, "sqlite_errorcode", None)
    if number is None:
        return None
    primary = number & 0xFF
    known = _ERRORS.get(_ALIKE.get(primary, primary))
    if known is None:
        return None
    kind, code, what, advice = known
    return kind(code, what, str(path), advice)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say about `path` into our errors."""
    try:
        yield
    except sqlite3.Error as failure:
        error = error_for(failure, path)
        if error is None:
            raise
        raise error from failure
    except OSError as failure:
        advice = "Check that the folder is there and yours to write, and that the disk is not full."
        raise CaseError(
            "TW-CASE-6", f"The case cannot be written ({failure.strerror}).", str(path), advice
        ) from failure


def holds_case(path: Path) -> bool:
    """Whether a case stands at `path`; False where there is nothing or an empty file. CaseError on anything else."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_SIZE)
    except FileNotFoundError:
        return False
    except IsADirectoryError as failure:
        raise CaseError("TW-CASE-2", "This is a folder, not a case file.", str(path), "Name a file in it.") from failure
    except OSError as failure:
        what = f"The case cannot be read ({failure.strerror})."
        raise CaseError("TW-CASE-2", what, str(path), "Check the path and your rights to it.") from failure
    if not header:
        return False
    if header.startswith(_HEADER) and header[_MARK] == APPLICATION_ID.to_bytes(4, "big"):
        return True
    raise CaseError(
        "TW-CASE-3",
        "This file is not a Trucewatch case; it was left as it is.",
        str(path),
        "Name another file: a new case is never written over something else.",
    )


def no_case(path: Path) -> CaseError:
    """The error for a path where no case stands."""
    return CaseError(
        "TW-CASE-1", "There is no case here.", str(path), "Build one first: trucewatch build REPORTS --case FILE"
    )


def make_case(path: Path) -> None:
    """Make an empty case at `path`, whole or not at all: it is made beside and then moved to its name."""
    if not path.parent.is_dir():
        raise CaseError("TW-CASE-6", "The folder for the case does not exist.", str(path), "Make the folder first.")
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with _told(path):
            with closing(sqlite3.connect(beside)) as connection:
                connection.execute("PRAGMA journal_mode=WAL")
            engine = engine_for(beside, wait=0, named=path)
            migrate(engine)
            engine.dispose()
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def open_case(path: Path, *, wait: float) -> Engine:
    """An engine on the case at `path`, brought to this version.

    A case in a folder that cannot be written is opened for reading alone, if all of it stands in the one file: SQLite
    would otherwise put the file through which readers and writers agree beside it.
    """
    engine = engine_for(path, wait=wait)
    try:
        make_current(engine, path)
    except CaseError as error:
        if error.code != "TW-CASE-6" or _has_more(path):
            raise
        engine = engine_for(path, wait=wait, fixed=True)
        make_current(engine, path)
    return engine


def _has_more(path: Path) -> bool:
    """Whether some of the case still stands in the file that SQLite writes beside it."""
    beside = path.with_name(f"{path.name}-wal")
    return beside.exists() and beside.stat().st_size > 0


def engine_for(path: Path, *, wait: float, named: Path | None = None, fixed: bool = False) -> Engine:
    """An engine on an existing case; `wait` is how many seconds to wait for another writer.

    `named` is the path for error messages, `fixed` says that nobody can write to the file.

    Transactions are ours to begin (sqlite3 would not begin one for changes of tables): `BEGIN IMMEDIATE` where the
    execution option `writes` is set, so that a writer waits at the start or not at all.
    """
    uri = path.absolute().as_uri() + ("?mode=ro&immutable=1" if fixed else "?mode=rw")

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None)
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA cache_size=-131072")  # KiB: ids are hashes, which touch their indices all over
        connection.execute("PRAGMA synchronous=NORMAL")  # with WAL: safe against kill -9, and no wait at each commit
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    @event.listens_for(engine, "handle_error")
    def _told_by_sqlite(context: ExceptionContext) -> None:
        error = error_for(context.original_exception, named or path)
        if error is not None:
            raise error from context.original_exception

    return engine


def make_current(engine: Engine, path: Path) -> None:
    """Migrate an older case; CaseError for a version that this program does not know."""
    with engine.connect() as connection:
        revision = _revision(connection)
    if revision == SCHEMA:
        return
    if revision is not None and revision not in _known_revisions():
        raise CaseError(
            "TW-CASE-4",
            f"This case was made by a newer version of Trucewatch (its tables are of version {revision}).",
            str(path),
            "Update Trucewatch; the case was left as it is.",
        )
    migrate(engine)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _alembic(module: str) -> Any:  # noqa: ANN401  # a module
    """Alembic is loaded only where a case is made or migrated: it would double the start of every command."""
    return importlib.import_module(f"alembic.{module}")


def _config() -> Any:  # noqa: ANN401  # alembic.config.Config, loaded late
    config = _alembic("config").Config()
    config.set_main_option("script_location", "trucewatch.ledger:migrations")
    config.set_main_option("path_separator", "os")
    return config


def _known_revisions() -> set[str]:
    scripts = _alembic("script").ScriptDirectory.from_config(_config())
    return {script.revision for script in scripts.walk_revisions()}


def migrate(engine: Engine) -> None:
    """Bring the tables to this version in one transaction: all of it happens, or nothing."""
    config = _config()
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        _alembic("command").upgrade(config, "head")
