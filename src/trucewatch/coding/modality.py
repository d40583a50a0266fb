"""How a predicate is put: as done, promised, demanded, threatened or conditional; affirmed or denied."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Token

from trucewatch.language.speech import Speech
from trucewatch.vocabulary.codes import Modality, Polarity

_FUTURE = frozenset({"will", "'ll", "shall", "would", "wo", "should", "must"})


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(files("trucewatch.coding").joinpath("data/modality.yaml").read_text("utf-8"))
    return {k: frozenset(v) if k != "examples" else v for k, v in data.items()}


def modality_examples() -> list[dict[str, str]]:
    """The sentences that the data give, with what must be read in them."""
    examples: list[dict[str, str]] = _data()["examples"]
    return examples


def words(name: str) -> frozenset[str]:
    """One list of `modality.yaml`."""
    found: frozenset[str] = _data()[name]
    return found


def modality(head: Token) -> Modality:
    """The mode of a predicate, from its auxiliaries, its conjunctions and the verbs above it up to who says it."""
    if _conditional(head) or _under_pretext(head) or (head.pos_ == "NOUN" and _only_thought_of(head)):
        return Modality.CONDITIONAL
    own = Modality.PROMISED if _follows_promise(head) else _from_auxiliaries(head)
    if own is not None:
        return own
    current = head
    for _ in range(5):
        above = current.head
        clause = current.dep_ in {"relcl", "advcl", "parataxis"} and not (
            is_complement(current) or _in_time_given(current) or is_of_noun(current)
        )
        if above.i == current.i or clause:
            break
        promised = is_of_noun(current) and above.lemma_.lower() in words("promising_nouns")
        promised = promised or _in_time_given(current) or _obliged(current, above)
        found = Modality.PROMISED if promised else _from_above(current, above)
        if found is not None:
            return found
        if current.dep_ == "ccomp" and above.lemma_.lower() not in words("ensuring"):
            break
        current = above
        if current.pos_ in {"VERB", "AUX"}:
            own = _from_auxiliaries(current) if current.i != head.i else None
            if own is not None and head.dep_ in {"xcomp", "conj", "dobj", "pobj", "nsubj"}:
                return own
    return Modality.ACTUAL


def _follows_promise(verb: Token) -> bool:
    """Whether it is told in the present as what must come first: "will be freed as soon as the troops leave"."""
    first = verb.dep_ == "advcl" and verb.tag_ in {"VBP", "VBZ"} and not _is_past(verb)
    marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"} and c.i < verb.i}
    above = verb.head if verb.head.pos_ in {"VERB", "AUX"} else verb.head.head  # "as soon as"
    return first and bool(marks & words("before")) and modality(above) is Modality.PROMISED


def _under_pretext(head: Token) -> bool:
    """Whether it is only what is alleged or feared: "under the pretext of fighting crime"."""
    return head.dep_ in {"pcomp", "pobj"} and head.head.head.lemma_.lower() in words("pretexts")


def _in_time_given(verb: Token) -> bool:
    """Whether somebody has some time to do it: "have three months to leave"."""
    return verb.dep_ in {"acl", "relcl"} and verb.tag_ == "VB" and verb.head.lemma_.lower() in words("time_limits")


def _from_above(current: Token, above: Token) -> Modality | None:
    name = above.lemma_.lower()
    complement = current.dep_ in {"xcomp", "ccomp", "pcomp", "acl", "advcl", "prep", "dobj", "conj", "nsubjpass"}
    planned = current.dep_ in {"prep", "pobj"} or (current.dep_ == "acl" and current.tag_ == "VB")
    if above.pos_ == "NOUN" and planned and name in words("unreal_nouns"):
        return Modality.DEMANDED if name in {"call", "demand", "appeal", "request"} else Modality.PROMISED
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in current.children)
    spoken = current.dep_ in {"ccomp", "xcomp"} and not infinitive and name not in {"demand", "insist"}
    if not complement or spoken:
        return None
    if current.dep_ in {"prep", "dobj", "conj", "nsubjpass"}:
        bound = (
            current.dep_ == "prep"
            and current.lower_ in {"with", "to", "from"}
            and name in words("obligation") | words("permission") | {"commit", "recommit", "pledge"}
        )
        return Modality.PROMISED if bound or (current.dep_ == "dobj" and _is_deal_verb(above)) else None
    if name in words("threatened"):
        return Modality.THREATENED
    if name in words("demanded") and name not in words("promised") and not _is_deal_verb(above):
        return Modality.DEMANDED
    if name in words("promised") or _is_deal_verb(above):
        return Modality.PROMISED
    return None


def _obliged(current: Token, above: Token) -> bool:
    """Read "is to open the port", "has to leave", "means to talk", "Kenya is to leave, and Uganda to free its men"."""
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in current.children)
    if not infinitive or (above.tag_ == "VBD" and above.lemma_ == "have"):
        return False  # "had to leave": he left
    if any(c.lower_ == "yet" for c in (*above.children, *current.children)):
        return False
    name = above.lemma_.lower()
    if name == "mean" and current.dep_ == "xcomp":
        return above.tag_ in {"VBP", "VBZ"}  # not "an attack meant to drive them out"
    return (current.dep_ == "xcomp" and name in {"be", "have"}) or (name == "be" and current.dep_ == "conj")


def is_complement(verb: Token) -> bool:
    """Whether an infinitive that the parser hangs on as a clause of its own is what the verb above asks or promises."""
    infinitive = verb.dep_ == "advcl" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    return infinitive and verb.head.lemma_.lower() in words("promised") | words("demanded") | words("deal_verbs")


def is_of_noun(verb: Token) -> bool:
    """Whether it is what a noun announces: "the decision to withdraw", "a pledge to hold fire"."""
    infinitive = verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    name = verb.head.lemma_.lower()
    announced = name in words("deciding_nouns") or name in words("promising_nouns") or name in words("refusing_nouns")
    return infinitive and verb.dep_ in {"acl", "relcl"} and announced


def _is_deal_verb(verb: Token) -> bool:
    """Whether an agreement says what is to be done: "the deal provides for …"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return (
        subject is not None and verb.lemma_.lower() in words("deal_verbs") and subject.lemma_.lower() in words("deals")
    )


