"""A watch over a local server: from feeds to changed verdicts."""

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.running import program
from tests.laws import corpus
from tests.reading.feeds.made import rss
from tests.reading.feeds.server import HOST, Asked, Server, http, serving
from tests.reading.feeds.world import START, FakeClock
from trucewatch.ledger import Ledger
from trucewatch.pipeline.build import build
from trucewatch.pipeline.watching import Round, Wanted, World, seconds_in, watch
from trucewatch.vocabulary.errors import CaseError, InputError, PassingError, RequestError

TREATY = (
    "https://a.example/treaty",
    "Turkey and Russia agree on Idlib",
    "ANKARA - Turkey and Russia agreed on Monday to set up a demilitarized zone in Idlib, officials said.",
)
HOLDS = (
    "https://a.example/holds",
    "Truce holds",
    "The ceasefire in Idlib is holding, the Russian Defense Ministry said on Friday.",
)
FAILS = (
    "https://a.example/fails",
    "Truce over",
    "The ceasefire in Idlib has collapsed, a rebel spokesman said on Friday.",
)

WORSE = {"strained", "disputed", "collapsed"}
"""Which of them it is, the monitor's own tests hold."""


class StopError(Exception):
    """The end of a watch that has none."""


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


@pytest.fixture
def wanted(server: Server, tmp_path: Path) -> Wanted:
    feeds = tmp_path / "feeds.toml"
    text = f'allow_private = ["{HOST}"]\n[[feed]]\nurl = "{server.url("/rss")}"\noutlet = "Harbour Gazette"\n'
    feeds.write_text(text, encoding="utf-8")
    server.answers["/rss"] = http(rss(TREATY, HOLDS))
    return Wanted(feeds, tmp_path / "case.db", casebook="syria", once=True)


HOURS = itertools.count()


def rounds(wanted: Wanted, told: list[str] | None = None) -> list[Round]:
    """The rounds of a watch that is started an hour after the one before."""
    clock = FakeClock(START + 3600 * next(HOURS))
    return list(watch(wanted, World(clock, tell=[].append if told is None else told.append)))


def test_a_round_reads_builds_and_tells_what_changed(server: Server, wanted: Wanted) -> None:
    (first,) = rounds(wanted)
    assert first.collected.new == 2
    assert first.built is not None
    assert first.built.new_reports == 2
    assert first.as_of == "2018-10-12"
    holding = [change for change in first.changes if change.after == "holding"]
    assert holding
    assert {change.before for change in first.changes} == {None}
    assert HOLDS[2] in [word.quote for word in holding[0].for_]

    server.answers["/rss"] = http(rss(FAILS, TREATY, HOLDS))
    (second,) = rounds(wanted)
    changed = {change.key: change for change in second.changes}[holding[0].key]
    assert changed.before == "holding"
    assert changed.after in WORSE
    assert [word.quote for word in changed.against] == [FAILS[2]]
    assert changed.for_ == ()


def test_nothing_new_changes_nothing(wanted: Wanted) -> None:
    rounds(wanted)
    with Ledger.open(wanted.case) as ledger:
        before = (ledger.report_ids(), len(list(ledger.runs())))
    (again,) = rounds(wanted)
    assert (again.collected.new, again.changes) == (0, ())
    with Ledger.open(wanted.case) as ledger:
        assert (ledger.report_ids(), len(list(ledger.runs()))) == before


def test_rounds_follow_each_other_at_the_agreed_time(server: Server, wanted: Wanted) -> None:
    clock = FakeClock()
    found = []
    for number, one in enumerate(watch(replace(wanted, once=False, every=900.0), World(clock))):
        found.append(one)
        if number == 1:
            server.answers["/rss"] = http(rss(FAILS, TREATY, HOLDS))
        if number == 2:
            break
    assert [one.ended for one in found] == [
        "2023-11-14T22:13:25+00:00",
        "2023-11-14T22:28:20+00:00",
        "2023-11-14T22:43:20+00:00",
    ]
    assert [one.built is not None for one in found] == [True, False, True]
    assert found[2].changes


