"""A build: reports read, lines of their sites and copies told apart, undated ones dated, sentences coded, all kept.

Each stage stores what it has done in small transactions, keyed by the hash of what went in and the stage's version. So
a build that was killed goes on where it stopped, a second one finds nothing to do, and a changed stage redoes its part.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from trucewatch import __version__
from trucewatch.learnt import HYBRID
from trucewatch.ledger import IMPORTED, Ledger
from trucewatch.pipeline import conflict, pool, stages
from trucewatch.pipeline.conflict import Conflict
from trucewatch.pipeline.inputs import Listed, changed, listed
from trucewatch.pipeline.progress import Progress, Step, silent
from trucewatch.pipeline.sums import BuildSums, counted, last_sums
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.records import Reject, Report


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build would do: files to read (of `files`), reports already in the case to code again."""

    files: int
    to_read: tuple[str, ...]
    to_code: int
    conflict: Conflict

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self.to_read and not self.to_code


def plan(paths: Sequence[Path], case: Path, casebook: str | None = None) -> Plan:
    """What `build` with these arguments would do; writes nothing."""
    files = listed(paths, case)
    if not case.exists():
        chosen = conflict.for_build(casebook, (False, None), _paths(files))
        return Plan(len(files), tuple(f.told for f in files), 0, chosen)
    with Ledger.open(case) as ledger:
        return _plan(ledger, files, _conflict(ledger, casebook, files))


def build(
    paths: Sequence[Path],
    case: Path,
    casebook: str | None = None,
    workers: int = 1,
    progress: Progress = silent,
    tell: Callable[[str, str], None] = lambda _name, _why: None,
    coder: str | None = None,
) -> BuildSums:
    """Read the reports below `paths` into the case (made if need be), and code what is new.

    `casebook` is a name, a path, `none` or `auto`; None keeps the case's own, or chooses one for a new case. `tell` is
    told which casebook is used and why. `coder` is `rules` or `hybrid`, with the learnt parts beside the rules; None
    takes hybrid where those are installed.

    Raises:
        InputError: a path is missing, or a folder holds no file.
        CasebookError: there is no such casebook, or it has a fault.
        CaseError, PassingError: the case cannot be written, now or at all.
    """
    coder = conflict.checked_coder(coder)
    if workers < 1:
        raise RequestError("TW-BUILD-1", f"--workers {workers} makes no sense.", do="Give 1 or more.")
    files = listed(paths, case)
    first = None if case.exists() else conflict.for_build(casebook, (False, None), _paths(files))
    with Ledger.open(case, create=True) as ledger:  # not made for a casebook that cannot be read
        chosen = replace(first or _conflict(ledger, casebook, files), coder=coder)
        if _is_done(ledger, files, chosen):
            return last_sums(ledger, chosen.name)
        tell(chosen.name, chosen.why)
        run = ledger.begin_run(__version__)
        ledger.set_casebook(chosen.casebook)
        new_files, new_reports = _read(ledger, files, chosen, progress)
        _find_site_lines(ledger, progress)
        _find_copies(ledger, progress)
        _find_days(ledger, progress)
        coded = _code(ledger, chosen, workers, progress)
        sums = replace(counted(ledger, chosen.name), new_files=new_files, new_reports=new_reports, coded_reports=coded)
        ledger.end_run(run, sums.as_mapping())
        return sums


def _conflict(ledger: Ledger, casebook: str | None, files: Sequence[Listed]) -> Conflict:
    kept = (ledger.setting("casebook") is not None, ledger.casebook())
    return conflict.for_build(casebook, kept, _paths(files))


def _paths(files: Iterable[Listed]) -> Iterator[Path]:
    return (f.path for f in files if f.path)


def _plan(ledger: Ledger, files: Sequence[Listed], chosen: Conflict) -> Plan:
    to_read = changed(ledger, files, _reading_version(chosen))
    uncoded = set(ledger.report_ids()) - ledger.coded(_coding_version(chosen))
    return Plan(len(files), tuple(f.told for f in to_read), len(uncoded), chosen)


def _is_done(ledger: Ledger, files: Sequence[Listed], chosen: Conflict) -> bool:
    return (
        _plan(ledger, files, chosen).is_empty
        and ledger.coder == _coding_version(chosen)
        and ledger.casebook() == chosen.casebook
        and ledger.setting("casebook") is not None
        and _read_key(ledger) in ledger.done(stages.SITE.name, stages.SITE.version)
        and _read_key(ledger) in ledger.done(stages.FAMILIES.name, stages.FAMILIES.version)
        and _days_key(ledger) in ledger.done(stages.DAYS.name, stages.DAYS.version)
    )


def _reading_version(chosen: Conflict) -> str:
    return conflict.version_of(stages.READ.version, chosen.knowledge)


def _coding_version(chosen: Conflict) -> str:
    learnt = f" {pool.weights().version}" if chosen.coder == HYBRID else ""
    return conflict.version_of(stages.CODE.version, chosen.knowledge, learnt)


