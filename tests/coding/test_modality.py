import pytest

from trucewatch.casebook import load
from trucewatch.coding.modality import modality, modality_examples, polarity
from trucewatch.language.reader import Reader
from trucewatch.vocabulary.records import Report


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load(None))


@pytest.mark.parametrize("example", modality_examples(), ids=lambda e: e["text"])
def test_example(reader: Reader, example: dict[str, str]) -> None:
    sentences, _ = reader.read(Report("r", "t", example["text"], language="en"), lambda _: True)
    doc = sentences[0].doc
    assert doc is not None
    wanted = {example["head"]} if "head" in example else {"withdraw", "leave", "halt"}
    head = next(t for t in doc if t.lemma_ in wanted)
    assert (str(modality(head)), str(polarity(head, []))) == (example["modality"], example["polarity"])
