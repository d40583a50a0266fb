"""The PLOVER type of what a marked source does to a marked target, in a table laid out like PLV_train.tsv.

With the learnt parts, the likelihood they give each type is added up with half a likelihood for what the rules answer.

Columns (tab-separated): `sentence`; `marked_sentence`, with <s>…</s> and <t>…</t> around source and target;
`gold_root`, the type; `gold_penta`, if there is one, the quad class (1 verbal cooperation … 4 material conflict).
"""

import csv
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from trucewatch.bench.coders import weighed
from trucewatch.bench.folders import damaged, files
from trucewatch.bench.learnt_parts import choice
from trucewatch.bench.older_names import YIELD, as_in, today
from trucewatch.bench.pairs import Span, guess
from trucewatch.bench.result import Figure, Options, Result
from trucewatch.bench.scoring import Counts, macro_f1, share
from trucewatch.bench.splits import kept
from trucewatch.learnt import Model
from trucewatch.vocabulary.codes import Code

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

RULED = 0.5
"""What the rules' answer counts beside likelihoods that sum to 1. It was set before anything was scored."""

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
    chosen = choice(options)
    answers(rows[:1], chosen.model)  # loads what is loaded when first needed
    begun = time.perf_counter()
    guesses = answers(rows, chosen.model)
    seconds = time.perf_counter() - begun
    misses = [
        f"{row.name}\t{row.root}\tread as {found or 'nothing'}\t{row.text}"
        for row, found in zip(rows, guesses, strict=True)
        if found != row.root
    ]
    found = tuple(figures(rows, guesses))
    return Result(TASK, len(rows), found, seconds, chosen.skipped, misses=tuple(misses[: options.errors]))


def answers(rows: Sequence[Row], model: Model | None) -> list[str | None]:
    """The type read in each row, as its table names types; None where nothing fits. `model`: with the learnt parts."""
    parted = not any(row.root == YIELD for row in rows)
    read = weighed([row.text for row in rows])
    ruled = [as_in(guess(each, row.source, row.target), parted) for row, each in zip(rows, read, strict=True)]
    if model is None:
        return ruled
    likely = [model.event_type(row.text, row.source, row.target) for row in rows]
    return [combined(own, each, parted) for own, each in zip(ruled, likely, strict=True)]


def combined(ruled: str | None, likely: Mapping[str, float], parted: bool) -> str | None:  # noqa: FBT001 - see `as_in`
    """The type with the most of both: what the rules answer, and the learnt likelihoods; None where neither answers.

    Where a table parts what was YIELD, what is learnt of YIELD goes to the one of the two that the rules read, else to
    CONCEDE, the wider one.
    """
    scores: dict[str, float] = defaultdict(float)
    for code, share_of_it in likely.items():
        name = code
        if code == YIELD and parted:
            name = ruled if ruled == Code.RETREAT else Code.CONCEDE.value
        scores[name] += share_of_it
    if ruled is not None:
        scores[ruled] += RULED
    return max(sorted(scores), key=lambda name: scores[name], default=None)


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
