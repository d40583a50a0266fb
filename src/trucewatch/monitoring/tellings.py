"""What each act on a docket comes to for its ceasefire, by column, and what some of them come to together.

The same as `attribution.attributed` makes of evidence, without making evidence of each act: a policy is asked about
each kind of act (see `kinds`), and what kind an act is is worked out for many at once.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Protocol

import numpy as np

from trucewatch.monitoring.acts import Acts
from trucewatch.monitoring.cast import Mask, Rows
from trucewatch.monitoring.evidence import Evidence
from trucewatch.monitoring.kinds import Rules, rules_of
from trucewatch.monitoring.policy import Events, Policy
from trucewatch.vocabulary.when import When


class Reader(Protocol):
    """Reads acts about one ceasefire."""

    parties: tuple[tuple[str, str], ...]
    """Keys and names of those bound, by number; the first is nobody."""

    def evidence(self, row: int, base: Evidence) -> Evidence:
        """An act, given as evidence of nothing yet, as evidence about the ceasefire."""

    def kinds(self, rows: Rows, places: Rows) -> tuple[Rows, Rows]:
        """For each act, with the answer to whether it is in the zone, its kind and the number of who did it."""


class Tellings:
    """The acts of a docket by column; positions are those in the docket. What is not asked for is not read."""

    def __init__(
        self,
        acts: Acts,
        rows: Rows,
        places: Rows,
        reader: Rows,
        readers: tuple[Reader, ...],
        read: Callable[[int], Evidence],
    ) -> None:
        """`read` makes evidence of a row of acts; `reader` numbers one of `readers` for each."""
        self.acts, self.rows, self.read = acts, rows, read
        self._places, self._reader, self._readers = places, reader, readers
        self.first, self.last = acts.columns.first[rows], acts.columns.last[rows]
        self.event = acts.columns.event[rows]
        self.distinct = acts.distinct or len(np.unique(self.event)) == len(rows)
        numbers: dict[tuple[str, str], int] = {}
        self._numbers = [
            np.array([numbers.setdefault(party, len(numbers)) for party in each.parties], dtype=np.int64)
            for each in readers
        ]
        self.parties = list(numbers)
        """Keys and names of those bound, by number; empty for nobody."""
        self._kind, self._party, self._source, self._camp, self._teller = (
            np.full(len(rows), -1, dtype=np.int64) for _ in range(5)
        )
        self._tellers: dict[tuple[str, str], int] = {}

    @property
    def camps(self) -> list[str]:
        """Camps by number; empty for none."""
        return self.acts.cast.camp_names

    def heard(self, at: Rows) -> "Heard":
        """The acts at some positions, to be weighed."""
        new = at[self._kind[at] < 0]
        if len(new):
            self._learn(new)
        return Heard(self, at)

    def _learn(self, at: Rows) -> None:
        for number, reader in enumerate(self._readers):
            own = at if len(self._readers) == 1 else at[self._reader[at] == number]
            if len(own):
                kind, party = reader.kinds(self.rows[own], self._places[own])
                self._kind[own], self._party[own] = kind, self._numbers[number][party]
        source = self.acts.cast.source[self.rows[at]]
        self._source[at], self._camp[at] = source, self.acts.cast.camps(source)
        pairs, which = np.unique(source * len(self.parties) + self._party[at], return_inverse=True)
        self._teller[at] = np.array([self._teller_of(pair) for pair in pairs.tolist()], dtype=np.int64)[which]

    def _teller_of(self, pair: int) -> int:
        source, party = divmod(pair, len(self.parties))
        who = self.acts.cast.sources[source].key, self.parties[party][1]
        return self._tellers.setdefault(who, len(self._tellers))

    def party(self, at: Rows) -> Rows:
        """The numbers of the parties that did some acts."""
        return self._party[at]

    def source(self, at: Rows) -> Rows:
        """The numbers of those who tell of some acts."""
        return self._source[at]

    def teller(self, at: Rows) -> Rows:
        """The numbers of those who tell of some acts together with the name of who did them."""
        return self._teller[at]

    def camp(self, at: Rows) -> Rows:
        """The numbers of the camps that tell of some acts."""
        return self._camp[at]

    def told(self, at: int) -> tuple[When, str]:
        """When an act happened, and its claim."""
        return self.acts.told(int(self.rows[at]))

    def says(self, at: int) -> tuple[str, str, When, bool]:
        """Who tells of an act, the name of who did it ("": nobody bound), when, and whether it is their own."""
        source = self.acts.cast.sources[int(self._source[at])]
        key, name = self.parties[int(self._party[at])]
        own = bool(key) and key in source.parties
        return source.name or source.key, name, self.acts.moment(int(self.rows[at])), own

    def counts(self, events: Events) -> Mask:
        """Which acts refute, where each is of an event of its own."""
        every = np.arange(len(self.rows))
        self.heard(every)
        mask: Mask = self.reasons(every, events)[1] == 0
        return mask

    def reasons(self, at: Rows, events: Events) -> tuple[Rules, Rows]:
        """For each of some acts 0, or the number of the reason for which it does not count."""
        rules, kinds = rules_of(events), self._kind[at]
        if self.distinct:
            return rules, rules.alone[kinds]
        _, group = np.unique(self.event[at], return_inverse=True)
        named, known = (np.bincount(group, flags[kinds]) > 0 for flags in (rules.named, rules.known))
        why = np.where(named, np.where(known | events.alleged, 0, 1), 0 if events.unattributed else 2)[group]
        return rules, np.where(why > 0, why, rules.outside[kinds])


@dataclass(frozen=True, slots=True)
class Heard:
    """Some acts of a docket, in the order of time; `at` are their positions."""

    of: Tellings
    at: Rows
    settled: bool = False
    """Whether it is known that all of them refute."""

    def __bool__(self) -> bool:
        return len(self.at) > 0

    def __len__(self) -> int:
        return len(self.at)

    def evidence(self) -> tuple[Evidence, ...]:
        """Each as evidence."""
        return tuple(self.of.read(row) for row in self.of.rows[self.at].tolist())

    def attributed(self, policy: Policy) -> tuple["Heard", tuple[tuple[str, int], ...]]:
        """Those that refute, and of how many events the rest tell, by the reason why they do not."""
        if self.settled:
            return self, ()
        rules, numbers = self.of.reasons(self.at, policy.events)
        counting = numbers == 0
        if counting.all():
            return self, ()
        shown = []
        for number in np.unique(numbers[~counting]).tolist():
            events = np.unique(self.of.event[self.at[numbers == number]])
            shown.append((rules.reasons[number], len(events)))
        return replace(self, at=self.at[counting]), tuple(shown)

    def by_party(self, party: str) -> "Heard":
        """Those by one party or by nobody who is bound."""
        return self._where(self.of.party(self.at), [key in ("", party) for key, _ in self.of.parties])

    def by_name(self, name: str) -> "Heard":
        """Those by the party of one name."""
        return self._where(self.of.party(self.at), [(known or key) == name for key, known in self.of.parties])

    def by_camp(self, camp: str) -> "Heard":
        """Those that one camp tells."""
        return self._where(self.of.camp(self.at), [known == camp for known in self.of.camps])

    def _where(self, values: Rows, chosen: list[bool]) -> "Heard":
        return Heard(self.of, self.at[np.array(chosen, dtype=np.bool_)[values]], self.settled)

    def once_for_all(self, policy: Policy) -> "Heard":
        """The same for any question on a part of them: where each is of an event of its own, those that refute."""
        return replace(self.attributed(policy)[0], settled=True) if self.of.distinct else self

    def party_keys(self) -> set[str]:
        """The keys of those bound who are said to have acted; empty for nobody."""
        parties = self.of.parties
        return {parties[number][0] for number in set(self.of.party(self.at).tolist())}

    def party_names(self) -> set[str]:
        """The names of those bound who are said to have acted."""
        parties = self.of.parties
        pairs = (parties[n] for n in _present(self.of.party(self.at)))
        return {name or key for key, name in pairs if key}

    def camps(self) -> set[str]:
        """The camps that tell of them."""
        camps = self.of.camps
        return {camps[n] for n in _present(self.of.camp(self.at)) if camps[n]}

    def events(self) -> int:
        """How many events they tell of."""
        return len(self.at) if self.of.distinct else len(np.unique(self.of.event[self.at]))

    def origins(self) -> tuple[str, ...]:
        """Their independent origins, sorted."""
        return self.of.acts.origins.of(self.of.rows[self.at])

    def claim_ids(self) -> tuple[str, ...]:
        """The claims, sorted."""
        return self.of.acts.claim_ids.of(self.of.rows[self.at])

    def report_ids(self) -> tuple[str, ...]:
        """The reports, sorted, each once."""
        return self.of.acts.report_ids.of(self.of.rows[self.at])

    def latest_start(self, source: str | None = None) -> int:
        """The ordinal of the latest first day of any of them, or of those that one source tells; 0 for none."""
        chosen = self.at
        if source is not None:
            theirs = [number for number, each in enumerate(self.of.acts.cast.sources) if each.key == source]
            chosen = chosen[np.isin(self.of.source(chosen), theirs)]
        return int(self.of.first[chosen].max()) if len(chosen) else 0

    def last(self) -> tuple[When, str] | None:
        """When the last of them happened, and its claim; of several on that day, the one with the greatest id."""
        if not len(self.at):
            return None
        ends = self.of.last[self.at]
        rows = self.of.rows[self.at[ends == ends.max()]]
        row = int(rows[np.argmax(self.of.acts.claim_ids.places[rows])])
        return self.of.acts.told(row)

    def latest_words(self) -> list[tuple[int, int]]:
        """For each source and party the positions of its first and last act, in the order of the first."""
        at = self.at.tolist()
        tellers = self.of.teller(self.at).tolist()
        last = dict(zip(tellers, at, strict=True))
        first = dict(zip(reversed(tellers), reversed(at), strict=True))
        return [(begun, last[who]) for who, begun in sorted(first.items(), key=itemgetter(1))]


def _present(column: Rows) -> list[int]:
    found: list[int] = np.flatnonzero(np.bincount(column)).tolist()
    return found
