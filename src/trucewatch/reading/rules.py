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
    """A kind of line that is no part of an article; `opens_tail`: short lines behind it are none either.

    `needs`: words in small letters, one of which a line has if the pattern fits; empty where there are none.
    """

    id: str
    pattern: re.Pattern[str]
    opens_tail: bool
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeRule:
    """What sticks to an end of a text, at most `reach` from it.

    `after_stop`: only behind the end of a sentence; `behind`: only behind another of its kind.
    `needs` as in `LineRule`.
    """

    id: str
    pattern: re.Pattern[str]
    labelled: bool
    after_stop: bool
    reach: int
    behind: bool
    needs: tuple[str, ...] = ()


def data(name: str) -> Any:  # noqa: ANN401 (whatever the YAML file holds; each caller knows its shape)
    """A data file of this package."""
    return yaml.safe_load(resources.files("trucewatch.reading").joinpath(f"data/{name}.yaml").read_text("utf-8"))


@functools.cache
def line_rules() -> tuple[LineRule, ...]:
    """Rules for whole lines."""
    return tuple(
        LineRule(rule["id"], re.compile(rule["pattern"], re.IGNORECASE), rule.get("opens_tail", False), _needs(rule))
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
                _needs(rule),
            )
        )
    return tuple(rules)


def line_rule(text: str) -> LineRule | None:
    """The first rule that the whole line fits."""
    small = text.lower()
    # Most lines are prose and have none of the words.
    rules = line_rules() if any(word in small for word in _all_needed()) else _without_needs()
    return next((rule for rule in rules if may_fit(rule, small) and rule.pattern.fullmatch(text)), None)


@functools.cache
def _all_needed() -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for rule in line_rules() for word in rule.needs))


@functools.cache
def _without_needs() -> tuple[LineRule, ...]:
    return tuple(rule for rule in line_rules() if not rule.needs)


def may_fit(rule: LineRule | EdgeRule, small: str) -> bool:
    """Whether a text in small letters has one of the words that the rule needs."""
    return not rule.needs or any(word in small for word in rule.needs)


def _needs(rule: dict[str, Any]) -> tuple[str, ...]:
    return tuple(rule.get("needs", ()))
