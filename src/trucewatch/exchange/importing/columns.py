"""Which cell of a row is which column: by the published names, their older names, or what the user says."""

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from trucewatch.exchange.importing.spec import DataSet
from trucewatch.vocabulary.errors import InputError, RequestError

_SHOWN = 12
_CLOSE = 60


def fold(name: str) -> str:
    """A column's name without what exports change: case, spaces at the ends, spaces for underscores."""
    return "_".join(name.replace("\ufeff", "").strip().casefold().split())


def placed(data: DataSet, header: Sequence[str], said: Mapping[str, str], where: str) -> dict[str, int]:
    """Published name → position. `said` maps published names to the file's own.

    Raises:
        RequestError: `said` names a column that the data set or the file does not have.
        InputError: a column without which nothing can be read is missing.
    """
    at = {fold(name): i for i, name in reversed(list(enumerate(header)))}
    wrong = [name for name in said if name not in data.columns]
    if wrong:
        advice = f"It has: {', '.join(data.columns)}."
        raise RequestError("TW-IMPORT-7", f"{data.name} has no column {wrong[0]!r}.", do=advice)
    absent = [name for name in said.values() if fold(name) not in at]
    if absent:
        advice = f"Its columns: {_few(header)}."
        raise RequestError("TW-IMPORT-7", f"The file has no column {absent[0]!r}.", where, advice)
    found = {}
    for column in data.columns:
        names = (said[column],) if column in said else (column, *data.renamed.get(column, ()))
        position = next((at[fold(name)] for name in names if fold(name) in at), None)
        if position is not None:
            found[column] = position
    missing = [column for column in data.required if column not in found]
    if missing:
        raise _missing(data, missing, header, where)
    return found


def is_header(data: DataSet, first: Sequence[str]) -> bool:
    """Whether the first row names columns; files of data sets that are published without names start with data."""
    if not data.without_header:
        return True
    known = {fold(name) for name in data.columns}
    return any(fold(cell) in known for cell in first)


def _missing(data: DataSet, missing: list[str], header: Sequence[str], where: str) -> InputError:
    name = missing[0]
    known = {fold(column) for column in data.columns}
    strange = [own for own in header if fold(own) not in known]
    close = process.extractOne(
        _words(name), strange, scorer=fuzz.token_sort_ratio, processor=_words, score_cutoff=_CLOSE
    )
    example = close[0] if close else "ITS_NAME_HERE"
    return InputError(
        "TW-IMPORT-2",
        f"This does not look like {data.name}: no column {', '.join(missing)}. Found: {_few(header)}.",
        where,
        f"If a column was renamed, say so: --column {name}={example}",
    )


def _words(name: str) -> str:
    return fold(name).replace("_", " ")


def _few(names: Iterable[str]) -> str:
    names = [name.strip() for name in names]
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
