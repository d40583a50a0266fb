"""Noun phrases of a parse: their extent as written, their members, the verbs and modifiers around them.

Dependency labels are spaCy's (ClearNLP scheme of `en_core_web_*`).
"""

from collections.abc import Callable, Iterator
from typing import TypeVar

from spacy.tokens import Doc, Span, Token

from trucewatch.language.words import speech_verbs, words

LEFT = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "predet", "quantmod", "npadvmod", "case"})
_Found = TypeVar("_Found")
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those"})
_SHARING = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "ccomp", "advmod", "acomp"})
_FARTHEST = 6
"""Verbs between a verb and the subject it shares."""
_OPENERS = frozenset("\"'`([-,:;")


def phrase(head: Token) -> Span:
    """The phrase around `head` as written: modifiers before it and an *of*-phrase after it, without the article."""
    doc = head.doc
    start, end = head.i, head.i + 1
    for child in head.lefts:
        if child.dep_ in LEFT or (child.dep_ in {"punct", "cc", "conj", "advmod"} and child.i > start):
            start = min(start, child.left_edge.i)
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i <= end + 1 and not _is_accused(head):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    end = max(end, _with_conjuncts(inner).end)
    entity = entity_of(head)
    if entity is not None:
        start, end = min(start, entity.start), max(end, entity.end)
    return trim(doc[start:end])


def _is_accused(head: Token) -> bool:
    """Whether an *of* behind it tells what it is accused of, wherever the parser has hung it."""
    return head.dep_ in {"dobj", "nsubjpass"} and head.head.lemma_ in {"accuse", "suspect", "convict"}


def _with_conjuncts(head: Token) -> Span:
    own = phrase(head)
    last = max([own.end, *(phrase(c).end for c in head.conjuncts if c.i > head.i)])
    return head.doc[own.start : last]


def trim(span: Span) -> Span:
    """Without leading articles, quotation marks and clitics, and without a trailing possessive."""
    start, end = span.start, span.end
    doc = span.doc
    while start < end - 1 and (doc[start].lower_ in _ARTICLES or doc[start].text in _OPENERS or doc[start].is_space):
        start += 1
    while start < end - 1 and (doc[end - 1].text in {"'s", "'", '"', ",", ")", "’s", "."} or doc[end - 1].is_space):
        if doc[end - 1].text == "." and doc[end - 1].i and doc[end - 2].text.isupper():
            break
        end -= 1
    return Span(doc, start, end, label=span.label)


def entity_of(token: Token) -> Span | None:
    """The named entity that holds `token`."""
    if token.ent_iob_ not in "BI" or not token.ent_type_:
        return None
    start, end, doc = token.i, token.i + 1, token.doc
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return trim(Span(doc, start, end, label=token.ent_type_))


def members(head: Token) -> list[Token]:
    """`head` and what is coordinated with it, left to right; what is set beside the closed list is no more of it."""
    if head.dep_ == "conj":
        return [head]
    listed = [head, *sorted((c for c in head.conjuncts if c.i > head.i), key=lambda t: t.i)]
    if len(listed) == 1:
        return _list_beside(head) + _behind_appositive(head)
    closed = [at for at, token in enumerate(listed[:-1]) if any(c.dep_ == "cc" for c in token.rights)]
    last = closed[-1] + 2 if closed else len(listed)
    return [*listed[:last], *(t for t in listed[last:] if t.pos_ != "NOUN")]  # "A, B and C, the guarantors"


def _behind_appositive(head: Token) -> list[Token]:
    """Read "Kenya's envoy, Ana Silva, and the two generals": parsers hang the generals on the name set beside."""
    found = []
    for child in head.rights:
        if child.dep_ == "appos" and child.pos_ == "PROPN" and head.pos_ == "NOUN":
            for other in child.conjuncts:
                cc = [c for c in child.rights if c.dep_ == "cc" and c.i < other.i]
                apart = bool(cc) and cc[-1].nbor(-1).text == "," and other.i > child.i
                found += [other] if apart else []
    return found


def _list_beside(head: Token) -> list[Token]:
    """Read "hit A, B, C and D": parsers take the second name for another of the first."""
    if head.pos_ == "PROPN":
        for child in head.rights:
            names = child.dep_ == "appos" and child.pos_ == "PROPN" and any(c.dep_ == "conj" for c in child.rights)
            if names and not any(c.dep_ in {"det", "amod"} for c in child.lefts):
                return [head, child, *sorted((c for c in child.conjuncts if c.i > child.i), key=lambda t: t.i)]
    return [head]


