"""The sentences of `data/agreements.yaml`: agreements shown to have been made, and those only wished for."""

from typing import Any

import pytest

from trucewatch.casebook import load
from trucewatch.coding.agreement_nouns import data
from trucewatch.coding.told_agreements import AgreementReader, ToldAgreement
from trucewatch.language.reader import Reader
from trucewatch.vocabulary.records import Report
from trucewatch.vocabulary.when import When

PUBLISHED = "2018-12-04"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load(None))


def _told(reader: Reader, text: str) -> list[ToldAgreement]:
    report = Report("r1", "t1", text, published=PUBLISHED, language="en")
    [(sentences, memory)] = list(reader.read_all([report], lambda _: True))
    read = AgreementReader(reader.places).read
    return [told for sentence in sentences for told in read(sentence, When.parse(PUBLISHED), memory)]


@pytest.mark.parametrize("example", data()["made_examples"], ids=lambda e: e["text"])
def test_made(reader: Reader, example: dict[str, Any]) -> None:
    [one] = _told(reader, example["text"])
    assert example["called"] in one.text
    assert (one.made.edtf if one.made else None) == (str(example["made"]) if example["made"] else None)


@pytest.mark.parametrize("text", data()["not_made_examples"])
def test_not_made(reader: Reader, text: str) -> None:
    assert _told(reader, text) == []


def test_who_brokered_and_who_signed(reader: Reader) -> None:
    [one] = _told(reader, "A ceasefire brokered by Kenya and signed by Sudan and Chad in Doha on Friday has failed.")
    assert [m.name for _, m in one.roles] == ["Kenya"]
    assert [m.name for m in one.parties] == ["Sudan", "Chad"]
    assert one.at is not None
    assert one.at.text == "Doha"
