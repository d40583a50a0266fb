"""The closed word lists of the design: codes, modalities, classes, statuses.

Every member's value is the string that stands in exports.
"""

from enum import StrEnum


class Code(StrEnum):
    """PLOVER's sixteen event types, and two assessments of a truce. Source: PLOVER codebook (2021)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    HOLDING = "HOLDING"
    NOT_HOLDING = "NOT_HOLDING"


class ClaimKind(StrEnum):
    """What sort of thing a claim states."""

    EVENT = "event"
    AGREEMENT = "agreement"
    COMMITMENT = "commitment"
    ASSESSMENT = "assessment"
    STATEMENT = "statement"


class Modality(StrEnum):
    """How it is put: as done, or as something still to come."""

    ACTUAL = "actual"
    PROMISED = "promised"
    DEMANDED = "demanded"
    THREATENED = "threatened"
    CONDITIONAL = "conditional"


class Polarity(StrEnum):
    """Whether the speaker says that it is so or that it is not."""

    AFFIRM = "affirm"
    DENY = "deny"


class PublishedHow(StrEnum):
    """How a report's day of publication was found."""

    METADATA = "metadata"
    DATELINE = "dateline"
    TEXT = "text"
    INFERRED = "inferred"


class CopyKind(StrEnum):
    """How a report is a copy of another: word for word, edited, holding all of it, or being a piece of it."""

    EXACT = "exact"
    NEAR = "near"
    CONTAINS = "contains"
    INSIDE = "inside"


class PartyKind(StrEnum):
    """What a party is."""

    PERSON = "person"
    STATE = "state"
    ARMED_GROUP = "armed group"
    INSTITUTION = "institution"
    COALITION = "coalition"
    MISSION = "mission"
    OUTLET = "outlet"
    POPULATION = "population"


class Role(StrEnum):
    """A party's part in an agreement."""

    SIGNATORY = "signatory"
    GUARANTOR = "guarantor"
    MEDIATOR = "mediator"
    OBSERVER = "observer"
    BOUND = "bound"
    EXCLUDED = "excluded"


class Force(StrEnum):
    """What a provision does to its bearer."""

    OBLIGATION = "obligation"
    PERMISSION = "permission"
    PROHIBITION = "prohibition"


class Duration(StrEnum):
    """Whether a provision is done once or kept up."""

    ONCE = "once"
    CONTINUING = "continuing"


class ProvisionClass(StrEnum):
    """What a commitment is about."""

    CESSATION = "cessation_of_hostilities"
    HEAVY_WEAPONS = "withdraw_heavy_weapons"
    WITHDRAW_FORCES = "withdraw_forces"
    ESTABLISH_ZONE = "establish_zone"
    JOINT_PATROL = "joint_patrol"
    OBSERVATION = "observation"
    SEPARATE_GROUPS = "separate_groups"
    HUMANITARIAN_ACCESS = "humanitarian_access"
    PRISONER_EXCHANGE = "prisoner_exchange"
    CIVILIAN_RETURN = "civilian_return"
    POLITICAL_TALKS = "political_talks"
    DISARM = "disarm"
    OTHER = "other"


class Precision(StrEnum):
    """How well a zone's geometry is known."""

    SCHEMATIC = "schematic"
    DESCRIBED = "described"
    SURVEYED = "surveyed"


class Placed(StrEnum):
    """How an event comes to lie in a zone, the surest first."""

    NAMED = "named"
    """A report says so."""
    OUTLINE = "outline"
    """Its point, or that of a place it is said to have happened at, lies in the outline that the zone goes by."""
    NAMES = "names"
    """What it is said to have happened at belongs to the zone by name; no point of it decides."""
    PERHAPS = "perhaps"
    """Its point lies in another version of the outline alone, or its place is wider than the zone or not known."""
    OUTSIDE = "outside"
    UNPLACED = "unplaced"
    """Nobody says where it was."""


class Attribution(StrEnum):
    """How surely an event is blamed on its actor."""

    KNOWN = "known"
    SUSPECTED = "suspected"
    UNATTRIBUTED = "unattributed"


class Status(StrEnum):
    """Verdict on a commitment."""

    NOT_YET_DUE = "not_yet_due"
    NOT_TRIGGERED = "not_triggered"
    PENDING = "pending"
    FULFILLED = "fulfilled"
    PARTIAL = "partial"
    LATE = "late"
    OVERDUE = "overdue"
    UNOBSERVED = "unobserved"
    KEPT = "kept"
    BREACHED = "breached"
    REVERSED = "reversed"
    DISPUTED = "disputed"
    SUSPENDED = "suspended"
    SUPERSEDED = "superseded"
    LAPSED = "lapsed"


class ZoneStatus(StrEnum):
    """Verdict on a zone or an agreement."""

    HOLDING = "holding"
    STRAINED = "strained"
    COLLAPSED = "collapsed"
    DISPUTED = "disputed"
    ENDED = "ended"
    SUPERSEDED = "superseded"
    NOT_IN_FORCE = "not_in_force"
    UNOBSERVED = "unobserved"


class Topic(StrEnum):
    """What sources disagree about."""

    WIDTH = "width"
    DATE = "date"
    DEADLINE = "deadline"
    IN_FORCE = "in_force"
    PLACE = "place"
    PARTIES = "parties"
    MEDIATOR = "mediator"
    TERMS = "terms"
    BLAME = "blame"
    NUMBER = "number"
    HOLDING = "holding"


class Outcome(StrEnum):
    """What became of a sentence."""

    CODED = "coded"
    NOTHING = "nothing"
    REJECTED = "rejected"
