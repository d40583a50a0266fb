"""Outlines that a person brings for zones of a case, as a GeoJSON file.

Each feature names its zone in `zone` (or `zone_id`, `name`) and may say `precision`, `basis`, `version`, `bound`,
`valid` (EDTF) and `source`. A line becomes the strip along it: `width_km` on each side, or on one `side` alone
(north, left …), or `toward` a place (its name, or [longitude, latitude]).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.corpus import when
from trucewatch.dossier.geometry_files import Feature, features
from trucewatch.dossier.geometry_places import Whereabouts
from trucewatch.dossier.geometry_shapes import Point, geojson, one_sided, strip
from trucewatch.dossier.geometry_sides import SIDES
from trucewatch.dossier.geometry_whereabouts import Expected
from trucewatch.dossier.names import bare
from trucewatch.ledger.records import StoredMap
from trucewatch.vocabulary.codes import Precision
from trucewatch.vocabulary.errors import InputError
from trucewatch.vocabulary.subject import Outline, Zone

_ZONE_COLUMNS = ("zone", "zone_id", "name")
_BOUNDS = ("inner", "outer")
_WIDEST = 1_000.0
"""Kilometres; a wider strip is a slip of the pen."""


def own_outlines(
    given: StoredMap, zones: Iterable[Zone], knowledge: Knowledge, where: str | None = None
) -> dict[str, tuple[Outline, ...]]:
    """Zone ids to the outlines that the file gives them, in its order; `where` names the file in messages.

    Raises InputError where the file is not sound (see `geometry_files`), or a feature names no zone of these, lies
    where that zone cannot be, or gives a precision, width, side or time that is none.
    """
    by_id = {zone.zone_id: zone for zone in zones}
    names, expected = _names(by_id.values(), knowledge), Expected(knowledge)
    found: dict[str, list[Outline]] = defaultdict(list)
    for feature in features(given.content, where or given.file, lines=True):
        here = f"{where or given.file}, feature {feature.number}"
        zone = _zone(feature.properties, names)
        if zone is None:
            raise _of_no_zone(here, feature.properties, names)
        expected.check(here, feature.shape, by_id[zone])
        found[zone].append(_outline(given, here, feature, knowledge))
    return {zone: tuple(found[zone]) for zone in sorted(found)}


def kept_outlines(given: StoredMap, zones: Iterable[Zone], knowledge: Knowledge) -> dict[str, tuple[Outline, ...]]:
    """The same of a file that a case keeps. A zone that it no longer has (reports may stop to tell of one) is left out.

    Outlines of that zone stay with the case, and come back with it.
    """
    names = _names(zones, knowledge)
    found: dict[str, list[Outline]] = defaultdict(list)
    for feature in features(given.content, given.file, lines=True):
        zone = _zone(feature.properties, names)
        if zone is not None:
            found[zone].append(_outline(given, f"{given.file}, feature {feature.number}", feature, knowledge))
    return {zone: tuple(found[zone]) for zone in sorted(found)}


def lost_zones(given: StoredMap, zones: Iterable[Zone], knowledge: Knowledge) -> tuple[str, ...]:
    """The names in a file that a case keeps which no zone of the case bears any more."""
    names = _names(zones, knowledge)
    lost = [f.properties for f in features(given.content, given.file, lines=True) if _zone(f.properties, names) is None]
    return tuple(dict.fromkeys(_given(properties)[0] for properties in lost))


def _names(zones: Iterable[Zone], knowledge: Knowledge) -> dict[str, str]:
    names: dict[str, str] = {}
    for zone in zones:
        entry = knowledge.zones.get(zone.zone_id)
        aliases = [alias.name for alias in entry.aliases] if entry else []
        for name in (zone.zone_id, zone.name, *aliases):
            names.setdefault(bare(name), zone.zone_id)
    return names


def _given(properties: Mapping[str, Any]) -> list[str]:
    return [str(properties[column]) for column in _ZONE_COLUMNS if properties.get(column)]


def _zone(properties: Mapping[str, Any], names: Mapping[str, str]) -> str | None:
    return next((zone for name in _given(properties) if (zone := names.get(bare(name)))), None)


def _of_no_zone(where: str, properties: Mapping[str, Any], names: Mapping[str, str]) -> InputError:
    given = _given(properties)
    known = ", ".join(sorted(set(names.values()))) or "none"
    what = f"{given[0]!r} is no zone of this case." if given else "it does not say which zone it outlines."
    return InputError("TW-GEO-8", what, where, f"Give it a property 'zone'. The zones are: {known}.")


def _outline(file: StoredMap, where: str, feature: Feature, knowledge: Knowledge) -> Outline:
    given = feature.properties
    precision = str(given.get("precision") or Precision.DESCRIBED)
    if precision not in list(Precision):
        raise InputError("TW-GEO-9", f"{precision!r} is no precision.", where, f"Give one of: {', '.join(Precision)}.")
    valid = str(given["valid"]) if given.get("valid") else file.valid
    if valid and when(valid) is None:
        raise InputError("TW-GEO-9", f"valid {valid!r} is no time.", where, "Write it as 2018-09-17/2020-03-05.")
    shape, drawn = feature.shape, ""
    if shape.geom_type == "LineString":
        shape, drawn = _strip(where, feature, knowledge)
    geometry = geojson(shape)
    if geometry is None:
        raise InputError("TW-GEO-4", "nothing with an area is left at five decimals.", where, "Draw it larger.")
    basis = str(given.get("basis") or f"feature {feature.number} of {file.file}")
    return Outline(
        version=str(given.get("version") or f"as in {file.file}"),
        precision=Precision(precision),
        basis="; ".join(filter(None, [basis, drawn, *feature.notes])),
        geometry=geometry,
        bound=given.get("bound") if given.get("bound") in _BOUNDS else None,
        valid=valid,
        source=str(given["source"]) if given.get("source") else file.source,
    )


def _strip(where: str, feature: Feature, knowledge: Knowledge) -> tuple[BaseGeometry, str]:
    """The area along a line, and in words how it was drawn."""
    given = feature.properties
    line = [(float(x), float(y)) for x, y in shapely.get_coordinates(feature.shape)]
    width, side, toward = given.get("width_km"), given.get("side"), given.get("toward")
    if isinstance(width, bool) or not isinstance(width, int | float) or not 0 < width <= _WIDEST:
        what = f"{width!r} is no width of the strip along this line." if width else "this line has no width."
        raise InputError("TW-GEO-12", what, where, "Give it a property `width_km`, a number such as 15.")
    if side and side not in SIDES:
        raise InputError("TW-GEO-12", f"{side!r} is no side of a line.", where, f"Give one of: {', '.join(SIDES)}.")
    if side is None and toward is None:
        return strip(line, width), f"{width:g} km on each side of a line"
    try:
        meant = side or [_spot(where, toward, knowledge)]
        shape = one_sided(line, width, meant)
    except ValueError as error:
        raise InputError("TW-GEO-12", f"{error}.", where, "Give another `side`, or `toward` a place.") from error
    return shape, f"{width:g} km on the {side} side of a line" if side else f"{width:g} km towards {toward} from a line"


def _spot(where: str, toward: object, knowledge: Knowledge) -> Point:
    """The point towards which a strip lies: given as such, or by the name of a place of the casebook."""
    if isinstance(toward, list) and len(toward) == 2 and all(type(v) in (int, float) for v in toward):
        return float(toward[0]), float(toward[1])
    places = Whereabouts(knowledge)
    for key in knowledge.place_keys(str(toward)):
        point = places.point(key)
        if point:
            return point
    what = f"no place called {toward!r} has a known position."
    raise InputError("TW-GEO-12", what, where, "Give `toward` as [longitude, latitude].")
