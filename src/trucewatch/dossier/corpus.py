"""The claims as the dossier walks through them: by report, in the order of the text, with what each report tells."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from trucewatch.vocabulary.records import Claim, Report
from trucewatch.vocabulary.when import When


@dataclass(frozen=True)
class Corpus:
    """Reports by id, and their claims in the order of the text. Make it with `Corpus.of`."""

    reports: Mapping[str, Report]
    claims: Mapping[str, Claim]
    by_report: Mapping[str, tuple[Claim, ...]]
    _days: dict[str, When | None] = field(default_factory=dict)

    @classmethod
    def of(cls, claims: Iterable[Claim], reports: Iterable[Report]) -> "Corpus":
        """Sort by ids and offsets, so that the order in which things come does not matter."""
        known = {r.report_id: r for r in sorted(reports, key=lambda r: r.report_id)}
        ordered = sorted(claims, key=lambda c: (c.report_id, c.start, c.end, c.claim_id))
        by_report: dict[str, list[Claim]] = {}
        for claim in ordered:
            by_report.setdefault(claim.report_id, []).append(claim)
        by_id = {c.claim_id: c for c in sorted(ordered, key=lambda c: c.claim_id)}
        return cls(known, by_id, {r: tuple(cs) for r, cs in by_report.items()})

    def walk(self) -> Iterator[Claim]:
        """All claims, report by report, in the order of the text."""
        for claims in self.by_report.values():
            yield from claims

    def outlet(self, claim_id: str) -> str | None:
        """The outlet of the report that holds this claim."""
        report = self.reports.get(self.claims[claim_id].report_id)
        return report.outlet if report else None

    def published(self, claim: Claim) -> When | None:
        """The day or days of publication of the claim's report."""
        if claim.report_id not in self._days:
            report = self.reports.get(claim.report_id)
            self._days[claim.report_id] = when(report.published) if report else None
        return self._days[claim.report_id]

    def reports_of(self, claim_ids: Iterable[str]) -> tuple[str, ...]:
        """The reports that hold these claims, sorted."""
        return tuple(sorted({self.claims[c].report_id for c in claim_ids}))


def when(edtf: str | None) -> When | None:
    """The days of an EDTF string; None where there is none or it cannot be read."""
    if not edtf:
        return None
    try:
        return When.parse(edtf)
    except ValueError:
        return None


def gap(left: When, right: When) -> int:
    """Days between two intervals: 0 where they meet."""
    low, high = (left, right) if (left.earliest or dt.date.min) <= (right.earliest or dt.date.min) else (right, left)
    return max(0, ((high.earliest or dt.date.min) - (low.latest or dt.date.max)).days)


def span(days: When) -> int:
    """How many days an interval holds; open ends count as a lifetime."""
    return ((days.latest or dt.date.max) - (days.earliest or dt.date.min)).days + 1
