"""Zones drawn by recipe: distances on the ground, rival widths side by side, one way of writing each shape."""

import json
import math
from dataclasses import replace

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from trucewatch.casebook.knowledge import GeometryEntry, Knowledge, NumberEntry, PlaceEntry, ZoneEntry
from trucewatch.dossier import geometry_places
from trucewatch.dossier.geometry import RECIPE, TOLD, drawn
from trucewatch.dossier.geometry_features import area_km2, valid_on
from trucewatch.dossier.geometry_index import OutlineIndex
from trucewatch.dossier.geometry_shapes import geojson, hull, one_sided, shape_of, strip, turning
from trucewatch.vocabulary.codes import Precision
from trucewatch.vocabulary.records import Quantity
from trucewatch.vocabulary.subject import Outline, Thing, Zone
from trucewatch.vocabulary.when import When

EARTH = Geod(ellps="WGS84")
VELL, ORM, TARN = (20.0, 45.0), (20.5, 45.2), (20.2, 45.4)
SOURCE = "Vell accord, point 3"


def place(key: str, at: tuple[float, float] | None, kind: str = "town") -> PlaceEntry:
    lon, lat = at or (None, None)
    return PlaceEntry(key, key.title(), kind, lat=lat, lon=lon)


PLACES = {
    "vell": place("vell", VELL),
    "orm": place("orm", ORM),
    "tarn": place("tarn", TARN),
    "lost": place("lost", None),
    "upland": place("upland", (20.2, 45.2), "governorate"),
}


def knowledge(recipe: GeometryEntry | None, *numbers: NumberEntry) -> Knowledge:
    entry = ZoneEntry("strip", "Strip", "buffer zone", numbers=numbers, geometry=recipe, source=SOURCE)
    return Knowledge("1", places=PLACES, zones={"strip": entry})


def draw(recipe: GeometryEntry | None, *numbers: NumberEntry, zone: Zone | None = None) -> Zone:
    [found] = drawn([zone or Zone("strip", "Strip", "buffer zone")], knowledge(recipe, *numbers))
    return found


def width(low: float, high: float) -> NumberEntry:
    return NumberEntry("width", low, high, "km", SOURCE)


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(EARTH.inv(*one, *other)[2]) / 1000


def test_a_circle_reaches_as_far_as_it_says_in_every_direction() -> None:
    found = draw(GeometryEntry("hull", ("vell",), 55.0))
    assert found.geometry is not None
    for lon, lat in found.geometry["coordinates"][0]:
        assert distance_km(VELL, (lon, lat)) == pytest.approx(55, rel=0.001)


@settings(max_examples=30, deadline=None)
@given(st.floats(-179, 179), st.floats(-75, 75), st.floats(1, 80))
def test_a_strip_is_nowhere_further_from_its_line_than_it_says(lon: float, lat: float, reach: float) -> None:
    ends = [(lon, lat), (((lon + 1 + 180) % 360) - 180, lat + 0.5)]
    shape = strip(ends, reach)
    line = [EARTH.npts(*ends[0], *ends[1], 400, initial_idx=0, terminus_idx=0)]
    for x, y in list(shape.exterior.coords)[::5]:
        nearest = min(distance_km((x, y), p) for p in line[0])
        assert nearest == pytest.approx(reach, rel=0.02, abs=0.3)


def test_a_hull_holds_its_places_and_a_wider_one_holds_the_narrower() -> None:
    narrow, wide = hull([VELL, ORM, TARN], 1), hull([VELL, ORM, TARN], 5)
    assert wide.covers(narrow)
    assert all(narrow.covers(shapely.Point(p)) for p in (VELL, ORM, TARN))


def test_a_zone_across_the_date_line_is_cut_there() -> None:
    shape = geojson(strip([(179.8, 10.0), (-179.9, 10.2)], 20))
    assert shape is not None
    assert shape["type"] == "MultiPolygon"
    assert all(-180 <= lon <= 180 for part in shape["coordinates"] for ring in part for lon, _ in ring)
    assert shape_of(shape).area == pytest.approx(strip([(9.8, 10.0), (10.1, 10.2)], 20).area, rel=0.01)


def test_rings_begin_in_the_west_run_anticlockwise_and_hold_five_decimals() -> None:
    clockwise = shapely.Polygon([(2, 0), (0, 0), (0, 2), (2, 2)], [[(0.5, 0.5), (1.5, 0.5), (1.5, 1.5)]])
    found = geojson(clockwise)
    assert found is not None
    outer, hole = found["coordinates"]
    assert outer == [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0], [0.0, 0.0]]
    assert hole[0] == min(hole)
    assert turning(hole[:-1]) < 0
    assert geojson(shapely.Polygon([(0, 0), (2, 0), (2, 2), (0, 2)], [[(1.5, 1.5), (1.5, 0.5), (0.5, 0.5)]])) == found
    assert geojson(shapely.Polygon([(0, 0), (1e-7, 0), (0, 1e-7)])) is None


