"""The closed word lists of the language layer, read once from the package's data."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def _data(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(files("trucewatch.language").joinpath("data", name).read_text("utf-8"))
    return content


@cache
def words(name: str) -> frozenset[str]:
    """One list of `words.yaml`, by name."""
    return frozenset(_data("words.yaml")[name])


@cache
def speech_verbs(name: str) -> frozenset[str]:
    """One list of `speech.yaml`, by name."""
    return frozenset(_data("speech.yaml")[name])


def speech_examples() -> list[dict[str, str]]:
    """The sentences that `speech.yaml` gives with what must be read in them."""
    examples: list[dict[str, str]] = _data("speech.yaml")["examples"]
    return examples
