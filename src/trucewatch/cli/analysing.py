"""`trucewatch analyse`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli import options
from trucewatch.cli.helping import add
from trucewatch.cli.output import AsJson, write_json
from trucewatch.vocabulary.errors import RequestError

if TYPE_CHECKING:
    from trucewatch.analysis import Count, Result


class Analysis(StrEnum):
    """What can be asked."""

    BEFORE_AFTER = "before-after"
    SURVIVAL = "survival"
    CHANGEPOINTS = "changepoints"


class Period(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def register(app: typer.Typer) -> None:
    """Add the command."""
    add(app, analyse)


def analyse(  # noqa: PLR0913 - each is an option of the command
    analysis: Annotated[Analysis, typer.Argument(metavar="before-after|survival|changepoints", help="What is asked.")],
    *,
    case: Annotated[
        Path | None, typer.Option("--case", metavar="FILE", help="The case to take the series from.")
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="FILE",
            help="A table of your own (CSV) in its place: date,count[,zone,days], or for survival start,end[,ending].",
        ),
    ] = None,
    zone: options.ZoneName = None,
    by: Annotated[Period, typer.Option("--by", metavar="day|week|month", help="How long a period is.")] = Period.WEEK,
    at: Annotated[str | None, typer.Option("--at", metavar="DATE", help="before-after: the day of the change.")] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="survival: the last day that was looked at.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The figure: .svg, .png or .json (Vega-Lite).")
    ] = None,
    as_json: AsJson = False,
) -> None:
    r"""Compute a statistic, and print with it what it assumes.

    before-after: whether violations changed on a day; survival: how long ceasefires last; changepoints: when levels
    changed, zone by zone. Needs: pip install 'trucewatch[analysis]'.

    \b
    Example:
      trucewatch analyse before-after --case case.db --zone "Idlib demilitarized zone" --at 2018-09-17 -o figure.svg
      trucewatch analyse changepoints --data incidents.csv
      trucewatch analyse survival --data ceasefires.csv --until 2020-12-31
    """
    if (case is None) == (data is None):
        raise typer.BadParameter("Give either --case or --data.")
    from trucewatch.analysis import save  # noqa: PLC0415 - not needed for --help

    if analysis is Analysis.SURVIVAL:
        found = _survival(case, data, until)
    else:
        found = _of_counts(analysis, _counts(case, data, zone, by), at)
    if output:
        save(found, output)
        sys.stderr.write(f"The figure is written to {output}.\n")
    if as_json:
        write_json(found.row())
        return
    for line in found.lines():
        typer.echo(line)


def _survival(case: Path | None, data: Path | None, until: str | None) -> "Result":
    from trucewatch.analysis import survival  # noqa: PLC0415 - not needed for --help
    from trucewatch.pipeline import analysing, days, view  # noqa: PLC0415 - opens the dossier

    if case is None:
        if until is None:
            raise RequestError("TW-ANALYSE-10", "--until is needed with --data.", do="Name the last day looked at.")
        return survival(analysing.lives_of_file(data or Path()), days.last_day(until, "--until"))
    with view.opened(case) as seen:
        last = seen.last_day if until is None else days.last_day(until, "--until")
        return survival(analysing.lives_of_case(seen, last), last, what="agreements")


def _counts(case: Path | None, data: Path | None, zone: str | None, by: Period) -> "dict[str, list[Count]]":
    from trucewatch.monitoring.periods import By  # noqa: PLC0415 - opens the dossier
    from trucewatch.pipeline import analysing, view  # noqa: PLC0415 - the same

    if case is None:
        return analysing.counts_of_file(data or Path(), zone)
    with view.opened(case) as seen:
        return analysing.counts_of_case(seen, zone, By(by.value))


def _of_counts(analysis: Analysis, counts: "dict[str, list[Count]]", at: str | None) -> "Result":
    from trucewatch.analysis import before_after, change_points  # noqa: PLC0415 - not needed for --help
    from trucewatch.pipeline import days  # noqa: PLC0415 - the same

    if analysis is Analysis.CHANGEPOINTS:
        return change_points(counts)
    if at is None:
        raise RequestError("TW-ANALYSE-11", "--at is needed: the day of the change.", do="Such as --at 2018-09-17.")
    if len(counts) > 1:
        raise RequestError(
            "TW-ANALYSE-12", f"There are {len(counts)} zones.", do=f"Name one with --zone: {', '.join(sorted(counts))}."
        )
    (series,) = counts.values()
    return before_after(series, days.last_day(at, "--at"))
