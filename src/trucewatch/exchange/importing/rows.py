"""What an importer takes and gives: a row with its number, a report with its claims, or a fault."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from trucewatch.exchange.importing.actors import Actors
from trucewatch.exchange.importing.spec import Coding, DataSet
from trucewatch.times.days import Order
from trucewatch.vocabulary.records import Claim, Reject, Report


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `number` counts from 1 below the row of names; `cells` has a stripped text for every known column."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell of this column; empty where the file has no such column."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Imported:
    """One unit of a data set. `key` is the source's own id; `warnings` are about parts that could not be taken."""

    key: str
    report: Report
    claims: tuple[Claim, ...]
    warnings: tuple[Reject, ...] = ()


class RowFault(Exception):  # noqa: N818 - it is a fault of the row, not an error of the program
    """The row cannot be taken: a code for the list of rejects, what is wrong, and what to do."""

    def __init__(self, code: str, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.code, self.reason, self.advice = code, reason, advice


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for all rows of a file.

    `released` is the day this version of the data set came out (EDTF), `order` how 4/5/2017 is meant, `coder` the
    importer's name and version, `beside` what a second file says: source id → (name, how sure) of each belligerent.
    """

    data: DataSet
    file: str
    coder: str
    actors: Actors
    released: str | None = None
    order: Order | None = None
    beside: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What a third file says: source id → names of those who reported it."""

    def coding(self, code: str) -> Coding:
        """What one of the source's codes comes to; RowFault for one that its codebook does not have."""
        found = self.data.codes.get(code)
        if found is None:
            reason = f"the code {code!r} is not in the codebook of {self.data.name} that this program knows"
            raise RowFault("TW-IMPORT-12", reason, "Look it up in the codebook; docs/importing.md lists those known.")
        return found
