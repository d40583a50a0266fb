"""Claims to events: one happening told by many, found by code, place, day, actors and harm."""

import datetime as dt
import hashlib
from collections import defaultdict
from dataclasses import dataclass, field

from trucewatch.dossier.corpus import Corpus, gap, span, when
from trucewatch.dossier.judgements import DECIDED, Judgements, Union
from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.names import bare
from trucewatch.dossier.parties import Parties
from trucewatch.dossier.places import Places
from trucewatch.dossier.zones import Zones
from trucewatch.ledger.records import IMPORT
from trucewatch.vocabulary.codes import ClaimKind, Code, Modality, Polarity
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.when import When

_COMPARED = 40
"""Happenings in one block that a claim is compared with: those begun last. Keeps the cost near linear."""
BY_ID = "mentions the event by its id"
"""The reason for a statement that is counted to an event of its data set."""
_DATA_SET = f"{IMPORT}:"
_NOT_HAPPENINGS = frozenset({ClaimKind.COMMITMENT, ClaimKind.AGREEMENT})


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim's word about a happening. `family` is its report's family of copies, or the report."""

    claim: Claim
    code: Code
    days: When | None
    places: frozenset[str]
    actors: frozenset[str]
    recipients: frozenset[str]
    family: str
    denied: bool


@dataclass(slots=True, eq=False)
class Happening:
    """Tellings taken for one happening so far."""

    tellings: list[Telling] = field(default_factory=list)

    def fits(self, new: Telling, judgements: Judgements) -> bool:
        """Whether every telling could be of the same happening as the new one, and nobody has said that one is not."""
        if judgements.apart and any(judgements.forbids(t.claim.claim_id, new.claim.claim_id) for t in self.tellings):
            return False
        return all(same_happening(old, new) for old in self.tellings[:8])


def same_happening(left: Telling, right: Telling) -> bool:
    """Whether two tellings of one code and block may be of one happening."""
    a, b = left.claim, right.claim
    if a.coder == b.coder and a.coder.startswith(_DATA_SET) and a.report_id != b.report_id:
        return False  # a data set tells its own rows apart
    if a.mode and b.mode and a.mode != b.mode:
        return False
    if left.days and right.days and (gap(left.days, right.days) > 1 or abs(span(left.days) - span(right.days)) > 3):
        return False
    if apart(left.places, right.places) or apart(left.recipients, right.recipients):
        return False
    agree = _numbers(a, b)
    retold = a.report_id != b.report_id or a.start == b.start or agree or bool(left.places and a.speaker != b.speaker)
    if agree is False or not retold:
        return False
    return not apart(left.actors, right.actors) or agree is True


def apart(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether both are known and share nothing; what nobody tells parts no two tellings."""
    return bool(left and right and not left & right)


def _numbers(left: Claim, right: Claim) -> bool | None:
    """Whether what both count can be one count: True, False, or None where they count different things."""
    compared = None
    mine = {q.what: q for q in left.numbers}
    for theirs in right.numbers:
        own = mine.get(theirs.what)
        if own is None:
            continue
        a, b = own.min or own.max or 0, theirs.min or theirs.max or 0
        slack = max(3, max(a, b) / 2) if theirs.what in lexicon().harm else max(a, b) / 10
        if abs(a - b) > slack:
            return False
        compared = True
    return compared


