"""Acts of violence that claims tell of, in columns and by party and spot, so that a question touches few of them."""

import datetime as dt
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.model import Resolved
from trucewatch.dossier.names import fold
from trucewatch.monitoring import spans
from trucewatch.monitoring.admission import refusal
from trucewatch.monitoring.areas import TRUTHS, Areas, Spot, Survey
from trucewatch.monitoring.evidence import Evidence, Truth
from trucewatch.monitoring.policy import Sources
from trucewatch.monitoring.testimony import Testimony
from trucewatch.vocabulary.codes import Code
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.subject import Thing
from trucewatch.vocabulary.when import When

Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Columns:
    """A row an act, in the order in which evidence is weighed. Days are ordinals (see `spans.first_day`).

    `first` and `last` are the days on which it can have happened; `published` the last on which it can have been
    published; `withdrawn` the first on which its report can have been withdrawn (`spans.NEVER`: it stands). `event`
    numbers the events of which they tell.
    """

    first: Rows
    last: Rows
    published: Rows
    withdrawn: Rows
    event: Rows


@dataclass(frozen=True, slots=True)
class Refused:
    """For each act 0, or the number (from 1) of the reason for which a policy leaves it out."""

    numbers: Rows
    reasons: tuple[str, ...]


class Ranked:
    """A column of names as their places in the sorted list of them, so that names come out sorted without sorting."""

    def __init__(self, values: list[str]) -> None:
        """One value a row."""
        names = sorted(set(values))
        places = {name: place for place, name in enumerate(names)}
        self.names = np.array([*names, None], dtype=object)[:-1]  # the None keeps numpy from making text of it
        self.places = np.array([places[value] for value in values], dtype=np.int64)

    def of(self, rows: Rows) -> tuple[str, ...]:
        """The names that some rows have, sorted, each once."""
        places = np.sort(self.places[rows])
        new = np.empty(len(places), dtype=np.bool_)
        new[:1] = True
        np.not_equal(places[1:], places[:-1], out=new[1:])
        return tuple(self.names[places[new]].tolist())


