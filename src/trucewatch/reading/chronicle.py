"""Dated things that the casebook knows, and whether a text speaks of them."""

import datetime as dt
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.casebook.knowledge import AgreementEntry, Knowledge
from trucewatch.reading.clues import OPENING, Clue, Clues, speaks_of_deal
from trucewatch.vocabulary.when import When


@dataclass(frozen=True, slots=True)
class Entry:
    """One agreement: the day it was made, all days that belong to it, and what its names look like."""

    made: When
    days: tuple[dt.date, ...]
    names: re.Pattern[str] | None
    parties: tuple[re.Pattern[str], ...]
    place: re.Pattern[str] | None

    def parties_in(self, text: str) -> int:
        """How many of its parties a text names."""
        return sum(1 for party in self.parties if party.search(text))

    def is_between_parties_in(self, text: str) -> bool:
        """Whether a passage tells of a deal and two of its parties."""
        return self.parties_in(text) >= 2 and speaks_of_deal(text)

    def is_told_in(self, text: str) -> bool:
        """Whether a passage is about it: it names it, or tells of a deal and two of its parties, or one and its place.

        Less would not do: on every ninth day of a year some agreement of a long casebook was made or fell due.
        """
        if self.names and self.names.search(text):
            return True
        if not speaks_of_deal(text):
            return False
        told = self.parties_in(text)
        return told >= 2 or (told >= 1 and bool(self.place and self.place.search(text)))


class Chronicle:
    """The agreements of a casebook in the order of their keys."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Compile names once for a run."""
        self.entries = tuple(
            entry for key in sorted(knowledge.agreements) if (entry := _entry(knowledge.agreements[key], knowledge))
        )

    def named(self, text: str) -> When | None:
        """The newest agreement that the text names, by the day it was made: no report of it can be older."""
        made = [e.made for e in self.entries if e.names and e.names.search(text)]
        return max(made, key=lambda w: w.earliest or dt.date.min, default=None)

    def years_of(self, clue: Clue) -> tuple[int, ...]:
        """The years in which a date without a year is that of an agreement its paragraph tells of."""
        if clue.month is None or clue.year is not None:
            return ()
        return tuple(sorted({day.year for entry in self.entries for day in entry.days if _fits(clue, day, entry)}))

    def news(self, clues: Clues) -> tuple[dt.date, ...]:
        """Days of agreements made on the weekday of the opening, where that tells of a deal between the parties."""
        opening = " ".join(clues.paragraphs[:2])[: 2 * OPENING]
        if clues.lede is None or not speaks_of_deal(opening):
            return ()
        return tuple(
            sorted(
                {
                    e.made.earliest
                    for e in self.entries
                    if e.made.is_day
                    and e.made.earliest
                    and e.made.earliest.weekday() == clues.lede
                    and e.parties_in(opening) >= 2
                    and e.place
                    and e.place.search(opening)
                }
            )
        )


def _fits(clue: Clue, day: dt.date, entry: Entry) -> bool:
    found = clue.on(day.year)
    if found is None or not found[0] <= day <= found[1]:
        return False
    # A whole month holds much else: only "mid-January" and the like, and both sides named, tell of one thing in it.
    return (
        entry.is_told_in(clue.near) if clue.day else clue.portion is not None and entry.is_between_parties_in(clue.near)
    )


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
        _pattern([agreement.name, *(a.name for a in agreement.aliases if not a.ambiguous)]),
        tuple(p for key in parties if (p := _party(key, knowledge))),
        _pattern(spots),
    )


def _party(key: str, knowledge: Knowledge) -> re.Pattern[str] | None:
    party = knowledge.parties.get(key)
    return _pattern([party.name, *(a.name for a in party.aliases)]) if party else None


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    return _compiled(tuple(sorted(set(names), key=lambda n: (-len(n), n))))


@functools.cache
def _compiled(names: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE) if names else None
