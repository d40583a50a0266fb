"""The files of the learnt parts: where they are, and whether they are the ones that were measured."""

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from trucewatch.vocabulary.errors import InputError

MANIFEST = "manifest.json"
"""Names the files with their SHA-256, and says what they were trained on."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The files by name, checked, and what the manifest says of them."""

    files: dict[str, Path]
    about: dict[str, Any]


def folder() -> Path:
    """Where the weights lie in the package."""
    return Path(str(files("trucewatch.learnt").joinpath("weights")))


@cache
def missing(place: Path | None = None) -> str | None:
    """Why the learnt parts cannot be used, in plain English; None where they can."""
    where = place or folder()
    if find_spec("onnxruntime") is None:
        return "The package onnxruntime is not installed, so the rules alone were used."
    if not (where / MANIFEST).is_file():
        return "The learnt weights are not installed, so the rules alone were used."
    absent = [name for name in _manifest(where)["files"] if not (where / name).is_file()]
    return f"The learnt weights lack {', '.join(absent)}, so the rules alone were used." if absent else None


def checked(place: Path | None = None) -> Weights:
    """The files of the learnt parts, which `missing` has found to be there.

    Raises:
        InputError: a file is not the one that the manifest names.
    """
    where = place or folder()
    about = _manifest(where)
    for name, wanted in about["files"].items():
        if sha256((where / name).read_bytes()).hexdigest() != wanted:
            raise InputError(
                "TW-LEARNT-1",
                "This file of learnt weights is damaged or of another version.",
                str(where / name),
                "Install trucewatch again, or use --coder rules.",
            )
    return Weights({name: where / name for name in about["files"]}, about)


def _manifest(where: Path) -> dict[str, Any]:
    path = where / MANIFEST
    try:
        about: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InputError(
            "TW-LEARNT-2", "The list of learnt weights is not JSON.", str(path), "Install trucewatch again."
        ) from error
    return about
