"""Scores of word pieces read as quotations: cues first, then the source and the content of each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trucewatch.learnt.windows import NOWHERE, Window

Span = tuple[int, int]
Scores = NDArray[np.float32]

CUE_FROM = 0.5
"""How likely a piece must be to begin a cue."""

SOURCE, CONTENT = 1, 2
"""Roles a piece can have for a cue; 0 is none."""


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


def quotation(window: Window, cue: tuple[int, int], cue_likely: float, roles: Scores) -> Quotation | None:
    """What the roles (pieces, 3) around one cue make; None where nothing is said."""
    likely = shares(roles)
    labels = likely.argmax(axis=-1)
    for i, place in enumerate(window.places):
        if place == NOWHERE:
            labels[i] = 0
    said = _runs(labels, CONTENT, window)
    if not said:
        return None
    speakers = _runs(labels, SOURCE, window)
    best = max(speakers, key=lambda run: float(likely[run[0] : run[1] + 1, SOURCE].sum()), default=None)
    sure = float(np.concatenate([likely[first : last + 1, CONTENT] for first, last in said]).mean())
    return Quotation(
        spans(window, [best] if best else []), spans(window, [cue]), spans(window, said), round(cue_likely * sure, 4)
    )


def _runs(labels: NDArray[np.int64], label: int, window: Window) -> list[tuple[int, int]]:
    """First and last piece of each run of a label; one piece of another label inside a run does not break it."""
    places = np.flatnonzero(labels == label).tolist()
    found: list[list[int]] = []
    for i in places:
        if found and (i == found[-1][1] + 1 or (i == found[-1][1] + 2 and window.places[i - 1] != NOWHERE)):
            found[-1][1] = i
        else:
            found.append([i, i])
    return [(first, last) for first, last in found]


def spans(window: Window, runs: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Characters of runs of pieces."""
    return tuple((window.places[first][0], window.places[last][1]) for first, last in runs)
