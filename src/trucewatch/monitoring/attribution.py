"""Which acts refute a prohibition: by what is told of who did it, where, and on whom."""

from collections.abc import Callable, Sequence

from trucewatch.monitoring.evidence import Evidence
from trucewatch.monitoring.policy import Policy

NOBODY = "blamed on nobody"
ALLEGED = "alleged by the other side, or suspected, alone"
"""Why all that is told of an event does not count, as it ends a sentence."""


def attributed(events: Sequence[Evidence], policy: Policy) -> tuple[list[Evidence], list[tuple[Evidence, str]]]:
    """Part the tellings of events into those that refute and those that are only shown, each with its reason.

    One event told by many is attributed if any source not opposed to the actor names the actor; it is alleged if only
    the actor's opponents, or suspicion, do.
    """
    groups: dict[str, list[Evidence]] = {}
    for item in events:
        groups.setdefault(item.event or item.claim_id, []).append(item)
    counted: list[Evidence] = []
    shown: list[tuple[Evidence, str]] = []
    for group in groups.values():
        why = attribution(group, policy)
        for item in group:
            reason = why or outside(item, policy)
            if reason:
                shown.append((item, reason))
            else:
                counted.append(item)
    return counted, shown


def attribution(group: Sequence[Evidence], policy: Policy) -> str | None:
    """Why an event does not refute, by all that is told of who did it; None if it may."""
    named = [e for e in group if e.attribution.value != "unattributed"]
    if not named:
        return None if policy.events.unattributed else NOBODY
    known = any(e.attribution.value == "known" and not e.opposed for e in named)
    return None if known or policy.events.alleged else ALLEGED


def outside(item: Evidence, policy: Policy) -> str | None:
    """Why one telling of an event does not refute, whatever else is told of it; None if it may."""
    checks: tuple[tuple[Callable[[Evidence], bool], str], ...] = (
        (lambda e: e.bound.value == "no", "by a party that is not bound"),
        (lambda e: e.bound.value == "unknown" and not policy.events.unattributed, "by an actor not known to be bound"),
        (lambda e: e.in_zone.value == "no", "outside the zone"),
        (lambda e: e.in_zone.value == "unknown" and not policy.events.unknown_place, "not known to be in the zone"),
        (lambda e: e.exception_claimed and not policy.events.exceptions, "on an excluded group, or claimed as defence"),
    )
    return next((reason for holds, reason in checks if holds(item)), None)
