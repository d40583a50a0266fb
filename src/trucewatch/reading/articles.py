"""From a text as it came to its articles: what is title, what is body, what is page furniture."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from trucewatch.reading.days import HEADER_DATE, names_year
from trucewatch.reading.edges import Edges, trim_back, trim_front
from trucewatch.reading.lines import Line, split
from trucewatch.reading.rules import edge_rules, foot_openers, rules_of_lines
from trucewatch.reading.stories import story_starts
from trucewatch.reading.titles import Title, title_of, tokens_of

_BARE_DATE = re.compile(rf"\W*({HEADER_DATE})\W*(?:{HEADER_DATE}|\||gmt|utc)?\W*", re.IGNORECASE)
_DATE = re.compile(HEADER_DATE, re.IGNORECASE)
_TITLE_WORDS = range(2, 36)
_LONGEST_FURNITURE = 400
_LONGEST_DATE = 60
_CREDITS = frozenset({"picture_credit", "caption_with_credit"})


@dataclass(frozen=True, slots=True)
class Article:
    """One story: `spans` of the original that are its paragraphs; `dates` named by header lines (text, labelled).

    `furniture` holds the lines left out with their kinds, which may tell the outlet; `credits` names at its end.
    """

    title: str | None
    spans: tuple[tuple[int, int], ...]
    dates: tuple[tuple[str, bool], ...] = ()
    credits: tuple[str, ...] = ()
    furniture: tuple[tuple[str, str], ...] = ()


def articles(original: str, given_title: str | None = None) -> list[Article]:
    """The articles of a text, nearly always one; none if nothing but furniture is there."""
    title = title_of(given_title)
    lines = _mark_rules(split(original))
    first = next(
        (i for i, line in enumerate(lines) if line.kind is None and line.is_prose and not _is(title, line)), None
    )
    if first is None:
        lines, first = _unpunctuated(lines, title)
    if first is None:
        return []
    lines, title = _mark_head(lines, first, title)
    lines = _mark_tail(_mark_body(lines, first, title))
    starts = [0, *story_starts(lines, first), len(lines)]
    pieces = [lines[a:b] for a, b in itertools.pairwise(starts)]
    if len(pieces) > 1:
        # The page's own title heads them all; the first story may have a headline of its own.
        heads = [line for line in lines[:first] if line.kind is None and not line.is_item]
        title = title_of(heads[-1].text) if heads else title
        pieces[0] = [line.marked("title") if line in heads else line for line in pieces[0]]
    found = [_article(original, piece, title if i == 0 else title_of(piece[0].text)) for i, piece in enumerate(pieces)]
    return [article for article in found if article.spans]


def _is(title: Title | None, line: Line) -> bool:
    return title is not None and title.same(line.text)


def _mark_rules(lines: Sequence[Line]) -> list[Line]:
    """Lines that fit a rule, and those that hold nothing but a date."""
    marked = list(lines)
    short = [i for i, line in enumerate(lines) if len(line.text) < _LONGEST_FURNITURE]
    for i, rule in zip(short, rules_of_lines([lines[i].text for i in short]), strict=True):
        text = lines[i].text
        if len(text) < _LONGEST_DATE and names_year(text) and (date := _header_date(text)):
            marked[i] = lines[i].marked(date)
        elif rule:
            marked[i] = lines[i].marked(rule.id)
    return _close_tail(marked)


def _header_date(text: str) -> str | None:
    for rule in edge_rules("front"):
        if rule.labelled and rule.pattern.fullmatch(text):
            return "labelled date"
    return "date" if _BARE_DATE.fullmatch(text) else None


def _close_tail(lines: list[Line]) -> list[Line]:
    """After a line that opens the foot of a page, short lines without a full stop belong to the foot."""
    openers = foot_openers()
    if not any(line.kind in openers for line in lines):
        return lines
    last_prose = max((i for i, line in enumerate(lines) if line.kind is None and line.is_prose), default=-1)
    foot = False
    for i, line in enumerate(lines):
        if i > last_prose and line.kind in openers:
            foot = True
        elif foot and line.kind is None:
            lines[i] = line.marked("foot")
    return lines


def _unpunctuated(lines: list[Line], title: Title | None) -> tuple[list[Line], int | None]:
    """A text without any full stop: its longest line that is not the title is its body, if it says something."""
    open_lines = [i for i, line in enumerate(lines) if line.kind is None and not _is(title, line)]
    if not open_lines:
        open_lines = [i for i, line in enumerate(lines) if line.kind is None]
    longest = max(open_lines, key=lambda i: (lines[i].words, -i), default=None)
    return lines, longest if longest is not None and lines[longest].words >= 4 else None


def _mark_head(lines: list[Line], first: int, title: Title | None) -> tuple[list[Line], Title | None]:
    """Find the title above the body and mark it and what surrounds it."""
    captions = _captions(lines)
    candidates = [
        i
        for i in range(first)
        if lines[i].kind is None
        and lines[i].words in _TITLE_WORDS
        and lines[i].text not in captions
        and not lines[i].is_item
    ]
    if title is None and candidates:
        counts = Counter(tokens_of(line.text) for line in lines[: first + 1])
        best = max(candidates, key=lambda i: (counts[tokens_of(lines[i].text)], -i))
        title = title_of(lines[best].text)
    for i in range(first):
        line = lines[i]
        if line.kind is not None:
            continue
        if _is(title, line):
            lines[i] = line.marked("title")
        elif line.text in captions or _near_credit(lines, i):
            lines[i] = line.marked("caption")
        elif line.words <= 10 and names_year(line.text) and _DATE.search(line.text):
            lines[i] = line.marked("date")
        elif line.words <= 6:
            lines[i] = line.marked("section")
    return lines, title


def _captions(lines: Sequence[Line]) -> set[str]:
    """Lines that come twice and stand right above a picture credit once: captions, not titles."""
    counts = Counter(line.text for line in lines if not line.is_prose)
    if len(counts) == counts.total():
        return set()
    return {line.text for i, line in enumerate(lines) if counts[line.text] > 1 and _near_credit(lines, i)}


def _near_credit(lines: Sequence[Line], at: int) -> bool:
    """Whether a picture credit stands on the very next line."""
    following = lines[at + 1] if at + 1 < len(lines) else None
    return following is not None and not following.gap and following.kind in _CREDITS and not lines[at].is_prose


def _mark_body(lines: list[Line], first: int, title: Title | None) -> list[Line]:
    captions = _captions(lines)
    for i in range(first, len(lines)):
        line = lines[i]
        if line.kind is not None or line.is_prose:
            continue
        if _is(title, line):
            lines[i] = line.marked("title")
        elif line.text in captions or _near_credit(lines, i):
            lines[i] = line.marked("caption")
        elif line.is_title_case and line.words >= 5 and _beside_furniture(lines, i):
            lines[i] = line.marked("related")
    return lines


def _beside_furniture(lines: Sequence[Line], at: int) -> bool:
    """Whether the line before or behind, without a blank line between, is furniture already."""
    before = at > 0 and not lines[at].gap and lines[at - 1].kind is not None
    behind = at + 1 < len(lines) and not lines[at + 1].gap and lines[at + 1].kind is not None
    return before or behind


def _mark_tail(lines: list[Line]) -> list[Line]:
    """Short lines without a full stop after the last paragraph: tags, names, links."""
    for i in range(len(lines) - 1, 0, -1):
        line = lines[i]
        if line.kind is not None:
            continue
        if line.is_prose or line.words > 8 or line.is_item or any(c.isdigit() for c in line.text):
            break
        lines[i] = line.marked("foot")
    return lines


def _article(original: str, lines: Sequence[Line], title: Title | None) -> Article:
    edges = Edges()
    for line in lines:
        if line.kind in ("date", "labelled date"):
            edges.dates.append((line.text, line.kind == "labelled date"))
    kept = [
        line for line in lines if line.kind is None and not (line is lines[0] and _is(title, line) and len(lines) > 1)
    ]
    spans = [(line.start, line.end) for line in kept]
    if spans:
        spans[0] = (trim_front(original, *_stripped(original, *spans[0]), title, edges), spans[0][1])
        spans[-1] = (spans[-1][0], trim_back(original, *_stripped(original, *spans[-1]), edges))
    return Article(
        title.text if title else None,
        tuple((a, b) for a, b in spans if original[a:b].strip()),
        tuple(edges.dates),
        tuple(edges.credits),
        tuple((line.kind, line.text) for line in lines if line.kind not in (None, "title")),
    )


def _stripped(original: str, start: int, end: int) -> tuple[int, int]:
    while start < end and original[start].isspace():
        start += 1
    while end > start and original[end - 1].isspace():
        end -= 1
    return start, end
