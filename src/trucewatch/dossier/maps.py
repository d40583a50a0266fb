"""The files with outlines and boundaries that a case keeps: checked when they are given, drawn each time."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.geometry import Atlas, drawn
from trucewatch.dossier.geometry_boundaries import Boundaries
from trucewatch.dossier.geometry_own import kept_outlines, own_outlines
from trucewatch.dossier.geometry_whereabouts import Expected
from trucewatch.dossier.located import with_zones
from trucewatch.dossier.model import Dossier
from trucewatch.ledger.records import BOUNDARIES, OUTLINES, StoredMap
from trucewatch.vocabulary.subject import Outline, Zone


def check(given: StoredMap, zones: Sequence[Zone], knowledge: Knowledge, where: str) -> None:
    """Raise InputError where a file is not sound, or says nothing of these zones; `where` names it in messages."""
    if given.kind == BOUNDARIES:
        Boundaries.of(given, Expected(knowledge).known(), where)
    else:
        own_outlines(given, zones, knowledge, where)


def atlas(maps: Iterable[StoredMap], zones: Sequence[Zone], knowledge: Knowledge) -> Atlas:
    """What the files give these zones; the file given last leads."""
    own: dict[str, tuple[Outline, ...]] = {}
    boundaries: list[Boundaries] = []
    for given in reversed(list(maps)):
        if given.kind == OUTLINES:
            for zone, outlines in kept_outlines(given, zones, knowledge).items():
                own[zone] = (*own.get(zone, ()), *outlines)
        else:
            boundaries.append(Boundaries.of(given))
    return Atlas(tuple(boundaries), own)


def charted(dossier: Dossier, knowledge: Knowledge, maps: Sequence[StoredMap]) -> Dossier:
    """The dossier with its zones drawn with the files, and its events placed in them."""
    zones = drawn(dossier.zones, knowledge, atlas(maps, dossier.zones, knowledge))
    return with_zones(replace(dossier, zones=zones), knowledge)


def drawn_with(given: StoredMap, zones: Sequence[Zone], knowledge: Knowledge) -> tuple[str, ...]:
    """The ids of the zones that have an outline from this file alone."""
    alone = atlas([given], zones, knowledge)
    if given.kind == OUTLINES:
        return tuple(alone.own)
    before = {zone.zone_id: len(zone.outlines) for zone in drawn(zones, knowledge)}
    return tuple(z.zone_id for z in drawn(zones, knowledge, alone) if len(z.outlines) > before[z.zone_id])
