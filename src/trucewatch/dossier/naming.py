"""What one mention names by itself: something known, a new name, or nothing that can be told (anonymous)."""

import re
from dataclasses import dataclass

from trucewatch.dossier.known import KnownNames
from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.names import fold
from trucewatch.vocabulary.codes import PartyKind
from trucewatch.vocabulary.records import Mention

_ASIDE = re.compile(r"\s*\([^)]*\)")
_WORD = re.compile(r"[^\s,;:()\"“”]+")


@dataclass(frozen=True, slots=True)
class Named:
    """`key`: a known party. `name`: a new proper name, without titles. Both None: nobody that can be told.

    `state` is the state that a title before the name belongs to, or that an office or body named is of.
    """

    key: str | None = None
    name: str | None = None
    state: str | None = None
    titled: bool = False


def read(mention: Mention, known: KnownNames) -> Named:
    """Read the fullest name of a mention; the mention's own `party` key counts before everything."""
    name = _ASIDE.sub("", mention.name) or mention.name
    if mention.party:
        return Named(key=mention.party)
    pronoun = name in lexicon().pronouns  # "who" is not the WHO, nor "us" the US: a name has its capitals
    key = None if pronoun else known.party(name) or (None if mention.place else _described(name, known))
    if key:
        return Named(key=key)
    if pronoun or mention.place or known.place(name):
        return Named()
    if " and " in name and any(known.party(part) for part in name.split(" and ")):
        return Named()
    lead = known.leading_state(name)
    state = lead[0] if lead else None
    if lead and lead[1] and set(lead[1].split()) <= lexicon().state_nouns:
        return Named(key=lead[0], state=lead[0])
    proper, titled = _proper(name, known)
    if not proper:
        return Named(state=state if lead and _is_office(lead[1], known) else None)
    key = known.party(proper)
    if key:
        return Named(key=key, state=state, titled=titled)
    return Named(name=proper, state=state if titled or is_state_body(proper) else None, titled=titled)


def _described(name: str, known: KnownNames) -> str | None:
    """The party whose name stands inside a description of it: *Lake Front fighters*, *the radical group Lake Front*.

    A state's name inside a description is mostly of somebody else: *Lakelandic rebels*.
    """
    words = _WORD.findall(name)
    first = next((i for i, w in enumerate(words) if _is_capital(w) and not _is_title(w, known)), len(words))
    last = next((i for i, w in enumerate(words[first:], first) if not _is_capital(w)), len(words))
    rest = {fold(w) for w in (*words[:first], *words[last:])}
    if (
        last - first == len(words)
        or not rest <= lexicon().descriptions | lexicon().determiners | lexicon().bearers.keys()
    ):
        return None
    core = " ".join(words[first:last])
    key = known.party(core) if core else None
    return None if fold(core) in known.states else key


def _is_office(folded: str, known: KnownNames) -> bool:
    """Whether what follows a state's adjective is an office or body of that state: not its opposition."""
    words = set(folded.split())
    others = {w for w, side in lexicon().bearers.items() if side != "government"}
    return not words & others and words <= known.titles | known.institutions | lexicon().state_nouns


def _proper(name: str, known: KnownNames) -> tuple[str, bool]:
    """The capitalised name in a phrase, and whether titles stood before it; empty for a description."""
    words = [w.strip("'’‘.") or w for w in _WORD.findall(name)]
    while words and (fold(words[0]) in lexicon().determiners or words[0].isdigit()):
        words.pop(0)
    link = next((i for i, w in enumerate(words) if i and fold(w) in lexicon().links), None)
    if link and not _is_capital(words[link - 1]):
        return "", False
    if len(words) > 1 and name.isupper():  # a dateline or a headline
        return "", False
    if _kind_of_head(words):
        general = set(map(fold, words)) & (known.titles | known.institutions)
        enough = 2 if general and fold(words[-1]) not in lexicon().irregular else 1
        formal = len(words) > enough and all(_is_capital(w) for w in words)
        return (" ".join(words), False) if formal or _says_who(words, known) else ("", False)
    after_titles = max((i + 1 for i, w in enumerate(words) if _is_title(w, known)), default=0)
    rest = words[after_titles:]
    if not rest or not _is_capital(rest[-1]) or not _says_who(rest, known):
        return "", False
    first = next(i for i, w in enumerate(rest) if _is_capital(w))
    return " ".join(rest[first:]), after_titles > 0


def _is_capital(word: str) -> bool:
    """Whether a word is written as a name; *al-Amin* is, though its particle is small."""
    first, hyphen, rest = word.replace("‐", "-").partition("-")
    return word[:1].isupper() or bool(hyphen and fold(first) in lexicon().articles and rest[:1].isupper())


def _is_title(word: str, known: KnownNames) -> bool:
    titles = known.titles if word[:1].isupper() else known.titles | lexicon().descriptions
    parts = fold(word).split()
    return bool(parts) and titles.issuperset(parts)


def _says_who(words: list[str], known: KnownNames) -> bool:
    """Whether some capitalised word is more than a title, a description, a pronoun or the adjective of a state."""
    lists = lexicon()
    empty = (
        known.titles
        | known.institutions
        | lists.descriptions
        | lists.pronouns
        | lists.state_nouns
        | lists.determiners
        | set(lists.kinds)
        | set(lists.bearers)
    )
    names = (fold(w) for w in words if _is_capital(w))
    return any(n and not set(n.split()) <= empty and n not in known.states for n in names)


def _kind_of_head(words: list[str]) -> PartyKind | None:
    """What the head of a name says that it is: its last word, or the one before *of* or *for*."""
    folded = [fold(w) for w in words]
    if len(words) > 1 and folded[0].replace(" ", "") in lexicon().first_words and words[0][:1].isupper():
        return PartyKind.ARMED_GROUP
    stop = next((i for i, w in enumerate(folded) if w in ("of", "for", "in", "on") and i), len(folded))
    head = folded[stop - 1] if stop else ""
    return lexicon().kinds.get(head) if words and words[stop - 1][:1].isupper() else None


def kind_of(name: str) -> PartyKind | None:
    """What the head word of a name says its bearer is; a person for two or more words that say nothing else."""
    words = _WORD.findall(name)
    found = _kind_of_head(words)
    if found is None and len(words) > 1 and not any(w.isupper() and len(w) > 2 for w in words):
        plain = all(_is_capital(w) or fold(w) in lexicon().articles for w in words)
        return PartyKind.PERSON if plain else PartyKind.INSTITUTION
    return found


def has_head(name: str) -> bool:
    """Whether the head word of a name says what its bearer is."""
    return _kind_of_head(_WORD.findall(name)) is not None


def is_state_body(name: str) -> bool:
    """Whether a name such as *Lakelandic Border Command* is of a body that belongs to the state it names first."""
    return bool(set(fold(name).split()) & lexicon().state_bodies)
