"""Types, values and extents as TimeML has them."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.times import find, tense_around, timexes

DAY = dt.date(2018, 9, 19)  # a Wednesday


def marked(text: str) -> list[tuple[str, str, str]]:
    return [(t.text, t.kind, t.value) for t in timexes(text, DAY, lambda start, end: tense_around(text, start, end))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It was signed on Sept. 17, 2018.",
            [("Sept. 17, 2018", "DATE", "2018-09-17")],
        ),
        (
            "They met on Monday, late last week.",
            [("Monday", "DATE", "2018-09-17"), ("late last week", "DATE", "2018-W37")],
        ),
        (
            "They will meet on Friday.",
            [("Friday", "DATE", "2018-09-21")],
        ),
        (
            "It broke down on Friday night.",
            [("Friday night", "TIME", "2018-09-14TNI")],
        ),
        (
            "It started at 9:30 a.m. Thursday.",
            [("9:30 a.m. Thursday", "TIME", "2018-09-13T09:30")],
        ),
        (
            "It will start at noon tomorrow.",
            [("noon tomorrow", "TIME", "2018-09-20T12:00")],
        ),
        (
            "It held for six months.",
            [("six months", "DURATION", "P6M")],
        ),
        (
            "It held for two and a half years.",
            [("two and a half years", "DURATION", "P2Y6M")],
        ),
        (
            "A 72-hour truce and a week-long lull.",
            [("72-hour", "DURATION", "PT72H"), ("week-long", "DURATION", "P1W")],
        ),
        (
            "For years, and in the past few days.",
            [("years", "DURATION", "PXY"), ("the past few days", "DURATION", "PXD")],
        ),
        (
            "In the first nine months two decades passed.",
            [("the first nine months", "DURATION", "P9M"), ("two decades", "DURATION", "P20Y")],
        ),
        (
            "Over the past 24 hours, in recent weeks.",
            [("the past 24 hours", "DURATION", "PT24H"), ("recent weeks", "DATE", "PAST_REF")],
        ),
        (
            "In only three weeks, within half an hour.",
            [("three weeks", "DURATION", "P3W"), ("half an hour", "DURATION", "PT30M")],
        ),
        (
            "Every Monday, daily, every two weeks.",
            [("Every Monday", "SET", "XXXX-WXX-1"), ("daily", "SET", "P1D"), ("every two weeks", "SET", "P2W")],
        ),
        (
            "Since last summer and in mid-January.",
            [("last summer", "DATE", "2018-SU"), ("mid-January", "DATE", "2018-01")],
        ),
        (
            "In the third quarter of 2017, in the 1990s.",
            [("the third quarter of 2017", "DATE", "2017-Q3"), ("the 1990s", "DATE", "199")],
        ),
        (
            "Two weeks ago, two months ago, two years ago.",
            [
                ("Two weeks ago", "DATE", "2018-W36"),
                ("two months ago", "DATE", "2018-07"),
                ("two years ago", "DATE", "2016"),
            ],
        ),
        (
            "Over the weekend, at the end of this month.",
            [("the weekend", "DATE", "2018-W37-WE"), ("the end of this month", "DATE", "2018-09")],
        ),
        (
            "From May 3 to June 5, 2017.",
            [("May 3", "DATE", "2017-05-03"), ("June 5, 2017", "DATE", "2017-06-05")],
        ),
        (
            "It is now calm; soon it will not be. Recently it was.",
            [("now", "DATE", "PRESENT_REF"), ("soon", "DATE", "FUTURE_REF"), ("Recently", "DATE", "PAST_REF")],
        ),
        (
            "It fell in June 2016 and rose later that year.",
            [("June 2016", "DATE", "2016-06"), ("later that year", "DATE", "2016")],
        ),
        (
            "In the second quarter it grew from that of a year earlier.",
            [("the second quarter", "DATE", "2018-Q2"), ("a year earlier", "DATE", "2017-Q2")],
        ),
        (
            "In the year ended June 30 and the year-earlier period.",
            [
                ("the year", "DURATION", "P1Y"),
                ("June 30", "DATE", "2018-06-30"),
                ("the year-earlier period", "DATE", "2017"),
            ],
        ),
        (
            "In the 11th century, the twentieth century and the late '80s; the nineties were quiet.",
            [
                ("the 11th century", "DATE", "10"),
                ("the twentieth century", "DATE", "19"),
                ("the late '80s", "DATE", "198"),
                ("the nineties", "DATE", "199"),
            ],
        ),
        (
            "It fell on April 4. Three days later and the following Monday it rose, and that evening too.",
            [
                ("April 4", "DATE", "2018-04-04"),
                ("Three days later", "DATE", "2018-04-07"),
                ("the following Monday", "DATE", "2018-04-09"),
                ("that evening", "TIME", "2018-04-09TEV"),
            ],
        ),
        (
            "They fly on Monday and Tuesday nights, every summer, every Sunday night and each morning.",
            [
                ("Monday", "SET", "XXXX-WXX-1TNI"),
                ("Tuesday nights", "SET", "XXXX-WXX-2TNI"),
                ("every summer", "SET", "XXXX-SU"),
                ("every Sunday night", "SET", "XXXX-WXX-7TNI"),
                ("each morning", "SET", "XXXX-XX-XXTMO"),
            ],
        ),
        (
            "On March eighth, nineteen ninety-four, and by the year two thousand five, on April twenty-third.",
            [
                ("March eighth, nineteen ninety-four", "DATE", "1994-03-08"),
                ("two thousand five", "DATE", "2005"),
                ("April twenty-third", "DATE", "2018-04-23"),
            ],
        ),
        (
            "A yearlong siege after years of war; it rose in the nine months from a year earlier.",
            [
                ("yearlong", "DURATION", "P1Y"),
                ("years", "DURATION", "PXY"),
                ("the nine months", "DURATION", "P9M"),
                ("a year earlier", "DATE", "2017"),
            ],
        ),
        (
            "He was 30 years old; may march go on as soon as he likes.",
            [],
        ),
    ],
)
def test_expressions_are_marked(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert expected == marked(text)


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("They said he left on Monday.", "past"),
        ("They will leave on Monday.", "future"),
        ("They planned to leave on Monday.", "future"),
        ("They left. The talks on Monday will go on.", "future"),
        ("Talks on Monday: none.", None),
        ("They will be sent home on Monday.", "future"),
        ("He will succeed Daniel P. Davison on Monday.", "future"),
        ("He met Gen. Gray of the U.S. Army on Monday.", "past"),
        ("It is to end on Monday.", "future"),
    ],
)
def test_the_tense_is_that_of_the_clause(text: str, tense: str | None) -> None:
    start = text.index("Monday")
    assert tense == tense_around(text, start, start + 6)


def test_a_mention_has_its_value() -> None:
    (mention,) = find("They meet on Friday evening.")
    assert mention.timex(DAY, "future") == ("TIME", "2018-09-21TEV")
    assert mention.timex(DAY, "past") == ("TIME", "2018-09-14TEV")


@given(st.text(alphabet="0123456789-/. :,abdefghilmnorstuvwyJSM\n", max_size=60), st.dates())
def test_any_text_is_marked_without_error(text: str, day: dt.date) -> None:
    found = timexes(text, day, lambda *_: None)
    assert [t.text for t in found] == [text[t.start : t.end] for t in found]
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
