"""How far matches and wordings are to be trusted in this very corpus: tried on the reports that have a day.

What tells times apart differs from corpus to corpus, so no threshold chosen on one holds for another. Each of up to
`TRIED` dated reports is dated by the others as if it had no day; from which margin on, and from which share of the
likelihood on, nearly all come out right is what counts for the undated ones.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

ERRORS = 0.04
"""Share of wrong days that is borne with."""
TRIED = 400
LEAST_TRIED = 20
_NEVER = float("inf")


def threshold(tried: Iterable[tuple[float, bool]], floor: float) -> float:
    """The least figure, not below `floor`, from which on reports come out right; infinite if there is none.

    `tried` are pairs of the figure and whether the day came out right. To the wrong ones seen one and their own
    standard error are added: a few right ones are no proof, and chance flatters the best of many thresholds.
    """
    ranked = sorted((pair for pair in tried if pair[0] >= floor), reverse=True)
    best, wrong = _NEVER, 0
    for count, (figure, right) in enumerate(ranked, 1):
        wrong += not right
        last_of_its_kind = count == len(ranked) or ranked[count][0] < figure
        if count >= LEAST_TRIED and wrong + 1 + math.sqrt(wrong) <= ERRORS * (count + 1) and last_of_its_kind:
            best = figure
    return best


@dataclass(frozen=True, slots=True)
class Trust:
    """For matches and wordings: pairs of a spread in days and the figure from which it is kept to, narrowest first."""

    echoes: tuple[tuple[int, float], ...]
    eras: tuple[tuple[int, float], ...]

    @staticmethod
    def spread(figure: float, kept: Iterable[tuple[int, float]]) -> int | None:
        """The narrowest spread that can be relied on at this figure."""
        return next((spread for spread, least in kept if figure >= least), None)
