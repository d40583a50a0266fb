"""Acts of violence as evidence about a ceasefire: by whom, on whom, where, and who says so."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

import numpy as np

from trucewatch.dossier.model import Resolved
from trucewatch.monitoring import kinds, spans
from trucewatch.monitoring.acts import Acts, spot_of, suspected
from trucewatch.monitoring.areas import NUMBERS, Areas
from trucewatch.monitoring.cast import Group, Rows, blamed_in
from trucewatch.monitoring.docket import Docket
from trucewatch.monitoring.evidence import Basis, Bearing, Evidence, Truth
from trucewatch.monitoring.testimony import Testimony
from trucewatch.vocabulary.codes import Attribution, Code, Polarity, Role
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.subject import Commitment, Thing

_NONE = np.zeros(0, dtype=np.int8)
_NO, _UNKNOWN, _YES = (kinds.TRUTHS.index(answer) for answer in (Truth.NO, Truth.UNKNOWN, Truth.YES))
_UNATTRIBUTED, _SUSPECTED, _KNOWN = (
    kinds.ATTRIBUTIONS.index(each) for each in (Attribution.UNATTRIBUTED, Attribution.SUSPECTED, Attribution.KNOWN)
)
_FACING = (Role.SIGNATORY, Role.GUARANTOR, Role.BOUND, Role.EXCLUDED)


class Breaches:
    """Finds the acts that bear on a ceasefire: those by its parties wherever they may be, and any inside its zone."""

    def __init__(self, claims: Iterable[Claim], testimony: Testimony, areas: Areas) -> None:
        """`claims` are of violence and of accusations of it, affirmed or denied."""
        self._testimony, self._areas = testimony, areas
        heard = list(claims)
        self._acts = Acts((c for c in heard if c.polarity is Polarity.AFFIRM), testimony, areas)
        self._denials = [c for c in heard if c.polarity is Polarity.DENY and c.code is not Code.ACCUSE]

    def docket(self, commitment: Commitment, seen: frozenset[str] = frozenset()) -> Docket:
        """The acts that bear on a commitment, but for the claims in `seen`.

        None bears on a pledge of nobody known, of no agreement and for no zone: every act of the war would.
        """
        bound = self._testimony.bound(commitment)
        if not (bound or _has_id(commitment.zone) or _has_id(commitment.agreement)):
            return Docket.of(self._acts, np.zeros(0, dtype=np.int64), self._reader(commitment, bound), _NONE)
        places = self._acts.within(commitment.zone, commitment.agreement)
        perhaps = self._acts.of(bound) & (places == NUMBERS[Truth.UNKNOWN])
        rows = np.flatnonzero((places == NUMBERS[Truth.YES]) | perhaps)
        if seen:
            rows = rows[[self._acts.claims[row].claim_id not in seen for row in rows]]
        return Docket.of(self._acts, rows, self._reader(commitment, bound), places[rows])

    def denials(self, commitment: Commitment, seen: frozenset[str]) -> Iterable[Evidence]:
        """Denials that somebody bound did such a thing."""
        bound = self._testimony.bound(commitment)
        for claim in self._denials:
            item = self._act(claim, commitment, bound) if claim.claim_id not in seen else None
            if item and item.party and item.in_zone is not Truth.NO:
                yield item

    def _reader(self, commitment: Commitment, bound: dict[str, str]) -> "_Reader":
        return _Reader(self, self._acts, commitment, bound)

    def _act(self, claim: Claim, commitment: Commitment, bound: dict[str, str]) -> Evidence:
        spot = spot_of(claim, self._testimony.dossier.resolved[claim.claim_id])
        place = self._areas.inside(spot, commitment.zone, commitment.agreement)
        base = self._testimony.base(claim)
        return self.told(claim, base, bound, place, self.facing(commitment), self.excluded(commitment))

    def told(
        self,
        claim: Claim,
        base: Evidence,
        bound: dict[str, str],
        place: Truth,
        facing: frozenset[str | None],
        excluded: frozenset[str],
    ) -> Evidence:
        """A claim of an act as evidence about a ceasefire that binds some."""
        resolved = self._testimony.dossier.resolved[claim.claim_id]
        things = blamed_in(claim, resolved)
        when = spans.read(claim.date)
        actor = self._testimony.first_bound(things, bound, when)
        known = any(thing.id for thing in things)
        attribution = Attribution.SUSPECTED if suspected(claim) else Attribution.KNOWN
        hit = [thing.id for thing in resolved.recipients if thing.id] if excluded else []
        return replace(
            base,
            bears=Bearing.SUPPORTS if claim.polarity is Polarity.DENY else Bearing.REFUTES,
            basis=Basis.EVENT,
            party=actor,
            party_name=bound.get(actor) if actor else None,
            bound=Truth.YES if actor or (known and not bound) else Truth.NO if known else Truth.UNKNOWN,
            in_zone=place,
            attribution=attribution if things else Attribution.UNATTRIBUTED,
            opposed=self._opposed(base.camp, actor, resolved, facing),
            exception_claimed=bool(hit) and all(excluded & self._testimony.sides.within(p, when) for p in hit),
            own_word=actor is not None and self._testimony.own(claim, {actor}),
        )

    def facing(self, commitment: Commitment) -> frozenset[str | None]:
        """The camps that an agreement sets against each other; a mediator's or mission's is not among them."""
        facing = [t.id for role, t in self._testimony.roles(commitment) if role in _FACING]
        facing += [t.id for t in (*commitment.who, *commitment.beneficiary)]
        return frozenset(self._testimony.sides.camp(party) for party in facing)

    def excluded(self, commitment: Commitment) -> frozenset[str]:
        """Those whom an agreement does not protect."""
        return frozenset(t.id for role, t in self._testimony.roles(commitment) if role is Role.EXCLUDED and t.id)

    def camp(self, party: str | None) -> str | None:
        """The side of a party; of nobody, none."""
        return self._testimony.sides.camp(party or None)

    def _opposed(self, camp: str | None, actor: str | None, resolved: Resolved, facing: frozenset[str | None]) -> bool:
        """Whether a source's camp is one that the agreement or the act sets against the actor's.

        A camp that nobody knows is not.
        """
        sides = self._testimony.sides
        own = sides.camp(actor)
        if camp is None or own is None or camp == own:
            return False
        return camp in facing or camp in {sides.camp(thing.id) for thing in resolved.recipients}


class _Reader:
    """Reads the acts about one ceasefire, each as evidence or many by column."""

    def __init__(self, breaches: Breaches, acts: Acts, commitment: Commitment, bound: dict[str, str]) -> None:
        self._breaches, self._acts, self._cast = breaches, acts, acts.cast
        self._zone, self._agreement, self._bound = commitment.zone, commitment.agreement, bound
        self._facing, self._excluded = breaches.facing(commitment), breaches.excluded(commitment)
        self.parties = (("", ""), *bound.items())

    def evidence(self, row: int, base: Evidence) -> Evidence:
        place = self._acts.is_within(row, self._zone, self._agreement)
        return self._breaches.told(self._acts.claims[row], base, self._bound, place, self._facing, self._excluded)

    def kinds(self, rows: Rows, places: Rows) -> tuple[Rows, Rows]:
        cast = self._cast
        actor, is_bound = self._of_groups
        groups = cast.blame[rows]
        party = actor[groups]
        named = np.where(self._acts.suspected(rows), _SUSPECTED, _KNOWN)
        attributed = np.where(cast.is_named[groups], named, _UNATTRIBUTED)
        return kinds.numbers(
            is_bound[groups], places, self._excepted(rows), attributed, self._opposed(rows, party)
        ), party

    @cached_property
    def _of_groups(self) -> tuple[Rows, Rows]:
        """For each group of those blamed the first who is bound, by number (0: nobody), and whether they are bound."""
        cast = self._cast
        places = {party: place for place, (party, _) in enumerate(self.parties)}
        actor = np.zeros(len(cast.blamed), dtype=np.int64)
        for number in cast.with_any(self._bound):
            shared = next((each, s) for each, within in cast.blamed[number] if (s := within & self._bound.keys()))
            actor[number] = places[shared[0] if shared[0] in shared[1] else min(shared[1])]
        others = np.where(cast.is_known, _YES if not self._bound else _NO, _UNKNOWN)
        return actor, np.where(actor > 0, _YES, others)

    def _excepted(self, rows: Rows) -> Rows:
        found = np.zeros(len(rows), dtype=np.int64)
        if self._excluded:
            hits = self._cast.hits(rows)
            for number in np.unique(hits).tolist():
                within = [each for known, each in self._cast.hit[number] if known]
                found[hits == number] = bool(within) and all(self._excluded & each for each in within)
        return found

    def _opposed(self, rows: Rows, party: Rows) -> Rows:
        cast = self._cast
        own, theirs = self._camp_of_party[party], cast.camps(cast.source[rows])
        found: Rows = ((own > 0) & (theirs > 0) & (own != theirs)).astype(np.int64)
        facing = [cast.camp_number(camp) for camp in self._facing if camp]
        unsure = np.flatnonzero((found > 0) & ~np.isin(theirs, facing)) if found.any() else found[:0]
        if len(unsure):
            hits = cast.hits(rows[unsure])
            many = len(cast.hit)
            pairs, which = np.unique(theirs[unsure] * many + hits, return_inverse=True)
            among = [self._is_among(pair // many, cast.hit[pair % many]) for pair in pairs.tolist()]
            found[unsure] = np.array(among, dtype=np.int64)[which]
        return found

    def _is_among(self, camp: int, hit: Group) -> bool:
        """Whether somebody who was hit is of a camp."""
        return camp in {self._cast.camp_number(self._breaches.camp(each)) for each, _ in hit}

    @cached_property
    def _camp_of_party(self) -> Rows:
        camps = [self._cast.camp_number(self._breaches.camp(party)) for party, _ in self.parties]
        return np.array(camps, dtype=np.int64)


def _has_id(thing: Thing | None) -> bool:
    return thing is not None and thing.id is not None
