"""Place names resolved to GeoNames and coordinates: files in the layout of LGL and TR-News, anywhere below DIR.

Given the marked names (those with a place): how many get the very GeoNames entry, and how many a point within 161 km
(100 miles) of the right one; the very entry counts as no error at all. A name that is in no list counts by the guess at
its area, and as an entry not at all. The area under the curve of the errors' logarithm is 0 where every point is right
and 1 where all lie at the far side of the world; what got no point counts as that.
End to end, the names are found by the program's own recogniser: precision, recall and F1 of names (any overlap), and of
names with a point within 161 km.
"""

import math
import time
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from trucewatch.bench.folders import files
from trucewatch.bench.places_corpus import Article, Toponym, read
from trucewatch.bench.result import Figure, Options, Result
from trucewatch.bench.scoring import Counts, f1, interval, micro, precision, recall, share
from trucewatch.bench.splits import kept
from trucewatch.casebook import load
from trucewatch.casebook.knowledge import Knowledge
from trucewatch.gazetteer.features import Home, Named, kilometres
from trucewatch.gazetteer.resolve import Placed, Resolver, home_of
from trucewatch.language.places import Finder, states_of

TASK = "places"
LAYOUT = "articles with toponyms in *.xml"
NEAR = 161.0
FARTHEST = 20_039.0
"""Half-way round the world, in kilometres."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One article: error in kilometres of each marked name (None: no point), whether it is the very entry."""

    article: Article
    errors: tuple[float | None, ...]
    exact: tuple[bool, ...]


def run(folder: Path, options: Options) -> Result:
    """Resolve every article's names and score them. RequestError where the folder holds no such file."""
    articles: list[Article] = []
    skipped: list[str] = []
    for path in files(folder, "*.xml", LAYOUT):
        try:
            articles += read(path)
        except (ET.ParseError, UnicodeDecodeError, ValueError) as error:
            skipped.append(f"{path.name}: it is not in this layout ({error})")
    articles = kept(TASK, articles, options.half, lambda a: a.name)[: options.limit]
    if options.peer:
        skipped.append("no peer of this task can be installed; Mordecai 3 is published with .794/.827 and .843/.873")
    knowledge = load(None)
    resolver = Resolver(states_of(knowledge))
    begun = time.perf_counter()
    alone = [resolver.resolve(a.text, [t.named for t in a.toponyms], prior=a.state) for a in articles]
    seconds = time.perf_counter() - begun
    homes = outlets(articles, alone)
    placed = [
        resolver.resolve(a.text, [t.named for t in a.toponyms], prior=a.state, home=home)
        for a, home in zip(articles, homes, strict=True)
    ]
    scored = [score(a, p) for a, p in zip(articles, placed, strict=True)]
    by_itself = [score(a, p) for a, p in zip(articles, alone, strict=True)]
    found = recognised(knowledge, articles)
    taken = [
        resolver.resolve(a.text, names, prior=a.state, home=home)
        for a, names, home in zip(articles, found, homes, strict=True)
    ]
    figures = (*marked(scored, by_itself), *end_to_end(articles, taken))
    misses = [line for s, p in zip(scored, placed, strict=True) for line in _misses(s, p)]
    return Result(TASK, len(articles), figures, seconds, tuple(skipped), misses=tuple(misses[: options.errors]))


