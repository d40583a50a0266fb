"""Zones as GeoJSON (RFC 7946): a feature each, its row as properties; a zone without a shape has a null geometry."""

from collections.abc import Iterable

from trucewatch.exchange.shapes import Row


def collection(rows: Iterable[Row]) -> Row:
    """A FeatureCollection of rows of `zones`."""
    return {"type": "FeatureCollection", "features": [_feature(row) for row in rows]}


def _feature(row: Row) -> Row:
    properties = {name: value for name, value in row.items() if name != "geometry"}
    return {"type": "Feature", "id": row["zone_id"], "geometry": row["geometry"], "properties": properties}
