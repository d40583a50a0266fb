"""How a build says how far it is."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """`done` of `total` things of a stage (`unit`: files, reports) are finished and stored."""

    stage: str
    done: int
    total: int
    unit: str


Progress = Callable[[Step], None]


def silent(_step: Step) -> None:
    """Say nothing."""
