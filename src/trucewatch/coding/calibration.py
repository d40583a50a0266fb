"""From a rule's weight to how often claims of that weight are right: what a claim's confidence says.

The map is data, fitted on hand-coded reports by `benchmarks/calibration.py` and judged on others (docs/quality.md).
"""

from bisect import bisect_right
from functools import cache
from importlib.resources import files

import yaml

Point = tuple[float, float]


@cache
def points() -> tuple[Point, ...]:
    """Pairs of weight and share of right claims, both rising."""
    text = files("trucewatch.coding").joinpath("data/calibration.yaml").read_text("utf-8")
    return tuple((float(weight), float(share)) for weight, share in yaml.safe_load(text)["points"])


def calibrated(weight: float) -> float:
    """The share of claims of this weight that are right, read between the points in a straight line."""
    known = points()
    at = bisect_right([w for w, _ in known], weight)
    if at in {0, len(known)}:
        return known[0][1] if at == 0 else known[-1][1]
    (low, least), (high, most) = known[at - 1], known[at]
    return round(least + (most - least) * (weight - low) / (high - low), 3)
