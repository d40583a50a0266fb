"""How well the network does on examples it is not trained on: exact cues, roles around gold cues, factuality."""

from collections.abc import Iterator, Sequence

import torch
from corpora import FactualityExample, QuoteExample
from network import Encoder, Heads
from tasks import batches, padded, role_scores
from torch import Tensor

ROLES = (("source", 1), ("content", 2))


@torch.no_grad()
def report(
    encoder: Encoder, heads: Heads, depth: int, quotes: Sequence[QuoteExample], sure: Sequence[FactualityExample]
) -> dict[str, float]:
    """Exact F1 of cues, exact F1 of source and content with gold cues, and mean absolute error of factuality."""
    encoder.eval()
    heads.eval()
    counts = {name: [0, 0, 0] for name in ("cue", "source", "content")}
    for examples, states in _read(encoder, depth, quotes):
        for name, found, gold in _spans(heads, states, examples):
            counts[name] = [
                a + b for a, b in zip(counts[name], (len(found & gold), len(found), len(gold)), strict=True)
            ]
    errors = [
        abs(heads.factuality(states[row, i].float())[e.corpus].item() - value)
        for examples, states in _read(encoder, depth, sure)
        for row, e in enumerate(examples)
        for i, value in e.targets
    ]
    found = {name: round(2 * a / max(1, b + c), 4) for name, (a, b, c) in counts.items()}
    return {**found, "mae": round(sum(errors) / max(1, len(errors)), 4)}


def _read(encoder: Encoder, depth: int, examples: Sequence) -> Iterator[tuple[list, Tensor]]:
    for group in batches([len(e.window.ids) for e in examples], 4096):
        chosen = [examples[i] for i in group]
        with torch.autocast("cpu", torch.bfloat16):
            yield chosen, encoder(*padded([e.window for e in chosen]))[depth - 1]


def _spans(heads: Heads, states: Tensor, examples: list[QuoteExample]) -> Iterator[tuple[str, set, set]]:
    with torch.autocast("cpu", torch.bfloat16):
        tags = heads.cue(states).argmax(-1).tolist()
    for row, example in enumerate(examples):
        yield "cue", _cues(tags[row][: len(example.window.ids)]), set(example.cues)
    rows = [row for row, e in enumerate(examples) for _ in e.cues]
    if not rows:
        return
    with torch.autocast("cpu", torch.bfloat16):
        scores = role_scores(heads, states, rows, [c for e in examples for c in e.cues])
    golds = [labels for e in examples for labels in e.roles]
    for labels, gold in zip(scores.argmax(-1).tolist(), golds, strict=True):
        for name, label in ROLES:
            spans = (
                {tuple(i for i, v in enumerate(part) if v == label)} - {()} for part in (labels[: len(gold)], gold)
            )
            yield name, *spans


def _cues(tags: list[int]) -> set[tuple[int, int]]:
    found, start = set(), None
    for i, tag in enumerate([*tags, 0]):
        if start is not None and tag != 2:
            found.add((start, i - 1))
            start = None
        if tag == 1:
            start = i
    return found
