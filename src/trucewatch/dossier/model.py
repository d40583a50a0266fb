"""What the dossier is once built: the subject's tables, and what each claim resolved to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from trucewatch.vocabulary.records import Claim, Report
from trucewatch.vocabulary.subject import Agreement, Commitment, Event, Party, Thing, Zone


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the names in one claim came to, slot by slot, in the order of the claim."""

    speaker: Thing | None
    via: tuple[Thing, ...]
    actors: tuple[Thing, ...]
    recipients: tuple[Thing, ...]
    places: tuple[Thing, ...]
    zone: Thing | None = None
    agreement: Thing | None = None
    commitment: Thing | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything known of one conflict, as a pure function of claims, casebook and people's decisions.

    Tables are sorted by id. `reports` and `claims` are what it was built from, by id.
    """

    parties: tuple[Party, ...]
    agreements: tuple[Agreement, ...]
    zones: tuple[Zone, ...]
    commitments: tuple[Commitment, ...]
    events: tuple[Event, ...]
    reports: Mapping[str, Report] = field(repr=False)
    claims: Mapping[str, Claim] = field(repr=False)
    resolved: Mapping[str, Resolved] = field(repr=False)
    reasons: Mapping[str, Mapping[str, str]] = field(repr=False, default_factory=dict)
    """Why: by kind of thing (party, agreement, zone, commitment), a spelling or the id of a claim to a reason."""
