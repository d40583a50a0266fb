"""The example sentences of the codebook, run through the coder."""

from collections.abc import Callable

import pytest

from trucewatch.codebook.definitions import codes, provisions
from trucewatch.vocabulary.codes import ProvisionClass
from trucewatch.vocabulary.records import Claim

# Sentences of the codebook that the coder does not read rightly yet. A sentence leaves the list when it does.
MISSED_CODES = frozenset(
    {
        "Hundreds of fighters handed in their weapons.",
        "Residents blocked the road to protest against the shelling.",
    },
)
MISSED_MODES = frozenset[str]()
MISSED_CLASSES = frozenset(
    {
        "The protocol foresees joint patrols along the river.",
        "The parties undertake to fight smuggling together.",
        "The armed opposition undertakes to cut its ties with the jihadists.",
    },
)

EXAMPLES = [example for definition in codes().values() for example in definition.examples]
PROVISIONS = [(d.class_, text) for d in provisions().values() for text in d.examples]


@pytest.mark.parametrize("text", [e.text for e in EXAMPLES])
def test_code(code: Callable[..., list[Claim]], text: str) -> None:
    example = next(e for e in EXAMPLES if e.text == text)
    right = example.code in [c.code for c in code(text)]
    assert right is (text not in MISSED_CODES)


@pytest.mark.parametrize("text", [e.text for e in EXAMPLES if e.mode and e.text not in MISSED_CODES])
def test_mode(code: Callable[..., list[Claim]], text: str) -> None:
    example = next(e for e in EXAMPLES if e.text == text)
    right = (example.code, example.mode) in [(c.code, c.mode) for c in code(text)]
    assert right is (text not in MISSED_MODES)


@pytest.mark.parametrize(("class_", "text"), PROVISIONS)
def test_provision_class(code: Callable[..., list[Claim]], class_: ProvisionClass, text: str) -> None:
    right = class_ in [c.terms.class_ for c in code(text) if c.terms]
    assert right is (text not in MISSED_CLASSES)
