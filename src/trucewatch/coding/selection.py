"""Which of a sentence's matches are claims: by how sure the rule is and where in the sentence the predicate stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Token

from trucewatch.codebook.rulebook import Rule
from trucewatch.coding.acts import Likely, words_of
from trucewatch.coding.matching import Match
from trucewatch.coding.modality import is_complement, is_of_noun, modality, polarity
from trucewatch.language.speech import Speech
from trucewatch.vocabulary.codes import ClaimKind, Code, Modality, Polarity, ProvisionClass

# Chosen on the seen half of the gold reports (docs/measurements.md): lower adds more wrong claims than right ones.
LEAST = 0.5
LEAST_TOGETHER = 0.56
"""The same for the sum of rule and model, where the model is asked."""
MOST_IN_A_SENTENCE = 3
RULE_SHARE, MODEL_SHARE = 0.7, 1.0
"""What a rule's weight and the model's likelihood count for."""

_BY_POSITION = {"relcl": 0.7, "acl": 0.7, "advcl": 0.75, "pcomp": 0.8, "csubj": 0.8}
# The act is the claim; what it is about ("urged the army to withdraw") is not one of its own.
_SWALLOW = frozenset(
    {Code.REQUEST, Code.ACCUSE, Code.THREATEN, Code.REJECT, Code.SUPPORT, Code.HOLDING, Code.NOT_HOLDING}
)


_BACKGROUND = frozenset({"retreat.takes_effect", "agree.agree", "agree.reach"})


_HARMING = frozenset({"kill", "wound", "injure", "hurt", "maim", "destroy", "damage"})
_REFUSALS = frozenset({Code.REJECT, Code.SANCTION})
"""What "denied" may mean beside that something is not so: "denied them visas"."""


@dataclass(slots=True)
class Chosen:
    """A match that is a claim, with its code after mode and polarity have had their say."""

    match: Match
    code: Code
    kind: ClaimKind
    modality: Modality
    polarity: Polarity
    weight: float


@dataclass(frozen=True, slots=True)
class Refused:
    """A match that is no claim, and why; `instead` is what tells its act, `least` the weight that was needed."""

    chosen: Chosen
    why: Literal["too weak", "same act", "too many"]
    instead: Chosen | None = None
    least: float = 0.0


def choose(
    matches: Sequence[Match],
    speeches: list[Speech],
    refused: list[Refused] | None = None,
    likely: Likely | None = None,
) -> list[Chosen]:
    """The claims of a sentence, in the order of the text; the other matches are added to `refused`, if it is given.

    `likely` is what the learnt model thinks of each word; with it, a rule's weight is only half of what counts.
    """
    refused = [] if refused is None else refused
    taken = {n.i for m in matches if not m.is_noun for n in (m.noun, *m.subjects, *m.objects) if n is not None}
    weighed = [_weigh(m, matches, taken, speeches) for m in matches]
    if likely is not None:
        weighed = [replace(c, weight=_together(c, likely)) for c in weighed]
    least = LEAST if likely is None else LEAST_TOGETHER
    strong = sorted((c for c in weighed if c.weight >= least), key=lambda c: (-c.weight, c.match.head.i))
    kept: list[Chosen] = []
    for chosen in strong:
        other = next((other for other in kept if _same_act(chosen, other) or _same_words(chosen, other)), None)
        if other is None:
            kept.append(chosen)
        else:
            refused.append(Refused(chosen, "same act", other))
    refused += [Refused(c, "too weak", least=least) for c in weighed if c.weight < least]
    refused += [Refused(c, "too many") for c in kept[MOST_IN_A_SENTENCE:]]
    return sorted(kept[:MOST_IN_A_SENTENCE], key=lambda c: c.match.head.i)


def _together(chosen: Chosen, likely: Likely) -> float:
    """How sure the rule and the model are together; what the model alone reads is as sure as it says."""
    match = chosen.match
    if match.rule.learnt:
        return round(match.weight, 3)
    seen = max(likely.most(match, code) for code in {match.rule.code, chosen.code})
    return round(RULE_SHARE * chosen.weight + MODEL_SHARE * seen, 3)


def _weigh(match: Match, matches: Sequence[Match], taken: set[int], speeches: list[Speech]) -> Chosen:
    head = match.head
    code, kind, mode, sign = _put(match, speeches)
    weight = match.weight * _position(head, match.rule.id)
    if match.is_noun and head.i in taken:
        weight *= 0.5
    if mode is Modality.CONDITIONAL and code in {Code.HOLDING, Code.NOT_HOLDING}:
        weight = 0.0  # "whether it holds", "it may collapse": nobody says that it does
    elif mode is Modality.CONDITIONAL and code is not Code.THREATEN:
        weight *= 0.75 if _has_condition(head) else 0.55
    if match.rule.id == "threaten.warn" and _warns_of_what_is(head):
        weight = 0.0
    heads = {m.head.i: m.rule for m in matches if not (m.rule.id == "threaten.warn" and _warns_of_what_is(m.head))}
    swallowed = _swallower(head, heads)
    if swallowed is not None:
        weight *= 0.4
    return Chosen(match, code, kind, mode, sign, round(weight, 3))


def _warns_of_what_is(verb: Token) -> bool:
    """Whether a warning tells how things stand, rather than what is to come: it is then a word like "said"."""
    told = [c for c in verb.children if c.dep_ == "ccomp" and c.pos_ in {"VERB", "AUX"}]
    return any(modality(c) is Modality.ACTUAL and c.tag_ in {"VBD", "VBZ", "VBP", "VBN"} for c in told)


def _has_condition(head: Token) -> bool:
    """Whether an if-clause says on what it depends; a bare "may" or "could" says nothing."""
    marks = {c.lower_ for child in head.children if child.dep_ == "advcl" for c in child.children if c.dep_ == "mark"}
    return bool(marks & {"if", "unless", "once", "until"})


def _position(head: Token, match_id: str) -> float:
    if match_id in _BACKGROUND and _tells_the_time(head):
        return 0.4  # "since the truce began" only says when
    factor = 1.0 if is_complement(head) else _BY_POSITION.get(head.dep_, 1.0)
    if (
        factor != 1.0
        and head.dep_ in {"advcl", "acl"}
        and any(c.dep_ == "aux" and c.lower_ == "to" for c in head.children)
    ):
        factor = 0.8 if is_of_noun(head) else 0.45  # a purpose ("in order to retake") did not happen
    current = head
    while current.head.i != current.i:
        current = current.head
        if current.dep_ in {"relcl", "acl"}:
            factor *= 0.8
        elif current.dep_ == "advcl":
            factor *= 0.85
    return factor


def _tells_the_time(head: Token) -> bool:
    marks = {c.lower_ for c in head.children if c.dep_ in {"mark", "advmod"} and c.i < head.i}
    return head.dep_ == "advcl" and bool(marks & {"since", "after", "before", "when", "until"})


def _swallower(head: Token, heads: dict[int, Rule]) -> Rule | None:
    """The act above a predicate that has it as its content."""
    current = head
    while current.head.i != current.i:
        if current.dep_ in {"relcl", "parataxis"}:
            return None
        if current.dep_ == "conj" and current.pos_ == "VERB":
            current = current.head  # a sibling: what stands above the first stands above both
            continue
        above = current.head
        rule = heads.get(above.i)
        if rule is not None and rule.code in _SWALLOW and current.dep_ != "advcl":
            return rule
        current = above
    return None


def _put(match: Match, speeches: list[Speech]) -> tuple[Code, ClaimKind, Modality, Polarity]:
    """Code, kind, mode and polarity together: a promise is a commitment, an attack to come a threat."""
    rule = match.rule
    mode, sign = modality(match.head), _sign(match, speeches)
    if rule.code in {Code.HOLDING, Code.NOT_HOLDING}:
        return _assessment(rule, mode, sign)
    if rule.modality is not None:
        promised = rule.modality is Modality.PROMISED
        return rule.code, ClaimKind.COMMITMENT if promised else rule.kind, rule.modality, sign
    if sign is Polarity.AFFIRM and rule.code in {Code.ASSAULT, Code.COERCE}:
        if mode in {Modality.PROMISED, Modality.THREATENED}:
            return Code.THREATEN, ClaimKind.STATEMENT, Modality.THREATENED, sign
        if rule.code is Code.ASSAULT and mode is Modality.CONDITIONAL and _announced(match, speeches):
            return Code.THREATEN, ClaimKind.STATEMENT, Modality.CONDITIONAL, sign
    refusal = rule.code in {Code.RETREAT, Code.CONCEDE} and sign is Polarity.DENY and mode is Modality.PROMISED
    if refusal and match.subjects:
        return Code.REJECT, ClaimKind.STATEMENT, Modality.ACTUAL, Polarity.AFFIRM  # "we will not leave" refuses it
    ahead = mode in {Modality.PROMISED, Modality.CONDITIONAL} and rule.kind in {ClaimKind.EVENT, ClaimKind.AGREEMENT}
    return rule.code, ClaimKind.COMMITMENT if ahead else rule.kind, mode, sign


def _sign(match: Match, speeches: list[Speech]) -> Polarity:
    """Whether it is denied, after the rule has had its say about negation."""
    rule = match.rule
    none_at_all = match.noun is not None and any(c.lower_ == "no" for c in match.noun.children)
    denied = none_at_all or polarity(match.head, speeches) is Polarity.DENY
    if rule.drop_negation:
        return Polarity.AFFIRM
    flip = rule.flip or (rule.learnt and match.head.lemma_ == "deny" and rule.code not in _REFUSALS)
    return Polarity.DENY if denied is not flip else Polarity.AFFIRM


def _assessment(rule: Rule, mode: Modality, sign: Polarity) -> tuple[Code, ClaimKind, Modality, Polarity]:
    """Not holding is an assessment of its own, never a denied one; "will respect the truce" is a pledge to abide."""
    if mode in {Modality.PROMISED, Modality.DEMANDED}:
        if rule.class_ is ProvisionClass.CESSATION:
            return Code.RETREAT, ClaimKind.COMMITMENT, mode, sign
        return Code.AGREE, ClaimKind.COMMITMENT, mode, sign
    opposite = Code.NOT_HOLDING if rule.code is Code.HOLDING else Code.HOLDING
    return rule.code if sign is Polarity.AFFIRM else opposite, rule.kind, mode, Polarity.AFFIRM


def _announced(match: Match, speeches: list[Speech]) -> bool:
    """Whether somebody says that he will do it under some condition."""
    return not match.is_noun and any(match.head.i in s.content for s in speeches)


def _same_words(one: Chosen, other: Chosen) -> bool:
    """Whether a rule and the model read one predicate as two acts: it is one."""
    a, b = one.match, other.match
    return a.rule.learnt is not b.rule.learnt and not {t.i for t in words_of(a)}.isdisjoint(t.i for t in words_of(b))


def tells_its_harm(verb: Token) -> bool:
    """Whether a verb tells what the attack before it did: "shelled the town and killed nine"."""
    if verb.dep_ != "conj" or verb.lemma_ not in _HARMING:
        return False
    return all(c.pos_ == "NUM" for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"})


def _same_act(one: Chosen, other: Chosen) -> bool:
    """Whether two matches tell the same act: same code, one below the other."""
    if one.code is not other.code or one.modality is not other.modality:
        return False
    a, b = one.match.head, other.match.head
    if a.i == b.i:
        things, others = ({t.i for t in each.match.objects} for each in (one, other))
        return things == others or not things or not others  # "were shot dead" is one act
    nested = a.is_ancestor(b) or b.is_ancestor(a)
    verbs = not one.match.is_noun and not other.match.is_noun
    if verbs and one.code is Code.ASSAULT and tells_its_harm(max(a, b, key=lambda t: t.i)):
        return True
    if verbs and one.match.rule.class_ is not other.match.rule.class_:
        return False  # "established by May and policed by both": two provisions
    if verbs and (a.dep_ == "conj" or b.dep_ == "conj"):
        return one.match.objects == other.match.objects or {s.i for s in one.match.objects} == {
            s.i for s in other.match.objects
        }
    return nested or one.match.is_noun or other.match.is_noun
