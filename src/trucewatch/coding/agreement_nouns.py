"""The nouns of agreements in a parse, and what around them shows that one was made, is in force, or is only wished for.

The words stand in `data/agreements.yaml`, with sentences that tests run.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Doc, Token

from trucewatch.coding.predicates import lemma
from trucewatch.language.moments import Moment
from trucewatch.language.phrases import (
    agent_of,
    clause_verb,
    entity_of,
    is_passive,
    members,
    objects_of,
    phrase,
    subjects_of,
)

PLACE = frozenset({"GPE", "LOC", "FAC"})
_OWN = frozenset({"compound", "nmod", "poss", "amod", "nummod", "npadvmod"})
_UNSURE = frozenset({"would", "may", "might", "could", "should", "can", "must"})
_AHEAD = frozenset({"will", "'ll", "shall", "wo", "to"})
_NEAR = 3
"""Words that may stand between a year and the agreement that is called by it."""


@cache
def data() -> dict[str, Any]:
    """What `agreements.yaml` says, read once."""
    data: dict[str, Any] = yaml.safe_load(
        files("trucewatch.coding").joinpath("data/agreements.yaml").read_text("utf-8")
    )
    return data


@cache
def words(name: str) -> frozenset[str]:
    """One of its lists."""
    return frozenset(map(str, data()[name]))


def heads_of(doc: Doc) -> Iterator[Token]:
    """The nouns of single agreements between those who fight; not those inside another noun ("truce talks")."""
    for token in doc:
        if token.lower_ in words("ordinals") and _stands_for_agreement(token):
            yield token
        if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"compound", "nmod"} or token.tag_ == "NNS":
            continue
        word = lemma(token)
        fits = word in words("nouns") and not _is_of_other_matters(token) and _is_whole(token, word)
        if fits and not _is_name_given(token):
            yield token


def _is_name_given(noun: Token) -> bool:
    """Whether it is the name of another: "a deal known as the Lusaka accord" is one agreement."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun.head
    return verb.tag_ == "VBN" and lemma(verb) in words("naming") and noun in _names_given(verb)


def _names_given(verb: Token) -> list[Token]:
    """What a participle such as "known as", "dubbed" or "called" says that something is called."""
    return [*objects_of(verb, "as"), *(c for c in verb.rights if c.dep_ in {"oprd", "attr", "dobj"})]


def _stands_for_agreement(ordinal: Token) -> bool:
    """Read "it is the third deal between them: the first, signed in Rome in 1992, failed": the first is a deal."""
    if ordinal.dep_ not in {"nsubj", "nsubjpass", "conj"} or not any(c.lower_ == "the" for c in ordinal.children):
        return False
    return _noun_before(ordinal) is not None


def _noun_before(ordinal: Token) -> Token | None:
    """The agreement noun nearest before an ordinal that stands alone."""
    before = reversed(ordinal.doc[: ordinal.i])
    return next((t for t in before if lemma(t) in words("nouns") and t.pos_ in {"NOUN", "PROPN"}), None)


def _is_whole(head: Token, word: str) -> bool:
    """Whether "fire" is a "cease fire", and "cessation" one of hostilities."""
    joined = data()["joined"].get(word)
    if joined is None:
        return True
    near = [*head.lefts, *objects_of(head, "of")]
    return any(lemma(t) in joined or t.lower_ in joined for t in near)


def _is_of_other_matters(head: Token) -> bool:
    return any(t.lower_ in words("other_matters") or lemma(t) in words("other_matters") for t in phrase(head))


def called(head: Token) -> str:
    """The words by which it is named; "first deal" for an ordinal that stands alone."""
    naming = (t for t in head.subtree if t.i > head.i and t.tag_ == "VBN" and lemma(t) in words("naming"))
    for name in (n for verb in naming for n in _names_given(verb) if lemma(n) in words("nouns")):
        return phrase(name).text
    noun = _noun_before(head) if head.lower_ in words("ordinals") else None
    return phrase(head).text if noun is None else f"{head.text} {lemma(noun)}"


