"""Whether the clause around an expression looks back or ahead, from its auxiliaries: for texts that are not parsed."""

import re
from functools import cache

from trucewatch.times.reference import Tense
from trucewatch.times.words import alternatives, words

_BOUND = re.compile(r"[.!?;]['\"”]*\s|\n\s*\n")
_BEFORE, _AFTER = 90, 60


@cache
def _signs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    ahead, back = words()["looks_ahead"], words()["looks_back"]
    return (
        re.compile(rf"\b{alternatives(ahead)}\b|'ll\b", re.IGNORECASE),
        re.compile(rf"\b(?:{alternatives(back)}|[a-z]{{2,}}ed)\b", re.IGNORECASE),
    )


def tense_around(text: str, start: int, end: int) -> Tense | None:
    """The tense of the nearest sign before the expression in its sentence, else of the first after it; None without."""
    left, right = text[max(start - _BEFORE, 0) : start], text[end : end + _AFTER]
    bounds = [match.end() for match in _BOUND.finditer(left)]
    left = left[bounds[-1] :] if bounds else left
    stop = _BOUND.search(right)
    right = right[: stop.start()] if stop else right
    ahead, back = (list(pattern.finditer(left)) for pattern in _signs())
    if ahead or back:
        return "future" if (ahead[-1].start() if ahead else -1) >= (back[-1].start() if back else -1) else "past"
    later, earlier = (pattern.search(right) for pattern in _signs())
    if not later and not earlier:
        return None
    return "future" if later and (not earlier or later.start() <= earlier.start()) else "past"
