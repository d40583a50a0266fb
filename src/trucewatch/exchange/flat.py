"""Rows as lines of a table: objects flattened (`speaker.name`), lists and free objects as JSON."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from trucewatch.exchange.shapes import Row
from trucewatch.exchange.tables import Table, schema

Path = tuple[str, ...]


def _object_in(described: Mapping[str, Any], definitions: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The description of the object that a field holds, if it is one with named fields (or such a one or null)."""
    for option in described.get("anyOf", (described,)):
        name = option.get("$ref", "").rpartition("/")[2]
        meant = definitions[name] if name else option
        if "properties" in meant:
            found: Mapping[str, Any] = meant
            return found
    return None


def _paths(described: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[Path]:
    for name, field in described["properties"].items():
        inner = _object_in(field, definitions)
        if inner is None:
            yield (name,)
        else:
            yield from ((name, *rest) for rest in _paths(inner, definitions))


def paths(table: Table) -> list[Path]:
    """Where each column of the flattened table stands in a row, in the order of the schema."""
    described = schema(table)
    return list(_paths(described, described.get("$defs", {})))


def columns(table: Table) -> list[str]:
    """The names of the columns: always the same, whatever the rows hold."""
    return [".".join(path) for path in paths(table)]


def value_at(row: Row, path: Path) -> Any:  # noqa: ANN401 - whatever the row holds
    """What stands in one column, as it is; None where something on the way is."""
    value: Any = row
    for name in path:
        value = None if value is None else value[name]
    return value


def cell(row: Row, path: Path) -> str:
    """What stands in one column: empty for null, JSON for lists and free objects."""
    value = value_at(row, path)
    if value is None:
        return ""
    return value if isinstance(value, str) else to_json(value)


def to_json(value: object) -> str:
    """JSON in Unicode, without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
