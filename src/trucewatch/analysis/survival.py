"""How long ceasefires last (Kaplan-Meier), with ends that nobody knows kept apart from those that still hold.

An unknown end is no censored life: it may have come the next day or never. So the curve is drawn for known ends, and
the two extremes that the unknown ones allow stand beside it: all held to the last day looked at, or none held a day.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from trucewatch.analysis.result import Estimate, Result
from trucewatch.analysis.series import Ending, Life, needed
from trucewatch.vocabulary.errors import RequestError

_KNOWN = "known ends alone"
_LONG = "unknown ends taken to hold to the last day"
_SHORT = "unknown ends taken to end at once"
_ASSUMPTIONS = (
    "Lives still going on when last seen would have gone on to end like the others (uninformative censoring).",
    "Starts are known, and no ceasefire is missing because it was short.",
    "Known ends speak for all only if ends are unknown by chance; but broken truces make news, quiet ends do not.",
    "The two extremes bound what the unknown ends could change.",
    "Ceasefires count once each and as independent of each other.",
)


def survival(lives: Sequence[Life], until: dt.date, *, what: str = "ceasefires") -> Result:
    """Median lives in days, with unknown ends apart; `until` is the last day that the data look at.

    Lives that end before they begin, or begin after `until`, are left out and counted. RequestError where no end is
    known.
    """
    sound = [life for life in lives if life.start <= until and (life.days is None or life.days >= 0)]
    ended = [life for life in sound if life.ending is Ending.ENDED and life.days is not None]
    holding = [life for life in sound if life.ending is Ending.HOLDING]
    unknown = [life for life in sound if _is_unknown(life)]
    if not ended:
        raise RequestError("TW-ANALYSE-3", "No end is known in this table.", do="Give lives with an end.")
    known = [(life.days or 0, True) for life in ended] + [(_lasted(life, until), False) for life in holding]
    curves = {
        _KNOWN: known,
        _LONG: [*known, *((_lasted(life, until), False) for life in unknown)],
        _SHORT: [*known, *((0, True) for _ in unknown)],
    }
    fits = {name: _fitted(name, points) for name, points in curves.items()}
    estimates = [
        Estimate(f"median life in days, {name}", fit.median_survival_time_ if _finite(fit) else None, *_interval(fit))
        for name, fit in fits.items()
    ]
    estimates += [
        Estimate("known ends", float(len(ended))),
        Estimate("still holding when last seen", float(len(holding))),
        Estimate("unknown ends", float(len(unknown))),
    ]
    left = len(lives) - len(sound)
    share = len(unknown) / len(sound)
    notes = (
        *((f"{share:.0%} of the ends are unknown; no single median can be told.",) if share > 0.1 else ()),
        *((f"{left} lives that end before they begin, or begin after {until}, are left out.",) if left else ()),
    )
    title = f"Survival of {len(sound):,} {what}, looked at until {until}"
    return Result(title, tuple(estimates), _ASSUMPTIONS, notes, _chart(fits))


def _is_unknown(life: Life) -> bool:
    return life.ending is Ending.UNKNOWN or (life.ending is Ending.ENDED and life.end is None)


def _lasted(life: Life, until: dt.date) -> int:
    last = min(life.end, until) if life.end else until
    return (last - life.start).days


def _fitted(name: str, points: Sequence[tuple[int, bool]]) -> Any:  # noqa: ANN401 - untyped library
    fitter = needed("lifelines").KaplanMeierFitter(label=name)
    return fitter.fit([days for days, _ in points], [seen for _, seen in points])


def _finite(fit: Any) -> bool:  # noqa: ANN401 - untyped library
    return float(fit.median_survival_time_) != float("inf")


def _interval(fit: Any) -> tuple[float | None, float | None]:  # noqa: ANN401 - untyped library
    """Where the band of the curve crosses one half."""
    band = needed("lifelines.utils").median_survival_times(fit.confidence_interval_)
    bounds = sorted(float(value) for value in band.to_numpy().ravel())
    low, high = (None if value == float("inf") else value for value in bounds)
    return low, high


def _chart(fits: dict[str, Any]) -> dict[str, Any]:
    alt = needed("altair")
    rows = [
        {"days": float(day), "share still holding": round(float(share), 6), "ends": name}
        for name, fit in fits.items()
        for day, share in fit.survival_function_[name].items()
    ]
    chart = (
        alt.Chart(alt.Data(values=rows))
        .mark_line(interpolate="step-after")
        .encode(
            x=alt.X("days:Q", scale=alt.Scale(type="symlog"), title="days"),
            y=alt.Y("share still holding:Q", scale=alt.Scale(domain=[0, 1])),
            color=alt.Color("ends:N", title=None, sort=list(fits), legend=alt.Legend(orient="bottom", labelLimit=400)),
            strokeDash=alt.StrokeDash("ends:N", sort=list(fits), legend=None),
        )
    )
    spec: dict[str, Any] = chart.properties(width=640, height=280).to_dict()
    return spec
