"""The zones of a case with the outlines that a person's files add."""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from trucewatch.dossier.geometry import Atlas, drawn, known_points
from trucewatch.dossier.geometry_boundaries import Boundaries
from trucewatch.dossier.geometry_features import valid_on
from trucewatch.dossier.geometry_own import own_outlines
from trucewatch.dossier.model import Dossier
from trucewatch.pipeline.view import View


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
