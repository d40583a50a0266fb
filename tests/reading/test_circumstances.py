import datetime as dt
from collections.abc import Callable

import pytest

from trucewatch.reading.circumstances import Circumstance, circumstances_of
from trucewatch.reading.rules import data
from trucewatch.vocabulary.codes import PublishedHow
from trucewatch.vocabulary.records import Reject, Report

Reading = Callable[..., tuple[list[Report], list[Reject]]]
SYRIA = "Shells fell on a town in Syria, the Syrian army said."


def _bounds(text: str) -> list[tuple[str | None, str | None]]:
    return [(c.low and c.low.isoformat(), c.high and c.high.isoformat()) for c in circumstances_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US President Barack Obama met mediators.", [("2009-01-20", "2017-02-19")]),
        (f"{SYRIA} The UN envoy for Syria, Staffan de Mistura, arrived.", [("2014-07-10", "2019-02-06")]),
        (f"{SYRIA} UN envoy Staffan de Mistura met Secretary of State John Kerry.", [("2014-07-10", "2017-02-19")]),
        # Envoys go from war to war.
        ("UN envoy Staffan de Mistura went to Western Sahara.", []),
        # Someone named from an earlier time does not end the interval before it begins.
        ("President Emmanuel Macron undid what President Francois Hollande had begun.", [("2017-05-14", None)]),
        ("US President Donald Trump spoke.", [("2017-01-20", None)]),
        ("Vice President Joe Biden spoke.", []),
        ("Deputy Defense Secretary Ash Carter spoke.", []),
        ("Former US President Barack Obama said so.", []),
        ("The Obama family arrived.", []),
        (f"{SYRIA} More than 320,000 people have been killed.", [("2017-02-11", "2017-12-29")]),
        (f"{SYRIA} The budget is 320,000 pounds.", []),
        ("More than 320,000 people have been killed.", []),
        (f"{SYRIA} Nobody sees an end to the six-year war.", [("2016-03-14", "2018-09-15")]),
        (f"{SYRIA} The war is in its sixth year.", [("2016-01-13", "2017-05-13")]),
        (f"{SYRIA} Jets struck rebel-held parts of eastern Aleppo.", [(None, "2017-01-21")]),
        (f"{SYRIA} People came back to formerly rebel-held eastern Aleppo.", []),
        (f"{SYRIA} Russian air strikes hit it.", [("2015-09-30", None)]),
        (f"{SYRIA} There had been thirty years of conflict before.", []),
        (f"{SYRIA} There had been 40 years of war before.", []),
    ],
)
def test_bounds(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert _bounds(text) == expected


def test_a_text_about_two_wars_tells_of_neither() -> None:
    assert circumstances_of("Syria and Yemen, Syria and Yemen: the six-year war goes on.") == ()


def test_every_circumstance_ends_after_it_began() -> None:
    known = data("circumstances")
    spans = [
        *known["offices"],
        *(span for war in known["wars"] for kind in ("offices", "tolls", "held") for span in war.get(kind, ())),
    ]
    assert [span for span in spans if ".." not in (span["from"], span["until"]) and span["until"] <= span["from"]] == []


def test_the_reason_names_the_words_of_the_text(reading: Reading) -> None:
    ((report,), _) = reading({"a.txt": f"{SYRIA} More than 320,000 people have been killed there since the war began."})
    assert (report.published, report.published_how) == ("2017-02-11/2017-12-29", PublishedHow.INFERRED)
    assert report.published_why == "a toll of 320,000"


def test_the_day_of_a_picture_is_not_that_of_the_news(reading: Reading) -> None:
    ((report,), _) = reading({"a.txt": f"In this photo taken on June 8 people run. {SYRIA} It is a six-year war."})
    assert report.published == "2016-03-14/2018-09-15"


def test_a_circumstance_can_be_open() -> None:
    (found,) = circumstances_of("President Emmanuel Macron spoke.")
    assert found == Circumstance(dt.date(2017, 5, 14), None, "“President Emmanuel Macron” in office")
