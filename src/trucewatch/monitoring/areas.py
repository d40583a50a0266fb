"""Whether something happened inside a zone, by the names of places and what lies in what."""

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.model import Dossier
from trucewatch.monitoring.evidence import Truth
from trucewatch.vocabulary.subject import Thing

Spot = tuple[str | None, str | None, tuple[str | None, ...]]
"""Where a claim says that something happened: ids of the zone and of the agreement it names, and of its places."""


class Areas:
    """Zones by their places; what the gazetteer does not place stays unknown, never outside."""

    def __init__(self, dossier: Dossier, knowledge: Knowledge | None) -> None:
        """Read the places of the dossier's zones and the casebook's chain of places."""
        self._places = knowledge.places if knowledge else {}
        self._country = knowledge.country if knowledge else None
        self._zones = {zone.zone_id: frozenset(p.id for p in zone.places if p.id) for zone in dossier.zones}
        self._relations: dict[tuple[str, str], Truth] = {}
        self._chains: dict[str, tuple[str, ...]] = {}

    def inside(self, spot: Spot, zone: Thing | None, agreement: Thing | None) -> Truth:
        """Whether a spot lies in the zone; without a zone, in the country or under the agreement."""
        if zone is None or zone.id is None:
            return self._under(spot, agreement)
        if spot[0] == zone.id:
            return Truth.YES
        answers = [self._relation(place, zone.id) for place in spot[2]]
        if Truth.YES in answers:
            return Truth.YES
        return Truth.NO if answers and all(answer is Truth.NO for answer in answers) else Truth.UNKNOWN

    def chain(self, place: str) -> tuple[str, ...]:
        """The place and all that it is part of, nearest first."""
        if place not in self._chains:
            found = [place]
            while (entry := self._places.get(found[-1])) and entry.part_of and entry.part_of not in found:
                found.append(entry.part_of)
            self._chains[place] = tuple(found)
        return self._chains[place]

    def _under(self, spot: Spot, agreement: Thing | None) -> Truth:
        zone, told_of, places = spot
        if zone or (agreement and told_of and told_of == agreement.id):
            return Truth.YES
        countries = {entry.country for p in places if (entry := self._places.get(p or ""))}
        if self._country and self._country in countries:
            return Truth.YES
        return Truth.NO if self._country and countries and None not in countries else Truth.UNKNOWN

    def _relation(self, place: str | None, zone: str) -> Truth:
        if place is None:
            return Truth.UNKNOWN
        found = self._relations.get((place, zone))
        if found is None:
            found = self._relations[place, zone] = self._related(place, self._zones.get(zone, frozenset()))
        return found

    def _related(self, place: str, core: frozenset[str]) -> Truth:
        if not core:
            return Truth.UNKNOWN
        if core.intersection(self.chain(place)):
            return Truth.YES
        around = any(place in self.chain(inner) for inner in core)
        return Truth.UNKNOWN if around or place not in self._places else Truth.NO
