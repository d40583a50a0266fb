"""What an analysis gives: estimates, what they assume, and a figure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its 95% interval, where it has one; `value` None: it cannot be told. `note` says how to read it."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """`assumptions` are printed with every result; `warnings` say where this data strains them.

    `chart` is a Vega-Lite specification, see `drawing.save`.
    """

    title: str
    estimates: tuple[Estimate, ...]
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    chart: dict[str, Any] = field(default_factory=dict, repr=False, hash=False)

    def __str__(self) -> str:
        """All but the figure, as text."""
        return "\n".join(self.lines())

    def lines(self) -> Iterator[str]:
        """Line by line."""
        yield self.title
        for one in self.estimates:
            between = "" if one.low is None else f" (95% {_told(one.low)} to {_told(one.high)})"
            yield f"  {one.name}: {_told(one.value)}{between}{f'. {one.note}' if one.note else ''}"
        yield "Assumes:"
        yield from (f"  - {text}" for text in self.assumptions)
        if self.warnings:
            yield "Mind:"
            yield from (f"  - {text}" for text in self.warnings)

    def row(self) -> dict[str, Any]:
        """For a file of JSON, without the figure."""
        return {
            "title": self.title,
            "estimates": [
                {"name": e.name, "value": e.value, "low": e.low, "high": e.high, "note": e.note} for e in self.estimates
            ],
            "assumptions": list(self.assumptions),
            "warnings": list(self.warnings),
        }


def _told(value: float | None) -> str:
    return "not reached" if value is None else f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"
