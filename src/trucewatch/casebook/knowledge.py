"""What is known before a report is read: general knowledge merged with one casebook, as frozen records.

Everything here is plain data (dataclasses, tuples, dicts): cheap to build, picklable, and the same for the same files.
Party keys are stable slugs (`russia`, `turkey`, `united-nations`). Dates are EDTF strings.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trucewatch.vocabulary.codes import Duration, Force, PartyKind, ProvisionClass, Role


class NameForm(StrEnum):
    """What sort of name an alias is, so that grammar knows where it may stand."""

    NAME = "name"
    ACRONYM = "acronym"
    ADJECTIVE = "adjective"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    SEAT = "seat"


class Ownership(StrEnum):
    """Who stands behind an outlet."""

    STATE = "state"
    PARTY = "party"
    PRIVATE = "private"
    AGENCY = "agency"
    INTERNATIONAL = "international"


class Relation(StrEnum):
    """How one party stands to another."""

    MEMBER_OF = "member_of"
    SPEAKS_FOR = "speaks_for"
    BECAME = "became"
    PART_OF = "part_of"


def index_key(name: str, form: NameForm = NameForm.NAME) -> str:
    """How a name stands in an index: casefolded, but acronyms as written ("US" is a state, "us" is not)."""
    return name if form is NameForm.ACRONYM or name.isupper() else name.casefold()


@dataclass(frozen=True, slots=True)
class AliasEntry:
    """A name; `used_by` says who uses it (outlet or camp keys), `ambiguous` that it may mean something else too."""

    name: str
    form: NameForm = NameForm.NAME
    used_by: tuple[str, ...] = ()
    valid: str | None = None
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class MembershipEntry:
    """The party is part of, speaks for, or became the party `of` during `valid` (EDTF; None: always)."""

    relation: Relation
    of: str
    valid: str | None = None
    role: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """Somebody who acts, speaks or is bound. `country` is the key of a state, `camp` the key of a camp."""

    key: str
    name: str
    kind: PartyKind
    aliases: tuple[AliasEntry, ...] = ()
    country: str | None = None
    camp: str | None = None
    memberships: tuple[MembershipEntry, ...] = ()
    iso: str | None = None
    source: str | None = None

    def names(self, *forms: NameForm) -> tuple[str, ...]:
        """The aliases of these forms, in the order of the file (no forms: all of them)."""
        return tuple(a.name for a in self.aliases if not forms or a.form in forms)


@dataclass(frozen=True, slots=True)
class OutletEntry:
    """A newspaper, broadcaster, agency or site. `country` is the key of a state; `domains` are bare host names."""

    key: str
    name: str
    aliases: tuple[AliasEntry, ...] = ()
    domains: tuple[str, ...] = ()
    country: str | None = None
    ownership: Ownership = Ownership.PRIVATE
    agency: bool = False
    camp: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ValuedEntry:
    """One version of a field on which sources may differ."""

    value: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class NumberEntry:
    """A figure in a text: `what` (width, population …), from `min` to `max`, in `unit` (km, people)."""

    what: str
    min: float | None
    max: float | None
    unit: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ClauseEntry:
    """One provision of an agreement. `who` and `beneficiary` are party keys, `zone` a zone key."""

    ref: str
    does: str
    class_: ProvisionClass
    force: Force
    duration: Duration
    who: tuple[str, ...] = ()
    beneficiary: tuple[str, ...] = ()
    zone: str | None = None
    trigger: str | None = None
    deadline: tuple[ValuedEntry, ...] = ()
    until: str | None = None
    exception: str | None = None
    numbers: tuple[NumberEntry, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class RelatedEntry:
    """How this agreement stands to another: supersedes, extends, annexes, implements."""

    relation: str
    of: str


@dataclass(frozen=True, slots=True)
class AgreementEntry:
    """A deal. `parties` maps a role to party keys; fields with versions are tuples, the best-attested first."""

    key: str
    name: str
    kind: str
    aliases: tuple[AliasEntry, ...] = ()
    parties: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    place: str | None = None
    date: tuple[ValuedEntry, ...] = ()
    in_force: tuple[ValuedEntry, ...] = ()
    expires: tuple[ValuedEntry, ...] = ()
    related: tuple[RelatedEntry, ...] = ()
    external_ids: tuple[str, ...] = ()
    clauses: tuple[ClauseEntry, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class GeometryEntry:
    """How a schematic geometry is built. `hull` of places, `buffer` of the line through places, or `admin` units.

    `width_km` is the reach on each side of the line (for `buffer`), or around the hull. With `side` (a point of the
    compass, left or right) or `toward` (places on the side that is meant) it lies on one side of the line alone.
    """

    recipe: str
    places: tuple[str, ...] = ()
    width_km: float | None = None
    side: str | None = None
    toward: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ZoneEntry:
    """A named area with a rule. `places` are place keys; rival versions of its extent stand in `versions`."""

    key: str
    name: str
    kind: str
    aliases: tuple[AliasEntry, ...] = ()
    places: tuple[str, ...] = ()
    versions: tuple[ValuedEntry, ...] = ()
    established_by: str | None = None
    valid: str | None = None
    numbers: tuple[NumberEntry, ...] = ()
    geometry: GeometryEntry | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A gazetteer hint. `lat` and `lon` in degrees (WGS 84); `part_of` another place; `country` the key of a state."""

    key: str
    name: str
    kind: str
    aliases: tuple[AliasEntry, ...] = ()
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    part_of: str | None = None
    geonames: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class CampEntry:
    """A side whose word counts as one for a policy."""

    key: str
    name: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class WordEntry:
    """A word of the grammar lists: `name` is the singular, `forms` all written forms with it; `sense` what it means.

    `sense` is, for roles: head_of_state, minister, spokesperson, envoy, commander …; for institutions: government,
    armed_forces, police, parliament …; for weapons: the PLOVER mode of an ASSAULT with it.
    """

    name: str
    forms: tuple[str, ...]
    sense: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The closed lists of common nouns that the grammar of names rests on."""

    roles: tuple[WordEntry, ...] = ()
    ranks: tuple[WordEntry, ...] = ()
    titles: tuple[WordEntry, ...] = ()
    institutions: tuple[WordEntry, ...] = ()
    populations: tuple[WordEntry, ...] = ()
    fighters: tuple[WordEntry, ...] = ()
    weapons: tuple[WordEntry, ...] = ()
    place_kinds: tuple[WordEntry, ...] = ()


def _found(index: Mapping[str, tuple[str, ...]], name: str) -> tuple[str, ...]:
    return index.get(name) or index.get(name.casefold(), ())


@dataclass(frozen=True, slots=True)
class Knowledge:
    """General knowledge merged with one casebook (`name` None: general knowledge alone).

    `party_names` (without adjectives and demonyms), `adjectives`, `demonyms`, `outlet_names` and `place_names` map a
    name, as `index_key` writes it, to the keys that bear it (more than one where it is ambiguous; a name that the
    casebook gives leads to its entries alone). `outlet_domains` maps a host name to an outlet. `version` is a hash of
    the files read.
    """

    version: str
    name: str | None = None
    title: str | None = None
    country: str | None = None
    camps: Mapping[str, CampEntry] = field(default_factory=dict)
    parties: Mapping[str, PartyEntry] = field(default_factory=dict)
    outlets: Mapping[str, OutletEntry] = field(default_factory=dict)
    agreements: Mapping[str, AgreementEntry] = field(default_factory=dict)
    zones: Mapping[str, ZoneEntry] = field(default_factory=dict)
    places: Mapping[str, PlaceEntry] = field(default_factory=dict)
    words: Words = field(default_factory=Words)
    party_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    adjectives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    demonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outlet_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    place_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outlet_domains: Mapping[str, str] = field(default_factory=dict)

    def party_keys(self, name: str) -> tuple[str, ...]:
        """Keys of the parties that bear this name, whatever its case (acronyms as written)."""
        return _found(self.party_names, name)

    def outlet_keys(self, name: str) -> tuple[str, ...]:
        """Keys of the outlets that bear this name or host name, whatever its case."""
        named = _found(self.outlet_names, name)
        if named:
            return named
        hosted = self.outlet_domains.get(name.casefold().removeprefix("www."))
        return (hosted,) if hosted else ()

    def place_keys(self, name: str) -> tuple[str, ...]:
        """Keys of the places that bear this name, whatever its case."""
        return _found(self.place_names, name)
