"""The area on one side of a line: north of it, to its left, or towards some places. Plane coordinates, in metres."""

import math
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

COMPASS = {
    "north": 0, "north-east": 45, "east": 90, "south-east": 135, "south": 180, "south-west": 225, "west": 270,
    "north-west": 315,
}  # fmt: skip
"""Bearings in degrees."""
SIDES = (*COMPASS, "left", "right")
"""What a side may be called; left and right as one goes along the line in the order of its points."""
_JUST = 1.0
"""Metres beside the line at which it is asked what lies there."""
_SAMPLES = 8
"""Points on each part of the line."""
_LEAST = 0.2
"""How far a line must run across a bearing to have a side that way (1: right across), by its length."""


def half(line: BaseGeometry, reach: float, side: str | Sequence[tuple[float, float]]) -> BaseGeometry:
    """The area within `reach` of a line on one side; beyond its ends the line is taken to go straight on.

    `side` is one of `SIDES`, or points: then it is the side on which most of these lie. ValueError, in words that end a
    sentence, where the line has no such side.
    """
    path = _plain(shapely.get_coordinates(line))
    left = _is_left(path, side)
    whole = line.buffer(reach)
    west, south, east, north = whole.bounds
    cuts = shapely.union_all([whole.boundary, _prolonged(path, math.hypot(east - west, north - south))])
    faces = np.array([f for f in shapely.get_parts(shapely.polygonize([cuts])) if f.area > 1], dtype=object)
    return shapely.union_all(faces[_beside(path, faces) > 0 if left else _beside(path, faces) < 0])


def _plain(path: NDArray[np.float64]) -> NDArray[np.float64]:
    """The line without points that are hardly apart, which give it no direction."""
    kept = [path[0]]
    for point in path[1:]:
        if np.hypot(*(point - kept[-1])) > _JUST:
            kept.append(point)
    if len(kept) < 2:
        raise ValueError("there is no line: all its points are one")
    return np.array(kept, dtype=float)


def _beside(path: NDArray[np.float64], faces: NDArray[np.object_]) -> NDArray[np.float64]:
    """How many metres of the line have each face to their left, less those that have it to their right.

    It is told by points just beside the line.
    """
    starts, steps = path[:-1], np.diff(path, axis=0)
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    normals = np.column_stack([-steps[:, 1], steps[:, 0]]) / lengths[:, None]
    found = np.zeros(len(faces))
    for share in (np.arange(_SAMPLES) + 0.5) / _SAMPLES:
        on = starts + share * steps
        for sign in (1, -1):
            points = shapely.points(on + sign * _JUST * normals)
            for number, face in enumerate(faces):
                found[number] += sign * float(lengths[shapely.contains(face, points)].sum()) / _SAMPLES
    return found


def _is_left(path: NDArray[np.float64], side: str | Sequence[tuple[float, float]]) -> bool:
    if not isinstance(side, str):
        votes = sum(math.copysign(1, _leftness(path, point)) for point in side)
        if not votes:
            raise ValueError("the places do not say which side of the line is meant")
        return votes > 0
    if side not in COMPASS:
        return side == "left"
    length = float(np.hypot(*np.diff(path, axis=0).T).sum())
    east, north = path[-1] - path[0]
    bearing = math.radians(COMPASS[side])
    across = (-north * math.sin(bearing) + east * math.cos(bearing)) / length
    if abs(across) < _LEAST:
        raise ValueError(f"the line does not run across, so that it has no {side} side")
    return bool(across > 0)


def _leftness(path: NDArray[np.float64], point: tuple[float, float]) -> float:
    """Positive to the left of the nearest part of a line, negative to its right."""
    starts, steps = path[:-1], np.diff(path, axis=0)
    squared = np.maximum((steps**2).sum(axis=1), 1e-12)
    along = np.clip(((point - starts) * steps).sum(axis=1) / squared, 0, 1)
    away = point - (starts + along[:, None] * steps)
    distance = np.hypot(away[:, 0], away[:, 1])
    nearest = np.flatnonzero(distance <= distance.min() + 1e-6)
    # at a corner two parts are as near: their normals together tell, whichever way the line turns there
    normals = np.column_stack([-steps[:, 1], steps[:, 0]]) / np.sqrt(squared)[:, None]
    return float(away[nearest[0]] @ normals[nearest].sum(axis=0))


def _prolonged(path: NDArray[np.float64], by: float) -> BaseGeometry:
    """The line, straight on at both ends."""

    def beyond(end: NDArray[np.float64], before: NDArray[np.float64]) -> NDArray[np.float64]:
        step = end - before
        return np.asarray(end + step / np.hypot(*step) * by)

    return shapely.LineString([beyond(path[0], path[1]), *path, beyond(path[-1], path[-2])])
