"""Zones as GeoJSON (RFC 7946): a feature for each version of where a zone lies, rival ones side by side.

The versions of one zone stand together, the one that it goes by first. A zone without a shape has one feature with a
null geometry, whose `basis` says why.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from trucewatch.exchange.shapes import Row

_OF_OUTLINE = ("version", "bound", "precision", "basis", "valid", "area_km2", "source", "claims")


def collection(rows: Iterable[Row]) -> Row:
    """A FeatureCollection of rows of `zones`."""
    return {"type": "FeatureCollection", "features": [feature for row in rows for feature in _features(row)]}


def _features(row: Row) -> Iterator[Row]:
    for position, outline in enumerate(row["outlines"] or [row]):
        yield {
            "type": "Feature",
            "id": f"{row['zone_id']}/{position}",
            "geometry": outline["geometry"],
            "properties": _properties(row, outline, position),
        }


def _properties(row: Row, outline: Mapping[str, Any], position: int) -> Row:
    founded = row["established_by"]
    return {
        "zone": row["zone_id"],
        "name": row["name"],
        "kind": row["kind"],
        "established_by": founded["id"] if founded else None,
        "rival": position > 0,
        **{name: outline.get(name) for name in _OF_OUTLINE},
        "zone_valid": row["valid"],
        "places": [place["name"] or place["mention"] for place in row["places"]],
        "reports": row["reports"],
    }
