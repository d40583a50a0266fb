"""Paragraphs to sentences, by offsets into the report's text.

syntok does the splitting; what it gets wrong in news (ranks, initials, months, a quotation's tail) is joined again.
"""

import re
from collections.abc import Iterator

from syntok.segmenter import split as syntok_split
from syntok.tokenizer import Tokenizer

# A sentence cannot end in one of these: ranks, titles, months and the like, which stand before a name or a number.
_OPEN_END = re.compile(
    r"(?:\b(?:Maj|Gen|Col|Lt|Brig|Capt|Sgt|Cpl|Adm|Cmdr|Gov|Sen|Rep|Rev|Hon|Prof|Dr|Mr|Mrs|Ms|St|No|vs|Jan|Feb|Mar|Apr"
    r"|Aug|Sept|Sep|Oct|Nov|Dec|approx|ca)|\b[A-Z])\.$",
)
_CLOSER = re.compile(r"^[\s\"”’')\]]+")
# A whole sentence closed inside its quotation marks, and a new one after it.
_AFTER_QUOTATION = re.compile(r"[.!?…][\"”’]\s+(?=[A-Z“‘\"])")
_TOKENIZER = Tokenizer(emit_hyphen_or_underscore_sep=False, replace_not_contraction=False)


def split(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence; together they cover every character but white space."""
    for match in re.finditer(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", text, re.DOTALL):
        yield from _split_paragraph(text, match.start(), match.end())


def _split_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    paragraph = text[start:end]
    # A paragraph without an inner stop is one sentence: no need to look closer.
    if not re.search(r"[.!?…][\s\"”’')\]]", paragraph):
        yield start, end
        return
    breaks = {s[0].offset for s in syntok_split(_TOKENIZER.tokenize(paragraph)) if s}
    breaks |= {m.end() for m in _AFTER_QUOTATION.finditer(paragraph)}
    begin = 0
    for nxt in [*sorted(breaks - {0}), len(paragraph)]:
        piece = paragraph[begin:nxt].rstrip()
        rest = paragraph[nxt:]
        if nxt < len(paragraph) and _joins(piece, rest):
            continue
        yield start + begin, start + begin + len(piece)
        begin = nxt


def _joins(piece: str, rest: str) -> bool:
    """Whether the break between `piece` and `rest` is none."""
    closing = _CLOSER.match(rest)
    only_closes = closing is not None and len(closing.group()) == len(rest)
    return bool(_OPEN_END.search(piece)) or only_closes or rest[:1].islower()
