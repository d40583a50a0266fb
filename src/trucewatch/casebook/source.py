"""YAML with the line of every key, and without YAML's surprises.

Unlike PyYAML's own loader, `NO` stays Norway's code, `00:01` a time and `2018-09-17` a string; a key given twice is an
error rather than a silent loss.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from trucewatch.vocabulary.errors import CasebookError

Place = tuple[str | int, ...]
"""The way to a value: keys and list positions from the top of the file."""

_INTEGER = re.compile(r"-?(0|[1-9]\d*)")
_DECIMAL = re.compile(r"-?\d+\.\d+")
_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Source:
    """One YAML file as plain data, with the line (from 1) at which each key or list item stands."""

    path: str
    data: dict[str, Any]
    lines: dict[Place, int]
    content: bytes

    def line(self, place: Place) -> int:
        """The line of this place, or of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def where(self, place: Place) -> str:
        """`file, line N`, as errors name it."""
        return f"{self.path}, line {self.line(place)}"


def _scalar(node: yaml.ScalarNode) -> object:
    text: str = node.value
    if node.style in ("'", '"', "|", ">"):
        return text
    if text.lower() in _CONSTANTS:
        return _CONSTANTS[text.lower()]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text


def _value(node: yaml.Node, place: Place, source: Source) -> object:
    source.lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place, source)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*place, position), source) for position, item in enumerate(node.value)]
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    message = f"a YAML node of an unknown kind: {node!r}"
    raise TypeError(message)


def _mapping(node: yaml.MappingNode, place: Place, source: Source) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        here = (*place, key)
        if key in mapping:
            line = key_node.start_mark.line + 1
            raise CasebookError(
                "TW-CASEBOOK-2",
                f"the key '{key}' stands here a second time; it was first given on line {source.lines[here]}.",
                f"{source.path}, line {line}",
                "Keep one of the two, or put both contents under one key.",
            )
        source.lines[here] = key_node.start_mark.line + 1
        mapping[key] = _value(value_node, here, source)
    return mapping


def read(path: Path, shown: str | None = None) -> Source:
    """Read one YAML file. `shown` is the name that errors give it.

    Raises:
        CasebookError: the file is missing, unreadable, not YAML, or not a mapping.
    """
    name = shown or str(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise CasebookError("TW-CASEBOOK-1", f"cannot read the casebook: {reason}.", name, "Check the path.") from error
    return parse(content, name)


def parse(content: bytes, name: str) -> Source:
    """Parse YAML bytes; `name` is what errors call the file.

    Raises:
        CasebookError: not YAML, or not a mapping of keys to values.
    """
    try:
        node = yaml.compose(content, Loader=_LOADER)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}, line {mark.line + 1}" if mark else name
        problem = getattr(error, "problem", None) or "it is not UTF-8 text"
        raise CasebookError(
            "TW-CASEBOOK-3", f"this is not valid YAML: {problem}.", where, "Mend the indentation or quote the value."
        ) from error
    source = Source(name, {}, {}, content)
    if node is None:
        return source
    if not isinstance(node, yaml.MappingNode):
        raise CasebookError(
            "TW-CASEBOOK-3",
            "a casebook is a list of sections such as 'parties:', and this file is not.",
            f"{name}, line 1",
            "Start from 'trucewatch init NAME'.",
        )
    source.data.update(_mapping(node, (), source))
    return source
