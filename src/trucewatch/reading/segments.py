"""Cleaned text from spans of the original, with the map back."""

import re
from collections.abc import Iterable, Iterator

from trucewatch.vocabulary.records import Segment

_UNSEEN = "\u200b\u200c\u2060\ufeff\u00ad"
"""Characters without width, left out (not the joiner U+200D and the marks of direction, which scripts need)."""
# Words apart by exactly one blank map back as one piece; anything else begins a new one.
_RUN = re.compile(rf"[^\s{_UNSEEN}]+(?:\s[^\s{_UNSEEN}]+)*")
_BLANK = re.compile(r"[^\S ]")
_ODD = re.compile(rf"[^\S ]|  |[{_UNSEEN}]")
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
        for first, last in _runs(original, start, end):
            if previous is None:
                glue = "\n\n" if parts else ""
            else:
                # What was invisible inside a word leaves no blank behind.
                glue = "" if _JOIN.fullmatch(original, previous, first) else " "
            piece = original[first:last]
            # Of the blanks only the space is printable.
            parts += [glue, piece if piece.isprintable() else _BLANK.sub(" ", piece)]
            at += len(glue)
            segments.append(Segment(at, first, last - first))
            at += last - first
            previous = last
    return "".join(parts), tuple(segments)


def _runs(original: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    text = original[start:end]
    # Most paragraphs hold nothing but words and single spaces, and looking for what is odd is much faster. Blanks other
    # than the space, and characters without width, are not printable.
    if ("  " in text or not text.isprintable()) and _ODD.search(text):
        yield from (run.span() for run in _RUN.finditer(original, start, end))
        return
    first = start + len(text) - len(text.lstrip(" "))
    last = start + len(text.rstrip(" "))
    if first < last:
        yield first, last