def clauses(head: Token) -> Iterator[Token]:
    """Participles and relative clauses that hang on the noun, with those coordinated with them."""
    for child in head.rights:
        if child.dep_ in {"acl", "relcl"} and child.pos_ in {"VERB", "AUX"}:
            yield from (v for v in (child, *child.conjuncts) if v.dep_ in {"acl", "relcl", "conj"} and v.pos_ == "VERB")
    if head.dep_ == "nsubj" and _is_taken_for_active(head.head, head):
        yield head.head


def _is_taken_for_active(verb: Token, subject: Token) -> bool:
    """Whether the parser took a participle for the verb: in "a truce agreed in May had held" no truce agrees."""
    own = {c.dep_ for c in verb.children}
    makes = lemma(verb) in words("signing") | words("brokering")
    between = verb.doc[subject.i + 1 : verb.i]
    near = len(between) < _NEAR and all(t.is_punct or t.dep_ == "advmod" for t in between)
    return (
        makes and verb.i > subject.i and near and verb.tag_ in {"VBD", "VBN"} and not own & {"dobj", "aux", "auxpass"}
    )


def governing(head: Token) -> tuple[Token, ...]:
    """The verb that makes it in the past: "announced a truce", "a deal was reached"."""
    verb = head.head
    if lemma(verb) not in (words("signing") | words("brokering")) - words("only_talked"):
        return ()
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if head.dep_ == "dobj":
        past = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and auxiliaries & {"have", "has", "had", "'ve"})
    elif head.dep_ == "nsubjpass":
        past = verb.tag_ in {"VBN", "VBD"} and bool(auxiliaries & {"was", "were", "been", "is"})
    else:
        return ()
    return (verb,) if past and not is_unsure(verb, own=True) and _is_new(head) else ()


def _is_new(head: Token) -> bool:
    """Whether it is one agreement that is told of, and not the lack of one."""
    return not any(c.lower_ in {"no", "any", "neither"} for c in head.lefts)


def between(head: Token) -> list[Token]:
    """Those between whom it is, however the parser hangs the phrase."""
    for token in head.subtree:
        if token.lower_ == "between" and token.i > head.i and token.i - head.i <= 5:
            return [m for c in token.children if c.dep_ == "pobj" for m in members(c)]
    return []


def is_participle(verb: Token) -> bool:
    """Whether the verb says what was done to the noun that it hangs on."""
    return is_passive(verb) or (verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBD"})


def has_which(preposition: Token) -> bool:
    """Whether a relative pronoun stands behind the preposition."""
    return any(c.lower_ == "which" for c in preposition.children)


def doers(verb: Token) -> list[Token]:
    """Who does it, in the active or in the passive."""
    return agent_of(verb) if is_participle(verb) else list(subjects_of(verb))


def is_making(verb: Token) -> bool:
    """Whether the clause tells that the noun was signed, brokered and so on, rather than what it does."""
    if lemma(verb) not in words("signing") | words("brokering"):
        return False
    if verb.tag_ in {"VBG", "TO", "VB"} and verb.dep_ == "acl":
        return False
    if is_participle(verb) or verb.dep_ not in {"relcl", "conj"}:
        return True
    active = [c for c in verb.children if c.dep_ in {"nsubj", "csubj"}]
    own_object = any(c.dep_ == "dobj" and c.tag_ not in {"WDT", "WP"} for c in verb.children)
    return bool(active) and active[0].tag_ not in {"WDT", "WP"} and not own_object


def is_unsure(verb: Token, *, own: bool) -> bool:
    """Whether the clause is only thought of, lies ahead or is denied."""
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ in {"aux", "auxpass"} and child.lower_ in _UNSURE | _AHEAD):
            return True
        if child.dep_ == "mark" and child.lower_ in {"if", "unless", "whether"}:
            return True
        if own and child.dep_ == "auxpass" and child.lower_ in {"being", "be"}:
            return True
    return False


def is_wished(head: Token) -> bool:
    """Whether the clause above the noun wants, plans or denies it, and so leaves it open whether there is one."""
    current, below = head, head
    while current.head.i != current.i:
        below, current = current, current.head
        if current.dep_ == "pobj" and lemma(current) in words("wanting"):
            return True
        if current.pos_ in {"VERB", "AUX"} or lemma(current) in words("wanting"):
            if below.dep_ in {"nsubj", "nsubjpass"} and not is_passive(current):
                return is_unsure(current, own=False)
            if lemma(current) in words("wanting") or is_unsure(current, own=False):
                return True
            if current.dep_ not in {"xcomp", "conj", "pcomp", "acl"}:
                return False
    return any(c.lower_ == "no" for c in head.lefts)


