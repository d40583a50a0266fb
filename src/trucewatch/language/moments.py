"""When: the time expressions of a sentence, each with the token it hangs on."""

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from trucewatch.times import TimeMention, find
from trucewatch.vocabulary.when import When

_TIMES = "times"

Tense = Literal["past", "future"]


@dataclass(slots=True)
class Moment:
    """A time expression and the first token of its phrase that hangs on something outside it."""

    mention: TimeMention
    root: Token

    def resolve(self, anchor: When | None, tense: Tense | None) -> When | None:
        """The days meant, seen from the days of publication."""
        if anchor is None and not self.mention.is_absolute:
            return None
        return self.mention.resolve(anchor or When(None, None), tense)


def times_of(doc: Doc) -> list[TimeMention]:
    """Every time expression of a sentence, looked for once."""
    found: list[TimeMention] | None = doc.user_data.get(_TIMES)
    if found is None:
        found = doc.user_data[_TIMES] = find(doc.text)
    return found


def moments(doc: Doc) -> list[Moment]:
    """Every time expression of a sentence, in the order of the text."""
    found = []
    for mention in times_of(doc):
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None:
            found.append(Moment(mention, span.root))
    return found


def tense_of(verb: Token) -> Tense | None:
    """Whether the clause looks back or ahead."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if auxiliaries & {"will", "'ll", "shall", "would", "must", "should", "may", "can"}:
        return "future"
    if verb.tag_ in {"VBD", "VBN"} or auxiliaries & {"had", "was", "were", "did", "has", "have"}:
        return "past"
    if verb.tag_ in {"VB", "VBG"} and verb.dep_ in {"xcomp", "ccomp", "advcl", "acl", "pcomp"}:
        return "future" if "to" in auxiliaries else tense_of(verb.head) if verb.head.i != verb.i else None
    return None
