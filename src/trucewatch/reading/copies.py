"""Copies among reports: exact, near (edited, cut, retitled) and one inside another; and which is the likely origin."""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import rensa

from trucewatch.vocabulary.records import Report
from trucewatch.vocabulary.when import When

NEAR = 0.30
"""Jaccard of word trigrams from which two reports are copies. Known copies lie at .46 to .60, unrelated reports under
.02. Among 804 reports on one war, all pairs over .30 tell the same news in the same words; below it come outlets that
end every report with the same background paragraphs (up to .30, with up to .59 of the shorter report)."""
INSIDE = 0.70
"""Share of the shorter report's trigrams that the longer one must hold for the shorter to be inside it."""
_LEAST_INSIDE = 40
"""Trigrams below which a report is too short to be told inside another one by its words alone."""
_PERMUTATIONS, _BANDS = 192, 64
"""Three rows a band: a pair at .46 is found with p > .998, one at .02 is looked at in 1 of 2,000 cases."""
_SEED = 1
_SAMPLED = 8
"""One trigram in so many (by hash) is indexed to find reports inside others."""
_SHARED = 4
_TOO_COMMON = 200
"""A trigram in more reports than this tells nothing; longer lists would make the work quadratic."""
_WORD = re.compile(r"\w+")

Copies = dict[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class _Text:
    """What is kept of a report while copies are sought."""

    report_id: str
    text_hash: str
    order: tuple[dt.date, bool, str]
    shingles: frozenset[int]


def families(reports: Iterable[Report]) -> Copies:
    """report_id → (family, duplicate_of) for each report that has copies; reports without any are left out.

    The family is named after its least report_id. Its origin (duplicate_of None) is the earliest published, among those
    of a day the one from an agency, then the least by id; the others are duplicates of it. The order of the input does
    not matter.
    """
    texts = sorted({r.report_id: _text(r) for r in reports}.values(), key=lambda t: t.report_id)
    parent = list(range(len(texts)))
    for a, b in _pairs(texts):
        _union(parent, a, b)
    groups: dict[int, list[_Text]] = defaultdict(list)
    for i, text in enumerate(texts):
        groups[_root(parent, i)].append(text)
    return {report_id: pair for group in groups.values() if len(group) > 1 for report_id, pair in _family(group)}


def similarity(a: str, b: str) -> float:
    """Jaccard of the word trigrams of two texts, from 0 to 1."""
    first, second = shingles(a), shingles(b)
    return len(first & second) / (len(first | second) or 1)


def shingles(text: str) -> frozenset[int]:
    """Hashes of the word trigrams of a text (of all its words together if it has fewer than three)."""
    words = [word.casefold() for word in _WORD.findall(text)]
    grams = [" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2))]
    return frozenset(rensa.RMinHash.hash_token_sets([grams])[0])


def _text(report: Report) -> _Text:
    published = When.parse(report.published).earliest if report.published else None
    wire = report.agency is not None and report.agency == report.outlet
    return _Text(
        report.report_id,
        report.text_hash,
        (published or dt.date.max, not wire, report.report_id),
        shingles(report.text),
    )


def _family(group: Sequence[_Text]) -> Iterator[tuple[str, tuple[str, str | None]]]:
    name = min(text.report_id for text in group)
    origin = min(group, key=lambda text: text.order).report_id
    for text in sorted(group, key=lambda t: t.report_id):
        yield text.report_id, (name, None if text.report_id == origin else origin)


def _pairs(texts: Sequence[_Text]) -> Iterator[tuple[int, int]]:
    by_hash: dict[str, int] = {}
    distinct: list[int] = []
    for i, text in enumerate(texts):
        first = by_hash.setdefault(text.text_hash, i)
        if first == i:
            distinct.append(i)
        else:
            yield first, i
    for a, b in {*_alike(texts, distinct), *_sharing(texts, distinct)}:
        if _copies(texts[a].shingles, texts[b].shingles):
            yield a, b


def _copies(a: frozenset[int], b: frozenset[int]) -> bool:
    shared, least = len(a & b), min(len(a), len(b))
    if shared >= NEAR * (len(a) + len(b) - shared):
        return True
    return least >= _LEAST_INSIDE and shared >= INSIDE * least


def _alike(texts: Sequence[_Text], among: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs that share a band of their MinHash signatures."""
    index = rensa.RMinHashLSH(NEAR, _PERMUTATIONS, _BANDS)
    for i in among:
        sketch = rensa.RMinHash(_PERMUTATIONS, _SEED)
        sketch.update([str(s) for s in texts[i].shingles])
        for other in index.query(sketch):
            yield (other, i)
        index.insert(i, sketch)


def _sharing(texts: Sequence[_Text], among: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs that share several of the sampled trigrams."""
    having: dict[int, list[int]] = defaultdict(list)
    for i in among:
        sampled = sorted(s for s in texts[i].shingles if s % _SAMPLED == 0)
        shared = Counter(other for s in sampled if len(having[s]) <= _TOO_COMMON for other in having[s])
        yield from ((other, i) for other, count in shared.items() if count >= _SHARED)
        for s in sampled:
            having[s].append(i)


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def _union(parent: list[int], a: int, b: int) -> None:
    a, b = _root(parent, a), _root(parent, b)
    parent[max(a, b)] = min(a, b)
