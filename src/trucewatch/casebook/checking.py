"""`check`: everything that is wrong with a casebook, each with its line and what to do."""

from collections.abc import Callable, Iterator

from trucewatch.casebook import aliasing, chronology, geography, references
from trucewatch.casebook.forms import CasebookForm
from trucewatch.casebook.merging import merge
from trucewatch.casebook.problems import Case, Level, Problem
from trucewatch.casebook.source import Source
from trucewatch.casebook.validation import errors_of

CHECKS: tuple[Callable[[Case], Iterator[Problem]], ...] = (
    references.unknown,
    references.incomplete,
    references.unsourced,
    chronology.cycles,
    chronology.contradictions,
    chronology.untimely,
    chronology.strangers,
    geography.coordinates,
    geography.figures,
    geography.recipes,
    aliasing.shared,
    aliasing.repeated,
    references.empty,
)


def problems_of(source: Source, general: CasebookForm) -> tuple[CasebookForm | None, list[Problem]]:
    """The form of a file (None where its shape is wrong) and all its problems, errors first, then by line."""
    form, errors = errors_of(source)
    if form is None:
        return None, errors
    case = Case(source, form, merge(general, form))
    found = [problem for test in CHECKS for problem in test(case)]
    return form, sorted(found, key=lambda p: (p.level is not Level.ERROR, p.line, p.code, p.what))
