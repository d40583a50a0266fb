"""The page that describes the exported tables, made from their schemas.

`python -m trucewatch.exchange.documenting` prints it.
"""

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from trucewatch.exchange.flat import columns
from trucewatch.exchange.tables import Table, schema

_INTRODUCTION = """\
# The exported tables

<!-- Made from src/trucewatch/exchange/schemas by `python -m trucewatch.exchange.documenting`; change it there. -->

    trucewatch export TABLE --case FILE --format jsonl|csv|parquet|xlsx|plover|geojson -o OUT

Each table keeps to its JSON Schema (draft 2020-12) in `trucewatch/exchange/schemas/`. Every field is always there;
what is not known is null, and an empty list where there would be several. Rows are sorted by id, lists keep the order
of the text, and the same case gives the same bytes.

- **A thing named inside a row** (speaker, actor, place, zone, agreement …) is an object `{id, name, mention}`:
  `mention` as written, `id` and `name` as resolved. Where nobody can say who is meant, `id` and `name` are null.
- **Dates** are EDTF strings: `2018-09-17`, `2018-09`, `2018-11-26/2018-12-02`, `..` for an open end.
- **A field on which sources differ** is a list of `{value, claims}`; with one value only, it is that value.
- **`reports` and `claims`** are lists of ids; what only the casebook knows has both empty.
- **In CSV** an object becomes one column for each of its fields (`speaker.name`), and a list is JSON. Null is an
  empty cell. **In XLSX** the same, with numbers as numbers and Arabic from right to left; a text longer than a cell
  can hold (32,767 characters) is cut and says so.
- **In Parquet**, and in the frames of Python, objects are structs and lists are lists. A field on which sources may
  differ is always a list of `{value, claims}`; `by_party` and `by_camp` are lists of `{key, value}`; `geometry` is JSON
  text, and so is a disagreement's `value` where it is a number or a range.
- **PLOVER** (events alone): one JSON object an event, with `event_type`, `event_mode` and `attributes` of ACTOR, RECIP,
  LOC and DATE, as the coder behind POLECAT writes them, and our own fields beside them. **GeoJSON** (zones alone): a
  feature for each version of where a zone lies, rival ones side by side (`rival` is false for the one that the zone
  goes by); a zone without a shape has one with a null geometry.
"""


_DEFINED = {
    "thing": "thing",
    "versions": "list of `{value, claims}`",
    "number": "number",
    "counted": "number",
    "outline": "outline",
    "placed": "zone",
}
"""What the schemas' own definitions are called on the page."""


def page() -> str:
    """The whole page, in Markdown."""
    return "\n".join([_INTRODUCTION, *(_section(table) for table in Table)])


def _section(table: Table) -> str:
    described = schema(table)
    definitions = described.get("$defs", {})
    lines = [f"## {table}", "", described["description"], "", "| field | holds | |", "|---|---|---|"]
    for path, field in _fields(described, definitions):
        lines.append(f"| `{path}` | {_kind(field)} | {field.get('description', '')} |")
    lines += ["", "CSV columns: " + ", ".join(f"`{name}`" for name in columns(table)) + ".", ""]
    return "\n".join(lines)


def _fields(
    described: Mapping[str, Any], definitions: Mapping[str, Any], before: str = ""
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each field with its path, and under it the fields of the objects it holds (but for things, told above)."""
    for name, field in described["properties"].items():
        path = f"{before}{name}"
        yield path, field
        listed = field.get("items")
        inner: Mapping[str, Any] = listed or field
        if reference := inner.get("$ref"):
            inner = definitions[reference.rpartition("/")[2]] if not reference.endswith("/thing") else {}
        if "properties" in inner:
            yield from _fields(inner, definitions, f"{path}[]." if listed else f"{path}.")


def _kind(field: Mapping[str, Any]) -> str:
    if "anyOf" in field:
        return " or ".join(_kind(option) for option in field["anyOf"])
    if "enum" in field:
        return ", ".join("null" if value is None else f"`{value}`" for value in field["enum"])
    if "$ref" in field:
        return _DEFINED[field["$ref"].rpartition("/")[2]]
    kinds = field["type"] if isinstance(field["type"], list) else [field["type"]]
    return " or ".join(f"list of {_kind(field['items'])}s" if kind == "array" else kind for kind in kinds)


if __name__ == "__main__":
    sys.stdout.write(page())