def test_what_is_drawn_says_what_it_was_drawn_from() -> None:
    found = draw(GeometryEntry("buffer", ("vell", "lost", "orm"), 6.0))
    assert found.precision is Precision.SCHEMATIC
    words = "6 km on each side of a line through 2 places: Vell, Orm; without Lost, whose position is not known"
    assert found.basis == words
    assert [(o.version, o.source) for o in found.outlines] == [(RECIPE, SOURCE)]


def test_a_range_and_a_rival_figure_are_drawn_side_by_side() -> None:
    told = replace(
        Zone("strip", "Strip", None),
        numbers=(
            (Quantity("width", 20, 20, "km", "20 km"), ("c1", "c2")),
            (Quantity("width", 14.5, 19.3, "km", "9 to 12 miles"), ("c3",)),
            (Quantity("width", 10, None, "km", "more than 10 km"), ("c4",)),
        ),
    )
    found = draw(GeometryEntry("buffer", ("vell", "orm"), 8.75), width(15, 20), zone=told)
    versions = [(o.version, o.bound, o.claims) for o in found.outlines]
    assert versions == [
        (RECIPE, None, ()),
        ("width 15 to 20 km", "inner", ("c3",)),
        ("width 15 to 20 km", "outer", ("c3",)),
        ("width 20 km", None, ("c1", "c2")),
    ]
    areas = [area_km2(o) for o in found.outlines]
    assert areas[1] < areas[0] < areas[2]
    assert areas[2] == areas[3]
    length = distance_km(VELL, ORM)
    assert areas[1] == pytest.approx(15 * length + math.pi * 7.5**2, rel=0.01)


def test_a_depth_on_one_side_keeps_its_proportion() -> None:
    told = replace(Zone("strip", "Strip", None), numbers=((Quantity("depth", 30, 30, "km", "30 km"), ("c1",)),))
    found = draw(GeometryEntry("buffer", ("vell", "orm"), 32.0), width(32, 32), zone=told)
    assert [o.basis.partition(" km")[0] for o in found.outlines] == ["32", "30"]


def test_a_strip_on_one_side_lies_there_alone_and_says_so() -> None:
    line = ("vell", "orm")
    north = draw(GeometryEntry("buffer", line, 12.0, side="north"))
    assert north.basis == "12 km on the north side of a line through 2 places: Vell, Orm"
    towards = draw(GeometryEntry("buffer", line, 12.0, toward=("tarn",)))
    assert towards.basis == "12 km towards Tarn from a line through 2 places: Vell, Orm"
    assert towards.geometry == north.geometry
    assert draw(GeometryEntry("buffer", line, 12.0, side="left")).geometry == north.geometry
    shapes = [draw(GeometryEntry("buffer", line, 12.0, side=side)).geometry for side in ("south", "right", None)]
    south, right, both = (shape_of(shape or {}) for shape in shapes)
    assert south.equals(right)
    assert shape_of(north.geometry or {}).union(south).symmetric_difference(both).area < both.area / 1000
    assert draw(GeometryEntry("buffer", line[:1], 12.0, side="north")).geometry is None
    across = draw(GeometryEntry("buffer", ("orm", "tarn"), 12.0, side="north-west"))
    assert across.basis == "not drawn: the line does not run across, so that it has no north-west side"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(-10, 10), min_size=2, max_size=5), st.floats(-170, 170), st.floats(-60, 60), st.floats(2, 10)
)
def test_two_sides_make_the_whole_and_hardly_overlap(bends: list[int], lon: float, lat: float, reach: float) -> None:
    # A line of contact bends, but does not turn back on itself within the width of the strip: there it has no sides.
    line = [(lon + i / 5, lat + bend / 100) for i, bend in enumerate(bends)]
    whole, left, right = strip(line, reach), one_sided(line, reach, "left"), one_sided(line, reach, "right")
    whole, left, right = (shapely.set_precision(shape, 1e-6) for shape in (whole, left, right))
    assert left.union(right).symmetric_difference(whole).area <= whole.area * 0.02
    assert left.intersection(right).area <= whole.area * 0.02