class Happenings:
    """Groups claims. `groups` maps an event's id to the claims that affirm it; `of` maps claims, denials too, to it."""

    def __init__(self, corpus: Corpus, parties: Parties, places: Places, zones: Zones, judgements: Judgements) -> None:
        """Read every claim of a happening, and put it with the first that it fits, in an order of its own."""
        self._corpus, self._parties, self._places, self._zones = corpus, parties, places, zones
        self._judgements = _of_claims(judgements, corpus)
        self.groups: dict[str, tuple[Claim, ...]] = {}
        self.of: dict[str, str] = {}
        self.why: dict[str, str] = {}
        self._index: dict[tuple[Code, str, int], list[Happening]] = defaultdict(list)
        tellings = sorted((t for c in corpus.walk() if (t := self._read(c))), key=_order)
        made = [h for t in tellings if not t.denied and (h := self._affirm(t))]
        for happening in self._merged(made):
            claims = tuple(t.claim for t in happening.tellings)
            id_ = event_id(claims[0])
            self.groups[id_] = claims
            self.of.update((c.claim_id, id_) for c in claims)
        for telling in tellings:
            denied = self._fitting(telling) if telling.denied else None
            if denied:
                self.of[telling.claim.claim_id] = event_id(denied.tellings[0].claim)
        self._add_mentions()

    def _add_mentions(self) -> None:
        """Put statements that only say by its id which event they mention with the event's claims."""
        known = {i: event for event, claims in self.groups.items() for c in claims for i in _ids(c)}
        if not known:
            return
        more: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._corpus.walk():
            mentioned = next((known[i] for i in _ids(claim) if i in known), None)
            if mentioned and claim.kind is ClaimKind.STATEMENT and claim.claim_id not in self.of:
                self.of[claim.claim_id], self.why[claim.claim_id] = mentioned, BY_ID
                more[mentioned].append(claim)
        self.groups |= {event: (*self.groups[event], *claims) for event, claims in more.items()}

    def _merged(self, made: list[Happening]) -> list[Happening]:
        """With those that a person said are one put together."""
        if not self._judgements.same:
            return made
        of = {t.claim.claim_id: i for i, h in enumerate(made) for t in h.tellings}
        union = Union()
        for left, right in self._judgements.same:
            if left in of and right in of:
                union.join(f"{of[left]:09}", f"{of[right]:09}")
        groups: dict[str, list[Happening]] = defaultdict(list)
        for i, happening in enumerate(made):
            groups[union.find(f"{i:09}")].append(happening)
        for first, *others in groups.values():
            self.why |= {t.claim.claim_id: DECIDED for other in others for t in other.tellings}
            first.tellings = sorted((t for h in (first, *others) for t in h.tellings), key=_order)
            for other in others:
                other.tellings = first.tellings
        return [group[0] for group in groups.values()]

    def _read(self, claim: Claim) -> Telling | None:
        if claim.code is None or claim.modality is not Modality.ACTUAL or claim.kind in _NOT_HAPPENINGS:
            return None
        if claim.kind is not ClaimKind.EVENT and claim.code is not Code.ASSAULT:
            return None
        if claim.code not in lexicon().event_codes:
            return None
        report = self._corpus.reports.get(claim.report_id)
        days = when(claim.date)
        if days is None and (published := self._corpus.published(claim)) and published.earliest:
            days = When(published.earliest - dt.timedelta(days=1), published.latest)
        return Telling(
            claim=claim,
            code=claim.code,
            days=days,
            places=frozenset(self._places.key(m) for m in claim.places),
            actors=frozenset(self._parties.stands_for(m) or bare(m.name) for m in claim.actors),
            recipients=frozenset(self._parties.thing(m).id or bare(m.name) for m in claim.recipients),
            family=(report.family if report else None) or claim.report_id,
            denied=claim.polarity is Polarity.DENY,
        )

    def _blocks(self, telling: Telling) -> list[str]:
        """Its places; one without a place can only be told again in its zone, or by its own copies."""
        if telling.places:
            return [f"place {p}" for p in sorted(telling.places)]
        zone = self._zones.of.get(telling.claim.claim_id)
        return [f"zone {zone}" if zone else f"report {telling.family}"]

    def _fitting(self, telling: Telling) -> Happening | None:
        day = _bucket(telling)
        for block in self._blocks(telling):
            for near in range(day - 2, day + 3):
                for happening in self._index.get((telling.code, block, near), ())[-_COMPARED:]:
                    if happening.fits(telling, self._judgements):
                        return happening
        return None

    def _affirm(self, telling: Telling) -> Happening | None:
        """Put it with the first happening that it fits; the happening where it is new."""
        happening, new = self._fitting(telling), False
        if happening is None:
            happening, new = Happening(), True
        happening.tellings.append(telling)
        for block in self._blocks(telling):
            entry = self._index[telling.code, block, _bucket(telling)]
            if happening not in entry:
                entry.append(happening)
        return happening if new else None


def _ids(claim: Claim) -> tuple[str, ...]:
    return claim.terms.external_ids if claim.terms else ()


def _of_claims(judgements: Judgements, corpus: Corpus) -> Judgements:
    """An event's id is made from a claim: what was decided about the event is decided about that claim."""
    ids = {i for pair in (*judgements.same, *judgements.apart, *judgements.unsure) for i in pair}
    if not any(i.startswith("event-") for i in ids):
        return judgements
    return judgements.about({event_id(c): c.claim_id for c in corpus.walk()})


def event_id(first: Claim) -> str:
    """An id from the first telling in the order of days and ids."""
    return f"event-{hashlib.sha256(first.claim_id.encode()).hexdigest()[:12]}"


def _bucket(telling: Telling) -> int:
    return telling.days.earliest.toordinal() if telling.days and telling.days.earliest else 0


def _order(telling: Telling) -> tuple[str, str]:
    return (telling.days.edtf if telling.days else "", telling.claim.claim_id)
