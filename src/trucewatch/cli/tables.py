"""One way from an exported table to a listing: narrowed as asked, as a table for reading or as its rows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trucewatch.cli import options
from trucewatch.cli.output import Format, Row, write_rows, write_table

if TYPE_CHECKING:
    from trucewatch.exchange import Table

Cells = Iterator[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table for reading: its heads, and the cells of rows as seen in a view."""

    heads: Sequence[str]
    cells: Callable[[Iterable[Row], Any], Cells]


def list_table(
    name: str,
    opened: options.Opened,
    shown: options.Shown,
    sheet: Sheet,
    named: options.Named,
    between: options.Between | None = None,
    known: options.Known | None = None,
) -> None:
    """Write the rows of a table that fit all that was asked."""
    from trucewatch.exchange import table_named  # noqa: PLC0415 - opens the dossier
    from trucewatch.pipeline import filters  # noqa: PLC0415 - the same

    table: Table = table_named(name)
    fmt, known_at = shown.fmt, known.day if known else None
    days = between.days if between else None
    with opened.view() as seen:
        want = filters.wanted(seen.dossier, seen.knowledge, named.names, days)
        rows = filters.kept(table, seen.rows(table, known_at=known_at), seen.dossier, want)
        if fmt is Format.TABLE:
            write_table(sheet.heads, sheet.cells(rows, seen))
        else:
            write_rows(rows, table, fmt)


def name_of(thing: Row | None) -> str:
    """What a thing in a row is called."""
    return str((thing["name"] or thing["mention"] or "") if thing else "")


def names_of(things: Iterable[Row]) -> str:
    """What several are called."""
    return ", ".join(filter(None, map(name_of, things)))
