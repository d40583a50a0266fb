"""Why a claim says what it says: which rule fired on which words, how each slot was filled, what was rejected.

An account is read off the parse and the trace that coding leaves; nothing of it is stored.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from spacy.tokens import Doc, Token

from trucewatch.casebook import Knowledge
from trucewatch.codebook.definitions import codes
from trucewatch.codebook.rulebook import Rule, rulebook
from trucewatch.coding.matching import Matcher
from trucewatch.coding.predicates import lemma
from trucewatch.coding.selection import MOST_IN_A_SENTENCE, Chosen, Refused
from trucewatch.coding.traced import Traced
from trucewatch.learnt import HYBRID
from trucewatch.pipeline import accounts_grammar as grammar
from trucewatch.vocabulary.records import Claim, Mention


@dataclass(frozen=True, slots=True)
class Filled:
    """One filler of a slot: the words, how they stand to what fired, whom they stand for, and which party that is."""

    slot: str
    text: str
    how: str
    stands_for: str | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A rule that was tried in the sentence and made no claim. `weight` is None where it did not fit at all."""

    rule: str
    words: str
    why: str
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One claim's account. `rule` is None for a sourced statement that no code fits."""

    claim_id: str
    rule: str | None
    gloss: str
    fired: tuple[str, ...]
    asks: tuple[str, ...]
    confidence: str
    put: tuple[str, ...]
    slots: tuple[Filled, ...]
    rejected: tuple[Rejected, ...]


_NOT_CODED = "A statement with a named source; no rule's predicate in it became a claim."
_ASKS: tuple[tuple[str, str], ...] = (
    ("object", "an object of the class"),
    ("object_words", "an object that is one of"),
    ("object_kinds", "an object that is a"),
    ("object_not", "no object of the class"),
    ("subject", "a subject of the class"),
    ("subject_kinds", "a subject that is a"),
    ("subject_phrase", "a subject with the words"),
    ("subject_not", "no subject of the class"),
    ("below", "in its clause something of the class"),
    ("requires_words", "one of the words"),
    ("requires_negation", "a negation"),
    ("no_object", "no object"),
    ("requires_agent", "a phrase that says by whom"),
    ("future_only", "a future tense"),
    ("preposition", "a phrase after"),
    ("preposition_not", "no phrase after"),
)
_TOGETHER = {"object": ("object", "object_kinds"), "subject": ("subject", "subject_kinds")}
"""Fields of which one must be met: they are lifted together to see whether they are what is missing."""
_NO_PREDICATES = frozenset({"amod", "compound", "aux", "auxpass"})
_NOTHING: dict[str, Any] = {
    name: getattr(Rule, name, None) for name in ("requires_negation", "no_object", "requires_agent", "future_only")
}


def accounts(traced: Traced, matcher: Matcher, knowledge: Knowledge) -> Iterator[tuple[Claim, Account]]:
    """Every claim of a sentence with its account."""
    if traced.sentence.doc is None:
        return
    rejected = tuple(_rejected(traced, traced.sentence.doc, matcher))
    makers: list[Chosen | None] = [*traced.chosen]
    makers += [None] * (len(traced.drafts) - len(makers))
    for maker, claims in zip(makers, traced.drafts, strict=True):
        for claim in claims:
            yield claim, _account(claim, maker, traced, knowledge, rejected)


def _account(
    claim: Claim, maker: Chosen | None, traced: Traced, knowledge: Knowledge, rejected: tuple[Rejected, ...]
) -> Account:
    slots = tuple(_slots(claim, maker, traced, knowledge))
    if maker is None:
        return Account(claim.claim_id, None, _NOT_CODED, (), (), _confidence(claim, None), (), slots, rejected)
    match = maker.match
    return Account(
        claim.claim_id,
        match.rule.id,
        codes()[maker.code].gloss,
        tuple(grammar.fired(match)),
        tuple(_asks(match.rule)),
        _confidence(claim, maker),
        tuple(grammar.put(maker, traced.sentence)),
        slots,
        rejected,
    )


def _confidence(claim: Claim, maker: Chosen | None) -> str:
    if maker is None:
        return f"{claim.confidence:.2f}, that of every statement without a code"
    match, weight = maker.match, maker.weight
    if match.rule.learnt:
        return f"{claim.confidence:.2f}: so often are acts right that the learnt model finds {weight:.2f} likely"
    if claim.coder == HYBRID:
        return (
            f"{claim.confidence:.2f}: so often are claims right where a rule that weighs {match.weight:.2f} and the "
            f"learnt model come to {weight:.2f} together"
        )
    place = "" if weight == match.weight else f", {weight:.2f} where it stands in the sentence"
    return f"{claim.confidence:.2f}: so often are claims right of a rule that weighs {match.weight:.2f}{place}"


