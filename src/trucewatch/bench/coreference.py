"""How well clusters of mentions agree with gold ones: MUC, B-cubed, CEAF-e, and their mean F1 (CoNLL).

Definitions: Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B-cubed), Luo 2005 (CEAF with the entity measure
2|K∩R| / (|K|+|R|)), Pradhan et al. 2012 (the mean). Both sides cluster the same mentions.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from trucewatch.bench.scoring import f1

Clusters = Sequence[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Tally:
    """Numerators and denominators of recall and precision of the three measures; tallies of parts add up."""

    muc: tuple[float, float, float, float]
    b_cubed: tuple[float, float, float, float]
    ceaf: tuple[float, float, float, float]

    @property
    def row(self) -> tuple[float, ...]:
        """All twelve numbers, to be summed over documents or topics."""
        return (*self.muc, *self.b_cubed, *self.ceaf)


def tally(gold: Clusters, found: Clusters) -> Tally:
    """Compare two clusterings of the same mentions, singletons counted. ValueError where the mentions differ."""
    if {m for c in gold for m in c} != {m for c in found for m in c}:
        raise ValueError("gold and found clusters must hold the same mentions")
    of_gold, of_found = _where(gold), _where(found)
    return Tally(
        (*_links(gold, of_found), *_links(found, of_gold)),
        (*_cubed(gold, of_found), *_cubed(found, of_gold)),
        _ceaf(gold, found),
    )


def f1s(row: Sequence[float]) -> dict[str, float]:
    """The F1 of each measure and their mean, from the summed numbers of `Tally.row`."""
    parts = {name: _f1(*row[i : i + 4]) for name, i in (("MUC", 0), ("B-cubed", 4), ("CEAF-e", 8))}
    return {"CoNLL F1": sum(parts.values()) / 3, **parts}


def _f1(right: float, wanted: float, right_too: float, offered: float) -> float:
    recall, precision = right / wanted if wanted else 0.0, right_too / offered if offered else 0.0
    return f1(precision * recall, precision, recall)


def _where(clusters: Clusters) -> Mapping[str, int]:
    return {mention: i for i, cluster in enumerate(clusters) for mention in cluster}


def _links(clusters: Clusters, other: Mapping[str, int]) -> tuple[float, float]:
    """MUC: links of each cluster that the other clustering keeps, of all its links."""
    kept = sum(len(c) - len({other[m] for m in c}) for c in clusters)
    return float(kept), float(sum(len(c) - 1 for c in clusters))


def _cubed(clusters: Clusters, other: Mapping[str, int]) -> tuple[float, float]:
    """B-cubed: for each mention, the share of its cluster that the other clustering puts with it."""
    total = sum(n * n / len(c) for c in clusters for n in Counter(other[m] for m in c).values())
    return total, float(sum(map(len, clusters)))


def _ceaf(gold: Clusters, found: Clusters) -> tuple[float, float, float, float]:
    """CEAF-e: the best one-to-one matching of clusters; parts that share no mention are matched apart."""
    of_found = _where(found)
    meets: dict[int, set[int]] = defaultdict(set)
    for i, cluster in enumerate(gold):
        meets[i].update(of_found[m] for m in cluster)
    back: dict[int, set[int]] = defaultdict(set)
    for i, others in meets.items():
        for j in others:
            back[j].add(i)
    total, seen = 0.0, set[int]()
    for start in range(len(gold)):
        if start in seen:
            continue
        rows, columns, waiting = set[int](), set[int](), [start]
        while waiting:
            i = waiting.pop()
            if i in rows:
                continue
            rows.add(i)
            columns |= meets[i]
            waiting.extend(k for j in meets[i] for k in back[j] if k not in rows)
        seen |= rows
        total += _best(
            np.array([[_alike(gold[i], found[j]) for j in sorted(columns)] for i in sorted(rows)], dtype=float)
        )
    return total, float(len(gold)), total, float(len(found))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _best(worth: np.ndarray) -> float:
    """The greatest sum of a one-to-one assignment of rows to columns (Kuhn-Munkres with potentials, O(n²m))."""
    if worth.shape[0] > worth.shape[1]:
        worth = worth.T
    rows, columns = worth.shape
    cost = -worth
    above, beside = np.zeros(rows + 1), np.zeros(columns + 1)
    match, way = np.zeros(columns + 1, dtype=int), np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        match[0], at = row, 0
        least, used = np.full(columns + 1, np.inf), np.zeros(columns + 1, dtype=bool)
        while match[at]:
            used[at] = True
            slack = cost[match[at] - 1] - above[match[at]] - beside[1:]
            better = ~used[1:] & (slack < least[1:])
            least[1:][better], way[1:][better] = slack[better], at
            step = int(np.where(used, np.inf, least).argmin())
            change = least[step]
            above[match[used]] += change
            beside[used] -= change
            least[~used] -= change
            at = step
        while at:
            match[at], at = match[way[at]], int(way[at])
    return float(sum(worth[match[j] - 1, j - 1] for j in range(1, columns + 1) if match[j]))
