"""Outlines that a person brings for zones of a case, as a GeoJSON file.

Each feature names its zone in `zone` (or `zone_id`, `name`) and may say `precision`, `basis`, `version`, `bound`,
`valid` (EDTF) and `source`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.corpus import when
from trucewatch.dossier.geometry_files import Feature, features
from trucewatch.dossier.geometry_shapes import Point, geojson
from trucewatch.dossier.names import bare
from trucewatch.ledger.records import StoredMap
from trucewatch.vocabulary.codes import Precision
from trucewatch.vocabulary.errors import InputError
from trucewatch.vocabulary.subject import Outline, Zone

_ZONE_COLUMNS = ("zone", "zone_id", "name")
_BOUNDS = ("inner", "outer")


def own_outlines(
    given: StoredMap, zones: Iterable[Zone], knowledge: Knowledge, known: Sequence[Point] = (), where: str | None = None
) -> dict[str, tuple[Outline, ...]]:
    """Zone ids to the outlines that the file gives them, in its order; `where` names the file in messages.

    Raises InputError where the file is not sound (see `geometry_files`), or a feature names no zone of these, or gives
    a precision or time that is none.
    """
    names = _names(zones, knowledge)
    found: dict[str, list[Outline]] = defaultdict(list)
    for feature in features(given.content, where or given.file, known):
        here = f"{where or given.file}, feature {feature.number}"
        zone = _zone(feature.properties, names)
        if zone is None:
            raise _of_no_zone(here, feature.properties, names)
        found[zone].append(_outline(given, here, feature))
    return {zone: tuple(found[zone]) for zone in sorted(found)}


def kept_outlines(given: StoredMap, zones: Iterable[Zone], knowledge: Knowledge) -> dict[str, tuple[Outline, ...]]:
    """The same of a file that a case keeps. A zone that it no longer has (reports may stop to tell of one) is left out.

    Outlines of that zone stay with the case, and come back with it.
    """
    names = _names(zones, knowledge)
    found: dict[str, list[Outline]] = defaultdict(list)
    for feature in features(given.content, given.file):
        zone = _zone(feature.properties, names)
        if zone is not None:
            found[zone].append(_outline(given, f"{given.file}, feature {feature.number}", feature))
    return {zone: tuple(found[zone]) for zone in sorted(found)}


def lost_zones(given: StoredMap, zones: Iterable[Zone], knowledge: Knowledge) -> tuple[str, ...]:
    """The names in a file that a case keeps which no zone of the case bears any more."""
    names = _names(zones, knowledge)
    lost = [f.properties for f in features(given.content, given.file) if _zone(f.properties, names) is None]
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


def _outline(file: StoredMap, where: str, feature: Feature) -> Outline:
    given = feature.properties
    precision = str(given.get("precision") or Precision.DESCRIBED)
    if precision not in list(Precision):
        raise InputError("TW-GEO-9", f"{precision!r} is no precision.", where, f"Give one of: {', '.join(Precision)}.")
    valid = str(given["valid"]) if given.get("valid") else file.valid
    if valid and when(valid) is None:
        raise InputError("TW-GEO-9", f"valid {valid!r} is no time.", where, "Write it as 2018-09-17/2020-03-05.")
    geometry = geojson(feature.shape)
    if geometry is None:
        raise InputError("TW-GEO-4", "nothing with an area is left at five decimals.", where, "Draw it larger.")
    basis = str(given.get("basis") or f"feature {feature.number} of {file.file}")
    return Outline(
        version=str(given.get("version") or f"as in {file.file}"),
        precision=Precision(precision),
        basis="; ".join([basis, *feature.notes]),
        geometry=geometry,
        bound=given.get("bound") if given.get("bound") in _BOUNDS else None,
        valid=valid,
        source=str(given["source"]) if given.get("source") else file.source,
    )
