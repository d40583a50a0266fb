"""Who is blamed for each act, who was hit and who tells of it, by number, so that one answer serves all acts alike.

Two acts have one number where nothing that a ceasefire asks of them can differ: the same people, with the same others
of whom they were part at the time.
"""

from collections.abc import Collection, Hashable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from trucewatch.dossier.model import Resolved
from trucewatch.monitoring import spans
from trucewatch.monitoring.sides import Sides, Source
from trucewatch.monitoring.testimony import Testimony
from trucewatch.vocabulary.codes import Code
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.subject import Thing

Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]
Group = tuple[tuple[str | None, frozenset[str]], ...]
"""Some people: the id of each, with all of which it was part (None, and nothing: nobody that is known)."""


def blamed_in(claim: Claim, resolved: Resolved) -> tuple[Thing, ...]:
    """Who is said to have done it; an accusation names them as those to whom it is put."""
    return resolved.recipients if claim.code is Code.ACCUSE else resolved.actors


class Groups:
    """Numbers for groups of people."""

    def __init__(self, sides: Sides) -> None:
        """Those whom nobody names have number 0."""
        self._sides = sides
        self.known: list[Group] = [()]
        self._numbers: dict[Group, int] = {(): 0}
        self._by_ids: dict[tuple[str | None, ...], int | None] = {(): 0}
        self._by_date: dict[tuple[tuple[str | None, ...], str | None], int] = {}

    def number(self, things: Sequence[Thing], date: str | None) -> int:
        """The number of these people on a date, in EDTF."""
        ids = tuple([thing.id for thing in things])
        found = self._by_ids.get(ids, -1)
        if found == -1:
            lasting = all(self._sides.is_lasting(each) for each in ids if each)
            found = self._by_ids[ids] = self._met(ids, None) if lasting else None
        if found is None:
            found = self._by_date.get((ids, date))
        if found is None:
            found = self._by_date[ids, date] = self._met(ids, date)
        return found

    def _met(self, ids: tuple[str | None, ...], date: str | None) -> int:
        when = spans.read(date)
        group = tuple((each, self._sides.within(each, when) if each else frozenset()) for each in ids)
        number = self._numbers.setdefault(group, len(self.known))
        if number == len(self.known):
            self.known.append(group)
        return number


class Cast:
    """The people of some acts. Rows are those of the acts; what is not asked for is not read."""

    def __init__(self, claims: Sequence[Claim], order: Rows, testimony: Testimony) -> None:
        """`claims` tell of the acts, one each; the first row is the claim that `order` names first, and so on."""
        self._claims, self._order, self._testimony = claims, order, testimony
        self._resolved = testimony.dossier.resolved
        self._blamed, self._hit = Groups(testimony.sides), Groups(testimony.sides)
        self.sources: list[Source] = []
        """Those who tell of the acts, by number."""
        self._sources: dict[Source, int] = {}
        self._camps: dict[str | None, int] = {None: 0}
        self._camp_of: list[int] = []
        self.blame, self.source = self._read(claims)
        """For each act the number of those who are blamed, and of who tells of it."""
        self._hits = np.full(len(claims), -1, dtype=np.int64)

    def _read(self, claims: Sequence[Claim]) -> tuple[Rows, Rows]:
        heard: dict[Hashable, int] = {}
        blame, source = (np.empty(len(claims), dtype=np.int64) for _ in range(2))
        for place, claim in enumerate(claims):
            resolved = self._resolved[claim.claim_id]
            blame[place] = self._blamed.number(blamed_in(claim, resolved), claim.date)
            speaker = resolved.speaker
            if speaker and speaker.id:
                key: Hashable = (speaker.id, speaker.name, speaker.mention, claim.report_id, claim.date)
            else:
                key = (claim.report_id, claim.speaker.name if claim.speaker else None)
            number = heard.get(key)
            if number is None:
                number = heard[key] = self._met(self._testimony.source_of(claim))
            source[place] = number
        return blame[self._order], source[self._order]

    @property
    def blamed(self) -> Sequence[Group]:
        """Those who are blamed, by number."""
        return self._blamed.known

    @property
    def hit(self) -> Sequence[Group]:
        """Those who were hit, by number."""
        return self._hit.known

    @cached_property
    def is_named(self) -> Mask:
        """For each of `blamed` whether somebody is named, known or not."""
        return np.array([bool(group) for group in self.blamed])

    @cached_property
    def is_known(self) -> Mask:
        """For each of `blamed` whether somebody in it is known."""
        return np.array([any(each for each, _ in group) for group in self.blamed])

    @cached_property
    def _with(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, group in enumerate(self.blamed):
            for party in {p for _, within in group for p in within}:
                found.setdefault(party, []).append(number)
        return found

    def with_any(self, parties: Collection[str]) -> list[int]:
        """The numbers of those among `blamed` who are, or are part of, one of these parties."""
        return sorted({number for party in parties for number in self._with.get(party, ())})

    def by(self, parties: Collection[str]) -> Mask:
        """Which acts are by one of these parties, or by those who were part of them."""
        chosen = np.zeros(len(self.blamed), dtype=np.bool_)
        chosen[self.with_any(parties)] = True
        mask: Mask = chosen[self.blame]
        return mask

    def hits(self, rows: Rows) -> Rows:
        """The numbers of those whom some acts hit; only read when asked for."""
        found: Rows = self._hits[rows]
        unknown = np.flatnonzero(found < 0)
        if len(unknown):
            claims = (self._claims[at] for at in self._order[rows[unknown]].tolist())
            new = [self._hit.number(self._resolved[c.claim_id].recipients, c.date) for c in claims]
            self._hits[rows[unknown]] = found[unknown] = np.array(new, dtype=np.int64)
        return found

    def _met(self, source: Source) -> int:
        number = self._sources.setdefault(source, len(self.sources))
        if number == len(self.sources):
            self.sources.append(source)
            self._camp_of.append(self.camp_number(source.camp))
        return number

    def camps(self, sources: Rows) -> Rows:
        """The numbers of the camps of some sources; 0 for none."""
        found: Rows = np.array(self._camp_of, dtype=np.int64)[sources]
        return found

    def camp_number(self, camp: str | None) -> int:
        """The number of a camp; 0 for none."""
        return self._camps.setdefault(camp, len(self._camps))

    @property
    def camp_names(self) -> list[str]:
        """Camps by number; empty for none."""
        return [camp or "" for camp in self._camps]
