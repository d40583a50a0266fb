"""Several stories on one page: where the second begins.

A section heading inside one story looks like a headline too. What tells them apart is the paragraph behind it: a second
story opens anew, with its own dateline or its own "said Sunday", on another weekday than the first story's opening.
"""

import functools
import re
from collections.abc import Sequence

from trucewatch.reading.lines import Line
from trucewatch.reading.rules import data

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LEAST_PARAGRAPHS = 2
"""Paragraphs that a story must have on both sides of a headline before the page is split there."""


@functools.cache
def _said() -> re.Pattern[str]:
    verbs = "|".join(data("ledes")["said"])
    days = "|".join(WEEKDAYS)
    return re.compile(
        rf"\b(?:{verbs})\b(?:\W+\w[\w'’.-]*){{0,6}}?\W+(?:(?:on|late|early|late on|early on)\s+)?({days})\b(?!s)",
        re.IGNORECASE,
    )


def lede_weekday(paragraph: str) -> int | None:
    """The weekday (Monday is 0) on which a first paragraph says that its news was said or done."""
    found = _said().search(paragraph)
    return WEEKDAYS.index(found[1].lower()) if found else None


def story_starts(lines: Sequence[Line], first: int) -> list[int]:
    """Indices of the headlines in the body that open another story, `first` being the first paragraph."""
    prose = [i for i, line in enumerate(lines) if line.kind is None and line.is_prose]
    starts: list[int] = []
    weekday = lede_weekday(lines[first].text)
    for i in range(first + 1, len(lines)):
        if not _may_head(lines[i]):
            continue
        below = [p for p in prose if p > i]
        above = [p for p in prose if (starts[-1] if starts else -1) < p < i]
        if len(above) < _LEAST_PARAGRAPHS or len(below) < _LEAST_PARAGRAPHS:
            continue
        new = lede_weekday(lines[below[0]].text)
        if below[0] - i <= 3 and new is not None and weekday is not None and new != weekday:
            starts.append(i)
            weekday = new
    return starts


def _may_head(line: Line) -> bool:
    return line.kind is None and not line.is_prose and not line.is_item and 5 <= line.words <= 25
