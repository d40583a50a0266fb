"""Cleaned text from spans of the original, with the map back."""

import re
from collections.abc import Iterable

from trucewatch.vocabulary.records import Segment

_UNSEEN = "\u200b\u200c\u2060\ufeff\u00ad"
"""Characters without width, left out (not the joiner U+200D and the marks of direction, which scripts need)."""
# Words apart by exactly one blank map back as one piece; anything else begins a new one.
_RUN = re.compile(rf"[^\s{_UNSEEN}]+(?:\s[^\s{_UNSEEN}]+)*")
_BLANK = re.compile(r"\s")
_JOIN = re.compile(rf"[{_UNSEEN}]+")


def compose(original: str, spans: Iterable[tuple[int, int]]) -> tuple[str, tuple[Segment, ...]]:
    """One paragraph for each span of the original, parted by a blank line; spans without text are left out.

    For each segment the cleaned and the original characters are the same, but that any blank is a plain space.
    """
    parts: list[str] = []
    segments: list[Segment] = []
    at = 0
    for start, end in spans:
        previous: int | None = None
        for run in _RUN.finditer(original, start, end):
            if previous is None:
                glue = "\n\n" if parts else ""
            else:
                # What was invisible inside a word leaves no blank behind.
                glue = "" if _JOIN.fullmatch(original, previous, run.start()) else " "
            parts += [glue, _BLANK.sub(" ", run.group())]
            at += len(glue)
            segments.append(Segment(at, run.start(), run.end() - run.start()))
            at += run.end() - run.start()
            previous = run.end()
    return "".join(parts), tuple(segments)
