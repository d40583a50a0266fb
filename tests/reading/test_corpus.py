"""Undated reports dated by the rest of the corpus."""

import datetime as dt
import random

import pytest

from trucewatch.reading.copies import families
from trucewatch.reading.corpus import CorpusDay, corpus_days
from trucewatch.reading.habits import Habits
from trucewatch.reading.trust import threshold
from trucewatch.reading.wording import bursts, terms_of
from trucewatch.vocabulary.codes import PublishedHow
from trucewatch.vocabulary.records import Report
from trucewatch.vocabulary.when import When

DAY = dt.date(2016, 3, 7)  # a Monday
PLACES = [
    f"{head}{tail}" for head in ("Kar", "Mel", "Tov", "Brin", "Sul", "Dan") for tail in ("ash", "ovar", "ina", "ep")
]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def report(ident: str, text: str, published: str | None = None, how: PublishedHow | None = None, **more: str) -> Report:
    return Report(ident, f"hash of {text}", text, published=published, published_how=how, language="en", **more)


def day_of(number: int) -> dt.date:
    """The day of an event; there are two a week, and years between four seasons of them."""
    return DAY + dt.timedelta(days=number * 3 + number // 20 * 700)


def event(number: int, telling: int = 0) -> str:
    """A report of an event, in one of three tellings; each event has its own village, toll and officer."""
    village = PLACES[number % 24] + PLACES[number // 24 % 24].lower()
    officer = f"Major {PLACES[number * 7 % 24]}{number}"
    weekday = WEEKDAYS[day_of(number).weekday()]
    toll = f"The war has left {(9, 12, 15, 19)[number // 20]}000 dead."
    return (
        (
            f"{200 + number} people fled {village} on {weekday} when shells fell on its mill, the council said. "
            f"{officer} promised an inquiry into the {300 + number} shells. {toll}"
        ),
        (
            f"All left {village} after a bombardment, a doctor said on {weekday}. {200 + number} people were "
            f"on the road. {300 + number} shells had hit fields and houses, according to {officer}. {toll}"
        ),
        (
            f"On {weekday} the roads out of {village} were full: {200 + number} people are gone. Nobody believes what "
            f"{officer} says of {300 + number} shells."
        ),
    )[telling]


def corpus() -> list[Report]:
    """Eighty events, each told by two outlets on the day itself."""
    return [
        report(f"d{number:03}-{telling}", event(number, telling), day_of(number).isoformat(), outlet=f"Post {telling}")
        for number in range(80)
        for telling in (0, 1)
    ]


def days(reports: list[Report]) -> dict[str, CorpusDay]:
    """Copies are another matter (and all these tellings would be copies, but for what counts here)."""
    return corpus_days(reports, {})


def test_a_word_for_word_copy_has_the_day_of_the_dated_one() -> None:
    text = "The truce held in the hills on Monday, the mission of the observers said in the town."
    reports = [report("a", text, "2016-03-08"), report("b", text)]
    found = corpus_days(reports, families(reports))
    assert found == {"b": CorpusDay("2016-03-08", "copies of it are dated: a")}


def test_an_edited_copy_came_out_the_same_day_or_the_next() -> None:
    text = (
        "The truce held in the hills on Monday, the mission of the observers said in the town after a long night there."
    )
    reports = [report("a", text, "2016-03-07"), report("b", f"{text} Nobody was hurt.")]
    found = corpus_days(reports, families(reports))
    assert found["b"].published == "2016-03-07/2016-03-08"


def test_a_report_of_the_same_event_is_dated_by_it() -> None:
    found = days([*corpus(), report("u", event(33, 2), outlet="Third")])["u"]
    assert found.published == When(day_of(33), day_of(33) + dt.timedelta(days=1)).edtf
    assert "d033-0" in found.why
    assert "233 people" in found.why


def test_an_outlet_that_never_waits_gives_the_very_day() -> None:
    found = days([*corpus(), report("u", event(33, 2), outlet="Post 1")])["u"]
    assert found.published == day_of(33).isoformat()


def test_what_the_text_itself_tells_bounds_it() -> None:
    after = day_of(33) + dt.timedelta(days=1)
    later = report("u", event(33, 2), f"{after}/..", PublishedHow.INFERRED)
    assert days([*corpus(), later])["u"].published == after.isoformat()
    elsewhere = report("u", event(33, 2), "2040-01-01/..", PublishedHow.INFERRED)
    assert "u" not in days([*corpus(), elsewhere])


def test_nothing_in_common_leaves_it_open() -> None:
    assert days([*corpus(), report("u", "The harvest was poor, farmers complained at the fair in the valley.")]) == {}
    assert days([report("u", event(3))]) == {}


def test_a_day_of_its_own_is_never_touched() -> None:
    assert days([*corpus(), report("u", event(40), "2016-09-09", PublishedHow.TEXT)]) == {}


def test_the_order_of_the_reports_does_not_matter() -> None:
    reports = [*corpus(), *(report(f"u{n}", event(n, 2), outlet="Third") for n in (5, 40, 77))]
    expected = days(reports)
    assert len(expected) == 3
    for seed in range(3):
        random.Random(seed).shuffle(reports)  # noqa: S311 - an order, not a secret
        assert expected == days(reports)


def test_the_wording_of_a_time_gives_an_interval() -> None:
    text = "Bakers queue for flour and pay what is asked. The war has left 15000 dead, and bread is dear in the valley."
    found = days([*corpus(), report("u", text, outlet="Third")])["u"]
    when = When.parse(found.published)
    assert when.overlaps(When(day_of(40), day_of(59)))
    assert not when.overlaps(When(day_of(0), day_of(19)))
    assert "15000" in found.why


@pytest.mark.parametrize(
    ("tried", "expected"),
    [
        ([], float("inf")),
        ([(float(n), True) for n in range(30)], 0.0),
        ([(float(n), n >= 10) for n in range(60)], 10.0),
        ([(1.0, True)] * 19, float("inf")),
        ([(1.0, n > 5) for n in range(40)], float("inf")),
    ],
)
def test_a_threshold_is_where_nearly_all_come_out_right(tried: list[tuple[float, bool]], expected: float) -> None:
    assert threshold(tried, 0.0) == expected


def test_habits_of_outlets() -> None:
    same = [("Site", DAY, 0)] * 20
    next_day = [("Paper", DAY + dt.timedelta(days=1), 0)] * 40
    habits = Habits([*same, *next_day, ("Rare", DAY, 0)])
    assert (habits.delay("Site"), habits.delay("Paper"), habits.delay("Rare"), habits.delay(None)) == (0, 1, None, None)


def test_bursts_and_terms() -> None:
    first = [DAY + dt.timedelta(days=days) for days in (0, 1, 4, 30, 31)]
    assert (bursts([]), bursts(first[:1]), bursts(first)) == (0, 1, 2)
    assert terms_of("At least 58 people died in Karash") == {"58", "58 people", "people", "died", "karash"}