def outlets(articles: Sequence[Article], placed: Sequence[Sequence[Placed]]) -> list[Home | None]:
    """For each article, where its outlet's other articles of the set are; None where it has no other."""
    by_outlet: Mapping[str, list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        if article.outlet:
            by_outlet[article.outlet].append(number)
    others = [[n for n in by_outlet[a.outlet] if n != i] if a.outlet else [] for i, a in enumerate(articles)]
    return [home_of(placed[n] for n in numbers) if numbers else None for numbers in others]


def score(article: Article, placed: Sequence[Placed]) -> Scored:
    """The errors of the marked names that have a place."""
    errors: list[float | None] = []
    exact: list[bool] = []
    for toponym, found in zip(article.toponyms, placed, strict=True):
        if toponym.point is None:
            continue
        exact.append(found.place is not None and found.place.id == toponym.ident)
        errors.append(_error(toponym, found))
    return Scored(article, tuple(errors), tuple(exact))


def _error(toponym: Toponym, found: Placed, *, guessed: bool = True) -> float | None:
    place = found.place or (found.around if guessed else None)
    if place is None or toponym.point is None:
        return None
    if place.id == toponym.ident:
        return 0.0
    return kilometres((place.lat, place.lon), toponym.point)


def marked(scored: Sequence[Scored], by_itself: Sequence[Scored]) -> list[Figure]:
    """The figures given the marked names."""
    return [
        share("the very entry", [Counts(sum(s.exact), wanted=len(s.exact)) for s in scored]),
        share("within 161 km", [_near(s) for s in scored]),
        share("within 161 km, each report by itself", [_near(s) for s in by_itself]),
        *_distances(scored),
    ]


def _near(scored: Scored) -> Counts:
    return Counts(sum(e is not None and e <= NEAR for e in scored.errors), wanted=len(scored.errors))


def _distances(scored: Sequence[Scored]) -> list[Figure]:
    known = [e for s in scored for e in s.errors if e is not None]
    sums = np.array([[_log_sum(s), len(s.errors)] for s in scored], dtype=float).reshape(-1, 2)
    whole = sums.sum(0)
    low, high = interval(sums, lambda s: float(s[0] / s[1]) if s[1] else 0.0)
    of = len(known)
    return [
        Figure("area under the error curve", float(whole[0] / whole[1]) if whole[1] else 0.0, low, high, int(whole[1])),
        Figure("mean error, km", float(np.mean(known)) if known else 0.0, of=of, note="of those with a point"),
        Figure("median error, km", float(np.median(known)) if known else 0.0, of=of, note="of those with a point"),
    ]


def _log_sum(scored: Scored) -> float:
    return sum(math.log1p(FARTHEST if e is None else e) / math.log1p(FARTHEST) for e in scored.errors)


def recognised(knowledge: Knowledge, articles: Sequence[Article]) -> list[list[Named]]:
    """The names that the program's own recogniser takes for places, article by article."""
    finder = Finder(knowledge)
    return [[Named(start, end, a.text[start:end]) for start, end in finder.find(a.text)] for a in articles]


def end_to_end(articles: Sequence[Article], taken: Sequence[Sequence[Placed]]) -> list[Figure]:
    """Names found, and names found and placed; names that the makers gave no place count as names only."""
    names: list[Counts] = []
    points: list[Counts] = []
    for article, found in zip(articles, taken, strict=True):
        pairs = _pairs(article.toponyms, found)
        names.append(Counts(len(pairs), len(found), len(article.toponyms)))
        near = sum((km := _error(t, p)) is not None and km <= NEAR for t, p in pairs)
        unplaced = sum(t.point is None for t, _ in pairs)
        offered = sum(p.place is not None for p in found) - unplaced
        points.append(Counts(near, max(offered, near), sum(t.point is not None for t in article.toponyms)))
    return [
        micro("names found, F1", names, f1),
        micro("names found, precision", names, precision),
        micro("names found, recall", names, recall),
        micro("found and within 161 km, F1", points, f1),
        micro("found and within 161 km, precision", points, precision),
        micro("found and within 161 km, recall", points, recall),
    ]


def _pairs(toponyms: Sequence[Toponym], found: Sequence[Placed]) -> list[tuple[Toponym, Placed]]:
    free, pairs = list(found), []
    for toponym in toponyms:
        hit = next((p for p in free if p.named.start < toponym.named.end and toponym.named.start < p.named.end), None)
        if hit:
            free.remove(hit)
            pairs.append((toponym, hit))
    return pairs


def _misses(scored: Scored, placed: Sequence[Placed]) -> list[str]:
    article = scored.article
    lines = []
    for toponym, found in zip(article.toponyms, placed, strict=True):
        km = _error(toponym, found)
        if toponym.point is None or (km is not None and km <= NEAR):
            continue
        got = (
            f"{found.place.id} ({found.place.state}, {km:,.0f} km off)" if found.place and km is not None else "nothing"
        )
        start, end = toponym.named.start, toponym.named.end
        around = " ".join(article.text[max(start - 40, 0) : end + 25].split())
        lines.append(f"{article.name}: {toponym.named.text!r} is {toponym.ident}, read as {got}: {around}")
    return lines
