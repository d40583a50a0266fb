"""What can become of a fetch."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """One word for the log. What may pass if tried again later is in `PASSING`."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    REDIRECTED = "redirected"
    REFUSED_ADDRESS = "address refused"
    ROBOTS = "robots.txt says no"
    REDIRECTS = "redirected too often"
    STATUS = "error status"
    GONE = "gone"
    ASKED_TO_WAIT = "asked to wait"
    WAITING = "waiting"
    TOO_LARGE = "too large"
    TOO_SLOW = "too slow"
    DAMAGED = "damaged"
    UNKNOWN_HOST = "unknown host"
    TLS = "no secure connection"
    CONNECTION = "connection failed"


PASSING = frozenset(
    {
        Outcome.ASKED_TO_WAIT,
        Outcome.WAITING,
        Outcome.TOO_SLOW,
        Outcome.DAMAGED,
        Outcome.UNKNOWN_HOST,
        Outcome.TLS,
        Outcome.CONNECTION,
    }
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one request. `size` is bytes received, headers included; `headers` have names in small letters."""

    url: str
    outcome: Outcome
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    size: int = 0
    detail: str | None = None

    @property
    def may_pass(self) -> bool:
        """Whether trying again later makes sense."""
        return self.outcome in PASSING or (self.outcome is Outcome.STATUS and (self.status or 0) >= 500)
