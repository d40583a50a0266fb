"""Texts with hand-marked attributions, as PolNeAR lays them out: text/NAME.txt and attributions/NAME_WHO.ann (brat)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from trucewatch.bench.folders import damaged

Span = tuple[int, int]
LAYOUT = "text/NAME.txt and attributions/NAME_WHO.ann"
ROLES = ("Source", "Cue", "Content")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of speaking: places (first character, one after the last) of source, cue and content."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A text and the attributions that one annotator marked in it."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]


def paths(folder: Path) -> Mapping[str, Path]:
    """The marks of every text below a folder, by the text's name; of several annotators the first by name."""
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("attributions/*.ann")):
        found.setdefault(path.stem.rsplit("_", 1)[0], path)
    return found


def read(name: str, path: Path) -> Article:
    """One text with its marks. RequestError where they do not fit together; OSError where the text is not there."""
    with (path.parent.parent / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as file:
        text = file.read()
    marks = path.read_text(encoding="utf-8")
    try:
        return Article(name, text, tuple(_attributions(marks)))
    except (KeyError, ValueError) as error:
        raise damaged(path, f"It is not a brat file of attributions: {error!r}.") from error


def _attributions(marks: str) -> Iterator[Attribution]:
    spans: dict[str, list[Span]] = {}
    events: list[list[tuple[str, str]]] = []
    for line in marks.split("\n"):
        key, _, rest = line.partition("\t")
        if re.fullmatch(r"T\d+", key):
            places = rest.split("\t")[0].split(" ", 1)[1]
            spans[key] = [(int(first), int(end)) for first, end in (place.split() for place in places.split(";"))]
        elif re.fullmatch(r"E\d+", key):
            events.append([_role(part) for part in rest.split()])
    for event in events:
        by_role = {role: tuple(sorted(s for name, key in event if name == role for s in spans[key])) for role in ROLES}
        if by_role["Cue"] and by_role["Content"]:
            yield Attribution(by_role["Source"], by_role["Cue"], by_role["Content"])


def _role(part: str) -> tuple[str, str]:
    role, key = part.split(":")
    return role.rstrip("0123456789"), key
