"""Acts of violence that claims tell of, in columns and by party and spot, so that a question touches few of them."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
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
from trucewatch.monitoring.cast import Cast, Mask, Rows
from trucewatch.monitoring.evidence import Evidence, Truth
from trucewatch.monitoring.policy import Sources
from trucewatch.monitoring.testimony import Testimony
from trucewatch.vocabulary.codes import Code
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.subject import Thing
from trucewatch.vocabulary.when import When


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

    def __init__(self, values: Iterable[str], rows: Rows | None = None) -> None:
        """One value a row; or different values, with the number of one of them for each of `rows`."""
        given = list(values)
        names = sorted(given if rows is not None else set(given))
        ranks = {name: place for place, name in enumerate(names)}
        places = np.array([ranks[value] for value in given], dtype=np.int64)
        self.names = np.array([*names, None], dtype=object)[:-1]  # the None keeps numpy from making text of it
        self.places = places if rows is None else places[rows]

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
        by_id = sorted(claims, key=lambda claim: claim.claim_id)
        told = _Days(by_id, testimony)
        order = np.argsort(told.order, kind="stable")
        self.claims = [by_id[n] for n in order.tolist()]
        self._whens, self._when = told.whens, told.when[order]
        self.claim_ids = Ranked([claim.claim_id for claim in by_id], order)
        self.report_ids = Ranked(told.reports, told.report[order])
        events, self._numbers = self._events(by_id)
        self.columns = Columns(
            told.first[order], told.last[order], told.published[order], told.gone[order], events[order]
        )
        self.distinct = len(self._numbers) == len(self.claims)
        self.cast = Cast(by_id, order, testimony)
        self._quotes = [claim.quote for claim in by_id]
        self._accused = np.array([claim.code is Code.ACCUSE for claim in by_id], dtype=np.bool_)[order]
        self._order, self._hedged = order, np.full(len(self.claims), -1, dtype=np.int8)
        self._spots, spot = self._placed(by_id)
        self._spot = spot[order]
        self._survey = Survey(areas, self._spots)
        self._states: dict[tuple[str | None, str | None], NDArray[np.int8]] = {}
        self._refused: dict[Sources, Refused] = {}

    def of(self, parties: Collection[str]) -> Mask:
        """Which acts are by one of these parties, or by those who were part of them."""
        return self.cast.by(parties)

    def suspected(self, rows: Rows) -> Mask:
        """Which acts nobody is said outright to have done."""
        new = rows[self._hedged[rows] < 0]
        if len(new):
            quotes = self._quotes
            self._hedged[new] = [hedged(quotes[at]) for at in self._order[new].tolist()]
        mask: Mask = self._accused[rows] | (self._hedged[rows] > 0)
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
        return self.moment(row), self.claims[row].claim_id

    def moment(self, row: int) -> When:
        """When an act happened."""
        return self._whens[int(self._when[row])]

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
    def origins(self) -> Ranked:
        """For each act what it shares with copies of its story (see `Evidence.independent_of`)."""
        return Ranked([self._testimony.origin(claim) for claim in self.claims])

    def number(self, event: str) -> int | None:
        """The number of an event in the columns."""
        return self._numbers.get(event)

    def _events(self, claims: Sequence[Claim]) -> tuple[Rows, dict[str, int]]:
        """For each act the number of its event, and the numbers by key."""
        resolved = self._testimony.dossier.resolved
        numbers: dict[str, int] = {}
        keys = [resolved[claim.claim_id].event or claim.claim_id for claim in claims]
        return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64), numbers

    def _placed(self, claims: Sequence[Claim]) -> tuple[list[Spot], Rows]:
        """The different spots, and which of them each act has."""
        numbers: dict[Spot, int] = {}
        resolved = self._testimony.dossier.resolved
        at = [numbers.setdefault(spot_of(c, resolved[c.claim_id]), len(numbers)) for c in claims]
        return list(numbers), np.array(at, dtype=np.int64)


class _Days:
    """When each claim of some says that something happened, and when that could be known: by column."""

    def __init__(self, claims: Sequence[Claim], testimony: Testimony) -> None:
        dossier = testimony.dossier
        numbers: dict[str, int] = {}
        self.report: Rows = np.array([numbers.setdefault(c.report_id, len(numbers)) for c in claims], dtype=np.int64)
        self.reports = list(numbers)
        found = [dossier.reports.get(report_id) for report_id in self.reports]
        out = [spans.read(report.published) if report else None for report in found]
        gone = [testimony.gone(report) for report in found]
        self.published = _ordinals(spans.last_day(when) for when in out)[self.report]
        self.gone = _ordinals(spans.first_day(when) if when else spans.NEVER for when in gone)[self.report]
        texts: dict[str | None, int] = {}
        columns = ([c.date for c in claims], [c.said for c in claims])
        date, said = (_ordinals(texts.setdefault(text, len(texts)) for text in column) for column in columns)
        read = [spans.read(text) for text in texts]
        self.whens = [*(when or spans.OPEN for when in read), *(when or spans.OPEN for when in out)]
        is_day = np.array([when is not None for when in read], dtype=np.bool_)
        self.when = np.where(is_day[date], date, np.where(is_day[said], said, self.report + len(read)))
        self.first = _ordinals(spans.first_day(when) for when in self.whens)[self.when]
        self.last = _ordinals(spans.last_day(when) for when in self.whens)[self.when]
        self.order = _ordinals(_day_of_order(when) for when in self.whens)[self.when]


def _ordinals(numbers: Iterable[int]) -> Rows:
    return np.fromiter(numbers, dtype=np.int64)


def _day_of_order(when: When) -> int:
    """As `Evidence.order` begins."""
    return (when.earliest or when.latest or dt.date.max).toordinal()


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
