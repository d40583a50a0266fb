"""Scores of word pieces read as quotations: cues first, then the source and the content of each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trucewatch.learnt.windows import NOWHERE, Window

Span = tuple[int, int]
Scores = NDArray[np.float32]

CUE_FROM = 0.55
"""How likely a piece must be to begin a cue."""

NONE, SOURCE, CONTENT = 0, 1, 2
"""Roles a piece can have for a cue."""

EDGE = np.array([0.0, 0.2, 1.5], dtype=np.float32)
"""What each edge of a stretch of a role costs, in natural logarithms of likelihood: few, long stretches of content."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Who says what: places (first character, one after the last) of source, cue and content in the text.

    The source may be empty (nobody is named). Content that is interrupted has several places. `confidence` is 0 … 1.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float


def shares(scores: Scores) -> Scores:
    """Scores along the last axis made into likelihoods that sum to 1."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    likely: Scores = powers / powers.sum(axis=-1, keepdims=True)
    return likely


def cues(likely: Scores, window: Window, least: float = CUE_FROM) -> list[tuple[int, int]]:
    """First and last piece of each cue, from the likelihoods (pieces, 3) of no cue, its first piece, a further one."""
    found: list[tuple[int, int]] = []
    first = None
    begins = likely[:, 1] >= least
    goes_on = likely[:, 2] > np.maximum(likely[:, 0], likely[:, 1])
    for i in range(len(window.ids)):
        if first is not None and (begins[i] or not goes_on[i]):
            found.append((first, i - 1))
            first = None
        if begins[i] and window.places[i] != NOWHERE:
            first = i
    if first is not None:
        found.append((first, len(window.ids) - 1))
    return found


def smoothed(roles: Scores, window: Window, edge: Scores = EDGE) -> NDArray[np.int64]:
    """The likeliest roles (cues, pieces) when every edge of a stretch of a role costs `edge`; marks have none.

    `roles` are the scores (cues, pieces, 3). All pieces of a word have one role, so that no word is cut.
    """
    lengths = np.diff([*window.words, len(window.ids)])
    words = np.add.reduceat(np.log(shares(roles)), window.words, axis=1)
    best = words[:, 0]
    came = np.zeros(words.shape[:2], dtype=np.int64)  # the role before, where changing to it paid
    stays = np.ones(words.shape, dtype=bool)
    for i in range(1, words.shape[1]):
        left = best - edge
        came[:, i] = left.argmax(axis=-1)
        changed = left.max(axis=-1, keepdims=True) - edge
        stays[:, i] = best >= changed
        best = words[:, i] + np.maximum(best, changed)
    labels = np.zeros(words.shape[:2], dtype=np.int64)
    labels[:, -1] = best.argmax(axis=-1)
    rows = np.arange(len(labels))
    for i in range(words.shape[1] - 1, 0, -1):
        labels[:, i - 1] = np.where(stays[rows, i, labels[:, i]], labels[:, i], came[:, i])
    found = np.repeat(labels, lengths, axis=1)
    found[:, [i for i, place in enumerate(window.places) if place == NOWHERE]] = NONE
    return found


def quotation(
    window: Window, cue: tuple[int, int], cue_likely: float, likely: Scores, labels: NDArray[np.int64]
) -> Quotation | None:
    """What the roles around one cue make: likelihoods (pieces, 3) and labels (pieces); None where nothing is said."""
    said = _runs(labels, CONTENT)
    if not said:
        return None
    speakers = _runs(labels, SOURCE)
    best = max(speakers, key=lambda run: float(likely[run[0] : run[1] + 1, SOURCE].sum()), default=None)
    sure = float(np.concatenate([likely[first : last + 1, CONTENT] for first, last in said]).mean())
    return Quotation(
        spans(window, [best] if best else []), spans(window, [cue]), spans(window, said), round(cue_likely * sure, 4)
    )


def _runs(labels: NDArray[np.int64], label: int) -> list[tuple[int, int]]:
    """First and last piece of each run of a label."""
    found: list[list[int]] = []
    for i in np.flatnonzero(labels == label).tolist():
        if found and i == found[-1][1] + 1:
            found[-1][1] = i
        else:
            found.append([i, i])
    return [(first, last) for first, last in found]


def spans(window: Window, runs: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Characters of runs of pieces."""
    return tuple((window.places[first][0], window.places[last][1]) for first, last in runs)
