"""The ledger: a case opened for reading and writing. Everything is added; nothing is changed or taken away."""

import dataclasses
import datetime as dt
import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, text

from trucewatch.ledger.casefile import holds_case, make_case, no_case, open_case
from trucewatch.ledger.codec import to_json
from trucewatch.ledger.current import CURRENT_REPORT
from trucewatch.ledger.reader import (
    CLAIMS,
    DECISIONS,
    INPUTS,
    LINKS,
    REJECTS,
    REPORTS,
    REUSES,
    SENTENCES,
    CaseReader,
    chunks,
)
from trucewatch.ledger.records import Decision, Input, StoredCasebook, StoredMap
from trucewatch.ledger.tables import (
    claims as claims_table,
)
from trucewatch.ledger.tables import (
    codings,
    decisions,
    families,
    inferred_days,
    inputs,
    map_removals,
    maps,
    readings,
    reuses,
    run_ends,
    runs,
    settings,
    site_lines,
    stage_done,
)
from trucewatch.ledger.tables import (
    rejects as rejects_table,
)
from trucewatch.ledger.tables import (
    reports as reports_table,
)
from trucewatch.ledger.tables import (
    sentences as sentences_table,
)
from trucewatch.vocabulary.records import Claim, CopyLink, Reject, Report, Reuse, SentenceOutcome

_ADD_WORDS = text("INSERT INTO report_words(rowid, title, text) VALUES (:report_seq, :title, :text)")

_ADD_ALL_WORDS = text(
    "INSERT INTO report_words(rowid, title, text)"
    " SELECT report_seq, title, text FROM reports WHERE report_seq > :before"
)


def utc_now() -> str:
    """The time of the clock, ISO 8601 in UTC, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def digest(row: Mapping[str, Any]) -> str:
    """A hash of a report's row, which tells one reading of it from another."""
    return hashlib.sha256(to_json(row).encode()).hexdigest()[:32]


