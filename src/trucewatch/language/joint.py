"""Two parties in one phrase: "Russian and Turkish forces", "Russian-Turkish patrols"."""

from spacy.tokens import Token

from trucewatch.language.lexicon import Lexicon, fold
from trucewatch.language.phrases import entity_of, phrase
from trucewatch.vocabulary.records import Mention

_MODIFIERS = frozenset({"amod", "nmod", "compound"})
_TWO = 2
_NAMED = frozenset({"NORP", "GPE", "ORG"})


def split_modifiers(head: Token, lexicon: Lexicon) -> list[Mention]:
    """Each party that a modifier of `head` names, where there are two or more."""
    for child in head.children:
        if child.dep_ not in _MODIFIERS:
            continue
        if child.ent_type_ not in _NAMED:
            found = _common(child, head, lexicon)
            if found:
                return found
            continue
        text = phrase(head).text
        joint = _joint(child, lexicon)
        if joint:
            return [Mention(text, f"{word} {head.text}", party) for word, party in joint]
        others = [c for c in child.conjuncts if c.i < head.i and c.ent_type_ in _NAMED]
        if others:
            names = [t.text for t in sorted([child, *others], key=lambda t: t.i)]
            return [
                Mention(text, f"{n} {head.text}", lexicon.party(f"{n} {head.text}") or lexicon.party(n)) for n in names
            ]
    return []


def _common(child: Token, head: Token, lexicon: Lexicon) -> list[Mention]:
    """Read "rebel and government forces" as two."""
    sides = [child, *(c for c in child.conjuncts if c.i < head.i)]
    if (
        len(sides) < _TWO
        or any(t.lower_ in lexicon.weapons for t in sides)
        or not all(t.lower_ in lexicon.fighters or t.lower_ in lexicon.institutions for t in sides)
    ):
        return []
    text = phrase(head).text
    names = [f"{t.text} {head.text}" for t in sorted(sides, key=lambda t: t.i)]
    return [Mention(text, name, lexicon.party(name)) for name in names]


def _joint(token: Token, lexicon: Lexicon) -> list[tuple[str, str]]:
    """The two states of "Russian-Turkish", with their keys."""
    entity = entity_of(token)
    parts = (entity.text if entity is not None else token.text).split("-")
    found = [(w, lexicon.adjectives[fold(w)]) for w in parts if fold(w) in lexicon.adjectives]
    return found if len(found) == 2 else []
