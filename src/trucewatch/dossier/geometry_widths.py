"""How wide a zone is said to be, by whom, and how far a recipe reaches for each width."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trucewatch.casebook.knowledge import GeometryEntry, NumberEntry
from trucewatch.vocabulary.subject import Zone

_MEASURES = ("width", "depth")
_ONE_VERSION = 1.0
"""Kilometres. Widths whose limits differ by less are one, such as 9 to 12 miles and 15 to 20 km."""


@dataclass(frozen=True, slots=True)
class Width:
    """A width in km, from `low` to `high` (equal for one figure), and who gives it."""

    low: float
    high: float
    claims: tuple[str, ...] = ()
    source: str | None = None

    @property
    def words(self) -> str:
        """Such as: width 15 to 20 km."""
        return f"width {self.low:g} km" if self.low == self.high else f"width {self.low:g} to {self.high:g} km"


def widths(zone: Zone, known: Sequence[NumberEntry]) -> list[Width]:
    """The widths given for a zone, the casebook's first, then those that most claims give; open ranges are left out."""
    found = [
        Width(n.min, n.max, (), n.source)
        for n in known
        if n.what in _MEASURES and n.unit == "km" and n.min and n.max is not None
    ]
    told = [
        Width(round(quantity.min, 1), round(quantity.max, 1), claims)
        for quantity, claims in zone.numbers
        if quantity.what in _MEASURES and quantity.unit == "km" and claims and quantity.min and quantity.max is not None
    ]
    for new in sorted(told, key=lambda width: (-len(width.claims), width.low, width.high)):
        same = next((n for n, old in enumerate(found) if _one(old, new)), None)
        if same is None:
            found.append(new)
        else:
            old = found[same]
            found[same] = Width(old.low, old.high, tuple(sorted({*old.claims, *new.claims})), old.source)
    return found


def _one(left: Width, right: Width) -> bool:
    return abs(left.low - right.low) < _ONE_VERSION and abs(left.high - right.high) < _ONE_VERSION


def reaches(
    recipe: GeometryEntry, known: Sequence[NumberEntry], given: Sequence[Width]
) -> Iterator[tuple[Width, str | None, float]]:
    """How far the recipe reaches for each limit of each width: (width, inner | outer | None, km).

    A recipe reaches as far as its own figure says for the casebook's own width (the middle of a range), and in
    proportion for others; where the casebook gives no width, half of it on each side of the line, or all of it on
    the one side. A width that the recipe draws already is left out.
    """
    if recipe.recipe not in ("buffer", "hull") or not given:
        return
    own = next((w for w in widths_of(known)), None)
    if recipe.recipe == "hull" and (own is None or len(recipe.places) > 1):
        return
    alone = 1.0 if recipe.side or recipe.toward else 0.5
    share = recipe.width_km / own if own and recipe.width_km else alone
    for width in given:
        limits = ((None, width.low),) if width.low == width.high else (("inner", width.low), ("outer", width.high))
        for bound, limit in limits:
            reach = round(limit * share, 3)
            if reach != recipe.width_km:
                yield width, bound, reach


def widths_of(known: Sequence[NumberEntry]) -> Iterator[float]:
    """The middles of the widths that a casebook gives."""
    for number in known:
        if number.what in _MEASURES and number.unit == "km" and number.min and number.max is not None:
            yield (number.min + number.max) / 2
