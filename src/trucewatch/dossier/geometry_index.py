"""Which outlines hold a point, for one point or for millions."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from trucewatch.dossier.geometry_shapes import shape_of
from trucewatch.vocabulary.subject import Outline


class OutlineIndex:
    """Outlines in a tree. Points on an outline count as inside."""

    def __init__(self, outlines: Iterable[Outline]) -> None:
        """Positions in `outlines` are what the answers hold."""
        self._shapes = np.array([shape_of(outline.geometry) for outline in outlines], dtype=object)
        shapely.prepare(self._shapes)
        self._tree = shapely.STRtree(self._shapes)

    def holding(self, lon: float, lat: float) -> tuple[int, ...]:
        """The outlines that hold a point, in order."""
        found = self._tree.query(shapely.Point(lon, lat), predicate="intersects")
        return tuple(sorted(int(n) for n in found))

    def pairs(self, lons: ArrayLike, lats: ArrayLike) -> NDArray[np.int64]:
        """All pairs of a point and an outline that holds it, as an array of shape (2, pairs): points, outlines.

        Points without coordinates (NaN) are in nothing. Pairs are sorted by point, then by outline.
        """
        x, y = np.asarray(lons, dtype=float), np.asarray(lats, dtype=float)
        order = np.argsort(x, kind="stable")
        xs, ys = x[order], y[order]
        found = [self._of_outline(n, shape, order, xs, ys) for n, shape in enumerate(self._shapes)]
        pairs = np.concatenate([np.empty((2, 0), dtype=np.int64), *found], axis=1)
        return pairs[:, np.lexsort((pairs[1], pairs[0]))]

    def _of_outline(
        self, number: int, shape: BaseGeometry, order: NDArray[Any], xs: NDArray[Any], ys: NDArray[Any]
    ) -> NDArray[np.int64]:  # a box first, so that few points are tested against the edges
        west, south, east, north = shape.bounds
        low, high = np.searchsorted(xs, west, "left"), np.searchsorted(xs, east, "right")
        near = low + np.flatnonzero((ys[low:high] >= south) & (ys[low:high] <= north))
        inside = order[near[shapely.intersects_xy(shape, xs[near], ys[near])]]
        return np.stack([inside, np.full(len(inside), number)]).astype(np.int64)
