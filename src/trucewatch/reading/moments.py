"""The moment of publication, with its offset, and the day that it was at the outlet.

An outlet's "on Friday" means its own Friday. A stamp with an offset tells the outlet's day as it stands; one in UTC is
what many systems write wherever they are, and its day is that of the outlet's zone, where that is known.
"""

import datetime as dt
import functools
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.reading.days import Order, day_of
from trucewatch.reading.rules import data
from trucewatch.vocabulary.when import When

_NAMED = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "pst": -8, "pdt": -7, "cet": 1, "cest": 2, "eet": 2, "eest": 3}
"""Hours of the zones that dates name by letters and that mean one thing (RFC 2822, 4.3, and those of Europe)."""
_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?)?"
    rf"\s*\(?(?:(?P<utc>z|utc|gmt)?(?P<sign>[+-])(?P<hours>[01]\d|\d(?!\d))(?::?(?P<minutes>[0-5]\d))?|(?P<name>z|utc|gmt|{'|'.join(_NAMED)}))(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment with its offset; `is_utc`: it is given in UTC, which says nothing of where the outlet is."""

    at: dt.datetime
    is_utc: bool

    @property
    def text(self) -> str:
        """ISO 8601 with the offset as given: 2018-12-03T22:30:00Z, 2018-12-04T00:30:00+02:00."""
        written = self.at.isoformat(timespec="seconds")
        return written.removesuffix("+00:00") + "Z" if self.is_utc else written


def moment_of(text: str, day: dt.date) -> Moment | None:
    """The moment that a field or header line gives beside its `day`; None without time of day or offset.

    Midnight in UTC is how systems write a day without a time, and no moment.
    """
    found = _CLOCK.search(text)
    if found is None:
        return None
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"].lower().startswith("p") else 0)
    name = (found["name"] or "").lower()
    offset = dt.timedelta(hours=int(found["hours"] or 0), minutes=int(found["minutes"] or 0))
    if found["sign"] == "-":
        offset = -offset
    elif name in _NAMED:
        offset = dt.timedelta(hours=_NAMED[name])
    time = dt.time(hour, int(found["minute"]), int(found["second"] or 0), tzinfo=dt.timezone(offset))
    if not offset and time.replace(tzinfo=None) in (dt.time(), dt.time(23, 59, 59)):
        return None
    # Systems that reckon in UTC write +0000 as readily as Z.
    return Moment(dt.datetime.combine(day, time), is_utc=not offset)


@dataclass(frozen=True, slots=True)
class Clock:
    """The zones in which an outlet may publish; `whose` says in words why these.

    `certain`: they are those of the outlet's own country; otherwise it may be elsewhere too, in UTC among others.
    """

    zones: tuple[str, ...] = ()
    whose: str = ""
    certain: bool = False

    def days(self, moment: Moment) -> tuple[When, str | None]:
        """The day that it was there, or the days that it may have been; why, where that is not the day as written."""
        written = moment.at.date()
        if not moment.is_utc:
            return When.day(written), None
        local = {name: moment.at.astimezone(_zone(name)).date() for name in self.zones}
        days = sorted({*local.values(), *(() if self.certain and local else (written,))})
        if days == [written]:
            return When.day(written), None
        there = ", ".join(f"{day} in {name}" for name, day in local.items() if day != written)
        why = f"{moment.text} is {there}, {self.whose}"
        return When(days[0], days[-1]), why


def clock_of(outlet: str | None, knowledge: Knowledge) -> Clock:
    """The clock of an outlet by its country; of an unknown one that of the casebook's country, not for certain."""
    keys = knowledge.outlet_keys(outlet) if outlet else ()
    country = knowledge.outlets[keys[0]].country if len(keys) == 1 else None
    if country is not None:
        return Clock(_zones(country), f"the zone of {outlet}", certain=True)
    if knowledge.country is not None:
        return Clock(_zones(knowledge.country), "the zone of the country that the casebook is about")
    return Clock()


def stated(text: str, order: Order | None = None) -> tuple[dt.date, Moment | None] | None:
    """The day of a field, with its moment where it has one; None where it holds no day.

    Raises:
        ValueError: the date does not exist.

    """
    day = day_of(text, order=order)
    return (day, moment_of(text, day)) if day else None


def _zones(country: str) -> tuple[str, ...]:
    return tuple(data_zones().get(country, ()))


@functools.cache
def data_zones() -> dict[str, list[str]]:
    """Country → its zones."""
    return {str(country): [str(zone) for zone in zones] for country, zones in data("zones").items()}


@functools.cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
