"""Whether points lie in a zone, with a margin along its edge within which nobody can tell."""

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from trucewatch.dossier.geometry_shapes import Point, shape_of, widened
from trucewatch.vocabulary.codes import Precision
from trucewatch.vocabulary.subject import Outline

EDGE_KM = {Precision.SCHEMATIC: 2.0, Precision.DESCRIBED: 0.5, Precision.SURVEYED: 0.05}
"""How far on either side of an outline of each precision a point may lie on the other side of the true edge."""


class Side(IntEnum):
    """How a point lies to a zone."""

    OUTSIDE = 0
    RIVAL = 1
    """Inside another version of the outline alone."""
    EDGE = 2
    """Nearer to the edge than its precision."""
    INSIDE = 3


class Limits:
    """The outlines of one zone: the first is the one it goes by, others are rival versions."""

    def __init__(self, outlines: Sequence[Outline]) -> None:
        """At least one outline."""
        first, margin = shape_of(outlines[0].geometry), EDGE_KM[outlines[0].precision]
        self._inner, self._outer = widened(first, -margin), widened(first, margin)
        self._rivals = [shape_of(outline.geometry) for outline in outlines[1:]]
        for shape in (self._inner, self._outer, *self._rivals):
            shapely.prepare(shape)
        west, south, east, north = shapely.total_bounds(shapely.GeometryCollection([self._outer, *self._rivals]))
        self.box = float(west), float(south), float(east), float(north)

    def sides(self, lons: ArrayLike, lats: ArrayLike) -> NDArray[np.int8]:
        """A `Side` for each point."""
        x, y = np.asarray(lons, dtype=float), np.asarray(lats, dtype=float)
        found = np.full(len(x), Side.OUTSIDE, dtype=np.int8)
        for shape in self._rivals:
            found[_within(shape, x, y)] = Side.RIVAL
        found[_within(self._outer, x, y)] = Side.EDGE
        found[_within(self._inner, x, y)] = Side.INSIDE
        return found

    def of_any(self, points: Sequence[Point]) -> Side:
        """Inside if any point is, outside if all are, else the nearest to inside."""
        sides = self.sides([p[0] for p in points], [p[1] for p in points])
        return Side(int(sides.max()))


def _within(shape: BaseGeometry, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.int64]:
    """The numbers of the points in a shape; a box first, so that few are tested against the edges."""
    if shape.is_empty:
        return np.zeros(0, dtype=np.int64)
    west, south, east, north = shape.bounds
    near = np.flatnonzero((x >= west) & (x <= east) & (y >= south) & (y <= north))
    found: NDArray[np.int64] = near[shapely.intersects_xy(shape, x[near], y[near])]
    return found
