"""What is known of a data set before its file is opened: its columns, its codes, whom to credit."""

import importlib.resources
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from trucewatch.vocabulary.codes import Code, Modality
from trucewatch.vocabulary.errors import RequestError

_FOLDER = "data"


@dataclass(frozen=True, slots=True)
class Coding:
    """What a source's own code comes to. `code` None: kept as a statement.

    `fight`: both sides took part, and the source does not say who began. `swap`: the second actor is the one who acts.
    `kind` is what kind of agreement it is, `gloss` the source's code in words.
    """

    code: Code | None = None
    mode: str | None = None
    modality: Modality = Modality.ACTUAL
    kind: str | None = None
    gloss: str | None = None
    fight: bool = False
    swap: bool = False


@dataclass(frozen=True, slots=True)
class DataSet:
    """One kind of file.

    `about` says in words what is made of a row, `unit` is what a row tells of; `one_of_many`: published in many files
    that belong together. `renamed` maps a column to its older names, `without_header` names the columns of files that
    have no first row of names, `words` holds lists of words that only this data set has.
    """

    kind: str
    name: str
    title: str
    citation: str
    licence: str
    about: str
    unit: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    renamed: Mapping[str, tuple[str, ...]]
    without_header: tuple[str, ...]
    codes: Mapping[str, Coding]
    one_of_many: bool = False
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that are looked at, under their published names."""
        return (*self.required, *self.optional)


@cache
def kinds() -> tuple[str, ...]:
    """The kinds of files that can be imported, by name."""
    folder = importlib.resources.files(__package__).joinpath(_FOLDER)
    return tuple(sorted(file.name.removesuffix(".yaml") for file in folder.iterdir() if file.name.endswith(".yaml")))


@cache
def data_set(kind: str) -> DataSet:
    """The data set of this kind; RequestError for a kind that there is not."""
    if kind not in kinds():
        known = ", ".join(kinds())
        raise RequestError("TW-IMPORT-1", f"There is no importer for {kind!r}.", do=f"Name one of these: {known}.")
    text = importlib.resources.files(__package__).joinpath(_FOLDER, f"{kind}.yaml").read_text(encoding="utf-8")
    return _built(kind, yaml.safe_load(text))


def _built(kind: str, raw: Mapping[str, Any]) -> DataSet:
    return DataSet(
        kind=kind,
        name=raw["name"],
        title=raw["title"],
        citation=raw["citation"],
        licence=raw["licence"],
        about=raw["about"],
        unit=raw["unit"],
        required=tuple(raw["required"]),
        optional=tuple(raw["optional"]),
        renamed={name: tuple(older) for name, older in raw.get("renamed", {}).items()},
        without_header=tuple(raw.get("without_header", ())),
        codes={key: _coding(entry) for key, entry in raw["codes"].items()},
        one_of_many=raw.get("one_of_many", False),
        words={"belligerents": raw.get("belligerents", {})},
    )


def _coding(entry: Mapping[str, Any]) -> Coding:
    return Coding(
        code=Code(entry["code"]) if "code" in entry else None,
        mode=entry.get("mode"),
        modality=Modality(entry.get("modality", "actual")),
        kind=entry.get("kind"),
        gloss=entry.get("gloss"),
        fight=entry.get("fight", False),
        swap=entry.get("swap", False),
    )
