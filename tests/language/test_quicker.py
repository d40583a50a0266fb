"""The quicker components say what spaCy's own say."""

import spacy
from spacy.tokens import Doc

from trucewatch.language.parse import load_model
from trucewatch.language.quicker import Remembered, SparingRecogniser

_SENTENCES = [
    "There are two gunmen behind the mosque, but they've left; there's nothing more to see.",
    "The rebels shelled the shelling's victims, and the left left.",
    "We're gonna let's see what he got ta do, y'all.",
    "Clashes clash: the leaves he leaves fell on the felled trees near Felling.",
    "",
]


def _tagged(nlp: spacy.Language) -> list[Doc]:
    with nlp.select_pipes(enable=["tok2vec", "tagger", "parser"]):
        return list(nlp.pipe(_SENTENCES * 2))


def test_remembered_words_are_what_the_ruler_and_the_lemmatizer_say() -> None:
    nlp = load_model()
    quick, plain = _tagged(nlp), _tagged(nlp)
    remembered = Remembered(nlp)
    for ours, theirs in zip(quick, plain, strict=True):
        remembered(ours)
        nlp.get_pipe("lemmatizer")(nlp.get_pipe("attribute_ruler")(theirs))
        assert [(t.pos_, t.lemma_, str(t.morph)) for t in ours] == [(t.pos_, t.lemma_, str(t.morph)) for t in theirs]
        assert [(t.head.i, t.dep_) for t in ours] == [(t.head.i, t.dep_) for t in theirs]


def test_a_word_first_met_in_a_batch_is_known_in_the_next_one() -> None:
    nlp = load_model()
    apart, together = _tagged(nlp), _tagged(nlp)
    remembered, other = Remembered(nlp), Remembered(nlp)
    one_by_one = [remembered(doc) for doc in apart]
    in_batches = list(other.pipe(together, batch_size=3))
    assert [d.text for d in in_batches] == _SENTENCES * 2
    for ours, theirs in zip(in_batches, one_by_one, strict=True):
        assert [(t.pos_, t.lemma_, str(t.morph)) for t in ours] == [(t.pos_, t.lemma_, str(t.morph)) for t in theirs]


def test_sentences_without_an_unknown_name_are_spared_and_keep_their_order() -> None:
    nlp = load_model()
    asked: list[str] = []

    class Recogniser:
        def predict(self, docs: list[Doc]) -> list[Doc]:
            asked.extend(d.text for d in docs)
            return docs

        def set_annotations(self, docs: list[Doc], _: list[Doc]) -> None:
            assert docs

    with nlp.select_pipes(disable=["ner"]):
        docs = list(nlp.pipe(["General Mladen spoke.", "The general spoke on Monday.", "Ratko left."]))
    sparing = SparingRecogniser(Recogniser(), {"general", "monday"}.__contains__)
    assert [d.text for d in sparing.pipe(docs, batch_size=2)] == [d.text for d in docs]
    assert asked == ["General Mladen spoke.", "Ratko left."]
    assert [(e.text, e.label_) for e in docs[1].ents] == [("Monday", "DATE")]
