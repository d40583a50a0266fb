import datetime as dt

import pytest

from trucewatch.pipeline import days
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.when import When


@pytest.mark.parametrize(
    ("typed", "last"), [("2018-12-04", (2018, 12, 4)), ("2018-02", (2018, 2, 28)), (" 2020 ", (2020, 12, 31))]
)
def test_a_partial_date_means_its_last_day(typed: str, last: tuple[int, int, int]) -> None:
    assert days.last_day(typed, "--on") == dt.date(*last)


def test_between_takes_the_first_day_and_the_last() -> None:
    assert days.between("2018-09", "2018-10") == When(dt.date(2018, 9, 1), dt.date(2018, 10, 31))
    assert days.between(None, "2018") == When(None, dt.date(2018, 12, 31))
    assert days.between(None, None) == When(None, None)


@pytest.mark.parametrize("typed", ["2019-02-29", "2018-9-31", "soon", "..", "", "2018/2019", "0"])
def test_what_is_no_date_is_refused_with_the_option_named(typed: str) -> None:
    with pytest.raises(RequestError, match="--known-by"):
        days.last_day(typed, "--known-by")
