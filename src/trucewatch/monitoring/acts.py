"""Acts of violence that claims tell of, in columns and by party and spot, so that a question touches few of them."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trucewatch.dossier.model import Resolved
from trucewatch.monitoring import spans
from trucewatch.monitoring.admission import refusal
from trucewatch.monitoring.areas import Areas, Spot
from trucewatch.monitoring.evidence import Evidence, Truth
from trucewatch.monitoring.policy import Sources
from trucewatch.monitoring.testimony import Testimony
from trucewatch.vocabulary.codes import Code
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.subject import Thing
from trucewatch.vocabulary.when import When

Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]


_NUMBER = {Truth.NO: 0, Truth.UNKNOWN: 1, Truth.YES: 2}


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


class Acts:
    """Claims of violence, and accusations of it."""

    def __init__(self, claims: Iterable[Claim], testimony: Testimony, areas: Areas) -> None:
        """Read and index them once."""
        self._testimony, self._areas = testimony, areas
        told = sorted(((self._moment(c), c) for c in claims), key=_order)
        self.claims = [claim for _, claim in told]
        self._numbers: dict[str, int] = {}
        self.columns = self._columns([moment for moment, _ in told])
        self._spots, self._spot = self._placed()
        self._by_party = self._acted()
        self._states: dict[tuple[str | None, str | None], NDArray[np.int8]] = {}
        self._refused: dict[Sources, Refused] = {}

    def of(self, parties: Collection[str]) -> Mask:
        """Which acts are by one of these parties, or by those who were part of them."""
        mask = np.zeros(len(self.claims), dtype=np.bool_)
        for party in parties:
            if party in self._by_party:
                mask[self._by_party[party]] = True
        return mask

    def within(self, zone: Thing | None, agreement: Thing | None) -> tuple[Mask, Mask]:
        """Which acts surely happened inside, and which surely did not."""
        key = (zone.id if zone else None, None if zone and zone.id else (agreement.id if agreement else None))
        states = self._states.get(key)
        if states is None:
            answers = (self._areas.inside(spot, zone, agreement) for spot in self._spots)
            states = self._states[key] = np.array([_NUMBER[answer] for answer in answers], dtype=np.int8)
        found = states[self._spot] if len(states) else np.zeros(0, dtype=np.int8)
        return found == _NUMBER[Truth.YES], found == _NUMBER[Truth.NO]

    def base(self, row: int) -> Evidence:
        """An act as evidence of nothing yet."""
        return self._testimony.base(self.claims[row])

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
        at = [numbers.setdefault(spot_of(resolved[c.claim_id]), len(numbers)) for c in self.claims]
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


def spot_of(resolved: Resolved) -> Spot:
    """Where a claim says that it happened. A zone that is named but not known keeps its words."""
    zone = resolved.zone
    return (
        (zone.id or f"“{zone.mention}”") if zone else None,
        resolved.agreement.id if resolved.agreement else None,
        tuple(place.id for place in resolved.places),
    )


def _order(pair: tuple[When, Claim]) -> tuple[dt.date, str]:
    """As `Evidence.order` has it."""
    moment, claim = pair
    return (moment.earliest or moment.latest or dt.date.max, claim.claim_id)
