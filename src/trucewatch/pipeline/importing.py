"""Other people's data into a case: a file of a data set read row by row, kept with its provenance.

An import takes the place of the last one of the same data set: rows are known by the source's own ids, those that the
new file has otherwise are updated, those that it lacks are gone. Sets of different names stand side by side.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from trucewatch import __version__
from trucewatch.casebook import load
from trucewatch.exchange.importing import DataSet, Imported, Options, Sheet, data_set, rows_of, sheet_of
from trucewatch.ledger import IMPORT, IMPORTED, Input, Ledger
from trucewatch.pipeline.progress import Progress, Step, silent
from trucewatch.pipeline.stages import Stage
from trucewatch.times.days import Order
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.records import Claim, Reject, Report
from trucewatch.vocabulary.when import When

READ_DATA = Stage(IMPORT, ("vocabulary", "casebook", "times", "exchange/importing"), ("openpyxl",))
ORDERS: Mapping[str, Order] = {"dmy": "dmy", "mdy": "mdy"}
"""How people say which comes first, the day or the month."""
_EVERY = 2_000
"""Rows from one word of progress to the next."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be imported: a file of a kind, under a name (None: that of the kind), and what is said of it.

    `columns` are pairs NAME=ITS_NAME, `dates` dmy or mdy, `released` the day this version came out, in EDTF.
    """

    kind: str
    path: Path
    case: Path
    name: str | None = None
    columns: tuple[str, ...] = ()
    dates: str | None = None
    released: str | None = None
    version: str | None = None
    belligerents: Path | None = None
    sources: Path | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the rows of an imported set come from, as kept with the case."""

    name: str
    data: str
    citation: str
    licence: str
    file: str
    content_hash: str
    released: str | None
    version: str | None


@dataclass(frozen=True, slots=True)
class ImportSums:
    """What an import did. `units + rejects` is what the file holds; `units == new + updated + same`."""

    name: str
    unit: str
    units: int = 0
    new: int = 0
    updated: int = 0
    removed: int = 0
    rejects: int = 0
    warnings: int = 0
    changed: bool = True
    reasons: Mapping[str, int] = field(default_factory=dict)

    @property
    def same(self) -> int:
        """Units that are as they were."""
        return self.units - self.new - self.updated


def import_data(wanted: Wanted, progress: Progress = silent) -> ImportSums:
    """Read the file into the case (made if need be).

    Raises:
        RequestError: no such kind, column or date order.
        InputError: the file cannot be read, or is of something else.
        CaseError, PassingError: the case cannot be written, now or at all.
    """
    data = data_set(wanted.kind)
    options = _options(wanted)
    sheet = sheet_of(wanted.path, _key(wanted.path, wanted.case))
    name = f"{IMPORT}:{wanted.name or _name(data, wanted.path)}"
    version = f"{IMPORT}:{data.kind} {_version(options)}"
    items = rows_of(data, sheet, load(None), options)
    if not wanted.case.exists():
        items = chain(list(islice(items, 1)), items)  # a file of something else is told before a case is made for it
    with Ledger.open(wanted.case, create=True) as ledger:
        if ledger.known_inputs(version).get(name) == sheet.content_hash:
            return replace(_empty(name, data), changed=False)
        before = ledger.imported_marks(name)
        run = ledger.begin_run(__version__)
        counting = _Counting(data, progress)
        source = Input(name, sheet.content_hash, sheet.size, IMPORTED, version)
        ledger.add_imported(source, counting.kept(items), counting.rejects)
        ledger.set_setting(name, _json(_provenance(name, data, sheet, options)))
        sums = _sums(name, data, before, ledger.imported_marks(name), counting.rejects)
        ledger.end_run(run, {})  # to count the whole case takes longer than many an import
        return sums


def provenance(ledger: Ledger) -> list[Provenance]:
    """The data sets in a case, by name."""
    names = sorted(source.file for source in ledger.inputs() if source.outcome == IMPORTED)
    return [Provenance(**json.loads(stored)) for name in names if (stored := ledger.setting(name))]


