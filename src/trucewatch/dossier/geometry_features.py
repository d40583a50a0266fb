"""How large outlines are, and which zones and outlines held on a day."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyproj import Geod

from trucewatch.dossier.corpus import when
from trucewatch.dossier.geometry_shapes import shape_of
from trucewatch.vocabulary.subject import Outline, Zone
from trucewatch.vocabulary.when import When

_EARTH = Geod(ellps="WGS84")


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