def _from_auxiliaries(verb: Token) -> Modality | None:
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if auxiliaries & _FUTURE:
        return Modality.PROMISED
    if "may" in auxiliaries and _negated(verb):
        return Modality.PROMISED  # "may not": a prohibition
    if auxiliaries & {"may", "might", "could", "can"}:
        return Modality.CONDITIONAL
    return None


def _only_thought_of(noun: Token) -> bool:
    """An event that nobody says has happened: "a possible attack", "to avert an attack", "an attack would be …"."""
    if any(c.lower_ in words("unreal_adjectives") for c in noun.lefts):
        return True
    current = noun
    for _ in range(3):
        above = current.head
        if above.i == current.i:
            return False
        if above.pos_ in {"VERB", "AUX"}:
            unreal = above.lemma_.lower() in words("unreal_verbs") and current.dep_ in {
                "dobj",
                "nsubjpass",
                "prep",
                "prt",
            }
            supposed = {c.lower_ for c in above.children if c.dep_ == "aux"} & {"would", "could", "may", "might", "can"}
            return unreal or (bool(supposed) and current.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "prep"})
        if above.pos_ == "NOUN" and above.lemma_.lower() in words("unreal_nouns"):
            return True
        current = above
    return False


def _conditional(head: Token) -> bool:
    """Inside an if-clause, or a main clause that hangs on one."""
    current = head
    for _ in range(4):
        for child in current.children:
            if child.dep_ == "mark" and child.lower_ in {"if", "unless", "provided", "until", "whether"}:
                return child.lower_ != "until" or not _is_past(current)
            if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in child.children):
                return True
        if current.dep_ in {"ccomp", "ROOT", "parataxis"} or current.head.i == current.i:
            break
        current = current.head
    return False


def _nobody(verb: Token) -> bool:
    """Whether the subject of a verb, or of the verb that it is a complement of, is nobody."""
    governor = verb if verb.pos_ in {"VERB", "AUX"} else verb.head
    subjects = [c for c in governor.children if c.dep_ in {"nsubj", "nsubjpass"}]
    return any(g.lower_ in {"no", "neither", "nobody", "none"} for s in subjects for g in (s, *s.children))


def _not_one(noun: Token) -> bool:
    """Read "not one clash", "not a single shot"."""
    left = noun.doc[noun.left_edge.i : noun.i]
    return any(t.lower_ == "not" for t in left) and any(t.lower_ in {"one", "single", "a"} for t in left)


def _is_past(verb: Token) -> bool:
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return verb.tag_ == "VBD" or bool(auxiliaries & {"was", "were", "had", "did"})


def polarity(head: Token, speeches: list[Speech]) -> Polarity:
    """Whether the predicate is denied: by negation, by a verb of failing above it, or by a speaker who denies it."""
    denied = _negated(head)
    current = head
    for _ in range(4):
        above = current.head
        if above.i == current.i or current.dep_ not in {"xcomp", "conj", "pcomp", "prep", "acl", "dobj"}:
            break
        if above.lemma_.lower() in words("denied") and current.dep_ in {"xcomp", "pcomp", "prep"}:
            denied = not denied
        if is_of_noun(current) and above.lemma_.lower() in words("refusing_nouns"):
            denied = not denied
        if current.dep_ == "xcomp" and any(c.dep_ == "neg" for c in above.children):
            denied = not denied
        if current.dep_ == "xcomp" and _nobody(above):
            denied = not denied  # "no convoy has been able to enter"
        if above.lemma_ == "have" and any(c.lower_ == "yet" for c in (*above.children, *current.children)):
            denied = not denied
        current = above
    if any(s.denies and head.i in s.content for s in speeches):
        denied = not denied
    if any(c.lemma_ == "deny" for c in (head.head,)) and head.dep_ in {"xcomp", "dobj"} and not speeches:
        denied = not denied
    return Polarity.DENY if denied else Polarity.AFFIRM


def _negated(head: Token) -> bool:
    for child in head.children:
        if child.lower_ == "longer" and any(g.lower_ == "no" for g in child.children):
            return True
        if child.dep_ == "neg" or child.lower_ in {"never", "neither", "nor", "hardly"}:
            return not any(c.lower_ in {"only", "just"} for c in head.children if c.i == child.i + 1)
        if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and (
            child.lower_ in {"none", "nobody", "nothing"}
            or any(g.lower_ in {"no", "neither"} for g in child.children)
            or _not_one(child)
        ):
            return True
    if head.dep_ in {"pobj", "pcomp"} and head.head.head.lemma_.lower() in words("tellings"):
        return any(c.lower_ == "no" for c in head.head.head.children)  # "no reports of fighting"
    if head.pos_ != "NOUN":
        return False
    return any(c.lower_ == "no" for c in head.children) or (head.dep_ == "pobj" and _clause_denied(head))


def _clause_denied(noun: Token) -> bool:
    """Read "was not involved in the talks": the verb's negation denies the event in its phrase."""
    verb = noun.head.head
    return verb.pos_ in {"VERB", "AUX"} and any(c.dep_ == "neg" for c in verb.children)
