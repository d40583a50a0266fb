"""The names and closed word lists of a `Knowledge`, arranged for look-up while reading."""

import unicodedata
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from trucewatch.casebook.knowledge import Knowledge, NameForm, WordEntry
from trucewatch.vocabulary.codes import PartyKind

_LABELS = {
    PartyKind.PERSON: "PERSON",
    PartyKind.STATE: "GPE",
    PartyKind.ARMED_GROUP: "ORG",
    PartyKind.INSTITUTION: "ORG",
    PartyKind.COALITION: "ORG",
    PartyKind.MISSION: "ORG",
    PartyKind.OUTLET: "ORG",
    PartyKind.POPULATION: "NORP",
}
_FORM_LABELS = {
    NameForm.ADJECTIVE: "NORP",
    NameForm.DEMONYM: "NORP",
    NameForm.CAPITAL: "GPE",
    NameForm.SEAT: "ORG",
}


_PLAIN = str.maketrans({"'": None, "`": None, "-": " ", ".": None})


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """A name without case, accents, apostrophes and hyphens: what two spellings of it share."""
    if name.isascii():
        return fold_plain(name)
    low = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i").replace("ł", "l"))
    kept = "".join(c for c in low if not unicodedata.combining(c) and c not in "'’`ʿʾ")
    return " ".join(kept.replace("-", " ").replace(".", "").split())


def fold_plain(name: str) -> str:
    """`fold` for a name in ASCII: the same, and quick."""
    return " ".join(name.lower().translate(_PLAIN).split())


def _forms(entries: tuple[WordEntry, ...]) -> dict[str, str]:
    return {form.casefold(): entry.sense or entry.name for entry in entries for form in (entry.name, *entry.forms)}


@dataclass(frozen=True)
class Lexicon:
    """Look-ups over one `Knowledge`; words map to their sense."""

    knowledge: Knowledge
    roles: dict[str, str] = field(init=False)
    ranks: dict[str, str] = field(init=False)
    institutions: dict[str, str] = field(init=False)
    populations: dict[str, str] = field(init=False)
    fighters: dict[str, str] = field(init=False)
    weapons: dict[str, str] = field(init=False)
    place_kinds: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Turn word entries into maps."""
        words = self.knowledge.words
        for name in ("roles", "ranks", "institutions", "populations", "fighters", "weapons", "place_kinds"):
            object.__setattr__(self, name, _forms(getattr(words, name)))

    @cached_property
    def parties(self) -> dict[str, tuple[str, ...]]:
        """Folded name → keys of the parties that bear it."""
        found: dict[str, dict[str, None]] = {}
        for entry in self.knowledge.parties.values():
            for name in (entry.name, *(a.name for a in entry.aliases)):
                found.setdefault(fold(name), {})[entry.key] = None
        return {name: tuple(keys) for name, keys in found.items()}

    @cached_property
    def _acronyms(self) -> frozenset[str]:
        """Folded names that are only names in capitals: US, WHO, IS."""
        entries = self.knowledge.parties.values()
        return frozenset(fold(a.name) for e in entries for a in e.aliases if a.name.replace(".", "").isupper())

    @cached_property
    def _outlets(self) -> dict[str, str]:
        entries = self.knowledge.outlets.values()
        return {fold(n): o.key for o in entries for n in (o.name, *(a.name for a in o.aliases if not a.ambiguous))}

    @cached_property
    def adjectives(self) -> dict[str, str]:
        """Folded adjective, demonym or name of a state → the state's key."""
        found: dict[str, str] = {}
        for entry in self.knowledge.parties.values():
            if entry.kind is PartyKind.STATE:
                for name in (entry.name, *(a.name for a in entry.aliases)):
                    found.setdefault(fold(name), entry.key)
        return found

    @cached_property
    def capitals(self) -> frozenset[str]:
        """Folded names of capitals: each a town, though it stands for its state as well."""
        states = (e for e in self.knowledge.parties.values() if e.kind is PartyKind.STATE)
        return frozenset(fold(a.name) for e in states for a in e.aliases if a.form is NameForm.CAPITAL)

    @cached_property
    def gazetteer(self) -> dict[str, str]:
        """Surface → entity label, of every party, outlet and place name that is no common word."""
        found: dict[str, str] = {}
        for place in self.knowledge.places.values():
            for name in (place.name, *(a.name for a in place.aliases if not a.ambiguous)):
                found[name] = "GPE"
        for outlet in self.knowledge.outlets.values():
            for name in (outlet.name, *(a.name for a in outlet.aliases if not a.ambiguous)):
                found[name] = "ORG"
        for entry in self.knowledge.parties.values():
            found[entry.name] = _LABELS[entry.kind]
            for alias in entry.aliases:
                if not alias.ambiguous or alias.form is NameForm.CAPITAL:
                    found[alias.name] = _FORM_LABELS.get(alias.form, _LABELS[entry.kind])
        return {name: label for name, label in found.items() if _is_name(name) and name not in _WORDS_TOO}

    def party(self, name: str) -> str | None:
        """The key of the one party that bears this name, however it is spelt; None where none or several do."""
        folded = fold(name)
        if name.islower() and folded in self._acronyms:
            return None  # "us" and "who" are words
        if name.isupper() and (outlet := self._outlets.get(folded)):
            return outlet  # "AFP" in the news is the agency, whoever else bears the letters
        for form in (folded, folded.removeprefix("the "), folded.removeprefix("al "), "al " + folded):
            keys = self.parties.get(form, ())
            if len(keys) == 1:
                return keys[0]
        return None

    def roles_in(self, text: str) -> dict[str, str]:
        """The roles named in a text, longest first, each with its sense: {"special envoy": "envoy"}."""
        low, found = f" {text.casefold()} ", dict[str, str]()
        begun = {role for word in low.split() for role in self._roles_by_word.get(word, ())}
        for role in sorted(begun, key=lambda role: (-len(role), role)):
            if f" {role} " in low:
                found[role] = self.roles[role]
                found.setdefault(role.rsplit(maxsplit=1)[-1], self.roles[role])
                low = low.replace(f" {role} ", "  ")
        return found

    @cached_property
    def _roles_by_word(self) -> dict[str, list[str]]:
        """First word → the roles that begin with it."""
        found: dict[str, list[str]] = {}
        for role in self.roles:
            found.setdefault(role.split()[0], []).append(role)
        return found

    def is_person(self, key: str | None) -> bool:
        """Whether the key is that of a person."""
        entry = self.knowledge.parties.get(key) if key else None
        return entry is not None and entry.kind is PartyKind.PERSON


_WORDS_TOO = frozenset({"Male", "Victoria", "Kingston", "Georgetown", "Nice", "Regime"})
"""Capitals that are a word or a person's name as well."""


def _is_name(surface: str) -> bool:
    """Set beforehand only what starts with a capital or figure and is longer than one letter."""
    return len(surface) > 1 and (surface[0].isupper() or surface[0].isdigit())
