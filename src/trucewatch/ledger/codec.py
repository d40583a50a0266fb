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
    name: str
    default: Any
    encode: Convert
    decode: Convert
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
                nested=_is_nested(hints[field.name]),
            )
            for field in dataclasses.fields(kind)
        )
    return known


def _tuple_converter(kind: Any, convert: Callable[[Any], Convert], make: type) -> Convert:  # noqa: ANN401  # a type form
    parts = typing.get_args(kind)
    if len(parts) == 2 and parts[1] is Ellipsis:
        one = convert(parts[0])
        return lambda values: make([one(value) for value in values])
    each = [convert(part) for part in parts]
    return lambda values: make([one(value) for one, value in zip(each, values, strict=True)])


@cache
def _encoder(kind: Any) -> Convert:  # noqa: ANN401  # a type form
    branches = _branches(kind)
    if branches is not None:
        return _optional(branches[0], _encoder) if len(branches) == 1 else _same
    if typing.get_origin(kind) is tuple:
        return _tuple_converter(kind, _encoder, list)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _value_of
    if dataclasses.is_dataclass(kind):
        return _encode_record
    return _same


def _encode_record(record: Any) -> dict[str, Any]:  # noqa: ANN401  # any dataclass instance
    out = {}
    for field in _fields(type(record)):
        value = getattr(record, field.name)
        if value != field.default:
            out[field.name] = field.encode(value)
    return out


@cache
def _decoder(kind: Any) -> Convert:  # noqa: ANN401  # a type form
    branches = _branches(kind)
    if branches is not None:
        return _optional(branches[0], _decoder) if len(branches) == 1 else _same
    if typing.get_origin(kind) is tuple:
        return _tuple_converter(kind, _decoder, tuple)
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
        self._converted = tuple(field for field in self._fields if field.nested or field.encode is not _same)

    def row(self, record: T) -> dict[str, Any]:
        """The record as column values: strings, numbers, None."""
        out = dict(zip(self.columns, self._values(record), strict=True))
        for field in self._converted:
            value = out[field.name]
            if not field.nested:
                out[field.name] = field.encode(value)
            elif value is not None:
                out[field.name] = None if value == () else to_json(field.encode(value))
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
