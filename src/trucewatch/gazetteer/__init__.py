"""Places: which one a name means."""

from trucewatch.gazetteer.store import FIRST, REGION, SECOND, STATE, TOWN, Gazetteer, Place, gazetteer

__all__ = ["FIRST", "REGION", "SECOND", "STATE", "TOWN", "Gazetteer", "Place", "gazetteer"]
