"""Plain data with lines → a validated form, or an error that names the line and what to write instead."""

from difflib import get_close_matches

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from trucewatch.casebook.forms import CasebookForm
from trucewatch.casebook.problems import Level, Problem
from trucewatch.casebook.source import Place, Source


def _place(error: ErrorDetails) -> Place:
    return tuple(part for part in error["loc"] if part != "[key]")


def _known_keys(place: Place) -> list[str]:
    """The keys that may stand beside the one at `place`."""
    keys = _keys_of(CasebookForm)
    form: type[BaseModel] | None = CasebookForm
    for part in place[:-1]:
        form = _inside(form, part) if form else None
    return _keys_of(form) if form else keys


def _keys_of(form: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in form.model_fields.items()]


def _inside(form: type[BaseModel], part: str | int) -> type[BaseModel] | None:
    """The form that a field holds, singly, in a list or in a mapping; positions and keys stay in the same form."""
    field = next((f for name, f in form.model_fields.items() if part in (name, f.alias)), None)
    if field is None:
        return form
    pending: list[object] = [field.annotation]
    while pending:
        found = pending.pop(0)
        if isinstance(found, type) and issubclass(found, BaseModel):
            return found
        pending.extend(getattr(found, "__args__", ()))
    return None


def _advice(error: ErrorDetails, place: Place) -> tuple[str, str]:
    """What is wrong, and what to do."""
    key = place[-1] if place else ""
    given = error["input"]
    match error["type"]:
        case "extra_forbidden":
            known = _known_keys(place)
            near = get_close_matches(str(key), known, n=1)
            hint = f"Did you mean '{near[0]}'?" if near else f"Use one of: {', '.join(known)}."
            return f"'{key}' is not a key that may stand here.", hint
        case "missing":
            return f"'{key}' is missing.", f"Add '{key}:' to this entry."
        case "enum" | "literal_error":
            expected = error.get("ctx", {}).get("expected", "")
            return f"'{given}' is not a known value of '{key}'.", f"Use {expected}."
        case "value_error":
            return f"{error['msg'].removeprefix('Value error, ')}.", "Mend the value."
        case _:
            return f"'{key}' cannot be {given!r}: {error['msg'][:1].lower()}{error['msg'][1:]}.", "Mend the value."


def errors_of(source: Source) -> tuple[CasebookForm | None, list[Problem]]:
    """The form, or every error of shape in the file, in the order of its lines."""
    try:
        return CasebookForm.model_validate(source.data), []
    except ValidationError as failure:
        found = failure.errors(include_url=False)
    problems = []
    for error in found:
        place = _place(error)
        what, advice = _advice(error, place)
        problems.append(Problem(Level.ERROR, "TW-CASEBOOK-4", what, source.path, source.line(place), advice))
    return None, sorted(problems, key=lambda problem: problem.line)


def form_of(source: Source) -> CasebookForm:
    """The validated form.

    Raises:
        CasebookError: the first error of shape.
    """
    form, problems = errors_of(source)
    if form is None:
        raise problems[0].error()
    return form
