"""Text cut into the windows the encoder reads: word pieces with their places in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trucewatch.learnt.wordpiece import CLS, SEP, Pieces, WordPieces

NOWHERE = (-1, -1)
"""The place of a mark, which stands for no character of the text."""

LONGEST = 160
"""Word pieces in a window, marks included; the encoder was trained on windows of up to 256."""

_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE_END = frozenset('.!?”"')


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of text: ids of its word pieces, and where each stands (start and end character, or `NOWHERE`).

    `words` are the indexes of the pieces that begin a word; marks count as words.
    """

    ids: list[int]
    places: list[tuple[int, int]]
    words: list[int]


def windows(text: str, cutter: WordPieces, longest: int = LONGEST) -> list[Window]:
    """Whole paragraphs packed into windows of at most `longest` pieces; a longer paragraph is cut at a sentence end."""
    packed: list[Window] = []
    ids, places = [CLS], [NOWHERE]
    for pieces in _paragraphs(text, cutter, longest - 2):
        if len(ids) > 1 and len(ids) + len(pieces.ids) + 1 > longest:
            packed.append(_window(ids, places, cutter))
            ids, places = [CLS], [NOWHERE]
        ids += [*pieces.ids, SEP]
        places += [*pieces.places, NOWHERE]
    if len(ids) > 1:
        packed.append(_window(ids, places, cutter))
    return packed


def sentence(text: str, cutter: WordPieces, longest: int = 256) -> Window:
    """One sentence as a window; what is longer than `longest` pieces is left off."""
    pieces = cutter.pieces(text)
    room = longest - 2
    return _window([CLS, *pieces.ids[:room], SEP], [NOWHERE, *pieces.places[:room], NOWHERE], cutter)


def _window(ids: list[int], places: list[tuple[int, int]], cutter: WordPieces) -> Window:
    # A word cut in two by the limit of a window begins anew after a mark.
    words = [i for i, piece in enumerate(ids) if not cutter.goes_on(piece) or ids[i - 1] in {CLS, SEP}]
    return Window(ids, places, words)


def covered(window: Window, spans: Sequence[tuple[int, int]]) -> list[int]:
    """Indexes of the pieces that lie, wholly or in part, in any of the spans of characters."""
    return [
        i
        for i, (first, end) in enumerate(window.places)
        if end > 0 and any(first < span_end and start < end for start, span_end in spans)
    ]


def _paragraphs(text: str, cutter: WordPieces, longest: int) -> Iterator[Pieces]:
    for match in _PARAGRAPH.finditer(text):
        pieces = cutter.pieces(match.group())
        ids, shift = pieces.ids, match.start()
        places = [(first + shift, end + shift) for first, end in pieces.places]
        while len(ids) > longest:
            cut = _cut(text, places, longest)
            yield Pieces(ids[:cut], places[:cut])
            ids, places = ids[cut:], places[cut:]
        if ids:
            yield Pieces(ids, places)


def _cut(text: str, places: Sequence[tuple[int, int]], longest: int) -> int:
    """Where to cut a paragraph that is too long: after the last sentence end in its second half, else at the limit."""
    ends = (i for i in range(longest, longest // 2, -1) if text[places[i - 1][0]] in _SENTENCE_END)
    return next(ends, longest)
