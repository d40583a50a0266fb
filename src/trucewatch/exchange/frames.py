"""Rows as polars frames and back: objects are structs, lists are lists, under the names of the exports.

The type of each column comes from the table's schema, so that it is the same whatever the rows hold. Three shapes have
no plain type: a field on which sources may differ is always a list of `{value, claims}` (one value: a list of one,
without claims); an object with free names is a list of `{key, value}`; a value that may be words, a number or a range
is text, numbers and ranges as JSON. `rows_of` gives back the rows as they were.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import polars as pl

from trucewatch.exchange.flat import to_json
from trucewatch.exchange.shapes import Row, number
from trucewatch.exchange.tables import Table, schema

_SIMPLE: dict[str, Any] = {
    "string": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "boolean": pl.Boolean(),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A column's type, and what it is: plain, number, list, struct, versions, pairs, json or mixed."""

    what: str
    dtype: Any
    inner: Mapping[str, "Kind"] | None = None
    item: "Kind | None" = None


def frame(rows: Iterable[Row], table: Table) -> pl.DataFrame:
    """The rows of a table as a frame."""
    kinds = _kinds(table)
    types = {name: kind.dtype for name, kind in kinds.items()}
    told = [{name: _to(row[name], kind) for name, kind in kinds.items()} for row in rows]
    return pl.DataFrame(told, schema=types, orient="row")


def rows_of(made: pl.DataFrame, table: Table) -> Iterator[Row]:
    """The rows that a frame was made of."""
    kinds = _kinds(table)
    for row in made.iter_rows(named=True):
        yield {name: _from(row[name], kind) for name, kind in kinds.items()}


@cache
def _kinds(table: Table) -> dict[str, Kind]:
    described = schema(table)
    definitions = described.get("$defs", {})
    return {name: _kind(field, definitions) for name, field in described["properties"].items()}


def _kind(field: Mapping[str, Any], definitions: Mapping[str, Any]) -> Kind:
    options = [_meant(option, definitions) for option in field.get("anyOf", (field,))]
    options = [option for option in options if option.get("type") != "null"]
    if len(options) > 1:
        versions = next(option for option in options if option.get("type") == "array")
        item = _kind(versions["items"], definitions)
        return Kind("versions", pl.List(item.dtype), item=item)
    option = options[0]
    names = _types(option)
    if len(names) > 1:
        return Kind("mixed", pl.String())
    return _of_type(names[0], option, definitions)


def _of_type(name: str, field: Mapping[str, Any], definitions: Mapping[str, Any]) -> Kind:
    if name == "array":
        item = _kind(field["items"], definitions)
        return Kind("list", pl.List(item.dtype), item=item)
    if name != "object":
        return Kind("number" if name == "number" else "plain", _SIMPLE[name])
    if "properties" in field:
        inner = {key: _kind(value, definitions) for key, value in field["properties"].items()}
        return Kind("struct", pl.Struct({key: kind.dtype for key, kind in inner.items()}), inner)
    if isinstance(field.get("additionalProperties"), Mapping):
        return Kind("pairs", pl.List(pl.Struct({"key": pl.String(), "value": pl.String()})))
    return Kind("json", pl.String())


def _meant(option: Mapping[str, Any], definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    name = option.get("$ref", "").rpartition("/")[2]
    found: Mapping[str, Any] = definitions[name] if name else option
    return found


def _types(field: Mapping[str, Any]) -> list[str]:
    if "enum" in field:
        return ["string"]
    names = field["type"] if isinstance(field["type"], list) else [field["type"]]
    return [name for name in names if name != "null"]


def _to(value: Any, kind: Kind) -> Any:  # noqa: ANN401, PLR0911 - whatever the row holds, by kind
    if value is None:
        return None if kind.what != "versions" else []
    match kind:
        case Kind("struct", inner=dict(inner)):
            return {name: _to(value[name], each) for name, each in inner.items()}
        case Kind("list", item=Kind() as item):
            return [_to(each, item) for each in value]
        case Kind("versions"):
            return value if isinstance(value, list) else [{"value": value, "claims": []}]
        case Kind("pairs"):
            return [{"key": key, "value": each} for key, each in value.items()]
        case Kind("json"):
            return to_json(value)
        case Kind("mixed"):
            return value if isinstance(value, str) and not _is_json(value) else to_json(value)
        case Kind("number"):
            return float(value)
    return value


def _from(value: Any, kind: Kind) -> Any:  # noqa: ANN401, PLR0911 - the way back
    if value is None:
        return None
    match kind:
        case Kind("struct", inner=dict(inner)):
            return {name: _from(value[name], each) for name, each in inner.items()}
        case Kind("list", item=Kind() as item):
            return [_from(each, item) for each in value]
        case Kind("versions"):
            return value if len(value) > 1 else value[0]["value"] if value else None
        case Kind("pairs"):
            return {each["key"]: each["value"] for each in value}
        case Kind("json"):
            return json.loads(value)
        case Kind("mixed"):
            return json.loads(value) if _is_json(value) else value
        case Kind("number"):
            return number(value)
    return value


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
