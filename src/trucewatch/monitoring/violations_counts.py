"""Count reports: how many violations a commission, a mission or a party counted, where, and in which days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import yaml

from trucewatch.dossier.model import Dossier
from trucewatch.monitoring import spans
from trucewatch.monitoring.coverage import moment
from trucewatch.monitoring.sides import Source
from trucewatch.monitoring.violations_placing import Placed, Placing
from trucewatch.vocabulary.codes import ClaimKind, Code, Modality, Polarity
from trucewatch.vocabulary.records import Claim, Quantity
from trucewatch.vocabulary.subject import Thing

_CODES = (Code.NOT_HOLDING, Code.ASSAULT, Code.ACCUSE, None)
_INSIDE = (Placed.NAMED, Placed.NAMES, Placed.OUTLINE)


@dataclass(frozen=True, slots=True)
class CountReport:
    """`min` to `max` violations (None: or more) in `days` (EDTF), as one source counts them, however often it is told.

    `total` is what was counted altogether where only a part of it is in the zone; `blamed` whom the count is of;
    `placed` as in `Placed`: counts go by the names of provinces, which a zone seldom fills.
    """

    source: str
    days: str | None
    min: float | None
    max: float | None
    total: float | None
    placed: Placed
    blamed: tuple[Thing, ...]
    claims: tuple[str, ...]
    reports: tuple[str, ...]


def counted(claim: Claim) -> Quantity | None:
    """The number of violations that a claim reports, if it reports one."""
    actual = claim.modality is Modality.ACTUAL and claim.polarity is Polarity.AFFIRM
    if not actual or claim.code not in _CODES or claim.kind in (ClaimKind.COMMITMENT, ClaimKind.AGREEMENT):
        return None
    return next((q for q in claim.numbers if q.what in words("counted")), None)


def count_reports(dossier: Dossier, sources: Mapping[str, Source], placing: Placing, zone: str) -> list[CountReport]:
    """All that lie in the zone or may, by day; a bulletin that several outlets carry is one count.

    `sources` maps the claims to look at to their sources.
    """
    found: dict[tuple[object, ...], CountReport] = {}
    for claim_id, source in sources.items():
        claim = dossier.claims[claim_id]
        total = counted(claim)
        if total is None:
            continue
        new = _read(claim, total, dossier, source, placing, zone)
        when = spans.read(new.days)
        last = when.latest if when else None
        key = (new.source, total.min, last or claim_id, tuple(sorted(t.id or "" for t in new.blamed)))
        found[key] = _joined(found[key], new) if key in found else new
    kept = (count for count in found.values() if count.placed is not Placed.OUTSIDE)
    return sorted(kept, key=lambda c: (c.days or "", c.source, c.claims))


def _read(claim: Claim, total: Quantity, dossier: Dossier, source: Source, placing: Placing, zone: str) -> CountReport:
    resolved = dossier.resolved.get(claim.claim_id)
    when = moment(claim, dossier)
    places = [place.id for place in resolved.places] if resolved else []
    inside = bool(resolved and resolved.zone and resolved.zone.id == zone)
    placed = Placed.NAMED if inside else placing.by_names(places) if any(places) else Placed.PERHAPS
    low, high, whole = total.min, total.max, None
    parts = None if inside else _breakdown(claim, total, placing, places)
    if parts is not None:
        whole, low = total.min, parts
        high, placed = low, Placed.NAMES if low else Placed.OUTSIDE
    return CountReport(
        source=source.key,
        days=when.edtf if when else None,
        min=low,
        max=high,
        total=whole if whole != low else None,
        placed=placed,
        blamed=resolved.actors if resolved else (),
        claims=(claim.claim_id,),
        reports=(claim.report_id,),
    )


def _breakdown(claim: Claim, total: Quantity, placing: Placing, places: list[str | None]) -> float | None:
    """What was counted at the places in the zone, where each place has its number and the numbers make the total."""
    parts = [q.min or 0.0 for q in claim.numbers if q is not total and q.what in {*words("parts"), total.what}]
    if len(parts) < 2 or len(parts) != len(places) or sum(parts) != total.min:
        return None
    return sum(part for part, place in zip(parts, places, strict=True) if placing.by_names([place]) in _INSIDE)


def _joined(old: CountReport, new: CountReport) -> CountReport:
    """The one that says more of where, with the claims of both."""
    order = list(Placed)
    best = min((old, new), key=lambda count: (count.total is None, order.index(count.placed)))
    return replace(
        best, claims=tuple(sorted({*old.claims, *new.claims})), reports=tuple(sorted({*old.reports, *new.reports}))
    )


@cache
def words(name: str) -> frozenset[str]:
    """A list of `violations.yaml`."""
    text = files("trucewatch.monitoring").joinpath("violations.yaml").read_text(encoding="utf-8")
    found: Iterable[str] = yaml.safe_load(text)[name]
    return frozenset(found)
