"""Dates in metadata."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.times import find_days, parse_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2018-09-17", "2018-09-17"),
        ("2018-09-17T23:59:59+03:00", "2018-09-17"),
        ("2018-09-17T23:59:59.123Z", "2018-09-17"),
        ("2018-09-17 10:00", "2018-09-17"),
        ("2018/9/7", "2018-09-07"),
        ("Mon, 17 Sep 2018 10:00:00 +0300", "2018-09-17"),
        ("4/19/2017", "2017-04-19"),
        ("19/4/2017 12:30", "2017-04-19"),
        ("19.04.2017", "2017-04-19"),
        ("Date of publication 19 October 2016", "2016-10-19"),
        ("Monday 9 Feb 2015", "2015-02-09"),
        ("October 23, 2020 - 14:38", "2020-10-23"),
        ("Sept. 17th, 2018", "2018-09-17"),
        ("the 17th of September 2018", "2018-09-17"),
        ("17-Sep-2018", "2018-09-17"),
        ("2018 September 17", "2018-09-17"),
        ("17 SEPTEMBER 2018", "2018-09-17"),
        ("20200305", "2020-03-05"),
        ("20200305T101500Z", "2020-03-05"),
        ("20200305101500", "2020-03-05"),
        ("1583366400", "2020-03-05"),
        ("1583366400000", "2020-03-05"),
        ("https://example.org/news/2020/03/05/story.html", "2020-03-05"),
    ],
)
def test_a_day_is_read(text: str, day: str) -> None:
    assert dt.date.fromisoformat(day) == parse_day(text)


@pytest.mark.parametrize(
    "text",
    ["", "no date", "May 2018", "2018", "12:30", "1.2.3", "+963 11 2018 0917", "page 3/4", "Sept. 17", "12345678901"],
)
def test_no_day_is_none(text: str) -> None:
    assert parse_day(text) is None


@pytest.mark.parametrize(
    "text",
    ["2018-02-31", "31/02/2018", "30 February 2018", "February 30, 2018", "13/13/2018", "2018-00-10", "20181399"],
)
def test_an_impossible_day_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="not a day"):
        parse_day(text)


def test_an_ambiguous_day_follows_the_order() -> None:
    assert dt.date(2017, 5, 4) == parse_day("4/5/2017")
    assert dt.date(2017, 5, 4) == parse_day("4/5/2017", order="dmy")
    assert dt.date(2017, 4, 5) == parse_day("4/5/2017", order="mdy")
    assert dt.date(2017, 4, 19) == parse_day("4/19/2017", order="dmy")


def test_all_days_of_a_text_are_found_where_they_stand() -> None:
    text = "Updated 31 February 2018. Posted on September 17, 2018, read 2018-09-18 (Sept. 19)."
    found = find_days(text)
    assert [dt.date(2018, 9, 17), dt.date(2018, 9, 18)] == [span.day for span in found]
    assert [span.text for span in found] == [text[span.start : span.end] for span in found]


@given(
    st.dates(dt.date(1000, 1, 1), dt.date(2199, 12, 31)), st.sampled_from(["{0}", "{0}T10:00:00Z", " {0} ", "on {0},"])
)
def test_iso_round_trips(day: dt.date, form: str) -> None:
    assert day == parse_day(form.format(day.isoformat()))


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%a %d %b %Y"]),
)
def test_other_forms_round_trip(day: dt.date, form: str) -> None:
    assert day == parse_day(day.strftime(form))


@given(st.text(alphabet="0123456789-/. :TZ,JanSeptMy", max_size=30))
def test_anything_is_a_day_or_none_or_a_value_error(text: str) -> None:
    try:
        day = parse_day(text)
    except ValueError:
        return
    assert day is None or isinstance(day, dt.date)
