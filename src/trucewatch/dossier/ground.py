"""How something that happened lies to a zone: by its name, by points if the zone is drawn, else by what lies in what.

A zone that is named comes first, then points, then names. A point nearer to the edge of an outline than its precision
decides nothing: then the names do, as far as they can. One inside a rival outline alone leaves it open.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trucewatch.casebook.knowledge import Knowledge, ZoneEntry
from trucewatch.dossier.corpus import when
from trucewatch.dossier.geometry import UNITS
from trucewatch.dossier.geometry_edges import Limits, Side
from trucewatch.dossier.geometry_places import Whereabouts
from trucewatch.dossier.geometry_shapes import Point
from trucewatch.vocabulary.codes import Placed
from trucewatch.vocabulary.subject import Outline, Zone
from trucewatch.vocabulary.when import When

Ids = tuple[str | None, ...]
ORDER = tuple(Placed)
"""How things lie to a zone, the surest first, as `Survey` numbers it."""
_BEYOND = 0.1
"""Share of a province's known towns that may lie outside an outline of the whole of it, which is drawn roughly."""
_BEYOND_NAMES = (Placed.NAMES, Placed.PERHAPS)


@dataclass(frozen=True, slots=True)
class Site:
    """Where something is said to have happened: the zones it names, ids of its places, points of its own, its days."""

    zones: frozenset[str] = frozenset()
    places: Ids = ()
    points: tuple[Point, ...] = ()
    days: When | None = None


class Ground:
    """Zones by their outlines and places; what nobody places stays open, never outside."""

    def __init__(self, zones: Iterable[Zone], knowledge: Knowledge) -> None:
        """Take the zones as drawn, and the casebook's chain of places."""
        listed = list(zones)
        self._places = knowledge.places
        self._where = Whereabouts(knowledge)
        self._core = {zone.zone_id: frozenset(p.id for p in zone.places if p.id) for zone in listed}
        self._own = {zone.zone_id: self._made_of(zone, knowledge.zones.get(zone.zone_id)) for zone in listed}
        self._eras = {zone.zone_id: _Eras(deciding(zone.outlines)) for zone in listed if zone.outlines}
        self._spots: dict[str | None, Point | None] = {}
        self._named: dict[tuple[str, str], Placed] = {}
        self._chains: dict[str, tuple[str, ...]] = {}

    def _made_of(self, zone: Zone, entry: ZoneEntry | None) -> frozenset[str]:
        """The towns that a zone is said to be made of, by the casebook if it has the zone: they lie in it anyhow."""
        places = entry.places if entry else self._core[zone.zone_id]
        return frozenset(place for place in places if not self._where.is_wide(place))

    def limits(self, zone: str, days: When | None = None) -> Limits | None:
        """The outlines of a zone that held then, if it has any; without days those of any time."""
        eras = self._eras.get(zone)
        return eras.limits(days) if eras else None

    def changes(self, zone: str) -> bool:
        """Whether the outlines of a zone are of different times."""
        return zone in self._eras and self._eras[zone].differ

    def how(self, site: Site, zone: str) -> Placed:
        """How a site lies to a zone."""
        if zone in site.zones:
            return Placed.NAMED
        points, limits = self.points(site), self.limits(zone, site.days)
        if limits is None or not points:
            return self.by_names(site.places, zone)
        return self.beside(site, zone, limits.of_any(points))

    def beside(self, site: Site, zone: str, side: Side) -> Placed:
        """The same of a site whose points are known to lie so to the outlines of the zone."""
        if side is Side.INSIDE:
            return Placed.OUTLINE
        if not site.points and not self._own[zone].isdisjoint(site.places):
            return Placed.NAMES
        if side is Side.RIVAL:
            return Placed.PERHAPS
        if side is Side.EDGE:
            named = self.by_names(site.places, zone)
            return Placed.PERHAPS if named is Placed.UNPLACED else named
        rest = () if site.points else self._unpointed(site.places)
        named = self.by_names(rest, zone)
        return named if named in _BEYOND_NAMES else Placed.OUTSIDE

    def points(self, site: Site) -> tuple[Point, ...]:
        """The points that are told, else those of the places that are spots on the map."""
        if site.points:
            return site.points
        return tuple(point for place in site.places if (point := self.spot(place)))

    def spot(self, place: str | None) -> Point | None:
        """The point of a place that is a spot on the map."""
        if place not in self._spots:
            self._spots[place] = self._where.spot(place)
        return self._spots[place]

    def _unpointed(self, places: Ids) -> Ids:
        """Known places without a point that hold none of the others ("Morek in Hama province" is Morek)."""
        held = {above for place in places if place and self.spot(place) for above in self.chain(place)}
        return tuple(place for place in places if place and not self.spot(place) and place not in held)

    def by_names(self, places: Sequence[str | None], zone: str) -> Placed:
        """Whether one of these places belongs to a zone, or all do not, by what lies in what."""
        answers = [self._by_name(place, zone) if place else Placed.PERHAPS for place in places]
        if Placed.NAMES in answers:
            return Placed.NAMES
        if not any(places):
            return Placed.UNPLACED
        return Placed.OUTSIDE if all(answer is Placed.OUTSIDE for answer in answers) else Placed.PERHAPS

    def chain(self, place: str) -> tuple[str, ...]:
        """The place and all that it is part of, nearest first."""
        if place not in self._chains:
            found = [place]
            while (entry := self._places.get(found[-1])) and entry.part_of and entry.part_of not in found:
                found.append(entry.part_of)
            self._chains[place] = tuple(found)
        return self._chains[place]

    def _by_name(self, place: str, zone: str) -> Placed:
        found = self._named.get((place, zone))
        if found is None:
            found = self._named[place, zone] = self._related(place, zone)
        return found

    def _related(self, place: str, zone: str) -> Placed:
        core = self._core.get(zone)
        if not core:
            return Placed.PERHAPS
        if core.intersection(self.chain(place)):
            return Placed.PERHAPS if self._is_wider(place, zone) else Placed.NAMES
        around = any(place in self.chain(inner) for inner in core)
        return Placed.PERHAPS if around or place not in self._places else Placed.OUTSIDE

    def _is_wider(self, place: str, zone: str) -> bool:
        """Whether a province reaches beyond the outline of a zone: its middle or known towns of it lie outside."""
        limits = self.limits(zone)
        if limits is None or not self._where.is_wide(place):
            return False
        middle = self._where.point(place)
        points = [point for key in self._within(place) if (point := self.spot(key))] + ([middle] if middle else [])
        if not points:
            return False
        sides = limits.sides([p[0] for p in points], [p[1] for p in points])
        return float((sides == Side.OUTSIDE).mean()) > _BEYOND

    def _within(self, place: str) -> list[str]:
        return [key for key in self._places if place in self.chain(key)]


