"""`trucewatch build`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli.exits import Exit
from trucewatch.cli.helping import add
from trucewatch.cli.options import Case

if TYPE_CHECKING:
    from trucewatch.pipeline.build import Plan


def register(app: typer.Typer) -> None:
    """Add the command."""
    add(app, build)


def build(
    paths: Annotated[list[Path], typer.Argument(metavar="REPORTS", help="Files and folders of reports.")],
    case: Case,
    *,
    casebook: Annotated[
        str | None,
        typer.Option(
            "--casebook",
            metavar="NAME|FILE|auto|none",
            help="What is known of the conflict: a shipped casebook, a file of yours, or none. Default: the one that "
            "the case already has; for a new case `auto`, the shipped one that fits the reports, if any.",
        ),
    ] = None,
    coder: Annotated[
        str | None,
        typer.Option(
            "--coder",
            metavar="rules|hybrid",
            help="rules alone, or hybrid: with learnt parts that read acts and hear speech which the rules miss; "
            "better but slower. Default: hybrid, or rules where the learnt parts are not installed.",
        ),
    ] = None,
    workers: Annotated[int, typer.Option("--workers", help="How many processes code at the same time.")] = 1,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell every step on a line of its own.")] = False,
) -> None:
    r"""Read reports into a case, and code what they say.

    Text, pages, tables, mail, PDF, press exports, WARC and archives are read. Reports already in the case are not done
    again; a build that was stopped goes on where it was. The sums are printed at the end.

    \b
    Example:
      trucewatch build reports/ --case case.db
      trucewatch build reports/ more.csv --case case.db --casebook syria --workers 2
    """
    from trucewatch.pipeline import build as pipeline  # noqa: PLC0415 - loads the readers

    if dry_run:
        _tell_plan(pipeline.plan(paths, case, casebook))
        return
    from trucewatch.cli.narrator import Narrator  # noqa: PLC0415 - the same
    from trucewatch.learnt import missing  # noqa: PLC0415 - the same

    def say_casebook(name: str, why: str) -> None:
        sys.stderr.write(f"Casebook: {name} ({why}).\n")

    if coder is None and (why := missing()):
        sys.stderr.write(f"{why}\n")
    try:
        with Narrator(verbose=verbose) as narrator:
            sums = pipeline.build(paths, case, casebook, workers, narrator, say_casebook, coder)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. What was done is kept; the same command goes on from there.\n")
        raise typer.Exit(Exit.STOPPED) from None
    if not sums.changed:
        typer.echo("Nothing changed: every report is in the case as it is now.")
    for line in sums.lines():
        typer.echo(line)
    if sums.rejects:
        sys.stderr.write(f"Some inputs were rejected; trucewatch rejects --case {case} says why.\n")
        raise typer.Exit(Exit.REJECTS)


def _tell_plan(found: "Plan") -> None:
    typer.echo(f"Casebook: {found.conflict.name} ({found.conflict.why}).")
    if found.is_empty:
        typer.echo("Nothing changed: there is nothing to do.")
        return
    typer.echo(f"{len(found.to_read):,} of {found.files:,} files would be read:")
    for name in found.to_read:
        typer.echo(f"  {name}")
    typer.echo(f"{found.to_code:,} reports already in the case would be coded again.")
