"""Zones to outlines: what the casebook's recipe gives, rival widths, admin units, and what a person brings.

Nothing is traced from nowhere: each outline says in words what it was drawn from, and a zone that nothing places has
none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import shapely
from shapely.geometry.base import BaseGeometry

from trucewatch.casebook.knowledge import GeometryEntry, Knowledge
from trucewatch.dossier.geometry_boundaries import Boundaries
from trucewatch.dossier.geometry_places import Whereabouts
from trucewatch.dossier.geometry_shapes import Point, geojson, hull, one_sided, strip
from trucewatch.dossier.geometry_widths import Width, reaches, widths
from trucewatch.vocabulary.codes import Precision
from trucewatch.vocabulary.subject import Outline, Zone

RECIPE, TOLD, UNITS = "as the casebook draws it", "around the places named", "whole admin units"


@dataclass(frozen=True, slots=True)
class Atlas:
    """What a person brings: `boundaries` of admin units, file by file, and outlines of their own by zone id."""

    boundaries: tuple[Boundaries, ...] = ()
    own: Mapping[str, tuple[Outline, ...]] = field(default_factory=dict)


def drawn(zones: Iterable[Zone], knowledge: Knowledge, atlas: Atlas | None = None) -> tuple[Zone, ...]:
    """The zones with their outlines, those of a person first, then the casebook's, rival widths, admin units.

    A zone that no casebook has is drawn around the places that reports name for it, if there are three or more.
    """
    artist = _Artist(knowledge, atlas or Atlas())
    return tuple(map(artist.zone, zones))


class _Artist:
    def __init__(self, knowledge: Knowledge, atlas: Atlas) -> None:
        self._knowledge, self._atlas = knowledge, atlas
        self._where = Whereabouts(knowledge)

    def zone(self, zone: Zone) -> Zone:
        entry = self._knowledge.zones.get(zone.zone_id)
        recipe = entry.geometry if entry else None
        outlines = [*self._atlas.own.get(zone.zone_id, ())]
        outlines += self._by_recipe(zone, recipe) if recipe else self._told(zone)
        drawn_so_far = [o.geometry for o in outlines]
        units = self._units([p.id for p in zone.places if p.id], "admin units of its places")
        outlines += [o for o in units if o.geometry not in drawn_so_far]
        if not outlines:
            return replace(zone, basis=self._why_not(zone, recipe))
        first = outlines[0]
        return replace(
            zone,
            geometry=first.geometry,
            precision=first.precision,
            basis=first.basis,
            outlines=tuple(replace(o, valid=o.valid or zone.valid) for o in outlines),
        )

    def _by_recipe(self, zone: Zone, recipe: GeometryEntry) -> Iterator[Outline]:
        entry = self._knowledge.zones[zone.zone_id]
        if recipe.recipe == "admin":
            yield from self._units(recipe.places, "admin units named in the casebook", RECIPE)
            return
        points, missing = self._placed(recipe.places)
        plan = _Plan(recipe.recipe, points, missing, recipe.side, self._placed(recipe.toward)[0])
        base = plan.outline(recipe.width_km or 0.0, RECIPE)
        if base:
            yield replace(base, source=entry.source)
        for width, bound, reach in reaches(recipe, entry.numbers, widths(zone, entry.numbers)):
            rival = plan.outline(reach, width.words, bound)
            if rival:
                yield _of_width(rival, width)

    def _told(self, zone: Zone) -> Iterator[Outline]:
        """Around spots that reports name, never around provinces and roads."""
        places = [p.id for p in zone.places if p.id and not self._where.is_wide(p.id)]
        points, missing = self._placed(places)
        shape = _Plan("hull", points, missing).outline(0.0, TOLD) if len(points) >= 3 else None
        if shape:
            count = len(zone.reports)
            by = f"named by {count} report{'' if count == 1 else 's'}"
            yield replace(shape, basis=f"{shape.basis}; {by}", claims=zone.claims)

    def _units(self, places: Sequence[str], what: str, version: str = UNITS) -> Iterator[Outline]:
        entries = [self._knowledge.places[p] for p in places if p in self._knowledge.places]
        if version == UNITS:
            entries = [entry for entry in entries if self._where.is_wide(entry.key)]
        bound = "outer" if version == UNITS else None
        for boundaries in self._atlas.boundaries:
            units = [unit for entry in entries if (unit := boundaries.unit(entry))]
            shape = geojson(shapely.union_all([unit.shape for unit in units])) if units else None
            if shape:
                names = ", ".join(dict.fromkeys(unit.name for unit in units))
                lost = len(entries) - len(units)
                basis = f"{what}, whole: {names} (from {boundaries.file}){f'; {lost} not found there' if lost else ''}"
                valid, source = boundaries.valid, boundaries.source
                yield Outline(version, Precision.SCHEMATIC, basis, shape, bound=bound, valid=valid, source=source)

    def _placed(self, places: Sequence[str]) -> tuple[list[tuple[str, Point]], list[str]]:
        found: list[tuple[str, Point]] = []
        missing = []
        for place in dict.fromkeys(places):
            point = self._where.point(place)
            name = self._where.name(place)
            if point:
                found.append((name, point))
            else:
                missing.append(name)
        return found, missing

    def _why_not(self, zone: Zone, recipe: GeometryEntry | None) -> str:
        if recipe and recipe.recipe == "admin" and not self._atlas.boundaries:
            return "not drawn: made of admin units, and no boundaries file was given"
        if recipe and recipe.recipe == "buffer" and (recipe.side or recipe.toward):
            plan = _Plan("buffer", self._placed(recipe.places)[0], (), recipe.side, self._placed(recipe.toward)[0])
            if plan.fault:
                return f"not drawn: {plan.fault}"
        if not zone.places:
            return "not drawn: nobody names a place for it"
        spots = [p.id for p in zone.places if p.id and self._where.spot(p.id)]
        return f"not drawn: of {len(zone.places)} places named for it, {len(spots)} can be put on a map as a spot"


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a recipe draws: names and points of its places, and on which side of their line, if on one alone."""

    recipe: str
    points: Sequence[tuple[str, Point]]
    missing: Sequence[str]
    side: str | None = None
    toward: Sequence[tuple[str, Point]] = ()

    @property
    def _meant(self) -> str | list[Point] | None:
        return self.side or [point for _, point in self.toward] or None

    @property
    def fault(self) -> str | None:
        """Why a side of the line cannot be told."""
        try:
            self._shape(1.0)
        except ValueError as error:
            return str(error)
        return None

    def outline(self, reach: float, version: str, bound: str | None = None) -> Outline | None:
        """What it comes to with a reach in km; None where there is nothing to draw."""
        if not self.points or (self.recipe == "buffer" and (len(self.points) < 2 or not reach)):
            return None
        try:
            shape = geojson(self._shape(reach))
        except ValueError:
            return None  # its line has no such side, as `fault` says
        return Outline(version, Precision.SCHEMATIC, self._words(reach), shape, bound) if shape else None

    def _shape(self, reach: float) -> BaseGeometry:
        places = [point for _, point in self.points]
        if self.recipe != "buffer":
            return hull(places, reach)
        return one_sided(places, reach, self._meant) if self._meant else strip(places, reach)

    def _words(self, reach: float) -> str:
        names = ", ".join(name for name, _ in self.points)
        count = f"{len(self.points)} place{'' if len(self.points) == 1 else 's'}"
        if self.recipe == "buffer":
            text = f"{reach:g} km {self._which} a line through {count}: {names}"
        elif reach:
            text = f"{'circle' if len(self.points) == 1 else 'hull'} of {count}, {reach:g} km around: {names}"
        else:
            text = f"hull of {count}: {names}"
        missing = ", ".join(self.missing)
        return f"{text}; without {missing}, whose position is not known" if missing else text

    @property
    def _which(self) -> str:
        if self.side:
            return f"on the {self.side} side of"
        towards = " and ".join(name for name, _ in self.toward)
        return f"towards {towards} from" if towards else "on each side of"


def _of_width(outline: Outline, width: Width) -> Outline:
    return replace(outline, claims=width.claims, source=width.source)
