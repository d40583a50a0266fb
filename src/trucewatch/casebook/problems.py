"""What is wrong with a casebook, as a list that faces can print and `load` can raise."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from trucewatch.casebook.forms import CasebookForm
from trucewatch.casebook.source import Place, Source
from trucewatch.vocabulary.errors import CasebookError


class Level(StrEnum):
    """Whether the casebook can be used in spite of it."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: what is wrong at which line of which file, and what to do about it."""

    level: Level
    code: str
    what: str
    file: str
    line: int
    do: str

    @classmethod
    def of(cls, error: CasebookError) -> Self:
        """The problem that an error of reading the file is."""
        file, _, line = (error.where or "").partition(", line ")
        return cls(Level.ERROR, error.code, error.what, file, int(line or 1), error.do or "")

    @property
    def where(self) -> str:
        """`file, line N`."""
        return f"{self.file}, line {self.line}"

    def error(self) -> CasebookError:
        """The same as an exception."""
        return CasebookError(self.code, self.what, self.where, self.do)


@dataclass(frozen=True, slots=True)
class Case:
    """What the checks look at: the file with its lines, its own form, and that form laid over general knowledge."""

    source: Source
    own: CasebookForm
    merged: CasebookForm

    def problem(self, code: str, place: Place, what: str, do: str, level: Level = Level.ERROR) -> Problem:
        """A problem at a place of the file."""
        return Problem(level, code, what, self.source.path, self.source.line(place), do)
