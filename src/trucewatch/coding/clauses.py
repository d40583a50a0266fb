"""Clauses as duties need them: who does what to what, mended where parsers tear lists of clauses apart."""

from dataclasses import dataclass

from spacy.tokens import Token

from trucewatch.coding.binding import given_time
from trucewatch.coding.modality import polarity
from trucewatch.coding.predicates import lemma, object_before
from trucewatch.language.phrases import agent_of, antecedent, is_passive, members, object_of, objects_of, subjects_of
from trucewatch.vocabulary.codes import Polarity

LETTING = frozenset({"let", "allow", "permit"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with who does it and what it is done to."""

    verb: Token
    by: list[Token]
    things: list[Token]
    passive: bool
    denied: bool
    direct: bool
    """Whether the things are its object or the subject of its passive, and not what stands after a preposition."""


def word_of(verb: Token) -> str:
    """The word by which an act is looked up: "will be gone" is not a form of going."""
    gone = verb.tag_ == "VBN" and lemma(verb) == "go" and any(c.lemma_ == "be" for c in verb.children)
    return "gone" if gone else lemma(verb)


def is_verb(token: Token) -> bool:
    """Whether it is the verb of a clause."""
    return token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass", "amod", "compound"}


def goes_on(verb: Token, before: Token) -> bool:
    """Whether a bare verb after a comma or "and" goes on with a list: "are to hold fire, free captives, let aid in"."""
    own = any(c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass", "mark"} for c in verb.children)
    start = min([verb.i, *(c.left_edge.i for c in verb.lefts if c.dep_ in {"advmod", "neg"})])
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.dep_ == "conj":
        return verb.head.head.i == before.i and is_passive(before)  # "will be freed and talks held"
    if verb.tag_ == "VBD" and _shares_passive(verb):
        return True  # "will be freed and the road reopened"
    listed = start > before.i and verb.doc[start - 1].lower_ in {",", "and", "or", "nor", ";"}
    return listed and not own and verb.tag_ in {"VB", "VBP"} and before.tag_ in {"VB", "VBP"}


def clause_of(verb: Token) -> Clause:
    """The clause of a verb, its things by object, by passive subject, else by preposition."""
    left_out = verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.dep_ == "conj"
    passive = is_passive(verb) or _shares_passive(verb)
    torn = [verb.head] if left_out else _torn_subject(verb)
    own = torn or subjects_of(given_time(verb) or verb)
    direct = object_of(verb)
    things = own if passive else (members(direct) if direct is not None else object_before(verb))
    by = [m for a in agent_of(verb) for m in members(a)] if passive else own
    if lemma(verb) in LETTING:
        inner = [c for c in verb.children if c.dep_ in {"ccomp", "xcomp"}]
        things = [*things, *(s for c in inner for s in c.children if s.dep_ in {"nsubj", "nsubjpass"})]
    is_direct = bool(things)
    if not things:
        things = [o for c in (verb, *(c for c in verb.children if c.dep_ in {"prt", "advmod"})) for o in objects_of(c)]
        things += [m for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VBG" for m in [c]]
    denied = polarity(verb, []) is Polarity.DENY or _no_longer(verb)
    return Clause(verb, [antecedent(t) for t in by], [antecedent(t) for t in things], passive, denied, is_direct)


def _torn_subject(verb: Token) -> list[Token]:
    """The noun before a verb's auxiliary torn off by the parser: "will leave the country and a law be made"."""
    helpers = [c.i for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if verb.dep_ != "conj" or not helpers or any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
        return []
    noun = verb.doc[max(min(helpers) - 1, 0)]
    while noun.dep_ in {"pobj", "prep", "compound"} and noun.head.i > verb.head.i:
        noun = noun.head
    return [noun] if noun.pos_ in {"NOUN", "PROPN"} and noun.dep_ == "conj" and noun.i > verb.head.i else []


def _shares_passive(verb: Token) -> bool:
    """Read "schools will be emptied and the suspects handed over": the second shares the auxiliaries of the first."""
    bare = (
        verb.dep_ == "conj"
        and verb.tag_ in {"VBN", "VBD"}
        and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    )
    return bare and (is_passive(verb.head) or _shares_passive(verb.head)) and object_of(verb) is None


def _no_longer(verb: Token) -> bool:
    return any(c.lower_ == "longer" and any(g.lower_ == "no" for g in c.children) for c in verb.children)