class Ledger(CaseReader):
    """One case. Open it with `Ledger.open`, as a context manager; use it from one thread.

    Each writing method is one transaction: a program killed in the middle of one leaves the case as it was before.
    Errors: PassingError where the case is locked or the disk is full, CaseError where it cannot be written.
    """

    def __init__(self, engine: Engine, path: Path, clock: Callable[[], str]) -> None:
        super().__init__(engine, path)
        self._clock = clock
        self._writer = engine.connect().execution_options(writes=True)

    @classmethod
    def open(
        cls, path: str | Path, *, create: bool = False, wait: float = 5.0, clock: Callable[[], str] = utc_now
    ) -> Self:
        """Open the case at `path`; with `create`, make an empty one where there is none.

        A case of an older version is migrated; one in a read-only folder can be read. `wait` is how many seconds to
        wait for another writer; `clock` gives the time for inputs, runs and decisions. CaseError where `path` is not
        a case, or one of a newer version.
        """
        path = Path(path)
        if not holds_case(path):
            if not create:
                raise no_case(path)
            make_case(path)
        return cls(open_case(path, wait=wait), path, clock)

    def close(self) -> None:
        """Let go of the file."""
        self._writer.close()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Put all that is written inside into one transaction. What is read inside does not see it yet."""
        with self._writing():
            yield

    def begin_run(self, version: str) -> int:
        """Note that a build by this version of the program begins; returns the run's number."""
        with self._writing() as connection:
            return self._insert_one(connection, runs, {"started": self._clock(), "version": version})

    def end_run(self, run_id: int, sums: Mapping[str, int]) -> None:
        """Note that the run is over, and its sums."""
        with self._writing() as connection:
            row = {"run_id": run_id, "ended": self._clock(), "sums": to_json(dict(sums))}
            connection.execute(insert(run_ends), row)

    def add_input(self, source: Input, reports: Iterable[Report] = (), rejects: Iterable[Reject] = ()) -> None:
        """Add a file that was read, with all that came of it. It takes the place of earlier readings of the file.

        What reports are to each other, their site's lines and `withdrawn` are not stored here (see `set_families`,
        `set_site_lines`, `withdraw`).
        """
        with self._writing() as connection:
            input_seq = self._insert_one(connection, inputs, {**INPUTS.row(source), "read_at": self._clock()})
            for some in chunks(reports):
                self._add_reports(connection, input_seq, some)
            for chunk in chunks(rejects):
                rows = [{**REJECTS.row(reject), "input_seq": input_seq} for reject in chunk]
                connection.execute(insert(rejects_table), rows)

    def add_coded(
        self, report_id: str, stage_version: str, sentences: Iterable[SentenceOutcome], claims: Iterable[Claim]
    ) -> None:
        """Add what one version of coding made of a current report.

        ValueError where there is no such report, or two sentences share a number or two claims an id.
        """
        sentence_rows = [SENTENCES.row(sentence) for sentence in sentences]
        claim_rows = [CLAIMS.row(claim) for claim in claims]
        _no_two(report_id, "sentences share the number", [row["number"] for row in sentence_rows])
        _no_two(report_id, "claims share the id", [row["claim_id"] for row in claim_rows])
        with self._writing() as connection:
            found = connection.execute(CURRENT_REPORT, {"report_id": report_id}).first()
            if found is None:
                raise ValueError(f"no current report {report_id}")
            row = {"report_seq": found[0], "published": found[1], "site": found[2], "stage_version": stage_version}
            coding_seq = self._insert_one(connection, codings, row)
            for table, rows in ((sentences_table, sentence_rows), (claims_table, claim_rows)):
                if rows:
                    connection.execute(insert(table), [{**row, "coding_seq": coding_seq} for row in rows])

    def add_imported(
        self, source: Input, rows: Iterable[tuple[Report, Sequence[Claim]]], rejects: Iterable[Reject] = ()
    ) -> None:
        """Add a data set that was imported, its reports with their claims, in one transaction.

        `source.file` names the data set, not the file, so that a later import takes the place of this one; its outcome
        is `imported`. A report that is there already with the same claims is only linked, whatever file and row it now
        stands in. `rejects` are read once the rows are through.
        """
        with self._writing() as connection:
            input_seq = self._insert_one(connection, inputs, {**INPUTS.row(source), "read_at": self._clock()})
            self._link_imported(connection, input_seq, source.stage_version, rows)
            for chunk in chunks(rejects):
                found = [{**REJECTS.row(reject), "input_seq": input_seq} for reject in chunk]
                connection.execute(insert(rejects_table), found)

    def use_coder(self, stage_version: str) -> None:
        """Let the claims of this version of coding count before those of any other."""
        self.set_setting("coder", stage_version)

    def set_families(self, found: Iterable[CopyLink]) -> None:
        """Replace the families of copies."""
        self._replace(families, [LINKS.row(link) for link in sorted(found, key=lambda link: link.report_id)])

    def set_reuses(self, found: Iterable[Reuse]) -> None:
        """Replace which sentences reports share that are no copies of one another."""
        self._replace(reuses, [REUSES.row(reuse) for reuse in sorted(found, key=lambda reuse: reuse.report_id)])

    def set_site_lines(self, found: Mapping[str, Sequence[tuple[int, int]]]) -> None:
        """Replace where lines of the site stand: report id → spans in its text. A report they change is coded anew."""
        rows = [{"report_id": key, "spans": to_json([list(span) for span in found[key]])} for key in sorted(found)]
        self._replace(site_lines, rows)

    def set_inferred_days(self, found: Mapping[str, tuple[str, str | None]]) -> None:
        """Replace what the corpus tells of the days of reports: report id → (EDTF, what it rests on).

        A day that a report states itself goes before; one that was only inferred from its text does not.
        """
        rows = [{"report_id": key, "published": day, "why": why} for key, (day, why) in sorted(found.items())]
        self._replace(inferred_days, rows)

    def decide(self, decision: Decision) -> None:
        """Add a person's decision; the time is the clock's where it gives none."""
        stamped = decision if decision.when else dataclasses.replace(decision, when=self._clock())
        with self._writing() as connection:
            connection.execute(insert(decisions), DECISIONS.row(stamped))

    def withdraw(
        self,
        report_id: str,
        why: str,
        who: str | None = None,
        *,
        on: str | None = None,
        corrected_by: str | None = None,
    ) -> None:
        """Mark a report as withdrawn (by its outlet, or as not to be used). It stays in the case.

        `on` is the EDTF day from which it is, `corrected_by` the id of the report that corrects it.
        """
        self.decide(Decision("withdraw", report_id, corrected_by, on, why, who))

    def restore(self, report_id: str, why: str, who: str | None = None) -> None:
        """Take a withdrawal back."""
        self.decide(Decision("restore", report_id, why=why, who=who))

    def mark_done(self, stage: str, version: str, keys: Iterable[str]) -> None:
        """Note which keys a stage of this version has done, for a run that goes on after it."""
        with self._writing() as connection:
            for chunk in chunks(keys):
                rows = [{"stage": stage, "version": version, "key": key} for key in chunk]
                connection.execute(insert(stage_done).prefix_with("OR IGNORE"), rows)

    def set_setting(self, name: str, value: str) -> None:
        """Set a setting of the case; nothing is written where it has that value."""
        if self.setting(name) == value:
            return
        with self._writing() as connection:
            connection.execute(insert(settings), {"name": name, "value": value})

    def set_casebook(self, casebook: StoredCasebook | None) -> None:
        """Keep the casebook that the case is built with, so that later questions need not name it."""
        self.set_setting("casebook", to_json(dataclasses.asdict(casebook) if casebook else None))

    def add_map(self, given: StoredMap) -> bool:
        """Keep a file with outlines or boundaries; it takes the place of one of its kind and name.

        Whether anything changed: nothing does where the same bytes are kept with the same source and time.
        """
        same = [old for old in self.maps() if (old.kind, old.file) == (given.kind, given.file)]
        if any(dataclasses.replace(old, added=given.added) == given for old in same):
            return False
        row = {name: getattr(given, name) for name in ("kind", "file", "content_hash", "source", "valid")}
        with self._writing() as connection:
            self._take_out(connection, given.kind, given.file)
            packed = zlib.compress(given.content, 6)
            connection.execute(insert(maps), {**row, "content": packed, "added": self._clock()})
        return True

    def remove_map(self, kind: str, file: str) -> None:
        """Let a file that the case keeps count no more. It stays in the file as history."""
        with self._writing() as connection:
            self._take_out(connection, kind, file)

    def _take_out(self, connection: Connection, kind: str, file: str) -> None:
        removed = select(map_removals.c.map_seq)
        query = select(maps.c.map_seq).where(maps.c.kind == kind, maps.c.file == file, maps.c.map_seq.not_in(removed))
        for (map_seq,) in connection.execute(query).all():
            connection.execute(insert(map_removals), {"map_seq": map_seq, "removed": self._clock()})

    def _add_reports(self, connection: Connection, input_seq: int, some: list[Report]) -> None:
        """Store those that are new; one that was read before, word for word, is only linked to its new input."""
        rows = [REPORTS.row(report) for report in some]
        by_key = {(row["report_id"], digest(row)): row for row in rows}
        query = select(reports_table.c.report_id, reports_table.c.digest, reports_table.c.report_seq).where(
            reports_table.c.report_id.in_([row["report_id"] for row in rows])
        )
        at = {(report_id, known): seq for report_id, known, seq in connection.execute(query)}
        last = connection.execute(select(func.max(reports_table.c.report_seq))).scalar() or 0
        new = []
        for key, row in by_key.items():
            if key not in at:
                last += 1
                at[key] = last
                new.append({**row, "report_seq": last, "digest": key[1]})
        if new:
            connection.execute(insert(reports_table), new)
            connection.execute(_ADD_WORDS, new)
        links = [{"input_seq": input_seq, "report_seq": at[key]} for key in by_key]
        connection.execute(insert(readings).prefix_with("OR IGNORE"), links)

    def _link_imported(
        self, connection: Connection, input_seq: int, version: str, rows: Iterable[tuple[Report, Sequence[Claim]]]
    ) -> None:
        """Store what is new, by plain lists of values: SQLAlchemy would look at each of them again."""
        last = connection.execute(select(func.max(reports_table.c.report_seq))).scalar() or 0
        coding = connection.execute(select(func.max(codings.c.coding_seq))).scalar() or 0
        put_report = _Put(connection, reports_table, (*REPORTS.columns, "report_seq", "digest"))
        put_coding = _Put(connection, codings, ("coding_seq", "report_seq", "published", "stage_version"))
        put_claim = _Put(connection, claims_table, (*CLAIMS.columns, "coding_seq"))
        put_reading = _Put(connection, readings, ("input_seq", "report_seq"), "OR IGNORE")
        published = REPORTS.columns.index("published")
        for some in chunks(rows):
            before = last
            made = [(REPORTS.values(report), [CLAIMS.values(claim) for claim in claims]) for report, claims in some]
            marks = [_mark(row, told) for row, told in made]
            query = select(reports_table.c.report_id, reports_table.c.digest, reports_table.c.report_seq).where(
                reports_table.c.report_id.in_([report.report_id for report, _ in some])
            )
            at = {(report_id, mark): seq for report_id, mark, seq in connection.execute(query)}
            for (report, _), (row, told), mark in zip(some, made, marks, strict=True):
                key = (report.report_id, mark)
                if key not in at:
                    last, coding = last + 1, coding + 1
                    at[key] = last
                    put_coding.rows.append((coding, last, row[published], version))
                    put_report.rows.append((*row, last, mark))
                    put_claim.rows += [(*claim, coding) for claim in told]
                put_reading.rows.append((input_seq, at[key]))
            for put in (put_report, put_coding, put_claim, put_reading):
                put.now()
            if last > before:
                connection.execute(_ADD_ALL_WORDS, {"before": before})

    def _replace(self, table: Table, rows: list[dict[str, Any]]) -> None:
        with self._writing() as connection:
            connection.execute(delete(table))
            for chunk in chunks(rows):
                connection.execute(insert(table), chunk)

    @staticmethod
    def _insert_one(connection: Connection, table: Table, row: Mapping[str, Any]) -> int:
        key = connection.execute(insert(table), row).inserted_primary_key
        return int(key[0]) if key else 0

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self._writer.in_transaction():
            yield self._writer
            return
        with self._writer.begin():
            yield self._writer


_WHEREVER = [at for at, name in enumerate(REPORTS.columns) if name not in ("file", "part")]


def _mark(row: Sequence[Any], told: Sequence[Sequence[Any]]) -> str:
    """A hash of an imported report with its claims, wherever it stands in its file."""
    return hashlib.sha256(repr([[row[at] for at in _WHEREVER], told]).encode()).hexdigest()[:32]


class _Put:
    """Rows for one table, collected in `rows` and put in many at a time."""

    def __init__(self, connection: Connection, table: Table, names: Sequence[str], prefix: str = "") -> None:
        columns = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" * len(names))
        self._statement = f'INSERT {prefix} INTO "{table.name}" ({columns}) VALUES ({marks})'  # noqa: S608 - our own names
        self._connection = connection
        self.rows: list[tuple[Any, ...]] = []

    def now(self) -> None:
        """Put them in."""
        if self.rows:
            self._connection.exec_driver_sql(self._statement, self.rows)
            self.rows = []


def _no_two(report_id: str, what: str, keys: list[Any]) -> None:
    if len(set(keys)) < len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"report {report_id}: two {what} {twice}")
