"""`trucewatch freeze` and `trucewatch ical`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from trucewatch.cli import options
from trucewatch.cli.helping import add


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add(app, freeze, ical)


def freeze(
    opened: options.Opened,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="A new folder for the release.")],
    *,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Leave out the sentences and titles that other people wrote.")
    ] = False,
    asked: options.Asked,
) -> None:
    r"""Write a release to cite: all tables, their schemas, a manifest with hashes, and a README.

    The same case, days and policy give the same bytes. With --known-by it holds only what had been published by then.

    \b
    Example:
      trucewatch freeze --case case.db -o release-2018-12/ --on 2018-12-04 --known-by 2018-12-04
      trucewatch freeze --case case.db -o release-public/ --no-text
    """
    from trucewatch.pipeline.freezing import freeze as write_release  # noqa: PLC0415 - opens the dossier

    release = write_release(
        opened.case,
        output,
        on=asked.as_of,
        known_by=asked.day,
        policy=asked.policy,
        with_text=not no_text,
        with_confidential=opened.with_confidential,
    )
    typer.echo(f"Release {release.release_id} of {len(release.files):,} files is written to {output}.")


def ical(
    opened: options.Opened,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to. Default: standard output.")
    ] = None,
    *,
    asked: options.Asked,
) -> None:
    r"""Write the deadlines on or after a day as a calendar (iCalendar) that calendar programs can take in.

    Ids stay the same from one export to the next, so that a deadline is not entered twice.

    \b
    Example:
      trucewatch ical --case case.db --on 2018-09-18 -o deadlines.ics
    """
    from trucewatch.exchange import beside  # noqa: PLC0415 - opens the dossier
    from trucewatch.pipeline.deadlines import calendar, coming  # noqa: PLC0415 - the same

    with opened.view() as seen:
        question = asked.question(seen)
        dues = coming(seen, question)
    text = calendar(dues, question.as_of)
    if output is None:
        sys.stdout.write(text)
        return
    with beside(output) as target:
        target.write_text(text, encoding="utf-8", newline="")
    sys.stderr.write(f"{output}: {len(dues):,} deadlines\n")
