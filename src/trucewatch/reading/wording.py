"""The words of a report as features: what it shares with other reports, and how much that tells of time."""

import datetime as dt
import functools
import itertools
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.reading.rules import data
from trucewatch.vocabulary.records import Report

Terms = Mapping[str, float]

LEAD = 700
"""Characters in which news tells what is new; behind them come earlier events and background, used again and again."""
TAIL = 0.3
"""What a term counts that stands only behind the lead. Chosen by a sweep: 0 loses a tenth of the matches, 1 as many."""
APART = 3
"""Days without a mention after which a term begins anew: what is told in one such burst is likely one event."""
_WORD = re.compile(r"\w+")
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Told:
    """A report as its terms: `terms` tell events, each with its weight; `phrases`, with all pairs of words, tell times.

    `day` is None for a report to be dated.
    """

    report_id: str
    outlet: str | None
    terms: Terms
    phrases: frozenset[str]
    day: dt.date | None = None


def told(report: Report, day: dt.date | None = None) -> Told:
    """The terms of a report; those of title and lead weigh 1."""
    lead, rest = f"{report.title or ''} . {report.text[:LEAD]}", report.text[LEAD:]
    first = terms_of(lead)
    weights = {term: 1.0 if term in first else TAIL for term in sorted(first | terms_of(rest))}
    pairs = frozenset(pair for text in (lead, rest) for pair in _pairs(_words(text)))
    return Told(report.report_id, report.outlet, weights, pairs | weights.keys(), day)


def terms_of(text: str) -> frozenset[str]:
    """Longer words, figures, and figures with the word behind them ("58 people"); without case."""
    words, common = _words(text), _common()
    alone = (word for word in words if (len(word) >= _SHORTEST or word.isdigit()) and word not in common)
    return frozenset((*alone, *(pair for pair in _pairs(words) if pair[0].isdigit())))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _pairs(words: Sequence[str]) -> Iterator[str]:
    return (f"{first} {second}" for first, second in itertools.pairwise(words))


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(data("clues")["common"])


def bursts(days: Iterable[dt.date]) -> int:
    """In how many runs the days lie, a run ending where more than `APART` days are missing."""
    ordered = sorted(set(days))
    gaps = itertools.pairwise(ordered)
    return bool(ordered) + sum(1 for a, b in gaps if (b - a).days > APART)


def rarity(count: int, among: int) -> float:
    """How much it tells that two of `among` reports share a term that is found in `count` bursts."""
    return math.log((min(among, _MOST) + 1) / count) ** 2


_MOST = 1000
"""Reports beyond which a term found but once tells no more: the thresholds for matches were chosen among hundreds."""


def quoted(terms: Sequence[str]) -> str:
    """Terms for a reason that is shown to people."""
    return ", ".join(f"“{term}”" for term in terms)
