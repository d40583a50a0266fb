"""Confidence: what claims of a weight have been worth on hand-coded reports."""

from collections.abc import Callable

import pytest

from trucewatch.coding import calibration
from trucewatch.coding.calibration import calibrated
from trucewatch.monitoring.policy import load
from trucewatch.vocabulary.records import Claim


@pytest.mark.parametrize("coder", ["rules", "hybrid"])
def test_the_map_rises_and_keeps_within_shares(coder: str) -> None:
    weights, shares = zip(*calibration.points(coder), strict=True)
    assert list(weights) == sorted(set(weights))
    assert list(shares) == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1


@pytest.mark.parametrize("weight", [0.0, 0.3, 0.5, 0.61, 0.75, 0.9, 1.0])
def test_a_surer_rule_never_gives_less(weight: float) -> None:
    for coder in ("rules", "hybrid"):
        assert calibrated(weight, coder) <= calibrated(weight + 0.05, coder)


def test_at_the_points_it_is_what_was_fitted() -> None:
    points = calibration.points("hybrid")
    assert [calibrated(weight, "hybrid") for weight, _ in points] == [share for _, share in points]


def test_claims_carry_it(code: Callable[..., list[Claim]]) -> None:
    (claim,) = code("The rebels shelled the town.")
    assert claim.confidence == calibrated(1.0, "rules")


def test_the_confident_policy_leaves_room_for_the_surest_claims() -> None:
    least = load("confident").sources.least_confidence
    assert calibrated(0.5, "rules") < least <= calibrated(1.0, "rules")
    assert calibrated(0.5, "hybrid") < least <= calibrated(1.7, "hybrid")
