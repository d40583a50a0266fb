"""The recogniser over a batch names what spaCy's own names, around names that are set already."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from trucewatch.language.parse import load_model
from trucewatch.language.recogniser import Recogniser, fits

_SENTENCES = [
    "Ana Silva, the head of the United Nations mission in Kenya, met General Omar Diallo on 3 May 2019.",
    "The Red River Front said that 1,200 of its men had left Port Harcourt.   They went north on Friday night.",
    "NAIROBI: THE AFRICAN UNION AND THE KENYAN ARMY SIGNED THE LAKE ACCORD.",
    "Nobody spoke.",
]
_WORDS = [
    "Ana",
    "Silva",
    "the",
    "United",
    "Nations",
    "in",
    "Nakuru",
    "on",
    "Monday",
    "3",
    "of",
    ",",
    "Army",
    " ",
    "said",
]
_LABELS = ["PERSON", "ORG", "GPE", "DATE"]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


def _named(docs: Sequence[Doc]) -> list[list[tuple[str, str]]]:
    return [[(token.ent_iob_ if token.ent_type_ else "O", token.ent_type_) for token in doc] for doc in docs]


def _both(nlp: Language, ours: Sequence[Doc], theirs: Sequence[Doc]) -> None:
    spacys: Any = nlp.get_pipe("ner")
    assert fits(spacys)
    recogniser = Recogniser(spacys)
    recogniser.set_annotations(ours, recogniser.predict(ours))
    spacys.set_annotations(theirs, spacys.predict(theirs))
    assert _named(theirs) == _named(ours)


def test_a_batch_is_named_as_spacy_names_it(nlp: Language) -> None:
    with nlp.select_pipes(enable=["tok2vec", "tagger", "parser"]):
        ours, theirs = list(nlp.pipe(_SENTENCES)), list(nlp.pipe(_SENTENCES))
    _both(nlp, ours, theirs)
    assert any(doc.ents for doc in ours)


@settings(deadline=None, max_examples=30)  # a model runs in it
@given(data=st.data())
def test_names_set_already_stay_and_bound_the_others(nlp: Language, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=12))
    marks = data.draw(st.lists(st.sampled_from(["", "", *_LABELS]), min_size=len(words), max_size=len(words)))
    starts = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    sizes = data.draw(st.lists(st.integers(1, 3), min_size=len(words), max_size=len(words)))
    docs = []
    for _ in range(2):
        doc = Doc(nlp.vocab, words=words, sent_starts=[i == 0 or start for i, start in enumerate(starts)])
        spans, free = list[Span](), 0
        for i, (label, size) in enumerate(zip(marks, sizes, strict=True)):
            if label and i >= free:
                free = min(i + size, len(words))
                spans.append(Span(doc, i, free, label=label))
        doc.ents = tuple(spans)
        docs.append(doc)
    ours, theirs = docs
    _both(nlp, [ours], [theirs])
    assert {(e.start, e.end, e.label_) for e in spans} <= {(e.start, e.end, e.label_) for e in ours.ents}
