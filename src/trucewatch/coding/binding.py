"""How a clause binds somebody: by what stands around its verb it is promised, prescribed, allowed or only wished."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Doc, Token

from trucewatch.coding.matching import terms_data
from trucewatch.coding.modality import modality, polarity
from trucewatch.coding.modality import words as modality_words
from trucewatch.coding.predicates import lemma
from trucewatch.coding.prescribed import is_simple_present
from trucewatch.language.phrases import is_passive, object_of
from trucewatch.language.speech import Speech
from trucewatch.vocabulary.codes import Modality, Polarity


@cache
def duties_data() -> dict[str, Any]:
    """What `duties.yaml` says, read once."""
    data: dict[str, Any] = yaml.safe_load(files("trucewatch.coding").joinpath("data/duties.yaml").read_text("utf-8"))
    return data


def binding(verb: Token, speeches: list[Speech], *, agreed: bool) -> Modality | None:
    """How a clause binds somebody: promised, or on a condition; None where it does not."""
    if unbound(verb):
        return None
    said = any(verb.i in s.content and verb.i != s.cue.i for s in speeches)
    mode = modality(verb)
    auxiliaries = _auxiliaries(verb)
    if mode is Modality.CONDITIONAL:
        if "may" in auxiliaries:
            return Modality.PROMISED if agreed and not said else None  # a permission
        return mode if auxiliaries & {"will", "'ll", "shall", "would", "must", "to"} else None
    if mode is Modality.PROMISED:
        if auxiliaries & {"should", "must"} and (said or "should" in auxiliaries) and not names_terms(verb.doc):
            return None  # what a speaker says must be done is his demand
        told_of = said or verb.dep_ not in {"ROOT", "conj"} or names_terms(verb.doc)
        return mode if told_of or "would" not in auxiliaries else None
    if _is_settled(verb) or given_time(verb) is not None or _is_laid_on(verb):
        return Modality.PROMISED
    present = is_simple_present(verb) and (not said or polarity(verb, []) is Polarity.DENY)
    return Modality.PROMISED if agreed and present else None


def _is_laid_on(verb: Token) -> bool:
    """Read "obliges the army to leave and the rebels to disarm": parsers hang the second infinitive on its noun."""
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    bearer = to and verb.dep_ in {"acl", "relcl"} and verb.head.dep_ in {"conj", "dobj"}
    laying = modality_words("obligation") | modality_words("permission") | modality_words("deal_verbs") | {"commit"}
    return bearer and verb.head.head.pos_ == "VERB" and lemma(verb.head.head) in laying


def given_time(verb: Token) -> Token | None:
    """Read "have a week from the signing to leave": the verb of having, wherever the parser hangs the infinitive."""
    current = verb
    if verb.dep_ not in {"acl", "relcl", "advcl", "xcomp"} or not any(c.lower_ == "to" for c in verb.children):
        return None
    for _ in range(5):
        current = current.head
        if lemma(current) == "give" and is_passive(current):
            return current if any(c.lower_ in {"until", "till"} for c in current.children) else None
        if lemma(current) in {"have", "get"} and current.pos_ == "VERB":
            direct = object_of(current)
            return current if direct is not None and lemma(direct) in modality_words("time_limits") else None
    return None


def _auxiliaries(verb: Token) -> set[str]:
    """The auxiliaries of a verb, else those that it shares with the verb that it is coordinated with."""
    current = verb
    while True:
        own = {c.lower_ for c in current.children if c.dep_ in {"aux", "auxpass"}}
        if own - {"be", "been", "being"} or current.dep_ != "conj" or current.head.i == current.i:
            return own
        current = current.head


def unbound(verb: Token) -> bool:
    """Whether it stands under words by which nobody is bound: it is demanded, offered, hoped or denied."""
    current = verb
    while current.head.i != current.i:
        relative = current.dep_ in {"advcl", "parataxis"} or (current.dep_ == "conj" and current.pos_ == "VERB")
        current = current.head
        name = lemma(current)
        if current.pos_ in {"VERB", "AUX"} and name in duties_data()["unbinding"] and not relative:
            return True
        if current.pos_ == "NOUN" and name in duties_data()["unbinding_nouns"]:
            return True
    return any(lemma(t) in duties_data()["unbinding_nouns"] for t in verb.doc[: verb.i] if t.pos_ == "NOUN")


def tells_terms(doc: Doc) -> bool:
    """Whether a sentence tells of an agreement that is made, or that something is done under it."""
    known = terms_data()["terms_words"]
    nouns = [t for t in doc if t.pos_ in {"NOUN", "PROPN"} and lemma(t) in known]
    return any(
        (t.dep_ == "pobj" and t.head.lower_ == "under")
        or (t.dep_ == "pobj" and t.head.head.lower_ == "according" and any(c.dep_ == "relcl" for c in t.children))
        or (t.dep_ in {"dobj", "nsubjpass"} and lemma(t.head) in terms_data()["making"])
        for t in nouns
    )


def names_terms(doc: Doc) -> bool:
    """Whether a sentence says that it tells what an agreement says."""
    known = terms_data()["terms_words"]
    return any(lemma(t) in known for t in doc if t.pos_ in {"NOUN", "PROPN"})


def _is_settled(verb: Token) -> bool:
    """Read "settled that troops be pulled back": a clause in the subjunctive under a verb of agreeing."""
    above = verb.head if verb.dep_ == "conj" and any(c.dep_ == "mark" for c in verb.children) else verb
    be = verb.tag_ in {"VB", "VBP"} or any(c.dep_ == "auxpass" and c.tag_ == "VB" for c in verb.children)
    bare = be and not any(c.dep_ == "aux" for c in verb.children)
    return bare and above.dep_ == "ccomp" and lemma(above.head) in terms_data()["settling"]
