"""Which outlet calls whom what, period by period, with the sentences."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from trucewatch.monitoring.periods import By, periods
from trucewatch.pipeline.filters import Wanted
from trucewatch.pipeline.view import View
from trucewatch.vocabulary.subject import Thing
from trucewatch.vocabulary.when import When


@dataclass(frozen=True, slots=True)
class Use:
    """One word for one party by one outlet in one period (None: of no certain period), with its claims."""

    party: Thing
    period: str | None
    term: str
    outlet: str | None
    claims: tuple[str, ...]


def uses(view: View, by: By, want: Wanted, known_at: dt.date | None = None) -> Iterator[Use]:
    """By party, then period, the commonest word first; what no day is known of comes last."""
    for naming in view.naming(known_at):
        if want.parties is not None and naming.party.id not in want.parties:
            continue
        told: dict[tuple[str, str, str | None], list[str]] = defaultdict(list)
        for term in naming.terms:
            if want.outlets is None or term.outlet in want.outlets:
                for claim_id in term.claims:
                    told[_period(view, claim_id, by) or "", term.term, term.outlet].append(claim_id)
        order = sorted(told.items(), key=lambda item: (item[0][0] or "~", -len(item[1]), item[0][1], item[0][2] or ""))
        for (period, term_text, outlet), claims in order:
            yield Use(naming.party, period or None, term_text, outlet, tuple(claims))


def as_row(use: Use, view: View, sentences: int) -> dict[str, Any]:
    """For JSON, with up to so many sentences."""
    row: dict[str, Any] = {
        "party": {"id": use.party.id, "name": use.party.name, "mention": None},
        "period": use.period,
        "term": use.term,
        "outlet": use.outlet,
        "count": len(use.claims),
        "claims": list(use.claims),
    }
    if sentences:
        row["sentences"] = [view.dossier.claims[claim_id].quote for claim_id in use.claims[:sentences]]
    return row


def _period(view: View, claim_id: str, by: By) -> str | None:
    """The period in which the claim's report was surely published."""
    published = view.dossier.reports[view.dossier.claims[claim_id].report_id].published
    when = When.parse(published) if published else None
    if when is None or when.earliest is None or when.latest is None:
        return None
    held = periods(by, when.earliest, when.latest)
    if len(held) != 1:
        return None
    return held[0].when.edtf
