"""`trucewatch search` and `trucewatch show`."""

from typing import Annotated

import typer

from trucewatch.cli import options
from trucewatch.cli.helping import add
from trucewatch.cli.output import AsJson, write_json, write_table


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add(app, search, show)


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help='Words, "a phrase", or the start of one*.')],
    opened: options.Opened,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many reports at most.")] = 20,
    *,
    as_json: AsJson = False,
) -> None:
    r"""Find reports that hold all these words, in any language.

    \b
    Example:
      trucewatch search heavy weapons --case case.db
      trucewatch search '"heavy weapons" withdr*' --case case.db
    """
    from dataclasses import asdict  # noqa: PLC0415 - cheap start

    with opened.view() as seen:
        hits = seen.search(" ".join(words), limit)
    if as_json:
        write_json([asdict(hit) for hit in hits])
        return
    cells = ((h.published or "", h.outlet or "", h.title or "", h.snippet, h.report_id) for h in hits)
    write_table(("published", "outlet", "title", "found", "id"), cells)


def show(
    ident: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The id of a claim, report, event, party, agreement, zone or commitment.",
            show_default=False,
        ),
    ],
    opened: options.Opened,
) -> None:
    r"""Show a claim in its report, a report with its coded sentences marked, or why claims or names are one thing.

    For an event, agreement, zone or commitment it lists the claims taken for it, for a party its names, each with the
    reason. `trucewatch decide` corrects what is wrong.

    \b
    Example:
      trucewatch show 9f86d081884c7d65 --case case.db
      trucewatch show event-60303ae22b99 --case case.db
      trucewatch show sochi-memorandum-2018 --case case.db
    """
    from trucewatch.cli.link_text import link_lines  # noqa: PLC0415 - opens the case
    from trucewatch.cli.report_text import claim_lines, report_lines  # noqa: PLC0415 - the same
    from trucewatch.dossier.links import kind_of  # noqa: PLC0415 - the same

    with opened.view() as seen:
        claim = seen.dossier.claims.get(ident)
        if claim is not None:
            found = claim_lines(claim, seen.dossier)
        elif kind_of(seen.dossier, ident):
            found = link_lines(ident, seen.dossier, seen.ledger.decisions())
        else:
            found = report_lines(ident, seen.dossier)
        for line in found:
            typer.echo(line)
