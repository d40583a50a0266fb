"""Ours out: the tables of a dossier as rows, held to their schemas, written as JSON Lines or CSV."""

from trucewatch.exchange.flat import columns
from trucewatch.exchange.shapes import Row
from trucewatch.exchange.tables import Table, rows, schema, table_named
from trucewatch.exchange.writing import Format, format_named, write

__all__ = ["Format", "Row", "Table", "columns", "format_named", "rows", "schema", "table_named", "write"]
