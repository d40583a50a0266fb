"""Precision, recall, F1 and shares with intervals by resampling documents."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from trucewatch.bench.result import Figure

RESAMPLES = 1000
SEED = 20181217


@dataclass(frozen=True, slots=True)
class Counts:
    """Right, offered and wanted items of one document (offered and wanted are counts of items, right of both)."""

    right: float = 0
    offered: float = 0
    wanted: float = 0


def f1(right: float, offered: float, wanted: float) -> float:
    """Harmonic mean of precision and recall: 2·right / (offered + wanted); 0 where nothing is offered or wanted."""
    return 2 * right / (offered + wanted) if offered + wanted else 0.0


def precision(right: float, offered: float, wanted: float) -> float:
    """The share of what was offered that is right."""
    del wanted
    return right / offered if offered else 0.0


def recall(right: float, offered: float, wanted: float) -> float:
    """The share of what was wanted that was found."""
    del offered
    return right / wanted if wanted else 0.0


def micro(name: str, documents: Sequence[Counts], of: Callable[[float, float, float], float] = f1) -> Figure:
    """One measure over all documents, with a 95% percentile interval over 1,000 resamples of documents (seeded)."""
    table = np.array([[d.right, d.offered, d.wanted] for d in documents], dtype=float).reshape(-1, 3)
    value = of(*table.sum(0).tolist())
    low, high = interval(table, lambda sums: of(*sums.tolist()))
    return Figure(name, value, low, high, of=int(table[:, 2].sum()))


def share(name: str, documents: Sequence[Counts]) -> Figure:
    """Right of wanted over all documents, with its interval."""
    return micro(name, documents, recall)


def macro_f1(name: str, pairs: Sequence[tuple[str, str | None]]) -> Figure:
    """Unweighted mean F1 over the gold classes of (gold, guess) pairs; a guess of None is no answer."""
    classes = sorted({gold for gold, _ in pairs})
    index = {c: i for i, c in enumerate(classes)}
    other = len(classes)
    gold = np.array([index[g] for g, _ in pairs], dtype=int)
    guess = np.array([index.get(p, other) if p else other for _, p in pairs], dtype=int)

    def mean(rows: np.ndarray) -> float:
        right = np.bincount(gold[rows][gold[rows] == guess[rows]], minlength=other)[:other]
        wanted = np.bincount(gold[rows], minlength=other)[:other]
        offered = np.bincount(guess[rows], minlength=other + 1)[:other]
        total = offered + wanted
        return float(np.mean(np.where(total, 2 * right / np.maximum(total, 1), 0.0)[wanted > 0]))

    every = np.arange(len(pairs))
    random = np.random.default_rng(SEED)
    found = [mean(random.choice(every, len(every))) for _ in range(RESAMPLES)] if len(pairs) > 1 else []
    low, high = (np.percentile(found, [2.5, 97.5]).tolist()) if found else (None, None)
    return Figure(name, mean(every) if len(pairs) else 0.0, low, high, of=len(pairs))


def interval(table: np.ndarray, measure: Callable[[np.ndarray], float]) -> tuple[float | None, float | None]:
    """The 95% percentile interval of a measure of column sums, rows (documents) resampled; none for one row."""
    if len(table) <= 1:
        return None, None
    random = np.random.default_rng(SEED)
    picks = random.integers(0, len(table), (RESAMPLES, len(table)))
    found = [measure(table[p].sum(0)) for p in picks]
    low, high = np.percentile(found, [2.5, 97.5]).tolist()
    return low, high
