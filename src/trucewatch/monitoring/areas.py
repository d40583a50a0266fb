"""Whether something happened inside a zone, by the names of places and what lies in what."""

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.model import Dossier, Resolved
from trucewatch.monitoring.evidence import Truth
from trucewatch.vocabulary.subject import Thing


class Areas:
    """Zones by their places; what the gazetteer does not place stays unknown, never outside."""

    def __init__(self, dossier: Dossier, knowledge: Knowledge | None) -> None:
        """Read the places of the dossier's zones and the casebook's chain of places."""
        self._places = knowledge.places if knowledge else {}
        self._country = knowledge.country if knowledge else None
        self._zones = {zone.zone_id: frozenset(p.id for p in zone.places if p.id) for zone in dossier.zones}

    def inside(self, resolved: Resolved, zone: Thing | None, agreement: Thing | None) -> Truth:
        """Whether what a claim tells lies in the zone; without a zone, in the country or under the agreement."""
        if zone is None or zone.id is None:
            return self._under(resolved, agreement)
        if resolved.zone and resolved.zone.id == zone.id:
            return Truth.YES
        core = self._zones.get(zone.id, frozenset())
        answers = [self._relation(place.id, core) for place in resolved.places]
        if Truth.YES in answers:
            return Truth.YES
        return Truth.NO if answers and all(answer is Truth.NO for answer in answers) else Truth.UNKNOWN

    def chain(self, place: str) -> tuple[str, ...]:
        """The place and all that it is part of, nearest first."""
        found = [place]
        while (entry := self._places.get(found[-1])) and entry.part_of and entry.part_of not in found:
            found.append(entry.part_of)
        return tuple(found)

    def _under(self, resolved: Resolved, agreement: Thing | None) -> Truth:
        if agreement and resolved.agreement and resolved.agreement.id == agreement.id:
            return Truth.YES
        if resolved.zone:
            return Truth.YES
        countries = {entry.country for p in resolved.places if (entry := self._places.get(p.id or ""))}
        if self._country and self._country in countries:
            return Truth.YES
        return Truth.NO if self._country and countries and None not in countries else Truth.UNKNOWN

    def _relation(self, place: str | None, core: frozenset[str]) -> Truth:
        if place is None or not core:
            return Truth.UNKNOWN
        chain = self.chain(place)
        if core.intersection(chain):
            return Truth.YES
        around = any(place in self.chain(inner) for inner in core)
        return Truth.UNKNOWN if around or place not in self._places else Truth.NO
