"""A small invented conflict as a dossier made by hand: North and South, the Vell accord and its strip."""

from dataclasses import dataclass, field, replace

from trucewatch.casebook.knowledge import Knowledge, OutletEntry, Ownership, PlaceEntry
from trucewatch.dossier.model import Dossier, Resolved
from trucewatch.vocabulary.codes import (
    ClaimKind,
    Code,
    Duration,
    Force,
    Modality,
    PartyKind,
    Polarity,
    ProvisionClass,
    Role,
)
from trucewatch.vocabulary.records import Claim, Mention, Quantity, Report
from trucewatch.vocabulary.subject import Agreement, Commitment, Event, Membership, Party, Thing, Valued, Zone

NORTH, SOUTH, LAKELAND = (Thing(n.lower(), n, None) for n in ("North", "South", "Lakeland"))
STRIP, ACCORD = Thing("strip", "Vell strip", None), Thing("vell-accord", "Vell accord", None)
HILL, CITY = Thing("hill", "Hill", None), Thing("city", "City", None)
CEASEFIRE, GUNS = Thing("vell-accord/1", "hold fire", None), Thing("vell-accord/2", "pull guns back", None)
TEXT = "text of the accord"

KNOWLEDGE = Knowledge(
    version="1",
    country="lakeland",
    places={
        "vell": PlaceEntry("vell", "Vell valley", "region", country="lakeland"),
        "hill": PlaceEntry("hill", "Hill", "village", part_of="vell", country="lakeland"),
        "city": PlaceEntry("city", "City", "city", country="lakeland"),
    },
    outlets={"herald": OutletEntry("herald", "North Herald", country="north", ownership=Ownership.STATE)},
    outlet_names={"north herald": ("herald",)},
)
PARTIES = (
    Party(
        "general-ivo", "General Ivo", PartyKind.PERSON, memberships=(Membership("general-ivo", "speaks_for", "north"),)
    ),
    Party("lakeland", "Lakeland", PartyKind.STATE),
    Party("mission", "Lake mission", PartyKind.MISSION, camp="mission"),
    Party("north", "North", PartyKind.STATE, camp="north"),
    Party(
        "north-army", "North's army", PartyKind.INSTITUTION, memberships=(Membership("north-army", "part_of", "north"),)
    ),
    Party("south", "South", PartyKind.STATE, camp="south"),
)


@dataclass
class World:
    """Claims and reports as they are told, then the dossier of them."""

    reports: dict[str, Report] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    resolved: dict[str, Resolved] = field(default_factory=dict)
    agreements: tuple[Agreement, ...] = (
        Agreement(
            "vell-accord",
            "Vell accord",
            "ceasefire",
            parties=((Role.SIGNATORY, NORTH), (Role.SIGNATORY, SOUTH)),
            date=(Valued("2018-09-17", source=TEXT),),
        ),
    )
    zones: tuple[Zone, ...] = (
        Zone(
            "strip",
            "Vell strip",
            "demilitarized zone",
            places=(Thing("vell", "Vell valley", None),),
            established_by=ACCORD,
        ),
    )
    commitments: tuple[Commitment, ...] = (
        Commitment(
            "vell-accord/1",
            (NORTH, SOUTH),
            (),
            Force.PROHIBITION,
            Duration.CONTINUING,
            "hold fire",
            ProvisionClass.CESSATION,
            zone=STRIP,
            agreement=ACCORD,
        ),
        Commitment(
            "vell-accord/2",
            (NORTH,),
            (),
            Force.OBLIGATION,
            Duration.ONCE,
            "pull guns back",
            ProvisionClass.HEAVY_WEAPONS,
            zone=STRIP,
            deadline=(Valued("2018-10-10", source=TEXT),),
            agreement=ACCORD,
        ),
    )
    events: tuple[Event, ...] = ()

    def report(self, outlet: str, published: str, **changes: object) -> str:
        """A report; its id."""
        key = f"r{len(self.reports) + 1:03}"
        made = Report(key, key, "text", outlet=outlet, published=published)
        self.reports[key] = replace(made, **changes)  # type: ignore[arg-type] - the tests name the fields
        return key

    def claim(self, report: str, code: Code | None, **changes: object) -> str:
        """A claim with what its names came to: speaker, actors, recipients and places are things. Its id."""
        key = f"c{len(self.claims) + 1:03}"
        slots = {name: tuple(changes.pop(name, ())) for name in ("actors", "recipients", "places")}  # type: ignore[call-overload] - things
        speaker = changes.pop("speaker", None)
        about = {name: changes.pop(name, None) for name in ("zone", "agreement", "commitment", "event")}
        assessed = code in (Code.HOLDING, Code.NOT_HOLDING)
        kind = ClaimKind.ASSESSMENT if assessed else ClaimKind.EVENT if code else ClaimKind.STATEMENT
        made = Claim(key, report, 0, 4, "text", kind, code, Modality.ACTUAL, Polarity.AFFIRM)
        mentions = {name: tuple(mention(t) for t in things) for name, things in slots.items()}
        said_by = mention(speaker) if isinstance(speaker, Thing) else None
        made = replace(made, speaker=said_by, **mentions)
        self.claims[key] = replace(made, **changes)  # type: ignore[arg-type] - the tests name the fields
        self.resolved[key] = Resolved(speaker, (), **slots, **about)  # type: ignore[arg-type] - things
        return key

    def dossier(self) -> Dossier:
        return Dossier(
            PARTIES,
            self.agreements,
            self.zones,
            self.commitments,
            self.events,
            self.reports,
            self.claims,
            self.resolved,
        )


def mention(thing: Thing) -> Mention:
    return Mention(thing.mention or thing.name or "", party=thing.id)


def km(low: float, high: float) -> Quantity:
    return Quantity("width", low, high, "km", f"{low:g} to {high:g} km")
