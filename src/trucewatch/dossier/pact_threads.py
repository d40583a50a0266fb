"""Which tellings inside one report are of one agreement: the truce signed on Friday, "the accord" of the next line."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from trucewatch.dossier.corpus import gap, span
from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.names import fold
from trucewatch.dossier.pacts import NEAR, Pact
from trucewatch.vocabulary.when import When


@dataclass(slots=True)
class _Thread:
    """The tellings of one agreement so far, and what they say of it together."""

    told: list[Pact] = field(default_factory=list)
    days: When | None = None
    year: int | None = None
    names: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    def add(self, pact: Pact) -> None:
        self.told.append(pact)
        if pact.days and (self.days is None or span(pact.days) < span(self.days)):
            self.days = pact.days
        self.year = self.year or pact.year
        self.names |= pact.distinct if pact.proper else frozenset()
        self.kinds |= {pact.kind} if pact.kind else set()
        self.parties |= pact.parties
        self.places |= pact.places

    def fits(self, pact: Pact) -> bool:
        """Whether nothing that it says is said otherwise by the pact."""
        if self.days and pact.days:
            if gap(self.days, pact.days) > NEAR or (pact.shown and pact.anew and pact.days != self.days):
                return False
        elif (self.days or self.year) and is_contrasted(pact):
            return False
        if pact.shown and pact.anew and self.kinds and not {pact.kind, "agreement"} & (self.kinds | {None}):
            return False
        own_year = self.days.earliest.year if self.days and self.days.earliest else self.year
        their_year = pact.days.earliest.year if pact.days and pact.days.earliest else pact.year
        if own_year and their_year and own_year != their_year:
            return False
        if pact.proper and self.names and not pact.distinct & self.names | pact.distinct & self.places:
            return False
        if not self.parties or not pact.parties:
            return True
        both = len(self.parties) > 1 and len(pact.parties) > 1
        return len(self.parties & pact.parties) > (1 if both else 0)


def is_contrasted(pact: Pact) -> bool:
    """Whether its name sets it apart from the one spoken of: "an earlier truce", "a wider agreement"."""
    return pact.earlier or bool(lexicon().contrasted & set(fold(pact.written).split()))


def threads_of(pacts: Iterable[Pact]) -> list[list[Pact]]:
    """The makers among a report's pacts, grouped, in the order of the text; what one says is lent to the others."""
    found: list[_Thread] = []
    for pact in pacts:
        if not pact.makes or not pact.speaks:
            continue
        fitting = [t for t in found if t.fits(pact)]
        if not fitting or (is_contrasted(pact) and not _is_sure(fitting[-1], pact)):
            found.append(_Thread())
            fitting = found
        fitting[-1].add(pact)
    return [[_lent(thread, p) for p in thread.told] for thread in found]


def _is_sure(thread: _Thread, pact: Pact) -> bool:
    return bool(thread.days and pact.days) or bool(pact.proper and pact.distinct & thread.names)


def _lent(thread: _Thread, pact: Pact) -> Pact:
    """The pact with days, year, name and parties of its thread where it has none of its own."""
    named = next((p for p in thread.told if p.proper), pact) if not pact.proper else pact
    return replace(
        pact,
        days=pact.days or thread.days,
        year=pact.year or thread.year,
        places=pact.places | thread.places,
        parties=pact.parties | thread.parties,
        distinct=named.distinct if named.proper else pact.distinct,
        alias=named.alias if named.proper else pact.alias,
        proper=named.proper,
    )
