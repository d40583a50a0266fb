"""Admin units from a boundaries file, such as COD-AB, GADM or geoBoundaries, found by what their columns are called."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from trucewatch.casebook.knowledge import PlaceEntry
from trucewatch.dossier.geometry_files import Feature, features, read, texts
from trucewatch.dossier.geometry_shapes import Point
from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.names import bare, sound
from trucewatch.ledger.records import BOUNDARIES, StoredMap
from trucewatch.vocabulary.errors import InputError

_NAME_COLUMN = re.compile(
    r"(?:adm(?:in)?_?(\d)_?(?:name|[a-z]{2})(?:_?(?:\d|[a-z]{2}))?|name_(\d)|shapename)$", re.IGNORECASE
)
"""ADM1_EN, adm1_name, adm1_name1, admin1Name_en (COD-AB), NAME_1 (GADM), shapeName (geoBoundaries)."""
_NO_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Unit:
    """One admin unit: `name` as the file has it; `level` 1 is the first below the country."""

    name: str
    level: int
    shape: BaseGeometry


class Boundaries:
    """The units of a file by their names, those above its own level too. Make it with `Boundaries.read`."""

    def __init__(
        self,
        file: str,
        parts: Iterable[tuple[int, Sequence[str], BaseGeometry]],
        source: str | None = None,
        valid: str | None = None,
    ) -> None:
        """`parts` are level, all names and the shape of a unit, or of a part of one; `file` is named in a basis.

        `source` says whose they are, `valid` (EDTF) when they were the boundaries.
        """
        self.file, self.source, self.valid = file, source, valid
        self._parts: dict[str, dict[int, list[tuple[str, BaseGeometry]]]] = defaultdict(lambda: defaultdict(list))
        for level, names, shape in parts:
            for core in dict.fromkeys(filter(None, map(_core, names))):
                self._parts[core][level].append((names[0], shape))

    @classmethod
    def read(cls, path: Path, known: Sequence[Point] = ()) -> "Boundaries":
        """Read a file; InputError where it is not sound (see `geometry_files`) or no column holds names of units."""
        return cls.of(StoredMap(BOUNDARIES, path.name, read(path)), known, str(path))

    @classmethod
    def of(cls, given: StoredMap, known: Sequence[Point] = (), where: str | None = None) -> "Boundaries":
        """The same of a file as a case keeps it; `where` names it in messages."""
        where = where or given.file
        parts = [part for feature in features(given.content, where, known) for part in _named(feature)]
        if not parts:
            what = "no column holds the names of admin units."
            raise InputError("TW-GEO-7", what, where, "Name it ADM1_EN, adm1_name, NAME_1 or shapeName.")
        return cls(given.file, parts, given.source, given.valid)

    def unit(self, place: PlaceEntry) -> Unit | None:
        """The unit that a place of the casebook is, by any of its names; the widest where several bear it."""
        for name in (place.name, *(alias.name for alias in place.aliases)):
            levels = self._parts.get(_core(name))
            if levels:
                level = min(levels)
                return Unit(levels[level][0][0], level, shapely.union_all([shape for _, shape in levels[level]]))
        return None


def _named(feature: Feature) -> Iterator[tuple[int, list[str], BaseGeometry]]:
    names: dict[int, list[str]] = defaultdict(list)
    for column, value in texts(feature.properties):
        found = _NAME_COLUMN.match(column)
        if found:
            names[int(found[1] or found[2] or _NO_LEVEL)].append(value)
    return ((level, names[level], feature.shape) for level in sorted(names) if level)


def _core(name: str) -> str:
    """The name as it sounds (Daraa, Dar'a), without words such as *governorate* or *province*."""
    words = bare(name).split()
    kept = [word for word in words if word not in lexicon().zone_fillers]
    return " ".join(sound(word) for word in kept or words)
