"""The program: its commands, and how its errors reach a person."""

import errno
import os
import sys
import traceback
from typing import Annotated, NoReturn

import typer

from trucewatch import __version__
from trucewatch.cli import (
    analysing,
    asking,
    benchmarking,
    building,
    casebooks,
    claims,
    comparing,
    deciding,
    explaining,
    exporting,
    importing,
    listing,
    naming,
    releasing,
    showing,
    violations,
    watching,
    withdrawing,
    zones,
)
from trucewatch.cli.exits import Exit, for_error
from trucewatch.cli.helping import as_help
from trucewatch.vocabulary.errors import CaseError, PassingError, TrucewatchError

DEBUG = "TRUCEWATCH_DEBUG"
"""Set this (to anything) to get tracebacks without --debug."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})

app = typer.Typer(
    name="trucewatch",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _show_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"trucewatch {__version__}")
        raise typer.Exit


def options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=lambda v: _show_version(wanted=v), is_eager=True, help="Say which.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback with an error.")] = False,
) -> None:
    r"""Is the ceasefire holding, and who says so?

    Reads news reports, keeps who said what of which agreement, and answers for any day, with the sentences.

    \b
    Start with:
      trucewatch build reports/ --case case.db
      trucewatch status --case case.db
    """
    del version, debug  # both are looked at elsewhere: one before this is called, the other when an error is told


app.callback(help=as_help(options))(options)
building.register(app)
asking.register(app)
listing.register(app)
claims.register(app)
naming.register(app)
showing.register(app)
explaining.register(app)
exporting.register(app)
comparing.register(app)
releasing.register(app)
analysing.register(app)
importing.register(app)
zones.register(app)
violations.register(app)
withdrawing.register(app)
deciding.register(app)
casebooks.register(app)
watching.register(app)
benchmarking.register(app)


def main() -> NoReturn:
    """Run the program; ends the process with a status of `exits`."""
    try:
        app(prog_name="trucewatch")
    except TrucewatchError as error:
        _end(_told(error), for_error(error), error)
    except MemoryError as error:
        _end("Memory ran out. Try again with fewer --workers.", Exit.PASSING, error)
    except OSError as error:
        _end_for_system(error)
    except Exception as error:  # noqa: BLE001 - the last resort: a fault of ours is told in one line, never as a traceback
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        _end(f"A fault in Trucewatch itself ({what}). Run it with --debug and report it. [TW-BUG]", Exit.BUG, error)
    sys.exit(Exit.WELL)


def _end_for_system(error: OSError) -> NoReturn:
    where = str(error.filename) if error.filename else None
    told: TrucewatchError
    if error.errno in _FULL:
        told = PassingError("TW-SYS-1", "The disk is full.", where, "Make room and run the same command again.")
    elif error.errno in _FORBIDDEN:
        told = CaseError("TW-SYS-2", "This may not be written or read.", where, "Check its permissions.")
    else:
        told = PassingError("TW-SYS-3", f"The system said: {error.strerror or error}.", where, "Try again.")
    _end(_told(told), for_error(told), error)


def _told(error: TrucewatchError) -> str:
    """Where, what, what to do, and the code, as sentences on one line."""
    parts = [part if part.endswith((".", "?", "!")) else f"{part}." for part in (error.what, error.do) if part]
    return f"{f'{error.where}: ' if error.where else ''}{' '.join(parts)} [{error.code}]"


def _end(message: object, status: Exit, error: BaseException) -> NoReturn:
    if "--debug" in sys.argv or os.environ.get(DEBUG):
        traceback.print_exception(error)
    sys.stderr.write(f"trucewatch: {message}\n")
    sys.exit(status)
