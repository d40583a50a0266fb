"""An invented conflict: Ardenia and Borvia, two neighbours, make deals about the rebels of the Lakeside in Corvia."""

from typing import Any

from trucewatch.casebook.knowledge import (
    AgreementEntry,
    AliasEntry,
    ClauseEntry,
    Knowledge,
    MembershipEntry,
    NameForm,
    OutletEntry,
    Ownership,
    PartyEntry,
    PlaceEntry,
    Relation,
    ValuedEntry,
    WordEntry,
    Words,
    ZoneEntry,
)
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
from trucewatch.vocabulary.records import Claim, Mention, Quantity, Report, Terms


def state(key: str, name: str, adjective: str, capital: str) -> PartyEntry:
    aliases = (AliasEntry(adjective, NameForm.ADJECTIVE), AliasEntry(capital, NameForm.CAPITAL))
    return PartyEntry(key, name, PartyKind.STATE, aliases)


def roles() -> Words:
    words = ["minister", "foreign minister", "president", "spokeswoman", "general", "colonel"]
    return Words(roles=tuple(WordEntry(w, (w, f"{w}s")) for w in words))


GENERAL = Knowledge(
    version="general",
    parties={
        "ardenia": state("ardenia", "Ardenia", "Ardenian", "Ardenburg"),
        "borvia": state("borvia", "Borvia", "Borvian", "Borgrad"),
        "corvia": state("corvia", "Corvia", "Corvian", "Corvask"),
        "ostland": state("ostland", "Ostland", "Ostlandic", "Osthaven"),
    },
    outlets={
        "wire": OutletEntry("wire", "North Wire", agency=True),
        "channel": OutletEntry("channel", "Borvia One", country="borvia", ownership=Ownership.STATE),
    },
    words=roles(),
)

CASE = Knowledge(
    version="case",
    name="lakeside",
    country="corvia",
    parties={
        **GENERAL.parties,
        "lake-front": PartyEntry(
            "lake-front", "Lake Front", PartyKind.ARMED_GROUP, (AliasEntry("rebels", used_by=("wire",)),), camp="rebels"
        ),
        "radicals": PartyEntry("radicals", "radical groups", PartyKind.ARMED_GROUP, (AliasEntry("radical fighters"),)),
        "omar-haddad": PartyEntry(
            "omar-haddad",
            "Omar al-Haddad",
            PartyKind.PERSON,
            memberships=(MembershipEntry(Relation.SPEAKS_FOR, "corvia"),),
        ),
    },
    outlets=GENERAL.outlets,
    agreements={
        "harbour-2018": AgreementEntry(
            key="harbour-2018",
            name="Harbour Memorandum",
            kind="memorandum",
            aliases=(AliasEntry("Harbour deal"), AliasEntry("Harbour agreement", ambiguous=True)),
            parties={Role.SIGNATORY: ("ardenia", "borvia")},
            place="harbour",
            date=(ValuedEntry("2018-09-17", "un:1"),),
            external_ids=("pax:1",),
            clauses=(
                ClauseEntry(
                    ref="3",
                    does="set up a demilitarized zone 15 to 20 km deep",
                    class_=ProvisionClass.ESTABLISH_ZONE,
                    force=Force.OBLIGATION,
                    duration=Duration.ONCE,
                    who=("ardenia", "borvia"),
                    zone="lakeside-dmz",
                    deadline=(ValuedEntry("2018-10-15", "un:1"),),
                ),
                ClauseEntry(
                    ref="5",
                    does="withdraw radical groups from the zone",
                    class_=ProvisionClass.WITHDRAW_FORCES,
                    force=Force.OBLIGATION,
                    duration=Duration.ONCE,
                    who=("radicals",),
                    zone="lakeside-dmz",
                    deadline=(ValuedEntry("2018-10-15", "un:1"),),
                ),
                ClauseEntry(
                    ref="6",
                    does="withdraw heavy weapons",
                    class_=ProvisionClass.HEAVY_WEAPONS,
                    force=Force.OBLIGATION,
                    duration=Duration.ONCE,
                    who=("lake-front",),
                    zone="lakeside-dmz",
                    deadline=(ValuedEntry("2018-10-10", "un:1"),),
                ),
            ),
            source="un:1",
        ),
        "harbour-2019": AgreementEntry(
            key="harbour-2019",
            name="Second Harbour Memorandum",
            kind="memorandum",
            aliases=(AliasEntry("Harbour agreement", ambiguous=True),),
            parties={Role.SIGNATORY: ("ardenia", "borvia")},
            place="harbour",
            date=(ValuedEntry("2019-10-22", "un:2"),),
        ),
    },
    zones={
        "lakeside-de-escalation": ZoneEntry(
            "lakeside-de-escalation",
            "Lakeside de-escalation zone",
            "de-escalation",
            (AliasEntry("northern de-escalation zone"),),
            places=("lakeside", "millford"),
        ),
        "lakeside-dmz": ZoneEntry(
            "lakeside-dmz",
            "Lakeside demilitarized zone",
            "demilitarized",
            places=("lakeside",),
            established_by="harbour-2018",
        ),
    },
    places={
        "lakeside": PlaceEntry("lakeside", "Lakeside", "province", (AliasEntry("Lakesyde"),), geonames=7),
        "millford": PlaceEntry("millford", "Millford", "town", part_of="lakeside"),
        "harbour": PlaceEntry("harbour", "Harbour", "town"),
    },
    words=roles(),
)


def report(report_id: str, outlet: str = "North Wire", published: str = "2018-09-18", **more: object) -> Report:
    return Report(report_id, f"hash {report_id}", "", outlet=outlet, published=published, **more)


def names(*texts: str) -> tuple[Mention, ...]:
    return tuple(Mention(t) for t in texts)


class Teller:
    """Makes claims, each at the next place in its report."""

    def __init__(self, report_id: str) -> None:
        self.report_id = report_id
        self.claims: list[Claim] = []

    def say(self, quote: str = "", **parts: object) -> Claim:
        number = len(self.claims)
        base: dict[str, Any] = {
            "kind": ClaimKind.EVENT,
            "code": None,
            "modality": Modality.ACTUAL,
            "polarity": Polarity.AFFIRM,
        }
        claim = Claim(
            claim_id=f"{self.report_id}-{number:03}",
            report_id=self.report_id,
            start=100 * number,
            end=100 * number + 90,
            quote=quote,
            **{**base, **parts},
        )
        self.claims.append(claim)
        return claim

    def agree(self, *who: str, on: str | None = None, quote: str = "", **terms: object) -> Claim:
        return self.say(
            quote, kind=ClaimKind.AGREEMENT, code=Code.AGREE, actors=names(*who), date=on, terms=Terms(**terms)
        )

    def commit(self, class_: ProvisionClass, *who: str, quote: str = "", **terms: object) -> Claim:
        return self.say(
            quote,
            kind=ClaimKind.COMMITMENT,
            code=Code.COOPERATE,
            modality=Modality.PROMISED,
            actors=names(*who),
            terms=Terms(class_=class_, **terms),
        )

    def assault(self, *who: str, at: str = "Millford", on: str = "2018-10-01", **parts: object) -> Claim:
        return self.say(code=Code.ASSAULT, actors=names(*who), places=names(at), date=on, **parts)


def killed(low: float, high: float | None = None) -> tuple[Quantity, ...]:
    return (Quantity("killed", low, low if high is None else high, "people", str(int(low))),)
