"""Before and after: an interrupted time series of counts that vary more than chance alone would have them.

Negative binomial regression (NB2, maximum likelihood) with a trend, a step and a change of trend, days watched as
exposure. Standard errors are the larger of the model's own and those that allow for autocorrelation (Newey-West), which
alone are too small in short series (see the tests). After Bernal, Cummins, Gasparrini (2017),
"Interrupted time series regression for the evaluation of public health interventions", Int J Epidemiol 46(1).
"""

import datetime as dt
import itertools
import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from trucewatch.analysis.result import Estimate, Result
from trucewatch.analysis.series import Count, needed, observed
from trucewatch.vocabulary.errors import RequestError

FEWEST = 8
"""Periods needed on each side: two trends, two levels and a dispersion from fewer would follow the noise."""
_Untyped = Any
"""Modules and arrays of libraries without types."""
_Z = 1.959963984540054
_SEARCHES = ("newton", "bfgs", "nm")
"""Ways to the maximum of the likelihood, the quickest first; the next is tried where one does not arrive."""
_SMALL = 1e-4
"""Below this dispersion the negative binomial is a Poisson distribution to four digits."""
_ASSUMPTIONS = (
    "Nothing else that moves the counts happened at the same time; a series alone cannot tell.",
    "Without the change the trend from before would have gone on, straight on the scale of logarithms.",
    "The day was fixed beforehand, not picked where the series bends.",
    "What a watched day reports does not change with the agreement itself (reporters leave, or come, with a truce).",
    "Counts scatter as a negative binomial around their mean; periods that nobody watched are left out, not zero.",
)


@dataclass(frozen=True, slots=True)
class _Fit:
    params: list[float]
    errors: list[float]
    alpha: float
    fitted: list[float]
    """The mean a period, were all of it watched."""
    without: list[float]
    """The same, had the trend from before gone on."""
    dispersion: float
    autocorrelation: float
    notes: tuple[str, ...]


def before_after(counts: Sequence[Count], change: dt.date, *, what: str = "violations") -> Result:
    """How the level and the trend of `counts` changed on `change`.

    Rate ratios: 1 is no change. RequestError where fewer than eight watched periods lie on a side, or one side is all
    zero.
    """
    series = observed(counts)
    sides = [[c for c in series if (c.start >= change) is after] for after in (False, True)]
    for side, name in zip(sides, ("before", "after"), strict=True):
        if len(side) < FEWEST or not any(c.count for c in side):
            raise RequestError(
                "TW-ANALYSE-2",
                f"There are {len(side)} watched periods {name} {change}; {FEWEST} are needed, not all of them zero.",
                do="Take shorter periods, or a longer series.",
            )
    fit = _fitted(series, change)
    level, trend = fit.params[2], fit.params[3]
    estimates = (
        _ratio("level right after, as a ratio", level, fit.errors[2], "1: no step; 0.5: half as many."),
        _ratio("trend before, a period, as a ratio", fit.params[1], fit.errors[1], ""),
        _ratio("change of trend, a period, as a ratio", trend, fit.errors[3], "1: the trend goes on."),
        Estimate("dispersion (alpha)", fit.alpha, note="0: a Poisson distribution."),
        Estimate("Pearson dispersion of a Poisson fit", fit.dispersion, note="Well above 1: overdispersed."),
        Estimate("autocorrelation of residuals at lag 1", fit.autocorrelation),
    )
    left = len(counts) - len(series)
    notes = (*fit.notes, *((f"{left} periods that nobody watched are left out.",) if left else ()))
    title = f"{what.capitalize()} before and after {change} ({len(sides[0])} and {len(sides[1])} periods)"
    return Result(title, estimates, _ASSUMPTIONS, notes, _chart(series, fit, change, what))


def _ratio(name: str, value: float, error: float, note: str) -> Estimate:
    return Estimate(name, math.exp(value), math.exp(value - _Z * error), math.exp(value + _Z * error), note)


