from typing import Any

import pytest

from tests.language.conftest import Read
from trucewatch.language.quantities import quantities, quantity_examples


@pytest.mark.parametrize("example", quantity_examples(), ids=lambda e: e["text"])
def test_example(read: Read, example: dict[str, Any]) -> None:
    found = [q for _, q in quantities(read.doc(example["text"]))]
    assert (example["what"], example["min"], example["max"], example["unit"]) in [
        (q.what, q.min, q.max, q.unit) for q in found
    ]


@pytest.mark.parametrize(
    "text", ["A three-way summit was held.", "It happened in 2017.", "It is the first of its kind."]
)
def test_not_a_quantity(read: Read, text: str) -> None:
    assert quantities(read.doc(text)) == []
