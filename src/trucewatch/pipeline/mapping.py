"""The zones of a case with the outlines that a person's files add, and what happened in them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from trucewatch.dossier.geometry import Atlas, drawn, known_points
from trucewatch.dossier.geometry_boundaries import Boundaries
from trucewatch.dossier.geometry_features import valid_on
from trucewatch.dossier.geometry_own import own_outlines
from trucewatch.dossier.model import Dossier
from trucewatch.monitoring.periods import By
from trucewatch.monitoring.violations import Violations, violations
from trucewatch.pipeline import filters
from trucewatch.pipeline.view import View
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.when import When


@dataclass(frozen=True, slots=True)
class Files:
    """GeoJSON files: admin units, and outlines of zones."""

    boundaries: Path | None = None
    outlines: Path | None = None


def charted(seen: View, files: Files, day: dt.date | None = None) -> Dossier:
    """The dossier with its zones drawn anew with the files, only those that may be valid on `day` if one is given.

    Raises InputError for a file that is not sound.
    """
    dossier, knowledge = seen.dossier, seen.knowledge
    zones = dossier.zones
    if files.boundaries or files.outlines:
        known = known_points(knowledge)
        atlas = Atlas(
            Boundaries.read(files.boundaries, known) if files.boundaries else None,
            own_outlines(files.outlines, zones, knowledge, known) if files.outlines else {},
        )
        zones = drawn(zones, knowledge, atlas)
    return replace(dossier, zones=zones if day is None else tuple(valid_on(zones, day)))


def panel(
    seen: View, zone: str, by: str, days: When | None, sources: Sequence[str] | None, files: Files
) -> list[Violations]:
    """The violations in the zone of that name or id; RequestError where there is no such zone or source."""
    dossier = charted(seen, files)
    wanted = filters.wanted(dossier, seen.knowledge, filters.Names(zone=zone)).zones or frozenset()
    found = [each for each in dossier.zones if each.zone_id in wanted]
    if len(found) != 1:
        names = ", ".join(each.name for each in dossier.zones) or "none"
        raise RequestError("TW-ASK-9", f"{zone!r} is a place, not a zone.", do=f"The zones of this case are: {names}.")
    return violations(dossier, found[0], seen.knowledge, by=By(by), days=days, sources=sources)
