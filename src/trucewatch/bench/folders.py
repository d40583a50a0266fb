"""Where in a folder a set lies: the folder itself, or one of the subfolders that its makers gave it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from trucewatch.vocabulary.errors import RequestError


def located(folder: Path, holds: Callable[[Path], bool], layout: str, subfolders: Sequence[str] = ()) -> Path:
    """The first of `folder` and its `subfolders` that `holds` the set; `layout` tells people what is looked for.

    Raises:
        RequestError: there is no such folder, or none of them holds the set.
    """
    if not folder.exists():
        raise RequestError("TW-BENCH-4", "There is no such folder.", str(folder), "Check its name.")
    for each in (folder, *(folder / name for name in subfolders)):
        if each.exists() and holds(each):
            return each
    raise RequestError("TW-BENCH-5", "No documents of this benchmark are here.", str(folder), f"Looked for: {layout}.")


def files(folder: Path, pattern: str, layout: str) -> list[Path]:
    """The files below `folder` (or `folder` itself, where it is one) that fit the pattern, in the order of their names.

    Raises:
        RequestError: there is no such folder, or no such file in it.
    """
    if not folder.exists():
        raise RequestError("TW-BENCH-4", "There is no such folder.", str(folder), "Check its name.")
    found = [folder] if folder.is_file() else sorted(p for p in folder.rglob(pattern) if p.is_file())
    if not found:
        raise RequestError(
            "TW-BENCH-5", "No documents of this benchmark are here.", str(folder), f"Looked for: {layout}."
        )
    return found


def damaged(path: Path, why: str) -> RequestError:
    """The error to raise where a file of a set cannot be read as its makers laid it out; `why` is a sentence."""
    return RequestError("TW-BENCH-6", why, str(path), "Mend the file, or leave it out.")
