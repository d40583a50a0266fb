"""The words of a predicate: its lemma, its particles and prepositions, and what stands behind them."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from trucewatch.language.phrases import is_passive, members, objects_of

_LEMMAS = "lemmas"


def lemma(token: Token) -> str:
    """The lemma in lower case, with the hyphens of "cease-fire" undone by its compound."""
    return lemmas(token.doc)[token.i]


def lemmas(doc: Doc) -> list[str]:
    """The lemma of each token; looked for once."""
    found: list[str] | None = doc.user_data.get(_LEMMAS)
    if found is None:
        found = doc.user_data[_LEMMAS] = [_lemma(t) for t in doc]
    return found


def _lemma(token: Token) -> str:
    found = str(token.lemma_).lower()
    if token.pos_ == "PROPN" and not token.ent_type_ and found.endswith("s") and token.is_sent_start is not False:
        found = found.removesuffix("s")  # "Rockets were fired": a capital at the start makes it a name to the tagger
    return _MENDED.get(found, found)


_MENDED = {"rag": "rage", "initialle": "initial"}  # "clashes raged" is read as a form of "rag"


def has_words(token: Token, words: tuple[str, ...]) -> bool:
    """Whether the particle, preposition, object or adverb that belongs to a predicate of several words is there."""
    current = token
    for word in words:
        following = next((t for t in _close(current, token) if word in (t.lower_, lemma(t)) and not _dates(t)), None)
        if following is None:
            return False
        current = following
    return True


def _dates(preposition: Token) -> bool:
    """Whether it only says when: "called the president on Friday" is no call on Friday."""
    inner = [c for c in preposition.children if c.dep_ == "pobj"]
    return preposition.pos_ == "ADP" and bool(inner) and all(c.ent_type_ in {"DATE", "TIME"} for c in inner)


def _close(current: Token, verb: Token) -> Iterator[Token]:
    for clause in verb.children:
        if clause.dep_ in {"xcomp", "ccomp"}:
            yield from (c for c in clause.children if c.dep_ == "aux")  # "tell … to"
    yield from (c for c in current.children if c.i > current.i)
    yield from (c for c in verb.children if c.i > verb.i)
    if current.i + 1 < len(current.doc):
        yield current.doc[current.i + 1]


def object_before(verb: Token) -> list[Token]:
    """Read "the truce the two armies signed": what the clause hangs on is its object."""
    clause = verb.dep_ == "relcl" and verb.head.pos_ in {"NOUN", "PROPN"} and not is_passive(verb)
    own = [c for c in verb.children if c.dep_ == "nsubj"]
    closed = not own or any(c.tag_ in {"WDT", "WP"} for c in own)  # "who signed": it is the subject
    stranded = any(c.dep_ in {"prep", "prt"} and not list(c.children) for c in verb.children)
    return [verb.head] if clause and not closed and not stranded else []


def behind_particle(token: Token, words: tuple[str, ...]) -> list[Token]:
    """The object of a phrasal verb's preposition: "take control of the port", "call on the rebels"."""
    found = objects_of(token, words[-1])
    if found:
        return found
    for child in token.children:
        if child.lower_ in words or lemma(child) in words:
            inner = objects_of(child, "of", "on", "over", "to", "for", words[-1])
            if child.dep_ == "prep" and not inner:
                inner = [m for c in child.children if c.dep_ == "pobj" for m in members(c)]
            if inner:
                return inner
    return []
