"""Acts as the learnt model reads them, beside the rules."""

from collections.abc import Callable

import pytest

from trucewatch import learnt
from trucewatch.casebook import load
from trucewatch.codebook.rulebook import rulebook
from trucewatch.coding.acts import FROM
from trucewatch.coding.coder import Coder
from trucewatch.coding.traced import Traced
from trucewatch.vocabulary.codes import Code, Outcome, Polarity
from trucewatch.vocabulary.records import Claim, Report

WORDED_ANEW = [
    ("The rebels snatched the airfield on Sunday.", Code.COERCE, "The rebels"),
    ("The army emptied its barracks in the town on Sunday.", Code.RETREAT, "The army"),
    ("The rebels hammered the port with rockets on Sunday.", Code.ASSAULT, "The rebels"),
    ("Kenya shut its banks to the rebel leaders on Sunday.", Code.SANCTION, "Kenya"),
]
"""Acts in words that no rule has."""
BOTH = [
    "The army shelled the port on Sunday.",
    "The two governments signed a ceasefire agreement on Sunday.",
    "The rebels withdrew their fighters from the harbour on Sunday.",
    "Kenya accused Uganda of arming the rebels.",
    "The minister demanded that the rebels leave the port.",
    "Uganda rejected the plan on Sunday.",
    "Thousands of students marched through the capital on Sunday to protest.",
]
"""Acts that the rules read and the model too."""


@pytest.fixture(scope="module")
def hybrid() -> Coder:
    model = learnt.load()
    if model is None:
        pytest.skip(learnt.missing() or "")
    return Coder(load(None), model)


def coded(coder: Coder, text: str, trace: list[Traced] | None = None) -> list[Claim]:
    report = Report("r1", "t1", text, file="r1.txt", published="2018-12-04", language="en")
    [(_, _, claims)] = list(coder.code([report], trace))
    return claims


@pytest.mark.parametrize(("text", "code", "actor"), WORDED_ANEW)
def test_an_act_that_no_rule_has_becomes_a_claim(
    coder: Coder, hybrid: Coder, text: str, code: Code, actor: str
) -> None:
    assert code not in {claim.code for claim in coded(coder, text)}
    [claim] = [claim for claim in coded(hybrid, text) if claim.code is code]
    assert claim.rule == f"learnt.{code.lower()}"
    assert [mention.text for mention in claim.actors] in ([actor], [actor.removeprefix("The ")])
    assert claim.coder == "hybrid"
    assert 0 < claim.confidence <= 1


def test_a_truce_that_is_quiet_holds(hybrid: Coder) -> None:
    [claim] = coded(hybrid, "The guns have been quiet in the town for a week.")
    assert (claim.code, claim.rule) == (Code.HOLDING, "learnt.holding")


@pytest.mark.parametrize("text", BOTH)
def test_what_both_read_stays(coder: Coder, hybrid: Coder, text: str) -> None:
    by_rules = [(claim.code, claim.rule) for claim in coded(coder, text)]
    assert by_rules
    assert [(claim.code, claim.rule) for claim in coded(hybrid, text)][: len(by_rules)] == by_rules


def test_no_example_of_a_rule_is_dropped_where_the_model_agrees(
    hybrid: Coder, code: Callable[..., list[Claim]]
) -> None:
    model = learnt.load()
    assert model is not None
    agreed, dropped = 0, []
    for text in sorted({text for rule in rulebook().rules for text in rule.examples})[::3]:
        words = [(at, at + len(word)) for word in text.split() for at in [text.find(word)]]
        likely = model.acts(text, words).max(axis=0)
        both = {c.code for c in code(text) if c.code and likely[model.act_codes.index(c.code)] >= FROM}
        agreed += len(both)
        dropped += [(text, missing) for missing in sorted(both - {c.code for c in coded(hybrid, text)})]
    assert agreed > 20
    assert dropped == []


def test_without_learnt_parts_there_are_rules_only(coder: Coder) -> None:
    texts = [*(text for text, _, _ in WORDED_ANEW), *BOTH]
    claims = [claim for text in texts for claim in coded(coder, text)]
    assert claims
    assert {claim.coder for claim in claims} == {"rules"}
    assert not [claim.rule for claim in claims if (claim.rule or "").startswith("learnt.")]


def test_no_word_tells_one_act_twice(hybrid: Coder) -> None:
    trace: list[Traced] = []
    for text, _, _ in WORDED_ANEW:
        coded(hybrid, text, trace)
    heads = [(t.report_id, id(t), c.match.head.i, c.code) for t in trace for c in t.chosen]
    assert heads
    assert len(heads) == len(set(heads))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The army has not emptied its barracks in the town.", "learnt.retreat"),
    ],
)
def test_a_denied_act_in_new_words_is_denied(hybrid: Coder, text: str, rule: str) -> None:
    assert [(claim.rule, claim.polarity) for claim in coded(hybrid, text)] == [(rule, Polarity.DENY)]


def test_the_same_in_any_company(hybrid: Coder) -> None:
    text = WORDED_ANEW[0][0]
    alone = [c.rule for c in coded(hybrid, text)]
    reports = [Report(f"r{i}", "", t, language="en") for i, t in enumerate((BOTH[0], text, BOTH[1]))]
    found = list(hybrid.code(reports))
    assert [claim.rule for claim in found[1][2]] == alone
    assert all(outcome.outcome is Outcome.CODED for _, outcomes, _ in found for outcome in outcomes)
