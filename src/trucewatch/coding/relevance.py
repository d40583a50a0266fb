"""Whether a report is about an armed conflict: trade and sport have truces and ceasefires too.

Words of arms are weighed against the words of each other field that borrows them. What counts is how many different
words there are and which outweigh which, not how long the report is: a report from a war may speak of a market, a
pitch and a film, and a film review of a siege.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

EXTRACT = 25
"""A text of fewer words is taken as it is: it is too short to tell a field by."""
WHOLE = 80
"""A text of fewer words may be an extract: that it holds no word of arms says nothing."""
PLAINLY = 8.0
"""The weight of another field's words that makes a short report plainly that field's, if nothing outweighs it."""
A_WORD, AT_MOST = 0.05, 15.0
"""What a longer report must have of them for each of its words, and what is enough for any report."""
OUTWEIGHS = 1.5
"""How many times the weight of the words of arms those of other fields must have."""
ENOUGH = 25.0
"""The weight of words of arms that settles it, whatever else the report speaks of."""
HARDLY, AT_BEST = 2.0, 4.0
"""The weight of words of arms up to which a report speaks of no armed conflict: in any case, and among many others."""
AMONG = 3.0
"""How many times their weight the words of all other fields then have."""
OTHERS = 0.5
"""What the words of further fields count, beside those of the strongest."""
PLAIN, COMMON, PASSING = 3.0, 2.0, 1.0
"""What a word counts that is hardly ever borrowed, that is a field's own, and that is borrowed or said in passing."""
AGAIN = 0.5
"""What a word counts for being said again, as a share of what it counts once."""


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(files("trucewatch.coding").joinpath("data/relevance.yaml").read_text("utf-8"))
    return data


@dataclass(frozen=True, slots=True)
class _Words:
    """Beginnings of words, with what each of them counts; in small letters but for names."""

    pattern: re.Pattern[str]
    weight: float
    as_written: bool = False


def _beginnings(words: Sequence[str], weight: float, *, as_written: bool = False) -> _Words:
    """A pattern of the beginnings of words; of whole words where they end in `$`. Longer ones come first."""
    cased = words if as_written else [word.lower() for word in words]
    longest = sorted(cased, key=lambda word: (-len(word), word))
    parts = (re.escape(w.removesuffix("$")) + (r"\b" if w.endswith("$") else "") for w in longest)
    return _Words(re.compile(r"\b(?:" + "|".join(parts) + ")"), weight, as_written)


@cache
def _arms(*, capitals: bool = False) -> tuple[_Words, ...]:
    """Words of arms; in a text all in capitals names cannot be told by theirs."""
    arms = _data()["arms"]
    return (
        _beginnings(arms["plain"], PLAIN),
        _beginnings(arms["names"], PLAIN, as_written=not capitals),
        _beginnings(arms["places"], COMMON, as_written=not capitals),
        _beginnings(arms["common"], COMMON),
        _beginnings(arms["borrowed"], PASSING),
    )


@cache
def _fields() -> dict[str, tuple[_Words, ...]]:
    return {
        name: (_beginnings(words["plain"], COMMON), _beginnings(words["passing"], PASSING))
        for name, words in _data()["fields"].items()
    }


def figurative(text: str) -> str | None:
    """Why the truces and attacks of a report are only figures of speech; None where they may be meant."""
    length = len(text.split())
    if length < EXTRACT:
        return None
    arms = _weight(_arms(capitals=text.isupper()), text, ENOUGH)
    if arms >= ENOUGH:
        return None
    fields = {name: _weight(patterns, text) for name, patterns in _fields().items()}
    strongest = max(fields, key=lambda name: fields[name])
    borrowing = fields[strongest] + OTHERS * (sum(fields.values()) - fields[strongest])
    needed = min(max(PLAINLY, A_WORD * length), AT_MOST)
    if fields[strongest] >= needed and borrowing > OUTWEIGHS * arms:
        return f"a report on {strongest} that speaks of no armed conflict"
    hardly = max(HARDLY, min(AT_BEST, sum(fields.values()) / AMONG))
    return "the report speaks of no armed conflict" if arms <= hardly and length >= WHOLE else None


def _weight(lists: Sequence[_Words], text: str, enough: float = math.inf) -> float:
    """The weight of the different words found, up to where it is enough; a word said again counts a little more."""
    total, low = 0.0, text.lower()
    for words in lists:
        found = [match.lower() for match in words.pattern.findall(text if words.as_written else low)]
        different = set(found)
        again = sum(found.count(word) > 1 for word in different)
        total += words.weight * (len(different) + AGAIN * again)
        if total >= enough:
            break
    return total
