"""Which of many texts may be copies of one another: those that share several sampled trigrams.

The work grows with the number of texts, not with its square, however often a trigram comes: up to `_FEW` texts that
share one are taken pair by pair, more of them only each with the first, and with those that share the next one too.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trucewatch.reading.shingles import Hashes, ShingleSets

Ints = NDArray[np.signedinteger[Any]]

_RATES = ((32, 1), (64, 2), (128, 4))
"""A text of up to so many trigrams has one in so many sampled, longer ones one in `_LEAST_RATE`: about sixteen or more
each. Two texts that share .46 of 100 trigrams then share fewer than two sampled ones in 1 case of 2,000."""
_LEAST_RATE = 8
_FEW, _FEW_TWICE, _MANY = 32, 8, 5_000
_ENOUGH = 2
"""Sampled trigrams that two texts must share to be compared."""
_PAIRS_AT_ONCE = 16_000_000
_TEXTS_AT_ONCE = 50_000


def candidates(sets: ShingleSets, order: Ints) -> Iterator[tuple[int, int]]:
    """Pairs of numbers of sets, each once; which, and in what order, hangs on `order`, a permutation of the numbers."""
    rank = np.empty(len(sets), np.int64)
    rank[order] = np.arange(len(sets))
    hashes, following, texts, samples = _sampled(sets, rank)
    sort = np.argsort(hashes)
    hashes, following, texts = hashes[sort], following[sort], texts[sort]
    starts, sizes = _runs(hashes)
    rare = sizes[sizes <= _FEW].astype(np.int64)
    parts = 1 + int((rare * (rare - 1)).sum()) // (2 * _PAIRS_AT_ONCE)
    for part in range(parts):
        found = _Counted(part, parts)
        _count(hashes, following, texts, (starts, sizes), found)
        for first, second, counts in found.pairs():
            enough = counts >= np.minimum(_ENOUGH, np.minimum(samples[first], samples[second]))
            yield from zip(order[first[enough]].tolist(), order[second[enough]].tolist(), strict=True)


def _count(hashes: Hashes, following: Hashes, texts: Ints, runs: tuple[Ints, Ints], found: "_Counted") -> None:
    starts, sizes = runs
    for size in range(2, _FEW + 1):
        _all_pairs(texts, starts[sizes == size], size, found, weight=1)
    middling = (sizes > _FEW) & (sizes <= _MANY)
    _with_first(texts, starts[middling], sizes[middling], found, weight=1)
    often = np.repeat(sizes > _FEW, sizes)
    _sharing_two(hashes[often], following[often], texts[often], found)


def _sampled(sets: ShingleSets, rank: Ints) -> tuple[Hashes, Hashes, Ints, Ints]:
    """Sampled hashes with the next greater one sampled from the same text, the texts' ranks, and how many each has."""
    sizes = np.diff(sets.ends)
    rates = np.full(sizes.size, _LEAST_RATE, np.uint64)
    for most, rate in reversed(_RATES):
        rates[sizes <= most] = rate
    parts: list[tuple[Hashes, Hashes, Ints]] = []
    for start in range(0, len(sets), _TEXTS_AT_ONCE):
        end = min(len(sets), start + _TEXTS_AT_ONCE)
        flat = sets.flat[sets.ends[start] : sets.ends[end]]
        texts = np.repeat(np.arange(start, end, dtype=np.int32), sizes[start:end])
        chosen = (flat & (rates[texts] - np.uint64(1))) == 0
        hashes, texts = flat[chosen], texts[chosen]
        following = np.zeros_like(hashes)
        following[:-1] = np.where(texts[1:] == texts[:-1], hashes[1:], 0)
        parts.append((hashes, following, rank[texts].astype(np.int32)))
    if not parts:
        return np.empty(0, np.uint64), np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.int64)
    hashes, following, texts = (np.concatenate(column) for column in zip(*parts, strict=True))
    return hashes, following, texts, np.bincount(texts, minlength=len(sets))


def _runs(values: Hashes) -> tuple[Ints, Ints]:
    """Where runs of equal values start, and how long they are."""
    if not values.size:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    starts = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))
    return starts, np.diff(np.append(starts, values.size))


def _all_pairs(texts: Ints, starts: Ints, size: int, found: "_Counted", weight: int) -> None:
    if not starts.size:
        return
    for i in range(size - 1):
        for j in range(i + 1, size):
            found.add(texts[starts + i], texts[starts + j], weight)


def _with_first(texts: Ints, starts: Ints, sizes: Ints, found: "_Counted", weight: int) -> None:
    """Each member of each run with the one that is first in order, and with its neighbour in the run."""
    for start, size in zip(starts.tolist(), sizes.tolist(), strict=True):
        members = np.sort(texts[start : start + size])
        found.add(np.full(size - 1, members[0]), members[1:], weight)


def _sharing_two(hashes: Hashes, following: Hashes, texts: Ints, found: "_Counted") -> None:
    """Pairs among texts that share a common trigram and the next one sampled too."""
    both = hashes * np.uint64(0x9E3779B97F4A7C15) + following
    sort = np.argsort(both)
    both, texts = both[sort], texts[sort]
    starts, sizes = _runs(both)
    for size in range(2, _FEW_TWICE + 1):
        _all_pairs(texts, starts[sizes == size], size, found, weight=_ENOUGH)
    many = sizes > _FEW_TWICE
    _with_first(texts, starts[many], sizes[many], found, weight=_ENOUGH)
    for start, size in zip(starts[many].tolist(), sizes[many].tolist(), strict=True):
        members = np.sort(texts[start : start + size])
        found.add(members[:-1], members[1:], _ENOUGH)


class _Counted:
    """Pairs with the weight of what they share, kept sorted so that memory holds each once.

    Of many `parts` it takes only one, by the first text of a pair, so that memory has a bound.
    """

    def __init__(self, part: int, parts: int) -> None:
        self._part, self._parts = part, parts
        self._keys = np.empty(0, np.int64)
        self._weights = np.empty(0, np.int32)
        self._new: list[tuple[Ints, int]] = []
        self._waiting = 0

    def add(self, a: Ints, b: Ints, weight: int) -> None:
        low, high = np.minimum(a, b).astype(np.int64), np.maximum(a, b)
        keys = (low << 32) | high
        if self._parts > 1:
            keys = keys[low % self._parts == self._part]
        self._new.append((keys, weight))
        self._waiting += keys.size
        if self._waiting > _PAIRS_AT_ONCE:
            self._settle()

    def pairs(self) -> Iterator[tuple[Ints, Ints, Ints]]:
        """Both texts and the weight of each pair, in order."""
        self._settle()
        for start in range(0, self._keys.size, _TEXTS_AT_ONCE):
            keys = self._keys[start : start + _TEXTS_AT_ONCE]
            yield keys >> 32, keys & 0xFFFFFFFF, self._weights[start : start + _TEXTS_AT_ONCE].astype(np.int64)

    def _settle(self) -> None:
        if not self._new:
            return
        keys = np.concatenate([self._keys, *(k for k, _ in self._new)])
        weights = np.concatenate([self._weights, *(np.full(k.size, w, np.int32) for k, w in self._new)])
        self._new, self._waiting = [], 0
        sort = np.argsort(keys)
        keys, weights = keys[sort], weights[sort]
        starts, _ = _runs(keys.view(np.uint64))
        self._keys = keys[starts]
        self._weights = np.add.reduceat(weights, starts) if starts.size else weights
