"""Reading a case: what is current, always in the same order."""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Select, Table, func, or_, select, text

from trucewatch.ledger.codec import RowCodec
from trucewatch.ledger.current import (
    CURRENT_REPORT,
    codings_of_current_reports,
    current_codings,
    current_reports,
    imported_reports,
    is_current_input,
)
from trucewatch.ledger.query import match_expression
from trucewatch.ledger.records import IMPORT, Decision, Hit, Input, Run, StoredCasebook, StoredMap
from trucewatch.ledger.tables import (
    claims,
    decisions,
    families,
    inferred_days,
    inputs,
    map_removals,
    maps,
    readings,
    rejects,
    reports,
    reuses,
    run_ends,
    runs,
    sentences,
    settings,
    site_lines,
    stage_done,
)
from trucewatch.vocabulary.codes import CopyKind, Outcome, PublishedHow
from trucewatch.vocabulary.records import Claim, CopyLink, Reject, Report, Reuse, SentenceOutcome

_LINKED = ("family", "duplicate_of", "copy_of", "copy_kind", "copy_strength")
_REUSED = ("shared_sentences", "shares_with")
REPORTS = RowCodec(Report, except_for=(*_LINKED, *_REUSED, "withdrawn", "site"))
CLAIMS = RowCodec(Claim, except_for=("report_id",))
SENTENCES = RowCodec(SentenceOutcome, except_for=("report_id",))
REJECTS = RowCodec(Reject)
LINKS = RowCodec(CopyLink)
REUSES = RowCodec(Reuse)
DECISIONS = RowCodec(Decision)
INPUTS = RowCodec(Input)

CHUNK = 500
"""Rows fetched or written at a time: enough that the cost of a statement does not count."""

_FIND = text(
    "SELECT rowid, snippet(report_words, -1, '[', ']', '…', 24) FROM report_words"
    " WHERE report_words MATCH :words ORDER BY bm25(report_words), rowid"
)

T = TypeVar("T")


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """The items in lists of at most `CHUNK`."""
    chunk: list[T] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