def _fitted(series: Sequence[Count], change: dt.date) -> _Fit:
    np, sm = needed("numpy"), needed("statsmodels.api")
    first, step = series[0].start, _step(series)
    length = (series[-1].start - first).days  # time from 0 to 1 lets the search for the maximum converge
    since = np.array([(c.start - first).days / length for c in series])
    after = np.array([float(c.start >= change) for c in series])
    begun = (change - first).days / length
    design = np.column_stack([np.ones(len(series)), since, after, after * (since - begun)])
    y = np.array([float(c.count or 0) for c in series])
    exposure = np.array([c.days for c in series])
    lags = max(1, int(4 * (len(series) / 100) ** (2 / 9)))
    robust: dict[str, Any] = {"cov_type": "HAC", "cov_kwds": {"maxlags": lags}}
    poisson = sm.GLM(y, design, family=sm.families.Poisson(), offset=np.log(exposure)).fit(**robust)
    dispersion = float(poisson.pearson_chi2 / poisson.df_resid)
    params, errors, alpha, notes = _negative_binomial(sm, y, design, exposure, poisson, robust)
    rate, without = np.exp(design @ params), np.exp(design[:, :2] @ params[:2])
    mean = rate * exposure
    residual = (y - mean) / np.sqrt(mean + alpha * mean**2)
    lag = float(np.corrcoef(residual[:-1], residual[1:])[0, 1])
    if abs(lag) > _Z / math.sqrt(len(series)):
        notes = (
            *notes,
            f"Residuals go together from period to period ({lag:.2f}); the intervals allow for that in part.",
        )
    a_period = np.array([1.0, step / length, 1.0, step / length])
    params, errors = params * a_period, errors * a_period
    return _Fit(list(params), list(errors), alpha, list(rate * step), list(without * step), dispersion, lag, notes)


def _negative_binomial(
    sm: _Untyped, y: _Untyped, design: _Untyped, exposure: _Untyped, poisson: _Untyped, robust: dict[str, Any]
) -> tuple[_Untyped, _Untyped, float, tuple[str, ...]]:
    """The fit; where counts scatter no more than a Poisson distribution, the Poisson fit, and a note that says so."""
    np = needed("numpy")
    model = sm.NegativeBinomial(y, design, exposure=exposure)
    start = [*poisson.params, 0.1]
    for method in _SEARCHES:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what they warn of is looked at below and told in words
            fit = model.fit(start_params=start, disp=0, maxiter=1000, method=method)
            wide = model.fit(start_params=fit.params, disp=0, maxiter=1000, method=method, **robust)
        alpha = float(fit.params[-1])
        if bool(fit.mle_retvals["converged"]) and alpha > _SMALL and bool((fit.bse[:-1] > 0).all()):
            return fit.params[:-1], np.fmax(fit.bse, wide.bse)[:-1], alpha, ()
    note = "Counts scatter no more than in a Poisson distribution, or it cannot be told: Poisson was fitted."
    return poisson.params, poisson.bse, 0.0, (note,)


def _step(series: Sequence[Count]) -> int:
    """Days in a period: the shortest distance between two of them."""
    return min((b.start - a.start).days for a, b in itertools.pairwise(series)) or 1


def _chart(series: Sequence[Count], fit: _Fit, change: dt.date, what: str) -> dict[str, Any]:
    alt = needed("altair")
    step = _step(series)
    rows = [
        {
            "period": c.start.isoformat(),
            "counted": (c.count or 0) * step / c.days,
            "fitted": round(f, 6),
            "if nothing had changed": round(w, 6) if c.start >= change else None,
        }
        for c, f, w in zip(series, fit.fitted, fit.without, strict=True)
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(x=alt.X("period:T", title=None))
    layers = [
        base.mark_point(color="#666", size=18).encode(y=alt.Y("counted:Q", title=f"{what} a period")),
        base.mark_line(color="#1f5fa8").encode(y="fitted:Q"),
        base.mark_line(color="#b3352b", strokeDash=[4, 3]).encode(y="if nothing had changed:Q"),
        alt.Chart(alt.Data(values=[{"day": change.isoformat()}])).mark_rule(color="#444").encode(x="day:T"),
    ]
    spec: dict[str, Any] = alt.layer(*layers).properties(width=640, height=280).to_dict()
    return spec
