"""One round over the feeds: what is new is kept, and the pages behind it are fetched where that is wanted."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import urlsplit

from trucewatch.reading.feeds.clock import Clock, stamp
from trucewatch.reading.feeds.entries import Feed, FeedEntry, parse
from trucewatch.reading.feeds.fetching import Fetcher
from trucewatch.reading.feeds.journal import Journal
from trucewatch.reading.feeds.outcomes import Answer, Outcome
from trucewatch.reading.feeds.pacing import Pace
from trucewatch.reading.feeds.pages import page_of
from trucewatch.reading.feeds.records import Record, key_of
from trucewatch.reading.feeds.settings import FeedSettings, FeedsFile
from trucewatch.reading.feeds.shelf import Shelf, key_of_entry
from trucewatch.reading.feeds.transport import Limits

T = TypeVar("T")

_MOST_TRIES = 5
"""Times that a page is asked for before its entry is kept as the feed has it."""
_RETRY = 900.0
"""Seconds before a page is asked for again, doubled each time."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of a round. `failed` and `waiting` count feeds; `left` entries whose page is still to be fetched."""

    fetched: int = 0
    unchanged: int = 0
    failed: int = 0
    waiting: int = 0
    new: int = 0
    pages: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Collector:
    """`tell` is told, in a line, what became of each feed that has news or fails."""

    settings: FeedsFile
    shelf: Shelf
    fetcher: Fetcher
    pace: Pace
    journal: Journal
    clock: Clock
    tell: Callable[[str], None]

    def round(self) -> Collected:
        """Ask every feed that may be asked, then for the pages of new entries."""
        sums = Collected()
        for feed in self._in_turn(self.settings.feed, lambda feed: feed.url):
            sums = self._feed(feed, sums)
        return self._pages(sums)

    def _in_turn(self, things: Iterable[T], url_of: Callable[[T], str]) -> Iterator[T]:
        """One after the other, always of the host that may be asked soonest; of one host in their order."""
        hosts: dict[str, deque[T]] = {}
        for thing in things:
            hosts.setdefault(urlsplit(url_of(thing)).netloc, deque()).append(thing)
        while hosts:
            host = min(hosts, key=lambda name: self.fetcher.wait_for(url_of(hosts[name][0])))
            yield hosts[host].popleft()
            if not hosts[host]:
                del hosts[host]

    def _feed(self, feed: FeedSettings, sums: Collected) -> Collected:
        name = f"feed {feed.url}"
        if self.pace.wait_for(name) > 0:
            return replace(sums, waiting=sums.waiting + 1)
        record = self.shelf.feeds.get(key_of(feed.url))
        limits = Limits(self.settings.max_feed_bytes, self.settings.timeout)
        answer = self.fetcher.get("feed", feed.url, limits, _conditions(record))
        if answer.outcome is Outcome.UNCHANGED:
            return self._unchanged(feed, answer, sums)
        if answer.outcome is Outcome.WAITING:
            self.journal.note("feed", answer)
            return replace(sums, waiting=sums.waiting + 1)
        if answer.outcome is not Outcome.FETCHED:
            return self._failed(feed, answer, None, sums)
        digest = hashlib.sha256(answer.body).hexdigest()
        if digest == record.get("digest"):
            return self._unchanged(feed, answer, sums)
        try:
            found = parse(answer.body, url=answer.url, content_type=answer.headers.get("content-type"))
        except ValueError as error:
            return self._failed(feed, answer, f"no feed: {error}", sums)
        new = self._shelve(feed, found)
        # Only now: a kill before this line costs one more request, a kill after it nothing.
        self.shelf.feeds.put(key_of(feed.url), _validators(feed, answer, digest))
        self.pace.asked(name, 0)
        became = f"{len(found.entries)} entries, {new} new" + (f"; {found.damaged}" if found.damaged else "")
        self.journal.note("feed", answer, became)
        if new:
            self.tell(f"{feed.outlet or feed.url}: {new} new")
        return replace(sums, fetched=sums.fetched + 1, new=sums.new + new)

    def _unchanged(self, feed: FeedSettings, answer: Answer, sums: Collected) -> Collected:
        self.pace.asked(f"feed {feed.url}", 0)
        self.journal.note("feed", answer, "nothing new")
        return replace(sums, unchanged=sums.unchanged + 1)

    def _failed(self, feed: FeedSettings, answer: Answer, became: str | None, sums: Collected) -> Collected:
        wait = self.pace.failed(f"feed {feed.url}", 0, answer.headers.get("retry-after"))
        self.journal.note("feed", answer, became)
        status = f"status {answer.status}" if answer.status and answer.outcome is not Outcome.FETCHED else None
        why = became or answer.detail or status or str(answer.outcome)
        self.tell(f"{feed.outlet or feed.url}: not fetched: {why}. Asked again in {_in_words(wait)} or later.")
        return replace(sums, failed=sums.failed + 1)

    def _shelve(self, feed: FeedSettings, found: Feed) -> int:
        """Keep the entries that are new; returns how many."""
        with_page = self.settings.full_text if feed.full_text is None else feed.full_text
        new = 0
        for entry in found.entries:
            key = key_of_entry(entry, feed.url, with_page=with_page)
            page_wanted = with_page and entry.url is not None
            if self.shelf.has(key) or not (entry.text or page_wanted):
                continue
            record = {**_record(feed, entry), "fetched": stamp(self.clock.now())}
            if page_wanted:
                self.shelf.pending.put(key, {"entry": record, "tries": 0, "number": new})
            else:
                self.shelf.keep(key, record)
            new += 1
        return new

    def _pages(self, sums: Collected) -> Collected:
        pending = {key: self.shelf.pending.get(key) for key in self.shelf.pending.keys()}  # noqa: SIM118 - no mapping
        for key in [key for key, record in pending.items() if "entry" not in record]:
            self.shelf.pending.drop(key)  # damaged; its feed will bring it again
        now = self.clock.now()
        ready = [k for k, p in pending.items() if "entry" in p and float(p.get("not_before", 0)) <= now]
        ready.sort(key=lambda k: (pending[k].get("number", 0), k))
        pages = 0
        for key in self._in_turn(ready[: self.settings.max_pages], lambda k: str(pending[k]["entry"]["url"])):
            pages += self._page(key, pending[key])
        return replace(sums, pages=pages, left=len(self.shelf.pending.keys()))

    def _page(self, key: str, waiting: Record) -> int:
        """Fetch one page and keep its entry; 1 where the page was had."""
        entry = waiting["entry"]
        limits = Limits(self.settings.max_page_bytes, self.settings.timeout)
        answer = self.fetcher.get("page", str(entry["url"]), limits)
        page = page_of(answer) if answer.outcome is Outcome.FETCHED else None
        if page and page.text and len(page.text) >= len(entry.get("text") or ""):
            own = {"title": page.title, "published": page.published, "language": page.language}
            said = {name: value for name, value in entry.items() if value}
            self.shelf.keep(key, {**own, **said, "text": page.text}, answer.body)
            self.journal.note("page", answer, "text of the page")
            return 1
        tries = int(waiting.get("tries", 0)) + (answer.outcome is not Outcome.WAITING)
        if answer.may_pass and tries < _MOST_TRIES:
            later = self.clock.now() + (0 if answer.outcome is Outcome.WAITING else _RETRY * 2 ** (tries - 1))
            self.shelf.pending.put(key, waiting | {"tries": tries, "not_before": later})
            if answer.outcome is not Outcome.WAITING:
                self.journal.note("page", answer, "to be asked again")
            return 0
        if entry.get("text"):
            self.shelf.keep(key, entry, answer.body or None)
            self.journal.note("page", answer, "text of the feed")
        else:
            self.shelf.given_up.put(key, entry)
            self.shelf.pending.drop(key)
            self.journal.note("page", answer, "nothing to read; given up")
        return 0


def _record(feed: FeedSettings, entry: FeedEntry) -> Record:
    """An entry in the names that the reader of JSON knows."""
    return {
        "url": entry.url,
        "id": entry.id,
        "title": entry.title,
        "text": entry.text,
        "published": entry.published,
        "outlet": feed.outlet,
        "language": feed.language,
        "feed_address": feed.url,
    }


def _conditions(record: Record) -> dict[str, str]:
    """Ask for the feed only if it has changed."""
    told = {"If-None-Match": record.get("etag"), "If-Modified-Since": record.get("last_modified")}
    return {name: value for name, value in told.items() if value}


def _validators(feed: FeedSettings, answer: Answer, digest: str) -> Record:
    """What the server said to send back; only what can stand in a header."""
    said = {name: answer.headers.get(name, "") for name in ("etag", "last-modified")}
    fine = {name.replace("-", "_"): value for name, value in said.items() if value.isascii() and value.isprintable()}
    return {"url": feed.url, "digest": digest, **{name: value for name, value in fine.items() if len(value) < 1000}}


def _in_words(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 5400 else f"{seconds / 3600:.1f} hours"
