"""Feeds written by feedgen."""

from collections.abc import Callable

import pytest
from feedgen.feed import FeedGenerator

from trucewatch.vocabulary.records import Reject, Report

Reading = Callable[[dict[str, bytes | str]], tuple[list[Report], list[Reject]]]


def feed() -> FeedGenerator:
    made = FeedGenerator()
    made.id("https://example.tv/feed")
    made.title("Example TV")
    made.link(href="https://example.tv")
    made.description("News")
    made.language("en")
    for number in (1, 2):
        entry = made.add_entry(order="append")
        entry.id(f"https://example.tv/{number}")
        entry.title(f"Truce holds on day {number}")
        entry.link(href=f"https://example.tv/{number}")
        entry.published("2019-03-05T01:30:00+03:00")
        entry.updated("2019-03-07T01:30:00+03:00")
        entry.content(f"<p>The truce held on day {number}, monitors said.</p><p>Nobody was hurt.</p>", type="html")
    return made


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_a_feed(reading: Reading, kind: str) -> None:
    made = feed()
    data = made.rss_str() if kind == "rss" else made.atom_str(pretty=True)
    reports, rejects = reading({"saved": data})
    assert [(r.part, r.title, r.outlet, r.published, r.url) for r in reports] == [
        (f"entry {n}", f"Truce holds on day {n}", "Example TV", "2019-03-05", f"https://example.tv/{n}") for n in (1, 2)
    ]
    assert reports[0].text == "The truce held on day 1, monitors said.\n\nNobody was hurt."
    assert not rejects


def test_a_cut_feed_keeps_what_came_before(reading: Reading) -> None:
    data = feed().rss_str()
    reports, rejects = reading({"a.rss": data[: int(len(data) * 0.8)]})
    assert [r.part for r in reports] == ["entry 1"]
    assert [(r.part, r.code) for r in rejects] == [("entry 2", "TW-READ-10"), (None, "TW-READ-23")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_bomb(reading: Reading, encoding: str) -> None:
    entities = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    bomb = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE rss [<!ENTITY l0 "lol">{entities}]><rss version="2.0">'
    )
    bomb += "<channel><title>&l9;</title><item><title>&l9;</title></item></channel></rss>"
    reports, (reject,) = reading({"a.xml": bomb.encode(encoding)})
    assert (reports, reject.code) == ([], "TW-READ-24")


def test_a_feed_of_titles_only(reading: Reading) -> None:
    data = '<rss version="2.0"><channel><title>T</title><item><title>Truce holds</title></item></channel></rss>'
    _, (reject,) = reading({"a.xml": data})
    assert (reject.part, reject.code) == ("entry 1", "TW-READ-10")
