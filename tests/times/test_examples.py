"""The sentences in examples.yaml, and laws that hold on them."""

from importlib import resources
from typing import Any

import pytest
import yaml

from trucewatch.times import find
from trucewatch.times.patterns import PATTERNS
from trucewatch.times.starts import WORD, begun, first_of
from trucewatch.vocabulary.when import When

EXAMPLES: list[dict[str, Any]] = yaml.safe_load(
    resources.files("trucewatch.times").joinpath("examples.yaml").read_text("utf-8")
)


def _edtf(value: object) -> str | None:
    return None if value is None else str(value)


@pytest.mark.parametrize("example", EXAMPLES, ids=[e["text"][:50] for e in EXAMPLES])
def test_an_example_means_what_it_says(example: dict[str, Any]) -> None:
    anchor = When.parse(str(example["anchor"]))
    found = {}
    for mention in find(example["text"]):
        when = mention.resolve(anchor, example.get("tense"))
        found[mention.text] = when.edtf if when else None
    assert {text: _edtf(value) for text, value in example["find"].items()} == found


@pytest.mark.parametrize("example", [e for e in EXAMPLES if "relation" in e], ids=lambda e: e["text"][:50])
def test_an_example_has_its_relation(example: dict[str, Any]) -> None:
    assert example["relation"] in [mention.relation for mention in find(example["text"])]


@pytest.mark.parametrize("example", EXAMPLES, ids=[e["text"][:50] for e in EXAMPLES])
def test_only_the_patterns_that_can_begin_there_are_left_out(example: dict[str, Any]) -> None:
    text = example["text"]
    for word in WORD.finditer(text):
        whole, part = first_of(PATTERNS, text, word.start()), begun(text, word)
        assert (whole and (whole[0], whole[1].end())) == (part and (part[0], part[1].end())), word[0]


@pytest.mark.parametrize("example", EXAMPLES, ids=[e["text"][:50] for e in EXAMPLES])
def test_a_sentence_reads_the_same_inside_a_text(example: dict[str, Any]) -> None:
    padding = "The market was open as usual and nobody spoke of anything at all there. " * 3
    alone = [(m.text, m.form, m.relation) for m in find(example["text"])]
    inside = [(m.text, m.form, m.relation) for m in find(f"{padding}{example['text']} {padding}")]
    assert alone == inside
