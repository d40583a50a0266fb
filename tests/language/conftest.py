"""One reader for all tests of language: the model takes a second to load."""

import pytest
from spacy.tokens import Doc

from trucewatch.casebook import load
from trucewatch.language.reader import Reader, ReadSentence
from trucewatch.vocabulary.records import Report


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(load(None))


class Read:
    """Reads a text of our own as a report of 4 December 2018."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def sentences(self, text: str) -> list[ReadSentence]:
        report = Report("r1", "t1", text, published="2018-12-04", language="en")
        sentences, _ = self._reader.read(report, lambda _: True)
        return sentences

    def doc(self, text: str) -> Doc:
        [sentence, *_] = self.sentences(text)
        assert sentence.doc is not None
        return sentence.doc


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    return Read(reader)
