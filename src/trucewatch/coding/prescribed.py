"""What an agreement prescribes: told in the present tense ("the militia leaves the port"), or pledged."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from trucewatch.coding.matching import terms_data
from trucewatch.coding.predicates import lemma
from trucewatch.coding.selection import Chosen
from trucewatch.language.phrases import is_passive, phrase, subject_of
from trucewatch.vocabulary.codes import ClaimKind, Code, Modality, ProvisionClass

_PRESCRIBED = frozenset({Code.RETREAT, Code.COOPERATE, Code.AID, Code.CONSULT})
"""Not where troops stand: "they surround the town" tells how things are."""
_PRESENT = frozenset({"VBZ", "VBP"})
_CLAUSES = frozenset({"ROOT", "conj", "ccomp", "parataxis"})


def as_told(chosen: Chosen) -> Chosen:
    """The act as one that is to be done, where a report of an agreement tells it in the simple present.

    News are told in the past tense and of things under way in the progressive; the simple present is for the text of
    the agreement.
    """
    told = chosen.kind is ClaimKind.EVENT and chosen.modality is Modality.ACTUAL and chosen.code in _PRESCRIBED
    if not told or chosen.match.is_noun or not is_simple_present(chosen.match.head):
        return chosen
    return replace(chosen, kind=ClaimKind.COMMITMENT, modality=Modality.PROMISED)


def is_simple_present(verb: Token) -> bool:
    """Whether a clause is told in the simple present, and of no time of its own."""
    current = verb
    while current.dep_ == "conj" and current.head.pos_ == "VERB":
        current = current.head
    helped = any(c.dep_ in {"aux", "auxpass", "neg"} for v in (verb, current) for c in v.children)
    timed = any(c.dep_ == "mark" or c.lower_ in terms_data()["of_now"] for v in (verb, current) for c in v.children)
    told = all(v.tag_ in _PRESENT or _is_plural(v) for v in (verb, current))
    return told and current.dep_ in _CLAUSES and not (helped or timed)


def _is_plural(verb: Token) -> bool:
    """Whether a bare verb has a subject of its own: the tagger takes "they renounce" for an infinitive."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    return verb.tag_ == "VB" and any(s.tag_ in {"NNS", "NNPS", "PRP"} and s.i < verb.i for s in subjects)


def undertaken(promise: Token, heads: Sequence[Token]) -> Iterator[Token]:
    """The acts that somebody pledges, binds himself or agrees to do, without those that are claims of their own."""
    if lemma(promise) not in terms_data()["undertaking"]:
        return
    taken = {h.i for h in heads}
    for child in promise.children:
        if child.dep_ in {"xcomp", "ccomp", "advcl"} and any(
            c.dep_ == "aux" and c.lower_ == "to" for c in child.children
        ):
            yield from (v for v in (child, *child.conjuncts) if v.pos_ == "VERB" and v.i not in taken)


def class_of_act(verb: Token) -> ProvisionClass:
    """What a provision is about by the words of its clause; `OTHER` where they do not say."""
    subject = subject_of(verb)
    passive = subject is not None and is_passive(verb)
    own = [c for c in verb.children if c.dep_ in {"dobj", "attr"}] + (
        [subject] if subject is not None and passive else []
    )
    near = {lemma(t) for t in verb.subtree if verb.i <= t.i < verb.i + 12} | {lemma(t) for o in own for t in phrase(o)}
    if stops_violence(verb):
        return ProvisionClass.CESSATION
    if lemma(verb) in terms_data()["disarming"] and any(lemma(o) in terms_data()["arms"] for o in own):
        return ProvisionClass.HEAVY_WEAPONS if "heavy" in near else ProvisionClass.DISARM
    does_it = {lemma(subject)} if subject is not None and not passive else set()
    told = (("by_verb", {lemma(verb)}), ("by_bearer", does_it), ("classes", near), ("by_thing", near))
    found = (name for table, words in told for name, cues in terms_data()[table].items() if words & set(cues))
    return ProvisionClass(next(found, "other"))


def stops_violence(verb: Token) -> bool:
    """Whether violence is what a verb puts an end to: "stop firing", "halt all attacks", "refrain from violence"."""
    if lemma(verb) not in terms_data()["stopping"]:
        return False
    things = [c for c in verb.children if c.dep_ in {"dobj", "xcomp", "nsubjpass"}]
    things += [o for c in verb.children if c.dep_ == "prep" for o in c.children]
    return any(lemma(t) in terms_data()["violence"] for thing in things for t in (thing, *thing.conjuncts))


def does(head: Token) -> str:
    """The provision in the words of the text: from its verb to the end of its clause."""
    inner = [t for t in head.subtree if t.i >= head.i]
    stop = next(
        (t.i for t in inner if t.dep_ in {"advcl", "relcl"} or (t.dep_ == "cc" and t.head.i == head.i)), inner[-1].i + 1
    )
    return str(head.doc[head.i : max(stop, head.i + 1)].text).strip(" ,.;\"'")
