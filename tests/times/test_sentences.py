"""The sentences in sentences.yaml: what is marked in them, and what it means."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from trucewatch.times import find, tense_around, timexes
from trucewatch.vocabulary.when import When

SENTENCES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text("utf-8"))
DAY = dt.date(2018, 9, 19)  # a Wednesday


@pytest.mark.parametrize("sentence", SENTENCES, ids=[s["text"][:50] for s in SENTENCES])
def test_a_sentence_is_marked(sentence: dict[str, Any]) -> None:
    text, day = sentence["text"], sentence.get("day", DAY)
    found = timexes(text, day, lambda start, end: tense_around(text, start, end))
    assert {t.text: f"{t.kind} {t.value}" for t in found} == sentence["marked"]


@pytest.mark.parametrize(
    ("text", "tense", "days"),
    [
        ("within twenty-four hours", "future", "2018-09-19/2018-09-20"),
        ("Thirty-two days ago", "past", "2018-08-18"),
        ("in the night of 3-4 May", "past", "2018-05-03/2018-05-04"),
        ("in the early hours of Tuesday", "past", "2018-09-18"),
        ("on the last day of October", "future", "2018-10-31"),
        ("by the first day of next month", "future", "2018-10-01"),
        ("two weeks from Friday", "future", "2018-10-05"),
        ("a week ago Tuesday", "past", "2018-09-11"),
        ("a year and a half ago", "past", "2017-03"),
        ("at 5 o'clock on Monday", "past", "2018-09-17"),
        ("noon local time (1100 GMT) on Saturday", "future", "2018-09-22"),
        ("the past fortnight", "past", "2018-09-05/2018-09-19"),
        ("at midnight between 29 and 30 December 2016", "past", "2016-12-29/2016-12-30"),
        ("from Monday to Tuesday", "past", "2018-09-17/2018-09-18"),
        ("0600 on 18 September", "past", "2018-09-18"),
        ("at 14h30 on 4 May", "past", "2018-05-04"),
        ("by nightfall on Tuesday", "past", "2018-09-18"),
        ("by year's end", "future", "2018-12-31"),
        ("before the 15 October deadline", "future", "../2018-10-14"),
        ("in the second half of August", "past", "2018-08-16/2018-08-31"),
        ("one hundred and twenty days ago", "past", "2018-05-22"),
    ],
)
def test_the_days_that_it_means(text: str, tense: Any, days: str) -> None:  # noqa: ANN401 - a column of the table
    (mention,) = find(f"It was {text}.")
    when = mention.resolve(When.day(DAY), tense)
    assert when is not None
    assert days == when.edtf


def test_the_first_hour_of_two_is_of_the_same_day() -> None:
    opens, closes = find("It held from 8 a.m. to 4 p.m. on Thursday.")
    thursday = When.day(dt.date(2018, 9, 13))
    assert [thursday, thursday] == [mention.resolve(When.day(DAY), "past") for mention in (opens, closes)]
    assert [opens.time, closes.time] == ["T08:00", "T16:00"]


@pytest.mark.parametrize(
    "text",
    [
        "It is open 24 hours a day.",
        "They will one day return.",
        "The daily Hurriyet said so.",
        "After the fall of the city they left.",
    ],
)
def test_what_names_no_day_or_length_is_none(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("By Friday 30 members had reported.", "2018-09-14"),
        ("They had agreed to leave by Friday.", "2018-09-21"),
        ("Until Friday they had not met.", "2018-09-14"),
        ("It had been due to expire on Friday.", "2018-09-14"),
        ("It was to have ended on Friday.", "2018-09-14"),
        ("The truce takes effect on Friday.", "2018-09-21"),
        ("The envoys meet separately on Friday.", "2018-09-21"),
        ("They failed to meet on Friday.", "2018-09-14"),
    ],
)
def test_what_had_been_by_a_day_lies_behind_it(text: str, day: str) -> None:
    found = timexes(text, DAY, lambda start, end: tense_around(text, start, end))
    assert [day] == [timex.value for timex in found]
