"""`trucewatch import`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli.exits import Exit
from trucewatch.cli.helping import as_help
from trucewatch.cli.options import Case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.pipeline.importing import ImportSums


def register(app: typer.Typer) -> None:
    """Add the command, whose name is no name that a function can have."""
    app.command("import", help=as_help(import_file))(import_file)


def import_file(  # noqa: PLR0913 - each is an option of the command
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="acled, airwars, cf (ETH/PRIO ceasefires), gdelt-events, gdelt-mentions, pax, ucdp-ged or ucdp-pad.",
        ),
    ],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file: CSV or TSV, plain, .gz or .zip, or .xlsx.")],
    case: Case,
    *,
    name: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="NAME",
            help="Keep it under this name. An import takes the place of the last one of the same name. Default: the "
            "kind; for GDELT the kind and the file's name.",
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="NAME=ITS_NAME", help="A column that this file calls otherwise. Repeatable."),
    ] = None,
    dates: Annotated[
        str | None, typer.Option("--dates", metavar="dmy|mdy", help="What 4/5/2017 means in this file.")
    ] = None,
    released: Annotated[
        str | None,
        typer.Option(
            "--released",
            metavar="DATE",
            help="When this version of the data came out: what --known-by goes by, where a row has no day of its own.",
        ),
    ] = None,
    version: Annotated[
        str | None, typer.Option("--version", metavar="TEXT", help="The version of the data, to be kept with it.")
    ] = None,
    belligerents: Annotated[
        Path | None,
        typer.Option("--belligerents", metavar="FILE", help="Airwars: the file of who is known or suspected."),
    ] = None,
    sources: Annotated[
        Path | None, typer.Option("--sources", metavar="FILE", help="Airwars: the file of who reported each incident.")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell every step on a line of its own.")] = False,
) -> None:
    r"""Take other people's data into a case: events as claims of the data set, agreements with their ids.

    A second import of the same data set updates what has changed and removes what is gone. docs/importing.md has every
    code that is mapped. Rows that cannot be taken are listed by `trucewatch rejects`.

    \b
    Example:
      trucewatch import acled acled.csv --case case.db
      trucewatch import airwars incidents.csv --belligerents belligerents.csv --case case.db
      trucewatch import pax pax.csv --released 2020-12 --case case.db
    """
    from trucewatch.cli.narrator import Narrator  # noqa: PLC0415 - loads what a build needs
    from trucewatch.pipeline.importing import Wanted, import_data  # noqa: PLC0415 - loads the importers

    wanted = Wanted(kind, file, case, name, tuple(column or ()), dates, released, version, belligerents, sources)
    try:
        with Narrator(verbose=verbose) as narrator:
            sums = import_data(wanted, narrator)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. Nothing of this file was kept.\n")
        raise typer.Exit(Exit.STOPPED) from None
    for line in _lines(sums):
        typer.echo(line)
    if sums.rejects:
        sys.stderr.write(f"Some rows were rejected; trucewatch rejects --case {case} says why.\n")
        raise typer.Exit(Exit.REJECTS)


def _lines(sums: "ImportSums") -> "Iterator[str]":
    if not sums.changed:
        yield f"Nothing changed: {sums.name} is in the case as this file has it."
        return
    yield (
        f"{sums.name}: {_counted(sums.units, sums.unit)} = {sums.new:,} new"
        f" + {sums.updated:,} updated + {sums.same:,} as before; {sums.removed:,} removed"
    )
    if sums.rejects or sums.warnings:
        yield f"{_counted(sums.rejects, 'reject')}, {_counted(sums.warnings, 'warning')}"
        for code, count in sums.reasons.items():
            yield f"  {code}: {count:,}"


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
