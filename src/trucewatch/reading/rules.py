"""The data files of line rules, compiled."""

import functools
import re
from collections.abc import Sequence
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


def rules_of_lines(texts: Sequence[str]) -> list[LineRule | None]:
    """For each line of a text the first rule that the whole line fits."""
    small = [text.lower() for text in texts]
    # Most texts have few of the words, and looking once through the whole is faster than through every line.
    whole = "\n".join(small)
    rules = [rule for rule in line_rules() if may_fit(rule, whole)]
    return [_fitting(text, low, rules) for text, low in zip(texts, small, strict=True)]


def _fitting(text: str, small: str, rules: Sequence[LineRule]) -> LineRule | None:
    for rule in rules:
        if (not rule.needs or may_fit(rule, small)) and rule.pattern.fullmatch(text):
            return rule
    return None


@functools.cache
def foot_openers() -> frozenset[str]:
    """Ids of the rules for lines that open the foot of a page."""
    return frozenset(rule.id for rule in line_rules() if rule.opens_tail)


def may_fit(rule: LineRule | EdgeRule, small: str) -> bool:
    """Whether a text in small letters has one of the words that the rule needs."""
    return not rule.needs or any(word in small for word in rule.needs)


def _needs(rule: dict[str, Any]) -> tuple[str, ...]:
    return tuple(rule.get("needs", ()))