def deciding(outlines: Sequence[Outline]) -> tuple[Outline, ...]:
    """Without the whole admin units around a zone that is drawn closer: they say where it may be, not what it is."""
    closer = tuple(outline for outline in outlines if outline.version != UNITS)
    return closer or tuple(outlines)


class _Eras:
    """The outlines of one zone by the time for which they are valid."""

    def __init__(self, outlines: Sequence[Outline]) -> None:
        self._outlines = outlines
        self._valid = [when(outline.valid) for outline in outlines]
        self.differ = len({outline.valid for outline in outlines}) > 1
        self._limits: dict[tuple[int, ...], Limits] = {}

    def limits(self, days: When | None) -> Limits:
        """Those that may have held; all where none did, since whether the zone was there then is another question."""
        every = tuple(range(len(self._outlines)))
        chosen = every
        if days is not None and self.differ:
            chosen = tuple(n for n in every if (v := self._valid[n]) is None or v.overlaps(days)) or every
        if chosen not in self._limits:
            self._limits[chosen] = Limits([self._outlines[n] for n in chosen])
        return self._limits[chosen]


class Survey:
    """The same answers for many sites at once: their points are laid out in columns, places asked about once."""

    def __init__(self, ground: Ground, sites: Sequence[Site]) -> None:
        """Sites are known by their numbers."""
        self._ground, self._sites = ground, sites
        own = sorted(((point, n) for n, site in enumerate(sites) for point in site.points), key=lambda pair: pair[0][0])
        self._of = np.array([n for _, n in own], dtype=np.int64)
        self._lons = np.array([point[0] for point, _ in own], dtype=float)
        self._lats = np.array([point[1] for point, _ in own], dtype=float)
        self._by_place = _alike(sites, pointed=False)
        self._pointed = _alike(sites, pointed=True)
        self._named: dict[str, list[int]] = {}
        for n, site in enumerate(sites):
            for zone in site.zones:
                self._named.setdefault(zone, []).append(n)

    def how(self, zone: str) -> NDArray[np.int8]:
        """For each site how it lies to a zone, as its place in `ORDER`."""
        found = np.full(len(self._sites), ORDER.index(Placed.OUTSIDE), dtype=np.int8)
        limits = self._ground.limits(zone)
        if self._ground.changes(zone):
            found[:] = [ORDER.index(self._ground.how(site, zone)) for site in self._sites]
            return found
        self._by_names(zone, self._by_place, found)
        if limits is None:
            self._by_names(zone, self._pointed, found)
        else:
            self._by_points(zone, limits, found)
        found[self._named.get(zone, [])] = ORDER.index(Placed.NAMED)
        return found

    def _by_names(self, zone: str, alike: Mapping[Ids, NDArray[np.int64]], found: NDArray[np.int8]) -> None:
        for places, rows in alike.items():
            found[rows] = ORDER.index(self._ground.how(Site(places=places), zone))

    def _by_points(self, zone: str, limits: Limits, found: NDArray[np.int8]) -> None:
        west, _, east, _ = limits.box
        low, high = np.searchsorted(self._lons, west, "left"), np.searchsorted(self._lons, east, "right")
        sides = limits.sides(self._lons[low:high], self._lats[low:high])
        nearest = np.full(len(self._sites), Side.OUTSIDE, dtype=np.int8)
        np.maximum.at(nearest, self._of[low:high], sides)
        found[nearest == Side.INSIDE] = ORDER.index(Placed.OUTLINE)
        found[nearest == Side.RIVAL] = ORDER.index(Placed.PERHAPS)
        for n in np.flatnonzero(nearest == Side.EDGE).tolist():
            found[n] = ORDER.index(self._ground.beside(self._sites[n], zone, Side.EDGE))


def _alike(sites: Sequence[Site], *, pointed: bool) -> dict[Ids, NDArray[np.int64]]:
    """The numbers of the sites with points of their own, or without, by their places."""
    rows: dict[Ids, list[int]] = {}
    for n, site in enumerate(sites):
        if bool(site.points) is pointed:
            rows.setdefault(site.places, []).append(n)
    return {places: np.array(numbers, dtype=np.int64) for places, numbers in rows.items()}
