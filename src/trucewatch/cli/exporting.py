"""`trucewatch export` and `trucewatch schema`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from trucewatch.cli import options
from trucewatch.cli.helping import add
from trucewatch.cli.output import write_json

TableName = Annotated[
    str | None,
    typer.Argument(
        metavar="TABLE",
        help="reports, claims, parties, agreements, zones, commitments, events, findings, disagreements, naming or "
        "rejects.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add(app, export, schema)


def export(
    opened: options.Opened,
    table: TableName = None,
    *,
    fmt: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="jsonl|csv|parquet|xlsx|plover|geojson",
            help="JSON Lines, CSV, Parquet or a workbook; events also in the manner of PLOVER, zones as GeoJSON.",
        ),
    ] = "jsonl",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to (with --all: a folder).")
    ] = None,
    asked: options.Asked,
    everything: Annotated[bool, typer.Option("--all", help="Every table, each to a file in the folder -o.")] = False,
) -> None:
    r"""Write a table, in the names and shapes that `trucewatch schema TABLE` states.

    \b
    Example:
      trucewatch export claims --case case.db --format csv -o claims.csv
      trucewatch export findings --case case.db --on 2018-12-04 --known-by 2018-12-04
      trucewatch export claims --case case.db --format xlsx -o claims.xlsx
      trucewatch export --all --case case.db --format parquet -o tables/
    """
    from trucewatch.exchange import Table, can_hold, ending, format_named, table_named, write  # noqa: PLC0415 - opens the dossier

    chosen = format_named(fmt)
    if everything == (table is not None):
        raise typer.BadParameter("Name one table, or give --all.")
    if everything and output is None:
        raise typer.BadParameter("--all needs a folder: -o FOLDER.")
    tables = [table_named(table)] if table else [each for each in Table if can_hold(chosen, each)]
    with opened.view() as seen:
        if everything and output:
            output.mkdir(parents=True, exist_ok=True)
        for each in tables:
            question = asked.question(seen) if each is Table.FINDINGS else None
            target = output / f"{each}.{ending(chosen)}" if everything and output else output
            count = write(seen.rows(each, question), each, chosen, target or sys.stdout)
            if target:
                sys.stderr.write(f"{target}: {count:,} rows\n")


def schema(table: Annotated[str, typer.Argument(metavar="TABLE", help="A table of `trucewatch export`.")]) -> None:
    r"""Print the JSON Schema of a table's rows.

    \b
    Example:
      trucewatch schema claims
    """
    from trucewatch.exchange import schema as schema_of  # noqa: PLC0415 - not needed for --help
    from trucewatch.exchange import table_named  # noqa: PLC0415 - the same

    write_json(schema_of(table_named(table)))
