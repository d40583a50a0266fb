import datetime as dt
import json
from collections.abc import Callable

import pytest

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.reading import dayset
from trucewatch.reading.chronicle import chronicle_of
from trucewatch.reading.clues import clues_of
from trucewatch.reading.inference import infer
from trucewatch.vocabulary.codes import PublishedHow
from trucewatch.vocabulary.records import Reject, Report
from trucewatch.vocabulary.when import When

Reading = Callable[[dict[str, bytes | str]], tuple[list[Report], list[Reject]]]


def _inferred(text: str, knowledge: Knowledge) -> str | None:
    found = infer(clues_of(text), chronicle_of(knowledge))
    return found.when.edtf if found else None


@pytest.mark.parametrize(
    ("head", "published", "how"),
    [
        ("25.04.2020", "2020-04-25", PublishedHow.TEXT),
        ("Friday 21/12/2018", "2018-12-21", PublishedHow.TEXT),
        ("October 23, 2020 - 14:38", "2020-10-23", PublishedHow.TEXT),
        ("Published: 3 May 2019", "2019-05-03", PublishedHow.METADATA),
        ("News desk, 6 May 2017, 09:12", "2017-05-06", PublishedHow.TEXT),
    ],
)
def test_header_lines(reading: Reading, head: str, published: str, how: PublishedHow) -> None:
    (report,), _ = reading({"a.txt": f"Both sides keep the truce in the hills\n\n{head}\n\nThe truce held, they said."})
    assert (report.published, report.published_how) == (published, how)
    assert report.text == "The truce held, they said."
    assert report.title == "Both sides keep the truce in the hills"


def test_a_dateline_with_its_year(reading: Reading) -> None:
    (report,), _ = reading({"a.txt": "GENEVA, March 4, 2019. /TASS/. The truce held, the mission said."})
    assert (report.published, report.published_how) == ("2019-03-04", PublishedHow.DATELINE)
    assert (report.outlet, report.agency, report.dateline_place) == ("TASS", "TASS", "GENEVA")
    assert report.text.startswith("GENEVA, March 4, 2019. /TASS/.")


def test_the_texts_own_date_line_beats_a_column_that_may_mean_the_event(reading: Reading) -> None:
    record = {"text": "Published October 31 2014 The truce held on Friday, monitors said.", "date": "2014-10-02"}
    (report,), (warning,) = reading({"a.jsonl": json.dumps(record)})
    assert (report.published, warning.code) == ("2014-10-31", "TW-READ-53")


def test_a_column_for_the_day_of_publication_beats_the_text(reading: Reading) -> None:
    record = {"text": "Published October 31 2014 The truce held on Friday, they said.", "published_at": "2014-11-01"}
    (report,), rejects = reading({"a.jsonl": json.dumps(record)})
    assert (report.published, rejects) == ("2014-11-01", [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The truce held on Monday, monitors said.", None),
        ("The truce held on 3 June, monitors said.", None),
        ("The war erupted in 2011. The truce held on Monday.", "2011-01-01/.."),
        ("The truce of 4 May 2017 still holds, monitors said.", "2017-05-03/.."),
        ("Under the Harbour Accord, both sides keep the peace.", "2015-03-12/.."),
    ],
)
def test_what_cannot_be_told_is_left_open(knowledge: Knowledge, text: str, expected: str | None) -> None:
    assert _inferred(text, knowledge) == expected


def test_a_known_agreement_gives_the_year_and_the_weekday_the_day(knowledge: Knowledge) -> None:
    text = "On March 12 both sides signed the Harbour Accord, the envoy said Saturday.\n\nIt will run until May 1."
    assert _inferred(text, knowledge) == "2015-03-14/2015-03-15"


def test_an_opening_that_looks_back_on_an_agreement(knowledge: Knowledge) -> None:
    text = "Two months after the Harbour Accord, people along the river say that it is holding."
    assert _inferred(text, knowledge) == "2015-04-27/2015-05-27"


def test_a_weekday_beside_a_date_chooses_the_year(knowledge: Knowledge) -> None:
    text = "Both sides met on Monday, September 17, the envoy said.\n\nThe truce began on 4 May 2017."
    assert _inferred(text, knowledge) == "2018-09-17/2018-09-18"


def test_a_second_story_is_dated_by_the_first(reading: Reading) -> None:
    body = "The envoy met both sides.\n\nHe will stay in the town.\n\n"
    event = "officials of both sides signed the Harbour Accord on the northern towns after long talks in the capital"
    original = (
        f"Envoy Hails Truce in the North\n\nOn March 12, {event}, the envoy said Saturday.\n\n{body}"
        f"Minister Explains Delay of Aid to the South\n\nAid will come late, the minister said Tuesday.\n\n{body}"
        f"On Thursday, {event}.\n"
    )
    reports, _ = reading({"a.txt": original})
    assert [(r.part, r.published) for r in reports] == [
        ("story 1/2", "2015-03-14/2015-03-15"),
        ("story 2/2", "2015-03-17/2015-03-18"),
    ]


def test_sets_of_days() -> None:
    low, high = dt.date(2019, 3, 1), dt.date(2019, 3, 14)
    days = dayset.span(low, high) & dayset.weekday(4)
    assert dayset.bounds(days) == (dt.date(2019, 3, 1), dt.date(2019, 3, 8))
    assert dayset.bounds(dayset.later(days, 1)) == (dt.date(2019, 3, 2), dt.date(2019, 3, 9))
    assert len(dayset.clusters(days, 3)) == 2
    assert dayset.clusters(days, 7) == [days]
    assert dayset.hull(dayset.span(low, None)) == When(low, None)
    assert dayset.hull(0) is None
    assert dayset.span(high, low) == 0


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (
            "Two killed in the hills Monitor AFP Tuesday 4 Apr 2017 Two people died in the hills, they said.",
            "2017-04-04",
        ),
        ("Get short URL World 1735 15.04.2017(updated 2033 15.04.2017) The truce held, they said.", "2017-04-15"),
        ("The truce that began on Tuesday 4 Apr 2017 still holds in the hills, they said.", "2017-04-03/.."),
        ("People walk past a gate (Monday 3 April 2017) in the hills. The truce held, they said.", "2017-04-02/.."),
    ],
)
def test_a_date_line_that_lost_its_breaks(reading: Reading, text: str, published: str) -> None:
    (report,), _ = reading({"a.txt": text})
    assert report.published == published


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("Both sides met on 12 June 2019 in the town, the mission said.", True),
        ("Both sides met on 6 March 2019 in the town, the mission said.", False),
        ("Both sides will meet on 12 June 2019 in the town, the mission said.", False),
        ("Both sides met on 12 June 2018 in the town, the mission said.", False),
    ],
)
def test_a_report_dated_before_what_it_reports(reading: Reading, text: str, warned: bool) -> None:  # noqa: FBT001
    record = {"text": text, "published_at": "2019-03-05"}
    (report,), warnings = reading({"a.jsonl": json.dumps(record)})
    assert report.published == "2019-03-05"
    assert [w.code for w in warnings] == (["TW-READ-56"] if warned else [])
