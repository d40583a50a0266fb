"""Politeness: robots.txt, pauses, waits, redirects."""

import json
from pathlib import Path

import pytest

from tests.reading.feeds.server import Server, http
from tests.reading.feeds.world import LIMITS, START, FakeClock, fetcher, names
from trucewatch.reading.feeds.addresses import Guard
from trucewatch.reading.feeds.clock import stamp
from trucewatch.reading.feeds.outcomes import Outcome
from trucewatch.reading.feeds.pacing import seconds_of


def log(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / ".state" / "fetches.jsonl").read_text("utf-8").splitlines()]


def test_robots_is_asked_once_a_day_and_each_request_waits_its_turn(
    server: Server, tmp_path: Path, clock: FakeClock
) -> None:
    server.answers["/a"] = server.answers["/b"] = http("x")
    polite = fetcher(tmp_path, clock)
    for path in ("/a", "/b"):
        assert polite.get("page", server.url(path), LIMITS).outcome is Outcome.FETCHED
    assert server.paths() == ["/robots.txt", "/a", "/b"]
    assert clock.slept == [5.0, 5.0]
    clock.time += 86_401
    polite.get("page", server.url("/a"), LIMITS)
    assert server.paths()[3:] == ["/robots.txt", "/a"]
    assert server.asked[-1].headers["user-agent"] == "tester/1.0 (+https://example.org)"