class Acts:
    """Claims of violence, and accusations of it."""

    def __init__(self, claims: Iterable[Claim], testimony: Testimony, areas: Areas) -> None:
        """Read and index them once."""
        self._testimony = testimony
        told = sorted(((self._moment(c), c) for c in claims), key=_order)
        self.claims = [claim for _, claim in told]
        self.moments = [moment for moment, _ in told]
        self.claim_ids = Ranked([claim.claim_id for claim in self.claims])
        self.report_ids = Ranked([claim.report_id for claim in self.claims])
        self._numbers: dict[str, int] = {}
        self.columns = self._columns(self.moments)
        self._spots, self._spot = self._placed()
        self._survey = Survey(areas, self._spots)
        self._by_party = self._acted()
        self._states: dict[tuple[str | None, str | None], NDArray[np.int8]] = {}
        self._refused: dict[Sources, Refused] = {}
        self._theirs: dict[tuple[str | None, ...], Hashable] = {}

    def of(self, parties: Collection[str]) -> Mask:
        """Which acts are by one of these parties, or by those who were part of them."""
        mask = np.zeros(len(self.claims), dtype=np.bool_)
        for party in parties:
            if party in self._by_party:
                mask[self._by_party[party]] = True
        return mask

    def within(self, zone: Thing | None, agreement: Thing | None) -> NDArray[np.int8]:
        """For each act the number of the answer to whether it happened inside (see `areas.NUMBERS`)."""
        states = self._answers(zone, agreement)
        return states[self._spot] if len(states) else np.zeros(0, dtype=np.int8)

    def is_within(self, row: int, zone: Thing | None, agreement: Thing | None) -> Truth:
        """The same of one act."""
        return TRUTHS[int(self._answers(zone, agreement)[self._spot[row]])]

    def _answers(self, zone: Thing | None, agreement: Thing | None) -> NDArray[np.int8]:
        """By spot."""
        key = (zone.id if zone else None, None if zone and zone.id else (agreement.id if agreement else None))
        states = self._states.get(key)
        if states is None:
            states = self._states[key] = self._survey.answers(zone, agreement)
        return states

    def base(self, row: int) -> Evidence:
        """An act as evidence of nothing yet."""
        return self._testimony.base(self.claims[row])

    def told(self, row: int) -> tuple[When, str]:
        """When an act happened, and its claim."""
        return self.moments[row], self.claims[row].claim_id

    def refused(self, rules: Sources) -> Refused | None:
        """Which acts a policy's rules on sources leave out; None where there are no such rules."""
        if not rules.refuse:
            return None
        if rules not in self._refused:
            reasons: dict[str, int] = {}
            told = (refusal(self.base(row), rules) for row in range(len(self.claims)))
            numbers = [reasons.setdefault(why, len(reasons) + 1) if why else 0 for why in told]
            self._refused[rules] = Refused(np.array(numbers, dtype=np.int64), tuple(reasons))
        return self._refused[rules]

    @cached_property
    def kinds(self) -> Rows:
        """For each act the number of its kind: acts of one kind differ in day, place, event and report alone.

        They have one source, one actor and one victim with those whom they were part of then, and are told as known
        or as suspected alike; so what one of them is to a commitment, all in one place are.
        """
        numbers: dict[Hashable, int] = {}
        return np.array(
            [numbers.setdefault(self._kind(row), len(numbers)) for row in range(len(self.claims))], dtype=np.int64
        )

    def like(self, row: int) -> int:
        """The first act of the same kind."""
        return int(self._first_of_kind[self.kinds[row]])

    @cached_property
    def _first_of_kind(self) -> Rows:
        first: Rows = np.unique(self.kinds, return_index=True)[1]
        return first

    @cached_property
    def origins(self) -> Ranked:
        """For each act what it shares with copies of its story (see `Evidence.independent_of`)."""
        return Ranked([self._testimony.origin(claim) for claim in self.claims])

    def _kind(self, row: int) -> Hashable:
        claim = self.claims[row]
        resolved = self._testimony.dossier.resolved[claim.claim_id]
        return (
            self._testimony.source_of(claim),
            self._with_theirs(blamed_in(claim, resolved), claim.date),
            self._with_theirs(resolved.recipients, claim.date),
            suspected(claim),
        )

    def _with_theirs(self, things: tuple[Thing, ...], date: str | None) -> Hashable:
        key = (date, *(t.id for t in things))
        found = self._theirs.get(key)
        if found is None:
            when, within = spans.read(date), self._testimony.sides.within
            found = self._theirs[key] = tuple((t.id, within(t.id, when) if t.id else None) for t in things)
        return found

    def number(self, event: str) -> int | None:
        """The number of an event in the columns."""
        return self._numbers.get(event)

    def _moment(self, claim: Claim) -> When:
        report = self._testimony.dossier.reports.get(claim.report_id)
        days = (claim.date, claim.said, report.published if report else None)
        return next((when for edtf in days if (when := spans.read(edtf))), spans.OPEN)

    def _columns(self, moments: list[When]) -> Columns:
        dossier = self._testimony.dossier
        published, withdrawn, event = [], [], []
        for claim in self.claims:
            report = dossier.reports.get(claim.report_id)
            out = spans.read(report.published) if report else None
            gone = self._testimony.gone(report)
            resolved = dossier.resolved.get(claim.claim_id)
            key = (resolved.event if resolved else None) or claim.claim_id
            published.append(spans.last_day(out))
            withdrawn.append(spans.first_day(gone) if gone else spans.NEVER)
            event.append(self._numbers.setdefault(key, len(self._numbers)))
        lists = (
            [spans.first_day(m) for m in moments],
            [spans.last_day(m) for m in moments],
            published,
            withdrawn,
            event,
        )
        return Columns(*(np.array(values, dtype=np.int64) for values in lists))

    def _placed(self) -> tuple[list[Spot], Rows]:
        """The different spots, and which of them each act has."""
        numbers: dict[Spot, int] = {}
        resolved = self._testimony.dossier.resolved
        at = [numbers.setdefault(spot_of(c, resolved[c.claim_id]), len(numbers)) for c in self.claims]
        return list(numbers), np.array(at, dtype=np.int64)

    def _acted(self) -> dict[str, Rows]:
        found: dict[str, list[int]] = {}
        for row, claim in enumerate(self.claims):
            when = spans.read(claim.date)
            blamed = (t.id for t in blamed_in(claim, self._testimony.dossier.resolved[claim.claim_id]) if t.id)
            for party in sorted({p for each in blamed for p in self._testimony.sides.within(each, when)}):
                found.setdefault(party, []).append(row)
        return {party: np.array(rows, dtype=np.int64) for party, rows in found.items()}


def blamed_in(claim: Claim, resolved: Resolved) -> tuple[Thing, ...]:
    """Who is said to have done it; an accusation names them as those to whom it is put."""
    return resolved.recipients if claim.code is Code.ACCUSE else resolved.actors


def suspected(claim: Claim) -> bool:
    """Whether a claim does not say outright who did it: it accuses, or keeps its distance ("reportedly")."""
    return claim.code is Code.ACCUSE or hedged(claim.quote)


@lru_cache(maxsize=2**14)
def hedged(quote: str) -> bool:
    """Whether the sentence keeps a distance from what it says ("reportedly")."""
    folded = f" {fold(quote)} "
    return any(f" {hedge} " in folded for hedge in lexicon().hedges)


def spot_of(claim: Claim, resolved: Resolved) -> Spot:
    """Where a claim says that it happened. A zone that is named but not known keeps its words."""
    zone = resolved.zone
    return (
        (zone.id or f"“{zone.mention}”") if zone else None,
        resolved.agreement.id if resolved.agreement else None,
        tuple(place.id for place in resolved.places),
        tuple((lon, lat) for mention in claim.places if mention.point for lat, lon in [mention.point]),
    )


def _order(pair: tuple[When, Claim]) -> tuple[dt.date, str]:
    """As `Evidence.order` has it."""
    moment, claim = pair
    return (moment.earliest or moment.latest or dt.date.max, claim.claim_id)
