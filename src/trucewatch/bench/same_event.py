"""Events told by several reports: ECB+, on gold mentions, within each topic across its documents.

The score is CoNLL F1 (see `coreference`), singletons counted, on the sentences that the makers list as checked. The
baseline puts mentions of one topic together that have the same head lemma; it runs always, as a peer.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from trucewatch.bench import ecb
from trucewatch.bench.coreference import f1s, tally
from trucewatch.bench.ecb import Story
from trucewatch.bench.folders import located
from trucewatch.bench.result import Figure, Options, Result
from trucewatch.bench.retold import clusters, head_of, stories, told
from trucewatch.bench.scoring import interval
from trucewatch.bench.splits import kept
from trucewatch.language.parse import load_model

TASK = "same-event"
LAYOUT = f"ECB+/TOPIC/*.xml and {ecb.SENTENCES}"
BASELINE = "same head lemma"
Parsed = Mapping[tuple[str, int], Doc]


def run(folder: Path, options: Options) -> Result:
    """Cluster the event mentions of every topic and score them. RequestError where the folder is not laid out so."""
    place = located(folder, lambda f: (f / "ECB+").is_dir() and (f / ecb.SENTENCES).is_file(), LAYOUT, ("same_event",))
    checked = ecb.selected(place)
    chosen = kept(TASK, ecb.topics(place), options.half, lambda p: p.name)
    read = [s for topic in chosen for s in ecb.stories(topic, checked)]
    by_topic: dict[str, list[Story]] = defaultdict(list)
    for story in islice(read, options.limit):
        by_topic[story.topic].append(story)
    model = load_model()
    begun = time.perf_counter()
    parsed = {t: _parsed(model.pipe, model.vocab, group) for t, group in by_topic.items()}
    stops = frozenset(model.Defaults.stop_words)
    rows, base, misses = [], [], list[str]()
    for topic, group in by_topic.items():
        gold = _gold(group)
        if gold:
            found = resolved(group, parsed[topic], stops)
            rows.append(tally(gold, found).row)
            base.append(tally(gold, by_lemma(group, parsed[topic])).row)
            misses += _misses(group, parsed[topic], found) if options.errors > len(misses) else []
    seconds = time.perf_counter() - begun
    read_documents = sum(map(len, by_topic.values()))
    return Result(
        TASK, read_documents, _figures(rows), seconds, peers={BASELINE: _figures(base)},
        misses=tuple(misses[: options.errors]),
    )  # fmt: skip


def resolved(group: Sequence[Story], parsed: Parsed, stops: frozenset[str]) -> list[frozenset[str]]:
    """The program's clusters of the mentions of one topic."""
    story_of = stories(group, stops)
    return clusters([told(m, parsed[s.name, m.sentence], story_of[s.name]) for s in group for m in s.mentions])


def by_lemma(group: Sequence[Story], parsed: Parsed) -> list[frozenset[str]]:
    """The baseline: mentions whose heads have one lemma."""
    found: dict[str, set[str]] = defaultdict(set)
    for story in group:
        for mention in story.mentions:
            found[head_of(mention, parsed[story.name, mention.sentence]).lemma_.lower()].add(mention.mention_id)
    return [frozenset(c) for c in found.values()]


def _gold(group: Sequence[Story]) -> list[frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for story in group:
        for mention in story.mentions:
            found[mention.event].add(mention.mention_id)
    return [frozenset(c) for c in found.values()]


def _parsed(pipe: Callable[..., object], vocab: object, group: Sequence[Story]) -> Parsed:
    """The sentences that tell events, parsed as their makers cut them into words."""
    keys = [(s.name, n) for s in group for n in sorted({m.sentence for m in s.mentions})]
    words = {s.name: s.sentences for s in group}
    docs = pipe([Doc(vocab, words=list(words[name][n])) for name, n in keys], batch_size=128)  # type: ignore[arg-type]
    return dict(zip(keys, docs, strict=True))  # type: ignore[call-overload]


def _figures(rows: Sequence[Sequence[float]]) -> tuple[Figure, ...]:
    table = np.array(rows, dtype=float).reshape(-1, 12)
    names = ("CoNLL F1", "MUC", "B-cubed", "CEAF-e")
    values = f1s(table.sum(0).tolist())
    mentions = int(table[:, 5].sum())
    figures = []
    for name in names:
        low, high = interval(table, lambda sums, name=name: f1s(sums.tolist())[name])  # type: ignore[misc]
        figures.append(Figure(name, values[name], low, high, mentions, "gold mentions, within topics"))
    return tuple(figures)


def _misses(group: Sequence[Story], parsed: Parsed, found: Sequence[frozenset[str]]) -> list[str]:
    """Events that were torn apart, and groups that hold several events, in words."""
    event, text = {}, {}
    for story in group:
        for m in story.mentions:
            sentence = parsed[story.name, m.sentence]
            event[m.mention_id] = m.event
            text[m.mention_id] = " ".join(sentence[i].text for i in m.words)
    lines = []
    for cluster in found:
        events = sorted({event[m] for m in cluster})
        if len(events) > 1:
            lines.append(f"put together: {', '.join(f'{text[m]} ({m})' for m in sorted(cluster))}")
    for gold in _gold(group):
        parts = [sorted(text[m] for m in c & gold) for c in found if c & gold]
        if len(parts) > 1:
            lines.append(f"torn apart: {parts}")
    return lines
