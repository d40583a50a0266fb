"""Every rule's example sentences, and those of the codes, run through the coder."""

from collections.abc import Callable

import pytest

from trucewatch.codebook.rulebook import rulebook
from trucewatch.vocabulary.codes import Code
from trucewatch.vocabulary.records import Claim

EXAMPLES = [(rule.id, rule.code, text) for rule in rulebook().rules for text in rule.examples]


def test_every_rule_that_can_stand_alone_has_an_example() -> None:
    bare = [r.id for r in rulebook().rules if not r.examples and r.weight >= 0.5 and not r.id.endswith(".noun")]
    assert bare == ["agree.commit", "reject.not_agree"]


@pytest.mark.parametrize(
    ("rule", "expected", "text"), EXAMPLES, ids=[f"{r}-{i}" for i, (r, _, _) in enumerate(EXAMPLES)]
)
def test_example(code: Callable[..., list[Claim]], rule: str, expected: Code, text: str) -> None:
    found = [(c.code, c.rule) for c in code(text)]
    assert expected in [c for c, _ in found], f"{rule}: {found}"
