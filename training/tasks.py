"""Batches of examples, and the loss of each task on one."""

import random
from collections.abc import Sequence
from typing import TypeVar

import torch
from corpora import EventExample, FactualityExample, QuoteExample
from network import Heads, distance_bucket
from torch import Tensor
from torch.nn import functional

from trucewatch.learnt.windows import Window

Example = TypeVar("Example", QuoteExample, FactualityExample, EventExample)


def batches(lengths: list[int], pieces: int) -> list[list[int]]:
    """Indexes grouped by like length so that no batch, padded, holds more than `pieces` pieces (one item may)."""
    groups: list[list[int]] = []
    for i in sorted(range(len(lengths)), key=lambda i: (lengths[i], i)):
        if groups and (len(groups[-1]) + 1) * lengths[i] <= pieces:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def padded(windows: list[Window]) -> tuple[Tensor, Tensor]:
    """Ids and mask of a batch."""
    longest = max(len(w.ids) for w in windows)
    ids = torch.zeros(len(windows), longest, dtype=torch.long)
    mask = torch.zeros(len(windows), longest, dtype=torch.long)
    for row, window in enumerate(windows):
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
        mask[row, : len(window.ids)] = 1
    return ids, mask


def role_scores(heads: Heads, states: Tensor, rows: list[int], cues: list[tuple[int, int]]) -> Tensor:
    """Scores (cues, pieces, 3) of the roles of every piece for cues in the given rows of the batch."""
    row = torch.tensor(rows)
    first, last = (torch.tensor([c[i] for c in cues]) for i in (0, 1))
    there = torch.arange(states.shape[1])[None, :]
    distance = torch.where(there < first[:, None], there - first[:, None], (there - last[:, None]).clamp(min=0))
    cue = heads.first(states[row, first]) + heads.last(states[row, last])
    return heads.roles(heads.piece(states)[row], cue, distance_bucket(distance))


def quote_loss(heads: Heads, states: Tensor, mask: Tensor, examples: list[QuoteExample]) -> Tensor:
    """Loss of finding cues and of the roles around the gold cues."""
    gold = torch.full(mask.shape, -100)
    rows, cues, roles = [], [], []
    for row, example in enumerate(examples):
        gold[row, : len(example.window.ids)] = 0
        for (first, last), labels in zip(example.cues, example.roles, strict=True):
            gold[row, first + 1 : last + 1] = 2
            gold[row, first] = 1
            rows.append(row)
            cues.append((first, last))
            roles.append(functional.pad(torch.tensor(labels), (0, mask.shape[1] - len(labels)), value=-100))
    loss = functional.cross_entropy(heads.cue(heads.dropout(states)).flatten(0, 1).float(), gold.flatten())
    if cues:
        scores = role_scores(heads, states, rows, cues)
        loss = loss * 3 + functional.cross_entropy(scores.flatten(0, 1).float(), torch.stack(roles).flatten())
    return loss


def factuality_loss(heads: Heads, states: Tensor, examples: list[FactualityExample]) -> Tensor:
    """Huber loss at the event words, each against the scale of its own corpus."""
    spots = [(row, i, e.corpus, value) for row, e in enumerate(examples) for i, value in e.targets]
    row, place, corpus = (torch.tensor([s[k] for s in spots]) for k in (0, 1, 2))
    value = torch.tensor([s[3] for s in spots])
    found = heads.factuality(states[row, place]).float()[torch.arange(len(spots)), corpus]
    return functional.smooth_l1_loss(found, value)


def event_loss(heads: Heads, states: Tensor, mask: Tensor, examples: list[EventExample]) -> Tensor:
    """Loss of the event's code."""
    gold = torch.tensor([e.code for e in examples])
    return functional.cross_entropy(event_scores(heads, states, mask, examples).float(), gold, label_smoothing=0.1)


def event_scores(heads: Heads, states: Tensor, mask: Tensor, examples: list[EventExample]) -> Tensor:
    """Scores of the codes for each example."""
    spans = [
        [states[row, s[0] : s[1] + 1].mean(0) for row, s in enumerate(ends)]
        for ends in ([e.source for e in examples], [e.target for e in examples])
    ]
    return heads.event_type(states, mask, torch.stack(spans[0]), torch.stack(spans[1]))


def batched(examples: Sequence[Example], pieces: int, rng: random.Random) -> list[list[Example]]:
    """Batches of like length, in an order that the seed decides."""
    groups = []
    order = rng.sample(range(len(examples)), len(examples))
    for start in range(0, len(order), 256):  # by like length only within a stretch: batches stay mixed
        part = order[start : start + 256]
        groups += [[examples[part[i]] for i in g] for g in batches([len(examples[i].window.ids) for i in part], pieces)]
    rng.shuffle(groups)
    return groups
