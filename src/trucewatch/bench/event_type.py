"""The PLOVER type of what a marked source does to a marked target, in a table laid out like PLV_train.tsv.

Columns (tab-separated): `sentence`; `marked_sentence`, with <s>…</s> and <t>…</t> around source and target;
`gold_root`, the type; `gold_penta`, if there is one, the quad class (1 verbal cooperation … 4 material conflict).
"""

import csv
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from trucewatch.bench.coders import weighed
from trucewatch.bench.folders import damaged, files
from trucewatch.bench.older_names import YIELD, as_in, today
from trucewatch.bench.pairs import Span, guess
from trucewatch.bench.result import Figure, Options, Result
from trucewatch.bench.scoring import Counts, macro_f1, share
from trucewatch.bench.splits import kept

TASK = "event-type"
LAYOUT = "*.tsv with the columns sentence, marked_sentence and gold_root"
NEEDED = ("sentence", "marked_sentence", "gold_root")

# Source: PLOVER's quad classes: verbal and material cooperation, verbal and material conflict.
QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "1"),
    **dict.fromkeys(("COOPERATE", "AID", YIELD, "CONCEDE", "RETREAT"), "2"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "3"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "4"),
}

_MARK = re.compile(r"(</?[st]>)")


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence with a source and a target marked (character spans of `text`), and its coding."""

    name: str
    text: str
    source: Span
    target: Span
    root: str
    quad: str | None


def run(folder: Path, options: Options) -> Result:
    """Score every row of the tables in DIR. RequestError where there is none, or one lacks a column."""
    rows = [row for path in files(folder, "*.tsv", LAYOUT) for row in _rows(path)]
    rows = kept(TASK, rows, options.half, lambda row: row.name)[: options.limit]
    weighed([row.text for row in rows[:1]], options)  # loads the model
    begun = time.perf_counter()
    guesses = answers(rows, options)
    seconds = time.perf_counter() - begun
    misses = [
        f"{row.name}\t{row.root}\tread as {found or 'nothing'}\t{row.text}"
        for row, found in zip(rows, guesses, strict=True)
        if found != row.root
    ]
    return Result(TASK, len(rows), tuple(figures(rows, guesses)), seconds, misses=tuple(misses[: options.errors]))


def answers(rows: Sequence[Row], options: Options) -> list[str | None]:
    """The type read in each row, as its table names types; None where nothing fits."""
    parted = not any(row.root == YIELD for row in rows)
    read = weighed([row.text for row in rows], options)
    return [as_in(guess(each, row.source, row.target), parted) for row, each in zip(rows, read, strict=True)]


def figures(rows: Sequence[Row], guesses: Sequence[str | None]) -> Iterator[Figure]:
    """Macro-F1 over the types, the share that is right, and the same for the quad classes."""
    pairs = [(row.root, found) for row, found in zip(rows, guesses, strict=True)]
    yield macro_f1("root macro-F1", pairs)
    yield share("root right", [Counts(gold == found, 0, 1) for gold, found in pairs])
    silent = share("nothing read", [Counts(found is None, 0, 1) for _, found in pairs])
    yield replace(silent, note="lower is better")
    quads = [
        (row.quad, QUADS.get(found) if found else None)
        for row, found in zip(rows, guesses, strict=True)
        if row.quad is not None
    ]
    if quads:
        yield macro_f1("quad macro-F1", quads)


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines, delimiter="\t")
        missing = [name for name in NEEDED if name not in (table.fieldnames or ())]
        if missing:
            raise damaged(path, f"It has no column {', '.join(missing)}.")
        for number, row in enumerate(table, start=1):
            yield _row(row, number)


def _row(row: Mapping[str, str], number: int) -> Row:
    text, spans = unmarked(row["marked_sentence"])
    none = (0, 0)
    quad = (row.get("gold_penta") or "").strip() or None
    name = (row.get("sentence_id") or "").strip() or str(number)
    return Row(name, text, spans.get("s", none), spans.get("t", none), today(row["gold_root"]), quad)


def unmarked(marked: str) -> tuple[str, dict[str, Span]]:
    """The sentence without its marks, and where each mark's first span stood in it."""
    parts: list[str] = []
    length, opened, spans = 0, dict[str, int](), dict[str, Span]()
    for part in _MARK.split(marked):
        if not _MARK.fullmatch(part):
            parts.append(part)
            length += len(part)
        elif part[1] == "/":
            spans.setdefault(part[2], (opened.get(part[2], length), length))
        else:
            opened[part[1]] = length
    return "".join(parts), spans
