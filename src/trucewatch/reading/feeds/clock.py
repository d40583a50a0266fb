"""The clock, as something that is handed in: tests bring one on which nobody waits."""

import datetime as dt
import time
from typing import Protocol


class Clock(Protocol):
    """The time, and waiting. All in seconds."""

    def now(self) -> float:
        """Since 1970, UTC."""

    def monotonic(self) -> float:
        """Since some moment; never set back."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class SystemClock:
    """The computer's own."""

    def now(self) -> float:
        """Since 1970, UTC."""
        return time.time()

    def monotonic(self) -> float:
        """Since some moment; never set back."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(max(0.0, seconds))


def stamp(seconds: float) -> str:
    """ISO 8601 in UTC, to the second."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat(timespec="seconds")
