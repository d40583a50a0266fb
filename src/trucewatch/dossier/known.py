"""Names that knowledge has, folded, so that accents, hyphens, apostrophes and the article al- do not matter."""

from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.casebook.knowledge import AliasEntry, Knowledge, NameForm, WordEntry
from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.names import bare, fold
from trucewatch.vocabulary.codes import PartyKind

_ADJECTIVAL = frozenset({NameForm.ADJECTIVE, NameForm.DEMONYM, NameForm.NAME, NameForm.ACRONYM, NameForm.CAPITAL})


@dataclass(frozen=True)
class KnownNames:
    """Folded names to keys. Make it with `KnownNames.of`.

    `states` holds what may stand before an office or institution and says whose it is (adjectives, names, capitals);
    `capitals` those of them that are places too, `titles` the words of roles, ranks and titles,
    `institutions` those of institutions.
    """

    parties: dict[str, str]
    places: dict[str, str]
    states: dict[str, str]
    capitals: frozenset[str]
    titles: frozenset[str]
    institutions: frozenset[str]

    @classmethod
    def of(cls, knowledge: Knowledge) -> "KnownNames":
        """Index parties, outlets and places; a name that several bear goes to the first that bears it unambiguously."""
        parties: dict[str, str] = {}
        for sure in (True, False):
            for key, party in knowledge.parties.items():
                _enter(parties, key, party.name, party.aliases, sure=sure)
            for key, outlet in knowledge.outlets.items():
                _enter(parties, key, outlet.name, outlet.aliases, sure=sure)
            _enter_mapped(parties, knowledge.party_names.items(), sure=sure)
        places: dict[str, str] = {}
        for sure in (True, False):
            for key, place in knowledge.places.items():
                _enter(places, key, place.name, place.aliases, sure=sure)
            _enter_mapped(places, knowledge.place_names.items(), sure=sure)
        words = knowledge.words
        titles = _single(*words.roles, *words.ranks, *words.titles)
        capitals = (n for p in knowledge.parties.values() for n in p.names(NameForm.CAPITAL))
        return cls(
            parties, places, _states(knowledge), frozenset(map(fold, capitals)), titles, _single(*words.institutions)
        )

    def party(self, name: str) -> str | None:
        """The party or outlet that bears this name."""
        return self.parties.get(fold(name)) or self.parties.get(bare(name))

    def place(self, name: str) -> str | None:
        """The place that bears this name."""
        return self.places.get(fold(name)) or self.places.get(bare(name))

    def leading_state(self, name: str) -> tuple[str, str] | None:
        """The state whose adjective or name `name` begins with, and the folded rest."""
        words = fold(name).split()
        while words and (words[0] in lexicon().determiners or words[0].isdigit()):
            words.pop(0)
        for length in (3, 2, 1):
            key = self.states.get(" ".join(words[:length]))
            if key and len(words) >= length:
                return key, " ".join(words[length:])
        return None


def _single(*words: WordEntry) -> frozenset[str]:
    return frozenset(part for w in words for form in (w.name, *w.forms) for part in fold(form).split())


def _enter(index: dict[str, str], key: str, name: str, aliases: Iterable[AliasEntry], *, sure: bool) -> None:
    names = [a.name for a in aliases if a.ambiguous is not sure]
    for each in [name, *names] if sure else names:
        for form in (fold(each), bare(each)):
            index.setdefault(form, key)


def _enter_mapped(index: dict[str, str], names: Iterable[tuple[str, tuple[str, ...]]], *, sure: bool) -> None:
    for name, keys in names:
        if keys and (len(keys) == 1) is sure:
            index.setdefault(fold(name), keys[0])
            index.setdefault(bare(name), keys[0])


def _states(knowledge: Knowledge) -> dict[str, str]:
    states: dict[str, str] = {}
    for key, party in knowledge.parties.items():
        if party.kind is PartyKind.STATE:
            for name in (party.name, *(a.name for a in party.aliases if a.form in _ADJECTIVAL)):
                states.setdefault(fold(name), key)
    return states
