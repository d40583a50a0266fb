"""Outlines that a person brings for zones of a case, as a GeoJSON file.

Each feature names its zone in `zone` (or `zone_id`, `name`) and may say `precision`, `basis`, `version`, `bound`,
`valid` (EDTF) and `source`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.corpus import when
from trucewatch.dossier.geometry_files import Feature, features
from trucewatch.dossier.geometry_shapes import Point, geojson
from trucewatch.dossier.names import bare
from trucewatch.vocabulary.codes import Precision
from trucewatch.vocabulary.errors import InputError
from trucewatch.vocabulary.subject import Outline, Zone

_ZONE_COLUMNS = ("zone", "zone_id", "name")
_BOUNDS = ("inner", "outer")


def own_outlines(
    path: Path, zones: Iterable[Zone], knowledge: Knowledge, known: Sequence[Point] = ()
) -> dict[str, tuple[Outline, ...]]:
    """Zone ids to the outlines that the file gives them, in its order.

    Raises InputError where the file is not sound (see `geometry_files`), or a feature names no zone of these, or gives
    a precision or time that is none.
    """
    names = _names(zones, knowledge)
    found: dict[str, list[Outline]] = defaultdict(list)
    for feature in features(path, known):
        where = f"{path}, feature {feature.number}"
        found[_zone(where, feature.properties, names)].append(_outline(path, where, feature))
    return {zone: tuple(found[zone]) for zone in sorted(found)}


def _names(zones: Iterable[Zone], knowledge: Knowledge) -> dict[str, str]:
    names: dict[str, str] = {}
    for zone in zones:
        entry = knowledge.zones.get(zone.zone_id)
        aliases = [alias.name for alias in entry.aliases] if entry else []
        for name in (zone.zone_id, zone.name, *aliases):
            names.setdefault(bare(name), zone.zone_id)
    return names


def _zone(where: str, properties: Mapping[str, Any], names: Mapping[str, str]) -> str:
    given = [str(properties[column]) for column in _ZONE_COLUMNS if properties.get(column)]
    for name in given:
        zone = names.get(bare(name))
        if zone:
            return zone
    known = ", ".join(sorted(set(names.values()))) or "none"
    what = f"{given[0]!r} is no zone of this case." if given else "it does not say which zone it outlines."
    raise InputError("TW-GEO-8", what, where, f"Give it a property 'zone'. The zones are: {known}.")


def _outline(path: Path, where: str, feature: Feature) -> Outline:
    given = feature.properties
    precision = str(given.get("precision") or Precision.DESCRIBED)
    if precision not in list(Precision):
        raise InputError("TW-GEO-9", f"{precision!r} is no precision.", where, f"Give one of: {', '.join(Precision)}.")
    valid = str(given["valid"]) if given.get("valid") else None
    if valid and when(valid) is None:
        raise InputError("TW-GEO-9", f"valid {valid!r} is no time.", where, "Write it as 2018-09-17/2020-03-05.")
    geometry = geojson(feature.shape)
    if geometry is None:
        raise InputError("TW-GEO-4", "nothing with an area is left at five decimals.", where, "Draw it larger.")
    basis = str(given.get("basis") or f"feature {feature.number} of {path.name}")
    return Outline(
        version=str(given.get("version") or f"as in {path.name}"),
        precision=Precision(precision),
        basis="; ".join([basis, *feature.notes]),
        geometry=geometry,
        bound=given.get("bound") if given.get("bound") in _BOUNDS else None,
        valid=valid,
        source=str(given["source"]) if given.get("source") else None,
    )