def _read(ledger: Ledger, files: Sequence[Listed], chosen: Conflict, progress: Progress) -> tuple[int, int]:
    """Read the files that are new or changed; returns how many files, and how many reports the case gained."""
    version = _reading_version(chosen)
    pending = changed(ledger, files, version)
    before = len(ledger.report_ids()) if pending else 0
    for number, file in enumerate(pending):
        progress(Step("reading", number, len(pending), "files"))
        rejects: list[Reject] = []
        ledger.add_input(file.as_input(version), _reports(file, chosen, rejects), rejects)
    if not pending:
        return 0, 0
    progress(Step("reading", len(pending), len(pending), "files"))
    return len(pending), len(ledger.report_ids()) - before


def _reports(file: Listed, chosen: Conflict, rejects: list[Reject]) -> Iterator[Report]:
    """The reports of a file; its rejects are put aside on the way."""
    for item in file.read(chosen.knowledge):
        if isinstance(item, Report):
            yield item
        else:
            rejects.append(item)


def _find_site_lines(ledger: Ledger, progress: Progress) -> None:
    """Find the lines of each outlet's site, over all reports; those whose lines have changed are coded anew."""
    key, version = _read_key(ledger), stages.SITE.version
    if key in ledger.done(stages.SITE.name, version):
        return
    from trucewatch.reading.site_lines import find_site_lines  # noqa: PLC0415 - a build with nothing to do goes without

    total = len(ledger.report_ids())
    progress(Step("finding lines of sites", 0, total, "reports"))
    lines = find_site_lines(ledger.reports(as_read=True))
    found = {report.report_id: spans for report in ledger.reports(as_read=True) if (spans := lines.spans(report))}
    with ledger.batch():
        ledger.set_site_lines(found)
        ledger.mark_done(stages.SITE.name, version, [key])
    progress(Step("finding lines of sites", total, total, "reports"))


def _find_copies(ledger: Ledger, progress: Progress) -> None:
    """Group the copies among all reports, and find the sentences that others share."""
    key, version = _read_key(ledger), stages.FAMILIES.version
    if key in ledger.done(stages.FAMILIES.name, version):
        return
    from trucewatch.reading.copies import find_copies, fingerprints  # noqa: PLC0415 - a build with nothing to do
    from trucewatch.reading.reuse import reuses, shared_sentences  # noqa: PLC0415 - does without them

    total = len(ledger.report_ids())
    progress(Step("finding copies", 0, total, "reports"))
    # One by one: their texts together may be more than memory holds.
    found = [copy.link for copy in find_copies(fingerprints(ledger.reports(as_read=True)))]
    families = {link.report_id: link.family for link in found}
    bare = map(_without_site, ledger.reports(as_read=True))
    shared = reuses(shared_sentences(bare, families=families), families)
    with ledger.batch():
        ledger.set_families(found)
        ledger.set_reuses(shared)
        ledger.mark_done(stages.FAMILIES.name, version, [key])
    progress(Step("finding copies", total, total, "reports"))


def _find_days(ledger: Ledger, progress: Progress) -> None:
    """Date undated reports by what the dated ones tell: a report that was added may date others, so all are tried."""
    key, version = _days_key(ledger), stages.DAYS.version
    if key in ledger.done(stages.DAYS.name, version):
        return
    from trucewatch.reading.copies import Copies  # noqa: PLC0415 - a build with nothing to do does without it
    from trucewatch.reading.corpus import corpus_days  # noqa: PLC0415 - the same

    reports = list(map(_without_site, ledger.reports(as_read=True)))
    progress(Step("dating", 0, len(reports), "reports"))
    copies: Copies = {r.report_id: (r.family, r.duplicate_of) for r in reports if r.family}
    found = corpus_days(reports, copies)
    with ledger.batch():
        ledger.set_inferred_days({report_id: (day.published, day.why) for report_id, day in found.items()})
        ledger.mark_done(stages.DAYS.name, version, [key])
    progress(Step("dating", len(reports), len(reports), "reports"))


def _days_key(ledger: Ledger) -> str:
    """What was read, and how lines of sites and copies were told apart."""
    return f"{_read_key(ledger)}/{stages.SITE.version}/{stages.FAMILIES.version}"


def _without_site(report: Report) -> Report:
    return replace(report, text=report.without_site) if report.site else report


def _read_key(ledger: Ledger) -> str:
    """What was read; data sets are told apart by their own ids, and no copies are looked for among their rows."""
    digest = hashlib.sha256()
    for source in ledger.inputs():
        if source.outcome == IMPORTED:
            continue
        digest.update(f"{source.file}\n{source.content_hash}\n{source.stage_version}\n".encode())
    return digest.hexdigest()[:32]


def _code(ledger: Ledger, chosen: Conflict, workers: int, progress: Progress) -> int:
    """Code every report that this version of the coder has not coded as it stands; returns how many."""
    version = _coding_version(chosen)
    already = ledger.coded(version)
    waiting = sum(1 for report_id in ledger.report_ids() if report_id not in already)
    done = 0
    if waiting:
        progress(Step("coding", 0, waiting, "reports"))
        reports = (report for report in ledger.reports() if report.report_id not in already)
        for batch in pool.code(reports, chosen, min(workers, waiting)):
            with ledger.batch():
                for report_id, sentences, claims in batch:
                    ledger.add_coded(report_id, version, sentences, claims)
            done += len(batch)
            progress(Step("coding", done, waiting, "reports"))
    ledger.use_coder(version)
    return done
