"""Two slow components of the English pipeline, made quicker without another result.

The attribute ruler and the lemmatizer look at one token at a time, but for a few pairs of words: what they said of a
word is remembered. The recogniser of names, half of the pipeline's time, is spared the sentences whose every name is
known already.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span

from trucewatch.language.moments import times_of

_PAIRED = frozenset({"ai", "gon", "got", "let", "c'm", "y", "y'"})
"""First words of the ruler's few patterns over two tokens."""
_MOST = 200_000
"""Words remembered, with tag and dependency; then it begins anew."""

_SET = [POS, MORPH, LEMMA]

_Component = Callable[[Doc], Doc]


class Remembered:
    """Part of speech, morphology and lemma of each token, as the ruler and the lemmatizer give them."""

    def __init__(self, nlp: Language) -> None:
        """Take the two components from a pipeline; they are asked only about words that are new."""
        self._ruler: _Component = nlp.get_pipe("attribute_ruler")
        self._lemmatizer: _Component = nlp.get_pipe("lemmatizer")
        self._known: dict[tuple[int, int, int], tuple[int, int, int]] = {}
        self._existential = nlp.vocab.strings["expl"]

    def __call__(self, doc: Doc) -> Doc:
        """Set them on every token."""
        if not len(doc) or self._has_pairs(doc):
            return self._lemmatizer(self._ruler(doc))
        if len(self._known) > _MOST:
            self._known.clear()
        keys = [tuple(row) for row in doc.to_array([ORTH, TAG, DEP]).tolist()]
        values = [self._known.get(key) or self._learn(doc, i, key) for i, key in enumerate(keys)]
        array: Any = np.array(values, dtype=np.uint64)  # spaCy's stubs know signed ones alone
        doc.from_array(_SET, array)
        return doc

    def _has_pairs(self, doc: Doc) -> bool:
        return any(t.dep == self._existential or t.lower_ in _PAIRED for t in doc)

    def _learn(self, doc: Doc, at: int, key: tuple[int, int, int]) -> tuple[int, int, int]:
        token = doc[at]
        alone = Doc(doc.vocab, words=[token.text], spaces=[False])
        alone[0].tag, alone[0].dep = token.tag, token.dep
        alone = self._lemmatizer(self._ruler(alone))
        pos, morph, word = alone.to_array(_SET)[0].tolist()
        found = (pos, morph, word)
        self._known[key] = found
        return found


class SparingRecogniser:
    """The recogniser of names, run only on sentences that hold a name which is not set already."""

    def __init__(self, recogniser: Any, known: Callable[[str], bool]) -> None:  # noqa: ANN401 - spaCy's pipes are cython
        """`known` tells of a capitalised word, in small letters, that it names nobody (a rank, a month)."""
        self._recogniser = recogniser
        self._known = known

    def __call__(self, doc: Doc) -> Doc:
        """Name one sentence."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Sequence[Doc] | Iterator[Doc], batch_size: int = 128) -> Iterator[Doc]:
        """Name many, in order."""
        waiting = iter(stream)
        while batch := list(islice(waiting, batch_size)):
            asked: list[Doc] = []
            for doc in batch:
                if self._has_news(doc):
                    asked.append(doc)
                else:
                    _set_times(doc)
            if asked:
                self._recogniser.set_annotations(asked, self._recogniser.predict(asked))
            yield from batch

    def _has_news(self, doc: Doc) -> bool:
        return any(
            t.pos_ == "PROPN" and not t.ent_type and t.text[0].isupper() and not self._known(t.lower_) for t in doc
        )


def _set_times(doc: Doc) -> None:
    """Label the expressions of time, which the recogniser would have done."""
    taken = {t.i for t in doc if t.ent_type}
    spans = [doc.char_span(m.start, m.end, label="DATE") for m in times_of(doc)]
    doc.ents = (*doc.ents, *(s for s in spans if isinstance(s, Span) and taken.isdisjoint(t.i for t in s)))
