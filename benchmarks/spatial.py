"""Points to zones, beside geopandas' `sjoin` of the same points and zones in the same run.

    pip install geopandas
    python benchmarks/spatial.py --points 1000000 --zones 20 --vertices 500

Coordinates come as two columns of numbers, as in event data; for geopandas the making of its points is timed apart.
Each is run several times and the best counts. `placing` is what events go through: with margins along the edges (points
laid out beforehand, as for all zones of a case).
"""

import argparse
import time
from collections.abc import Callable

import numpy as np
from shapely import Polygon

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.geometry_index import OutlineIndex
from trucewatch.dossier.geometry_shapes import geojson, shape_of
from trucewatch.dossier.ground import Ground, Site, Survey
from trucewatch.vocabulary.codes import Precision
from trucewatch.vocabulary.subject import Outline, Zone


def zones(count: int, vertices: int, chance: np.random.Generator) -> list[Outline]:
    """Ragged rounds of half a degree or so, scattered over ten degrees; some overlap."""
    found = []
    for _ in range(count):
        x, y = chance.uniform(31, 39, 2)
        angles = np.linspace(0, 2 * np.pi, vertices, endpoint=False)
        reach = chance.uniform(0.3, 0.8) * (1 + 0.2 * chance.random(vertices))
        shape = geojson(Polygon(np.column_stack([x + reach * np.cos(angles), y + reach * np.sin(angles)])))
        if shape:
            found.append(Outline("v", Precision.DESCRIBED, "made up", shape))
    return found


def best(runs: int, work: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Time both and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--zones", type=int, default=20)
    parser.add_argument("--vertices", type=int, default=500)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    chance = np.random.default_rng(7)
    outlines = zones(given.zones, given.vertices, chance)
    lons, lats = chance.uniform(30, 40, (2, given.points))
    ours = best(given.runs, lambda: OutlineIndex(outlines).pairs(lons, lats))
    pairs = OutlineIndex(outlines).pairs(lons, lats)
    print(f"{given.points:,} points, {given.zones} zones of {given.vertices} vertices, {pairs.shape[1]:,} pairs")
    print(f"{'trucewatch':32}{ours:8.3f} s  {given.points / ours:14,.0f} points/s")
    drawn = [Zone(str(n), str(n), None, outlines=(outline,)) for n, outline in enumerate(outlines)]
    sites = [Site(points=(point,)) for point in zip(lons.tolist(), lats.tolist(), strict=True)]
    survey = Survey(Ground(drawn, Knowledge("1")), sites)
    placing = best(given.runs, lambda: [survey.how(zone.zone_id) for zone in drawn])
    print(f"{'placing, with margins':32}{placing:8.3f} s  {given.points / placing:14,.0f} points/s")
    try:
        import geopandas  # noqa: PLC0415 - not a part of the project
    except ImportError:
        print("geopandas is not installed: pip install geopandas")
        return
    areas = geopandas.GeoDataFrame(geometry=[shape_of(o.geometry) for o in outlines], crs="EPSG:4326")
    made = best(1, lambda: geopandas.points_from_xy(lons, lats))
    points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(lons, lats), crs="EPSG:4326")
    joined = best(given.runs, lambda: geopandas.sjoin(points, areas, predicate="intersects"))
    same = len(geopandas.sjoin(points, areas, predicate="intersects")) == pairs.shape[1]
    print(
        f"{'geopandas sjoin':32}{joined:8.3f} s  {joined / ours:14.1f}x our time, {'same' if same else 'OTHER'} pairs;"
        f" {joined / placing:.1f}x that of placing"
    )
    print(f"{'geopandas, with its points':32}{joined + made:8.3f} s  {(joined + made) / ours:14.1f}x our time")


if __name__ == "__main__":
    main()
