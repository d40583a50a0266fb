"""Whether the clause around an expression looks back or ahead, from its auxiliaries: for texts that are not parsed."""

import re
from functools import cache

from trucewatch.times.reference import Tense
from trucewatch.times.words import alternatives, words

# A full stop after an initial or a short form ends no sentence.
_BOUND = re.compile(
    r"(?:(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b(?:Mrs|Gen|Sen|Rep|Col|Lt.|Gov|Rev|Inc|Cos|Jan|Feb|Mar|Apr|Aug|Sep|Oct|Nov|Dec))"
    r"(?<!Sept)(?<!Corp)(?<!Capt)\.|[!?;])['\"”*]*\s|\n\s*\n"
)
_BEFORE, _AFTER = 130, 100
# In "will be named", "are to be sent" the participle says nothing of the past.
_PASSIVE = r"(?:\s(?:not|also))?(?:\s[a-z]+ly)?(?:\sbe(?:\s[a-z]+ly)?\s[a-z]+|\s[a-z]+[a-df-z]ed\b)?"


@cache
def _signs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    ahead, back = words()["looks_ahead"], words()["looks_back"]
    return (
        re.compile(rf"(?:\b{alternatives(ahead)}\b|'ll\b){_PASSIVE}", re.IGNORECASE),
        re.compile(rf"\b(?:{alternatives(back)}|[a-z]+[a-df-z]ed)\b", re.IGNORECASE),
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
        return "future" if (ahead[-1].end() if ahead else -1) >= (back[-1].end() if back else -1) else "past"
    later, earlier = (pattern.search(right) for pattern in _signs())
    if not later and not earlier:
        return None
    return "future" if later and (not earlier or later.start() <= earlier.start()) else "past"
