"""The shape of a casebook file. A key that is not named here is an error, so a misspelt one never passes unseen."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from trucewatch.casebook.knowledge import NameForm, Ownership, Relation
from trucewatch.vocabulary.codes import Duration, Force, PartyKind, ProvisionClass, Role
from trucewatch.vocabulary.when import When

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _edtf(value: object) -> str:
    text = str(value)
    try:
        When.parse(text)
    except (ValueError, TypeError) as error:
        message = f"'{text}' is not a date that exists"
        raise ValueError(message) from error
    return text


def is_slug(key: str) -> bool:
    """Whether it can be a key: small letters, digits, single hyphens."""
    return _SLUG.fullmatch(key) is not None


def _slug(key: str) -> str:
    if not is_slug(key):
        message = f"'{key}' is not a key: use small letters, digits and hyphens, such as 'free-syrian-army'"
        raise ValueError(message)
    return key


def _listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def _valued(value: object) -> object:
    items = value if isinstance(value, list) else [value]
    return [item if isinstance(item, dict) else {"value": item} for item in items]


Edtf = Annotated[str, BeforeValidator(_edtf)]
Slug = Annotated[str, AfterValidator(_slug)]
Slugs = Annotated[list[Slug], BeforeValidator(_listed)]
Texts = Annotated[list[str], BeforeValidator(_listed)]


class Form(BaseModel):
    """No unknown keys, and no silent conversion of one type to another."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AliasForm(Form):
    """A name, alone or with who uses it and when."""

    name: str
    form: NameForm = NameForm.NAME
    used_by: Texts = []
    valid: Edtf | None = None
    ambiguous: bool = False


Aliases = list[Annotated[AliasForm, BeforeValidator(_named)]]


class MembershipForm(Form):
    """One membership; exactly one relation is its key: `speaks_for: russia`."""

    member_of: Slug | None = None
    speaks_for: Slug | None = None
    became: Slug | None = None
    part_of: Slug | None = None
    valid: Edtf | None = None
    role: str | None = None
    source: str | None = None

    def link(self) -> tuple[Relation, str] | None:
        """The relation and the party it leads to; None where not exactly one is given."""
        given = [(relation, of) for relation in Relation if (of := getattr(self, relation.value)) is not None]
        return given[0] if len(given) == 1 else None


class PartyForm(Form):
    """A party. `adjectives`, `demonyms`, `capital`, `seats` and `acronyms` are names with their form stated."""

    name: str | None = None
    kind: PartyKind | None = None
    aliases: Aliases = []
    acronyms: Texts = []
    adjectives: Texts = []
    demonyms: Texts = []
    capital: Texts = []
    seats: Texts = []
    iso: str | None = None
    country: Slug | None = None
    camp: Slug | None = None
    memberships: list[MembershipForm] = []
    source: str | None = None


class OutletForm(Form):
    """An outlet or agency."""

    name: str | None = None
    aliases: Aliases = []
    domains: Texts = []
    country: Slug | None = None
    ownership: Ownership | None = None
    agency: bool | None = None
    camp: Slug | None = None
    source: str | None = None


class EdtfForm(Form):
    """One version of a date, with its source."""

    value: Edtf
    source: str | None = None


class TextForm(Form):
    """One version of a text, with its source."""

    value: str
    source: str | None = None


Dates = Annotated[list[EdtfForm], BeforeValidator(_valued)]
Versions = Annotated[list[TextForm], BeforeValidator(_valued)]


class NumberForm(Form):
    """A figure with its unit."""

    what: str
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    source: str | None = None


class ClauseForm(Form):
    """A provision."""

    ref: Annotated[str, BeforeValidator(str)]
    does: str
    class_: ProvisionClass = Field(alias="class")
    force: Force
    duration: Duration
    who: Slugs = []
    beneficiary: Slugs = []
    zone: Slug | None = None
    trigger: str | None = None
    deadline: Dates = []
    until: Edtf | None = None
    exception: str | None = None
    numbers: list[NumberForm] = []
    source: str | None = None


class RelatedForm(Form):
    """A link to another agreement."""

    relation: Literal["supersedes", "extends", "annexes", "implements"]
    of: Slug


class AgreementForm(Form):
    """An agreement."""

    name: str | None = None
    kind: str | None = None
    aliases: Aliases = []
    parties: dict[Role, Slugs] = {}
    place: str | None = None
    date: Dates = []
    in_force: Dates = []
    expires: Dates = []
    related: list[RelatedForm] = []
    external_ids: Texts = []
    clauses: list[ClauseForm] = []
    source: str | None = None


class GeometryForm(Form):
    """A recipe for a schematic geometry."""

    recipe: Literal["hull", "buffer", "admin"]
    places: Slugs = []
    width_km: float | None = None
    side: (
        Literal[
            "north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west", "left", "right"
        ]
        | None
    ) = None
    toward: Slugs = []


class ZoneForm(Form):
    """A zone."""

    name: str | None = None
    kind: str | None = None
    aliases: Aliases = []
    places: Slugs = []
    versions: Versions = []
    established_by: Slug | None = None
    valid: Edtf | None = None
    numbers: list[NumberForm] = []
    geometry: GeometryForm | None = None
    source: str | None = None


class PlaceForm(Form):
    """A place."""

    name: str | None = None
    kind: str | None = None
    aliases: Aliases = []
    lat: float | None = None
    lon: float | None = None
    country: Slug | None = None
    part_of: Slug | None = None
    geonames: int | None = None
    source: str | None = None


class CampForm(Form):
    """A camp."""

    name: str | None = None
    source: str | None = None


class WordForm(Form):
    """A word with its singular; `forms` are written forms beyond the singular and the regular plural."""

    name: str
    forms: Texts = []


WordList = dict[str, list[Annotated[WordForm, BeforeValidator(_named)]]]
"""Sense → words that have it."""


class WordsForm(Form):
    """The word lists, each grouped by sense."""

    roles: WordList = {}
    ranks: WordList = {}
    titles: WordList = {}
    institutions: WordList = {}
    populations: WordList = {}
    fighters: WordList = {}
    weapons: WordList = {}
    place_kinds: WordList = {}


class CasebookForm(Form):
    """A whole file. `source` is the source of every entry that gives none of its own (general files only)."""

    casebook: Slug | None = None
    title: str | None = None
    country: Slug | None = None
    source: str | None = None
    camps: dict[Slug, CampForm] = {}
    parties: dict[Slug, PartyForm] = {}
    outlets: dict[Slug, OutletForm] = {}
    agreements: dict[Slug, AgreementForm] = {}
    zones: dict[Slug, ZoneForm] = {}
    places: dict[Slug, PlaceForm] = {}
    words: WordsForm = WordsForm()
