"""Values with those who give them: the raw material of a disagreement."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from trucewatch.dossier.model import Dossier
from trucewatch.vocabulary.subject import Position

Value = str | float | list[float]


@dataclass(frozen=True, slots=True)
class Voice:
    """One claim that gives a value (`claim_id` None: the casebook). `key` is what tells values apart."""

    key: Hashable
    value: Value
    claim_id: str | None
    unit: str | None = None
    whose: str | None = None
    """Who gives it, where that is not simply the report."""


class Positions:
    """Makes positions, and tells independent origins by the families of copies."""

    def __init__(self, dossier: Dossier) -> None:
        """Read the dossier's reports and claims."""
        self._dossier = dossier

    def origin(self, voice: Voice) -> str:
        """What two copies of one story share."""
        if voice.whose:
            return voice.whose
        claim = self._dossier.claims.get(voice.claim_id or "")
        report = self._dossier.reports.get(claim.report_id) if claim else None
        if report is None:
            return claim.report_id if claim else "casebook"
        return report.family or report.report_id

    def of(self, voices: Iterable[Voice]) -> tuple[Position, ...]:
        """One position for each value: those of most origins first, then by value."""
        groups: dict[Hashable, list[Voice]] = defaultdict(list)
        for voice in voices:
            groups[voice.key].append(voice)
        ranked = sorted(groups.values(), key=lambda g: (-len({self.origin(v) for v in g}), str(g[0].value)))
        return tuple(self._position(group) for group in ranked)

    def _position(self, group: Sequence[Voice]) -> Position:
        claims = sorted({v.claim_id for v in group if v.claim_id})
        reports = sorted({c.report_id for i in claims if (c := self._dossier.claims.get(i))})
        outlets = {o for r in reports if (report := self._dossier.reports.get(r)) and (o := report.outlet)}
        first = min(group, key=lambda v: str(v.value))
        return Position(first.value, first.unit, tuple(claims), tuple(reports), tuple(sorted(outlets)))

    def differ(self, voices: Sequence[Voice], apart: Callable[[Voice, Voice], bool]) -> bool:
        """Whether two voices of different origins, at least one of them a claim, give values that cannot both be."""
        firsts: dict[tuple[Hashable, str], Voice] = {}
        for voice in voices:
            firsts.setdefault((voice.key, self.origin(voice)), voice)
        return any(self.origin(a) != self.origin(b) and apart(a, b) for a, b in combinations(firsts.values(), 2))

    def origins(self, voices: Iterable[Voice]) -> int:
        """How many independent origins there are."""
        return len({self.origin(v) for v in voices})
