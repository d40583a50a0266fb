"""`trucewatch claims`: the listing, and what a monitor adds by hand."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from trucewatch.cli import options
from trucewatch.cli.grouping import spread
from trucewatch.cli.helping import add as add_to
from trucewatch.cli.helping import as_help
from trucewatch.cli.output import Row
from trucewatch.cli.tables import Cells, Sheet, list_table, name_of, names_of

Several = list[str] | None


def register(app: typer.Typer) -> None:
    """Add the command with its own commands."""
    group = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
    group.callback(help=as_help(claims))(spread(claims))
    add_to(group, add, withdraw)
    app.add_typer(group, name="claims")


def claims(
    context: typer.Context,
    *,
    case: Annotated[
        Path | None, typer.Option("--case", metavar="FILE", help="The case file that `trucewatch build` wrote.")
    ] = None,
    with_confidential: options.WithConfidential = False,
    named: options.Named,
    between: options.Between,
    shown: options.Shown,
) -> None:
    r"""List who said what, with the exact sentences; `add` and `withdraw` are for what a monitor knows otherwise.

    \b
    Example:
      trucewatch claims --case case.db --party Turkey --from 2018-10-01 --to 2018-10-31
      trucewatch claims --case case.db --outlet "Damascus Courier" --csv
    """
    if context.invoked_subcommand:
        return
    if case is None:
        raise typer.BadParameter("Name the case: --case FILE.")
    heads = ("said or dated", "speaker", "outlet", "claim", "sentence", "id")
    opened = options.Opened(case=case, with_confidential=with_confidential)
    list_table("claims", opened, shown, Sheet(heads, _claim_cells), named, between)


def add(  # noqa: PLR0913 - each is an option of the command
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What is known, in a sentence of your own.")],
    case: options.Case,
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who notes it, and vouches for it.")],
    day: Annotated[str, typer.Option("--day", metavar="DATE", help="The day on which it became known.")],
    *,
    code: Annotated[
        str | None, typer.Option("--code", metavar="CODE", help="A code of `trucewatch codebook`, such as ASSAULT.")
    ] = None,
    mode: Annotated[str | None, typer.Option("--mode", metavar="MODE", help="A mode of that code.")] = None,
    modality: Annotated[
        str,
        typer.Option("--modality", metavar="WORD", help="actual, promised, demanded, threatened or conditional."),
    ] = "actual",
    deny: Annotated[bool, typer.Option("--deny", help="It is said not to be so.")] = False,
    speaker: Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Who says it.")] = None,
    actor: Annotated[Several, typer.Option("--actor", metavar="NAME", help="Who does it; may be repeated.")] = None,
    recipient: Annotated[Several, typer.Option("--recipient", metavar="NAME", help="To whom; may be repeated.")] = None,
    place: Annotated[Several, typer.Option("--place", metavar="NAME", help="Where; may be repeated.")] = None,
    what: Annotated[str | None, typer.Option("--what", metavar="TEXT", help="What it is about.")] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="When it happened, holds or falls due.")
    ] = None,
    number: Annotated[
        Several, typer.Option("--number", metavar="WHAT=N", help="killed=4, killed=4-6, vehicles=3+; may be repeated.")
    ] = None,
    agreement: Annotated[str | None, typer.Option("--agreement", metavar="NAME", help="Of which agreement.")] = None,
    zone: Annotated[str | None, typer.Option("--zone", metavar="NAME", help="Of which zone.")] = None,
    class_: Annotated[
        str | None,
        typer.Option("--class", metavar="CLASS", help="Of which provision, such as withdraw_heavy_weapons."),
    ] = None,
    confidential: Annotated[
        bool, typer.Option("--confidential", help="Keep it out of answers, tables and pages unless asked for.")
    ] = False,
) -> None:
    r"""Add what is known from a source that nobody published, such as a phone call or a bulletin.

    It counts like a report's claim, of the outlet “monitor's note”, and stays through every build.

    \b
    Example:
      trucewatch claims add "The crossing was shelled." --case case.db --who "M. Haddad" --day 2018-12-04 --code ASSAULT
      trucewatch claims add "All tanks have left." --case case.db --who "M. Haddad" --day 2018-10-09 --confidential
    """
    from trucewatch.pipeline import days, handmade  # noqa: PLC0415 - opens the case

    note = handmade.Note(
        text,
        who,
        days.span(day, "--day").edtf,
        code,
        mode,
        modality,
        "deny" if deny else "affirm",
        speaker,
        actor or (),
        recipient or (),
        place or (),
        what,
        None if on is None else days.span(on, "--on").edtf,
        number or (),
        agreement,
        zone,
        class_,
        confidential,
    )
    added = handmade.add(case, note)
    for name in added.unknown:
        sys.stderr.write(f"Nothing known is called {name!r}; it is kept as written.\n")
    state = "added" if added.is_new else "in the case already"
    typer.echo(f"Claim {added.claim.claim_id} is {state}{', confidential' if confidential else ''}.")


def withdraw(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The id of a claim made by hand.")],
    case: options.Case,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, for whoever looks at the case later.")],
    *,
    who: Annotated[str | None, typer.Option("--who", metavar="NAME", help="Who decides so.")] = None,
) -> None:
    r"""Take back a claim made by hand: it stays in the case, and no longer counts.

    \b
    Example:
      trucewatch claims withdraw 9f86d081884c7d65 --case case.db --why "misheard" --who "M. Haddad"
    """
    from trucewatch.pipeline import handmade  # noqa: PLC0415 - opens the case

    report = handmade.withdraw(case, claim, why, who=who)
    typer.echo(f"Claim {claim} is withdrawn: {report.withdrawn}")
    typer.echo(f"`trucewatch withdraw {report.report_id} --undo` takes this back.")


def _claim_cells(rows: Iterable[Row], seen: Any) -> Cells:  # noqa: ANN401 - a View, loaded late
    from trucewatch.monitoring import appeared_in  # noqa: PLC0415 - opens the dossier

    def day(row: Row) -> str:
        return str(row["date"] or row["said"] or seen.dossier.reports[row["report_id"]].published or "")

    for row in sorted(rows, key=lambda row: (day(row), row["claim_id"])):
        report = seen.dossier.reports[row["report_id"]]
        outlet = appeared_in(report) + (" (withdrawn)" if report.withdrawn else "")
        doing = f"{names_of(row['actors'])} {row['code'] or 'says'} {names_of(row['recipients'])}".strip()
        marks = [m for m in (row["modality"], row["polarity"]) if m not in ("actual", "affirm")]
        claim = doing + (f" ({', '.join(marks)})" if marks else "")
        yield day(row), name_of(row["speaker"]), outlet, claim, row["quote"], row["claim_id"]
