"""Names of agreements: of what kind, which of their words tell one from others, and what names no single agreement."""

import re

from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.names import fold
from trucewatch.dossier.parties import Parties

_COUNT = re.compile(r"(?:19|20)\d\d|\d{1,2}")
_TRUCE = "ceasefire"


def words_of(name: str, parties: Parties) -> tuple[str | None, frozenset[str], frozenset[str]]:
    """Kind, distinctive words and states of an agreement's name."""
    lists = lexicon()
    no_names = lists.agreement_fillers | lists.descriptions | lists.state_nouns | lists.determiners
    no_names |= lists.bearers.keys() | lists.months.keys()
    kind, distinct, states = None, [], []
    for word in fold(name).split():
        if word in lists.agreements:
            kind = lists.agreements[word]
        elif state := _state(word, parties):
            states.append(state)
        elif not (word in no_names or _COUNT.fullmatch(word) or _is_outlet(word, parties)):
            distinct.append(word)
    return kind, frozenset(distinct), frozenset(states)


def _state(word: str, parties: Parties) -> str | None:
    """The state that a word names, also where a text has lost its apostrophes ("Ardenias truce")."""
    known = (w for w in (word, word.removesuffix("s")) if w in parties.known.states and w not in parties.known.capitals)
    return next((parties.known.states[w] for w in known), None)


def _is_outlet(word: str, parties: Parties) -> bool:
    """Whether it is the name of an outlet, which tells who wrote of an agreement and not which it was."""
    return parties.known.parties.get(word) in parties.knowledge.outlets


def is_proper(name: str, distinct: frozenset[str]) -> bool:
    """Whether a word that tells which agreement it is, is written as a name: "Lakeside deal", not "evacuation deal"."""
    written = (word for word in re.split(r"[\s\-/]+", name) if word[:1].isupper() or word[:1].isdigit())
    return any(word in distinct for each in written for word in fold(each).split())


def names_one(name: str, distinct: frozenset[str]) -> bool:
    """Whether a name can mean one agreement: not "local truces", "similar deals", "any truce" or a body's charter."""
    lists, words = lexicon(), fold(name).split()
    if any(word in lists.standing_law or word in lists.other_matters for word in words) or (
        not distinct and words and words[0] in lists.wished
    ):
        return False
    many = [lists.agreements[word] for word in words if word in lists.agreement_plurals]
    return not many or is_proper(name, distinct) or not (distinct or _TRUCE in many or lists.several & set(words))
