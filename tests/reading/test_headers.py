from collections.abc import Callable

import pytest

from trucewatch.reading.readers.headers import headers_of
from trucewatch.reading.readers.reader import Options
from trucewatch.vocabulary.codes import PublishedHow
from trucewatch.vocabulary.records import Reject, Report

Reading = Callable[[dict[str, bytes | str]], tuple[list[Report], list[Reject]]]
BODY = "The truce held in the north, monitors said on Monday.\n\nNobody was hurt, they added."
HEAD = "Title: Truce holds\nSource: The Valley Gazette\nDate: 4 March 2019\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_header_lines_say_outlet_title_and_day(reading: Reading, newline: str) -> None:
    reports, rejects = reading({"a.txt": f"{HEAD}\n{BODY}".replace("\n", newline)})
    assert rejects == []
    (report,) = reports
    assert (report.title, report.outlet, report.published) == ("Truce holds", "The Valley Gazette", "2019-03-04")
    assert report.published_how is PublishedHow.METADATA
    assert report.text == BODY


def test_places_still_point_into_the_file(reading: Reading) -> None:
    content = f"{HEAD}\n{BODY}"
    (report,) = reading({"a.txt": content})[0]
    first = report.segments[0]
    assert content[first.source : first.source + first.length] == report.text[first.start : first.start + first.length]


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "Title: The truce held in the north, monitors said.\n\nNobody was hurt.",
        f"Analysis: who won\nQuestion: who lost\n\n{BODY}",
        "Title: who won\nThe text goes on at once, without a blank line.",
    ],
)
def test_what_is_no_header_is_left_in_the_text(text: str) -> None:
    assert headers_of(text, Options()) == ({}, 0)


@pytest.mark.parametrize("label", ["", "Text: "])
def test_text_may_follow_without_a_blank_line(reading: Reading, label: str) -> None:
    # A word processor that saves a document as text puts none between paragraphs.
    (report,), _ = reading(
        {"a.txt": f"{HEAD}{label}The truce held, monitors said.\nLocal: nobody was hurt, they added."}
    )
    assert (report.title, report.published) == ("Truce holds", "2019-03-04")
    assert report.text == "The truce held, monitors said.\n\nLocal: nobody was hurt, they added."


def test_an_impossible_date_in_a_header_is_a_warning(reading: Reading) -> None:
    reports, rejects = reading({"a.txt": f"Source: The Valley Gazette\nDate: 31 February 2019\n\n{BODY}"})
    assert [r.published for r in reports] == [None]
    assert [r.code for r in rejects] == ["TW-READ-51"]
