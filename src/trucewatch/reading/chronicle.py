"""Dated things that the casebook knows, and whether a text speaks of them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import ahocorasick_rs

from trucewatch.casebook.knowledge import AgreementEntry, Knowledge
from trucewatch.reading.clues import OPENING, Clue, Clues, speaks_of_deal
from trucewatch.vocabulary.when import When

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One agreement: the day it was made, all days that belong to it, its names, its parties' and its place's."""

    made: When
    days: tuple[dt.date, ...]
    names: Names
    parties: tuple[Names, ...]
    place: Names


class Chronicle:
    """The agreements of a casebook in the order of their keys."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Index all names once for a run."""
        self.entries = tuple(
            entry for key in sorted(knowledge.agreements) if (entry := _entry(knowledge.agreements[key], knowledge))
        )
        groups = [group for e in self.entries for group in (e.names, e.place, *e.parties)]
        self._names = sorted({name for group in groups for name in group})
        self._index = ahocorasick_rs.AhoCorasick(self._names)

    def named(self, text: str) -> When | None:
        """The newest agreement that the text names, by the day it was made: no report of it can be older."""
        found = self._names_in(text)
        made = [e.made for e in self.entries if e.names & found]
        return max(made, key=lambda w: w.earliest or dt.date.min, default=None)

    def years_of(self, clue: Clue) -> tuple[int, ...]:
        """The years in which a date without a year is that of an agreement that the passage around it tells of."""
        if clue.month is None or clue.year is not None:
            return ()
        days = [(e, day) for e in self.entries for day in e.days if _falls_on(clue, day)]
        if not days:
            return ()
        found, deal = self._names_in(clue.near), speaks_of_deal(clue.near)
        return tuple(sorted({day.year for e, day in days if _is_told(clue, e, found, deal=deal)}))

    def news(self, clues: Clues) -> tuple[dt.date, ...]:
        """Days of agreements made on the weekday of the opening, where that tells of a deal between the parties."""
        opening = " ".join(clues.paragraphs[:2])[: 2 * OPENING]
        if clues.lede is None or not speaks_of_deal(opening):
            return ()
        found = self._names_in(opening)
        days = [e.made.earliest for e in self.entries if e.made.is_day and e.place & found and _parties(e, found) >= 2]
        return tuple(sorted({day for day in days if day is not None and day.weekday() == clues.lede}))

    def looked_back_on(self, clues: Clues) -> tuple[dt.date, ...]:
        """Days of the agreements that the opening may look back on, by name or place ("Two months after …").

        Where several were made there, those of which the text names the day too ("signed in mid-September").
        """
        if clues.elapsed is None or not clues.elapsed[0]:
            return ()
        found = self._names_in(clues.elapsed[1])
        days = [e.made.earliest for e in self.entries if e.made.is_day and (e.names | e.place) & found]
        known = sorted({day for day in days if day is not None})
        told = [c for c in clues.dates if c.year is None and (c.day or c.portion) and speaks_of_deal(c.near)]
        return tuple(day for day in known if any(_falls_on(c, day) for c in told)) or tuple(known)

    def _names_in(self, text: str) -> Names:
        """Which names stand in a text as whole words, whatever their case."""
        plain = text.casefold()
        found = set()
        for number, start, end in self._index.find_matches_as_indexes(plain, overlapping=True):
            if not (start and plain[start - 1].isalnum()) and not plain[end : end + 1].isalnum():
                found.add(self._names[number])
        return frozenset(found)


def _falls_on(clue: Clue, day: dt.date) -> bool:
    found = clue.on(day.year)
    return found is not None and found[0] <= day <= found[1]


def _is_told(clue: Clue, entry: Entry, found: Names, *, deal: bool) -> bool:
    """Whether a passage with these names is about the agreement: it names it, or tells of a deal between its parties.

    Less would not do: on every ninth day of a year some agreement of a long casebook was made or fell due.
    """
    if clue.day is None:
        # A whole month holds much else: only "mid-January" and the like, with both sides, tell of one thing in it.
        return clue.portion is not None and deal and _parties(entry, found) >= 2
    if entry.names & found:
        return True
    told = _parties(entry, found)
    return deal and (told >= 2 or (told >= 1 and bool(entry.place & found)))


def _parties(entry: Entry, found: Names) -> int:
    return sum(1 for party in entry.parties if party & found)


_MADE: dict[int, tuple[Knowledge, Chronicle]] = {}


def chronicle_of(knowledge: Knowledge) -> Chronicle:
    """The chronicle of a casebook, compiled once."""
    kept = _MADE.get(id(knowledge))
    if kept is None or kept[0] is not knowledge:
        _MADE.clear()
        kept = _MADE[id(knowledge)] = (knowledge, Chronicle(knowledge))
    return kept[1]


def _entry(agreement: AgreementEntry, knowledge: Knowledge) -> Entry | None:
    made = [When.parse(v.value) for v in agreement.date]
    if not made:
        return None
    others = [*agreement.in_force, *(d for clause in agreement.clauses for d in clause.deadline)]
    whens = [*made, *(When.parse(v.value) for v in others)]
    parties = dict.fromkeys(key for keys in agreement.parties.values() for key in keys)
    place = knowledge.places.get(agreement.place) if agreement.place else None
    spots = [place.name, *(a.name for a in place.aliases)] if place else [agreement.place] if agreement.place else []
    return Entry(
        made[0],
        tuple(sorted({w.earliest for w in whens if w.is_day and w.earliest})),
        _plain([agreement.name, *(a.name for a in agreement.aliases if not a.ambiguous)]),
        tuple(_plain([p.name, *(a.name for a in p.aliases)]) for key in parties if (p := knowledge.parties.get(key))),
        _plain(spots),
    )


def _plain(names: Iterable[str]) -> Names:
    return frozenset(name.casefold() for name in names if name)
