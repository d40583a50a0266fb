"""`trucewatch diff`."""

import sys
from typing import Annotated

import typer

from trucewatch.cli import options
from trucewatch.cli.helping import add
from trucewatch.cli.output import AsJson, write_json


def register(app: typer.Typer) -> None:
    """Add the command."""
    add(app, diff)


def diff(
    opened: options.Opened,
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="What was known by the end of this day …")],
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="… beside what was known by the end of this one.")],
    *,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="Judge this day both times. Default: each time the day itself."),
    ] = None,
    policy: options.Policy = None,
    as_json: AsJson = False,
) -> None:
    r"""List the verdicts that changed between what was known on two days, with the new sentences that changed them.

    Without --on a verdict may also change because time passed, such as a deadline in silence.

    \b
    Example:
      trucewatch diff --case case.db --from 2018-10-01 --to 2018-10-31
      trucewatch diff --case case.db --from 2018-10-01 --to 2018-10-31 --on 2018-09-30 --json
    """
    from trucewatch.cli.change_text import lines  # noqa: PLC0415 - opens the dossier
    from trucewatch.pipeline import days  # noqa: PLC0415 - the same
    from trucewatch.pipeline.verdict_changes import compare  # noqa: PLC0415 - the same

    low, high = days.last_day(first, "--from"), days.last_day(last, "--to")
    as_of = None if on is None else days.last_day(on, "--on")
    with opened.view() as seen:
        found = compare(seen, low, high, on=as_of, policy=policy)
    if as_json:
        write_json(list(found.rows))
        return
    for line in lines(found):
        sys.stdout.write(line.rstrip() + "\n")
