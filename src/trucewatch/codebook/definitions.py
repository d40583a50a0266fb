"""The definitions of codes and provision classes, as frozen records read from `codes.yaml` and `provisions.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from trucewatch.vocabulary.codes import Code, Duration, Force, Modality, Polarity, ProvisionClass

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence written for this project, and what it is to be coded as (`mode` None: not stated)."""

    text: str
    code: Code
    mode: str | None = None
    modality: Modality = Modality.ACTUAL
    polarity: Polarity = Polarity.AFFIRM


@dataclass(frozen=True, slots=True)
class CodeDefinition:
    """One code: what it means, when to use it and when not. `modes` pairs each PLOVER mode with its gloss."""

    code: Code
    gloss: str
    use: tuple[str, ...]
    use_not: tuple[str, ...]
    examples: tuple[Example, ...]
    modes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ProvisionDefinition:
    """One class of provision, with what a clause of it has when nothing else is said.

    `codes` are the codes of the promised act, the usual one first; `cues` are words that point to the class.
    """

    class_: ProvisionClass
    gloss: str
    force: Force
    duration: Duration
    codes: tuple[Code, ...]
    cues: tuple[str, ...]
    examples: tuple[str, ...]


def _read(name: str) -> Mapping[str, Any]:
    content = files("trucewatch.codebook").joinpath(name).read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.load(content, Loader=_LOADER)  # noqa: S506 - a safe loader, in C where there is one
    return data


def _example(row: Mapping[str, str]) -> Example:
    return Example(
        text=row["text"],
        code=Code(row["code"]),
        mode=row.get("mode"),
        modality=Modality(row.get("modality", Modality.ACTUAL)),
        polarity=Polarity(row.get("polarity", Polarity.AFFIRM)),
    )


@cache
def codes() -> Mapping[Code, CodeDefinition]:
    """Every code with its definition, in the order of the vocabulary."""
    rows = _read("codes.yaml")["codes"]
    return {
        code: CodeDefinition(
            code=code,
            gloss=row["gloss"],
            use=tuple(row["use"]),
            use_not=tuple(row["use_not"]),
            examples=tuple(map(_example, row["examples"])),
            modes=tuple(row.get("modes", {}).items()),
        )
        for code, row in ((code, rows[code.value]) for code in Code)
    }


@cache
def provisions() -> Mapping[ProvisionClass, ProvisionDefinition]:
    """Every class of provision with its definition, in the order of the vocabulary."""
    rows = _read("provisions.yaml")["provisions"]
    return {
        class_: ProvisionDefinition(
            class_=class_,
            gloss=row["gloss"],
            force=Force(row["force"]),
            duration=Duration(row["duration"]),
            codes=tuple(map(Code, row["codes"])),
            cues=tuple(row["cues"]),
            examples=tuple(row["examples"]),
        )
        for class_, row in ((class_, rows[class_.value]) for class_ in ProvisionClass)
    }
