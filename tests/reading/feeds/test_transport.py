"""One request to a server that misbehaves."""

import gzip
import socket
import ssl
from collections.abc import Iterator

import httpcore
import pytest

from tests.reading.feeds.server import HOST, Asked, Reset, Server, endless, http
from tests.reading.feeds.world import LIMITS, FakeClock, names
from trucewatch.reading.feeds.addresses import Guard, address
from trucewatch.reading.feeds.outcomes import Answer, Outcome
from trucewatch.reading.feeds.transport import Limits, Transport


def ask(server: Server, path: str = "/", limits: Limits = LIMITS, clock: FakeClock | None = None) -> Answer:
    return Transport(names(), clock or FakeClock()).ask(address(server.url(path)), {"User-Agent": "t/1"}, limits)


def test_an_answer_comes_with_its_headers_and_the_size_received(server: Server) -> None:
    server.answers["/"] = http("hello", ETag='"7"')
    found = ask(server)
    assert (found.outcome, found.status, found.body, found.headers["etag"]) == (Outcome.FETCHED, 200, b"hello", '"7"')
    assert found.size == len(http("hello", ETag='"7"'))
    assert server.asked[0].headers["user-agent"] == "t/1"
    assert server.asked[0].headers["host"] == f"{HOST}:{server.port}"


def test_packed_bodies_are_unpacked_member_by_member(server: Server) -> None:
    server.answers["/"] = http(gzip.compress(b"one ") + gzip.compress(b"two"), Content_Encoding="gzip")
    assert ask(server).body == b"one two"


def test_a_body_without_end_is_cut_off(server: Server) -> None:
    server.answers["/"] = endless(b"HTTP/1.1 200 OK\r\n\r\n", b"<item/>" * 1000)
    found = ask(server)
    assert (found.outcome, found.body) == (Outcome.TOO_LARGE, b"")
    assert found.size < LIMITS.bytes + 400_000


def test_chunks_without_end_are_cut_off(server: Server) -> None:
    server.answers["/"] = endless(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"400\r\n" + b"x" * 1024 + b"\r\n"
    )
    assert ask(server).outcome is Outcome.TOO_LARGE


def test_headers_without_end_are_cut_off(server: Server) -> None:
    server.answers["/"] = endless(b"HTTP/1.1 200 OK\r\n", b"X-More: and more\r\n" * 100)
    found = ask(server)
    assert found.outcome in (Outcome.DAMAGED, Outcome.TOO_LARGE)
    assert found.size < LIMITS.bytes + 400_000


def test_a_server_that_promises_an_answer_for_ever_is_cut_off(server: Server) -> None:
    server.answers["/"] = endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 50)
    assert ask(server).outcome is Outcome.TOO_LARGE


def test_a_length_beyond_the_limit_is_not_even_begun(server: Server) -> None:
    server.answers["/"] = http(b"x", length=10**9)
    found = ask(server)
    assert found.outcome is Outcome.TOO_LARGE
    assert found.size < 1000


