"""When a host or a feed may be asked again: never sooner than agreed, later after each failure."""

import email.utils
import random
from dataclasses import dataclass

from trucewatch.reading.feeds.clock import Clock
from trucewatch.reading.feeds.records import Record, Records, key_of

_FIRST, _LONGEST = 60.0, 6 * 3600.0
"""Seconds to wait after the first failure, doubled with each further one, and the most it comes to."""
_PATIENCE = 24 * 3600.0
"""The longest `Retry-After` that is believed."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Waits kept on disk, so that a restart does not forget them. `chance` gives the jitter."""

    records: Records
    clock: Clock
    chance: random.Random

    def wait_for(self, name: str) -> float:
        """Seconds until this host or feed may be asked."""
        wait = float(self.records.get(key_of(name)).get("not_before", 0.0)) - self.clock.now()
        # More than the longest wait that is ever set means that the computer's clock was wrong then.
        return wait if 0 < wait <= _PATIENCE + 1 else 0.0

    def asked(self, name: str, delay: float) -> None:
        """It was asked just now and answered as it should; the next time in `delay` seconds at the earliest."""
        self._put(name, self._record(name) | {"failures": 0}, delay)

    def failed(self, name: str, delay: float, retry_after: str | None = None) -> float:
        """It failed; returns the seconds until it will be asked again."""
        record = self._record(name)
        failures = int(record.get("failures", 0)) + 1
        wait = min(_FIRST * 2.0 ** min(failures - 1, 20), _LONGEST) * (0.5 + self.chance.random() / 2)
        asked = seconds_of(retry_after, self.clock.now())
        # What the host asks for is a floor, not to be undercut by chance.
        wait = max(delay, wait if asked is None else min(asked, _PATIENCE))
        self._put(name, record | {"failures": failures}, wait)
        return wait

    def _record(self, name: str) -> Record:
        return {**self.records.get(key_of(name)), "name": name}

    def _put(self, name: str, record: Record, wait: float) -> None:
        self.records.put(key_of(name), record | {"not_before": self.clock.now() + wait})


def seconds_of(retry_after: str | None, now: float) -> float | None:
    """`Retry-After`: a number of seconds or a day and hour. None where it is neither."""
    if not retry_after:
        return None
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, OverflowError):
        return None
