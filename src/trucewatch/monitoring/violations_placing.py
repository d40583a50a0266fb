"""Whether an incident or a count lies in a zone, as events are placed in the dossier (see `dossier.ground`)."""

from collections.abc import Iterable, Sequence

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.ground import ORDER, Ground, Survey
from trucewatch.dossier.located import site_of
from trucewatch.dossier.model import Dossier
from trucewatch.vocabulary.codes import Placed
from trucewatch.vocabulary.subject import Event, Zone

__all__ = ["Placed", "Placing"]


class Placing:
    """Places events and counts in one zone."""

    def __init__(self, dossier: Dossier, knowledge: Knowledge, zone: Zone) -> None:
        """Take the zone as it is drawn."""
        self._dossier, self._zone = dossier, zone.zone_id
        self._ground = Ground((zone,), knowledge)

    def events(self, events: Iterable[Event]) -> dict[str, Placed]:
        """How each event lies to the zone, by its id; one that nobody places is outside."""
        claims, resolved = self._dossier.claims, self._dossier.resolved
        listed = list(events)
        survey = Survey(self._ground, [site_of(event, claims, resolved) for event in listed])
        found = survey.how(self._zone).tolist()
        return {event.event_id: _or_outside(ORDER[how]) for event, how in zip(listed, found, strict=True)}

    def by_names(self, places: Sequence[str | None]) -> Placed:
        """The same of places by what lies in what."""
        return _or_outside(self._ground.by_names(places, self._zone))


def _or_outside(how: Placed) -> Placed:
    return Placed.OUTSIDE if how is Placed.UNPLACED else how
