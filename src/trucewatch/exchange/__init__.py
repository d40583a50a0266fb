"""Ours out: the tables of a dossier as rows, held to their schemas, written in one of several formats."""

from trucewatch.exchange.flat import columns
from trucewatch.exchange.placing import beside
from trucewatch.exchange.shapes import Row
from trucewatch.exchange.tables import Table, rows, schema, table_named
from trucewatch.exchange.writing import BINARY, Format, can_hold, ending, format_named, write

__all__ = [
    "BINARY",
    "Format",
    "Row",
    "Table",
    "beside",
    "can_hold",
    "columns",
    "ending",
    "format_named",
    "rows",
    "schema",
    "table_named",
    "write",
]
