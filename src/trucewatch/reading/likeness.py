"""When one text is a copy of another, of which kind, and how strongly."""

from dataclasses import dataclass

from trucewatch.reading.shingles import Hashes, shared, shingles
from trucewatch.vocabulary.codes import CopyKind

NEAR = 0.30
"""Jaccard of word trigrams from which two reports are copies. Known copies lie at .46 to .60, unrelated reports under
.02. Among 804 reports on one war, all pairs over .30 tell the same news in the same words; below it come outlets that
end every report with the same background paragraphs (up to .30, with up to .59 of the shorter report)."""
INSIDE = 0.70
"""Share of the shorter report's trigrams that the longer one must hold for the shorter to be inside it."""
WHOLE, SHORTER = 0.85, 0.67
"""A text with at most SHORTER of the other's trigrams that is there nearly WHOLE is inside it, however near they are:
the longer one may be a round-up of several stories, which are no copies of one another."""
_LEAST_INSIDE = 40
"""Trigrams below which a report is too short to be told inside another one by its words alone."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`strength`, from 0 to 1: Jaccard of trigrams; for `contains` and `inside` the share of the shorter text."""

    kind: CopyKind
    strength: float


def likeness(a: Hashes, b: Hashes) -> Likeness | None:
    """What `a` is to `b` by their trigrams; None if they are no copies."""
    return _likeness(a.size, b.size, shared(a, b))


def similarity(a: str, b: str) -> float:
    """Jaccard of the word trigrams of two texts, from 0 to 1."""
    first, second = shingles(a), shingles(b)
    both = shared(first, second)
    return both / ((first.size + second.size - both) or 1)


def _likeness(size: int, other: int, both: int) -> Likeness | None:
    union, least = size + other - both, min(size, other)
    if not both:
        return None
    if both == union:
        return Likeness(CopyKind.EXACT, 1.0)
    holds = least >= _LEAST_INSIDE and both >= INSIDE * least
    if holds and least <= SHORTER * max(size, other) and (both >= WHOLE * least or both < NEAR * union):
        return Likeness(CopyKind.CONTAINS if size > other else CopyKind.INSIDE, both / least)
    return Likeness(CopyKind.NEAR, both / union) if both >= NEAR * union else None
