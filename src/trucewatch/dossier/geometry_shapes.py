"""Shapes from points: hulls and strips in kilometres on the ellipsoid, and GeoJSON that comes out the same every time.

Points are (longitude, latitude) in degrees, WGS 84. Distances are laid off in an azimuthal equidistant projection
around the middle of the points: over the few hundred kilometres of a zone they are right to a few parts in a thousand.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from pyproj import Proj
from shapely.geometry.base import BaseGeometry

from trucewatch.dossier.geometry_sides import half

Point = tuple[float, float]

DECIMALS = 5
"""Of a degree: about a metre, finer than anything known of a zone."""
_GRID = 10.0**-DECIMALS
_LONGEST_EDGE = 20_000
"""Metres. Longer edges are given points in between, so that they stay straight on the ground."""


def hull(points: Sequence[Point], reach_km: float = 0.0) -> BaseGeometry:
    """The smallest convex area around the points, widened by `reach_km` on all sides."""
    return _drawn(points, lambda places: places.convex_hull.buffer(reach_km * 1000))


def strip(points: Sequence[Point], reach_km: float) -> BaseGeometry:
    """The area within `reach_km` of the line through the points, in their order."""
    return _drawn(points, lambda places: shapely.LineString(places.geoms).buffer(reach_km * 1000))


def one_sided(points: Sequence[Point], reach_km: float, side: str | Sequence[Point]) -> BaseGeometry:
    """The same on one side alone: one of `geometry_sides.SIDES`, or that of some points.

    ValueError, in words that end a sentence, where the line has no such side.
    """
    if len(set(points)) < 2:
        raise ValueError("there is no line: fewer than two of its places have a position")
    flat = _flat(*middle(points))
    meant = side if isinstance(side, str) else [(float(x), float(y)) for x, y in (flat(*point) for point in side)]
    return _drawn(points, lambda places: half(shapely.LineString(places.geoms), reach_km * 1000, meant))


def widened(shape: BaseGeometry, by_km: float) -> BaseGeometry:
    """The shape with `by_km` more on all sides; with less where that is negative, down to nothing."""
    corners = shapely.get_coordinates(shape)
    if not len(corners):
        return shape
    lon, lat = middle([(float(x), float(y)) for x, y in corners])
    flat = _flat(lon, lat)
    drawn = shapely.transform(shape, lambda xy: np.column_stack(flat(xy[:, 0], xy[:, 1]))).buffer(by_km * 1000)
    return shapely.transform(drawn, lambda xy: np.column_stack(flat(xy[:, 0], xy[:, 1], inverse=True)))


def _flat(lon: float, lat: float) -> Proj:
    return Proj(proj="aeqd", lat_0=lat, lon_0=lon, datum="WGS84", units="m")


def _drawn(points: Sequence[Point], draw: Callable[[Any], BaseGeometry]) -> BaseGeometry:
    lon, lat = middle(points)
    flat = _flat(lon, lat)
    x, y = flat([p[0] for p in points], [p[1] for p in points])
    shape = shapely.segmentize(draw(shapely.MultiPoint(list(zip(x, y, strict=True)))), _LONGEST_EDGE)

    def back(metres: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        lons, lats = flat(metres[:, 0], metres[:, 1], inverse=True)
        return np.column_stack([lon + (np.asarray(lons) - lon + 180) % 360 - 180, lats])

    # points hardly apart in the plane can cross on the globe
    return shapely.make_valid(shapely.transform(shape, back), method="structure", keep_collapsed=False)


def middle(points: Sequence[Point]) -> Point:
    """The middle of points on the globe, also where they lie on both sides of the date line."""
    vectors = [
        (math.cos(b) * math.cos(a), math.cos(b) * math.sin(a), math.sin(b))
        for a, b in ((math.radians(lon), math.radians(lat)) for lon, lat in points)
    ]
    x, y, z = (math.fsum(axis) for axis in zip(*vectors, strict=True))
    return round(math.degrees(math.atan2(y, x)), DECIMALS), round(math.degrees(math.atan2(z, math.hypot(x, y))), 5)


def polygons(shape: BaseGeometry) -> list[BaseGeometry]:
    """The polygons in a shape; what has no area is left out."""
    return [part for part in shapely.get_parts(shape).tolist() if part.geom_type == "Polygon" and part.area > 0]


def geojson(shape: BaseGeometry) -> dict[str, Any] | None:
    """A Polygon or MultiPolygon after RFC 7946: outer rings anticlockwise, cut at the date line.

    Rings begin at their westernmost point and parts are sorted, so that one shape is always written in one way. None
    where nothing with an area is left at five decimals.
    """
    parts = polygons(shapely.set_precision(_within_the_globe(shape), _GRID))
    rings = sorted(_rings(part) for part in parts)
    if not rings:
        return None
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": rings[0]}
    return {"type": "MultiPolygon", "coordinates": rings}


def shape_of(geometry: dict[str, Any]) -> BaseGeometry:
    """The shape that a GeoJSON geometry of `geojson` gives."""
    return shapely.geometry.shape(geometry)


def _within_the_globe(shape: BaseGeometry) -> BaseGeometry:
    west, _, east, _ = shape.bounds
    if west >= -180 and east <= 180:
        return shape
    turns = ((shape, 0), (shape, -360), (shape, 360))
    parts = [_shifted(each, by).intersection(shapely.box(-180, -90, 180, 90)) for each, by in turns]
    return shapely.union_all(parts)


def _shifted(shape: BaseGeometry, degrees: float) -> BaseGeometry:
    return shapely.transform(shape, lambda xy: xy + np.array([degrees, 0.0]))


def _rings(polygon: Any) -> list[list[list[float]]]:  # noqa: ANN401 - shapely gives no types
    outer = _ring(polygon.exterior.coords, anticlockwise=True)
    return [outer, *sorted(_ring(hole.coords, anticlockwise=False) for hole in polygon.interiors)]


def _ring(coordinates: Iterable[Sequence[float]], *, anticlockwise: bool) -> list[list[float]]:
    points = [[round(p[0], DECIMALS) + 0.0, round(p[1], DECIMALS) + 0.0] for p in coordinates][:-1]
    if (turning(points) > 0) is not anticlockwise:
        points.reverse()
    first = points.index(min(points))
    points = points[first:] + points[:first]
    return [*points, points[0]]


def turning(ring: Sequence[Sequence[float]]) -> float:
    """Twice the signed area of a ring in square degrees: positive where it runs anticlockwise."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return math.fsum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)
