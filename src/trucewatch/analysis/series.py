"""What is analysed: counts in periods, and lives of ceasefires. Unobserved is a value, and so is an unknown end."""

import datetime as dt
import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import ModuleType

from trucewatch.vocabulary.errors import RequestError


@dataclass(frozen=True, slots=True)
class Count:
    """How many in the period that begins on `start`; None where nobody watched. `days` watched are the exposure."""

    start: dt.date
    count: int | None
    days: float = 7.0


class Ending(StrEnum):
    """What is known of an end."""

    ENDED = "ended"
    HOLDING = "holding"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Life:
    """A ceasefire from `start` to `end`: the day it ended, or the last day it was seen to hold; None if unknown."""

    start: dt.date
    end: dt.date | None
    ending: Ending

    @property
    def days(self) -> int | None:
        """How long, in days."""
        return None if self.end is None else (self.end - self.start).days


def needed(module: str) -> ModuleType:
    """A library of the extra `analysis`; RequestError says how to get it where it is absent."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise RequestError(
            "TW-ANALYSE-1",
            f"Statistics need {module.partition('.')[0]}, which is not installed.",
            do="Install it: pip install 'trucewatch[analysis]'",
        ) from error


def observed(counts: Sequence[Count]) -> list[Count]:
    """The periods that somebody watched, in the order of time."""
    return sorted((one for one in counts if one.count is not None and one.days > 0), key=lambda one: one.start)
