"""Whether an incident lies in a zone: a zone that is named, else a point in an outline, else the names of places."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.geometry_index import OutlineIndex
from trucewatch.dossier.geometry_places import Whereabouts
from trucewatch.dossier.geometry_shapes import Point
from trucewatch.dossier.model import Dossier
from trucewatch.monitoring.areas import Areas
from trucewatch.monitoring.evidence import Truth
from trucewatch.vocabulary.subject import Event, Thing, Zone


class Placed(StrEnum):
    """How an incident comes to lie in a zone."""

    NAMED = "named"
    """A report says so."""
    OUTLINE = "outline"
    """Its point, or that of a place it is said to have happened at, lies in the outline that the zone goes by."""
    NAMES = "names"
    """What it is said to have happened at belongs to the zone by name; it has no point."""
    PERHAPS = "perhaps"
    """Its point lies in another version of the outline alone, or its place is wider than the zone."""
    OUTSIDE = "outside"


class Placing:
    """Places events and counts in one zone."""

    def __init__(self, dossier: Dossier, knowledge: Knowledge, zone: Zone) -> None:
        """Build the tree of the zone's outlines."""
        self._dossier, self._zone = dossier, Thing(zone.zone_id, zone.name, None)
        self._areas, self._where = Areas(dossier, knowledge), Whereabouts(knowledge)
        self._drawn = bool(zone.outlines)
        self._index = OutlineIndex(zone.outlines)

    def events(self, events: Iterable[Event]) -> dict[str, Placed]:
        """How each event lies to the zone, by its id; all points are looked up at once."""
        listed = list(events)
        points = [(n, lon, lat) for n, event in enumerate(listed) for lon, lat in self._points(event)]
        held: dict[int, set[int]] = defaultdict(set)
        if self._drawn and points:
            pairs = self._index.pairs([p[1] for p in points], [p[2] for p in points])
            for point, outline in zip(*pairs.tolist(), strict=True):
                held[points[point][0]].add(outline)
        pointed = {n for n, _, _ in points} if self._drawn else set()
        return {e.event_id: self._event(e, held.get(n) if n in pointed else {-1}) for n, e in enumerate(listed)}

    def _event(self, event: Event, outlines: set[int] | None) -> Placed:
        """`outlines` are those that hold a point of the event; {-1} where it has no point, None where none holds it."""
        if any(r.zone and r.zone.id == self._zone.id for c in event.claims if (r := self._dossier.resolved.get(c))):
            return Placed.NAMED
        if outlines is None:
            return Placed.OUTSIDE
        if outlines == {-1}:
            return self.by_names([place.id for place in event.places])
        return Placed.OUTLINE if 0 in outlines else Placed.PERHAPS

    def by_names(self, places: Sequence[str | None]) -> Placed:
        """The same by what lies in what; nobody's place is outside."""
        if not any(places):
            return Placed.OUTSIDE
        inside = self._areas.by_names(places, self._zone.id or "")
        return {Truth.YES: Placed.NAMES, Truth.UNKNOWN: Placed.PERHAPS, Truth.NO: Placed.OUTSIDE}[inside]

    def _points(self, event: Event) -> Iterator[Point]:
        """The points that its tellings give, else those of the spots where it is said to have happened."""
        claims = (self._dossier.claims.get(c) for c in event.claims)
        own = {m.point for claim in claims if claim for m in claim.places if m.point}
        if own:
            yield from sorted((lon, lat) for lat, lon in own)
            return
        yield from (point for place in event.places if (point := self._where.spot(place.id)))
