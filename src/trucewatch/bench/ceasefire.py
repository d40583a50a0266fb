"""Claims, speakers, agreements and commitments in coded reports: DIR/text/ID.txt and DIR/gold/ID.json.

The case is built by the program's own pipeline from every text of the set, with the casebook that it chooses itself. A
found claim matches a coded one when their sentences overlap by more than half of the shorter and their codes are equal.
"""

import json
import shutil
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from trucewatch.bench.ceasefire_scores import Found, Row, Scores, score
from trucewatch.bench.folders import damaged, located
from trucewatch.bench.learnt_parts import choice
from trucewatch.bench.result import Figure, Options, Result
from trucewatch.bench.scoring import Counts, f1, micro, precision, recall, share
from trucewatch.bench.splits import kept
from trucewatch.learnt import HYBRID, RULES

TASK = "ceasefire"
LAYOUT = "text/ID.txt and gold/ID.json"
TABLES = ("reports", "claims", "agreements", "commitments")
FIRST = ("claims (sentence + code)", "claims (sentence)")
"""The measures that come before the shares; the other F1 scores come after."""


def run(folder: Path, options: Options) -> Result:
    """Build a case from DIR/text and score it. RequestError where the folder is not laid out so."""
    place = located(folder, lambda f: (f / "gold").is_dir() and (f / "text").is_dir(), LAYOUT, (TASK, "gold/ceasefire"))
    chosen = choice(options, HYBRID)
    coded, skipped = _coded(place, options)
    with tempfile.TemporaryDirectory(prefix="trucewatch-bench-") as work:
        texts = place / "text"
        if options.limit is not None:
            texts = _only(texts, [str(gold["id"]) for gold, _ in coded], Path(work) / "text")
        begun = time.perf_counter()
        found = exported(texts, Path(work) / "case.db", HYBRID if chosen.model else RULES)
        seconds = time.perf_counter() - begun
    scores = [score(gold, original, of_file(found, str(gold["id"]))) for gold, original in coded]
    misses = [line for each in scores for line in each.misses][: options.errors]
    return Result(TASK, len(scores), tuple(figures(scores)), seconds, tuple(skipped), misses=tuple(misses))


def exported(reports: Path, case: Path, coder: str = RULES) -> Mapping[str, Sequence[Row]]:
    """The tables of a case built from the reports, as they are exported."""
    from trucewatch.exchange import Table  # noqa: PLC0415 - opens the dossier
    from trucewatch.pipeline import view  # noqa: PLC0415 - the same
    from trucewatch.pipeline.build import build  # noqa: PLC0415 - the same

    build([reports], case, coder=coder)
    with view.opened(case) as seen:
        return {name: json.loads(json.dumps(list(seen.rows(Table(name))))) for name in TABLES}


def of_file(tables: Mapping[str, Sequence[Row]], stem: str) -> Found:
    """What was made of one file; several reports cut out of it count together."""
    reports = [row for row in tables["reports"] if Path(row.get("file") or row.get("url") or "").stem == stem]
    ids = {row["report_id"] for row in reports}
    by_report: dict[str, list[Row]] = defaultdict(list)
    for claim in tables["claims"]:
        by_report[claim["report_id"]].append(claim)
    claims = [claim for report_id in sorted(ids) for claim in by_report[report_id]]
    agreements = [row for row in tables["agreements"] if ids & set(row.get("reports", []))]
    commitments = [row for row in tables["commitments"] if ids & set(row.get("reports", []))]
    return Found(reports, claims, agreements, commitments)


def figures(scores: Sequence[Scores]) -> Iterable[Figure]:
    """Each measure over all documents."""
    f1s = _gathered(each.f1 for each in scores)
    for name in FIRST:
        yield _f1(name, f1s.pop(name, []))
    for name, counts in _gathered(each.share for each in scores).items():
        if name != "published right":
            yield share(name, counts)
    for name, counts in f1s.items():
        yield _f1(name, counts)
    published = _gathered(each.share for each in scores).get("published right", [])
    yield share("published right", published)
    in_negatives = sum(each.in_negatives for each in scores)
    yield Figure("claims in negative reports", in_negatives, note="fewer is better")


def _f1(name: str, counts: Sequence[Counts]) -> Figure:
    figure = micro(name, counts, f1)
    sums = [sum(column) for column in zip(*((c.right, c.offered, c.wanted) for c in counts), strict=True)] or [0, 0, 0]
    note = f"precision {precision(*sums):.3f}, recall {recall(*sums):.3f}"
    return Figure(name, figure.value, figure.low, figure.high, figure.of, note)


def _gathered(parts: Iterable[Mapping[str, Counts]]) -> dict[str, list[Counts]]:
    """The counts of every document by measure, in the order in which measures first turn up."""
    documents = list(parts)
    order = Counter(name for part in documents for name in part)
    return {name: [part.get(name, Counts()) for part in documents] for name in order}


def _coded(place: Path, options: Options) -> tuple[list[tuple[Row, str]], list[str]]:
    """Each coding with its text, and what could not be read."""
    paths = kept(TASK, sorted((place / "gold").glob("*.json")), options.half, lambda path: path.stem)
    coded: list[tuple[Row, str]] = []
    skipped: list[str] = []
    for path in paths[: options.limit]:
        text = place / "text" / f"{path.stem}.txt"
        if not text.exists():
            skipped.append(f"{path}: its text {text.name} is not in {text.parent}.")
            continue
        coded.append((_read(path), text.read_text(encoding="utf-8")))
    return coded, skipped


def _read(path: Path) -> Row:
    try:
        gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise damaged(path, f"It is not JSON: {error}.") from error
    missing = [key for key in ("id", "claims", "agreements", "commitments") if key not in gold]
    if missing:
        raise damaged(path, f"It lacks {', '.join(missing)}.")
    return gold


def _only(texts: Path, stems: Iterable[str], target: Path) -> Path:
    target.mkdir()
    for stem in stems:
        shutil.copy(texts / f"{stem}.txt", target)
    return target
