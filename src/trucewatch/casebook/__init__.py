"""What people know of one conflict, and the general knowledge used without it."""

from trucewatch.casebook.blank import template
from trucewatch.casebook.knowledge import (
    AgreementEntry,
    AliasEntry,
    CampEntry,
    ClauseEntry,
    GeometryEntry,
    Knowledge,
    MembershipEntry,
    NameForm,
    NumberEntry,
    OutletEntry,
    Ownership,
    PartyEntry,
    PlaceEntry,
    RelatedEntry,
    Relation,
    ValuedEntry,
    WordEntry,
    Words,
    ZoneEntry,
)
from trucewatch.casebook.loading import check, load, shipped
from trucewatch.casebook.problems import Level, Problem

__all__ = [
    "AgreementEntry",
    "AliasEntry",
    "CampEntry",
    "ClauseEntry",
    "GeometryEntry",
    "Knowledge",
    "Level",
    "MembershipEntry",
    "NameForm",
    "NumberEntry",
    "OutletEntry",
    "Ownership",
    "PartyEntry",
    "PlaceEntry",
    "Problem",
    "RelatedEntry",
    "Relation",
    "ValuedEntry",
    "WordEntry",
    "Words",
    "ZoneEntry",
    "check",
    "load",
    "shipped",
    "template",
]
