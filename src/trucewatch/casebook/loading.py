"""`load`: general knowledge, and one casebook over it."""

import hashlib
from functools import lru_cache
from pathlib import Path

from trucewatch.casebook.building import knowledge
from trucewatch.casebook.checking import problems_of
from trucewatch.casebook.forms import CasebookForm
from trucewatch.casebook.knowledge import Knowledge
from trucewatch.casebook.merging import merge
from trucewatch.casebook.problems import Level, Problem
from trucewatch.casebook.source import Source, read
from trucewatch.casebook.validation import form_of
from trucewatch.vocabulary.errors import CasebookError

_HERE = Path(__file__).parent


def shipped() -> tuple[str, ...]:
    """Names of the casebooks that come with the program."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.yaml")))


@lru_cache(maxsize=1)
def general() -> tuple[CasebookForm, str]:
    """The general layer as one form, with the hash of its files."""
    merged, digest = CasebookForm(), hashlib.sha256()
    for path in sorted((_HERE / "general").glob("*.yaml")):
        source = read(path, f"general/{path.name}")
        digest.update(source.content)
        merged = merge(merged, form_of(source))
    return merged, digest.hexdigest()


def locate(name_or_path: str | Path) -> Path:
    """The file of a shipped casebook's name, or of a path.

    Raises:
        CasebookError: neither.
    """
    if isinstance(name_or_path, str) and name_or_path in shipped():
        return _HERE / f"{name_or_path}.yaml"
    path = Path(name_or_path)
    if path.is_file():
        return path
    names = ", ".join(shipped()) or "none"
    raise CasebookError(
        "TW-CASEBOOK-1",
        "there is no such casebook: it is neither a file nor the name of a shipped one.",
        str(name_or_path),
        f"Check the path, or use a shipped casebook ({names}), or start one with 'trucewatch init NAME'.",
    )


def source_of(name_or_path: str | Path) -> Source:
    """The casebook's file as plain data with lines."""
    path = locate(name_or_path)
    return read(path, path.name if path.parent == _HERE else str(path))


def load(name_or_path: str | Path | None = None) -> Knowledge:
    """General knowledge merged with the casebook of this name or path (None: general knowledge alone).

    Raises:
        CasebookError: the first thing wrong with it, with file and line; `check` lists all.
    """
    base, digest = general()
    if name_or_path is None:
        return knowledge(base, None, digest[:16])
    source = source_of(name_or_path)
    own, problems = problems_of(source, base)
    errors = [problem for problem in problems if problem.level is Level.ERROR]
    if own is None or errors:
        raise errors[0].error()
    version = hashlib.sha256(digest.encode() + source.content).hexdigest()[:16]
    return knowledge(merge(base, own), own, version)


def check(name_or_path: str | Path) -> list[Problem]:
    """Everything wrong with a casebook, errors first, then warnings, each in the order of the file's lines."""
    try:
        source = source_of(name_or_path)
    except CasebookError as error:
        return [Problem.of(error)]
    return problems_of(source, general()[0])[1]
