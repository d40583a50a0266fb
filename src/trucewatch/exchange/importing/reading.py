"""A file of a data set as a stream of imported rows and rejects."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.exchange.importing import acled, agreements, airwars, ceasefires, columns, gdelt, ged
from trucewatch.exchange.importing.actors import Actors
from trucewatch.exchange.importing.making import report_id
from trucewatch.exchange.importing.rows import Context, Imported, Row, RowFault
from trucewatch.exchange.importing.sheet import Sheet, look_through
from trucewatch.exchange.importing.spec import DataSet
from trucewatch.times.days import Order
from trucewatch.vocabulary.errors import InputError
from trucewatch.vocabulary.records import Reject

_READERS: Mapping[str, Callable[[list[Row], Context], Imported]] = {
    "acled": acled.read,
    "airwars": airwars.read,
    "cf": ceasefires.read,
    "gdelt-events": gdelt.read_event,
    "gdelt-mentions": gdelt.read_mention,
    "pax": agreements.read_pax,
    "ucdp-ged": ged.read,
    "ucdp-pad": agreements.read_pad,
}
_GROUPED = {"cf": ceasefires.GROUP}
"""Data sets with several rows a unit, and the column that says which belong together."""
_BLAMED = ("airwars_code", "belligerent", "type")
_TELLING = ("airwars_code", "source_name")


@dataclass(frozen=True, slots=True)
class Options:
    """What a person says of a file: renamed columns (published name → its name there), order of day and month, the day
    this version came out (EDTF) and its version, and further files with belligerents and with sources.
    """  # noqa: D205 - one sentence

    renamed: Mapping[str, str] = field(default_factory=dict)
    order: Order | None = None
    released: str | None = None
    version: str | None = None
    belligerents: Sheet | None = None
    sources: Sheet | None = None


def sheet_of(path: Path, name: str) -> Sheet:
    """The file, looked through once; InputError where it cannot be read."""
    return look_through(path, name)


def rows_of(
    data: DataSet, sheet: Sheet, general: Knowledge, options: Options | None = None, *, coder: str = ""
) -> Iterator[Imported | Reject]:
    """Every unit of the file, and a reject for every row that could not be taken.

    `general` is general knowledge; `coder` stands on the claims. Of rows with one id the first counts.

    Raises:
        InputError: the file is not of this data set, or breaks off.
        RequestError: a column that the options name is not there.
    """
    options = options or Options()
    context = Context(
        data=data,
        file=sheet.name,
        coder=coder or f"import:{data.kind}",
        actors=Actors(general),
        released=options.released,
        order=options.order,
        beside=airwars.belligerents(_beside(options.belligerents, "belligerents", _BLAMED), data),
        sources=airwars.sources(_beside(options.sources, "sources", _TELLING)),
    )
    seen: dict[int, int] = {}
    read = _READERS[data.kind]
    for item in _units(_rows(data, sheet, options), _GROUPED.get(data.kind)):
        if isinstance(item, Reject):
            yield item
            continue
        yield _read(read, item, context, seen)


def _read(
    read: Callable[[list[Row], Context], Imported], rows: list[Row], context: Context, seen: dict[int, int]
) -> Imported | Reject:
    number = rows[0].number
    try:
        found = read(rows, context)
    except RowFault as fault:
        return Reject(context.file, f"row {number}", fault.code, fault.reason, fault.advice)
    if not found.key:
        reason = f"the {context.data.unit} has no id"
        return Reject(context.file, f"row {number}", "TW-IMPORT-15", reason, "Mend the row.")
    mark = int(report_id("", found.key), 16)
    first = seen.setdefault(mark, number)
    if first != number:
        reason = f"the id {found.key} stands in row {first} already; that one was taken"
        return Reject(context.file, f"row {number}", "TW-IMPORT-17", reason, "Remove one of the two rows.")
    return found


def _rows(data: DataSet, sheet: Sheet, options: Options) -> Iterator[Row | Reject]:
    lines = sheet.rows()
    first = next(lines, None)
    if first is None:
        raise InputError("TW-IMPORT-6", "The file has no rows.", sheet.name, "Fetch it again.")
    named = columns.is_header(data, first)
    header: Sequence[str] = first if named else data.without_header
    if not named and len(first) != len(header):
        what = f"The file has no row of names and {len(first)} columns; {data.name} has {len(header)}."
        raise InputError("TW-IMPORT-2", what, sheet.name, "Name the columns in its first row.")
    at = tuple(columns.placed(data, header, options.renamed, sheet.name).items())
    width = len(header)
    for number, cells in enumerate(lines if named else chain([first], lines), 1):
        if len(cells) == width:
            yield Row(number, {name: cells[i].strip() for name, i in at})
        elif any(cells):
            reason = f"it has {len(cells)} cells, the row of names {width}"
            yield Reject(sheet.name, f"row {number}", "TW-IMPORT-10", reason, "Mend the row; a quote may be missing.")


def _units(rows: Iterable[Row | Reject], group: str | None) -> Iterator[list[Row] | Reject]:
    """Single rows as they come; grouped ones once all rows are read, by the first of each group."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if isinstance(row, Reject):
            yield row
        elif group is None:
            yield [row]
        else:
            groups.setdefault(row[group], []).append(row)
    yield from groups.values()


def _beside(sheet: Sheet | None, what: str, needed: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """The rows of a further file, by its folded names of columns."""
    if sheet is None:
        return
    lines = sheet.rows()
    header = [columns.fold(name) for name in next(lines, [])]
    missing = [name for name in needed if name not in header]
    if missing:
        told = f"This is no file of {what}: no column {', '.join(missing)}."
        raise InputError("TW-IMPORT-2", told, sheet.name, f"It must have the columns {', '.join(needed)}.")
    for cells in lines:
        yield dict(zip(header, cells, strict=False))
