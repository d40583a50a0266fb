"""Speakers set off by commas, read from the words as they stand: for sentences whose parse loses the speaker.

"The post was shelled in a flagrant breach, a UN military spokesman, Colonel Ana Silva, said": parsers hang the
spokesman on the breach. What stands between the commas before the verb is still plain.
"""

from spacy.tokens import Doc, Token

from trucewatch.language.phrases import objects_of
from trucewatch.language.words import speech_verbs, words

_LONGEST = 14
"""Words between two commas that can name a speaker."""
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})


def aside(verb: Token) -> tuple[Token, frozenset[int]] | None:
    """Who speaks in "…, X, a Y, said" or "…, said X", and what was said; None where the words do not stand so."""
    if verb.lemma_.lower() not in speech_verbs("somebody") | speech_verbs("closing") or verb.i < 2:
        return None
    doc = verb.doc
    if doc[verb.i - 1].text in {",", '"', "”"} and (found := _after(verb)) is not None:
        return found
    if any(t.pos_ in _VERBAL and t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in doc[verb.i + 1 :]):
        return None
    segments = _before(verb)
    if not segments or segments[0][0].i < 2:
        return None
    content = frozenset(range(segments[0][0].i - 1))
    head = _head([t for part in segments for t in part], segments[0])
    return (head, content) if head is not None and any(doc[i].pos_ in _VERBAL for i in content) else None


def _before(verb: Token) -> list[list[Token]]:
    """The part between commas right before the verb; the two before it, where a comma comes first."""
    doc, parts, part = verb.doc, list[list[Token]](), list[Token]()
    wanted = 2 if doc[verb.i - 1].text == "," else 1
    for token in reversed(doc[: verb.i - (1 if wanted > 1 else 0)]):
        if token.text in {",", '"', "”", ";"}:
            parts.insert(0, part)
            part = []
            if len(parts) == wanted or token.text != ",":
                break
        else:
            part.insert(0, token)
    named = len(parts) == wanted and all(0 < len(p) <= _LONGEST for p in parts)
    return parts if named and all(_is_name(p) for p in parts) else []


def _is_name(part: list[Token]) -> bool:
    """Whether the words between two commas can name somebody: no verb in them, and no beginning of a clause."""
    verbal = any(t.pos_ in _VERBAL and t.tag_ not in {"VBN", "VBG"} for t in part)
    opens = part[0].pos_ in {"DET", "PROPN", "NOUN", "ADJ", "NUM"} or part[0].tag_ == "PRP$"
    return not verbal and opens and any(t.pos_ in _NOMINAL for t in part)


def _head(tokens: list[Token], first: list[Token]) -> Token | None:
    """The person named between the commas, else the noun that the first part is built on."""
    person = next((t for t in reversed(tokens) if t.ent_type_ == "PERSON" and t.pos_ == "PROPN"), None)
    if person is not None:
        return person
    stop = next((i for i, t in enumerate(first) if t.pos_ in {"ADP", "ADV"} and i), len(first))
    return next((t for t in reversed(first[:stop]) if t.pos_ in _NOMINAL and t.ent_type_ not in {"DATE", "TIME"}), None)


def _after(verb: Token) -> tuple[Token, frozenset[int]] | None:
    """Read "…, said the mission" though the parser gives the verb another subject."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i > verb.i]
    content = frozenset(range(verb.i - 1))
    spoken = any(verb.doc[i].pos_ in _VERBAL for i in content)
    return (subjects[0], content) if subjects and spoken else None


def reckoning(token: Token) -> tuple[list[Token], frozenset[int]] | None:
    """Who reckons in "by the count of X" and "by X's account", and what: the clause around it."""
    prep = token.head
    if token.lower_ not in words("reckonings") or token.dep_ != "pobj" or prep.lower_ not in {"by", "in"}:
        return None
    sources = objects_of(token, "of", "by") or [c for c in token.children if c.dep_ == "poss" and c.tag_ != "PRP$"]
    own = {t.i for t in prep.subtree}
    content = _clause(prep.head) - own
    return (sources, frozenset(content)) if sources and content else None


def _clause(token: Token) -> set[int]:
    while token.pos_ not in _VERBAL and token.head.i != token.i:
        token = token.head
    while token.dep_ not in {"ROOT", "ccomp", "advcl", "relcl", "parataxis", "conj"} and token.head.i != token.i:
        token = token.head
    return {t.i for t in token.subtree}


def around(doc: Doc, start: int, sources: list[Token]) -> frozenset[int]:
    """All of a sentence but its "according to X", for parses that hang everything below it."""
    ends = [t.i for s in sources for t in s.doc[s.i :] if t.text == ","][:1] or [max(s.i for s in sources)]
    return frozenset(i for i in range(len(doc)) if not start <= i <= ends[0])
