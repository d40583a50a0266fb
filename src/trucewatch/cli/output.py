"""Rows on standard output: as a table for people, as JSON or CSV for programs. One set of options for every listing."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

from trucewatch.vocabulary.errors import RequestError

Row = Mapping[str, Any]


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


def write_csv(rows: Iterable[Row], columns: Sequence[str]) -> None:
    """Rows as CSV with these columns on standard output."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