def is_in_force(head: Token) -> bool:
    """Read "under a deal", "in violation of a truce": it is in force, whatever the clause says."""
    if head.dep_ != "pobj":
        return False
    preposition = head.head
    above = lemma(preposition.head)
    phrases = data()["under_phrases"].get(above, ())
    if preposition.lower_ in words("under") or preposition.lower_ in phrases:
        return not any(c.lower_ in {"would", "could", "might"} for c in clause_verb(head).children)
    return False


def is_known(head: Token) -> bool:
    """Whether it is called by its place, or in force though told of for the first time."""
    if lemma(head) in words("weak"):
        return False
    return (is_called_by_place(head) and is_definite(head)) or (is_in_force(head) and is_indefinite(head))


def is_followed(head: Token, *, made: bool) -> bool:
    """Whether another agreement is said to replace, supplement or revive it."""
    strong = made or lemma(head) not in words("weak")
    follows = head.dep_ == "dobj" and lemma(head.head) in words("following")
    return strong and follows and not is_unsure(head.head, own=False)


def runs(head: Token) -> bool:
    """Whether the truce is said to be in force: "the truce applies to four provinces"."""
    verb = head.head
    above = head.dep_ == "nsubj" and lemma(verb) in words("running") and verb.tag_ in {"VBZ", "VBP", "VBD", "VBN"}
    the = any(c.lower_ == "the" for c in head.lefts)
    return above and the and lemma(head) in words("truces") and not is_unsure(verb, own=False)


def is_definite(head: Token) -> bool:
    """Whether it is spoken of as known: "the deal", "their truce"."""
    determiner = next((c for c in head.lefts if c.dep_ in {"det", "poss"}), None)
    if determiner is None:
        return head.text[:1].isupper()
    return determiner.dep_ == "poss" or determiner.lower_ in {"the", "that", "this"}


def is_indefinite(head: Token) -> bool:
    """Whether it is told of for the first time: "a deal"."""
    return any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in head.lefts)


def is_called_by_place(head: Token) -> bool:
    """Whether a place stands right in its name: "the Harare agreement", "Lusaka Protocol"."""
    entity = entity_of(head)
    if entity is not None and entity.label_ in {"LAW", "EVENT", "ORG"} and entity.end - 1 >= head.i > entity.start:
        return entity[0].text[:1].isupper() and head.text[:1].isupper()
    return any(c.dep_ in {"compound", "nmod"} and c.ent_type_ in PLACE for c in head.lefts)


def _path(token: Token, top: Token) -> list[Token] | None:
    """The tokens from one up to another, without the latter; None where it does not stand below."""
    found, current = [], token
    while current.i != top.i:
        found.append(current)
        if current.head.i == current.i:
            return None
        current = current.head
    return found


def is_of(moment: Moment, verb: Token) -> bool:
    """Whether the time is told in the clause of the verb, and in none below it."""
    path = _path(moment.root, verb)
    return path is not None and not any(t.dep_ in {"relcl", "advcl", "ccomp", "acl", "conj"} for t in path)


def is_called_by(moment: Moment, head: Token) -> bool:
    """Whether it is called by that time: "the 2015 accord", "the truce of March", "last month's deal"."""
    path = _path(moment.root, head)
    before = [t for t in head.doc[max(0, head.i - _NEAR) : head.i] if t.idx >= moment.mention.end]
    follows = len(before) < _NEAR or (head.i > _NEAR and before[0].nbor(-1).idx < moment.mention.end)
    if moment.mention.start < head.idx and moment.mention.is_absolute and follows:
        return all(t.pos_ in {"PROPN", "ADJ", "NOUN"} and t.dep_ not in {"pobj", "dobj"} for t in before)
    if not path:
        return False
    last = path[-1]
    if last.i < head.i:
        return last.dep_ in _OWN and len(path) <= 2 and not any(t.dep_ == "prep" for t in path)
    return last.dep_ == "prep" and last.lower_ in {"of", "from"} and len(path) <= 3 and last.i - head.i <= 1
