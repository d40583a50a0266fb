"""Days parted where something can change, so that what was found for the first of a part holds for all of it."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from trucewatch.monitoring.evidence import Evidence
from trucewatch.monitoring.policy import Policy
from trucewatch.vocabulary.when import When


def turns(evidence: Iterable[Evidence], terms: Iterable[When | None], policy: Policy) -> list[int]:
    """The days on which what is said, and the time for which it binds, can come to mean something else.

    That is when a piece of evidence, a deadline or an end comes to lie in the past, and when evidence grows too old to
    count. Ordinals, sorted, each once.
    """
    age = policy.times.max_age_days
    whens = [w for e in evidence for w in (e.moment, e.when, e.said, e.published, e.to)]
    days = {d.toordinal() for w in (*whens, *terms) if w for d in (w.earliest, w.latest) if d}
    return sorted({day + more for day in days for more in (0, 1, age, age + 1)})


def cut(days: Sequence[dt.date], at: Sequence[int]) -> Iterator[Sequence[dt.date]]:
    """Days (in order) parted so that no turn lies between the first of a part and its last."""
    start = 0
    while start < len(days):
        following = _following(days[start].toordinal(), at)
        end = len(days) if following is None else bisect_left(days, following, lo=start, key=dt.date.toordinal)
        yield days[start:end]
        start = end


def _following(day: int, at: Sequence[int]) -> int | None:
    """The first turn after a day."""
    place = bisect_left(at, day + 1)
    return at[place] if place < len(at) else None