def _slots(claim: Claim, maker: Chosen | None, traced: Traced, knowledge: Knowledge) -> Iterator[Filled]:
    match = maker.match if maker else None

    def filled(slot: str, mention: Mention, how: str) -> Filled:
        return Filled(slot, mention.text, how, grammar.stands_for(mention), _party(mention, knowledge))

    if claim.speaker is not None:
        yield filled("speaker", claim.speaker, grammar.speaks(claim.speaker, match, traced.sentence))
    for mention in claim.via:
        yield filled("via", mention, "named beside the verb of saying, or as who quotes the speaker")
    for slot in ("actors", "recipients", "places"):
        for mention in getattr(claim, slot):
            yield filled(slot[:-1], mention, grammar.stands(mention, match, traced.sentence))
    if claim.date and maker is not None:
        yield Filled("date", claim.date, grammar.dated(maker, traced))
    for number in claim.numbers:
        yield Filled("number", number.text, f"counts {number.what.replace('_', ' ')} in the same clause")


def _party(mention: Mention, knowledge: Knowledge) -> str | None:
    entry = knowledge.parties.get(mention.party) if mention.party else None
    if entry is not None:
        return f"{entry.name} ({entry.key})"
    return mention.party


# ---- what was rejected


def _rejected(traced: Traced, doc: Doc, matcher: Matcher) -> Iterator[Rejected]:
    heads = {c.match.head.i for c in (*traced.chosen, *(r.chosen for r in traced.refused))}
    for refused in sorted(traced.refused, key=lambda r: r.chosen.match.head.i):
        match = refused.chosen.match
        yield Rejected(match.rule.id, " … ".join(grammar.fired(match)), _refusal(refused), refused.chosen.weight)
    for token in doc:
        if token.i not in heads and token.pos_ in {"VERB", "AUX"} and token.dep_ not in _NO_PREDICATES:
            yield from _misfits(token, matcher)


def _refusal(refused: Refused) -> str:
    if refused.why == "same act" and refused.instead is not None:
        other = refused.instead.match
        return f"tells the same act as {other.rule.id} on “{' … '.join(grammar.fired(other))}”, which is surer"
    if refused.why == "too many":
        return f"at most {MOST_IN_A_SENTENCE} claims are taken from a sentence, the surest ones"
    return f"too weak where it stands: {refused.chosen.weight:.2f}, and {refused.least:.2f} is needed"


def _misfits(token: Token, matcher: Matcher) -> Iterator[Rejected]:
    """The rules for this verb that miss one thing, each with that."""
    for words, rule in rulebook().verbs.get(lemma(token), ()):
        if len(words) > 1 and words[1] not in {t.lower_ for t in token.sent}:
            continue
        why = _missing(token, rule, words, matcher)
        if why is not None:
            yield Rejected(rule.id, token.text, why)


def _missing(token: Token, rule: Rule, words: tuple[str, ...], matcher: Matcher) -> str | None:
    """The one thing that a rule misses at a verb; None where it fits, or misses several."""
    if matcher.try_verb(token, rule, words) is not None:
        return None
    for name, text in _ASKS:
        lifted = {field: _NOTHING.get(field, type(getattr(rule, field))()) for field in _TOGETHER.get(name, (name,))}
        if getattr(rule, name) and matcher.try_verb(token, replace(rule, **lifted), words) is not None:
            return f"asks for {text}{_values(getattr(rule, name))}"
    return None


def _asks(rule: Rule) -> Iterator[str]:
    for name, text in _ASKS:
        if value := getattr(rule, name):
            yield f"{text}{_values(value)}"


def _values(value: object) -> str:
    if isinstance(value, bool):
        return ""
    if isinstance(value, dict):
        return " " + ", ".join(f"“{prep}” of the class {' or '.join(classes)}" for prep, classes in value.items())
    named: Sequence[str] = value if isinstance(value, tuple) else ()
    shown = " or ".join(name.replace("_", " ") for name in named[:6])
    return f" {shown}{' …' if len(named) > 6 else ''}"