def test_a_case_that_was_built_before_is_where_changes_begin(wanted: Wanted, tmp_path: Path) -> None:
    build([corpus.write(tmp_path / "reports")], wanted.case, "syria")
    with Ledger.open(wanted.case) as ledger:
        before = set(ledger.report_ids())
    (first,) = rounds(replace(wanted, casebook=None))
    with Ledger.open(wanted.case) as ledger:
        assert before < set(ledger.report_ids())
    told = {HOLDS[2], TREATY[2]}
    assert first.changes
    assert all(change.before != change.after for change in first.changes)
    assert all(word.quote in told for change in first.changes for word in (*change.for_, *change.against))


def test_a_watch_killed_before_it_built_builds_when_it_is_back(
    server: Server, wanted: Wanted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise StopError

    with monkeypatch.context() as patched:
        patched.setattr("trucewatch.pipeline.watching.building.build", killed)
        with pytest.raises(StopError):
            rounds(wanted)
    assert not wanted.case.exists()
    (back,) = rounds(wanted)
    assert (back.collected.new, back.collected.unchanged) == (0, 1)
    assert [change.after for change in back.changes if change.after == "holding"]
    assert server.paths() == ["/robots.txt", "/rss", "/rss"]


def test_a_watch_killed_before_it_told_tells_when_it_is_back(
    server: Server, wanted: Wanted, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds(wanted)
    server.answers["/rss"] = http(rss(FAILS, TREATY, HOLDS))

    def killed(*_: object) -> None:
        raise StopError

    with monkeypatch.context() as patched:
        patched.setattr("trucewatch.pipeline.watching.changes", killed)
        with pytest.raises(StopError):
            rounds(wanted)
    (back,) = rounds(wanted)
    assert [change for change in back.changes if change.before == "holding" and change.after in WORSE]


def test_changes_go_to_a_webhook_and_a_file(server: Server, wanted: Wanted, tmp_path: Path) -> None:
    server.answers["/hook"] = http(status="204 No Content")
    wanted = replace(
        wanted, webhook=server.url("/hook"), changes=tmp_path / "changes.jsonl", log=tmp_path / "log.jsonl"
    )
    (first,) = rounds(wanted)
    assert first.undelivered == 0
    sent = [asked for asked in server.asked if asked.path == "/hook"]
    assert [(s.method, s.headers["content-type"]) for s in sent] == [("POST", "application/json")]
    message = json.loads(sent[0].body)
    assert message == json.loads((tmp_path / "changes.jsonl").read_text("utf-8"))
    assert message["case"] == "case.db"
    (holding,) = [c for c in message["changes"] if c["after"] == "holding"][:1]
    assert HOLDS[0] in [claim["url"] for claim in holding["for"]]
    log = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text("utf-8").splitlines()]
    assert [line["what"] for line in log] == ["robots.txt", "feed", "webhook"]
    rounds(wanted)
    assert server.paths().count("/hook") == 1


def test_a_webhook_that_fails_gets_its_messages_later_in_order(server: Server, wanted: Wanted) -> None:
    wanted = replace(wanted, webhook=server.url("/hook"))
    server.answers["/hook"] = http(status="500 Oops")
    told: list[str] = []
    assert rounds(wanted, told=told)[0].undelivered == 1
    assert "The webhook did not take 1 message" in told[-1]
    server.answers["/rss"] = http(rss(FAILS, TREATY, HOLDS))
    assert rounds(wanted)[0].undelivered == 2
    taken: list[str] = []

    def take(asked: Asked) -> bytes:
        taken.append(json.loads(asked.body)["id"])
        return http(status="200 OK")

    server.answers["/hook"] = take
    assert rounds(wanted)[0].undelivered == 0
    assert len(taken) == len(set(taken)) == 2
    assert taken[0] == json.loads(server.asked[2].body)["id"]


@pytest.mark.parametrize("hook", ["http://10.0.0.1/hook", "http://localhost/hook"])
def test_a_webhook_in_the_own_network_is_not_reached_unless_allowed(wanted: Wanted, hook: str) -> None:
    (found,) = rounds(replace(wanted, webhook=hook))
    assert found.undelivered == 1
    line = (wanted.case.parent / "case.db.feeds" / ".state" / "fetches.jsonl").read_text("utf-8").splitlines()[-1]
    assert json.loads(line)["outcome"] == "address refused"


def test_a_webhook_that_is_no_address_is_told(wanted: Wanted) -> None:
    with pytest.raises(RequestError, match="TW-FEED-5"):
        rounds(replace(wanted, webhook="ftp://example.org"))


def test_two_watches_on_one_case_are_one_too_many(wanted: Wanted) -> None:
    first = watch(replace(wanted, once=False), World(FakeClock()))
    next(first)
    with pytest.raises(PassingError, match="TW-FEED-9"):
        rounds(wanted)
    first.close()  # type: ignore[attr-defined]  # a generator, behind the type of an iterator
    assert rounds(wanted)


def test_a_case_that_is_locked_is_waited_for(wanted: Wanted, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def locked(*arguments: object) -> object:
        calls.append(1)
        if len(calls) == 1:
            raise PassingError("TW-CASE-7", "Another program is writing to this case.")
        return build(*arguments)  # type: ignore[arg-type]  # handed through as they came

    monkeypatch.setattr("trucewatch.pipeline.watching.building.build", locked)
    told: list[str] = []
    found = next(watch(replace(wanted, once=False), World(FakeClock(), tell=told.append)))
    assert [line for line in told if line.endswith("The next round tries again.")]
    assert (found.collected.new, found.built is not None) == (0, True)


def test_feeds_without_entries_make_no_case(server: Server, wanted: Wanted) -> None:
    server.answers["/rss"] = http(rss())
    (found,) = rounds(wanted)
    assert (found.built, found.as_of, found.changes) == (None, None, ())
    assert not wanted.case.exists()


@pytest.mark.parametrize(("text", "seconds"), [("15m", 900), ("90s", 90), (" 2 h ", 7200), ("7d", 604800)])
def test_times_between_rounds(text: str, seconds: float) -> None:
    assert seconds_in(text) == seconds


@pytest.mark.parametrize("text", ["", "15", "m", "5s", "8d", "-1h", "1.5h", "fifteen", "999999d"])
def test_times_that_make_no_sense_are_told(text: str) -> None:
    with pytest.raises(RequestError, match="TW-FEED-4"):
        seconds_in(text)


def test_a_missing_file_is_told_before_anything_is_made(wanted: Wanted, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="TW-FEED-1"):
        rounds(replace(wanted, feeds=tmp_path / "none.toml"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["feeds.toml"]


def test_a_path_where_no_case_can_stand_is_told_before_anything_is_fetched(server: Server, wanted: Wanted) -> None:
    for case, code in ((wanted.feeds, "TW-CASE-3"), (wanted.case.parent / "none" / "case.db", "TW-CASE-6")):
        with pytest.raises(CaseError, match=code):
            rounds(replace(wanted, case=case))
    assert server.asked == []
    assert sorted(path.name for path in wanted.case.parent.iterdir()) == ["feeds.toml"]


def test_the_command_prints_the_round_and_the_change(wanted: Wanted) -> None:
    # No pause between robots.txt and the feed: this one runs on the computer's own clock.
    wanted.feeds.write_text("min_delay = 0\n" + wanted.feeds.read_text("utf-8"), encoding="utf-8")
    done = program("watch", wanted.feeds, "--case", wanted.case, "--casebook", "syria", "--once")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].endswith("  1 feed with news, 0 unchanged, 2 new entries.")
    assert any(line.endswith(": none → holding, as of 2018-10-12") for line in lines)
    assert any(line.startswith("  for: ") and line.endswith(f", 2018-10-12: “{HOLDS[2]}”") for line in lines)
    assert "Harbour Gazette: 2 new" in done.stderr.splitlines()


def test_the_command_tells_a_fault_in_the_file(wanted: Wanted) -> None:
    wanted.feeds.write_text("[[feed]]\nurl = 'gopher://a'\n", encoding="utf-8")
    done = program("watch", wanted.feeds, "--case", wanted.case, "--once")
    assert done.returncode == 2
    assert done.stderr == (
        f"trucewatch: {wanted.feeds}, line 2, feed 1: `url`: only http and https are fetched, not gopher. "
        "Mend it; docs/feeds.md has examples. [TW-FEED-3]\n"
    )
