"""Speech that the grammar misses, heard by the learnt model: only where a sentence has no speaker by the rules."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Protocol

from spacy.tokens import Doc, Span, Token

from trucewatch.language.names import Memory
from trucewatch.language.speech import Speech, can_speak
from trucewatch.language.words import speech_verbs
from trucewatch.learnt import Model, Quotation
from trucewatch.vocabulary.records import Mention

SURE = 0.8
"""How sure the model must be: on reports in their own voice it hears speech too often (docs/concepts/learnt.md)."""
_MOST = 0.5
"""Share of a sentence's words that must be what is said."""


class Heard(Protocol):
    """A sentence as the reader has it; `speeches` and `carried` are what is filled in."""

    start: int
    end: int
    paragraph: int
    text: str
    shift: int
    speeches: list[Speech]
    carried: list[Mention]
    doc: Doc | None


def listen(model: Model, text: str, sentences: Sequence[Heard], memory: Memory) -> None:
    """Give sentences without a speaker the one that the model hears. `sentences` are parsed, in reading order."""
    paragraphs = [list(group) for _, group in groupby(sentences, key=lambda s: s.paragraph)]
    wanted = [group for group in paragraphs if any(_may_be_spoken(s) for s in group)]
    texts = [text[group[0].start : group[-1].end] for group in wanted]
    for group, found in zip(wanted, model.quotations_in(texts), strict=True):
        for sentence in group:
            if _may_be_spoken(sentence):
                _hear(sentence, group, [q for q in found if q.confidence >= SURE and q.source], memory)


def _may_be_spoken(sentence: Heard) -> bool:
    if sentence.speeches or sentence.carried:
        return False
    words = {t.lemma_.lower() for t in sentence.doc or ()}
    return '"' in sentence.text or "“" in sentence.text or not words.isdisjoint(speech_verbs("say"))


def _hear(sentence: Heard, group: Sequence[Heard], found: Sequence[Quotation], memory: Memory) -> None:
    base = group[0].start
    words = [t for t in sentence.doc or () if t.is_alpha]
    for quotation in found:
        content = list(_tokens(sentence, quotation.content, base))
        if sum(t.is_alpha for t in content) < max(1, _MOST * len(words)):
            continue
        for place in group:
            source = list(_tokens(place, quotation.source[:1], base))
            head = Span(source[0].doc, source[0].i, source[-1].i + 1).root if source else None
            if head is None or not can_speak(head, memory):
                continue
            if place is sentence:
                cue = next((t for t in _tokens(sentence, quotation.cue, base) if t.pos_ == "VERB"), head)
                inside = frozenset(t.i for t in content if t.i != cue.i)
                sentence.speeches = [Speech(cue, memory.mentions(head), inside)]
            else:
                sentence.carried = memory.mentions(head)
            return


def _tokens(sentence: Heard, spans: Sequence[tuple[int, int]], base: int) -> Iterator[Token]:
    """The tokens of a sentence inside spans of its paragraph, which begins at `base` in the report."""
    offset = sentence.start + sentence.shift - base
    for token in sentence.doc or ():
        at = token.idx + offset
        if any(start <= at < end for start, end in spans):
            yield token
