"""What each act on a docket comes to for its ceasefire, by column, and what some of them come to together.

The same as `attribution.attributed` makes of evidence, without making evidence of each act: acts of one kind
(see `Acts.kinds`) come to the same, so one of each kind is read.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from trucewatch.monitoring import attribution, spans
from trucewatch.monitoring.acts import Acts, Mask, Rows
from trucewatch.monitoring.evidence import Evidence
from trucewatch.monitoring.policy import Events, Policy
from trucewatch.vocabulary.codes import Attribution
from trucewatch.vocabulary.when import When


class _Rules:
    """What a policy makes of each kind of act: 0, it counts, or the number from 1 of the reason why it does not."""

    def __init__(self, rules: Events, kinds: int) -> None:
        """`alone` is where the act is all that is told of its event, `outside` whatever else is told of it."""
        self._policy = Policy(name="these events", description="", events=rules)
        self._numbers: dict[str | None, int] = {None: 0, attribution.ALLEGED: 1, attribution.NOBODY: 2}
        self.alone, self.outside = (np.full(kinds, -1, dtype=np.int64) for _ in range(2))

    def reason(self, number: int) -> str:
        """The reason with this number."""
        return next(why for why, known in self._numbers.items() if known == number and why)

    def learn(self, kinds: Rows, models: Mapping[int, Evidence]) -> None:
        """Look at kinds that were not met before."""
        for kind in _new(kinds, self.alone):
            outside = attribution.outside(models[kind], self._policy)
            alone = attribution.attribution([models[kind]], self._policy) or outside
            for column, why in ((self.alone, alone), (self.outside, outside)):
                column[kind] = self._numbers.setdefault(why, len(self._numbers))


class Tellings:
    """The acts of a docket by column; positions are those in the docket. A kind is read when it is first met."""

    def __init__(
        self,
        acts: Acts,
        rows: Rows,
        reader: Rows,
        read: Callable[[int], Evidence],
        model: Callable[[int], Evidence],
    ) -> None:
        """`read` makes evidence of a row of acts, `model` of its kind; those with one `reader` are read alike."""
        self.acts, self.rows, self.read, self._model = acts, rows, read, model
        readers = int(reader.max()) + 1 if len(reader) else 1
        _, first, kind = np.unique(acts.kinds[rows] * readers + reader, return_index=True, return_inverse=True)
        self.kind: Rows = kind.astype(np.int64).reshape(-1)
        self._first_row = rows[first]
        self.first, self.last = acts.columns.first[rows], acts.columns.last[rows]
        self.event = acts.columns.event[rows]
        self.distinct = len(np.unique(self.event)) == len(rows)
        self._models: dict[int, Evidence] = {}
        self._parties: dict[tuple[str, str], int] = {}
        self._tellers: dict[tuple[str, str, str], int] = {}
        self._camps: dict[str, int] = {}
        self._of_kind = np.full((4, len(first)), -1, dtype=np.int64)
        self._named = np.zeros((2, len(first)), dtype=np.bool_)
        self._by_rules: dict[Events, _Rules] = {}

    @property
    def parties(self) -> list[tuple[str, str]]:
        """Keys and names of those bound who acted, by number; empty for nobody."""
        return list(self._parties)

    @property
    def tellers(self) -> list[tuple[str, str, str]]:
        """Key and name of each source with the name of the party it tells of, by number."""
        return list(self._tellers)

    @property
    def camps(self) -> list[str]:
        """Camps by number; empty for none."""
        return list(self._camps)

    def heard(self, at: Rows) -> "Heard":
        """The acts at some positions, to be weighed."""
        kinds = self.kind[at]
        for kind in _new(kinds, self._of_kind[0]):
            self._learn(kind)
        return Heard(self, at)

    def _learn(self, kind: int) -> None:
        model = self._models[kind] = self._model(int(self._first_row[kind]))
        name = model.party_name or ""
        teller = (model.source, model.source_name or model.source, name)
        self._of_kind[:, kind] = (
            self._parties.setdefault((model.party or "", name), len(self._parties)),
            self._tellers.setdefault(teller, len(self._tellers)),
            self._camps.setdefault(model.camp or "", len(self._camps)),
            model.own_word,
        )
        self._named[:, kind] = (
            model.attribution is not Attribution.UNATTRIBUTED,
            model.attribution is Attribution.KNOWN and not model.opposed,
        )

    def party(self, at: Rows) -> Rows:
        """The numbers of the parties that did some acts."""
        return self._column(0, at)

    def teller(self, at: Rows) -> Rows:
        """The numbers of those who tell of some acts."""
        return self._column(1, at)

    def camp(self, at: Rows) -> Rows:
        """The numbers of the camps that tell of some acts."""
        return self._column(2, at)

    def _column(self, number: int, at: Rows) -> Rows:
        found: Rows = self._of_kind[number, self.kind[at]]
        return found

    def is_own_word(self, at: int) -> bool:
        """Whether a party tells an act of itself."""
        return bool(self._of_kind[3, self.kind[at]])

    def counts(self, rules: Events) -> Mask:
        """Which acts refute, where each is of an event of its own."""
        every = np.arange(len(self.rows))
        self.heard(every)
        mask: Mask = self.reasons(every, rules)[1] == 0
        return mask

    def reasons(self, at: Rows, rules: Events) -> tuple[_Rules, Rows]:
        """For each of some acts 0, or the number of the reason for which it does not count."""
        table = self._by_rules.get(rules)
        if table is None:
            table = self._by_rules[rules] = _Rules(rules, len(self._first_row))
        kinds = self.kind[at]
        table.learn(kinds, self._models)
        if self.distinct:
            return table, table.alone[kinds]
        _, group = np.unique(self.event[at], return_inverse=True)
        named, known = (np.bincount(group, flags[kinds]) > 0 for flags in self._named)
        why = np.where(named, np.where(known | rules.alleged, 0, 1), 0 if rules.unattributed else 2)[group]
        return table, np.where(why > 0, why, table.outside[kinds])


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
        table, numbers = self.of.reasons(self.at, policy.events)
        counting = numbers == 0
        if counting.all():
            return self, ()
        shown = []
        for number in np.unique(numbers[~counting]).tolist():
            events = np.unique(self.of.event[self.at[numbers == number]])
            shown.append((table.reason(number), len(events)))
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
        return replace(self, at=self.at[np.array(chosen, dtype=np.bool_)[values]])

    def once_for_all(self, policy: Policy) -> "Heard":
        """The same for any question on a part of them: where each is of an event of its own, those that refute."""
        return replace(self.attributed(policy)[0], settled=True) if self.of.distinct else self

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
            theirs = np.array([teller[0] == source for teller in self.of.tellers], dtype=np.bool_)
            chosen = chosen[theirs[self.of.teller(chosen)]]
        return int(self.of.first[chosen].max()) if len(chosen) else 0

    def last(self) -> tuple[When, str] | None:
        """When the last of them happened, and its claim; of several on that day, the one with the greatest id."""
        if not len(self.at):
            return None
        ends = self.of.last[self.at]
        rows = self.of.rows[self.at[ends == ends.max()]]
        row = int(rows[np.argmax(self.of.acts.claim_ids.places[rows])])
        return self.of.acts.told(row)

    def latest_words(self) -> list["Telling"]:
        """For each source and party the last act, in the order of the first of each."""
        tellers = self.of.teller(self.at)
        order = np.arange(len(tellers))
        first, last = (np.full(len(self.of.tellers), -1) for _ in range(2))
        first[tellers[::-1]] = order[::-1]
        last[tellers] = order
        present = np.flatnonzero(first >= 0)
        present = present[np.argsort(first[present])]
        return [Telling(self, int(first[n]), int(last[n])) for n in present.tolist()]


def _new(kinds: Rows, column: Rows) -> list[int]:
    """Kinds of which a column does not know yet."""
    unknown = kinds[column[kinds] < 0]
    found: list[int] = np.unique(unknown).tolist() if len(unknown) else []
    return found


def _present(column: Rows) -> list[int]:
    found: list[int] = np.flatnonzero(np.bincount(column)).tolist()
    return found


@dataclass(frozen=True, slots=True)
class Telling:
    """What one source says of one party's acts: numbers of the first and of the last of them in `heard`."""

    heard: Heard
    first: int
    latest: int

    @property
    def order(self) -> tuple[int, str]:
        """As `Evidence.order` begins, for the first."""
        moment, claim = self.heard.of.acts.told(int(self.heard.of.rows[self.heard.at[self.first]]))
        return spans.first_day(moment) or spans.last_day(moment), claim

    @property
    def says(self) -> tuple[str, str, When, bool]:
        """Who says it, of whom ("": of nobody by name), of when, and whether of themselves; all of the last act."""
        of, at = self.heard.of, int(self.heard.at[self.latest])
        _, source, party = of.tellers[int(of.teller(np.array([at]))[0])]
        return source, party, of.acts.moments[int(of.rows[at])], of.is_own_word(at)
