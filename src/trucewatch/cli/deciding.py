"""`trucewatch decide`."""

from enum import StrEnum
from typing import Annotated

import typer

from trucewatch.cli import options
from trucewatch.cli.helping import add


class Word(StrEnum):
    """What can be decided about two things."""

    SAME = "same"
    NOT_SAME = "not-same"
    UNSURE = "unsure"


def register(app: typer.Typer) -> None:
    """Add the command."""
    add(app, decide)


def decide(
    left: Annotated[str, typer.Argument(metavar="ID", help="The id of a party, agreement, zone, commitment or event.")],
    right: Annotated[str, typer.Argument(metavar="ID", help="Another of the same kind, or the id of a claim.")],
    word: Annotated[
        Word,
        typer.Argument(
            metavar="same|not-same|unsure", help="`unsure` takes a decision back and keeps that you looked."
        ),
    ],
    case: options.Case,
    *,
    why: Annotated[
        str | None, typer.Option("--why", metavar="TEXT", help="Why, for whoever looks at the case later.")
    ] = None,
    who: Annotated[str | None, typer.Option("--who", metavar="NAME", help="Who decides so.")] = None,
) -> None:
    r"""Say that two things are one, or are not: two names of a party, two tellings of an event, a claim and a zone.

    It counts from now on, in every rebuild; of several decisions about one pair the last counts. `trucewatch show ID`
    tells why claims or names were taken for one.

    \b
    Example:
      trucewatch decide event-60303ae22b99 event-7f3c0a9be144 same --case case.db --why "one strike, two days"
      trucewatch decide lakeside-observatory lakeside-office not-same --case case.db --who "M. Haddad"
      trucewatch decide 9f86d081884c7d65 idlib-demilitarized not-same --case case.db
    """
    from trucewatch.pipeline import deciding  # noqa: PLC0415 - opens the case

    told = word.value.replace("-", " ")
    deciding.decide(case, left, right, told, why=why, who=who)
    typer.echo(f"Kept: {left} and {right}: {told}.")
