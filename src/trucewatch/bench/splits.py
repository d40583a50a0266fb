"""Which half of a set a document is in: the one that rules are made with (dev), or the one kept unseen (held_out)."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Literal, TypeVar

import yaml

Half = Literal["dev", "held_out"]
Item = TypeVar("Item")


@cache
def splits() -> dict[str, dict[str, Any]]:
    """What `splits.yaml` says, by task."""
    data: dict[str, dict[str, Any]] = yaml.safe_load(
        files("trucewatch.bench").joinpath("splits.yaml").read_text("utf-8")
    )
    return data


def half_of(task: str, document: str) -> Half:
    """The half of a document by its id (of the set, without a path). Those not listed go by its hash."""
    split = splits().get(task, {})
    for half in ("dev", "held_out"):
        if document in split.get(half, ()):
            return half
    if "rest" in split:
        rest: Half = split["rest"]
        return rest
    number = re.findall(r"\d+", document)
    if "number" in split and number:
        even = int(number[-1]) // int(split["number"]["block"]) % 2 == 0
    else:
        even = sha256(f"{task}\n{document}".encode()).digest()[0] % 2 == 0
    return "dev" if even else "held_out"


def kept(task: str, items: Iterable[Item], half: str | None, of: Callable[[Item], str] = str) -> list[Item]:
    """The items whose document (`of` an item, its id) is in the half asked for; all where None is."""
    return [item for item in items if half is None or half_of(task, of(item)) == half]
