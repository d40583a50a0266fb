"""GeoJSON files that a person brings: checked, mended where that changes nothing, else refused with advice."""

import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from trucewatch.dossier.geometry_shapes import Point, polygons, turning
from trucewatch.dossier.geometry_whereabouts import swapped
from trucewatch.vocabulary.errors import InputError

_DEGREES = re.compile(r"(?:CRS84|CRS:84|EPSG:{1,2}(?:\d*:)?4326)$", re.IGNORECASE)
_REPROJECT = "Save it in degrees (WGS 84, EPSG:4326), for example: ogr2ogr -t_srs EPSG:4326 new.geojson old.geojson"
_SHARE_CHANGED = 0.02
"""Share of its area by which an outline may change when it is mended."""
_TURNED_FITS_BETTER = 2
"""How many times as many known places must lie within the turned file before it is taken for swapped."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature with an area. `number` counts from 1, as in the file; `notes` say what was mended."""

    number: int
    properties: dict[str, Any]
    shape: BaseGeometry
    notes: tuple[str, ...] = ()


def read(path: Path) -> bytes:
    """The bytes of a file; InputError where it cannot be opened."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError("TW-GEO-1", f"it cannot be opened: {error.strerror}.", str(path), "Check the name.") from error


def features(content: bytes, path: str, known: Sequence[Point] = (), *, lines: bool = False) -> list[Feature]:
    """The features of a GeoJSON file that have an area, with `lines` also lines; `path` names the file in messages.

    `known` are places (longitude, latitude) of the conflict, by which swapped coordinates are noticed. Raises
    InputError where the file is no GeoJSON, is in another projection, has its coordinates swapped, holds no area, or
    holds an outline that crosses itself so that its area is anybody's guess.
    """
    document = _document(content, path)
    found = [_feature(path, n, raw, lines=lines) for n, raw in enumerate(_raw(path, document), 1)]
    _refuse_swapped(path, [feature.shape for feature in found], known)
    return found


def _document(content: bytes, path: str) -> dict[str, Any]:
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise InputError("TW-GEO-2", "this is not JSON in UTF-8.", path, "Give a GeoJSON file.") from error
    if not isinstance(document, dict) or document.get("type") == "Topology":
        raise InputError("TW-GEO-2", "this is not GeoJSON.", path, "TopoJSON and others must be converted first.")
    named = document.get("crs")
    name = str(named["properties"].get("name", "")) if isinstance(named, dict) and "properties" in named else ""
    if name and not _DEGREES.search(name):
        raise InputError("TW-GEO-3", f"its coordinates are in another projection ({name}).", path, _REPROJECT)
    return document


def _raw(path: str, document: dict[str, Any]) -> list[dict[str, Any]]:
    kind = document.get("type")
    if kind == "FeatureCollection":
        raw = document.get("features")
    elif kind == "Feature":
        raw = [document]
    else:
        raw = [{"type": "Feature", "properties": {}, "geometry": document}]
    if not isinstance(raw, list) or not raw or not all(isinstance(each, dict) for each in raw):
        raise InputError("TW-GEO-2", "this is not GeoJSON, or it holds no features.", path, "Look into the file.")
    return raw


def _feature(path: str, number: int, raw: dict[str, Any], *, lines: bool) -> Feature:
    where = f"{path}, feature {number}"
    geometry, properties = raw.get("geometry"), raw.get("properties")
    about = properties if isinstance(properties, dict) else {}
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if lines and kind == "LineString" and isinstance(geometry, dict):
        points = _positions(where, geometry.get("coordinates"))
        _refuse_projected(where, points)
        if len(set(points)) < 2:
            raise InputError("TW-GEO-4", "a line has fewer than two points.", where, "Mend or remove the feature.")
        return Feature(number, about, shapely.LineString(points))
    if geometry is None or geometry == {}:
        what = "this feature is empty: it has no geometry."
        raise InputError("TW-GEO-4", what, where, "Draw its area, or remove the feature.")
    if not isinstance(geometry, dict) or kind not in ("Polygon", "MultiPolygon"):
        what = f"an outline must be a Polygon or MultiPolygon, and this is {kind or 'nothing'}."
        raise InputError("TW-GEO-4", what, where, "Draw the area, not a line or a point.")
    coordinates = geometry.get("coordinates")
    parts = [coordinates] if kind == "Polygon" else coordinates
    rings = [[_ring(where, ring) for ring in _list(where, part)] for part in _list(where, parts)]
    _refuse_projected(where, [point for part in rings for ring in part for point in ring])
    shape, notes = _sound(where, rings)
    return Feature(number, about, shape, notes)


def _list(where: str, value: object) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise InputError(
            "TW-GEO-4", "this feature is empty: it has no coordinates.", where, "Mend or remove the feature."
        )
    return value


def _positions(where: str, given: object) -> list[Point]:
    points: list[Point] = []
    for each in _list(where, given):
        pair = each[:2] if isinstance(each, list) else []
        if len(pair) < 2 or not all(type(v) in (int, float) and math.isfinite(v) for v in pair):
            raise InputError("TW-GEO-4", f"{each!r} is no position.", where, "Each is [longitude, latitude].")
        points.append((float(pair[0]), float(pair[1])))
    return points


def _ring(where: str, ring: object) -> list[Point]:
    points = _positions(where, ring)
    if points[0] != points[-1]:
        points.append(points[0])
    if len(set(points)) < 3:
        raise InputError("TW-GEO-4", "an outline has fewer than three corners.", where, "Mend or remove the feature.")
    return points


def _refuse_projected(where: str, points: Sequence[Point]) -> None:
    wide, high = max(abs(x) for x, _ in points), max(abs(y) for _, y in points)
    if wide <= 180 and high <= 90:
        return
    if wide <= 90 and high <= 180:
        raise swapped(where, "a latitude is beyond 90 degrees")
    what = f"its coordinates are no degrees (up to {wide:,.0f}, {high:,.0f}): they are in another projection."
    raise InputError("TW-GEO-3", what, where, _REPROJECT)


def _sound(where: str, parts: Sequence[Sequence[Sequence[Point]]]) -> tuple[BaseGeometry, tuple[str, ...]]:
    """The shape; one that crosses itself is mended if its area stays what it was, and refused if not."""
    given = shapely.MultiPolygon([shapely.Polygon(part[0], part[1:]) for part in parts])
    if given.is_valid:
        return given, ()
    why = shapely.is_valid_reason(given)
    mended = shapely.MultiPolygon(polygons(shapely.make_valid(given, method="structure", keep_collapsed=False)))
    drawn = sum(abs(turning(p[0][:-1])) - sum(abs(turning(hole[:-1])) for hole in p[1:]) for p in parts) / 2
    if mended.is_empty or abs(mended.area - drawn) > _SHARE_CHANGED * max(mended.area, drawn):
        what = f"the outline crosses itself, so that its area cannot be told ({why})."
        raise InputError("TW-GEO-6", what, where, "Draw it anew without crossings, or split it into parts.")
    return mended, (f"mended where it crossed or touched itself ({why})",)


def _refuse_swapped(path: str, shapes: Sequence[BaseGeometry], known: Sequence[Point]) -> None:
    """Swapped degrees are all on the globe; only places of the conflict give them away."""
    if len(known) < 3:
        return
    west, south, east, north = shapely.total_bounds(shapely.GeometryCollection(list(shapes))).tolist()
    reach = max(east - west, north - south) / 10
    as_given = sum(west - reach <= x <= east + reach and south - reach <= y <= north + reach for x, y in known)
    turned = sum(west - reach <= y <= east + reach and south - reach <= x <= north + reach for x, y in known)
    if turned > _TURNED_FITS_BETTER * as_given:
        why = f"of {len(known)} places of the conflict {as_given} lie within it, and {turned} if it is turned round"
        raise swapped(path, why)


def texts(properties: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The properties that are words, as (column, value)."""
    return ((str(k), v.strip()) for k, v in properties.items() if isinstance(v, str) and v.strip())
