"""Who is quoted, with which words, saying what: texts with attributions marked as in PolNeAR, anywhere below DIR.

Spans are compared as sets of characters, white space apart. A found content matches a marked one, one to one, when
what they share is at least .3 (or .8) of what both cover together. A source, cue or content is exact when it is the
very same characters, pieces and all. A speaker is right when the found source of a matched content (.3) shares at
least half of the shorter one with the marked source; where none is marked, none must be found. Texts marked by several
people count once.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from trucewatch.bench import quote_coders
from trucewatch.bench.attributions import LAYOUT, Article, Attribution, Span, paths, read
from trucewatch.bench.folders import located
from trucewatch.bench.learnt_parts import choice
from trucewatch.bench.result import Figure, Options, Result
from trucewatch.bench.scoring import Counts, micro, share
from trucewatch.bench.splits import kept

TASK = "quotes"
LOOSE, TIGHT = 0.3, 0.8
Characters = frozenset[int]


@dataclass(frozen=True, slots=True)
class Scored:
    """The counts of one text."""

    loose: Counts
    tight: Counts
    exact: tuple[Counts, Counts, Counts]
    speaker: Counts
    misses: tuple[str, ...]


def run(folder: Path, options: Options) -> Result:
    """Find the quotations of every text and score them. RequestError where the folder holds no such texts."""
    place = located(folder, lambda f: bool(paths(f)), LAYOUT, (TASK,))
    marks = paths(place)
    names = kept(TASK, sorted(marks), options.half)[: options.limit]
    articles: list[Article] = []
    skipped: list[str] = []
    for name in names:
        try:
            articles.append(read(name, marks[name]))
        except (OSError, UnicodeDecodeError) as error:
            skipped.append(f"{marks[name].name}: its text cannot be read ({error})")
    chosen = choice(options)
    skipped += chosen.skipped
    coder = quote_coders.rules() if chosen.model is None else quote_coders.learnt(chosen.model)
    scored, seconds = _coded(coder, articles)
    peers: dict[str, tuple[Figure, ...]] = {}
    if options.peer:
        peer = quote_coders.textacy()
        if peer is None:
            skipped.append("the peer textacy: it is not installed (pip install textacy)")
        else:
            peers["textacy"] = figures(_coded(peer, articles)[0])
    misses = tuple(line for each in scored for line in each.misses)[: options.errors]
    return Result(TASK, len(scored), figures(scored), seconds, tuple(skipped), peers, misses)


def _coded(coder: quote_coders.Coder, articles: Sequence[Article]) -> tuple[list[Scored], float]:
    coder('"It is quiet," she said.')  # what is loaded when first needed
    begun = time.perf_counter()
    found = [coder(article.text) for article in articles]
    seconds = time.perf_counter() - begun
    return [score(article, each) for article, each in zip(articles, found, strict=True)], seconds


def figures(scored: Sequence[Scored]) -> tuple[Figure, ...]:
    """Every measure over all texts."""
    return (
        micro("content F1, overlap .3", [s.loose for s in scored]),
        micro("content F1, overlap .8", [s.tight for s in scored]),
        *(
            micro(f"{role} F1, exact", [s.exact[i] for s in scored])
            for i, role in enumerate(("source", "cue", "content"))
        ),
        share("speaker right, where matched", [s.speaker for s in scored]),
    )


def score(article: Article, found: Sequence[Attribution]) -> Scored:
    """What was found in one text against what is marked."""
    gold = article.attributions
    text = article.text
    golds = [characters(text, g.content) for g in gold]
    founds = [characters(text, f.content) for f in found]
    loose = paired(golds, founds, LOOSE)
    tight = paired(golds, founds, TIGHT)
    exact = [
        _exact(text, [getattr(g, role) for g in gold], [getattr(f, role) for f in found])
        for role in ("source", "cue", "content")
    ]
    right = sum(_same_speaker(text, gold[i], found[j]) for i, j in loose)
    missed = set(range(len(gold))) - {i for i, _ in loose}
    spurious = set(range(len(found))) - {j for _, j in loose}
    lines = [f"{article.name}: missed: {_shown(text, gold[i])}" for i in sorted(missed)]
    lines += [f"{article.name}: not marked: {_shown(text, found[j])}" for j in sorted(spurious)]
    return Scored(
        Counts(len(loose), len(found), len(gold)),
        Counts(len(tight), len(found), len(gold)),
        (exact[0], exact[1], exact[2]),
        Counts(right, len(loose), len(loose)),
        tuple(lines),
    )


def characters(text: str, spans: Iterable[Span]) -> Characters:
    """Which characters the spans hold, white space apart."""
    return frozenset(i for first, end in spans for i in range(first, min(end, len(text))) if not text[i].isspace())


def paired(golds: Sequence[Characters], founds: Sequence[Characters], least: float) -> list[tuple[int, int]]:
    """One to one, those that share most first, down to `least` of what both cover together."""
    near = []
    for i, gold in enumerate(golds):
        for j, found in enumerate(founds):
            shared = len(gold & found)
            if shared and shared >= least * len(gold | found):
                near.append((-shared / len(gold | found), i, j))
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(near):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return sorted(pairs)


def _exact(text: str, golds: Sequence[tuple[Span, ...]], founds: Sequence[tuple[Span, ...]]) -> Counts:
    wanted = {characters(text, spans) for spans in golds if spans}
    offered = {characters(text, spans) for spans in founds if spans}
    return Counts(len(wanted & offered), len(offered), len(wanted))


def _same_speaker(text: str, gold: Attribution, found: Attribution) -> bool:
    wanted, offered = characters(text, gold.source), characters(text, found.source)
    if not wanted or not offered:
        return not wanted and not offered
    return 2 * len(wanted & offered) >= min(len(wanted), len(offered))


def _shown(text: str, one: Attribution) -> str:
    source, cue, content = (" … ".join(text[a:b] for a, b in spans) for spans in (one.source, one.cue, one.content))
    return f"[{source}] {cue}: {content[:160]}".replace("\n", " ")
