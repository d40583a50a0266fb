"""Acts that a question lays aside unread: how many, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.monitoring.acts import Acts
from trucewatch.monitoring.placement import Misplaced
from trucewatch.vocabulary.when import When


@dataclass(frozen=True, slots=True)
class Aside:
    """What was laid aside unread: how much, and why.

    `last_old` is when the last of those that are too old happened, and its claim.
    """

    acts: Acts | None = None
    misplaced: tuple[Misplaced, ...] = ()
    old: int = 0
    last_old: tuple[When, str] | None = None
    left_out: tuple[tuple[str, int], ...] = ()

    def count(self, why: str, others: Iterable[str]) -> int:
        """How many acts were misplaced for this reason, with others known by the keys of their events."""
        found = next((each for each in self.misplaced if each.why == why), None)
        more = set(others)
        if self.acts is None or found is None:
            return len(more)
        if not more:
            return found.count
        numbers = set(found.events().tolist())
        return len(numbers) + len([key for key in more if self.acts.number(key) not in numbers])
