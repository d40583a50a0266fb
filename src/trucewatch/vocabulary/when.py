"""Partial dates: a day, a month, a year or an interval, written in EDTF (ISO 8601-2)."""

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Self


def _first(text: str) -> dt.date | None:
    if text in ("", ".."):
        return None
    year, month, day = [*text.split("-"), "1", "1"][:3]
    return dt.date(int(year), int(month), int(day))


def _last(text: str) -> dt.date | None:
    if text in ("", ".."):
        return None
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 1:
        return dt.date(parts[0], 12, 31)
    if len(parts) == 2:
        return dt.date(parts[0], parts[1], calendar.monthrange(parts[0], parts[1])[1])
    return dt.date(*parts)


@dataclass(frozen=True, slots=True, order=True)
class When:
    """The days on which something can have been: from `earliest` to `latest`, both counted; None is open.

    Construct with `When.day`, `When.month`, `When.parse` or the two bounds.
    """

    earliest: dt.date | None
    latest: dt.date | None

    def __post_init__(self) -> None:
        """Refuse an interval that ends before it begins."""
        if self.earliest and self.latest and self.latest < self.earliest:
            message = f"an interval cannot end before it begins: {self.earliest} to {self.latest}"
            raise ValueError(message)

    @classmethod
    def day(cls, day: dt.date) -> Self:
        """One day."""
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """A whole month."""
        return cls(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))

    @classmethod
    def year(cls, year: int) -> Self:
        """A whole year."""
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))

    @classmethod
    def parse(cls, edtf: str) -> Self:
        """Read `2018`, `2018-09`, `2018-09-17`, `2018-09-17/2018-09-20`, `../2018-09` (hours and ~?% are dropped).

        Raises ValueError on anything else, such as 2018-02-31.
        """
        low, _, high = edtf.translate({ord(c): None for c in "~?%"}).partition("/")
        low, high = low.partition("T")[0], high.partition("T")[0]
        return cls(_first(low), _last(high or low))

    @property
    def edtf(self) -> str:
        """The shortest EDTF string for this interval."""
        low, high = self.earliest, self.latest
        if low and high:
            if low == high:
                return low.isoformat()
            if low.day == 1 and high == _last(f"{low:%Y-%m}"):
                return f"{low:%Y-%m}"
            if (low.month, low.day, high.month, high.day) == (1, 1, 12, 31) and low.year == high.year:
                return f"{low.year:04d}"
        return f"{low.isoformat() if low else '..'}/{high.isoformat() if high else '..'}"

    @property
    def is_day(self) -> bool:
        """Whether exactly one day is meant."""
        return self.earliest is not None and self.earliest == self.latest

    def before(self, day: dt.date) -> bool | None:
        """Whether it lies before `day`: True, False, or None where the interval leaves it open."""
        if self.latest is not None and self.latest < day:
            return True
        if self.earliest is not None and self.earliest >= day:
            return False
        return None

    def by(self, day: dt.date) -> bool | None:
        """Whether it lies on or before `day`: True, False, or None where the interval leaves it open."""
        return self.before(day + dt.timedelta(days=1)) if day < dt.date.max else True

    def overlaps(self, other: "When") -> bool:
        """Whether some day is in both."""
        starts_in_time = self.earliest is None or other.latest is None or self.earliest <= other.latest
        ends_in_time = self.latest is None or other.earliest is None or other.earliest <= self.latest
        return starts_in_time and ends_in_time
