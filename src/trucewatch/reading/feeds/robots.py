"""robots.txt: asked for once a day a host, understood as Python's `urllib.robotparser` does (RFC 9309)."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

from trucewatch.reading.feeds.addresses import Address, address
from trucewatch.reading.feeds.clock import Clock
from trucewatch.reading.feeds.outcomes import Answer, Outcome
from trucewatch.reading.feeds.records import Record, Records, key_of

_KEPT, _KEPT_AFTER_FAILURE = 24 * 3600.0, 600.0
"""Seconds that an answer counts. A failure counts for less than a usual round, so that one slip costs one round."""
_LONGEST_DELAY = 300.0
"""The longest `Crawl-delay` kept to; some sites ask for hours, which would starve a watch."""
ROBOTS_BYTES = 512 * 1024
"""RFC 9309 asks for at least 500 KiB."""


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether a page may be fetched, why not, and how long to leave between two requests (seconds)."""

    allowed: bool
    why: str | None = None
    delay: float = 0.0
    failure: Outcome | None = None
    """Where the host could not be asked for its rules at all: what went wrong."""


class Robots:
    """The rules of all hosts. `fetch` gets a robots.txt, redirects followed."""

    def __init__(self, records: Records, clock: Clock, agent: str, fetch: Callable[[Address], Answer]) -> None:
        """`agent` is the whole User-Agent; its first word is what robots.txt files call us."""
        self._records, self._clock, self._fetch = records, clock, fetch
        self._agent = agent.partition("/")[0].partition(" ")[0]

    def known(self, at: Address) -> bool:
        """Whether its rules are at hand."""
        return bool(self._fresh(at))

    def permission(self, at: Address) -> Permission:
        """May this be fetched? Asks the host for its rules where they are not at hand."""
        record = self._fresh(at) or self._ask(at)
        if failure := record.get("failure"):
            return Permission(allowed=False, why=str(record.get("why")), failure=Outcome(failure))
        rules = RobotFileParser()
        rules.parse(str(record.get("rules", "")).splitlines())
        # Without rules parse() leaves "never asked" behind, which would forbid everything.
        rules.modified()
        delay = rules.crawl_delay(self._agent)
        if rules.can_fetch(self._agent, at.url):
            return Permission(allowed=True, delay=min(float(delay or 0), _LONGEST_DELAY))
        return Permission(allowed=False, why=str(record.get("why") or "its robots.txt does not allow this page"))

    def _fresh(self, at: Address) -> Record:
        record = self._records.get(key_of("robots", at.origin))
        return record if float(record.get("until", 0.0)) > self._clock.now() else {}

    def _ask(self, at: Address) -> Record:
        answer = self._fetch(address("/robots.txt", at))
        record = _record(answer) | {"origin": at.origin}
        kept = _KEPT_AFTER_FAILURE if "failure" in record else _KEPT
        # What the user's own settings forbid is looked at again at once, for they may have changed.
        record["until"] = self._clock.now() + (0.0 if answer.outcome is Outcome.REFUSED_ADDRESS else kept)
        self._records.put(key_of("robots", at.origin), record)
        return record


def _record(answer: Answer) -> Record:
    if answer.outcome is Outcome.FETCHED:
        return {"rules": answer.body.decode("utf-8", "replace")}
    if answer.status in (401, 403):
        return {"rules": "User-agent: *\nDisallow: /", "why": f"its robots.txt is closed to us ({answer.status})"}
    if answer.outcome in (Outcome.TOO_LARGE, Outcome.REDIRECTS):
        return {"rules": ""}
    if answer.status is not None and answer.status < 500 and answer.outcome is not Outcome.ASKED_TO_WAIT:
        return {"rules": ""}
    failure = Outcome.ASKED_TO_WAIT if answer.status else answer.outcome
    what = answer.detail or (f"status {answer.status}" if answer.status else str(answer.outcome))
    return {"failure": str(failure), "why": f"its robots.txt cannot be had: {what}"}
