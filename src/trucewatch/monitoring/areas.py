"""Whether something happened inside a zone, for verdicts: as the dossier places it, with three answers.

What nobody places stays unknown, never outside.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier import ground
from trucewatch.dossier.geometry_shapes import Point
from trucewatch.dossier.ground import Ground, Site
from trucewatch.dossier.model import Dossier
from trucewatch.monitoring.evidence import Truth
from trucewatch.vocabulary.codes import Placed
from trucewatch.vocabulary.subject import Thing

Spot = tuple[str | None, str | None, tuple[str | None, ...], tuple[Point, ...]]
"""Where a claim says that something happened: ids of the zone and agreement it names and of its places, its points."""

NUMBERS = {Truth.NO: 0, Truth.UNKNOWN: 1, Truth.YES: 2}
"""Answers as numbers, as `Survey` gives them."""
TRUTHS = {number: answer for answer, number in NUMBERS.items()}
_ANSWERS = {
    Placed.NAMED: Truth.YES,
    Placed.OUTLINE: Truth.YES,
    Placed.NAMES: Truth.YES,
    Placed.PERHAPS: Truth.UNKNOWN,
    Placed.UNPLACED: Truth.UNKNOWN,
    Placed.OUTSIDE: Truth.NO,
}
_NUMBERED = np.array([NUMBERS[_ANSWERS[how]] for how in ground.ORDER], dtype=np.int8)


class Areas:
    """The zones of a dossier, for claims."""

    def __init__(self, dossier: Dossier, knowledge: Knowledge | None) -> None:
        """Read the dossier's zones and the casebook's chain of places."""
        self._places = knowledge.places if knowledge else {}
        self._country = knowledge.country if knowledge else None
        self.ground = Ground(dossier.zones, knowledge or Knowledge(version=""))

    def inside(self, spot: Spot, zone: Thing | None, agreement: Thing | None) -> Truth:
        """Whether a spot lies in the zone; without a zone, in the country or under the agreement."""
        if zone is None or zone.id is None:
            return self._under(spot, agreement)
        return _ANSWERS[self.ground.how(site_of(spot), zone.id)]

    def _under(self, spot: Spot, agreement: Thing | None) -> Truth:
        zone, told_of, places, _ = spot
        if zone or (agreement and told_of and told_of == agreement.id):
            return Truth.YES
        countries = {entry.country for p in places if (entry := self._places.get(p or ""))}
        if self._country and self._country in countries:
            return Truth.YES
        return Truth.NO if self._country and countries and None not in countries else Truth.UNKNOWN


def site_of(spot: Spot) -> Site:
    """A spot as the dossier places it."""
    return Site(frozenset((spot[0],)) if spot[0] else frozenset(), spot[2], spot[3])


class Survey:
    """The same answers for many spots at once."""

    def __init__(self, areas: Areas, spots: Sequence[Spot]) -> None:
        """Spots are known by their numbers."""
        self._areas, self._spots = areas, spots
        self._survey = ground.Survey(areas.ground, [site_of(spot) for spot in spots])

    def answers(self, zone: Thing | None, agreement: Thing | None) -> NDArray[np.int8]:
        """For each spot the number of the answer to whether it lies in the zone (see `NUMBERS`)."""
        if zone is None or zone.id is None:
            return np.array([NUMBERS[self._areas.inside(s, zone, agreement)] for s in self._spots], dtype=np.int8)
        return _NUMBERED[self._survey.how(zone.id)]
