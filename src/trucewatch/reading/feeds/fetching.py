"""Polite fetching: robots.txt, one request at a time a host with a pause between, redirects checked hop by hop."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from trucewatch.reading.feeds.addresses import Address, AddressError, address
from trucewatch.reading.feeds.clock import Clock
from trucewatch.reading.feeds.journal import Journal
from trucewatch.reading.feeds.outcomes import Answer, Outcome
from trucewatch.reading.feeds.pacing import Pace
from trucewatch.reading.feeds.records import Records
from trucewatch.reading.feeds.robots import ROBOTS_BYTES, Robots
from trucewatch.reading.feeds.transport import Limits, Transport

_ACCEPT = {
    "feed": "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1",
    "page": "text/html, application/xhtml+xml, */*;q=0.1",
    "robots.txt": "text/plain, */*;q=0.1",
}
_MOST_SLEEP = 60.0
"""Seconds waited for a host inside a round; who wants longer is asked in a later round."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How we behave. `min_delay` is in seconds between two requests to one host."""

    agent: str
    min_delay: float
    redirects: int


class Fetcher:
    """Fetches one thing at a time, so that no host ever has two requests of ours at once."""

    def __init__(
        self, transport: Transport, pace: Pace, records: Records, journal: Journal, clock: Clock, manners: Manners
    ) -> None:
        """`records` keeps the robots.txt of hosts."""
        self._transport, self._pace, self._journal = transport, pace, journal
        self._clock, self._manners = clock, manners
        self._seconds = 30.0
        self._robots = Robots(records, clock, manners.agent, self._rules)

    def wait_for(self, url: str) -> float:
        """Seconds until the host of this address may be asked; none for what will not be asked at all."""
        try:
            return self._pace.wait_for(address(url).host)
        except AddressError:
            return 0.0

    def get(self, what: str, url: str, limits: Limits, headers: Mapping[str, str] | None = None) -> Answer:
        """Fetch a feed or a page. `answer.url` is where it was found in the end. The last answer is not logged here.

        Raises nothing for what others do wrong.
        """
        self._seconds = limits.seconds
        return self._followed(what, url, limits, headers or {}, ask_robots=True)

    def _rules(self, at: Address) -> Answer:
        answer = self._followed("robots.txt", at.url, Limits(ROBOTS_BYTES, self._seconds), {}, ask_robots=False)
        self._journal.note("robots.txt", answer)
        return answer

    def _followed(self, what: str, url: str, limits: Limits, headers: Mapping[str, str], *, ask_robots: bool) -> Answer:
        try:
            at = address(url)
            seen = {at.url}
            for _ in range(self._manners.redirects + 1):
                answer = self._one(what, at, limits, headers, ask_robots=ask_robots)
                if answer.outcome is not Outcome.REDIRECTED:
                    return answer
                self._journal.note(what, replace(answer, detail=f"to {answer.headers.get('location', 'nowhere')}"))
                at = address(answer.headers.get("location", ""), at)
                if at.url in seen:
                    return Answer(at.url, Outcome.REDIRECTS, answer.status, detail="it leads back to itself")
                seen.add(at.url)
        except AddressError as error:
            return Answer(url, Outcome.REFUSED_ADDRESS, detail=str(error))
        return Answer(at.url, Outcome.REDIRECTS, detail=f"more than {self._manners.redirects} redirects")

    def _one(self, what: str, at: Address, limits: Limits, headers: Mapping[str, str], *, ask_robots: bool) -> Answer:
        delay = self._manners.min_delay
        if ask_robots:
            if not self._robots.known(at) and (waiting := self._waited(at)):
                return waiting
            permission = self._robots.permission(at)
            if not permission.allowed:
                return Answer(at.url, permission.failure or Outcome.ROBOTS, detail=permission.why)
            delay = max(delay, permission.delay)
        if waiting := self._waited(at):
            return waiting
        own = {"User-Agent": self._manners.agent, "Accept": _ACCEPT[what], **headers}
        answer = self._transport.ask(at, own, limits)
        self._paced(at, answer, delay)
        return answer

    def _paced(self, at: Address, answer: Answer, delay: float) -> None:
        """A host that does not answer, or asks for time, is left alone for a while: all of it, not just this page."""
        if answer.outcome is Outcome.ASKED_TO_WAIT or (answer.may_pass and answer.status is None):
            self._pace.failed(at.host, delay, answer.headers.get("retry-after"))
        else:
            self._pace.asked(at.host, delay)

    def _waited(self, at: Address) -> Answer | None:
        """Wait until the host may be asked; where that is too long, say so."""
        wait = self._pace.wait_for(at.host)
        if wait > max(_MOST_SLEEP, 2 * self._manners.min_delay):
            return Answer(at.url, Outcome.WAITING, detail=f"the host is left alone for another {wait:.0f} seconds")
        if wait > 0:
            self._clock.sleep(wait)
        return None


def seed_of(text: str) -> int:
    """A seed for the jitter: the same for the same watch, another for another."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
