"""What agreements prescribe: told in the present tense, or pledged."""

from collections.abc import Callable

import pytest

from trucewatch.vocabulary.codes import ClaimKind, Force, ProvisionClass
from trucewatch.vocabulary.records import Claim

Code = Callable[..., list[Claim]]
DEAL = "Kenya and Uganda signed a ceasefire agreement in Nairobi on Sunday. "


def _of(claims: list[Claim], words: str) -> list[Claim]:
    return [c for c in claims if words in c.quote and c.terms is not None and c.terms.class_ is not None]


@pytest.mark.parametrize(
    ("told", "class_"),
    [
        ("The Kenyan army withdraws its soldiers from the border posts.", ProvisionClass.WITHDRAW_FORCES),
        ("Uganda releases 40 prisoners at the bridge.", ProvisionClass.PRISONER_EXCHANGE),
        ("The army will surrender its weapons to the monitors.", ProvisionClass.DISARM),
        ("The army will surrender its heavy weapons to the monitors.", ProvisionClass.HEAVY_WEAPONS),
        ("Both sides agreed to let food convoys pass the bridge.", ProvisionClass.HUMANITARIAN_ACCESS),
        ("Both sides undertook to refrain from violence.", ProvisionClass.CESSATION),
    ],
)
def test_what_an_agreement_prescribes_is_a_provision(code: Code, told: str, class_: ProvisionClass) -> None:
    [claim, *_] = _of(code(DEAL + told), told)
    assert claim.terms is not None
    assert claim.terms.class_ is class_
    assert claim.terms.force is not None
    assert claim.terms.does


def test_the_simple_present_prescribes_only_where_a_report_tells_of_an_agreement(code: Code) -> None:
    told = "The Kenyan army withdraws its soldiers from the border posts."
    [under_it] = _of(code(DEAL + told), told)
    assert under_it.kind is ClaimKind.COMMITMENT
    assert [c.kind for c in code("The envoy flew home on Sunday. " + told) if c.quote == told] == [ClaimKind.EVENT]


@pytest.mark.parametrize(
    "told",
    [
        "The Kenyan army withdrew its soldiers from the border posts.",
        "The Kenyan army is withdrawing its soldiers from the border posts.",
        "The Kenyan army does not withdraw its soldiers from the border posts.",
    ],
)
def test_what_happens_is_no_promise(code: Code, told: str) -> None:
    assert ClaimKind.COMMITMENT not in {c.kind for c in code(DEAL + told) if c.quote == told}


@pytest.mark.parametrize("told", ["Kenyan troops surround most of the town.", "The army will not reinforce its lines."])
def test_where_troops_stand_is_no_promise_and_to_stay_put_is_to_hold_fire(code: Code, told: str) -> None:
    found = {
        c.terms.class_ for c in code(DEAL + told) if c.quote == told and c.kind is ClaimKind.COMMITMENT and c.terms
    }
    assert found == ({ProvisionClass.CESSATION} if "not" in told else set())


@pytest.mark.parametrize(("told", "timed"), [("for three weeks", True), ("after three weeks of talks", False)])
def test_a_truce_lasts_as_long_as_is_said_of_it(code: Code, told: str, timed: bool) -> None:  # noqa: FBT001 - from the examples
    text = f"Kenya and Uganda agreed a ceasefire on Sunday {told}."
    assert any(c.terms and c.terms.duration for c in code(text) if c.kind is ClaimKind.AGREEMENT) is timed


def test_a_pledge_to_hold_fire_forbids(code: Code) -> None:
    told = "Both sides undertook to refrain from violence."
    assert {c.terms.force for c in _of(code(DEAL + told), told) if c.terms} == {Force.PROHIBITION}