def test_a_bomb_does_not_go_off(server: Server) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < LIMITS.bytes
    server.answers["/"] = http(bomb, Content_Encoding="gzip")
    found = ask(server)
    assert (found.outcome, found.body) == (Outcome.TOO_LARGE, b"")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (http(gzip.compress(b"hello" * 99)[:-9], Content_Encoding="gzip"), "ends in the middle"),
        (http(b"hello", Content_Encoding="gzip"), "packing is damaged"),
        (http(b"hello", Content_Encoding="br"), "not asked for"),
        (http(b"hello", length=100), "without sending complete message"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", ""),
        (b"", "without sending"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nhello", ""),
        (b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nhello", ""),
    ],
)
def test_damage_is_told(server: Server, answer: bytes, told: str) -> None:
    server.answers["/"] = answer
    found = ask(server)
    assert found.outcome is Outcome.DAMAGED
    assert told in (found.detail or "")
    assert found.may_pass


def test_a_length_that_is_too_short_gives_what_it_says(server: Server) -> None:
    server.answers["/"] = http(b"hello", length=2)
    assert ask(server).body == b"he"


@pytest.mark.parametrize("first", [b"", b"HTTP/1.1 200 OK\r\nX-A", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhe"])
def test_a_server_that_falls_silent_is_left(server: Server, first: bytes) -> None:
    server.answers["/"] = server.silent(first)
    found = ask(server, limits=Limits(100_000, 0.2))
    assert (found.outcome, found.detail) == (Outcome.TOO_SLOW, "it took more than 0.2 seconds")


def test_a_server_that_trickles_is_left_when_its_time_is_up(server: Server) -> None:
    def trickle(_asked: Asked) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n"
        while True:
            yield b"X-A: b\r\n"

    server.answers["/"] = trickle
    clock = FakeClock(tick=1.0)  # each wait for a piece takes a second
    assert ask(server, limits=Limits(10**9, 8.0), clock=clock).outcome is Outcome.TOO_SLOW
    assert clock.looks < 20


def test_a_connection_torn_down_is_told(server: Server) -> None:
    def reset(_asked: Asked) -> bytes:
        raise Reset

    server.answers["/"] = reset
    assert ask(server).outcome is Outcome.CONNECTION


def test_nobody_at_home_is_told() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))  # and never listens
        found = Transport(names(), FakeClock()).ask(address(f"http://{HOST}:{taken.getsockname()[1]}/"), {}, LIMITS)
    assert found.outcome is Outcome.CONNECTION


def test_a_server_without_encryption_is_not_asked_without(server: Server) -> None:
    found = Transport(names(), FakeClock()).ask(address(f"https://{HOST}:{server.port}/"), {}, LIMITS)
    assert found.outcome is Outcome.TLS
    assert server.asked == []


def test_certificates_are_checked() -> None:
    context = Transport(Guard(), FakeClock())._tls  # noqa: SLF001 - nothing else shows it without a real authority
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("304 Not Modified", Outcome.UNCHANGED),
        ("301 Moved", Outcome.REDIRECTED),
        ("404 Not Found", Outcome.STATUS),
        ("410 Gone", Outcome.GONE),
        ("429 Too Many", Outcome.ASKED_TO_WAIT),
        ("500 Oops", Outcome.STATUS),
        ("503 Later", Outcome.ASKED_TO_WAIT),
        ("204 Nothing", Outcome.STATUS),
    ],
)
def test_statuses_have_their_outcome_and_no_body(server: Server, status: str, outcome: Outcome) -> None:
    server.answers["/"] = http(b"" if status[0] in "23" else b"a page of excuses", status)
    found = ask(server)
    assert (found.outcome, found.status, found.body) == (outcome, int(status[:3]), b"")


class Recorder(httpcore.NetworkBackend):
    """Notes where a connection was wanted to, and makes none."""

    def __init__(self) -> None:
        self.wanted: list[str] = []

    def connect_tcp(self, host: str, port: int, *_: object, **__: object) -> httpcore.NetworkStream:
        self.wanted.append(f"{host}:{port}")
        raise httpcore.ConnectError("no")


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    asked: list[str] = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["8.8.8.8", "9.9.9.9"] if len(asked) == 1 else ["127.0.0.1"]

    backend = Recorder()
    found = Transport(Guard(resolver=rebinding), FakeClock(), backend).ask(address("http://news.example/"), {}, LIMITS)
    assert found.outcome is Outcome.CONNECTION
    assert backend.wanted == ["8.8.8.8:80", "9.9.9.9:80"]
    assert asked == ["news.example"]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest", "http://localhost/"]
)
def test_the_own_network_is_not_touched(url: str) -> None:
    backend = Recorder()
    found = Transport(Guard(), FakeClock(), backend).ask(address(url), {}, LIMITS)
    assert (found.outcome, backend.wanted) == (Outcome.REFUSED_ADDRESS, [])
    assert not found.may_pass


def test_proxies_of_the_environment_are_not_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://proxy.example:1")
    server.answers["/"] = http("hello")
    assert ask(server).body == b"hello"
