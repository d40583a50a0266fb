"""Who is blamed for each act, who was hit and who tells of it, by number, so that one answer serves all acts alike.

Two acts have one number where nothing that a ceasefire asks of them can differ: the same people, with the same others
of whom they were part at the time.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
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

    def __init__(self, claims: Sequence[Claim], testimony: Testimony) -> None:
        """`claims` tell of the acts, one each."""
        self._claims, self._testimony = claims, testimony
        self._resolved = testimony.dossier.resolved
        self._blamed, self._hit = Groups(testimony.sides), Groups(testimony.sides)
        number, resolved = self._blamed.number, self._resolved
        self.blame: Rows = np.array(
            [number(blamed_in(c, resolved[c.claim_id]), c.date) for c in claims], dtype=np.int64
        )
        self._hits, self._source = (np.full(len(claims), -1, dtype=np.int64) for _ in range(2))
        self.sources: list[Source] = []
        """Those who tell of the acts that were asked for so far, by number."""
        self._sources: dict[Source, int] = {}
        self._heard: dict[Hashable, int] = {}
        self._camps: dict[str | None, int] = {None: 0}
        self._camp_of: list[int] = []

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
        """The numbers of those whom some acts hit."""
        return _filled(self._hits, rows, lambda row: self._hit_in(self._claims[row]))

    def _hit_in(self, claim: Claim) -> int:
        return self._hit.number(self._resolved[claim.claim_id].recipients, claim.date)

    def source(self, rows: Rows) -> Rows:
        """The numbers of those who tell of some acts."""
        return _filled(self._source, rows, lambda row: self._teller(self._claims[row]))

    def _teller(self, claim: Claim) -> int:
        speaker = self._resolved[claim.claim_id].speaker
        if speaker and speaker.id:
            key: Hashable = (speaker.id, speaker.name, speaker.mention, claim.report_id, claim.date)
        else:
            key = (claim.report_id, claim.speaker.name if claim.speaker else None)
        found = self._heard.get(key)
        if found is None:
            found = self._heard[key] = self._met(self._testimony.source_of(claim))
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


def _filled(column: Rows, rows: Rows, read: Callable[[int], int]) -> Rows:
    """Some rows of a column, read where they were not yet."""
    found: Rows = column[rows]
    unknown = np.flatnonzero(found < 0)
    if len(unknown):
        missing = rows[unknown]
        column[missing] = found[unknown] = _each(read, missing.tolist())
    return found


def _each(read: Callable[[int], int], rows: Iterable[int]) -> Rows:
    return np.array([read(row) for row in rows], dtype=np.int64)
