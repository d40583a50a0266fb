"""`trucewatch withdraw`."""

from typing import Annotated

import typer

from trucewatch.cli import options
from trucewatch.cli.helping import add


def register(app: typer.Typer) -> None:
    """Add the command."""
    add(app, withdraw)


def withdraw(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The id of the report, as `search` and `show` tell.")],
    case: options.Case,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, for whoever looks at the case later.")],
    *,
    who: Annotated[str | None, typer.Option("--who", metavar="NAME", help="Who decides so.")] = None,
    corrected_by: Annotated[
        str | None, typer.Option("--corrected-by", metavar="REPORT", help="The id of the report that corrects it.")
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DATE",
            help="Since when it is withdrawn: questions about what was known before still count it. Default: the day "
            "of the correcting report; without one it counts for no day.",
        ),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the withdrawal back.")] = False,
) -> None:
    r"""Mark a report as retracted or corrected: it stays in the case, and is no longer evidence.

    \b
    Example:
      trucewatch withdraw 9f86d081884c7d65 --case case.db --why "retracted by the outlet" --who "M. Haddad"
      trucewatch withdraw 9f86d081884c7d65 --case case.db --why "wrong toll" --corrected-by 60303ae22b998861
      trucewatch withdraw 9f86d081884c7d65 --case case.db --why "it was another report" --undo
    """
    from trucewatch.pipeline import days, withdrawal  # noqa: PLC0415 - opens the case

    if undo:
        found = withdrawal.restore(case, report, why, who=who)
        typer.echo(f"Report {found.report_id} ({found.outlet or 'outlet unknown'}) counts again.")
        return
    day = None if on is None else days.span(on, "--on").edtf
    found = withdrawal.withdraw(case, report, why, who=who, corrected_by=corrected_by, on=day)
    typer.echo(f"Report {found.report_id} ({found.outlet or 'outlet unknown'}) is withdrawn: {found.withdrawn}")
    typer.echo("It stays in the case, and no longer counts. --undo takes this back.")
