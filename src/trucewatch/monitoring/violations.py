"""Violations in a zone as a panel: a row for each period and source, with what the source watched.

A source that published nothing of a period leaves it `unobserved`, and its numbers unknown (None), never zero.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.model import Dossier
from trucewatch.monitoring import spans
from trucewatch.monitoring.coverage import Coverage, moment
from trucewatch.monitoring.periods import By, days_of, periods, sorted_in
from trucewatch.monitoring.sides import Sides, Source
from trucewatch.monitoring.violations_counts import CountReport, count_reports, counted
from trucewatch.monitoring.violations_placing import Placed, Placing
from trucewatch.vocabulary.codes import Attribution, Code
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.subject import Event, Thing, Zone
from trucewatch.vocabulary.when import When

EVERY = "all sources"
_INSIDE = (Placed.NAMED, Placed.OUTLINE, Placed.NAMES)


class Watched(StrEnum):
    """How much of a period a source watched."""

    OBSERVED = "observed"
    PARTLY = "partly"
    UNOBSERVED = "unobserved"


@dataclass(frozen=True, slots=True)
class Violations:
    """What one source (or, with `source` None, all together) tells of one zone and period.

    `period` is EDTF; with `spread` it is the time of incidents that is not known closely enough for a period. Numbers
    are None where nothing was watched. `incidents` lie in the zone, `perhaps` may; `known`, `suspected` and
    `unattributed` add up to `incidents`, and `blamed` says on whom, and how often. `corroborated` incidents have two
    independent origins or more; `origins` counts the independent origins. `counts` are count reports, which stand
    beside incidents and are never added to them. `in_force` says whether the zone was valid: None where that is open.
    """

    zone: Thing
    period: str
    source: str | None
    source_name: str
    coverage: Watched
    days_watched: int
    days: int
    in_force: bool | None
    spread: bool = False
    incidents: int | None = None
    perhaps: int | None = None
    known: int | None = None
    suspected: int | None = None
    unattributed: int | None = None
    corroborated: int | None = None
    origins: int | None = None
    blamed: tuple[tuple[Thing, int], ...] = ()
    placed: tuple[tuple[str, int], ...] = ()
    counts: tuple[CountReport, ...] = ()
    events: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Incident:
    """An event in the zone or perhaps in it; `tellers` are the claims of each source; `when` None: nobody says."""

    event: Event
    placed: Placed
    when: When | None
    tellers: Mapping[str, tuple[str, ...]]


def violations(
    dossier: Dossier,
    zone: Zone,
    knowledge: Knowledge,
    *,
    by: By = By.WEEK,
    days: When | None = None,
    sources: Sequence[str] | None = None,
) -> list[Violations]:
    """The panel of one zone, by period, then for all sources together, then by source.

    Sources are those that tell of the zone at least once; `sources` narrows them to some, by key or name. Without
    `days` the panel runs over the time for which the zone is valid, as far as the case's reports and events reach.
    RequestError where none of `sources` tells of it.
    """
    return _Panel(dossier, zone, knowledge, sources).rows(by, days)


class _Panel:
    def __init__(self, dossier: Dossier, zone: Zone, knowledge: Knowledge, wanted: Sequence[str] | None) -> None:
        self._dossier, self._zone = dossier, zone
        self._sides = Sides(dossier, knowledge)
        standing = (c for c in sorted(dossier.claims) if not self._withdrawn(c))
        self._source_of = {claim_id: self._source(claim_id) for claim_id in standing}
        placing = Placing(dossier, knowledge, zone)
        self._incidents = list(self._in_zone(placing))
        self._counts = count_reports(dossier, self._source_of, placing, zone.zone_id)
        self._coverage = Coverage.of(dossier, self._sides, self._source_of)
        names = {source.key: source.name for source in self._source_of.values()}
        telling = {key for i in self._incidents for key in i.tellers} | {c.source for c in self._counts}
        self._names = {key: names[key] for key in sorted(telling)}
        if wanted is not None:
            self._names = _narrowed(self._names, wanted)
            self._incidents = [i for each in self._incidents if (i := _told_by(each, self._names))]
            self._counts = [count for count in self._counts if count.source in self._names]

    def _withdrawn(self, claim_id: str) -> bool:
        report = self._dossier.reports.get(self._dossier.claims[claim_id].report_id)
        return report is not None and report.withdrawn is not None

    def _source(self, claim_id: str) -> Source:
        """The named speaker, as whom they speak for; else the outlet, also for sources that it leaves unnamed."""
        claim, resolved = self._dossier.claims[claim_id], self._dossier.resolved.get(claim_id)
        report = self._dossier.reports.get(claim.report_id)
        speaker = resolved.speaker if resolved and resolved.speaker and resolved.speaker.id else None
        unnamed = claim if speaker else replace(claim, speaker=None)
        source = self._sides.source(unnamed, speaker, report, moment(claim, self._dossier))
        return replace(source, name=self._sides.name(source.key)) if self._sides.party(source.key) else source

    def _in_zone(self, placing: Placing) -> Iterator[_Incident]:
        events = []
        for event in self._dossier.events:
            told = [self._dossier.claims[c] for c in event.claims if c in self._source_of]
            if event.code is Code.ASSAULT and not all(map(counted, told)):
                events.append(event)
        placed = placing.events(events)
        for event in events:
            if placed[event.event_id] is Placed.OUTSIDE:
                continue
            tellers: dict[str, list[str]] = defaultdict(list)
            for claim_id in event.claims:
                if claim_id in self._source_of:
                    tellers[self._source_of[claim_id].key].append(claim_id)
            told_by = {key: tuple(tellers[key]) for key in sorted(tellers)}
            yield _Incident(event, placed[event.event_id], self._when(event), told_by)

    def _when(self, event: Event) -> When | None:
        """The event's own days; failing that the day of the first report of it."""
        own = spans.read(event.date)
        if own:
            return own
        told = [when for c in event.claims if c in self._source_of if (when := self._published(c))]
        return min(told, key=lambda when: (when.latest or dt.date.max, when.edtf), default=None)

    def _published(self, claim_id: str) -> When | None:
        report = self._dossier.reports.get(self._dossier.claims[claim_id].report_id)
        return spans.read(report.published) if report else None

    def rows(self, by: By, days: When | None) -> list[Violations]:
        grid = periods(by, *self._reach(days))
        incidents, loose = sorted_in([(i, i.when) for i in self._incidents], grid)
        counts, _ = sorted_in([(c, _last_day(c)) for c in self._counts], grid)
        found = [
            row
            for n, period in enumerate(grid)
            for row in self._of_period(period.when, incidents.get(n, []), counts.get(n, []), spread=False)
        ]
        reach = When(grid[0].first, grid[-1].last) if grid else None
        spread: dict[When, list[_Incident]] = defaultdict(list)
        for incident in loose:
            if incident.when and reach and incident.when.overlaps(reach):
                spread[incident.when].append(incident)
        for when in sorted(spread, key=lambda when: when.edtf):
            found += [r for r in self._of_period(when, spread[when], [], spread=True) if r.events]
        return found

    def _reach(self, asked: When | None) -> tuple[dt.date, dt.date] | tuple[None, None]:
        """From the first to the last day of the panel."""
        published = (spans.read(report.published) for report in self._dossier.reports.values())
        known = [w for w in (*published, *(i.when for i in self._incidents)) if w and w.earliest and w.latest]
        if not known:
            return None, None
        low, high = min(w.earliest for w in known if w.earliest), max(w.latest for w in known if w.latest)
        valid = asked or spans.read(self._zone.valid)
        if valid and valid.earliest:
            low = valid.earliest if asked else max(low, valid.earliest)
        if valid and valid.latest:
            high = valid.latest if asked else min(high, valid.latest)
        return (low, high) if low <= high else (None, None)

    def _of_period(
        self, when: When, incidents: list[_Incident], counts: list[CountReport], *, spread: bool
    ) -> Iterator[Violations]:
        watched = self._coverage.union(self._names)
        yield self._row(when, None, EVERY, watched, incidents, counts, spread)
        for key, name in self._names.items():
            own = [i for i in incidents if key in i.tellers]
            yield self._row(
                when, key, name, self._coverage.union([key]), own, [c for c in counts if c.source == key], spread
            )

    def _row(
        self,
        when: When,
        source: str | None,
        name: str,
        watched: frozenset[dt.date],
        incidents: list[_Incident],
        counts: list[CountReport],
        spread: bool,  # noqa: FBT001 - handed on
    ) -> Violations:
        days = list(days_of(when))
        seen = sum(day in watched for day in days)
        coverage = Watched.OBSERVED if seen == len(days) else Watched.PARTLY if seen else Watched.UNOBSERVED
        thing = Thing(self._zone.zone_id, self._zone.name, None)
        row = Violations(thing, when.edtf, source, name, coverage, seen, len(days), self._in_force(when), spread)
        if not seen and not incidents and not counts:
            return row
        return self._counted(row, incidents, counts)

    def _counted(self, row: Violations, incidents: list[_Incident], counts: list[CountReport]) -> Violations:
        inside = [i for i in incidents if i.placed in _INSIDE]
        how = Counter(self._attribution(i, row.source) for i in inside)
        blamed: Counter[tuple[str, str | None]] = Counter()
        for incident in inside:
            blamed.update(self._blamed(incident, row.source))
        claims = [c for i in incidents for key, cs in i.tellers.items() if row.source in (None, key) for c in cs]
        claims += [c for count in counts for c in count.claims]
        return replace(
            row,
            incidents=len(inside),
            perhaps=len(incidents) - len(inside),
            known=how[Attribution.KNOWN],
            suspected=how[Attribution.SUSPECTED],
            unattributed=how[Attribution.UNATTRIBUTED],
            corroborated=sum(len(i.event.origins) > 1 for i in inside),
            origins=len({origin for i in inside for origin in i.event.origins}),
            blamed=tuple((Thing(key, name, None), n) for (key, name), n in sorted(blamed.items(), key=_most)),
            placed=tuple(sorted(Counter(i.placed.value for i in incidents).items())),
            counts=tuple(counts),
            events=tuple(i.event.event_id for i in incidents),
            claims=tuple(sorted(set(claims))),
            reports=tuple(sorted({self._dossier.claims[c].report_id for c in claims})),
        )

    def _attribution(self, incident: _Incident, source: str | None) -> Attribution:
        """The event's, where this source names who did it; one that names nobody attributes nothing."""
        return incident.event.attribution if any(self._blamed(incident, source)) else Attribution.UNATTRIBUTED

    def _blamed(self, incident: _Incident, source: str | None) -> set[tuple[str, str | None]]:
        """Whom the claims of a source name as the actor; somebody unidentified is nobody."""
        claims = [c for key, cs in incident.tellers.items() if source in (None, key) for c in cs]
        resolved = (self._dossier.resolved.get(c) for c in claims)
        return {(t.id, t.name) for r in resolved if r for t in r.actors if t.id}

    def _in_force(self, when: When) -> bool | None:
        valid = spans.read(self._zone.valid)
        if valid is None:
            return None
        if not valid.overlaps(when):
            return False
        begun = valid.earliest is None or (when.earliest is not None and valid.earliest <= when.earliest)
        lasts = valid.latest is None or (when.latest is not None and when.latest <= valid.latest)
        return True if begun and lasts else None


def _told_by(incident: _Incident, names: Mapping[str, str]) -> _Incident | None:
    tellers = {key: claims for key, claims in incident.tellers.items() if key in names}
    return replace(incident, tellers=tellers) if tellers else None


def _narrowed(names: Mapping[str, str], wanted: Sequence[str]) -> dict[str, str]:
    asked = {name.casefold() for name in wanted}
    found = {key: name for key, name in names.items() if {key.casefold(), name.casefold()} & asked}
    if not found:
        known = ", ".join(names.values()) or "none"
        what = f"No source called {' or '.join(wanted)!r} tells of this zone."
        raise RequestError("TW-ASK-10", what, do=f"Those that do: {known}.")
    return found


def _most(item: tuple[tuple[str, str | None], int]) -> tuple[int, str]:
    return -item[1], item[0][0]


def _last_day(count: CountReport) -> When | None:
    """A count of the past day or night is that of its last day."""
    when = spans.read(count.days)
    return When.day(when.latest) if when and when.latest else when
