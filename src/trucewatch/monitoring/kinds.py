"""Acts by all that a policy asks of them, as one number: a policy is asked once for each kind, not for each act."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from trucewatch.monitoring import attribution
from trucewatch.monitoring.evidence import Basis, Bearing, Evidence, Truth
from trucewatch.monitoring.policy import Events, Policy
from trucewatch.vocabulary.codes import Attribution

Rows = NDArray[np.int64]

TRUTHS = (Truth.NO, Truth.UNKNOWN, Truth.YES)
"""Answers by number, as `areas.NUMBERS` has them."""
ATTRIBUTIONS = (Attribution.UNATTRIBUTED, Attribution.SUSPECTED, Attribution.KNOWN)
_SHAPE = (len(TRUTHS), len(TRUTHS), 2, len(ATTRIBUTIONS), 2)
COUNT = int(np.prod(_SHAPE))


def numbers(bound: Rows, in_zone: Rows, excepted: Rows, attributed: Rows, opposed: Rows) -> Rows:
    """Kinds from answers by number: two of `TRUTHS`, whether excepted, one of `ATTRIBUTIONS`, whether opposed."""
    found: Rows = (((bound * 3 + in_zone) * 2 + excepted) * 3 + attributed) * 2 + opposed
    return found


def model(kind: int) -> Evidence:
    """An act of a kind, told by nobody."""
    bound, in_zone, excepted, attributed, opposed = (int(n) for n in np.unravel_index(kind, _SHAPE))
    return Evidence(
        "an act", "nobody", Bearing.REFUTES, Basis.EVENT,
        bound=TRUTHS[bound], in_zone=TRUTHS[in_zone], exception_claimed=bool(excepted),
        attribution=ATTRIBUTIONS[attributed], opposed=bool(opposed),
    )  # fmt: skip


class Rules:
    """What a policy makes of each kind: 0, it counts, or the number from 1 of the reason why it does not.

    `alone` is where an act is all that is told of its event, `outside` whatever else is told of it; `named` and `known`
    say whether it names who did it, and whether somebody not opposed to them does.
    """

    def __init__(self, rules: Events) -> None:
        """Ask about every kind."""
        policy = Policy(name="these events", description="", events=rules)
        known: dict[str | None, int] = {None: 0, attribution.ALLEGED: 1, attribution.NOBODY: 2}
        models = [model(kind) for kind in range(COUNT)]
        outside = [attribution.outside(each, policy) for each in models]
        alone = [attribution.attribution([each], policy) or why for each, why in zip(models, outside, strict=True)]
        self.outside, self.alone = (
            np.array([known.setdefault(why, len(known)) for why in column], dtype=np.int64)
            for column in (outside, alone)
        )
        self.named = np.array([each.attribution is not Attribution.UNATTRIBUTED for each in models])
        self.known = np.array([each.attribution is Attribution.KNOWN and not each.opposed for each in models])
        self.reasons = tuple(why or "" for why in known)


@lru_cache(maxsize=64)
def rules_of(events: Events) -> Rules:
    """The same, remembered."""
    return Rules(events)
