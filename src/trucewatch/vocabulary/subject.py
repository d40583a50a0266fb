"""The subject itself, as the dossier resolves it: parties, agreements, zones, commitments, events, findings.

A field on which sources differ is a tuple of `Valued`; one with a single value is a tuple of length one.
Everything carries the ids of the claims and reports it rests on; what only the casebook knows carries none.
"""

from dataclasses import dataclass, field
from typing import Any

from trucewatch.vocabulary.codes import (
    Attribution,
    Code,
    Duration,
    Force,
    PartyKind,
    Placed,
    Precision,
    ProvisionClass,
    Role,
    Status,
    Topic,
    ZoneStatus,
)
from trucewatch.vocabulary.records import Quantity


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing named inside a row: `mention` as written, `id` and `name` as resolved (None where it is not)."""

    id: str | None
    name: str | None
    mention: str | None


@dataclass(frozen=True, slots=True)
class Valued:
    """One version of a field, and the claims that give it (none: from the casebook, whose `source` is stated)."""

    value: str
    claims: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of a party and the outlets or people who use it (empty: general use)."""

    name: str
    used_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """A party is part of, speaks for, or became another over some time (`valid` is EDTF; None: always)."""

    party: str
    relation: str
    of: str
    valid: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who acts, speaks or is bound. `camp` is the side whose word counts as one for a policy."""

    party_id: str
    name: str
    kind: PartyKind
    aliases: tuple[Alias, ...] = ()
    memberships: tuple[Membership, ...] = ()
    country: str | None = None
    camp: str | None = None
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """A ceasefire, memorandum, protocol, resolution or other deal."""

    agreement_id: str
    name: str
    kind: str | None
    parties: tuple[tuple[Role, Thing], ...] = ()
    place: tuple[Valued, ...] = ()
    date: tuple[Valued, ...] = ()
    in_force: tuple[Valued, ...] = ()
    expires: tuple[Valued, ...] = ()
    related: tuple[tuple[str, str], ...] = ()
    external_ids: tuple[str, ...] = ()
    role_claims: tuple[tuple[Role, Thing, tuple[str, ...]], ...] = ()
    """`parties` again, each with the claims that give it this role (none: from the casebook)."""
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """One version of where a zone lies. `geometry` is a GeoJSON Polygon or MultiPolygon (WGS 84, degrees, 5 decimals).

    `version` says which version it is ("as in the casebook", "width 15 to 20 km"), `bound` whether it is the `inner` or
    the `outer` limit of a version that gives a range. `basis` says what it was drawn from, `source` who says so where
    no claim does, `valid` (EDTF) when it held.
    """

    version: str
    precision: Precision
    basis: str
    geometry: dict[str, Any] = field(hash=False)
    bound: str | None = None
    valid: str | None = None
    source: str | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Zone:
    """An area under special rules. `geometry` is GeoJSON, from a recipe over place names, never traced from nowhere.

    `outlines` are all versions of it, the one that `geometry`, `precision` and `basis` repeat first. A zone that could
    not be drawn has no outline, and its `basis` says why.
    """

    zone_id: str
    name: str
    kind: str | None
    places: tuple[Thing, ...] = ()
    established_by: Thing | None = None
    valid: str | None = None
    numbers: tuple[tuple[Quantity, tuple[str, ...]], ...] = ()
    geometry: dict[str, Any] | None = field(default=None, hash=False)
    precision: Precision | None = None
    basis: str | None = None
    outlines: tuple[Outline, ...] = ()
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Commitment:
    """One provision: who must, may or must not do what, where, by when."""

    commitment_id: str
    who: tuple[Thing, ...]
    beneficiary: tuple[Thing, ...]
    force: Force
    duration: Duration
    does: str
    class_: ProvisionClass
    zone: Thing | None = None
    trigger: str | None = None
    deadline: tuple[Valued, ...] = ()
    until: tuple[Valued, ...] = ()
    exception: str | None = None
    agreement: Thing | None = None
    clause_ref: str | None = None
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One happening told by one or many claims. `origins` are the independent sources: copies of a story are one.

    `zone` is the one that it is counted to, `zone_basis` how it comes to lie there, `zones` all in which it surely is.
    """

    event_id: str
    code: Code
    mode: str | None
    date: str | None
    places: tuple[Thing, ...]
    actors: tuple[Thing, ...]
    recipients: tuple[Thing, ...]
    attribution: Attribution
    attributed_by: tuple[Thing, ...] = ()
    harm: tuple[tuple[Quantity, tuple[str, ...]], ...] = ()
    origins: tuple[str, ...] = ()
    zone: Thing | None = None
    zone_basis: Placed | None = None
    zones: tuple[tuple[Thing, Placed], ...] = ()
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on a commitment, a zone or an agreement, for a day, as known on a day.

    `about` is the thing judged; `class_` its provision class, or `zone` or `agreement`. `for_` and `against` are claim
    ids. `by_party` and `by_camp` pair a name with its own status. `policy` names the file of rules used.
    """

    finding_id: str
    about: Thing
    class_: str
    as_of: str
    known_at: str
    policy: str
    status: Status | ZoneStatus
    for_: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    by_party: tuple[tuple[str, str], ...] = ()
    by_camp: tuple[tuple[str, str], ...] = ()
    last_evidence: str | None = None
    reasons: tuple[str, ...] = ()
    version: str | None = None
    """Which of several rival deadlines this finding takes, where there are several."""
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """One value in a disagreement, and who holds it."""

    value: str | float | list[float]
    unit: str | None
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two or more values for the same thing."""

    disagreement_id: str
    topic: Topic
    subject: Thing
    values: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """What one outlet calls a party, how often, and where."""

    term: str
    outlet: str | None
    count: int
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """The words used for one party."""

    party: Thing
    terms: tuple[Term, ...]
