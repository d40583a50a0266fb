"""Planted effects are found again, and where nothing was planted nothing is found."""

import csv
import datetime as dt
import itertools
import math
import random
from pathlib import Path

import pytest

from trucewatch.analysis import Count, Ending, Life, before_after, change_points, survival
from trucewatch.vocabulary.errors import RequestError

CF = Path(__file__).parents[2] / ".." / "shared" / "data" / "cf_ceasefires" / "ceasefires_dataset.csv"
FIRST = dt.date(2018, 1, 1)


def week(n: int) -> dt.date:
    return FIRST + dt.timedelta(weeks=n)


def poisson(chance: random.Random, mean: float) -> int:
    """Knuth's way, by parts of 20 so that exp does not run out."""
    whole, rest = divmod(mean, 20.0)
    return sum(_few(chance, part) for part in [20.0] * int(whole) + [rest])


def _few(chance: random.Random, mean: float) -> int:
    product, count, limit = chance.random(), 0, math.exp(-mean)
    while product > limit:
        product, count = product * chance.random(), count + 1
    return count


def scattered(chance: random.Random, mean: float, alpha: float) -> int:
    """A negative binomial count: a Poisson whose mean varies as a gamma with variance alpha."""
    return poisson(chance, mean * chance.gammavariate(1 / alpha, alpha) if alpha else mean)


def series(seed: int, *, step: float = 1.0, bend: float = 1.0, alpha: float = 0.2, weeks: int = 160) -> list[Count]:
    chance, half = random.Random(seed), weeks // 2  # noqa: S311 - a simulation
    means = [30 * 1.004**n * (step * bend ** (n - half) if n >= half else 1) for n in range(weeks)]
    return [Count(week(n), scattered(chance, mean, alpha)) for n, mean in enumerate(means)]


def estimates(result: object) -> dict[str, tuple[float, float, float]]:
    return {e.name: (e.value, e.low, e.high) for e in result.estimates}  # type: ignore[attr-defined]


LEVEL, BEND = "level right after, as a ratio", "change of trend, a period, as a ratio"


def test_planted_step_bend_and_dispersion_are_recovered() -> None:
    found = estimates(before_after(series(7, step=0.4, bend=0.99), week(80)))
    level, low, high = found[LEVEL]
    assert low < 0.4 < high
    assert level == pytest.approx(0.4, rel=0.3)
    bend, low, high = found[BEND]
    assert low < 0.99 < high
    assert bend == pytest.approx(0.99, abs=0.01)
    assert found["dispersion (alpha)"][0] == pytest.approx(0.2, rel=0.5)
    assert found["Pearson dispersion of a Poisson fit"][0] > 2


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    covered = planted = 0
    for seed in range(20):
        for step in (1.0, 0.5):
            _, low, high = estimates(before_after(series(seed, step=step, weeks=80), week(40)))[LEVEL]
            covered, planted = covered + (low <= step <= high), planted + 1
    assert covered / planted >= 0.85