def objects_of(token: Token, *prepositions: str) -> list[Token]:
    """Heads of the phrases that hang on `token` by one of `prepositions` (none given: by any), with coordination."""
    found: list[Token] = []
    for child in token.children:
        if child.dep_ in {"prep", "dative", "agent"}:
            for preposition in (child, *child.conjuncts):  # "of the army and of the rebels"
                if not prepositions or preposition.lower_ in prepositions:
                    inner = (c for c in preposition.children if c.dep_ in {"pobj", "pcomp"})
                    found.extend(m for c in inner for m in members(c))
    return found


def is_led(token: Token) -> bool:
    """Whether it says who leads: "led" in "US-led strikes"."""
    doc = token.doc
    return token.lower_ == "led" and token.i > 1 and doc[token.i - 1].text == "-" and bool(doc[token.i - 2].ent_type_)


def ancestors_to(token: Token, top: Token) -> Iterator[Token]:
    """The heads above `token`, nearest first, up to `top`."""
    current = token
    while current.i not in {top.i, current.head.i}:
        current = current.head
        yield current


def coordinated(doc: Doc) -> list[Token]:
    """The first members of all coordinations, left to right; looked for once."""
    return _once(doc, "coordinated", lambda: [doc[i] for i in sorted({t.head.i for t in doc if t.dep_ == "conj"})])


def small(doc: Doc) -> list[str]:
    """The words in small letters; looked for once."""
    return _once(doc, "small", lambda: [t.lower_ for t in doc])


def roots(doc: Doc) -> list[Token]:
    """What hangs on nothing else: a root for each part that the parser takes for a sentence; looked for once."""
    return _once(doc, "roots", lambda: [t for t in doc if t.head.i == t.i])


def _once(doc: Doc, name: str, find: Callable[[], list[_Found]]) -> list[_Found]:
    found: list[_Found] | None = doc.user_data.get(name)
    if found is None:
        found = doc.user_data[name] = find()
    return found


