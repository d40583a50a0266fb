"""People's decisions that two things are the same, or are not."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from trucewatch.ledger.records import Decision

_SAME = frozenset({"merge", "same"})
_NOT = frozenset({"split", "not same"})


@dataclass(frozen=True, slots=True)
class Judgements:
    """Pairs of ids judged the same or not; of several decisions about one pair the last counts.

    An id is one of a party, agreement, zone or commitment as exported, or of a claim (to attach it or keep it apart).
    """

    same: tuple[tuple[str, str], ...]
    apart: frozenset[frozenset[str]]
    _partners: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> "Judgements":
        """Read merges (same) and splits (not same); every other decision is no concern of the dossier."""
        latest: dict[tuple[str, str], bool | None] = {}
        for d in decisions:
            word = d.value if d.value in _SAME | _NOT | {"unsure"} else d.kind
            if d.object is not None and (word in _SAME or word in _NOT or word == "unsure"):
                left, right = sorted((d.subject, d.object))
                latest[left, right] = None if word == "unsure" else word in _SAME
        same = tuple(sorted(pair for pair, judged in latest.items() if judged))
        partners: dict[str, tuple[str, ...]] = {}
        for left, right in same:
            partners[left] = (*partners.get(left, ()), right)
            partners[right] = (*partners.get(right, ()), left)
        apart = frozenset(frozenset(pair) for pair, judged in latest.items() if judged is False)
        return cls(same, apart, partners)

    def forbids(self, left: str, right: str) -> bool:
        """Whether a person said that these two are not the same."""
        return frozenset((left, right)) in self.apart

    def partners(self, item: str) -> tuple[str, ...]:
        """What a person said is the same as this, or is what this claim is about."""
        return self._partners.get(item, ())


class Union:
    """Sets that grow together (union–find); the least member names the set."""

    def __init__(self) -> None:
        """Start with no members."""
        self._parent: dict[str, str] = {}

    def find(self, item: str) -> str:
        """The name of the set that holds `item`."""
        root = item
        while (above := self._parent.get(root, root)) != root:
            root = above
        while (above := self._parent.get(item, item)) != root:
            self._parent[item] = root
            item = above
        return root

    def join(self, left: str, right: str) -> None:
        """Make the sets of both one."""
        a, b = sorted((self.find(left), self.find(right)))
        self._parent[b] = a
