"""Events to the zones in which they lie, as those stood on their days."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.corpus import when
from trucewatch.dossier.geometry_features import area_km2
from trucewatch.dossier.geometry_shapes import Point
from trucewatch.dossier.ground import ORDER, Ground, Site, Survey
from trucewatch.dossier.model import Dossier, Resolved
from trucewatch.vocabulary.codes import Placed
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.subject import Event, Thing, Zone

_SURE = ORDER.index(Placed.NAMES)
"""The last that surely lies inside."""


def site_of(event: Event, claims: Mapping[str, Claim], resolved: Mapping[str, Resolved]) -> Site:
    """Where all that is told of an event puts it."""
    own: set[Point] = set()
    zones: set[str] = set()
    for claim_id in event.claims:
        claim, found = claims.get(claim_id), resolved.get(claim_id)
        if found and found.zone and found.zone.id:
            zones.add(found.zone.id)
        if claim:
            own.update((lon, lat) for m in claim.places if m.point for lat, lon in (m.point,))
    return Site(frozenset(zones), tuple(place.id for place in event.places), tuple(sorted(own)), when(event.date))


def located(
    events: Sequence[Event],
    zones: Sequence[Zone],
    knowledge: Knowledge,
    claims: Mapping[str, Claim],
    resolved: Mapping[str, Resolved],
) -> tuple[Event, ...]:
    """The events with their zones.

    An event counts to the zone that claims name most; failing that, of the drawn zones that hold its point, to the
    smallest; failing that to the widest of those to which its place belongs by name, the casebook's first. Zones that
    were not valid on its day are left out, unless a claim names them.
    """
    sites = [site_of(event, claims, resolved) for event in events]
    survey = Survey(Ground(zones, knowledge), sites)
    inside: dict[int, list[tuple[Zone, Placed]]] = defaultdict(list)
    for zone in zones:
        valid, found = when(zone.valid), survey.how(zone.zone_id)
        for n in np.flatnonzero(found <= _SURE).tolist():
            how, days = ORDER[found[n]], sites[n].days
            if how is Placed.NAMED or valid is None or days is None or valid.overlaps(days):
                inside[n].append((zone, how))
    size = {z.zone_id: area_km2(z.outlines[0]) if z.outlines else None for z in zones}
    return tuple(_with(event, inside.get(n, ()), size, knowledge, resolved) for n, event in enumerate(events))


def _with(
    event: Event,
    inside: Iterable[tuple[Zone, Placed]],
    size: Mapping[str, float | None],
    knowledge: Knowledge,
    resolved: Mapping[str, Resolved],
) -> Event:
    found = list(inside)
    if not found:
        return replace(event, zone=None, zone_basis=None, zones=()) if event.zone else event
    named = Counter(r.zone.id for c in event.claims if (r := resolved.get(c)) and r.zone)

    def order(pair: tuple[Zone, Placed]) -> tuple[int, float, float, str]:
        zone, how = pair
        key, area = zone.zone_id, size[zone.zone_id]
        if how is Placed.NAMED:
            return 0, -named[key], 0.0, key
        if how is Placed.OUTLINE:
            return 1, area if area is not None else float("inf"), 0.0, key
        return 2, float(key not in knowledge.zones), -float(len(zone.places)), key

    found.sort(key=order)
    things = tuple((Thing(zone.zone_id, zone.name, None), how) for zone, how in found)
    return replace(event, zone=things[0][0], zone_basis=things[0][1], zones=things)


def with_zones(dossier: Dossier, knowledge: Knowledge) -> Dossier:
    """The dossier with its events placed in its zones."""
    events = located(dossier.events, dossier.zones, knowledge, dossier.claims, dossier.resolved)
    return replace(dossier, events=events)
