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
_GIVEN_UP = re.compile(
    r"\bhad\s(?:earlier\s|originally\s)?been\s(?:due|set|scheduled|expected|planned|supposed|going)\b"
    r"|\b(?:was|were)\s(?:originally\s)?(?:to|supposed\sto|scheduled\sto)\shave\b"
)
# But "they had agreed to leave by Friday" looks ahead from there.
_FAR_BACK = re.compile(r"\bhad\s(?:not\s|already\s|yet\s)?(?!until|to\b)(?![a-z]+ed\sto\b)[a-z]+")
_BEFORE, _AFTER = 130, 100
# In "will be named", "are to be sent" the participle says nothing of the past.
_PASSIVE = r"(?:\s(?:not|also))?(?:\s[a-z]+ly)?(?:\sbe(?:\s[a-z]+ly)?\s[a-z]+|\s[a-z]+[a-df-z]ed\b)?"


@cache
def _signs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = words()
    timetable = rf"(?<!to\s)(?<!not\s)(?<!n't\s)\b{alternatives(known['on_a_timetable'])}\b"
    to_come = rf"\b{alternatives(known['of_what_is_to_come'])}(?:\s[\w'’]+){{0,4}}?\sto\s[a-z]+"
    modal = r"\b(?:may|might)\s(?!not\b|have\b)[a-z]+"
    under_way = rf"\b(?:is|are)\s{alternatives(known['on_the_way'])}\b"
    ahead = rf"\b{alternatives(known['looks_ahead'])}\b|'ll\b|{timetable}|{to_come}|{modal}|{under_way}"
    back = alternatives(known["looks_back"])
    return (
        re.compile(rf"(?:{ahead}){_PASSIVE}", re.IGNORECASE),
        re.compile(rf"\b(?:{back}|[a-z]+[a-df-z]ed)\b", re.IGNORECASE),
    )


def looks_far_back(text: str, start: int, end: int) -> bool:
    """Whether the clause tells what had happened by then: "by Friday 30 had reported", "until Friday they had not"."""
    left, right = _clause(text, start, end)
    return bool(_FAR_BACK.search(left) or _FAR_BACK.search(right[:40]))


def _clause(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after in the same sentence; plans that were given up look back like all that had been."""
    left, right = text[max(start - _BEFORE, 0) : start], text[end : end + _AFTER]
    bounds = [match.end() for match in _BOUND.finditer(left)]
    left = left[bounds[-1] :] if bounds else left
    stop = _BOUND.search(right)
    right = right[: stop.start()] if stop else right
    return _GIVEN_UP.sub("had", left), _GIVEN_UP.sub("had", right)


def tense_around(text: str, start: int, end: int) -> Tense | None:
    """The tense of the nearest sign before the expression in its sentence, else of the first after it; None without."""
    left, right = _clause(text, start, end)
    ahead, back = (list(pattern.finditer(left)) for pattern in _signs())
    if ahead or back:
        return "future" if (ahead[-1].end() if ahead else -1) >= (back[-1].end() if back else -1) else "past"
    later, earlier = (pattern.search(right) for pattern in _signs())
    if not later and not earlier:
        return None
    return "future" if later and (not earlier or later.start() <= earlier.start()) else "past"
