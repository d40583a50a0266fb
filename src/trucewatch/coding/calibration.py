"""From a weight to how often claims of that weight are right: what a claim's confidence says.

Each coder weighs in its own way and has a map of its own. The maps are data, fitted on hand-coded reports by
`benchmarks/calibration.py` and judged on others (docs/quality.md).
"""

from bisect import bisect_right
from functools import cache
from importlib.resources import files

import yaml

Point = tuple[float, float]


@cache
def points(coder: str) -> tuple[Point, ...]:
    """Pairs of weight and share of right claims, both rising, of `rules` or `hybrid`."""
    text = files("trucewatch.coding").joinpath("data/calibration.yaml").read_text("utf-8")
    return tuple((float(weight), float(share)) for weight, share in yaml.safe_load(text)[coder])


def calibrated(weight: float, coder: str) -> float:
    """The share of a coder's claims of this weight that are right, read between the points in a straight line."""
    known = points(coder)
    at = bisect_right([w for w, _ in known], weight)
    if at in {0, len(known)}:
        return known[0][1] if at == 0 else known[-1][1]
    (low, least), (high, most) = known[at - 1], known[at]
    return round(least + (most - least) * (weight - low) / (high - low), 3)
