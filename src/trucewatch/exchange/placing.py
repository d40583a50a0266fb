"""Files that appear whole or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trucewatch.vocabulary.errors import PassingError, RequestError

_SQLITE = b"SQLite format 3\x00"


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A place to write to that becomes the file at `path` once all is written; a device or pipe is written to itself.

    RequestError where the file cannot be written or is a case, PassingError where the disk is full.
    """
    path = path.resolve()
    _refuse_case(path)
    direct = path.exists() and not path.is_file() and not path.is_dir()
    target = path if direct else path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        yield target
        if not direct:
            target.replace(path)
    except OSError as failure:
        raise refusal(failure, path) from failure
    finally:
        if not direct:
            _drop(target)


def refusal(failure: OSError, path: Path) -> RequestError | PassingError:
    """What a failure to write comes to for a person."""
    if failure.errno in (errno.ENOSPC, errno.EDQUOT):
        return PassingError("TW-EXPORT-5", "The disk is full.", str(path), "Free some space and run it again.")
    what = f"The export cannot be written ({failure.strerror})."
    return RequestError("TW-EXPORT-4", what, str(path), "Name a file in a folder that is yours to write.")


def _drop(target: Path) -> None:
    try:
        target.unlink(missing_ok=True)
    except OSError as failure:
        raise refusal(failure, target) from failure


def _refuse_case(path: Path) -> None:
    """Nobody means to write an export over a case."""
    if path.is_file() and path.stat().st_size:
        with path.open("rb") as file:
            if file.read(len(_SQLITE)) == _SQLITE:
                raise RequestError(
                    "TW-EXPORT-3", "This is a case, not a place for an export.", str(path), "Name another file."
                )
