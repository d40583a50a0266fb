"""Whether what a person drew lies where it can: near the places of its zone, or in the state that the case is about.

Coordinates that are swapped, or of another place altogether, are all on the globe; only what is known gives them away.
"""

from collections.abc import Sequence

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.geometry_places import Whereabouts
from trucewatch.dossier.geometry_shapes import Point
from trucewatch.gazetteer import gazetteer
from trucewatch.vocabulary.errors import InputError
from trucewatch.vocabulary.subject import Zone

_EARTH = Geod(ellps="WGS84")
_OFF = 25.0
"""Kilometres between an outline and the places of its zone from which it is asked whether it is swapped."""
_NEARER = 4.0
"""How many times nearer it must come when it is turned round."""
_FAR = {True: 300.0, False: 600.0}
"""Kilometres from the nearest place of the zone, or of the state, beyond which an outline is not of this zone."""


class Expected:
    """Where the outlines of a case can lie."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Take the casebook's places and state."""
        self._knowledge, self._where = knowledge, Whereabouts(knowledge)

    def known(self) -> list[Point]:
        """The places of the casebook; where it has fewer than three, the towns of its state."""
        places = self._knowledge.places.values()
        found = [(p.lon, p.lat) for p in places if p.lon is not None and p.lat is not None]
        return found if len(found) >= 3 else [*found, *self.state()]

    def state(self) -> list[Point]:
        """The towns of the state that the casebook is about."""
        party = self._knowledge.parties.get(self._knowledge.country or "")
        return gazetteer().towns(party.iso) if party and party.iso else []

    def of(self, zone: Zone) -> list[Point]:
        """The places that a zone is made of, or that its recipe names."""
        entry = self._knowledge.zones.get(zone.zone_id)
        keys = [place.id for place in zone.places]
        if entry:
            keys += [*entry.places, *(entry.geometry.places if entry.geometry else ())]
        spots = (self._where.spot(key) for key in dict.fromkeys(keys))
        found = [spot for spot in spots if spot]
        return found or [point for key in dict.fromkeys(keys) if (point := self._where.point(key))]

    def check(self, where: str, shape: BaseGeometry, zone: Zone) -> None:
        """Raise InputError where an outline cannot be that of its zone; `where` names file and feature."""
        own = self.of(zone)
        points = own or self.state() or self.known()
        if not points:
            return
        what = f"the known places of {zone.name}" if own else "the places of the conflict"
        away = _km(shape, points)
        turned = shapely.transform(shape, lambda xy: xy[:, ::-1])
        near = _km(turned, points) if np.abs(shapely.get_coordinates(turned)[:, 1]).max() <= 90 else np.array([np.inf])
        middle, turned_middle = (float(np.median(km)) for km in (away, near))
        if middle > _OFF and turned_middle * _NEARER < middle:
            why = f"{_told(middle)} from {what}, and {_told(turned_middle)} if it is turned round"
            raise swapped(where, f"it lies {why}")
        if float(away.min()) > _FAR[bool(own)]:
            what = f"it lies {_told(float(away.min()))} from {what}: it is not where that can be."
            do = "Check its coordinates ([longitude, latitude], degrees), and that `zone` names the right zone."
            raise InputError("TW-GEO-11", what, where, do)


def swapped(where: str, why: str) -> InputError:
    """The error for coordinates that are the wrong way round."""
    what = f"longitude and latitude look swapped: {why}."
    return InputError("TW-GEO-5", what, where, "GeoJSON has [longitude, latitude]: turn each pair round.")


def _told(km: float) -> str:
    return f"{km:,.0f} km"


def _km(shape: BaseGeometry, points: Sequence[Point]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """How far each point lies from a shape, by the nearest of its corners; 0 inside."""
    corners = shapely.get_coordinates(shapely.segmentize(shape, 0.1))
    lons, lats = np.array(points, dtype=float).T
    inside = shapely.intersects_xy(shape, lons, lats)
    tree = shapely.STRtree(shapely.points(corners * [np.cos(np.radians(lats.mean())), 1.0]))
    nearest = corners[tree.nearest(shapely.points(np.column_stack([lons * np.cos(np.radians(lats.mean())), lats])))]
    metres = np.asarray(_EARTH.inv(lons, lats, nearest[:, 0], nearest[:, 1])[2])
    return np.where(inside, 0.0, metres / 1000)
