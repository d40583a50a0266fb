"""Rows on standard output: as a table for people, as JSON or CSV for programs. One set of options for every listing."""

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trucewatch.vocabulary.errors import RequestError

if TYPE_CHECKING:
    from trucewatch.exchange import Table

Row = dict[str, Any]

_WIDTH_IN_PIPE = 140
_WIDEST_SHORT = 24
_LONG = frozenset({"sentence", "what", "reason", "found", "value", "according to", "called"})
"""Heads of columns that get the room that the others leave."""


class Format(StrEnum):
    """How rows are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


AsJson = Annotated[bool, typer.Option("--json", help="Write the rows as a JSON array, in the shapes of the exports.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Write the rows as CSV, objects flattened, lists as JSON.")]
AsTable = Annotated[bool, typer.Option("--table", help="Write a table for reading (the default).")]


def chosen(*, as_json: bool, as_csv: bool, as_table: bool) -> Format:
    """The one format asked for; RequestError where two are."""
    asked = [f for f, yes in ((Format.JSON, as_json), (Format.CSV, as_csv), (Format.TABLE, as_table)) if yes]
    if len(asked) > 1:
        names = " and ".join(f"--{f}" for f in asked)
        raise RequestError("TW-CLI-1", f"{names} were given together.", do="Give one of them.")
    return asked[0] if asked else Format.TABLE


def write_json(value: object) -> None:
    """One JSON value on standard output, indented, in Unicode."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def write_rows(rows: Iterable[Row], table: "Table", fmt: Format) -> None:
    """Rows of an exported table on standard output, as JSON or CSV."""
    if fmt is Format.JSON:
        write_json(list(rows))
        return
    from trucewatch.exchange import Format as FileFormat  # noqa: PLC0415 - opens the dossier
    from trucewatch.exchange import write  # noqa: PLC0415 - the same

    write(rows, table, FileFormat.CSV, sys.stdout)


def write_cells(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Cells as CSV on standard output."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)


def write_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Cells as a table for reading, wrapped to the width of the terminal; nothing is cut off."""
    from rich import box  # noqa: PLC0415 - only for tables
    from rich.console import Console  # noqa: PLC0415 - the same
    from rich.table import Table as Grid  # noqa: PLC0415 - the same
    from rich.text import Text  # noqa: PLC0415 - the same

    console = Console(width=None if sys.stdout.isatty() else _WIDTH_IN_PIPE, highlight=False)
    grid = Grid(*heads, box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    for head, column in zip(heads, grid.columns, strict=True):
        column.overflow = "fold"
        if head in _LONG:
            column.ratio = 1
        else:
            column.max_width = _WIDEST_SHORT
    count = 0
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
        count += 1
    if count:
        console.print(grid)
    sys.stdout.write(f"{count:,} {'row' if count == 1 else 'rows'}\n")