class CaseReader:
    """The current contents of a case. An iterator reads a snapshot: what is written while it runs does not show."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self.path = path
        self._engine = engine

    def known_inputs(self, stage_version: str) -> dict[str, str]:
        """File → content hash of what reading of this version has read (as it last was)."""
        query = select(inputs.c.file, inputs.c.content_hash).where(
            is_current_input(), inputs.c.stage_version == stage_version
        )
        return {row[0]: row[1] for row in self._rows(query.order_by(inputs.c.file))}

    def inputs(self) -> Iterator[Input]:
        """The inputs as last read, by file."""
        query = select(*(inputs.c[name] for name in INPUTS.columns)).where(is_current_input())
        return map(INPUTS.record, self._rows(query.order_by(inputs.c.file)))

    def coded(self, stage_version: str) -> set[str]:
        """Ids of the current reports that this version of coding has coded as they now stand.

        The rows of data sets count among them: their claims come with them, and no coder has anything to do there.
        """
        made = codings_of_current_reports().subquery()
        done = or_(made.c.stage_version == stage_version, made.c.stage_version.startswith(f"{IMPORT}:"))
        return {report_id for (report_id,) in self._rows(select(made.c.report_id).where(done))}

    def done(self, stage: str, version: str) -> set[str]:
        """Keys that a stage of this version has done."""
        query = select(stage_done.c.key).where(stage_done.c.stage == stage, stage_done.c.version == version)
        return {key for (key,) in self._rows(query)}

    def imported_marks(self, file: str) -> dict[str, str]:
        """Report id → mark of its contents, for the rows of a data set as it was last imported."""
        query = (
            select(reports.c.report_id, reports.c.digest)
            .join(readings, readings.c.report_seq == reports.c.report_seq)
            .join(inputs, inputs.c.input_seq == readings.c.input_seq)
            .where(inputs.c.file == file, is_current_input())
        )
        return {row[0]: row[1] for row in self._rows(query)}

    def report_ids(self) -> list[str]:
        """Ids of the current reports, sorted."""
        now = current_reports()
        return [report_id for (report_id,) in self._rows(select(now.c.report_id).order_by(now.c.report_id))]

    def report(self, report_id: str) -> Report | None:
        """One current report, or None."""
        with self._engine.connect() as connection:
            rows = connection.execute(CURRENT_REPORT, {"report_id": report_id}).all()
            return next(self._reports_at(connection, [row[0] for row in rows]), None)

    def reports(self, *, as_read: bool = False) -> Iterator[Report]:
        """The current reports by id, with family, inferred day and withdrawal as they now stand.

        `as_read`: only those that were read, not the rows of data sets, with the days that reading gave them, whatever
        the corpus tells.
        """
        with self._engine.connect() as connection:
            now = current_reports()
            query = select(now.c.report_seq).order_by(now.c.report_id)
            if as_read:
                query = query.where(now.c.report_seq.not_in(imported_reports()))
            order = connection.execute(query).all()
            for chunk in chunks(row[0] for row in order):
                yield from self._reports_at(connection, chunk, as_read=as_read)

    def claims(self) -> Iterator[Claim]:
        """The claims of the current codings, by claim id."""
        current = current_codings(self.coder)
        query = (
            select(current.c.report_id, *(claims.c[name] for name in CLAIMS.columns))
            .join(current, current.c.coding_seq == claims.c.coding_seq)
            .order_by(claims.c.claim_id)
        )
        for report_id, *values in self._rows(query):
            yield CLAIMS.record(values, report_id=report_id)

    def sentences(self) -> Iterator[SentenceOutcome]:
        """What became of each sentence in the current codings, by report and number."""
        current = current_codings(self.coder)
        query = (
            select(current.c.report_id, *(sentences.c[name] for name in SENTENCES.columns))
            .join(current, current.c.coding_seq == sentences.c.coding_seq)
            .order_by(current.c.report_id, sentences.c.number)
        )
        for report_id, *values in self._rows(query):
            yield SENTENCES.record(values, report_id=report_id)

    def sentence_counts(self) -> dict[Outcome, int]:
        """How many sentences of the current codings had each outcome."""
        current = current_codings(self.coder)
        query = (
            select(sentences.c.outcome, func.count())
            .join(current, current.c.coding_seq == sentences.c.coding_seq)
            .group_by(sentences.c.outcome)
        )
        counted = dict(tuple(row) for row in self._rows(query))
        return {outcome: counted.get(outcome.value, 0) for outcome in Outcome}

    def readings(self) -> int:
        """How many reports the current inputs hold, a report that two of them hold counted twice."""
        query = select(func.count()).select_from(readings).join(inputs, inputs.c.input_seq == readings.c.input_seq)
        return next(int(count) for (count,) in self._rows(query.where(is_current_input())))

    def claim_count(self) -> int:
        """How many claims the current codings hold."""
        current = current_codings(self.coder)
        query = select(func.count()).select_from(claims).join(current, current.c.coding_seq == claims.c.coding_seq)
        return next(int(count) for (count,) in self._rows(query))

    def copy_kinds(self) -> dict[str, int]:
        """How many of the current copies are of each kind, by kind."""
        now = current_reports()
        kind = func.coalesce(families.c.copy_kind, CopyKind.NEAR.value).label("kind")
        among = select(kind).select_from(now).join(families, families.c.report_id == now.c.report_id)
        kinds = among.where(families.c.duplicate_of.is_not(None)).subquery()
        copies = select(kinds.c.kind, func.count()).group_by(kinds.c.kind).order_by(kinds.c.kind)
        return {str(name): int(count) for name, count in self._rows(copies)}

    def undated_count(self) -> int:
        """How many of the current reports have no day or interval of publication at all."""
        now = current_reports()
        query = select(func.count()).select_from(now).where(now.c.published.is_(None))
        return next(int(count) for (count,) in self._rows(query))

    def reuse_count(self) -> int:
        """How many of the current reports share sentences with reports that are no copies of them."""
        return self._count_among_current(reuses)

    def site_count(self) -> int:
        """In how many of the current reports lines of the site stand."""
        return self._count_among_current(site_lines)

    def _count_among_current(self, table: Table) -> int:
        now = current_reports()
        query = select(func.count()).select_from(now).join(table, table.c.report_id == now.c.report_id)
        return next(int(count) for (count,) in self._rows(query))

    def copy_count(self) -> int:
        """How many of the current reports are copies of another."""
        now = current_reports()
        query = select(func.count()).select_from(now).join(families, families.c.report_id == now.c.report_id)
        return next(int(count) for (count,) in self._rows(query.where(families.c.duplicate_of.is_not(None))))

    def rejects(self) -> Iterator[Reject]:
        """What did not become a report, by file, then part (row 9 before row 10)."""
        query = (
            select(*(rejects.c[name] for name in REJECTS.columns))
            .join(inputs, inputs.c.input_seq == rejects.c.input_seq)
            .where(is_current_input())
            .order_by(rejects.c.file, func.length(rejects.c.part), rejects.c.part, rejects.c.code, rejects.c.reason)
        )
        return map(REJECTS.record, self._rows(query))

    def decisions(self) -> list[Decision]:
        """What people decided, in the order of deciding."""
        query = select(*(decisions.c[name] for name in DECISIONS.columns)).order_by(decisions.c.decision_seq)
        return [DECISIONS.record(row) for row in self._rows(query)]

    def runs(self) -> list[Run]:
        """The builds so far, first to last; `ended` is None for one that was cut short or still goes on."""
        query = (
            select(runs.c.run_id, runs.c.started, runs.c.version, run_ends.c.ended, run_ends.c.sums)
            .join(run_ends, run_ends.c.run_id == runs.c.run_id, isouter=True)
            .order_by(runs.c.run_id)
        )
        return [
            Run(run_id, started, ended, version, json.loads(sums) if sums else {})
            for run_id, started, version, ended, sums in self._rows(query)
        ]

    def setting(self, name: str) -> str | None:
        """A setting as it was last set, or None."""
        query = select(settings.c.value).where(settings.c.name == name).order_by(settings.c.setting_seq.desc()).limit(1)
        return next((value for (value,) in self._rows(query)), None)

    @property
    def coder(self) -> str | None:
        """The coder's version in use: its claims count before those of any other."""
        return self.setting("coder")

    def casebook(self) -> StoredCasebook | None:
        """The casebook the case was last built with; None where it was built without."""
        stored = self.setting("casebook")
        return StoredCasebook(**json.loads(stored)) if stored and stored != "null" else None

    def maps(self) -> list[StoredMap]:
        """The files with outlines and boundaries that the case keeps, in the order in which they were given."""
        removed = select(map_removals.c.map_seq)
        columns = (maps.c.kind, maps.c.file, maps.c.content, maps.c.source, maps.c.valid, maps.c.added)
        query = select(*columns).where(maps.c.map_seq.not_in(removed)).order_by(maps.c.map_seq)
        return [
            StoredMap(kind, file, zlib.decompress(content), source, valid, added)
            for kind, file, content, source, valid, added in self._rows(query)
        ]

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """Current reports that hold all words of `query`, in any language, best first.

        Words in double quotes are a phrase; a word that ends in `*` is the beginning of one. Case and accents do not
        count. A query without a word finds nothing.
        """
        words = match_expression(query)
        if not words:
            return []
        now = current_reports()
        shown = (
            reports.c.report_seq,
            now.c.report_id,
            reports.c.title,
            reports.c.outlet,
            now.c.published,
            reports.c.language,
        )
        with self._engine.connect() as connection:
            known = {
                row[0]: row[1:]
                for row in connection.execute(select(*shown).join(now, now.c.report_seq == reports.c.report_seq))
            }
            found = connection.execute(_FIND, {"words": words})
            return list(islice((Hit(*known[at], snippet) for at, snippet in found if at in known), limit))

    def _withdrawn(self, connection: Connection) -> dict[str, tuple[str, str | None]]:
        """Withdrawn reports: id → (since when and why, the report that corrects it)."""
        columns = (decisions.c.subject, decisions.c.kind, decisions.c.object, decisions.c.value, decisions.c.why)
        query = select(*columns).where(decisions.c.kind.in_(("withdraw", "restore")))
        out: dict[str, tuple[str, str | None]] = {}
        for subject, kind, other, on, why in connection.execute(query.order_by(decisions.c.decision_seq)):
            if kind == "withdraw":
                out[subject] = (": ".join(part for part in (on, why or "withdrawn") if part), other)
            else:
                out.pop(subject, None)
        return out

    def _reports_at(self, connection: Connection, at: Sequence[int], *, as_read: bool = False) -> Iterator[Report]:
        withdrawn = self._withdrawn(connection)
        corrects = {other: subject for subject, (_, other) in sorted(withdrawn.items()) if other}
        query = (
            select(
                *(families.c[name] for name in _LINKED),
                *(reuses.c[name] for name in _REUSED),
                site_lines.c.spans,
                inferred_days.c.published,
                inferred_days.c.why,
                *(reports.c[name] for name in REPORTS.columns),
            )
            .join(families, families.c.report_id == reports.c.report_id, isouter=True)
            .join(inferred_days, inferred_days.c.report_id == reports.c.report_id, isouter=True)
            .join(reuses, reuses.c.report_id == reports.c.report_id, isouter=True)
            .join(site_lines, site_lines.c.report_id == reports.c.report_id, isouter=True)
            .where(reports.c.report_seq.in_(at))
            .order_by(reports.c.report_id)
        )
        linked = len(_LINKED)
        for row in connection.execute(query):
            shared, others, spans, inferred, why, *values = row[linked:]
            report = REPORTS.record(
                values,
                **dict(zip(_LINKED, (*row[:3], CopyKind(row[3]) if row[3] else None, row[4]), strict=True)),
                shared_sentences=shared or 0,
                shares_with=tuple(json.loads(others)) if others else (),
                withdrawn=withdrawn.get(values[0], (None, None))[0],
                site=tuple((start, end) for start, end in json.loads(spans)) if spans else (),
            )
            if report.report_id in corrects:
                report = replace(report, corrects=corrects[report.report_id])
            undated = report.published is None or report.published_how is PublishedHow.INFERRED
            if undated and inferred is not None and not as_read:
                report = replace(report, published=inferred, published_how=PublishedHow.INFERRED, published_why=why)
            yield report

    def _rows(self, query: Select[Any]) -> Iterator[Sequence[Any]]:
        with self._engine.connect() as connection:
            yield from connection.execution_options(yield_per=CHUNK).execute(query)
