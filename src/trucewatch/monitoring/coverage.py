"""Which days a source watched: without a report of its, a day is unobserved, and no number of incidents is known."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trucewatch.dossier.model import Dossier
from trucewatch.monitoring import spans
from trucewatch.monitoring.sides import Sides, Source
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.when import When

LOOKS_BACK = 1
"""Days before its publication that a report also tells of: the news of a day is that of the day before, too."""
_LONGEST = 7
"""Days. A source that tells of a longer span ("this month") has not watched each day of it."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The days that each source watched, by the source's key."""

    days: Mapping[str, frozenset[dt.date]]

    @classmethod
    def of(cls, dossier: Dossier, sides: Sides, sources: Mapping[str, Source]) -> "Coverage":
        """From all reports and claims, whatever they are about.

        An outlet watched the day of each of its reports and the day before; a speaker the days on which it spoke, and
        those before. A day or week that a claim of theirs tells of was watched by them, too. `sources` maps claims to
        their sources.
        """
        days: dict[str, set[dt.date]] = defaultdict(set)
        for _, each in sorted(dossier.reports.items()):
            outlet = sides.outlet(each)
            if outlet:
                days[outlet].update(_watched(spans.read(each.published)))
        for claim_id, source in sources.items():
            claim = dossier.claims[claim_id]
            report = dossier.reports.get(claim.report_id)
            said = spans.read(claim.said) or spans.read(report.published if report else None)
            days[source.key].update(_watched(said))
            days[source.key].update(_within(spans.read(claim.date), back=0))
        return cls({key: frozenset(days[key]) for key in sorted(days)})

    def union(self, keys: Iterable[str]) -> frozenset[dt.date]:
        """The days that any of these sources watched."""
        return frozenset().union(*(self.days.get(key, frozenset()) for key in keys))


def _watched(published: When | None) -> Iterable[dt.date]:
    return _within(published, back=LOOKS_BACK)


def _within(when: When | None, back: int) -> Iterable[dt.date]:
    if when is None or when.earliest is None or when.latest is None or (when.latest - when.earliest).days >= _LONGEST:
        return []
    length = (when.latest - when.earliest).days + back
    return [when.latest - dt.timedelta(days=n) for n in range(length + 1)]


def moment(claim: Claim, dossier: Dossier) -> When | None:
    """The days of what a claim tells; where it gives none, those of its report's publication."""
    report = dossier.reports.get(claim.report_id)
    return spans.read(claim.date) or spans.read(report.published if report else None)