def test_rival_depths_on_one_side_are_side_by_side() -> None:
    told = replace(Zone("strip", "Strip", None), numbers=((Quantity("width", 20, 20, "km", "20 km"), ("c1",)),))
    found = draw(GeometryEntry("buffer", ("vell", "orm"), 17.5, side="north"), width(15, 20), zone=told)
    assert [(o.version, o.bound, o.basis.partition(" km")[0]) for o in found.outlines] == [
        (RECIPE, None, "17.5"),
        ("width 15 to 20 km", "inner", "15"),
        ("width 15 to 20 km", "outer", "20"),
        ("width 20 km", None, "20"),
    ]


def test_a_zone_that_only_reports_know_is_drawn_around_the_spots_they_name() -> None:
    things = tuple(Thing(key, key.title(), key) for key in ("vell", "orm", "tarn", "upland"))
    zone = Zone("new", "New zone", None, places=things, claims=("c1",), reports=("r1", "r2"))
    found = draw(None, zone=zone)
    assert [o.version for o in found.outlines] == [TOLD]
    assert found.basis == "hull of 3 places: Vell, Orm, Tarn; named by 2 reports"
    too_few = draw(None, zone=replace(zone, places=things[1:]))
    assert (too_few.geometry, too_few.outlines) == (None, ())
    assert too_few.basis == "not drawn: of 3 places named for it, 2 can be put on a map as a spot"
    assert draw(None).basis == "not drawn: nobody names a place for it"


def test_coordinates_come_from_the_casebook_then_geonames_then_the_id_itself() -> None:
    town, division = 170063, 170062  # Aleppo, and the governorate around it, which is no spot
    aleppo = pytest.approx((37.16, 36.20), abs=0.01)
    listed = replace(place("listed", None), geonames=town)
    where = geometry_places.Whereabouts(Knowledge("1", places={**PLACES, "listed": listed}))
    ids = ("vell", f"geonames:{town}", "listed", f"geonames:{division}", "geo:45.5,-20.25", "geo:95,20", "lost", None)
    found = [where.point(i) for i in ids]
    assert found == [VELL, aleppo, aleppo, None, (-20.25, 45.5), None, None, None]
    assert (where.point("upland"), where.spot("upland")) == ((20.2, 45.2), None)


def test_a_drawn_zone_is_the_same_when_it_is_drawn_again() -> None:
    recipe = GeometryEntry("hull", ("vell", "orm", "tarn"), 3.0)
    once = draw(recipe)
    assert json.dumps(once.geometry) == json.dumps(draw(recipe, zone=once).geometry)
    assert draw(recipe, zone=once) == once


def test_zones_of_a_day_leave_out_what_was_surely_over() -> None:
    shape = draw(GeometryEntry("hull", ("vell",), 5.0)).outlines[0]
    early, late = replace(shape, valid="2017"), replace(shape, valid="2019/..", version="later")
    zones = [
        Zone("a", "A", None, valid="2017-01-01/2018-03"),
        Zone("b", "B", None),
        Zone("c", "C", None, outlines=(early, late), geometry=early.geometry),
    ]
    day = When.parse("2019-06-01").earliest
    assert day is not None
    found = list(valid_on(zones, day))
    assert [z.zone_id for z in found] == ["b", "c"]
    assert [o.version for o in found[1].outlines] == ["later"]


def squares(*corners: tuple[float, float]) -> list[Outline]:
    shapes = [geojson(shapely.box(x, y, x + 2, y + 2)) for x, y in corners]
    return [Outline("v", Precision.DESCRIBED, "b", shape) for shape in shapes if shape]


def test_points_are_found_in_all_outlines_that_hold_them() -> None:
    index = OutlineIndex(squares((0, 0), (1, 1), (10, 10)))
    assert index.holding(1.5, 1.5) == (0, 1)
    assert index.holding(2.0, 0.5) == (0,)
    assert index.holding(5, 5) == ()
    points = index.pairs([5, 1.5, math.nan, 11, 2.0], [5, 1.5, 1, 11, 0.5])
    assert points.tolist() == [[1, 1, 3, 4], [0, 1, 2, 0]]
    assert OutlineIndex([]).pairs([1.0], [1.0]).tolist() == [[], []]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(-1, 5), st.floats(-1, 5)), min_size=1, max_size=30))
def test_many_points_are_placed_as_each_alone(points: list[tuple[float, float]]) -> None:
    index = OutlineIndex([*squares((0, 0), (1, 1)), *draw(GeometryEntry("hull", ("vell",), 9.0)).outlines])
    together = index.pairs([p[0] for p in points], [p[1] for p in points])
    alone = [(n, z) for n, p in enumerate(points) for z in index.holding(*p)]
    assert list(map(tuple, together.T.tolist())) == alone
