"""On which days the level of counts changed: the best cuts (PELT) of each zone's series.

Counts are made alike in scatter (Anscombe 1948: 2·sqrt(n + 3/8)) and cut where that pays more than a penalty of
3·s²·log(n) a cut, s taken robustly from the differences of neighbours and never below 1, that of a Poisson count.
PELT: Killick, Fearnhead, Eckley (2012), J Am Stat Assoc 107.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from trucewatch.analysis.result import Estimate, Result
from trucewatch.analysis.series import Count, needed, observed
from trucewatch.vocabulary.errors import RequestError

SHORTEST = 3
"""Periods in a segment at least; a single wild week is no new level."""
FEWEST = 4 * SHORTEST
_PENALTY = 3.0
"""BIC takes 2 a cut, its mean and its place; 3 keeps false cuts in steady overdispersed series rare (see the tests)."""
_MAD = 1.4826
_ASSUMPTIONS = (
    "Between two cuts the level is steady and periods are independent; a slow trend is cut into steps.",
    "What is watched is watched alike throughout: a new source looks like a new level.",
    "Periods that nobody watched are left out; a cut beside such a gap may lie anywhere in it.",
    "No interval is given for the days: they are the best cuts, not tested ones. Why a level changed is not asked.",
)


def change_points(zones: Mapping[str, Sequence[Count]], *, what: str = "violations") -> Result:
    """Where the level of each zone changed: for each segment its first period and its mean count a day watched.

    RequestError where no zone has twelve watched periods.
    """
    kept = {name: observed(counts) for name, counts in zones.items()}
    enough = {name: series for name, series in sorted(kept.items()) if len(series) >= FEWEST}
    if not enough:
        raise RequestError(
            "TW-ANALYSE-4", f"No zone has {FEWEST} watched periods.", do="Take shorter periods, or a longer series."
        )
    estimates: list[Estimate] = []
    rows: list[dict[str, Any]] = []
    for name, series in enough.items():
        for begin, end in _segments(series):
            part = series[begin:end]
            rate = sum(c.count or 0 for c in part) / sum(c.days for c in part)
            change = "" if begin == 0 else "A new level begins."
            estimates.append(Estimate(f"{name}, from {part[0].start}: {what} a day", rate, note=change))
            rows += [
                {"zone": name, "period": c.start.isoformat(), "a day": (c.count or 0) / c.days, "level": rate}
                for c in part
            ]
    notes = tuple(
        f"{name} is left out: it has {len(series)} watched periods, and {FEWEST} are needed."
        for name, series in sorted(kept.items())
        if name not in enough
    )
    return Result(f"Change points of {what}", tuple(estimates), _ASSUMPTIONS, notes, _chart(rows, what))


def _segments(series: Sequence[Count]) -> list[tuple[int, int]]:
    np, rpt = needed("numpy"), needed("ruptures")
    signal = 2 * np.sqrt(np.array([float(c.count or 0) for c in series]) + 3 / 8)
    steps = np.diff(signal)
    scale = max(1.0, _MAD * float(np.median(np.abs(steps - np.median(steps)))) / math.sqrt(2))
    penalty = _PENALTY * scale**2 * math.log(len(series))
    ends = rpt.Pelt(model="l2", min_size=SHORTEST, jump=1).fit(signal.reshape(-1, 1)).predict(pen=penalty)
    return list(zip([0, *ends[:-1]], ends, strict=True))


def _chart(rows: list[dict[str, Any]], what: str) -> dict[str, Any]:
    alt = needed("altair")
    base = alt.Chart().encode(x=alt.X("period:T", title=None))
    layers = alt.layer(
        base.mark_point(color="#666", size=16).encode(y=alt.Y("a day:Q", title=f"{what} a day")),
        base.mark_line(color="#b3352b", interpolate="step-after").encode(y="level:Q"),
    ).properties(width=640, height=160)
    chart = layers.facet(row=alt.Row("zone:N", title=None), data=alt.Data(values=rows)).resolve_scale(y="independent")
    spec: dict[str, Any] = chart.to_dict()
    return spec
