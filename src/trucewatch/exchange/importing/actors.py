"""The actors of event data sets as mentions that the dossier can resolve.

"Military Forces of Turkey (2016-)" stands for the Turkish military: that is its fuller name (`refers`), by the
adjective that general knowledge has for the state. Who is not identified is nobody: no mention, and no
one is blamed.
"""

import re

from trucewatch.casebook.knowledge import Knowledge, NameForm
from trucewatch.vocabulary.codes import PartyKind
from trucewatch.vocabulary.records import Mention

_YEARS = re.compile(r"\s*\((?:\d{4})?\s*-\s*(?:\d{4})?\)")
_PEOPLE = re.compile(r"(Civilians|Protesters|Rioters) \([^)]*\)")
"""ACLED names the country of a crowd; other sources do not."""
_OF_STATE = re.compile(r"(Military Forces|Police Forces|Government) of (?:the )?([^,(]+)")
_BODIES = {"Military Forces": "military", "Police Forces": "police", "Government": "government"}
_NOBODY = ("unidentified", "unknown", "unspecified")


class Actors:
    """Names to mentions; each name is read once."""

    def __init__(self, general: Knowledge) -> None:
        """`general` is general knowledge, so that what is stored does not hang on a casebook."""
        self._adjectives: dict[str, str] = {}
        self._known: dict[str, tuple[Mention, ...]] = {"": ()}
        for party in general.parties.values():
            adjective = next(iter(party.names(NameForm.ADJECTIVE)), None)
            if party.kind is PartyKind.STATE and adjective:
                for name in (party.name, *party.names(NameForm.NAME)):
                    self._adjectives.setdefault(name.casefold(), adjective)

    def one(self, name: str) -> tuple[Mention, ...]:
        """The mention of one actor, or nothing for one that is not identified."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._read(name)
        return found

    def several(self, names: str, *, by: str = ";") -> tuple[Mention, ...]:
        """Mentions of a list of names, each once, in order."""
        if by not in names:
            return self.one(names)
        return tuple(dict.fromkeys(m for name in names.split(by) for m in self.one(" ".join(name.split()))))

    def _read(self, name: str) -> tuple[Mention, ...]:
        if name.casefold().startswith(_NOBODY):
            return ()
        plain = _YEARS.sub("", name)
        if people := _PEOPLE.fullmatch(plain):
            return (Mention(name, people[1]),)
        body = _OF_STATE.match(plain)
        adjective = self._adjectives.get(body[2].strip().casefold()) if body else None
        full = f"{adjective} {_BODIES[body[1]]}" if body and adjective else plain
        return (Mention(name, full if full != name else None),)
