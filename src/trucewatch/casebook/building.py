"""Validated forms → the frozen records of `Knowledge`, and its indexes of names."""

from collections.abc import Iterable, Mapping

from trucewatch.casebook import forms
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
    ValuedEntry,
    WordEntry,
    Words,
    ZoneEntry,
    index_key,
)
from trucewatch.vocabulary.codes import PartyKind, Role

_FORM_FIELDS = (
    ("acronyms", NameForm.ACRONYM),
    ("adjectives", NameForm.ADJECTIVE),
    ("demonyms", NameForm.DEMONYM),
    ("capital", NameForm.CAPITAL),
    ("seats", NameForm.SEAT),
)
_BARE_NAMES = (NameForm.NAME, NameForm.ACRONYM, NameForm.CAPITAL, NameForm.SEAT)
_SIBILANTS = ("s", "x", "z", "ch", "sh")


def plural(word: str) -> str:
    """The regular English plural of a noun or of a phrase that ends in one; -man becomes -men."""
    if word.endswith("man"):
        return f"{word[:-3]}men"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(_SIBILANTS) else f"{word}s"


def _aliases(name: str, listed: Iterable[forms.AliasForm]) -> tuple[AliasEntry, ...]:
    """The name itself first, then the listed ones, each once."""
    named = [AliasEntry(a.name, a.form, tuple(a.used_by), a.valid, a.ambiguous) for a in listed]
    return (*([] if any(a.name == name for a in named) else [AliasEntry(name)]), *named)


def _people(adjectives: Iterable[str], demonyms: Iterable[str]) -> list[str]:
    """Nouns for the people of a country: those listed, else the adjective in -n or -i and its plural."""
    listed = list(demonyms)
    if listed:
        return listed
    return [noun for a in adjectives if a.endswith(("n", "i")) for noun in (a, f"{a}s")]


def party(key: str, form: forms.PartyForm) -> PartyEntry:
    """One party; its short names of every form become aliases of that form."""
    name, kind = form.name or key, form.kind or PartyKind.INSTITUTION
    listed: dict[str, Iterable[str]] = {field: getattr(form, field) for field, _ in _FORM_FIELDS}
    if kind is PartyKind.STATE:
        listed["demonyms"] = _people(form.adjectives, form.demonyms)
    shaped = [
        AliasEntry(text, shape, ambiguous=shape is NameForm.CAPITAL)
        for field, shape in _FORM_FIELDS
        for text in listed[field]
    ]
    links = [(member, member.link()) for member in form.memberships]
    return PartyEntry(
        key=key,
        name=name,
        kind=kind,
        aliases=(*_aliases(name, form.aliases), *shaped),
        country=key if kind is PartyKind.STATE else form.country,
        camp=form.camp,
        memberships=tuple(MembershipEntry(link[0], link[1], m.valid, m.role, m.source) for m, link in links if link),
        iso=form.iso,
        source=form.source,
    )


def _outlet(key: str, form: forms.OutletForm) -> OutletEntry:
    name = form.name or key
    return OutletEntry(
        key=key,
        name=name,
        aliases=_aliases(name, form.aliases),
        domains=tuple(form.domains),
        country=form.country,
        ownership=form.ownership or Ownership.PRIVATE,
        agency=bool(form.agency),
        camp=form.camp,
        source=form.source,
    )


def _values(listed: Iterable[forms.EdtfForm | forms.TextForm]) -> tuple[ValuedEntry, ...]:
    return tuple(ValuedEntry(v.value, v.source) for v in listed)


def _numbers(listed: Iterable[forms.NumberForm]) -> tuple[NumberEntry, ...]:
    return tuple(NumberEntry(n.what, n.min, n.max, n.unit, n.source) for n in listed)


def _clause(form: forms.ClauseForm) -> ClauseEntry:
    return ClauseEntry(
        ref=form.ref,
        does=form.does,
        class_=form.class_,
        force=form.force,
        duration=form.duration,
        who=tuple(form.who),
        beneficiary=tuple(form.beneficiary),
        zone=form.zone,
        trigger=form.trigger,
        deadline=_values(form.deadline),
        until=form.until,
        exception=form.exception,
        numbers=_numbers(form.numbers),
        source=form.source,
    )