class _Counting:
    """Rows on their way into the case; rejects and warnings are put aside."""

    def __init__(self, data: DataSet, progress: Progress) -> None:
        self.rejects: list[Reject] = []
        self._data, self._progress = data, progress

    def kept(self, items: Iterator[Imported | Reject]) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
        done = 0
        for item in items:
            if isinstance(item, Reject):
                self.rejects.append(item)
                continue
            self.rejects.extend(item.warnings)
            yield item.report, item.claims
            done += 1
            if done % _EVERY == 0:
                self._progress(Step("importing", done, done, f"{self._data.unit}s"))


def _options(wanted: Wanted) -> Options:
    renamed = {}
    for pair in wanted.columns:
        column, equals, own = pair.partition("=")
        if not equals or not column.strip() or not own.strip():
            advice = "Write --column NAME=ITS_NAME, such as --column event_date=date."
            raise RequestError("TW-IMPORT-8", f"{pair!r} names no column.", do=advice)
        renamed[column.strip()] = own.strip()
    beside = [
        sheet_of(path, _key(path, wanted.case)) if path else None for path in (wanted.belligerents, wanted.sources)
    ]
    return Options(renamed, _order(wanted.dates), _released(wanted.released), wanted.version, *beside)


def _order(dates: str | None) -> Order | None:
    if dates is None:
        return None
    if dates in ORDERS:
        return ORDERS[dates]
    raise RequestError("TW-IMPORT-8", f"--dates {dates} makes no sense.", do="Give dmy or mdy.")


def _released(day: str | None) -> str | None:
    if day is None:
        return None
    try:
        return When.parse(day).edtf
    except ValueError as failure:
        advice = "Give a day, month or year, such as 2024-03-01."
        raise RequestError("TW-IMPORT-8", f"--released {day} is no date.", do=advice) from failure


def _key(path: Path, case: Path) -> str:
    """The file's path from the case's folder, as for reports."""
    return Path(os.path.relpath(path.absolute(), case.absolute().parent)).as_posix()


def _name(data: DataSet, path: Path) -> str:
    """The kind; of data sets in many files, each file is a set of its own."""
    return f"{data.kind}:{path.name}" if data.one_of_many else data.kind


def _version(options: Options) -> str:
    said = asdict(options)
    said["belligerents"] = options.belligerents.content_hash if options.belligerents else None
    said["sources"] = options.sources.content_hash if options.sources else None
    return hashlib.sha256(f"{READ_DATA.version} {_json_of(said)}".encode()).hexdigest()[:12]


def _provenance(name: str, data: DataSet, sheet: Sheet, options: Options) -> Provenance:
    return Provenance(
        name.partition(":")[2],
        data.title,
        data.citation,
        data.licence,
        sheet.name,
        sheet.content_hash,
        options.released,
        options.version,
    )


def _json(record: Provenance) -> str:
    return _json_of(asdict(record))


def _json_of(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _empty(name: str, data: DataSet) -> ImportSums:
    return ImportSums(name.partition(":")[2], data.unit)


def _sums(
    name: str, data: DataSet, before: Mapping[str, str], after: Mapping[str, str], rejects: list[Reject]
) -> ImportSums:
    reasons: dict[str, int] = {}
    for reject in rejects:
        reasons[reject.code] = reasons.get(reject.code, 0) + 1
    warnings = sum(1 for reject in rejects if reject.is_warning)
    return replace(
        _empty(name, data),
        units=len(after),
        new=sum(1 for report_id in after if report_id not in before),
        updated=sum(1 for report_id, mark in after.items() if before.get(report_id, mark) != mark),
        removed=sum(1 for report_id in before if report_id not in after),
        rejects=len(rejects) - warnings,
        warnings=warnings,
        reasons={code: reasons[code] for code in sorted(reasons)},
    )
