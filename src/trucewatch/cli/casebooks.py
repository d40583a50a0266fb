"""`trucewatch init`, `trucewatch check` and `trucewatch codebook`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from trucewatch.cli.exits import Exit
from trucewatch.cli.helping import add
from trucewatch.vocabulary.errors import RequestError


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add(app, init, check, codebook)


def init(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Small letters, digits and hyphens: sudan, south-sudan.")],
) -> None:
    r"""Write a commented casebook to fill in, NAME.yaml, in this folder.

    \b
    Example:
      trucewatch init sudan
    """
    from trucewatch.casebook import template  # noqa: PLC0415 - loads general knowledge

    path = Path(f"{name}.yaml")
    text = template(name)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise RequestError(
            "TW-CLI-2", "this file is there already; it was left as it is.", str(path), "Choose another name."
        ) from error
    typer.echo(f"{path} is written. Fill it in, then: trucewatch check {path}")


def check(
    casebook: Annotated[str, typer.Argument(metavar="FILE", help="A casebook file, or the name of a shipped one.")],
) -> None:
    r"""Say everything that is wrong with a casebook, with lines. The status is 1 where it has errors.

    \b
    Example:
      trucewatch check sudan.yaml
    """
    from trucewatch.casebook import Level  # noqa: PLC0415 - the same
    from trucewatch.casebook import check as check_casebook  # noqa: PLC0415 - the same

    problems = check_casebook(casebook)
    errors = sum(1 for problem in problems if problem.level is Level.ERROR)
    for problem in problems:
        typer.echo(f"{problem.where}: {problem.level}: {problem.what} {problem.do} [{problem.code}]")
    warnings = len(problems) - errors
    typer.echo(f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}")
    if errors:
        raise typer.Exit(Exit.REJECTS)


def codebook() -> None:
    r"""Print the codebook: every code with its meaning and example sentences, in Markdown.

    \b
    Example:
      trucewatch codebook > codebook.md
    """
    from trucewatch.codebook.document import document  # noqa: PLC0415 - loads the codes

    sys.stdout.write(document())
