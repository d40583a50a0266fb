"""The lines of a text, and what each looks like."""

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_END = re.compile(r"[.!?…。؟।][\"”’'»)\]\u00a0 ]*$|[:;]$|,[”\"]$")
# A full stop after a word in small letters, and something after it: a sentence with a credit or a number behind it.
_INNER_END = re.compile(r"\w+,? \w+ [a-z]{3,}[.!?][\"”’]?\s")
_BULLET = re.compile(r"\s*(?:[-–—*•▪◦·]|\(?\d{1,2}[.)])\s+\S")
# Short words that stay small in title case.
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "nor",
        "for",
        "of",
        "in",
        "on",
        "at",
        "to",
        "by",
        "as",
        "vs",
        "via",
        "with",
        "from",
        "into",
        "over",
        "after",
        "near",
        "amid",
        "than",
    ]
)


class Line(NamedTuple):
    """`text`, squeezed, from `start` to `end` of the original; `gap`: a blank line stands before it.

    `kind` is what it was found to be if it is no part of the article: the id of a rule, or `title`, `caption` …
    """

    start: int
    end: int
    text: str
    gap: bool = False
    kind: str | None = None

    @property
    def words(self) -> int:
        """How many words it has, by spaces."""
        return self.text.count(" ") + 1

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        return _END.search(self.text[-12:]) is not None

    @property
    def is_prose(self) -> bool:
        """Whether it is a paragraph of running text, not a heading, a caption or a link."""
        return _is_prose(self.text)

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return _BULLET.match(self.text) is not None

    @property
    def is_title_case(self) -> bool:
        """Whether nearly all its longer words begin with capitals, and there are at least four of them."""
        words = [w for w in _WORD.findall(self.text) if w.lower() not in _SMALL]
        return len(words) >= 4 and sum(w[0].isupper() for w in words) >= 0.85 * len(words)

    def marked(self, kind: str) -> "Line":
        """The same line, known to be `kind`."""
        return self._replace(kind=kind)


@functools.lru_cache(maxsize=2048)
def _is_prose(text: str) -> bool:
    words = text.count(" ") + 1
    ends = _END.search(text[-12:]) is not None
    return (ends and words >= 3) or words >= 30 or _INNER_END.search(text) is not None


def split(original: str) -> list[Line]:
    """Lines that are not blank. A text wrapped at a fixed width gives its blocks instead."""
    lines = list(_split(original))
    return _unwrap(lines) if _is_wrapped(lines) else lines


def _split(original: str) -> Iterator[Line]:
    at, gap = 0, False
    for line, whole in zip(original.splitlines(), original.splitlines(keepends=True), strict=True):
        text = " ".join(line.replace("\u200b", "").split())
        if text:
            yield Line(at, at + len(line), text, gap)
            gap = False
        else:
            gap = True
        at += len(whole)


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if block and line.gap:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether lines break because the next word did not fit: nearly every inner line fills the width of the widest."""
    width = max((len(line.text) for line in lines), default=0)
    inner = [(a, b) for block in _blocks(lines) for a, b in itertools.pairwise(block)]
    if not 40 <= width <= 130 or len(inner) < 4:
        return False
    full = sum(len(a.text) + 1 + len(b.text.split(" ", 1)[0]) >= width for a, b in inner)
    return full >= 0.8 * len(inner)


def _unwrap(lines: Sequence[Line]) -> list[Line]:
    blocks = _blocks(lines)
    return [Line(b[0].start, b[-1].end, " ".join(line.text for line in b), b[0].gap) for b in blocks]
