"""Two slow components of the English pipeline, made quicker without another result.

The attribute ruler and the lemmatizer look at one token at a time, but for a few pairs of words: what they said of a
word is remembered. The recogniser of names, half of the pipeline's time, is spared the sentences whose every name is
known already.
"""

from collections.abc import Callable, Iterable, Iterator
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

_Key = tuple[int, int, int]
"""A word as written, its tag, and its dependency where the ruler asks for it."""
_Value = tuple[int, ...]


class Remembered:
    """Part of speech, morphology and lemma of each token, as the ruler and the lemmatizer give them."""

    def __init__(self, nlp: Language) -> None:
        """Take the two components from a pipeline; they are asked only about words that are new."""
        self._ruler: Any = nlp.get_pipe("attribute_ruler")
        self._lemmatizer: Any = nlp.get_pipe("lemmatizer")
        _look_up_quickly(self._lemmatizer)
        self._known: dict[_Key, _Value | None] = {}
        self._existential = nlp.vocab.strings["expl"]
        self._telling = frozenset(nlp.vocab.strings[name] for name in _dependencies(self._ruler))

    def __call__(self, doc: Doc) -> Doc:
        """Set them on every token of a sentence."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 128) -> Iterator[Doc]:
        """Set them on every token of many, in order."""
        waiting = iter(stream)
        while batch := list(islice(waiting, batch_size)):
            if len(self._known) > _MOST:
                self._known.clear()
            keyed = [(doc, self._keys(doc)) for doc in batch]
            self._learn(keyed)
            for doc, keys in keyed:
                yield self._set(doc, keys)

    def _keys(self, doc: Doc) -> list[_Key]:
        rows = doc.to_array([ORTH, TAG, DEP]).tolist()
        return [(orth, tag, dep if dep in self._telling else 0) for orth, tag, dep in rows]

    def _set(self, doc: Doc, keys: list[_Key]) -> Doc:
        values = [self._known[key] for key in keys]
        if not values or None in values:
            return self._lemmatizer(self._ruler(doc))  # type: ignore[no-any-return]  # spaCy's pipes are cython
        array: Any = np.array(values, dtype=np.uint64)  # spaCy's stubs know signed ones alone
        doc.from_array(_SET, array)
        return doc

    def _learn(self, keyed: list[tuple[Doc, list[_Key]]]) -> None:
        """Ask about all new words together, each by itself; a word of a pair stays without an answer."""
        new = {key: doc[i] for doc, keys in keyed for i, key in enumerate(keys) if key not in self._known}
        paired = [key for key, token in new.items() if token.lower_ in _PAIRED or token.dep == self._existential]
        self._known |= dict.fromkeys(paired)
        for key in paired:
            del new[key]
        if not new:
            return
        [vocab] = {token.vocab for token in new.values()}
        alone = Doc(vocab, words=[token.text for token in new.values()])
        for word, token in zip(alone, new.values(), strict=True):
            word.tag, word.dep = token.tag, token.dep
        alone = self._lemmatizer(self._ruler(alone))
        self._known |= zip(new, map(tuple, alone.to_array(_SET).tolist()), strict=True)


def _dependencies(ruler: Any) -> Iterator[str]:  # noqa: ANN401 - spaCy's pipes are cython
    """The dependencies that the ruler's patterns tell apart."""
    for token in (token for entry in ruler.patterns for pattern in entry["patterns"] for token in pattern):
        asked = token.get("DEP", [])
        yield from [asked] if isinstance(asked, str) else (name for names in dict(asked).values() for name in names)


def _look_up_quickly(lemmatizer: Any) -> None:  # noqa: ANN401 - spaCy's pipes are cython
    """Turn the lists of known words, which the lemmatizer goes through from the first to the last, into sets."""
    known = lemmatizer.lookups.get_table("lemma_index")
    for part_of_speech, lemmas in list(known.items()):
        known[part_of_speech] = frozenset(lemmas)


class SparingRecogniser:
    """The recogniser of names, run only on sentences that hold a name which is not set already."""

    def __init__(self, recogniser: Any, known: Callable[[str], bool]) -> None:  # noqa: ANN401 - spaCy's pipes are cython
        """`known` tells of a capitalised word, in small letters, that it names nobody (a rank, a month)."""
        self._recogniser = recogniser
        self._known = known

    def __call__(self, doc: Doc) -> Doc:
        """Name one sentence."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 128) -> Iterator[Doc]:
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
