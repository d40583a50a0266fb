"""People's decisions that two things are the same, or are not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from trucewatch.ledger.records import Decision

DECIDED = "a person decided so"
"""The reason for what a person joined."""
_SAME = frozenset({"merge", "same"})
_NOT = frozenset({"split", "not same"})


@dataclass(frozen=True, slots=True)
class Judgements:
    """Pairs of ids judged the same or not; of several decisions about one pair the last counts.

    An id is one of a party, agreement, zone or commitment as exported, or of a claim (to attach it or keep it apart).
    """

    same: tuple[tuple[str, str], ...]
    apart: frozenset[frozenset[str]]
    unsure: frozenset[frozenset[str]] = frozenset()
    """Pairs of which a person could not tell: the rules decide, and the pair is shown as looked at."""
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
        unsure = frozenset(frozenset(pair) for pair, judged in latest.items() if judged is None)
        return cls(same, apart, unsure, partners)

    def about(self, claims: Mapping[str, str]) -> "Judgements":
        """The same, with ids that stand for a claim (an event's) replaced by that claim's: they outlive a rebuild."""
        if not claims.keys() & {i for pair in (*self.same, *self.apart, *self.unsure) for i in pair}:
            return self

        def moved(pair: Iterable[str]) -> tuple[str, str]:
            left, right = sorted(claims.get(i, i) for i in pair)
            return left, right

        pairs = [*((p, "same") for p in self.same), *((tuple(p), "not same") for p in self.apart)]
        pairs += [(tuple(p), "unsure") for p in self.unsure]
        return Judgements.of(Decision("decide", *moved(pair), word) for pair, word in pairs if len(set(pair)) == 2)

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
