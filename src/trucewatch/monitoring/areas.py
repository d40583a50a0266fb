"""Whether something happened inside a zone: by where it lies if the zone is drawn, else by what lies in what.

A zone that a claim names comes first, then points, then names. A point nearer to the edge of an outline than its
precision decides nothing; then the names do, as far as they can.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.geometry_edges import Limits, Side
from trucewatch.dossier.geometry_places import Whereabouts
from trucewatch.dossier.geometry_shapes import Point
from trucewatch.dossier.model import Dossier
from trucewatch.monitoring.evidence import Truth
from trucewatch.vocabulary.subject import Thing

Spot = tuple[str | None, str | None, tuple[str | None, ...], tuple[Point, ...]]
"""Where a claim says that something happened: ids of the zone and agreement it names and of its places, its points."""

NUMBERS = {Truth.NO: 0, Truth.UNKNOWN: 1, Truth.YES: 2}
"""Answers as numbers, as `Survey` gives them."""
TRUTHS = {number: answer for answer, number in NUMBERS.items()}


class Areas:
    """Zones by their outlines and places; what nobody places stays unknown, never outside."""

    def __init__(self, dossier: Dossier, knowledge: Knowledge | None) -> None:
        """Read the places of the dossier's zones and the casebook's chain of places."""
        self._places = knowledge.places if knowledge else {}
        self._country = knowledge.country if knowledge else None
        self._zones = {zone.zone_id: frozenset(p.id for p in zone.places if p.id) for zone in dossier.zones}
        self._outlines = {zone.zone_id: zone.outlines for zone in dossier.zones if zone.outlines}
        self._limits: dict[str, Limits] = {}
        self._where = Whereabouts(knowledge or Knowledge(version=""))
        self._spots: dict[str | None, Point | None] = {}
        self._relations: dict[tuple[str, str], Truth] = {}
        self._chains: dict[str, tuple[str, ...]] = {}

    def inside(self, spot: Spot, zone: Thing | None, agreement: Thing | None) -> Truth:
        """Whether a spot lies in the zone; without a zone, in the country or under the agreement."""
        if zone is None or zone.id is None:
            return self._under(spot, agreement)
        if spot[0] == zone.id:
            return Truth.YES
        limits, points = self.limits(zone.id), self.points(spot)
        side = limits.of_any(points) if limits and points else Side.EDGE
        if side is Side.EDGE:
            return self.by_names(spot[2], zone.id)
        return Truth.YES if side is Side.INSIDE or self._own_place(spot, zone.id) else Truth.NO

    def limits(self, zone: str) -> Limits | None:
        """The outlines of a zone, if it has any."""
        if zone not in self._limits and zone in self._outlines:
            self._limits[zone] = Limits(self._outlines[zone])
        return self._limits.get(zone)

    def points(self, spot: Spot) -> tuple[Point, ...]:
        """The points that a claim gives, else those of its places, where all of them are spots on the map."""
        if spot[3]:
            return spot[3]
        found = [self._spot(place) for place in spot[2]]
        return tuple(point for point in found if point) if None not in found else ()

    def _spot(self, place: str | None) -> Point | None:
        if place not in self._spots:
            self._spots[place] = self._where.spot(place)
        return self._spots[place]

    def _own_place(self, spot: Spot, zone: str) -> bool:
        """Whether a claim without a point of its own names a place that the zone is said to be made of."""
        return not spot[3] and not self._zones.get(zone, frozenset()).isdisjoint(spot[2])

    def by_names(self, places: Sequence[str | None], zone: str) -> Truth:
        """Whether one of these places belongs to a zone, or all do not, by what lies in what."""
        answers = [self._relation(place, zone) for place in places]
        if Truth.YES in answers:
            return Truth.YES
        return Truth.NO if answers and all(answer is Truth.NO for answer in answers) else Truth.UNKNOWN

    def chain(self, place: str) -> tuple[str, ...]:
        """The place and all that it is part of, nearest first."""
        if place not in self._chains:
            found = [place]
            while (entry := self._places.get(found[-1])) and entry.part_of and entry.part_of not in found:
                found.append(entry.part_of)
            self._chains[place] = tuple(found)
        return self._chains[place]

    def _under(self, spot: Spot, agreement: Thing | None) -> Truth:
        zone, told_of, places, _ = spot
        if zone or (agreement and told_of and told_of == agreement.id):
            return Truth.YES
        countries = {entry.country for p in places if (entry := self._places.get(p or ""))}
        if self._country and self._country in countries:
            return Truth.YES
        return Truth.NO if self._country and countries and None not in countries else Truth.UNKNOWN

    def _relation(self, place: str | None, zone: str) -> Truth:
        if place is None:
            return Truth.UNKNOWN
        found = self._relations.get((place, zone))
        if found is None:
            found = self._relations[place, zone] = self._related(place, self._zones.get(zone, frozenset()))
        return found

    def _related(self, place: str, core: frozenset[str]) -> Truth:
        if not core:
            return Truth.UNKNOWN
        if core.intersection(self.chain(place)):
            return Truth.YES
        around = any(place in self.chain(inner) for inner in core)
        return Truth.UNKNOWN if around or place not in self._places else Truth.NO


class Survey:
    """The same answers for many spots at once: their points are laid out in columns."""

    def __init__(self, areas: Areas, spots: Sequence[Spot]) -> None:
        """Spots are known by their numbers."""
        self._areas, self._spots = areas, spots
        placed = [(number, point) for number, spot in enumerate(spots) for point in areas.points(spot)]
        placed.sort(key=lambda pair: pair[1][0])
        self._of = np.array([number for number, _ in placed], dtype=np.int64)
        self._lons = np.array([point[0] for _, point in placed], dtype=float)
        self._lats = np.array([point[1] for _, point in placed], dtype=float)
        self._pointed = np.zeros(len(spots), dtype=np.bool_)
        self._pointed[self._of] = True
        self._by_place = np.array([not spot[3] for spot in spots], dtype=np.bool_)
        named = [n for n, spot in enumerate(spots) if spot[0]]
        self._named: dict[str | None, list[int]] = {}
        for number in named:
            self._named.setdefault(spots[number][0], []).append(number)

    def answers(self, zone: Thing | None, agreement: Thing | None) -> NDArray[np.int8]:
        """For each spot the number of the answer to whether it lies in the zone (see `NUMBERS`)."""
        limits = self._areas.limits(zone.id) if zone and zone.id else None
        if limits is None or zone is None:
            return np.array([NUMBERS[self._areas.inside(s, zone, agreement)] for s in self._spots], dtype=np.int8)
        found = np.full(len(self._spots), NUMBERS[Truth.NO], dtype=np.int8)
        west, _, east, _ = limits.box
        low, high = np.searchsorted(self._lons, west, "left"), np.searchsorted(self._lons, east, "right")
        sides = limits.sides(self._lons[low:high], self._lats[low:high])
        np.maximum.at(found, self._of[low:high], sides)
        open_ = np.flatnonzero(~self._pointed | (found != NUMBERS[Truth.YES]) & self._by_place)
        edge = np.flatnonzero(self._pointed & (found == Side.EDGE))
        for number in {*open_.tolist(), *edge.tolist(), *self._named.get(zone.id, ())}:
            found[number] = NUMBERS[self._areas.inside(self._spots[number], zone, agreement)]
        return found