def _agreement(key: str, form: forms.AgreementForm) -> AgreementEntry:
    name = form.name or key
    return AgreementEntry(
        key=key,
        name=name,
        kind=form.kind or "agreement",
        aliases=_aliases(name, form.aliases),
        parties={role: tuple(form.parties[role]) for role in Role if role in form.parties},
        place=form.place,
        date=_values(form.date),
        in_force=_values(form.in_force),
        expires=_values(form.expires),
        related=tuple(RelatedEntry(r.relation, r.of) for r in form.related),
        external_ids=tuple(form.external_ids),
        clauses=tuple(map(_clause, form.clauses)),
        source=form.source,
    )


def _zone(key: str, form: forms.ZoneForm) -> ZoneEntry:
    name, shape = form.name or key, form.geometry
    return ZoneEntry(
        key=key,
        name=name,
        kind=form.kind or "zone",
        aliases=_aliases(name, form.aliases),
        places=tuple(form.places),
        versions=_values(form.versions),
        established_by=form.established_by,
        valid=form.valid,
        numbers=_numbers(form.numbers),
        geometry=_geometry(shape) if shape else None,
        source=form.source,
    )


def _geometry(form: forms.GeometryForm) -> GeometryEntry:
    return GeometryEntry(form.recipe, tuple(form.places), form.width_km, form.side, tuple(form.toward))


def _place(key: str, form: forms.PlaceForm) -> PlaceEntry:
    name = form.name or key
    return PlaceEntry(
        key=key,
        name=name,
        kind=form.kind or "place",
        aliases=_aliases(name, form.aliases),
        lat=form.lat,
        lon=form.lon,
        country=form.country,
        part_of=form.part_of,
        geonames=form.geonames,
        source=form.source,
    )


def _word_list(groups: forms.WordList) -> tuple[WordEntry, ...]:
    return tuple(
        WordEntry(word.name, tuple(dict.fromkeys((word.name, plural(word.name), *word.forms))), sense)
        for sense, words in groups.items()
        for word in words
    )


def _words(form: forms.WordsForm) -> Words:
    return Words(**{name: _word_list(getattr(form, name)) for name in forms.WordsForm.model_fields})


Entries = Mapping[str, PartyEntry] | Mapping[str, OutletEntry] | Mapping[str, PlaceEntry]


def _index(entries: Entries, wanted: frozenset[NameForm]) -> dict[str, list[str]]:
    """Name (see `index_key`) → keys of the entries that bear it in one of these forms."""
    found = dict[str, list[str]]()
    for key, entry in entries.items():
        for alias in entry.aliases:
            if alias.form in wanted:
                keys = found.setdefault(index_key(alias.name, alias.form), [])
                if key not in keys:
                    keys.append(key)
    return found


def names(entries: Entries, own: Entries, shapes: Iterable[NameForm]) -> dict[str, tuple[str, ...]]:
    """Name → keys. A name that the casebook itself gives (`own`) leads to the entries it gives it to, and no others."""
    wanted = frozenset(shapes)
    given = _index(own, wanted)
    return {name: tuple(given.get(name, keys)) for name, keys in _index(entries, wanted).items()}


def knowledge(form: forms.CasebookForm, own: forms.CasebookForm | None, version: str) -> Knowledge:
    """The whole: `form` is everything merged, `own` the casebook alone (None: general knowledge only)."""
    parties = {key: party(key, entry) for key, entry in form.parties.items()}
    outlets = {key: _outlet(key, entry) for key, entry in form.outlets.items()}
    places = {key: _place(key, entry) for key, entry in form.places.items()}
    mine = own or forms.CasebookForm()
    own_parties = {key: party(key, entry) for key, entry in mine.parties.items()}
    own_outlets = {key: _outlet(key, entry) for key, entry in mine.outlets.items()}
    own_places = {key: _place(key, entry) for key, entry in mine.places.items()}
    return Knowledge(
        version=version,
        name=form.casebook,
        title=form.title,
        country=form.country,
        camps={key: CampEntry(key, camp.name or key, camp.source) for key, camp in form.camps.items()},
        parties=parties,
        outlets=outlets,
        agreements={key: _agreement(key, entry) for key, entry in form.agreements.items()},
        zones={key: _zone(key, entry) for key, entry in form.zones.items()},
        places=places,
        words=_words(form.words),
        party_names=names(parties, own_parties, _BARE_NAMES),
        adjectives=names(parties, own_parties, [NameForm.ADJECTIVE]),
        demonyms=names(parties, own_parties, [NameForm.DEMONYM]),
        outlet_names=names(outlets, own_outlets, NameForm),
        place_names=names(places, own_places, NameForm),
        outlet_domains={domain.casefold(): key for key, outlet in outlets.items() for domain in outlet.domains},
    )
