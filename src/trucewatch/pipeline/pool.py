"""Coding in one process or in several.

Workers are started afresh (spawn), load the model and the casebook once, and get batches of reports. What comes back
comes in any order; nothing downstream depends on the order.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice
from multiprocessing import connection
from typing import TYPE_CHECKING

from trucewatch.learnt import HYBRID, Model, load, missing
from trucewatch.ledger import StoredCasebook
from trucewatch.pipeline.conflict import Conflict, knowledge_of
from trucewatch.vocabulary.codes import Outcome
from trucewatch.vocabulary.errors import InputError, PassingError
from trucewatch.vocabulary.records import Claim, Report, SentenceOutcome

if TYPE_CHECKING:
    from trucewatch.coding.coder import Coder

Coded = tuple[str, list[SentenceOutcome], list[Claim]]
"""A report's id, what became of each of its sentences, and its claims."""

OF_SITE = "line of the site"
"""Why nothing is coded in a line that recurs across an outlet's reports."""
_BATCH = 24_000
"""Characters in a batch: about a second of work, so that little is lost when a build is killed."""

_loaded: "tuple[str, Coder] | None" = None
"""The coder of this process, with its kind and the version of the knowledge it was made with."""


def batches(reports: Iterable[Report]) -> Iterator[list[Report]]:
    """Reports in batches of about `_BATCH` characters, in the order given."""
    batch: list[Report] = []
    size = 0
    for report in reports:
        batch.append(report)
        size += len(report.text)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def code(reports: Iterable[Report], chosen: Conflict, workers: int) -> Iterator[list[Coded]]:
    """Code the reports; yields what is done, batch by batch, as batches come ready.

    Raises PassingError where a worker process is ended from outside.
    """
    if workers == 1:
        _load(chosen.casebook, chosen.coder)
        yield from map(_code, batches(reports))
        return
    yield from _code_in_pool(batches(reports), chosen, workers)


def _code_in_pool(work: Iterator[list[Report]], chosen: Conflict, workers: int) -> Iterator[list[Coded]]:
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(
        workers, mp_context=context, initializer=_start_worker, initargs=(chosen.casebook, chosen.coder)
    )
    running: set[Future[list[Coded]]] = set()
    try:
        running.update(pool.submit(_code, batch) for batch in islice(work, 2 * workers))
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            running.update(pool.submit(_code, batch) for batch in islice(work, len(done)))
            for future in done:
                yield future.result()
    except BrokenProcessPool as error:
        raise PassingError(
            "TW-BUILD-4",
            "A worker process was ended from outside (often because memory ran out).",
            do="Run the same command again, with fewer --workers; it goes on where it stopped.",
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start_worker(casebook: StoredCasebook | None, coder: str) -> None:
    """Leave Ctrl-C to the parent, and end when the parent is gone, however it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _load(casebook, coder)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def weights() -> Model:
    """The learnt parts. InputError where their weights are missing: the rules alone work without them."""
    model = load()
    if model is None:
        raise InputError("TW-BUILD-7", str(missing()), do="Build with --coder rules, or install the package again.")
    return model


def _load(casebook: StoredCasebook | None, coder: str) -> None:
    global _loaded  # noqa: PLW0603 - a process loads the model once, and pool initialisers return nothing
    from trucewatch.coding.coder import Coder  # noqa: PLC0415 - loads spaCy

    knowledge = knowledge_of(casebook)
    key = f"{coder} {knowledge.version}"
    if _loaded is None or _loaded[0] != key:
        _loaded = key, Coder(knowledge, weights() if coder == HYBRID else None)


def _code(batch: Sequence[Report]) -> list[Coded]:
    if _loaded is None:
        message = "a batch came before the coder was loaded"
        raise RuntimeError(message)
    whole = {report.report_id: report for report in batch}
    bare = [replace(report, text=report.without_site) if report.site else report for report in batch]
    return [_accounted(whole[report_id], outcomes, claims) for report_id, outcomes, claims in _loaded[1].code(bare)]


def _accounted(report: Report, outcomes: Iterable[SentenceOutcome], claims: Iterable[Claim]) -> Coded:
    """What was coded without the lines of the site, as it stands in the whole text, with those lines told too."""
    if not report.site:
        return report.report_id, list(outcomes), list(claims)
    told = list(outcomes)
    # A report in a language that is not coded is one outcome as a whole, lines of the site included.
    apart = [span for span in report.site if not any(o.start < span[1] and span[0] < o.end for o in told)]
    lines = [SentenceOutcome(report.report_id, 0, *span, Outcome.NOTHING, OF_SITE) for span in apart]
    every = sorted([*told, *lines], key=lambda outcome: outcome.start)
    numbered = [replace(outcome, number=number) for number, outcome in enumerate(every)]
    return report.report_id, numbered, [replace(c, quote=report.text[c.start : c.end]) for c in claims]
