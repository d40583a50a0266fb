"""Where places are: the casebook's coordinates first, then GeoNames, then an id that is itself a position."""

import re

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.geometry_shapes import Point
from trucewatch.gazetteer import TOWN, gazetteer

_GEONAMES = "geonames:"
_POSITION = re.compile(r"geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)")
"""A position as an id, such as `geo:35.81,36.32`: latitude first. Source: RFC 5870."""
_WIDE = frozenset(
    {"area", "coast", "country", "district", "governorate", "lake", "mountains", "plain", "province", "region"}
    | {"river", "road", "sea", "state", "subdistrict", "valley"}
)
"""Kinds of places whose coordinates are a middle, not a spot: whether they lie in a zone is no question of a point."""


class Whereabouts:
    """Coordinates of places by id: casebook keys, `geonames:ID`, `geo:LAT,LON`."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Take the casebook's places."""
        self._places = knowledge.places

    def point(self, place_id: str | None) -> Point | None:
        """Longitude and latitude, as far as anybody gives them."""
        entry = self._places.get(place_id or "")
        if entry and entry.lat is not None and entry.lon is not None:
            return entry.lon, entry.lat
        if entry and entry.geonames:
            return _geonames(entry.geonames)
        return _coded(place_id or "")

    def spot(self, place_id: str | None) -> Point | None:
        """The same for places that are a spot on the map; None for governorates, roads and the like."""
        return None if self.is_wide(place_id) else self.point(place_id)

    def is_wide(self, place_id: str | None) -> bool:
        """Whether the casebook knows the place as an area or a line."""
        entry = self._places.get(place_id or "")
        return entry is not None and entry.kind in _WIDE

    def name(self, place_id: str) -> str:
        """The casebook's name of a place, else its id."""
        entry = self._places.get(place_id)
        return entry.name if entry else place_id


def _coded(place_id: str) -> Point | None:
    if place_id.startswith(_GEONAMES) and place_id.removeprefix(_GEONAMES).isdecimal():
        return _geonames(int(place_id.removeprefix(_GEONAMES)))
    position = _POSITION.match(place_id)
    if position is None:
        return None
    lat, lon = map(float, position.groups())
    return (lon, lat) if abs(lat) <= 90 and abs(lon) <= 180 else None


def _geonames(ident: int) -> Point | None:
    """The point of a town. Source: GeoNames, CC BY 4.0."""
    place = gazetteer().place(ident)
    return (round(place.lon, 5), round(place.lat, 5)) if place is not None and place.kind == TOWN else None
