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
_DEEPEST = 20
"""Steps from the top of a file; a casebook has no more than seven."""
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


class _Walk:
    """One way through a file's nodes, noting lines. Each collection may be met once: `*name` would repeat it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._met: set[int] = set()

    def value(self, node: yaml.Node, place: Place) -> object:
        """The node as plain data."""
        line = node.start_mark.line + 1
        self._source.lines.setdefault(place, line)
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if id(node) in self._met or len(place) > _DEEPEST:
            raise self._error(
                "TW-CASEBOOK-3",
                "a part of a casebook may not stand for another (&name, *name), or nest this deep.",
                line,
                "Write it out.",
            )
        self._met.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, position)) for position, item in enumerate(node.value)]
        return self.mapping(node, place)

    def mapping(self, node: yaml.Node, place: Place) -> dict[str, Any]:
        """A mapping as plain data; a key given twice is an error."""
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            here = (*place, key)
            if key in found:
                what = (
                    f"the key '{key}' stands here a second time; it was first given on line {self._source.lines[here]}."
                )
                raise self._error(
                    "TW-CASEBOOK-2", what, line, "Keep one of the two, or put both contents under one key."
                )
            self._source.lines[here] = line
            found[key] = self.value(value_node, here)
        return found

    def _error(self, code: str, what: str, line: int, do: str) -> CasebookError:
        return CasebookError(code, what, f"{self._source.path}, line {line}", do)


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
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}, line {mark.line + 1}" if mark else name
        otherwise = "it nests too deep" if isinstance(error, RecursionError) else "it is not UTF-8 text"
        problem = getattr(error, "problem", None) or otherwise
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
    source.data.update(_Walk(source).mapping(node, ()))
    return source