def test_waits_are_kept_over_a_restart(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    server.answers["/a"] = http("x")
    fetcher(tmp_path, clock).get("page", server.url("/a"), LIMITS)
    clock.slept.clear()
    fetcher(tmp_path, clock).get("page", server.url("/a"), LIMITS)
    assert server.paths() == ["/robots.txt", "/a", "/a"]
    assert clock.slept == [5.0]


@pytest.mark.parametrize(
    ("robots", "outcome"),
    [
        (http("User-agent: *\nDisallow: /private"), Outcome.ROBOTS),
        (http("User-agent: tester\nDisallow: /"), Outcome.ROBOTS),
        (http("User-agent: other\nDisallow: /"), Outcome.FETCHED),
        (http("User-agent: *\nDisallow: /\n\nUser-agent: Tester\nAllow: /"), Outcome.FETCHED),
        (http("<html>no rules at all</html>"), Outcome.FETCHED),
        (http(""), Outcome.FETCHED),
        (http(b"\xff\xfe\x00garbage"), Outcome.FETCHED),
        (http(status="404 Not Found"), Outcome.FETCHED),
        (http(status="403 Forbidden"), Outcome.ROBOTS),
        (http(status="401 Unauthorized"), Outcome.ROBOTS),
        (http(status="500 Oops"), Outcome.ASKED_TO_WAIT),
        (http("x", length=99), Outcome.DAMAGED),
    ],
)
def test_robots_decides(server: Server, tmp_path: Path, clock: FakeClock, robots: bytes, outcome: Outcome) -> None:
    server.answers |= {"/robots.txt": robots, "/private/a": http("x")}
    found = fetcher(tmp_path, clock).get("page", server.url("/private/a"), LIMITS)
    assert found.outcome is outcome
    assert ("/private/a" in server.paths()) == (outcome is Outcome.FETCHED)


def test_the_delay_that_robots_asks_for_is_kept(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    server.answers |= {"/robots.txt": http("User-agent: *\nCrawl-delay: 20\n"), "/a": http("x")}
    polite = fetcher(tmp_path, clock)
    polite.get("page", server.url("/a"), LIMITS)
    polite.get("page", server.url("/a"), LIMITS)
    assert clock.slept == [5.0, 20.0]


def test_a_host_that_asks_for_time_gets_it(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    server.answers["/a"] = http("slow down", "429 Too Many Requests", Retry_After="600")
    server.answers["/b"] = http("x")
    polite = fetcher(tmp_path, clock)
    assert polite.get("page", server.url("/a"), LIMITS).outcome is Outcome.ASKED_TO_WAIT
    assert polite.wait_for(server.url("/b")) == 600
    found = polite.get("page", server.url("/b"), LIMITS)
    assert (found.outcome, found.detail) == (Outcome.WAITING, "the host is left alone for another 600 seconds")
    assert "/b" not in server.paths()
    clock.time += 600
    assert polite.get("page", server.url("/b"), LIMITS).outcome is Outcome.FETCHED


def test_a_host_that_fails_is_left_alone_longer_each_time(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    server.answers["/a"] = http("x", length=99)
    polite = fetcher(tmp_path, clock)
    waits = []
    for _ in range(12):
        assert polite.get("page", server.url("/a"), LIMITS).outcome is Outcome.DAMAGED
        waits.append(polite.wait_for(server.url("/a")))
        clock.time += waits[-1]
    assert waits[:3] == sorted(waits[:3])
    for number, wait in enumerate(waits):
        most = min(60 * 2**number, 6 * 3600)
        assert most / 2 <= wait <= most


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Tue, 14 Nov 2023 22:14:20 GMT", 60),
        ("Tue, 14 Nov 2023 20:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("", None),
        (None, None),
        ("9" * 400, 999_999_999),
    ],
)
def test_retry_after_is_seconds_or_a_day(said: str | None, seconds: float | None) -> None:
    assert stamp(START) == "2023-11-14T22:13:20+00:00"
    assert seconds_of(said, START) == seconds


def test_redirects_are_followed_and_logged(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    server.answers |= {
        "/a": http(status="301 Moved", Location="/b"),
        "/b": http(status="302 Found", Location=server.url("/c")),
        "/c": http("here"),
    }
    found = fetcher(tmp_path, clock).get("feed", server.url("/a"), LIMITS)
    assert (found.outcome, found.body, found.url) == (Outcome.FETCHED, b"here", server.url("/c"))
    assert [(line["url"], line["outcome"]) for line in log(tmp_path)] == [
        (server.url("/robots.txt"), "error status"),
        (server.url("/a"), "redirected"),
        (server.url("/b"), "redirected"),
    ]


@pytest.mark.parametrize("location", ["/a", "/b"])
def test_circles_are_seen(server: Server, tmp_path: Path, clock: FakeClock, location: str) -> None:
    server.answers |= {
        "/a": http(status="302 Found", Location=location),
        "/b": http(status="302 Found", Location="/a"),
    }
    found = fetcher(tmp_path, clock).get("feed", server.url("/a"), LIMITS)
    assert (found.outcome, found.detail) == (Outcome.REDIRECTS, "it leads back to itself")


def test_redirects_come_to_an_end(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    server.answers |= {f"/{n}": http(status="302 Found", Location=f"/{n + 1}") for n in range(50)}
    found = fetcher(tmp_path, clock, redirects=3).get("feed", server.url("/0"), LIMITS)
    assert (found.outcome, found.detail) == (Outcome.REDIRECTS, "more than 3 redirects")
    assert server.paths() == ["/robots.txt", "/0", "/1", "/2", "/3"]


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("http://10.0.0.1/", "private"),
        ("http://169.254.169.254/latest/meta-data", "link-local"),
        ("http://[::ffff:127.0.0.1]/", "loopback"),
        ("file:///etc/passwd", "not file"),
        ("http://user:secret@127.0.0.1/", "password"),
        ("//192.168.1.1/router", "private"),
    ],
)
def test_no_redirect_leads_into_the_own_network(
    server: Server, tmp_path: Path, clock: FakeClock, location: str, told: str
) -> None:
    server.answers["/a"] = http(status="302 Found", Location=location)
    found = fetcher(tmp_path, clock).get("feed", server.url("/a"), LIMITS)
    assert found.outcome is Outcome.REFUSED_ADDRESS
    assert told in (found.detail or "")


def test_a_redirect_without_a_goal_is_a_circle(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    server.answers["/a"] = http(status="302 Found")
    assert fetcher(tmp_path, clock).get("feed", server.url("/a"), LIMITS).outcome is Outcome.REDIRECTS


def test_the_host_behind_a_redirect_has_its_own_rules(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    server.answers |= {
        "/a": http(status="302 Found", Location=server.url("/closed", "two.example")),
        "/closed": http("x"),
        "/robots.txt": lambda asked: http(
            "User-agent: *\nDisallow: /closed" if asked.headers["host"].startswith("two") else ""
        ),
    }
    polite = fetcher(tmp_path, clock, names("one.example", "two.example"))
    found = polite.get("feed", server.url("/a", "one.example"), LIMITS)
    assert found.outcome is Outcome.ROBOTS
    assert "/closed" not in server.paths()


def test_two_hosts_do_not_wait_for_each_other(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    server.answers["/a"] = http("x")
    polite = fetcher(tmp_path, clock, names("one.example", "two.example"))
    polite.get("feed", server.url("/a", "one.example"), LIMITS)
    slept = len(clock.slept)
    assert polite.wait_for(server.url("/a", "two.example")) == 0
    assert polite.wait_for(server.url("/a", "one.example")) == 5
    assert slept == 1  # between robots.txt and the feed


def test_what_the_settings_forbid_is_tried_again_when_they_change(
    server: Server, tmp_path: Path, clock: FakeClock
) -> None:
    server.answers["/a"] = http("x")
    assert fetcher(tmp_path, clock, Guard()).get("feed", server.url("/a"), LIMITS).outcome is Outcome.REFUSED_ADDRESS
    assert server.asked == []
    assert fetcher(tmp_path, clock).get("feed", server.url("/a"), LIMITS).outcome is Outcome.FETCHED


def test_a_clock_that_was_wrong_once_stops_nothing(server: Server, tmp_path: Path, clock: FakeClock) -> None:
    server.answers["/a"] = http("x")
    fetcher(tmp_path, FakeClock(START + 10**8)).get("page", server.url("/a"), LIMITS)
    assert fetcher(tmp_path, clock).get("page", server.url("/a"), LIMITS).outcome is Outcome.FETCHED
