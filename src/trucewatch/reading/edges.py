"""Trims running text: date lines, titles and credits whose line breaks were lost stick to its two ends."""

import re
from dataclasses import dataclass, field

from trucewatch.reading.rules import edge_rules, may_fit
from trucewatch.reading.titles import Title

_STOP = re.compile(r"[.!?…\"”)][\s\-–—]*$")
_TOKEN = re.compile(r"\w+")
_LEAD_REACH = 700
"""Characters within which a repeated first sentence or a title behind a byline is looked for."""


@dataclass(slots=True)
class Edges:
    """What was found: the dates named, each with whether it is labelled as that of publication; agency credits."""

    dates: list[tuple[str, bool]] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)


def trim_front(text: str, start: int, end: int, title: Title | None, found: Edges) -> int:
    """Where the article begins between `start` and `end`: behind dates, the title, and a first sentence said twice."""
    first = start
    while True:
        at = _front_once(text, start, end, title, found, behind=start > first)
        if at is None or at >= end:
            return _behind_echo(text, start, end)
        start = at


def _front_once(text: str, start: int, end: int, title: Title | None, found: Edges, *, behind: bool) -> int | None:
    if title is not None and (at := title.end_in(text, start)) is not None:
        return at
    for rule in edge_rules("front"):
        match = rule.pattern.match(text, start, end)
        if match is None or match.end() == start or (rule.behind and not behind):
            continue
        if agency := match.groupdict().get("agency"):
            found.credits.append(agency)
        if date := match.groupdict().get("date"):
            found.dates.append((date, rule.labelled))
            return _behind_byline(text, match.end(), end, title)
        return match.end()
    return None


def _behind_byline(text: str, start: int, end: int, title: Title | None) -> int:
    """After a date often comes "by So-and-so" and then the title: if so, where the title ends."""
    if title is None or not title.tokens:
        return start
    for word in _TOKEN.finditer(text, start, min(end, start + 120)):
        if word.group().casefold() == title.tokens[0] and (at := title.end_in(text, word.start())) is not None:
            return at
    return start


def _behind_echo(text: str, start: int, end: int) -> int:
    """Where the second copy of a first sentence begins, if the text starts by saying it twice."""
    words = list(_TOKEN.finditer(text, start, min(end, start + 2 * _LEAD_REACH)))
    tokens = [w.group().casefold() for w in words]
    for again in range(8, len(tokens) // 2 + 1):
        if tokens[:8] == tokens[again : again + 8] and tokens[:again] == tokens[again : 2 * again]:
            return words[again].start()
    return start


def trim_back(text: str, start: int, end: int, found: Edges) -> int:
    """Where the article ends between `start` and `end`: before credits, links and the site's own words."""
    rules = edge_rules("back")
    small = text[max(start, end - max(rule.reach for rule in rules)) : end].lower()
    rules = tuple(rule for rule in rules if may_fit(rule, small))
    while True:
        for rule in rules:
            match = rule.pattern.search(text, max(start, end - rule.reach), end)
            if match is None or match.start() <= start:
                continue
            if rule.after_stop and not _STOP.search(text, start, match.start()):
                continue
            if agency := match.groupdict().get("agency"):
                found.credits.append(agency)
            end = match.start()
            break
        else:
            return end
        while end > start and text[end - 1].isspace():
            end -= 1
