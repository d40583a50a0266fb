"""The watch: feeds are asked, what is new is built into the case, and what that changes in the verdicts is told.

Everything between two steps stands on disk, so a watch that was killed goes on where it was: an entry kept but not yet
built is built in the next round, and a change is told once it is in the outbox, again if need be, never not at all.
"""

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trucewatch.ledger.casefile import holds_case
from trucewatch.pipeline import build as building
from trucewatch.pipeline import view as views
from trucewatch.pipeline.delivering import Outbox
from trucewatch.pipeline.progress import Progress, silent
from trucewatch.pipeline.sums import BuildSums
from trucewatch.pipeline.verdict_changes import Change, Verdicts, as_row, changes, latest, restored, stored
from trucewatch.reading.feeds.addresses import Guard, Resolver, resolve
from trucewatch.reading.feeds.clock import Clock, SystemClock, stamp
from trucewatch.reading.feeds.collecting import Collected, Collector
from trucewatch.reading.feeds.fetching import Fetcher, Manners, seed_of
from trucewatch.reading.feeds.journal import Journal
from trucewatch.reading.feeds.pacing import Pace
from trucewatch.reading.feeds.records import Records, held, key_of
from trucewatch.reading.feeds.settings import FeedsFile, load
from trucewatch.reading.feeds.shelf import Shelf, shelf_of
from trucewatch.reading.feeds.transport import Transport
from trucewatch.vocabulary.errors import CaseError, PassingError, RequestError

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SHORTEST, _LONGEST = 60, 7 * 86400


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a watch is asked to do. `every` is in seconds from the start of one round to that of the next."""

    feeds: Path
    case: Path
    casebook: str | None = None
    every: float = 900.0
    once: bool = False
    workers: int = 1
    webhook: str | None = None
    changes: Path | None = None
    log: Path | None = None


@dataclass(frozen=True, slots=True)
class World:
    """What a watch needs from outside, and how it says what happens; tests bring their own."""

    clock: Clock = field(default_factory=SystemClock)
    resolver: Resolver = resolve
    tell: Callable[[str], None] = lambda _line: None
    progress: Progress = silent


@dataclass(frozen=True, slots=True)
class Round:
    """One round. `built` is None where nothing was new; `undelivered` counts messages that wait for the webhook."""

    ended: str
    collected: Collected
    built: BuildSums | None
    as_of: str | None
    changes: tuple[Change, ...]
    undelivered: int = 0


def seconds_in(text: str) -> float:
    """`15m`, `90s`, `2h`, `1d` in seconds; RequestError for anything else, less than a minute or more than a week."""
    found = re.fullmatch(r"\s*(\d{1,6})\s*([smhd])\s*", text)
    seconds = int(found[1]) * _UNITS[found[2]] if found else 0
    if not _SHORTEST <= seconds <= _LONGEST:
        raise RequestError(
            "TW-FEED-4", f"--every {text} makes no sense.", do="Write 15m, 2h or 1d: from one minute to seven days."
        )
    return float(seconds)


def watch(wanted: Wanted, world: World | None = None) -> Iterator[Round]:
    """Round after round, one with `once`. Errors that may pass (a locked case) are told, and the next round goes on.

    Raises:
        InputError: `feeds` cannot be read or has a fault.
        RequestError: the webhook is no address that may be asked.
        PassingError: another watch is at work on this case; with `once` also what else may pass.
        CaseError, CasebookError: as in a build.

    """
    world = world or World()
    settings = load(wanted.feeds)
    _check(wanted.case)
    with held(shelf_of(wanted.case) / ".state"):
        watching = _Watching(wanted, settings, world)
        while True:
            began = world.clock.now()
            try:
                yield watching.round()
            except PassingError as error:
                if wanted.once:
                    raise
                world.tell(f"{error} The next round tries again.")
            if wanted.once:
                return
            world.clock.sleep(max(0.0, began + wanted.every - world.clock.now()))


def _check(case: Path) -> None:
    """Before anything is fetched: CaseError where no case could stand here."""
    if not case.parent.is_dir():
        raise CaseError("TW-CASE-6", "The folder for the case does not exist.", str(case), "Make the folder first.")
    holds_case(case)


class _Watching:
    """A watch at work."""

    def __init__(self, wanted: Wanted, settings: FeedsFile, world: World) -> None:
        self._wanted, self._world = wanted, world
        self._shelf = Shelf(shelf_of(wanted.case))
        clock = world.clock
        journal = Journal(wanted.log or self._shelf.log, clock)
        transport = Transport(Guard(settings.allow_private, world.resolver), clock)
        # The jitter is there so that many watches do not ask at once; for one of them it may be the same each time.
        pace = Pace(self._shelf.hosts, clock, random.Random(seed_of(f"{wanted.feeds} {wanted.case}")))  # noqa: S311
        manners = Manners(settings.user_agent, settings.min_delay, settings.max_redirects)
        fetcher = Fetcher(transport, pace, self._shelf.hosts, journal, clock, manners)
        self._collector = Collector(settings, self._shelf, fetcher, pace, journal, clock, world.tell)
        self._outbox = Outbox(
            Records(self._shelf.state / "outbox"), wanted.webhook, transport, journal, settings.user_agent
        )
        self._told = self._shelf.state / "verdicts"
        self._built = False

    def round(self) -> Round:
        collected = self._collector.round()
        before = self._before()
        built = self._build(collected)
        as_of, found = before.as_of, []
        if built is not None:
            with views.opened(self._wanted.case) as view:
                after, findings = latest(view)
                found = changes(before, after, findings, view)
                as_of = after.as_of
                self._hand_on(found, after, view)
        undelivered = self._outbox.deliver()
        if undelivered:
            self._world.tell(f"The webhook did not take {undelivered} messages; they are kept and sent again.")
        return Round(stamp(self._world.clock.now()), collected, built, as_of, tuple(found), undelivered)

    def _before(self) -> Verdicts:
        """What was told last, else what the case says now."""
        record = Records(self._told).get("last")
        try:
            return restored(record)
        except (KeyError, TypeError, ValueError, AttributeError):
            pass
        found = Verdicts(None, {})
        if holds_case(self._wanted.case):
            with views.opened(self._wanted.case) as view:
                found = latest(view)[0]
        Records(self._told).put("last", stored(found))
        return found

    def _build(self, collected: Collected) -> BuildSums | None:
        """Build what is new; in a first round also what an earlier watch had fetched and not built."""
        if not self._shelf.entries.keys() or (self._built and not collected.new and not collected.pages):
            return None
        wanted, world = self._wanted, self._world
        tell = lambda name, why: world.tell(f"Casebook: {name} ({why}).")  # noqa: E731 - shorter than its name
        folder = self._shelf.entries.folder
        self._built = False
        sums = building.build([folder], wanted.case, wanted.casebook, wanted.workers, world.progress, tell)
        self._built = True
        return sums

    def _hand_on(self, found: list[Change], after: Verdicts, view: views.View) -> None:
        """First to where it cannot be lost, then note that it was told."""
        if found:
            rows = [as_row(change, view) for change in found]
            message: dict[str, Any] = {"case": self._wanted.case.name, "as_of": after.as_of, "changes": rows}
            message = {"id": key_of(json.dumps(message, sort_keys=True)), **message}
            self._outbox.add(message)
            if self._wanted.changes:
                with self._wanted.changes.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(message, ensure_ascii=False) + "\n")
        Records(self._told).put("last", stored(after))
