"""What holds of every expression and every anchor."""

import datetime as dt
import itertools
from importlib import resources

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.times import TimeMention, find
from trucewatch.vocabulary.when import When

_EXAMPLES = yaml.safe_load(resources.files("trucewatch.times").joinpath("examples.yaml").read_text("utf-8"))
MENTIONS = [mention for example in _EXAMPLES for mention in find(example["text"])]
WORDS = [
    "last",
    "May",
    "Monday",
    "17",
    "2018",
    "the",
    "of",
    "end",
    "two",
    "days",
    "ago",
    "-",
    "to",
    "Sept.",
    "in",
    "and",
]
WORDS += [
    "between",
    "year",
    "mid-",
    "9",
    "a.m.",
    "on",
    "next",
    "month",
    ",",
    "31",
    "Feb",
    "by",
    "past",
    "1990s",
    "until",
    "1",
]
mentions = st.sampled_from(MENTIONS)
tenses = st.sampled_from(["past", "future", None])


@st.composite
def whens(draw: st.DrawFn) -> When:
    low, high = sorted((draw(st.dates()), draw(st.dates())))
    return When(draw(st.sampled_from([low, None])), draw(st.sampled_from([high, low, None])))


@given(mentions, whens(), tenses)
def test_resolving_never_raises(mention: TimeMention, anchor: When, tense: str | None) -> None:
    when = mention.resolve(anchor, tense)  # type: ignore[arg-type]  # hypothesis widens the literals to str
    assert when is None or isinstance(when, When)


@given(mentions, st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)), tenses)
def test_an_anchor_that_is_wider_gives_no_narrower_days(mention: TimeMention, day: dt.date, tense: str | None) -> None:
    narrow = mention.resolve(When.day(day), tense)  # type: ignore[arg-type]  # hypothesis widens the literals to str
    wide = mention.resolve(When(day, day + dt.timedelta(days=9)), tense)  # type: ignore[arg-type]  # the same
    if narrow and wide:
        assert wide.overlaps(narrow)
        assert wide.earliest is None or (narrow.earliest is not None and wide.earliest <= narrow.earliest)


@given(st.lists(st.sampled_from(WORDS), max_size=14), whens())
def test_any_jumble_is_read_without_error(words: list[str], anchor: When) -> None:
    text = " ".join(words)
    found = find(text)
    assert [mention.text for mention in found] == [text[mention.start : mention.end] for mention in found]
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
    for mention in found:
        mention.resolve(anchor)


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text: str) -> None:
    assert all(0 <= mention.start < mention.end <= len(text) for mention in find(text))


@given(st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)), st.sampled_from(["Monday", "Thursday", "Sunday"]))
def test_a_weekday_lies_within_a_week_on_the_side_of_its_tense(day: dt.date, weekday: str) -> None:
    (mention,) = find(f"It was on {weekday}.")
    past, future = mention.resolve(When.day(day), "past"), mention.resolve(When.day(day), "future")
    assert past is not None
    assert future is not None
    assert past.earliest is not None
    assert future.earliest is not None
    assert 0 <= (day - past.earliest).days < 7
    assert 0 <= (future.earliest - day).days < 7


def test_an_open_anchor_leaves_a_side_open() -> None:
    (yesterday,) = find("It was yesterday.")
    assert yesterday.resolve(When(None, None)) is None
    assert When(None, dt.date(2018, 9, 16)) == yesterday.resolve(When(None, dt.date(2018, 9, 17)))


def test_an_absolute_date_needs_no_anchor() -> None:
    (signed,) = find("It was on September 17, 2018.")
    assert signed.is_absolute
    assert When.day(dt.date(2018, 9, 17)) == signed.resolve(When(None, None))


def test_an_interval_as_anchor_keeps_a_date_without_a_year_to_a_day() -> None:
    (signed,) = find("It was on September 17.")
    assert When.day(dt.date(2018, 9, 17)) == signed.resolve(When.parse("2018-10-01/2018-12-31"), "past")


@pytest.mark.parametrize(
    ("text", "kind", "granularity", "relation", "is_absolute"),
    [
        ("by 15 October 2018", "date", "day", "by", True),
        ("until the end of May", "date", "month", "until", False),
        ("since 2017", "date", "year", "since", True),
        ("last week", "date", "week", "on", False),
        ("Sept. 17-18", "interval", "day", "on", False),
        ("within 10 days", "duration", "day", "on", False),
        ("every week", "set", "week", "on", False),
        ("at 14:30 GMT", "time", "hour", "on", False),
    ],
)
def test_attributes(text: str, kind: str, granularity: str, relation: str, is_absolute: bool) -> None:  # noqa: FBT001 - a column of the table
    (mention,) = find(text)
    assert (kind, granularity, relation, is_absolute) == (
        mention.kind,
        mention.granularity,
        mention.relation,
        mention.is_absolute,
    )
