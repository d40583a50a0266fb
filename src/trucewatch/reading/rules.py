"""The data files of line rules, compiled."""

import functools
import re
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml

from trucewatch.reading.days import HEADER_DATE


@dataclass(frozen=True, slots=True)
class LineRule:
    """A kind of line that is no part of an article; `opens_tail`: short lines behind it are none either."""

    id: str
    pattern: re.Pattern[str]
    opens_tail: bool


@dataclass(frozen=True, slots=True)
class EdgeRule:
    """What sticks to an end of a text, at most `reach` from it.

    `after_stop`: only behind the end of a sentence; `behind`: only behind another of its kind.
    """

    id: str
    pattern: re.Pattern[str]
    labelled: bool
    after_stop: bool
    reach: int
    behind: bool


def data(name: str) -> Any:  # noqa: ANN401 (whatever the YAML file holds; each caller knows its shape)
    """A data file of this package."""
    return yaml.safe_load(resources.files("trucewatch.reading").joinpath(f"data/{name}.yaml").read_text("utf-8"))


@functools.cache
def line_rules() -> tuple[LineRule, ...]:
    """Rules for whole lines."""
    return tuple(
        LineRule(rule["id"], re.compile(rule["pattern"], re.IGNORECASE), rule.get("opens_tail", False))
        for rule in data("lines")
    )


@functools.cache
def edge_rules(end: str) -> tuple[EdgeRule, ...]:
    """Rules for the `front` or the `back` of running text."""
    rules = []
    for rule in data("edges")[end]:
        source = rule["pattern"].replace("{date}", f"(?:{HEADER_DATE})")
        # At the back a rule must reach the end; where it may begin is up to the pattern.
        pattern = source if end == "front" else rf"(?:(?<=\s)|(?<=[.!?\"”)]))(?:{source})\s*\Z"
        rules.append(
            EdgeRule(
                rule["id"],
                re.compile(pattern, re.IGNORECASE),
                rule.get("labelled", False),
                rule.get("after_stop", False),
                rule.get("reach", 0),
                rule.get("behind", False),
            )
        )
    return tuple(rules)


def line_rule(text: str) -> LineRule | None:
    """The first rule that the whole line fits."""
    return next((rule for rule in line_rules() if rule.pattern.fullmatch(text)), None)
