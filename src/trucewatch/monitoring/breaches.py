"""Acts of violence as evidence about a ceasefire: by whom, on whom, where, and who says so."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np

from trucewatch.dossier.model import Resolved
from trucewatch.monitoring import spans
from trucewatch.monitoring.acts import Acts, blamed_in, spot_of, suspected
from trucewatch.monitoring.areas import NUMBERS, Areas
from trucewatch.monitoring.docket import Docket
from trucewatch.monitoring.evidence import Basis, Bearing, Evidence, Truth
from trucewatch.monitoring.testimony import Testimony
from trucewatch.vocabulary.codes import Attribution, Code, Polarity, Role
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.subject import Commitment, Thing

_NONE = np.zeros(0, dtype=np.int8)
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

    def _reader(self, commitment: Commitment, bound: dict[str, str]) -> Callable[[int, Evidence], Evidence]:
        within, claims = self._acts.is_within, self._acts.claims
        facing, excluded = self._facing(commitment), self._excluded(commitment)

        def read(row: int, base: Evidence) -> Evidence:
            place = within(row, commitment.zone, commitment.agreement)
            return self._told(claims[row], base, bound, place, facing, excluded)

        return read

    def _act(self, claim: Claim, commitment: Commitment, bound: dict[str, str]) -> Evidence:
        spot = spot_of(claim, self._testimony.dossier.resolved[claim.claim_id])
        place = self._areas.inside(spot, commitment.zone, commitment.agreement)
        base = self._testimony.base(claim)
        return self._told(claim, base, bound, place, self._facing(commitment), self._excluded(commitment))

    def _told(
        self,
        claim: Claim,
        base: Evidence,
        bound: dict[str, str],
        place: Truth,
        facing: frozenset[str | None],
        excluded: frozenset[str],
    ) -> Evidence:
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

    def _facing(self, commitment: Commitment) -> frozenset[str | None]:
        """The camps that an agreement sets against each other; a mediator's or mission's is not among them."""
        facing = [t.id for role, t in self._testimony.roles(commitment) if role in _FACING]
        facing += [t.id for t in (*commitment.who, *commitment.beneficiary)]
        return frozenset(self._testimony.sides.camp(party) for party in facing)

    def _excluded(self, commitment: Commitment) -> frozenset[str]:
        """Those whom an agreement does not protect."""
        return frozenset(t.id for role, t in self._testimony.roles(commitment) if role is Role.EXCLUDED and t.id)

    def _opposed(self, camp: str | None, actor: str | None, resolved: Resolved, facing: frozenset[str | None]) -> bool:
        """Whether a source's camp is one that the agreement or the act sets against the actor's.

        A camp that nobody knows is not.
        """
        sides = self._testimony.sides
        own = sides.camp(actor)
        if camp is None or own is None or camp == own:
            return False
        return camp in facing or camp in {sides.camp(thing.id) for thing in resolved.recipients}


def _has_id(thing: Thing | None) -> bool:
    return thing is not None and thing.id is not None
