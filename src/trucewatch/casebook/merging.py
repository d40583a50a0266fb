"""Lay one casebook over another: an entry with the same key extends the one below it.

Single values of the upper layer win; lists are joined, lower first, without repeats.
"""

from typing import TypeVar

from pydantic import BaseModel

from trucewatch.casebook.forms import CasebookForm, WordsForm

SECTIONS = ("camps", "parties", "outlets", "agreements", "zones", "places")

Entry = TypeVar("Entry", bound=BaseModel)


def _joined(lower: object, upper: object) -> object:
    if isinstance(lower, list) and isinstance(upper, list):
        return [*lower, *(item for item in upper if item not in lower)]
    if isinstance(lower, dict) and isinstance(upper, dict):
        shared = {key: _joined(lower[key], value) if key in lower else value for key, value in upper.items()}
        return {**lower, **shared}
    return upper


def extend(lower: Entry, upper: Entry) -> Entry:
    """The lower entry with what the upper one adds or changes."""
    update = {name: _joined(getattr(lower, name), getattr(upper, name)) for name in sorted(upper.model_fields_set)}
    return lower.model_copy(update=update)


def _sourced(form: CasebookForm, section: str) -> dict[str, BaseModel]:
    """The entries of a section, each with the file's source where it has none of its own."""
    entries: dict[str, BaseModel] = getattr(form, section)
    if form.source is None:
        return entries
    without = {key: "source" not in entry.model_fields_set for key, entry in entries.items()}
    return {
        key: entry.model_copy(update={"source": form.source}) if without[key] else entry
        for key, entry in entries.items()
    }


def merge(lower: CasebookForm, upper: CasebookForm) -> CasebookForm:
    """Lay `upper` over `lower`; neither is changed."""
    update: dict[str, object] = {
        "casebook": upper.casebook or lower.casebook,
        "title": upper.title or lower.title,
        "country": upper.country or lower.country,
        "source": None,
    }
    for section in SECTIONS:
        below, above = _sourced(lower, section), _sourced(upper, section)
        update[section] = {
            **below,
            **{key: extend(below[key], entry) if key in below else entry for key, entry in above.items()},
        }
    joined = {name: _joined(getattr(lower.words, name), getattr(upper.words, name)) for name in WordsForm.model_fields}
    update["words"] = lower.words.model_copy(update=joined)
    return lower.model_copy(update=update)