def clause_verb(token: Token) -> Token:
    """The nearest verb at or above `token` (the root where there is none)."""
    current = token
    while current.pos_ not in {"VERB", "AUX"} and current.head.i != current.i:
        current = current.head
    return current


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb: its own, or the one it shares with the verb it is coordinated with or controlled by."""
    current: Token | None = verb
    for _ in range(_FARTHEST):
        if current is None:
            return None
        current = sayer_of(current) or current
        found = _own_subject(current) or _named_by_head(current)
        if found is not None:
            return found
        current = _above(current)
    return None


def _named_by_head(verb: Token) -> Token | None:
    """Whom the word that a clause hangs on names as its subject."""
    if verb.dep_ == "relcl" and not _is_to_do(verb):
        return verb.head
    if verb.dep_ == "acl" and not _is_to_do(verb) and not _says_besides(verb):
        return verb.head if verb.tag_ in {"VBG", "TO", "VBN", "VBD"} else None
    if verb.dep_ == "ccomp" and verb.head.dep_ == "relcl" and verb.head.lemma_ in speech_verbs("say"):
        return verb.head.head  # "an attack that activists say killed nine"
    if verb.dep_ == "ccomp":
        return next(filter(is_happening, verb.head.children), None)  # "said shelling hit the port"
    if verb.dep_ == "xcomp" and not is_happening(verb) and not is_passive(verb.head):
        return object_of(verb.head)
    return None


def _above(verb: Token) -> Token | None:
    """The verb whose subject a verb shares."""
    if _is_to_do(verb):
        return verb.head.head  # "have a week to leave": who has it is to leave
    if _says_besides(verb):
        above = clause_verb(verb.head)
        return above.head if above.dep_ == "ccomp" else above
    if is_happening(verb) and verb.head.lemma_ in speech_verbs("counting") | {"say"}:
        return None  # "monitors documented shelling": by others
    if verb.dep_ not in _SHARING or verb.head.i == verb.i:
        return None
    beside = verb.dep_ == "advcl" and any(c.lower_ == "while" for c in verb.children)
    if beside and verb.head.dep_ == "xcomp":
        return verb.head.head  # "asked B to wait while sending troops": who asked sends them
    return None if verb.dep_ == "ccomp" and any(c.dep_ == "mark" for c in verb.children) else verb.head


def _is_to_do(verb: Token) -> bool:
    return verb.dep_ in {"acl", "relcl"} and verb.tag_ == "VB" and verb.head.dep_ == "dobj"


def _own_subject(verb: Token) -> Token | None:
    if verb.dep_ == "pcomp" and verb.head.lower_ == "with" and verb.head.head.lemma_ in {"clash", "fight", "battle"}:
        return None  # "clashed with the rebels killing nine": who clashed did
    for child in verb.children:
        gerund = child.tag_ == "VBG" and child.dep_ == "nsubj"  # "fighting died down"
        if child.dep_ in {"nsubj", "nsubjpass", "csubj"} and (child.pos_ != "VERB" or gerund):
            return child
    return None


def is_happening(token: Token) -> bool:
    """Whether it is what somebody else did: "documented shelling"."""
    return token.dep_ == "xcomp" and token.tag_ == "VBG"


def _says_besides(verb: Token) -> bool:
    """Whether "saying", though the parser hangs it on a noun, tells what the subject of the sentence says."""
    if verb.dep_ != "acl" or verb.tag_ != "VBG" or verb.lemma_ not in speech_verbs("say"):
        return False
    noun = verb.head
    tells = noun.lower_ in words("source_nouns") | words("sources")
    return not tells and noun.dep_ not in {"nsubj", "nsubjpass", "ROOT", "conj"}


def sayer_of(verb: Token) -> Token | None:
    """The verb of saying whose subject does this besides, though the parser hangs it on what is said.

    "said its men would fight and called for help": no form of "would" goes on with "called". Behind "had" or "was" only
    a form that is no participle, or a verb of telling, stands for itself.
    """
    clause = verb
    while clause.dep_ == "conj":
        clause = clause.head
    if clause.i == verb.i or clause.dep_ != "ccomp" or clause.tag_ == "VBD" or verb.tag_ not in {"VBD", "VBN"}:
        return None
    own = any(c.dep_ in {"nsubj", "nsubjpass", "aux", "mark"} for c in verb.children)
    if own or not any(c.dep_ in {"aux", "auxpass"} for c in clause.children):
        return None
    apart = verb.lemma_ in words("telling_besides") or verb.lower_ in words("past_alone")
    return clause.head if apart or (clause.tag_ != "VBN" and verb.tag_ == "VBD") else None


def subjects_of(verb: Token) -> list[Token]:
    """The subject with what is coordinated with it, or the names that it stands in apposition to."""
    subject = subject_of(verb)
    if subject is None:
        return []
    return _names_before(subject) or members(subject)


def _names_before(subject: Token) -> list[Token]:
    """Read "On 4 May, A, B and C, the three states, signed": parsers hang A, B and C on the date."""
    at = subject.left_edge.i
    if at < 3 or subject.doc[at - 1].text != "," or not subject.doc[at - 2].ent_type_:
        return []
    names = [subject.doc[at - 2]]
    while names[-1].dep_ == "conj":
        names.append(names[-1].head)
    if names[-1].ent_type_ not in {"DATE", "TIME"} or len(names) < 2:
        return []
    return sorted(names[:-1], key=lambda t: t.i)


def is_nobody(token: Token) -> bool:
    """Whether it says that nobody did: "no soldier", "no one"."""
    return token.lower_ in {"nobody", "none"} or any(
        c.dep_ == "det" and c.lower_ in {"no", "neither"} for c in token.lefts
    )


def object_of(verb: Token) -> Token | None:
    """The direct object."""
    found = [c for c in verb.children if c.dep_ in {"dobj", "dative"} and c.pos_ != "ADP"]
    return next((c for c in found if c.dep_ == "dobj"), next(iter(found), None))


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive (or is a bare past participle after a noun)."""
    below = {c.dep_ for c in verb.children}
    if below & {"nsubjpass", "auxpass"} or ("agent" in below and "dobj" not in below):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN":
        own_subject = any(c.dep_ == "nsubj" for c in verb.children)
        return not own_subject and not any(c.dep_ == "aux" for c in verb.children) and is_passive(verb.head)
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and not any(c.dep_ == "dobj" for c in verb.children)


def agent_of(verb: Token) -> list[Token]:
    """Who does it, where the verb is passive: the phrase after *by*."""
    found = objects_of(verb, "by")
    return [t for t in found if t.ent_type_ not in {"DATE", "TIME"}]


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for."""
    if token.lower_ in {"who", "which", "that"} and token.tag_ in {"WP", "WDT"}:
        clause = token.head
        while clause.dep_ not in {"relcl", "ROOT"} and clause.head.i != clause.i:
            clause = clause.head
        return clause.head if clause.dep_ == "relcl" else token
    return token
