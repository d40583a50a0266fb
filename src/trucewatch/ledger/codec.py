"""Records to rows and back: one generic codec for the frozen dataclasses of the vocabulary.

A scalar field is a column of its own; anything nested is compact JSON. Fields that hold their default are left out
of nested JSON, and an empty tuple is stored as NULL, so that a row costs little more than what it says.
"""

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from functools import cache
from json.encoder import encode_basestring
from math import isfinite
from operator import attrgetter
from typing import Any, Generic, TypeVar

T = TypeVar("T")

Convert = Callable[[Any], Any]

_PLAIN = (str, int, float, bool, type(None))


def _same(value: Any) -> Any:  # noqa: ANN401  # a codec takes whatever the field holds
    return value


def _value_of(member: Enum) -> Any:  # noqa: ANN401  # the value of any enum
    return member.value


def _optional(inner: type, convert: Callable[[Any], Convert]) -> Convert:
    convert_inner = convert(inner)
    if convert_inner is _same:
        return _same
    return lambda value: None if value is None else convert_inner(value)


def _branches(kind: Any) -> tuple[Any, ...] | None:  # noqa: ANN401  # a type form, for which Python 3.11 has no name
    """The parts of a union without None, or None where `kind` is no union."""
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return tuple(part for part in typing.get_args(kind) if part is not type(None))
    return None


@dataclasses.dataclass(frozen=True, slots=True)
class _Field:
    """`write` makes JSON of a nested value at once, without the lists and mappings that `json` would want."""

    name: str
    default: Any
    encode: Convert
    decode: Convert
    write: Callable[[Any], str]
    nested: bool


def _default_of(field: "dataclasses.Field[Any]") -> Any:  # noqa: ANN401  # whatever the default is
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def _is_nested(kind: Any) -> bool:  # noqa: ANN401  # a type form
    branches = _branches(kind) or (kind,)
    return any(not (isinstance(part, type) and issubclass(part, (*_PLAIN, Enum))) for part in branches)


_KNOWN: dict[type, tuple[_Field, ...]] = {}


def _fields(kind: type) -> tuple[_Field, ...]:
    known = _KNOWN.get(kind)
    if known is None:
        hints = typing.get_type_hints(kind)
        known = _KNOWN[kind] = tuple(
            _Field(
                name=field.name,
                default=_default_of(field),
                encode=_encoder(hints[field.name]),
                decode=_decoder(hints[field.name]),
                write=_writer(hints[field.name]),
                nested=_is_nested(hints[field.name]),
            )
            for field in dataclasses.fields(kind)
        )
    return known


def _tuple_decoder(kind: Any) -> Convert:  # noqa: ANN401  # a type form
    parts = typing.get_args(kind)
    if len(parts) == 2 and parts[1] is Ellipsis:
        one = _decoder(parts[0])
        return lambda values: tuple([one(value) for value in values])
    each = [_decoder(part) for part in parts]
    return lambda values: tuple([one(value) for one, value in zip(each, values, strict=True)])


@cache
def _encoder(kind: Any) -> Convert:  # noqa: ANN401  # a type form
    branches = _branches(kind)
    if branches is not None:
        return _optional(branches[0], _encoder) if len(branches) == 1 else _same
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _value_of
    return _same


@cache
def _writer(kind: Any) -> Callable[[Any], str]:  # noqa: ANN401  # a type form
    branches = _branches(kind)
    if branches is not None:
        inner = _writer(branches[0]) if len(branches) == 1 else to_json
        return lambda value: "null" if value is None else inner(value)
    if typing.get_origin(kind) is tuple:
        return _tuple_writer(kind)
    if kind is str:
        return encode_basestring
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda member: to_json(member.value)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _record_writer(kind)
    return _write_number if kind in (int, float) else to_json


def _write_number(value: float) -> str:
    return repr(value) if type(value) in (int, float) and isfinite(value) else to_json(value)


def _tuple_writer(kind: Any) -> Callable[[Any], str]:  # noqa: ANN401  # a type form
    parts = typing.get_args(kind)
    if len(parts) == 2 and parts[1] is Ellipsis:
        one = _writer(parts[0])
        return lambda values: "[" + ",".join([one(value) for value in values]) + "]"
    each = [_writer(part) for part in parts]
    return lambda values: "[" + ",".join([one(value) for one, value in zip(each, values, strict=True)]) + "]"


def _record_writer(kind: type) -> Callable[[Any], str]:
    fields = _fields(kind)
    values_of = attrgetter(*(field.name for field in fields))
    parts = [(f"{encode_basestring(field.name)}:", field.default, field.write) for field in fields]

    def write(record: object) -> str:
        told = zip(parts, values_of(record), strict=True)
        return (
            "{"
            + ",".join([name + one(v) for (name, default, one), v in told if v is not default and v != default])
            + "}"
        )

    return write


@cache
def _decoder(kind: Any) -> Convert:  # noqa: ANN401  # a type form
    branches = _branches(kind)
    if branches is not None:
        return _optional(branches[0], _decoder) if len(branches) == 1 else _same
    if typing.get_origin(kind) is tuple:
        return _tuple_decoder(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {member.value: member for member in kind}.__getitem__
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return lambda data: _decode_record(kind, data)
    return _same


def _decode_record(kind: type, data: Mapping[str, Any]) -> Any:  # noqa: ANN401  # an instance of `kind`
    return kind(**{field.name: field.decode(data[field.name]) for field in _fields(kind) if field.name in data})


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_json(value: object) -> str:
    """Compact JSON that is the same for the same value."""
    return _ENCODE(value)


class RowCodec(Generic[T]):
    """Turns records of one dataclass into rows (column → scalar) and back.

    Columns are the dataclass's fields by name; `except_for` names fields that are not stored with the record.
    """

    def __init__(self, kind: type[T], *, except_for: Iterable[str] = ()) -> None:
        left_out = frozenset(except_for)
        self.kind = kind
        self._fields = tuple(field for field in _fields(kind) if field.name not in left_out)
        self.columns = tuple(field.name for field in self._fields)
        self._values = attrgetter(*self.columns)
        self._converted = tuple(
            (at, field) for at, field in enumerate(self._fields) if field.nested or field.encode is not _same
        )

    def row(self, record: T) -> dict[str, Any]:
        """The record as column values: strings, numbers, None."""
        return dict(zip(self.columns, self.values(record), strict=True))

    def values(self, record: T) -> list[Any]:
        """The same without the names, in the order of `columns`."""
        out = list(self._values(record))
        for at, field in self._converted:
            value = out[at]
            if not field.nested:
                out[at] = field.encode(value)
            elif value is not None:
                out[at] = None if value == () else field.write(value)
        return out

    def record(self, values: Sequence[Any], **more: object) -> T:
        """The record that `values` hold, in the order of `columns`; `more` gives the fields that are not stored."""
        known = dict(more)
        for field, stored in zip(self._fields, values, strict=True):
            if not field.nested:
                known[field.name] = field.decode(stored)
            elif stored is not None:
                known[field.name] = field.decode(json.loads(stored))
            elif field.default is dataclasses.MISSING:
                known[field.name] = None
        return self.kind(**known)