def test_days_watched_are_the_exposure() -> None:
    whole = series(3, step=0.5)
    half_watched = [Count(c.start, (c.count or 0) // 2, 3.5) if c.start >= week(80) else c for c in whole]
    expected, found = (estimates(before_after(s, week(80)))[LEVEL][0] for s in (whole, half_watched))
    assert found == pytest.approx(expected, rel=0.05)


def test_unobserved_weeks_are_left_out_and_are_not_zero() -> None:
    whole = series(3, step=0.5)
    gaps = [Count(c.start, None if n % 5 == 0 else c.count) for n, c in enumerate(whole)]
    result = before_after(gaps, week(80))
    assert estimates(result)[LEVEL][0] == pytest.approx(0.5, rel=0.3)
    assert any("32 periods that nobody watched" in warning for warning in result.warnings)


def test_even_counts_are_fitted_as_poisson_and_say_so() -> None:
    result = before_after(series(5, step=0.5, alpha=0), week(80))
    found = estimates(result)
    assert found[LEVEL][0] == pytest.approx(0.5, rel=0.2)
    assert found["dispersion (alpha)"][0] < 0.02


def test_too_few_weeks_are_told() -> None:
    with pytest.raises(RequestError, match="TW-ANALYSE-2"):
        before_after(series(1, weeks=20), week(4))


def steps(seed: int, *means: float, alpha: float = 0.15, weeks: int = 40) -> list[Count]:
    chance = random.Random(seed)  # noqa: S311 - a simulation
    levels = [mean for mean in means for _ in range(weeks)]
    return [Count(week(n), scattered(chance, mean, alpha)) for n, mean in enumerate(levels)]


def cuts(result: object, zone: str) -> list[dt.date]:
    names = [e.name for e in result.estimates if e.name.startswith(zone)]  # type: ignore[attr-defined]
    return [dt.date.fromisoformat(name.partition("from ")[2][:10]) for name in names][1:]


def test_planted_change_points_are_found_zone_by_zone() -> None:
    result = change_points({"North": steps(1, 5, 40, 12), "South": steps(2, 20)})
    assert [abs((cut - week(n)).days) <= 21 for cut, n in zip(cuts(result, "North"), (40, 80), strict=True)] == [
        True
    ] * 2
    assert cuts(result, "South") == []


def test_steady_series_are_seldom_cut() -> None:
    cut = sum(bool(cuts(change_points({"Z": steps(seed, 20, 20, 20)}), "Z")) for seed in range(60))
    assert cut <= 6


def test_a_zone_with_too_few_weeks_is_left_out_and_named() -> None:
    result = change_points({"Long": steps(1, 5, 40), "Short": steps(1, 5)[:5]})
    assert any(warning.startswith("Short is left out") for warning in result.warnings)
    with pytest.raises(RequestError, match="TW-ANALYSE-4"):
        change_points({"Short": steps(1, 5)[:5]})


def lived(days: int) -> Life:
    return Life(FIRST, FIRST + dt.timedelta(days=days), Ending.ENDED)


UNTIL = dt.date(2020, 12, 31)
KNOWN, LONG, SHORT = (
    f"median life in days, {name}"
    for name in ("known ends alone", "unknown ends taken to hold to the last day", "unknown ends taken to end at once")
)


def test_the_median_of_known_ends() -> None:
    found = estimates(survival([lived(days) for days in (1, 5, 10, 20, 400)], UNTIL))
    assert found[KNOWN][0] == found[LONG][0] == found[SHORT][0] == 10


def test_the_textbook_curve_with_lives_that_still_hold() -> None:
    """Ends on days 2 and 6 of four lives, one seen to hold on day 4, one on day 9: S = 3/4, then 3/4 · 1/2."""
    holding = [Life(FIRST, FIRST + dt.timedelta(days=days), Ending.HOLDING) for days in (4, 9)]
    result = survival([lived(2), lived(6), *holding], UNTIL)
    assert estimates(result)[KNOWN][0] == 6
    shares = {
        (row["days"], row["share still holding"])
        for row in result.chart["data"]["values"]
        if row["ends"] == "known ends alone"
    }
    assert {(0.0, 1.0), (2.0, 0.75), (6.0, 0.375)} <= shares


def test_unknown_ends_stand_apart_and_bound_the_answer() -> None:
    unknown = [Life(FIRST, None, Ending.UNKNOWN)] * 6
    result = survival([lived(days) for days in (1, 5, 10, 20, 400)] + unknown, UNTIL)
    found = estimates(result)
    assert (found[KNOWN][0], found[SHORT][0], found[LONG][0]) == (10, 0, None)
    assert found["unknown ends"][0] == 6
    assert any("55% of the ends are unknown" in warning for warning in result.warnings)


def test_an_exponential_life_is_recovered() -> None:
    chance = random.Random(11)  # noqa: S311 - a simulation
    lives = [lived(round(chance.expovariate(math.log(2) / 60))) for _ in range(800)]
    median, low, high = estimates(survival(lives, UNTIL))[KNOWN]
    assert low <= 60 <= high
    assert median == pytest.approx(60, rel=0.15)


def test_impossible_lives_are_left_out_and_counted() -> None:
    result = survival([lived(10), lived(-3)], UNTIL)
    assert any(warning.startswith("1 lives that end before they begin") for warning in result.warnings)
    with pytest.raises(RequestError, match="TW-ANALYSE-3"):
        survival([Life(FIRST, None, Ending.UNKNOWN)], UNTIL)


def _day(row: dict[str, str], prefix: str) -> dt.date | None:
    try:
        return dt.date(*(int(row[f"{prefix}_{part}"]) for part in ("yr", "month", "day")))
    except ValueError:
        return None


@pytest.mark.skipif(not CF.exists(), reason="needs the ETH/PRIO ceasefire data beside the project")
def test_the_published_ceasefires() -> None:
    """12 days on known ends alone; 2,179 with unknown ends censored at the end of 2020."""
    with CF.open(encoding="utf-8-sig", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["uniq_id"]))
    firsts = [next(group) for _, group in itertools.groupby(rows, key=lambda row: row["uniq_id"])]
    assert len(firsts) == 2203
    dated = [(start, _day(row, "end")) for row in firsts if (start := _day(row, "cf_effect"))]
    lives = [Life(start, end, Ending.ENDED if end else Ending.UNKNOWN) for start, end in dated]
    result = survival(lives, UNTIL)
    found = estimates(result)
    assert (found[KNOWN][0], found[LONG][0]) == (12, 2179)
    assert any(warning.startswith("2 lives that end before") for warning in result.warnings)
