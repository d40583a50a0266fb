"""The PLOVER type of what one marked party does to another in a sentence, read from what the coder weighed in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from trucewatch.coding.selection import Chosen
from trucewatch.coding.traced import Traced
from trucewatch.language.phrases import subjects_of
from trucewatch.vocabulary.codes import Code, Modality, Polarity

Span = tuple[int, int]
"""Characters from and to."""

_HOSTILE = frozenset({Code.ASSAULT, Code.COERCE, Code.SANCTION, Code.MOBILIZE, Code.PROTEST})
_ASSESSMENTS = frozenset({Code.HOLDING, Code.NOT_HOLDING})
_ASKED = {Modality.DEMANDED: Code.REQUEST, Modality.THREATENED: Code.THREATEN}
_OFFERING = frozenset({"offer", "agree", "pledge", "promise", "willing", "ready", "consent"})
_NECESSITY = frozenset({"must", "should", "ought"})
_FUTURE = frozenset({"will", "would", "wo", "'ll", "shall"})
_SPOKEN = frozenset({Code.REQUEST, Code.ACCUSE, Code.REJECT, Code.THREATEN})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One predicate that may be what the source does to the target, with the grounds for it."""

    code: Code
    head: Token
    chosen: bool
    weight: float
    by_source: bool
    to_target: bool
    above_both: bool
    between: bool
    depth: int
    subjects: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()

    @property
    def score(self) -> float:
        """How likely it is the one that is asked for."""
        return (
            self.weight
            + 0.6 * self.by_source
            + 0.35 * self.to_target
            + 0.2 * self.above_both
            + 0.2 * self.between
            + 0.1 * self.chosen
            - 0.05 * self.depth
        )


def guess(traced: Sequence[Traced], source: Span, target: Span) -> Code | None:
    """The code of the likeliest candidate; None where no rule fits anything in the sentence."""
    found = [c for each in traced for c in candidates(each, source, target)]
    best = max(found, key=lambda c: (c.score, -c.head.i), default=None)
    return best.code if best is not None else None


def candidates(traced: Traced, source: Span, target: Span) -> Iterator[Candidate]:
    """Every match of a rule in a sentence. Spans count from the beginning of the report's text."""
    sentence = traced.sentence
    doc = sentence.doc
    if doc is None:
        return
    offset = sentence.start + sentence.shift
    whole = [(c, True) for c in traced.chosen] + [(r.chosen, False) for r in traced.refused]
    sources, targets = _inside(doc, source, offset), _inside(doc, target, offset)
    yield from _modal(doc, sources, targets)
    for chosen, is_chosen in whole:
        code = root(chosen)
        if code is None:
            continue
        match = chosen.match
        head = match.head
        below = {t.i for t in head.subtree}
        subjects = match.subjects or [c for c in head.lefts if c.dep_ in {"poss", "amod", "compound"}]
        yield Candidate(
            code,
            head,
            is_chosen,
            chosen.weight,
            by_source=any(_meets(t, sources) for t in subjects),
            to_target=any(_meets(t, targets) for t in match.objects),
            above_both=bool(below & sources) and bool(below & targets),
            between=_between(head.i, sources, targets),
            depth=sum(1 for _ in head.ancestors),
            subjects=tuple(subjects),
            objects=tuple(match.objects),
        )


def root(chosen: Chosen) -> Code | None:
    """The type in PLOVER's sense: what is only promised is an agreement or a threat, what is refused a rejection."""
    code, mode, rule = chosen.code, chosen.modality, chosen.match.rule
    denied = chosen.polarity is Polarity.DENY
    if rule.plover is not None and mode in {Modality.ACTUAL, rule.modality} and code is rule.code and not denied:
        return rule.plover
    if code in _ASSESSMENTS or code in _SPOKEN:
        return None if code in _ASSESSMENTS else code
    if mode in _ASKED:
        return _ASKED[mode]
    if code in _HOSTILE and code is not Code.ASSAULT and _offered(chosen.match.head):
        return Code.AGREE
    if code in _HOSTILE:
        return Code.THREATEN if mode is Modality.PROMISED and not denied else code
    if denied:
        return Code.REJECT
    return Code.AGREE if mode is Modality.PROMISED else code


def _offered(head: Token) -> bool:
    """Whether it is what somebody offers or agrees to do: "offered to send troops"."""
    return head.dep_ == "xcomp" and head.head.lemma_.lower() in _OFFERING


def _modal(doc: Doc, sources: frozenset[int], targets: frozenset[int]) -> Iterator[Candidate]:
    """What is put in words that make a type whatever the act is: "said that X must …", "will not …"."""
    for token in doc:
        auxiliaries = {c.lower_ for c in token.children if c.dep_ == "aux"}
        if token.pos_ not in {"VERB", "AUX"} or not auxiliaries:
            continue
        negated = any(c.dep_ == "neg" for c in token.children)
        subject = subjects_of(token)
        by_source = any(_meets(t, sources) for t in subject)
        if auxiliaries & _NECESSITY and not by_source:
            code = Code.REQUEST
        elif auxiliaries & _FUTURE and negated and by_source:
            code = Code.REJECT
        else:
            continue
        asked = any(_meets(t, targets) for t in subject)
        told = token.dep_ == "ccomp" and any(_meets(t, sources) for t in subjects_of(token.head))
        weight = 0.6 if code is Code.REJECT or told else 0.2
        yield Candidate(
            code, token, chosen=False, weight=weight, by_source=by_source or told, to_target=asked, above_both=False,
            between=_between(token.i, sources, targets), depth=sum(1 for _ in token.ancestors),
        )  # fmt: skip


def _inside(doc: Doc, span: Span, offset: int) -> frozenset[int]:
    return frozenset(t.i for t in doc if t.idx + offset < span[1] and t.idx + len(t) + offset > span[0])


def _meets(token: Token, marked: frozenset[int]) -> bool:
    near = {token.i, *(c.i for c in token.children if c.dep_ in {"compound", "amod", "poss", "appos", "nmod"})}
    near |= {c.i for c in token.conjuncts}
    return bool(near & marked)


def _between(i: int, sources: frozenset[int], targets: frozenset[int]) -> bool:
    if not sources or not targets:
        return False
    first, last = sorted((sources, targets), key=min)
    return max(first) <= i <= min(last)
