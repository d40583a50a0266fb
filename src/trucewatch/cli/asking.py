"""`trucewatch status`."""

import sys
from typing import Annotated

import typer

from trucewatch.cli import options
from trucewatch.cli.helping import add
from trucewatch.cli.output import AsCsv, AsJson, Format, chosen, write_rows


def register(app: typer.Typer) -> None:
    """Add the command."""
    add(app, status)


def status(
    opened: options.Opened,
    *,
    asked: options.Asked,
    min_confidence: options.MinConfidence = None,
    named: options.Named,
    everything: Annotated[
        bool, typer.Option("--all", help="Every sentence, and what only the casebook knows of.")
    ] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    r"""Judge each agreement, zone and commitment: what holds, who says so, and the sentences for and against.

    \b
    Example:
      trucewatch status --case case.db --on 2018-12-04
      trucewatch status --case case.db --on 2018-10-11 --known-by 2018-10-11 --agreement "Sochi memorandum"
    """
    from trucewatch.cli.status_text import lines  # noqa: PLC0415 - opens the dossier
    from trucewatch.exchange import Table, rows  # noqa: PLC0415 - the same
    from trucewatch.pipeline import filters, overview  # noqa: PLC0415 - the same

    fmt = chosen(as_json=as_json, as_csv=as_csv, as_table=False)
    with opened.view() as seen:
        question = asked.question(seen, min_confidence)
        findings = seen.findings(question)
        want = filters.wanted(seen.dossier, seen.knowledge, named.names)
        found = list(
            filters.kept(Table.FINDINGS, rows(Table.FINDINGS, seen.dossier, findings=findings), seen.dossier, want)
        )
        if fmt is not Format.TABLE:
            write_rows(found, Table.FINDINGS, fmt)
            return
        ids = {row["finding_id"] for row in found}
        told = overview.chapters(seen.dossier, [f for f in findings if f.finding_id in ids])
        for line in lines(question, seen.dossier, told, everything=everything):
            sys.stdout.write(line.rstrip() + "\n")
