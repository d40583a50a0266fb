"""GeoJSON that people bring: swapped, in another projection, crossing itself, or fit to use."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry.base import BaseGeometry

from trucewatch.casebook.knowledge import (
    AliasEntry,
    GeometryEntry,
    Knowledge,
    NameForm,
    PartyEntry,
    PlaceEntry,
    ZoneEntry,
)
from trucewatch.dossier.geometry import RECIPE, UNITS, Atlas, drawn
from trucewatch.dossier.geometry_boundaries import Boundaries
from trucewatch.dossier.geometry_files import Feature, features, read
from trucewatch.dossier.geometry_own import kept_outlines, lost_zones, own_outlines
from trucewatch.dossier.geometry_shapes import Point, shape_of
from trucewatch.dossier.geometry_whereabouts import Expected
from trucewatch.dossier.maps import atlas
from trucewatch.ledger import OUTLINES, StoredMap
from trucewatch.vocabulary.codes import PartyKind, Precision
from trucewatch.vocabulary.errors import InputError
from trucewatch.vocabulary.subject import Outline, Thing, Zone

SQUARE = [[20, 45], [21, 45], [21, 46], [20, 46], [20, 45]]
EAST = [[21, 45], [22, 45], [22, 46], [21, 46], [21, 45]]
BOW_TIE = [[20, 45], [21, 46], [21, 45], [20, 46], [20, 45]]
SPIKE = [[20, 45], [21, 45], [21, 46], [20.5, 46], [20.5, 47], [20.5, 46], [20, 46], [20, 45]]
PLACES = {
    key: PlaceEntry(key, key.title(), "town", lat=lat, lon=lon)
    for key, lat, lon in (("vell", 45.2, 20.2), ("orm", 45.4, 20.6), ("tarn", 45.7, 20.9))
}
KNOWN = [(p.lon or 0, p.lat or 0) for p in PLACES.values()]


def polygon(*rings: list[Any]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def feature(geometry: object, **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def written(folder: Path, *each: dict[str, Any], **more: object) -> Path:
    path = folder / "given.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": each, **more}), encoding="utf-8")
    return path


def given(path: Path, kind: str = OUTLINES, **more: str) -> StoredMap:
    return StoredMap(kind, path.name, path.read_bytes(), **more)


def read_in(path: Path, known: Sequence[Point] = ()) -> list[Feature]:
    return features(read(path), str(path), known)


def refused(path: Path, known: list[tuple[float, float]] | None = None) -> InputError:
    with pytest.raises(InputError) as error:
        features(read(path), str(path), known or ())
    return error.value


def test_degrees_are_read_whatever_the_file_calls_them(tmp_path: Path) -> None:
    names = (None, "urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326")
    for name in names:
        crs = {"crs": {"type": "name", "properties": {"name": name}}} if name else {}
        [found] = read_in(written(tmp_path, feature(polygon(SQUARE)), **crs), KNOWN)
        assert (found.shape.area, found.notes) == (1.0, ())
    bare = tmp_path / "bare.geojson"
    bare.write_text(json.dumps(polygon(SQUARE)), encoding="utf-8")
    assert read_in(bare)[0].number == 1


@pytest.mark.parametrize(
    ("crs", "ring"),
    [
        ("urn:ogc:def:crs:EPSG::32637", SQUARE),
        (None, [[290000, 3950000], [300000, 3950000], [300000, 3960000], [290000, 3950000]]),
    ],
)
def test_another_projection_is_refused_with_advice(tmp_path: Path, crs: str | None, ring: list[list[float]]) -> None:
    more = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    error = refused(written(tmp_path, feature(polygon(ring)), **more))
    assert error.code == "TW-GEO-3"
    assert "EPSG:4326" in (error.do or "")


def turned(ring: list[list[float]]) -> list[list[float]]:
    return [[y, x] for x, y in ring]


def test_swapped_coordinates_are_refused_by_the_globe_or_by_the_places_of_the_conflict(tmp_path: Path) -> None:
    beyond = [[45, 120], [46, 120], [46, 121], [45, 120]]
    assert refused(written(tmp_path, feature(polygon(beyond)))).code == "TW-GEO-5"
    path = written(tmp_path, feature(polygon(turned(SQUARE))))
    error = refused(path, KNOWN)
    assert error.code == "TW-GEO-5"
    assert "of 3 places of the conflict 0 lie within it, and 3 if it is turned round" in error.what
    assert len(read_in(path)) == 1, "with no places to go by, nothing tells"


def test_an_outline_that_crosses_itself_is_mended_only_where_its_area_stays(tmp_path: Path) -> None:
    error = refused(written(tmp_path, feature(polygon(SQUARE)), feature(polygon(BOW_TIE))))
    assert (error.code, error.where) == ("TW-GEO-6", f"{tmp_path / 'given.geojson'}, feature 2")
    [found] = read_in(written(tmp_path, feature(polygon(SPIKE))))
    assert found.shape.area == pytest.approx(1.0)
    assert "mended where it crossed or touched itself" in found.notes[0]


def test_an_open_ring_is_closed_and_heights_are_dropped(tmp_path: Path) -> None:
    [found] = read_in(written(tmp_path, feature(polygon([[*point, 300.0] for point in SQUARE[:-1]]))))
    assert (found.shape.area, found.shape.has_z) == (1.0, False)


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point", "coordinates": [20, 45]},
        {"type": "Polygon", "coordinates": []},
        polygon([[20, 45], [21, 45], [20, 45]]),
        polygon([[20, 45], ["21", 45], [21, 46], [20, 45]]),
        polygon([[20, 45], [21], [21, 46], [20, 45]]),
        polygon([[20, 45], [True, 45], [21, 46], [20, 45]]),
    ],
)
def test_what_has_no_area_is_refused(tmp_path: Path, geometry: object) -> None:
    assert refused(written(tmp_path, feature(geometry))).code == "TW-GEO-4"


@pytest.mark.parametrize("text", ["", "zone,name", "[]", '{"type": "Topology"}', '{"features": []}', "[" * 100_000])
def test_what_is_no_geojson_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "given.geojson"
    path.write_text(text, encoding="utf-8")
    assert refused(path).code in ("TW-GEO-2", "TW-GEO-4")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.geojson").code == "TW-GEO-1"


ZONE = Zone("strip", "Vell strip", None, places=(Thing("upland", "Upland", None), Thing("vell", "Vell", None)))
UPLAND = PlaceEntry("upland", "Upland Governorate", "governorate", (AliasEntry("Hauteterre", NameForm.NAME),))
KNOWLEDGE = Knowledge(
    "1",
    places={**PLACES, "upland": UPLAND},
    zones={"strip": ZoneEntry("strip", "Vell strip", "zone", (AliasEntry("the Vell belt", NameForm.NAME),))},
    place_names={"tarn": ("tarn",)},
)


@pytest.mark.parametrize(
    "columns",
    [
        {"ADM1_EN": "Upland", "ADM0_EN": "Lakeland"},
        {"adm1_name": "Oberland", "adm1_name1": "Hauteterre", "adm1_pcode": "LL01"},
        {"NAME_0": "Lakeland", "NAME_1": "Upland"},
        {"shapeName": "upland province"},
        {"admin1Name_en": "UPLAND"},
        {"ADM2_EN": "Vell district", "ADM1_EN": "Upland"},
    ],
)
def test_admin_units_are_found_by_the_names_of_columns(tmp_path: Path, columns: dict[str, str]) -> None:
    other = dict.fromkeys(columns, "Elsewhere")
    path = written(tmp_path, feature(polygon(SQUARE), **columns), feature(polygon(EAST), **other))
    unit = Boundaries.read(path, Expected(KNOWLEDGE).known()).unit(UPLAND)
    assert unit is not None
    assert unit.shape.bounds == (20, 45, 21, 46)


def test_a_unit_above_is_all_its_parts(tmp_path: Path) -> None:
    parts = [feature(polygon(ring), ADM2_EN=name, ADM1_EN="Upland") for ring, name in ((SQUARE, "W"), (EAST, "E"))]
    unit = Boundaries.read(written(tmp_path, *parts)).unit(UPLAND)
    assert unit is not None
    assert (unit.level, unit.shape.bounds) == (1, (20, 45, 22, 46))


def test_boundaries_without_names_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        Boundaries.read(written(tmp_path, feature(polygon(SQUARE), colour="red", ADM0_EN="Lakeland")))
    assert error.value.code == "TW-GEO-7"


def test_whole_units_stand_beside_what_the_casebook_draws(tmp_path: Path) -> None:
    boundaries = Boundaries.read(written(tmp_path, feature(polygon(SQUARE), ADM1_EN="Upland")))
    [zone] = drawn([ZONE], KNOWLEDGE, Atlas((boundaries,)))
    assert [(o.version, o.bound) for o in zone.outlines] == [(UNITS, "outer")]
    assert zone.basis == "admin units of its places, whole: Upland (from given.geojson)"
    recipe = ZoneEntry("strip", "Vell strip", "zone", geometry=GeometryEntry("admin", ("upland",)))
    by_recipe = Knowledge("1", places=KNOWLEDGE.places, zones={"strip": recipe})
    [zone] = drawn([ZONE], by_recipe, Atlas((boundaries,)))
    assert zone.outlines[0].version == RECIPE
    [zone] = drawn([ZONE], by_recipe)
    assert zone.basis == "not drawn: made of admin units, and no boundaries file was given"


def test_a_persons_outline_leads_and_says_how_well_it_is_known(tmp_path: Path) -> None:
    told = {"zone": "the Vell belt", "precision": "surveyed", "basis": "annex map", "valid": "2018-09-17/.."}
    path = written(tmp_path, feature(polygon(SQUARE), **told), feature(polygon(EAST), name="strip", version="theirs"))
    own = own_outlines(given(path), [ZONE], KNOWLEDGE)
    [zone] = drawn([ZONE], KNOWLEDGE, Atlas(own=own))
    assert (zone.precision, zone.basis) == (Precision.SURVEYED, "annex map")
    assert [(o.version, o.precision, o.valid) for o in zone.outlines] == [
        ("as in given.geojson", Precision.SURVEYED, "2018-09-17/.."),
        ("theirs", Precision.DESCRIBED, None),
    ]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({}, "TW-GEO-8"),
        ({"zone": "nowhere"}, "TW-GEO-8"),
        ({"zone": "strip", "precision": "exact"}, "TW-GEO-9"),
        ({"zone": "strip", "valid": "soon"}, "TW-GEO-9"),
    ],
)
def test_an_outline_of_no_zone_or_without_sense_is_refused(tmp_path: Path, told: dict[str, str], code: str) -> None:
    with pytest.raises(InputError) as error:
        own_outlines(given(written(tmp_path, feature(polygon(SQUARE), **told))), [ZONE], KNOWLEDGE)
    assert error.value.code == code


NEAR = Zone("vells", "Vell area", None, places=tuple(Thing(key, key.title(), None) for key in PLACES))
AWAY = [[x + 9, y + 1] for x, y in SQUARE]


def own(path: Path, zone: Zone = NEAR) -> Outline:
    [[outline]] = own_outlines(given(path), [zone], KNOWLEDGE).values()
    return outline


def test_an_outline_far_from_the_places_of_its_zone_is_refused_with_file_and_feature(tmp_path: Path) -> None:
    good = feature(polygon(SQUARE), zone="vells")
    for ring, code, word in ((turned(SQUARE), "TW-GEO-5", "if it is turned round"), (AWAY, "TW-GEO-11", "it lies 6")):
        path = written(tmp_path, good, feature(polygon(ring), zone="vells"))
        with pytest.raises(InputError) as error:
            own(path)
        assert (error.value.code, error.value.where) == (code, "given.geojson, feature 2")
        assert word in error.value.what
        assert "Vell area" in error.value.what
        assert error.value.do


def test_a_small_outline_turned_round_not_far_off_is_noticed_by_its_zones_places(tmp_path: Path) -> None:
    at = {key: PlaceEntry(key, key, "town", lat=35.9 + n / 10, lon=36.6 + n / 10) for n, key in enumerate("abc")}
    zone = Zone("z", "Z", None, places=tuple(Thing(key, key, None) for key in at))
    ring = [[36.5, 35.8], [36.9, 35.8], [36.9, 36.2], [36.5, 35.8]]
    for each, code in ((ring, None), (turned(ring), "TW-GEO-5")):
        path = written(tmp_path, feature(polygon(each), zone="z"))
        if code is None:
            assert own_outlines(given(path), [zone], Knowledge("1", places=at))
            continue
        with pytest.raises(InputError) as error:
            own_outlines(given(path), [zone], Knowledge("1", places=at))
        assert error.value.code == code


def test_where_no_place_of_the_zone_is_known_the_state_of_the_case_tells(tmp_path: Path) -> None:
    zone = Zone("z", "Z", None)
    state = PartyEntry("jordan", "Jordan", PartyKind.STATE, iso="JO")
    about = Knowledge("1", country="jordan", parties={"jordan": state})
    amman = [[35.8, 31.9], [36.0, 31.9], [36.0, 32.1], [35.8, 31.9]]
    assert own_outlines(given(written(tmp_path, feature(polygon(amman), zone="z"))), [zone], about)
    for ring, code in (
        (turned(amman), "TW-GEO-5"),
        (SQUARE, "TW-GEO-11"),
        ([[0.1, 0.1], [0.2, 0.1], [0.2, 0.2], [0.1, 0.1]], "TW-GEO-11"),
    ):
        with pytest.raises(InputError) as error:
            own_outlines(given(written(tmp_path, feature(polygon(ring), zone="z"))), [zone], about)
        assert error.value.code == code, ring


def test_a_line_becomes_the_strip_along_it_or_on_one_side_of_it(tmp_path: Path) -> None:
    line = {"type": "LineString", "coordinates": [[20.2, 45.2], [20.6, 45.2]]}

    def drawn_as(**told: object) -> tuple[BaseGeometry, str]:
        outline = own(written(tmp_path, feature(line, zone="vells", width_km=10, **told)))
        return shape_of(outline.geometry), outline.basis

    both, words = drawn_as()
    assert words == "feature 1 of given.geojson; 10 km on each side of a line"
    north, words = drawn_as(side="north")
    assert words.endswith("10 km on the north side of a line")
    towards, words = drawn_as(toward="Tarn")
    assert words.endswith("10 km towards Tarn from a line")
    assert towards.equals(north)
    south, _ = drawn_as(toward=[20.4, 44.0])
    assert north.bounds[1] > 45.199
    assert south.bounds[3] < 45.201
    assert north.intersection(south).area < both.area / 1000
    assert north.union(south).symmetric_difference(both).area < both.area / 500


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"width_km": "ten"},
        {"width_km": -1},
        {"width_km": 5000},
        {"width_km": 10, "side": "upwards"},
        {"width_km": 10, "side": "east"},
        {"width_km": 10, "toward": "Atlantis"},
    ],
)
def test_a_line_without_a_width_or_a_side_that_can_be_told_is_refused(tmp_path: Path, told: dict[str, object]) -> None:
    line = {"type": "LineString", "coordinates": [[20.2, 45.2], [20.6, 45.2]]}
    with pytest.raises(InputError) as error:
        own(written(tmp_path, feature(line, zone="vells", **told)))
    assert (error.value.code, error.value.where) == ("TW-GEO-12", "given.geojson, feature 1")


def test_a_kept_outline_of_a_zone_that_is_gone_is_named_and_comes_back_with_it(tmp_path: Path) -> None:
    kept = given(written(tmp_path, feature(polygon(SQUARE), zone="vells")))
    assert (kept_outlines(kept, [ZONE], KNOWLEDGE), lost_zones(kept, [ZONE], KNOWLEDGE)) == ({}, ("vells",))
    assert (list(kept_outlines(kept, [NEAR], KNOWLEDGE)), lost_zones(kept, [NEAR], KNOWLEDGE)) == (["vells"], ())


def test_the_file_given_last_leads_and_says_whose_it_is_and_when_it_held(tmp_path: Path) -> None:
    path = written(tmp_path, feature(polygon(SQUARE), zone="vells", valid="2017"), feature(polygon(EAST), zone="vells"))
    first, last = (given(path, source=who, valid="2018") for who in ("first", "last"))
    found = atlas([first, last], [NEAR], KNOWLEDGE).own["vells"]
    assert [(o.source, o.valid) for o in found] == [
        ("last", "2017"), ("last", "2018"), ("first", "2017"), ("first", "2018"),
    ]  # fmt: skip
