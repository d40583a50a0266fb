"""The parts of fetching put together for tests, on a clock that nobody waits for."""

import random
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.reading.feeds.server import HOST
from trucewatch.reading.feeds.addresses import Guard
from trucewatch.reading.feeds.collecting import Collector
from trucewatch.reading.feeds.fetching import Fetcher, Manners
from trucewatch.reading.feeds.journal import Journal
from trucewatch.reading.feeds.pacing import Pace
from trucewatch.reading.feeds.settings import FeedsFile
from trucewatch.reading.feeds.shelf import Shelf
from trucewatch.reading.feeds.transport import Limits, Transport

LIMITS = Limits(100_000, 10.0)
START = 1_700_000_000.0


@dataclass
class FakeClock:
    """Sleeping moves it on. With `tick`, so does each look at the time a request takes; else that is real time."""

    time: float = START
    tick: float | None = None
    slept: list[float] = field(default_factory=list)
    looks: int = 0

    def now(self) -> float:
        return self.time

    def monotonic(self) -> float:
        if self.tick is None:
            return time.monotonic()
        self.looks += 1
        return self.looks * self.tick

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def names(*hosts: str) -> Guard:
    """A guard that finds each of these hosts here, and lets us."""
    return Guard((HOST, *hosts), lambda host, _port: [HOST if host in hosts else host])


def fetcher(
    folder: Path, clock: FakeClock, guard: Guard | None = None, *, delay: float = 5.0, redirects: int = 5
) -> Fetcher:
    shelf = Shelf(folder)
    pace = Pace(shelf.hosts, clock, random.Random(1))  # noqa: S311 - for jitter
    manners = Manners("tester/1.0 (+https://example.org)", delay, redirects)
    transport = Transport(guard or names(), clock)
    return Fetcher(transport, pace, shelf.hosts, Journal(shelf.log, clock), clock, manners)


def collector(folder: Path, clock: FakeClock, settings: FeedsFile, told: list[str] | None = None) -> Collector:
    shelf = Shelf(folder)
    pace = Pace(shelf.hosts, clock, random.Random(1))  # noqa: S311 - for jitter
    journal = Journal(shelf.log, clock)
    manners = Manners(settings.user_agent, settings.min_delay, settings.max_redirects)
    fetching = Fetcher(Transport(names(), clock), pace, shelf.hosts, journal, clock, manners)
    return Collector(settings, shelf, fetching, pace, journal, clock, [].append if told is None else told.append)
