"""Rounds over feeds of a local server."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from lxml.etree import LxmlError

from tests.reading.feeds.made import SHELLING, page, rss
from tests.reading.feeds.server import HOST, Asked, Server, http
from tests.reading.feeds.world import FakeClock, collector
from trucewatch import casebook
from trucewatch.reading.feeds.collecting import Collected
from trucewatch.reading.feeds.settings import FeedsFile
from trucewatch.reading.readers.reader import Reader
from trucewatch.reading.reading import read
from trucewatch.vocabulary.records import Report

FEED = rss(
    ("https://a.example/1?utm_source=rss", "One", f"{SHELLING[0]}"),
    ("https://a.example/2", "Two", f"{SHELLING[1]}"),
)


def settings(server: Server, *paths: str, **more: Any) -> FeedsFile:  # noqa: ANN401 - settings are of all kinds
    feeds = [{"url": server.url(path), "outlet": "Harbour Gazette"} for path in paths]
    return FeedsFile.model_validate({"allow_private": [HOST], "feed": feeds, **more})


def entries(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_text("utf-8")) for path in sorted((folder / "entries").glob("*.json"))]


def log(folder: Path, what: str) -> list[dict[str, Any]]:
    lines = (folder / ".state" / "fetches.jsonl").read_text("utf-8").splitlines()
    return [line for line in map(json.loads, lines) if line["what"] == what]


def test_a_feed_is_asked_for_only_if_it_changed(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    def answer(asked: Asked) -> bytes:
        if asked.headers.get("if-none-match") == '"v1"':
            return http(status="304 Not Modified")
        return http(FEED, ETag='"v1"', Last_Modified="Fri, 12 Oct 2018 22:30:00 GMT")

    server.answers["/rss"] = answer
    wanted = settings(server, "/rss")
    assert collector(tmp_path, clock, wanted).round() == Collected(fetched=1, new=2)
    assert collector(tmp_path, clock, wanted).round() == Collected(unchanged=1)
    assert server.asked[-1].headers["if-modified-since"] == "Fri, 12 Oct 2018 22:30:00 GMT"
    assert [line["became"] for line in log(tmp_path, "feed")] == ["2 entries, 2 new", "nothing new"]
    assert log(tmp_path, "feed")[0] | {"bytes": 0} == {
        "time": "2023-11-14T22:13:25+00:00",
        "what": "feed",
        "url": server.url("/rss"),
        "status": 200,
        "bytes": 0,
        "outcome": "fetched",
        "became": "2 entries, 2 new",
    }


def test_the_same_bytes_without_validators_are_nothing_new(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    server.answers["/rss"] = http(FEED)
    collector(tmp_path, clock, settings(server, "/rss")).round()
    assert collector(tmp_path, clock, settings(server, "/rss")).round() == Collected(unchanged=1)


def test_validators_that_cannot_stand_in_a_header_are_not_sent_back(
    server: Server, tmp_path: Path, clock: FakeClock
) -> None:
    server.answers["/rss"] = http(FEED, ETag='"ü"', Last_Modified="\x01")
    collector(tmp_path, clock, settings(server, "/rss")).round()
    collector(tmp_path, clock, settings(server, "/rss")).round()
    assert "if-none-match" not in server.asked[-1].headers


def test_an_entry_seen_again_is_the_same_report(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    """In another feed, with another mark of where it was clicked, and after all that was kept is lost."""
    server.answers |= {"/rss": http(FEED), "/more": http(FEED.replace("utm_source=rss", "utm_source=app") + "<!-- -->")}
    one, two = tmp_path / "one", tmp_path / "two"
    assert collector(one, clock, settings(server, "/rss", "/more")).round().new == 2
    collector(two, clock, settings(server, "/rss")).round()
    knowledge = casebook.load(None)
    ids = [[r.report_id for r in read([f / "entries"], knowledge) if isinstance(r, Report)] for f in (one, two)]
    assert len(ids[0]) == 2
    assert ids[0] == ids[1]


def test_an_entry_becomes_a_report_with_what_the_feed_says(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    server.answers["/rss"] = http(FEED)
    collector(tmp_path, clock, settings(server, "/rss")).round()
    found = [r for r in read([tmp_path / "entries"], casebook.load(None)) if isinstance(r, Report)]
    (report,) = (r for r in found if r.title == "Two")
    assert (report.outlet, report.url, report.published) == ("Harbour Gazette", "https://a.example/2", "2018-10-12")
    assert report.text == SHELLING[1]


def test_a_rewritten_entry_is_a_further_one(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    server.answers["/rss"] = http(FEED)
    collector(tmp_path, clock, settings(server, "/rss")).round()
    server.answers["/rss"] = http(FEED.replace("three people", "five people"))
    assert collector(tmp_path, clock, settings(server, "/rss")).round().new == 1
    assert len(entries(tmp_path)) == 3


def with_pages(server: Server) -> None:
    server.answers["/rss"] = http(
        rss((server.url("/1"), "One", "In short."), (server.url("/2"), "Two", "In short, too."))
    )
    server.answers["/1"] = http(page("One of the page", *SHELLING), Content_Type="text/html")
    server.answers["/2"] = http(page("Two of the page", *SHELLING[::-1]), Content_Type="text/html")


def test_pages_behind_entries_are_fetched_once(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    with_pages(server)
    wanted = settings(server, "/rss", full_text=True)
    assert collector(tmp_path, clock, wanted).round() == Collected(fetched=1, new=2, pages=2)
    server.answers["/rss"] = http(
        rss((server.url("/2"), "Two", "Rewritten."), (server.url("/1"), "One", "In short."), title="Other")
    )
    assert collector(tmp_path, clock, wanted).round() == Collected(fetched=1)
    assert sorted(server.paths()) == ["/1", "/2", "/robots.txt", "/rss", "/rss"]
    one = next(e for e in entries(tmp_path) if e["title"] == "One")
    assert one["text"].split("\n")[-3:] == list(SHELLING)
    kept = {gzip.decompress(path.read_bytes()) for path in (tmp_path / ".pages").iterdir()}
    assert page("One of the page", *SHELLING).encode() in kept


def test_a_watch_that_was_killed_goes_on_with_the_pages(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    with_pages(server)

    class KilledError(BaseException):
        pass

    def kill(_asked: Asked) -> bytes:
        clock.sleep = die  # type: ignore[method-assign]  # the next wait is the last thing that it does
        return http(page("One of the page", *SHELLING), Content_Type="text/html")

    def die(_seconds: float) -> None:
        raise KilledError

    server.answers["/1"] = kill
    with pytest.raises(KilledError):
        collector(tmp_path, clock, settings(server, "/rss", full_text=True)).round()
    assert len(entries(tmp_path)) == 1
    later = FakeClock(clock.time)
    again = collector(tmp_path, later, settings(server, "/rss", full_text=True)).round()
    assert (again.new, again.pages, again.left) == (0, 1, 0)
    assert server.paths() == ["/robots.txt", "/rss", "/1", "/rss", "/2"]


@pytest.mark.parametrize(
    "answer",
    [
        http(status="404 Not Found"),
        http(status="302 Found", Location="http://169.254.169.254/"),
        http("%PDF-1.7", Content_Type="application/pdf"),
        http("<html><body><nav>Home</nav></body></html>", Content_Type="text/html"),
        http(b"x", length=10**9),
    ],
)
def test_without_a_page_the_text_of_the_feed_is_kept(
    server: Server, tmp_path: Path, clock: FakeClock, answer: bytes
) -> None:
    with_pages(server)
    server.answers["/1"] = answer
    found = collector(tmp_path, clock, settings(server, "/rss", full_text=True)).round()
    assert (found.new, found.pages, found.left) == (2, 1, 0)
    assert "In short." in [e["text"] for e in entries(tmp_path)]


def test_a_page_that_fails_is_tried_some_times_and_then_given_up(
    server: Server, tmp_path: Path, clock: FakeClock
) -> None:
    server.answers["/rss"] = http(rss((server.url("/1"), "One", "")))
    server.answers["/1"] = http(status="500 Oops")
    wanted = settings(server, "/rss", full_text=True)
    for _ in range(20):
        collector(tmp_path, clock, wanted).round()
        clock.time += 86_400
    assert server.paths().count("/1") == 5
    assert [line["became"] for line in log(tmp_path, "page")] == ["to be asked again"] * 4 + [
        "nothing to read; given up"
    ]
    assert entries(tmp_path) == []


@pytest.mark.parametrize("said", ["text/html", "text/html; charset=windows-1251", "text/html; charset=utf-8"])
def test_a_page_with_a_wrong_word_on_its_encoding(server: Server, tmp_path: Path, clock: FakeClock, said: str) -> None:
    text = "Перемирие в провинции Идлиб соблюдается, сообщило в пятницу министерство обороны России."
    html = page("Идлиб", *[text] * 3)
    server.answers["/rss"] = http(rss((server.url("/1"), "One", "")))
    server.answers["/1"] = http(html.encode("utf-8"), Content_Type=said)
    collector(tmp_path, clock, settings(server, "/rss", full_text=True)).round()
    assert text in entries(tmp_path)[0]["text"]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (http(status="500 Oops"), "status 500"),
        (http(status="410 Gone"), "status 410"),
        (http("<html>Sign in</html>"), "no feed: it is neither RSS nor Atom"),
        (http('<!DOCTYPE r [<!ENTITY a "x">]><rss version="2.0"/>'), "no feed: it defines XML entities of its own"),
        (http(status="302 Found", Location="/rss"), "it leads back to itself"),
        (http(b"x", length=10**9), "it has more than 5,242,880 bytes"),
    ],
)
def test_a_feed_that_fails_is_told_and_left_alone_longer_and_longer(
    server: Server, tmp_path: Path, clock: FakeClock, answer: bytes, told: str
) -> None:
    server.answers |= {"/rss": answer, "/good": http(FEED)}
    lines: list[str] = []
    wanted = settings(server, "/rss", "/good")
    found = collector(tmp_path, clock, wanted, lines).round()
    assert (found.failed, found.fetched) == (1, 1)
    assert f"Harbour Gazette: not fetched: {told}. Asked again in " in lines[0]
    for _ in range(40):
        clock.time += 900
        collector(tmp_path, clock, wanted).round()
    assert 5 <= server.paths().count("/rss") <= 15
    assert server.paths().count("/good") == 41


def test_a_feed_that_asks_for_time_gets_it(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    server.answers["/rss"] = http(status="429 Too Many", Retry_After="3000")
    wanted = settings(server, "/rss")
    assert collector(tmp_path, clock, wanted).round() == Collected(failed=1)
    clock.time += 2999
    assert collector(tmp_path, clock, wanted).round() == Collected(waiting=1)
    server.answers["/rss"] = http(FEED)
    clock.time += 1
    assert collector(tmp_path, clock, wanted).round() == Collected(fetched=1, new=2)


def test_most_pages_of_a_round(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    with_pages(server)
    wanted = settings(server, "/rss", full_text=True, max_pages=1)
    assert collector(tmp_path, clock, wanted).round() == Collected(fetched=1, new=2, pages=1, left=1)
    assert collector(tmp_path, clock, wanted).round() == Collected(unchanged=1, pages=1)


def test_a_log_that_a_kill_cut_short_goes_on_in_a_new_line(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    server.answers["/rss"] = http(FEED)
    (tmp_path / ".state").mkdir()
    (tmp_path / ".state" / "fetches.jsonl").write_text('{"time": "20', encoding="utf-8")
    collector(tmp_path, clock, settings(server, "/rss")).round()
    lines = (tmp_path / ".state" / "fetches.jsonl").read_text("utf-8").splitlines()
    assert lines[0] == '{"time": "20'
    assert json.loads(lines[1])["what"] == "robots.txt"


def test_records_that_were_damaged_count_as_not_there(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    server.answers["/rss"] = http(FEED)
    collector(tmp_path, clock, settings(server, "/rss")).round()
    for path in (tmp_path / ".state").rglob("*.json"):
        path.write_text("{broken", encoding="utf-8")
    assert collector(tmp_path, clock, settings(server, "/rss")).round() == Collected(fetched=1)


@pytest.mark.parametrize("error", [RecursionError, IndexError, AttributeError, LxmlError])
def test_a_page_that_the_parsers_fall_over_does_not_end_the_watch(
    server: Server, tmp_path: Path, clock: FakeClock, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def falls(*_: object) -> object:
        raise error("no")

    with_pages(server)
    monkeypatch.setattr("trucewatch.reading.feeds.pages.READER", Reader("broken", lambda _: True, falls))
    found = collector(tmp_path, clock, settings(server, "/rss", full_text=True)).round()
    assert (found.new, found.pages, found.left) == (2, 0, 0)
    assert {e["text"] for e in entries(tmp_path)} == {"In short.", "In short, too."}
