"""Which evidence may be looked at: what was known by then, and what the policy asks for."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from trucewatch.dossier.model import Dossier
from trucewatch.monitoring import spans
from trucewatch.monitoring.evidence import Basis, Bearing, Evidence
from trucewatch.monitoring.policy import Policy, Sources

_TERMS = (Bearing.IN_FORCE, Bearing.EXPIRES)


@dataclass(frozen=True, slots=True)
class Admitted:
    """What may be looked at, in the order of time, and what the policy left out."""

    evidence: tuple[Evidence, ...]
    left_out: tuple[tuple[str, int], ...] = ()
    """Pairs of a reason and how many pieces it left out."""


def admit(evidence: Iterable[Evidence], known_at: dt.date | None, policy: Policy) -> Admitted:
    """Keep what was surely published by `known_at` (None: ever) and not withdrawn, and what the policy lets count."""
    known = sorted({e for e in evidence if was_known(e, known_at)}, key=lambda e: e.order)
    kept: list[Evidence] = []
    left: dict[str, int] = {}
    for item in known:
        why = None if item.basis is Basis.CASEBOOK else refusal(item, policy.sources)
        if why is None:
            kept.append(item)
        else:
            left[why] = left.get(why, 0) + 1
    return Admitted(tuple(kept), tuple(sorted(left.items())))


def was_known(item: Evidence, known_at: dt.date | None) -> bool:
    """Whether it was surely known on that day; what only may have been published by then was not.

    What the casebook alone knows counts as known on the day it happened; an agreement's own terms always are.
    """
    if item.basis is Basis.CASEBOOK:
        if item.bears in _TERMS or known_at is None or item.when is None:
            return True
        return item.when.by(known_at) is True
    if known_at is None:
        return item.withdrawn is None
    if item.published is None or item.published.by(known_at) is not True:
        return False
    return item.withdrawn is None or (item.withdrawn.earliest is not None and item.withdrawn.earliest > known_at)


def known_by(dossier: Dossier, known_at: dt.date | None) -> Callable[[str], bool] | None:
    """Whether a claim, by its id, was surely published by that day and its report not withdrawn; None: no question."""
    if known_at is None:
        return None

    def known(claim_id: str) -> bool:
        claim = dossier.claims.get(claim_id)
        report = dossier.reports.get(claim.report_id) if claim else None
        published = spans.read(report.published) if report else None
        if report is None or published is None or published.by(known_at) is not True:
            return False
        day = spans.read(report.withdrawn.partition(":")[0].strip()) if report.withdrawn else None
        return not report.withdrawn or spans.first_day(day) > known_at.toordinal()

    return known


def refusal(item: Evidence, rules: Sources) -> str | None:
    """Why the rules on sources leave a piece out; None if they do not."""
    if rules.reviewed_only and not item.reviewed:
        return "no person has reviewed the claim"
    if item.confidence < rules.least_confidence:
        return f"the claim was read with a confidence below {rules.least_confidence:g}"
    if rules.camps is not None and item.camp not in rules.camps:
        return f"the source is not of the camp {', '.join(rules.camps)}"
    if rules.outlets is not None and item.outlet not in rules.outlets:
        return f"it did not appear in {', '.join(rules.outlets)}"
    if rules.own_word == "needs_another" and item.own_word and item.bears is Bearing.SUPPORTS:
        return "it is the party's own word on its own performance"
    return None
