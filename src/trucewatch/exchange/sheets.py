"""Tables as workbooks (XLSX): flattened like CSV, numbers as numbers, text from right to left where it is so written.

A cell holds 32,767 characters and a sheet 1,048,576 lines; longer text is cut and says so.
"""

import datetime as dt
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from trucewatch.exchange.flat import columns, paths, to_json, value_at
from trucewatch.exchange.shapes import Row
from trucewatch.exchange.tables import Table
from trucewatch.vocabulary.errors import RequestError

LONGEST = 32_767
LINES = 1_048_576
CUT = " … [cut here: a cell of a workbook holds no more; CSV, JSON Lines and Parquet have it all]"
_UNDATED = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook's time has no zone; ours is the same always
_PLAIN = {
    "constant_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
_RTL = frozenset({"R", "AL"})


def write_sheet(rows: Iterable[Row], table: Table, target: Path) -> int:
    """Write one table as a workbook of one sheet; returns how many rows. RequestError where they are too many."""
    with Workbook(str(target), dict(_PLAIN)) as book:
        book.set_properties({"title": f"Trucewatch: {table}", "created": _UNDATED})
        sheet = book.add_worksheet(table.value)
        sheet.freeze_panes(1, 0)
        head, leftward = book.add_format({"bold": True}), book.add_format({"reading_order": 2})
        sheet.write_row(0, 0, columns(table), head)
        where = paths(table)
        count = 0
        for count, row in enumerate(rows, 1):
            if count >= LINES:
                raise RequestError(
                    "TW-EXPORT-8", f"A sheet holds {LINES - 1:,} rows, and there are more.", do="Use parquet or csv."
                )
            for column, path in enumerate(where):
                _put(sheet, count, column, value_at(row, path), leftward)
    return count


def _put(sheet: Any, line: int, column: int, value: Any, leftward: Any) -> None:  # noqa: ANN401 - untyped library
    if value is None or value == "":
        return
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        sheet.write_number(line, column, value)
        return
    text = value if isinstance(value, str) else to_json(value)
    if len(text) > LONGEST:
        text = text[: LONGEST - len(CUT)] + CUT
    sheet.write_string(line, column, text, leftward if is_leftward(text) else None)


def is_leftward(text: str) -> bool:
    """Whether the first letter with a direction is of a script that runs from right to left (UAX 9, P2 and P3)."""
    strong = (d for c in text if (d := unicodedata.bidirectional(c)) in ("L", "R", "AL"))
    return next(strong, "L") in _RTL
