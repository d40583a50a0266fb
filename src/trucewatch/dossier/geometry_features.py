"""Zones as GeoJSON features, one for each version of where a zone lies, and which of them held on a day."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from pyproj import Geod

from trucewatch.dossier.corpus import when
from trucewatch.dossier.geometry_shapes import shape_of
from trucewatch.vocabulary.subject import Outline, Zone
from trucewatch.vocabulary.when import When

_EARTH = Geod(ellps="WGS84")


def feature_collection(zones: Iterable[Zone]) -> dict[str, Any]:
    """A FeatureCollection with every outline, those of one zone together, the one the zone goes by first."""
    return {"type": "FeatureCollection", "features": [f for zone in zones for f in _features(zone)]}


def _features(zone: Zone) -> Iterator[dict[str, Any]]:
    for position, outline in enumerate(zone.outlines):
        yield {
            "type": "Feature",
            "id": f"{zone.zone_id}/{position}",
            "properties": {
                "zone": zone.zone_id,
                "name": zone.name,
                "kind": zone.kind,
                "established_by": zone.established_by.id if zone.established_by else None,
                "version": outline.version,
                "bound": outline.bound,
                "rival": position > 0,
                "precision": outline.precision.value,
                "basis": outline.basis,
                "valid": outline.valid,
                "area_km2": area_km2(outline),
                "source": outline.source,
                "claims": list(outline.claims),
            },
            "geometry": outline.geometry,
        }


def area_km2(outline: Outline) -> float:
    """The area on the ellipsoid in square kilometres, to one decimal."""
    area, _ = _EARTH.geometry_area_perimeter(shape_of(outline.geometry))
    return round(abs(area) / 1e6, 1)


def valid_on(zones: Iterable[Zone], day: dt.date) -> Iterator[Zone]:
    """The zones, and their outlines, that may have held on a day; a time that nobody gives rules nothing out."""
    today = When.day(day)
    for zone in zones:
        if not _may(zone.valid, today):
            continue
        outlines = tuple(o for o in zone.outlines if _may(o.valid, today))
        first = outlines[0] if outlines else None
        yield (
            zone
            if outlines == zone.outlines
            else replace(
                zone,
                outlines=outlines,
                geometry=first.geometry if first else None,
                precision=first.precision if first else None,
                basis=first.basis if first else "no outline is valid on that day",
            )
        )


def _may(valid: str | None, today: When) -> bool:
    span = when(valid)
    return span is None or span.overlaps(today)
