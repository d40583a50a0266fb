"""The maps of a case: files that a person gives once, which zones are drawn with from then on."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from trucewatch.dossier import maps
from trucewatch.dossier.geometry_features import valid_on
from trucewatch.dossier.geometry_files import read
from trucewatch.dossier.geometry_own import lost_zones
from trucewatch.dossier.model import Dossier
from trucewatch.ledger import BOUNDARIES, OUTLINES, StoredMap
from trucewatch.monitoring.periods import By
from trucewatch.monitoring.violations import Violations, violations
from trucewatch.pipeline import filters
from trucewatch.pipeline.view import View
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.when import When


@dataclass(frozen=True, slots=True)
class Files:
    """GeoJSON files: admin units, and outlines of zones. `once`: they are not kept with the case."""

    boundaries: Path | None = None
    outlines: Path | None = None
    once: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A map of the case, and what it gives. `lost` are names in it that no zone of the case bears any more."""

    map: StoredMap
    zones: tuple[str, ...]
    lost: tuple[str, ...] = ()


def use(seen: View, files: Files) -> list[StoredMap]:
    """Keep the files with the case (or try them once) and draw the zones with them; returns those that are new.

    Raises InputError for a file that is not sound; then nothing is kept.
    """
    given = [
        (path, checked(seen, path, kind))
        for path, kind in ((files.boundaries, BOUNDARIES), (files.outlines, OUTLINES))
        if path
    ]
    if not given:
        return []
    if files.once:
        seen.chart([*seen.ledger.maps(), *(each for _, each in given)])
        return []
    new = [each for _, each in given if seen.ledger.add_map(each)]
    seen.chart(seen.ledger.maps())
    return new


def checked(seen: View, path: Path, kind: str, source: str | None = None, valid: str | None = None) -> StoredMap:
    """The file as a case keeps it; InputError where it is not sound or says nothing of the zones of this case."""
    given = StoredMap(kind, path.name, read(path), source, valid)
    maps.check(given, seen.dossier.zones, seen.knowledge, str(path))
    return given


def keep(seen: View, given: StoredMap) -> bool:
    """Keep a file that was checked, and draw the zones with it; whether anything changed."""
    changed = seen.ledger.add_map(given)
    seen.chart(seen.ledger.maps())
    return changed


def kept(seen: View) -> list[Kept]:
    """The maps of the case, in the order in which they were given."""
    return [_kept(seen, each) for each in seen.ledger.maps()]


def _kept(seen: View, given: StoredMap) -> Kept:
    zones, knowledge = seen.dossier.zones, seen.knowledge
    lost = lost_zones(given, zones, knowledge) if given.kind == OUTLINES else ()
    return Kept(given, maps.drawn_with(given, zones, knowledge), lost)


def remove(seen: View, name: str) -> list[StoredMap]:
    """Let the maps of that name, or whose hash begins so, count no more; RequestError where there are none."""
    every = seen.ledger.maps()
    found = [m for m in every if name == m.file or (len(name) >= 6 and m.content_hash.startswith(name.casefold()))]
    if not found:
        known = ", ".join(m.file for m in every) or "none"
        raise RequestError("TW-GEO-10", f"This case keeps no map called {name!r}.", do=f"It keeps: {known}.")
    for each in found:
        seen.ledger.remove_map(each.kind, each.file)
    seen.chart(seen.ledger.maps())
    return found


def charted(seen: View, day: dt.date | None = None) -> Dossier:
    """The dossier with only those zones, and outlines of them, that may be valid on `day`, if one is given."""
    dossier = seen.dossier
    return dossier if day is None else replace(dossier, zones=tuple(valid_on(dossier.zones, day)))


def panel(seen: View, zone: str, by: str, days: When | None, sources: Sequence[str] | None) -> list[Violations]:
    """The violations in the zone of that name or id; RequestError where there is no such zone or source."""
    dossier = seen.dossier
    wanted = filters.wanted(dossier, seen.knowledge, filters.Names(zone=zone)).zones or frozenset()
    found = [each for each in dossier.zones if each.zone_id in wanted]
    if len(found) != 1:
        names = ", ".join(each.name for each in dossier.zones) or "none"
        raise RequestError("TW-ASK-9", f"{zone!r} is a place, not a zone.", do=f"The zones of this case are: {names}.")
    return violations(dossier, found[0], seen.knowledge, by=By(by), days=days, sources=sources)
