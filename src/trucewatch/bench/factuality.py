"""How sure a sentence is that an event in it happened: JSON lines below DIR, laid out as UW and UDS-IH2.

Each line has `text` (words parted by spaces) and `targets`: `span1` (first word of the event, the one after its last)
and `label`, from -3 (certainly did not happen) to 3 (certainly did). With the rules, modality and polarity are mapped
to that scale; the learnt parts give a value of their own, on the scale of UDS-IH2's judges in a folder UDS_IH2 and of
UW's elsewhere. Sentences are what is resampled for the intervals.
"""

import json
import re
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from trucewatch import learnt
from trucewatch.bench.folders import damaged, files
from trucewatch.bench.learnt_parts import choice
from trucewatch.bench.result import Figure, Options, Result
from trucewatch.bench.scoring import interval
from trucewatch.bench.splits import kept
from trucewatch.coding.modality import modality, polarity
from trucewatch.language.parse import load_model, readable
from trucewatch.vocabulary.codes import Modality, Polarity

TASK = "factuality"
LAYOUT = "*.jsonl with text and targets (span1, label)"
Span = tuple[int, int]

SCALE: Mapping[Modality, float] = {
    Modality.ACTUAL: 3.0,
    Modality.PROMISED: 1.2,
    Modality.DEMANDED: 0.6,
    Modality.THREATENED: 0.6,
    Modality.CONDITIONAL: 0.6,
}
"""The rules' modality on the scale of the sets, rounded from what people gave in the parts trained on."""

DENIED = -0.5
"""What a value is multiplied by where the rules find it denied: people seldom give the full -3."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the places of its event words, and their values; `document` is the file it is from."""

    document: str
    text: str
    words: tuple[Span, ...]
    values: tuple[float, ...]


def run(folder: Path, options: Options) -> Result:
    """Value every event word and score it. RequestError where the folder holds no such lines."""
    start = folder / TASK if (folder / TASK).is_dir() else folder
    paths = kept(TASK, files(start, "*.jsonl", LAYOUT), options.half, lambda path: f"{path.parent.name}/{path.stem}")
    sentences = [sentence for path in paths for sentence in read(path)][: options.limit]
    chosen = choice(options)
    coder = _rules if chosen.model is None else partial(_learnt, chosen.model)
    coder(sentences[:1])  # what is loaded when first needed
    begun = time.perf_counter()
    found = coder(sentences)
    seconds = time.perf_counter() - begun
    misses = tuple(line for s, f in zip(sentences, found, strict=True) for line in _misses(s, f))[: options.errors]
    return Result(TASK, len(sentences), tuple(figures(sentences, found)), seconds, chosen.skipped, misses=misses)


def read(path: Path) -> list[Sentence]:
    """The sentences of one file. RequestError for a line that is laid out otherwise."""
    name = f"{path.parent.name}/{path.stem}"
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            words = [match.span() for match in re.finditer(r"\S+", row["text"])]
            spans = [(words[t["span1"][0]][0], words[t["span1"][1] - 1][1]) for t in row["targets"]]
            values = tuple(float(t["label"]) for t in row["targets"])
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise damaged(path, f"Line {number} is not a sentence with targets: {error!r}.") from error
        found.append(Sentence(name, row["text"], tuple(spans), values))
    return found


def _rules(sentences: Sequence[Sentence]) -> list[list[float]]:
    docs = load_model().pipe([readable(s.text) for s in sentences], batch_size=128)
    return [[_by_rules(doc, word) for word in s.words] for s, doc in zip(sentences, docs, strict=True)]


def _by_rules(doc: Doc, word: Span) -> float:
    """The value of the token at a word, by its modality and polarity."""
    head = next((t for t in doc if t.idx + len(t) > word[0]), doc[-1])
    value = SCALE[modality(head)]
    return DENIED * value if polarity(head, []) is Polarity.DENY else value


def _learnt(model: learnt.Model, sentences: Sequence[Sentence]) -> list[list[float]]:
    return [model.factuality(s.text, s.words, _scale(s)) for s in sentences]


def _scale(sentence: Sentence) -> learnt.Scale:
    """The scale of the set that the sentence is from; that of news for any other."""
    return "UDS_IH2" if sentence.document.startswith("UDS_IH2/") else "UW"


def figures(sentences: Sequence[Sentence], found: Sequence[Sequence[float]]) -> list[Figure]:
    """Mean absolute error and Pearson's r, by the set's folder and over all."""
    rows: dict[str, list[NDArray[np.float64]]] = defaultdict(list)
    for sentence, values in zip(sentences, found, strict=True):
        sums = _sums(np.array(sentence.values), np.array(values))
        rows[sentence.document.split("/")[0]].append(sums)
    groups = [*sorted(rows.items()), *([("all", [s for each in rows.values() for s in each])] if len(rows) > 1 else [])]
    made = []
    for name, parts in groups:
        table = np.stack(parts)
        count = int(table[:, 0].sum())
        for measure, of in (("mean absolute error", _error), ("Pearson r", _correlation)):
            made.append(Figure(f"{measure}, {name}", of(table.sum(0)), *interval(table, of), of=count))
    return made


def _sums(gold: NDArray[np.float64], found: NDArray[np.float64]) -> NDArray[np.float64]:
    """Count, sum of errors, and the sums that Pearson's r is made of."""
    error = np.abs(gold - found).sum()
    squares = ((gold**2).sum(), (found**2).sum(), (gold * found).sum())
    return np.array([len(gold), error, gold.sum(), found.sum(), *squares])


def _error(sums: NDArray[np.float64]) -> float:
    return float(sums[1] / max(1, sums[0]))


def _correlation(sums: NDArray[np.float64]) -> float:
    n, _, gold, found, gold_squares, found_squares, products = sums.tolist()
    spread = (n * gold_squares - gold**2) * (n * found_squares - found**2)
    return float((n * products - gold * found) / spread**0.5) if spread > 0 else 0.0


def _misses(sentence: Sentence, found: Sequence[float]) -> list[str]:
    return [
        f"{sentence.document}: {sentence.text[first:end]!r} is {value:g}, found {guess:g}: {sentence.text[:200]}"
        for (first, end), value, guess in zip(sentence.words, sentence.values, found, strict=True)
        if abs(value - guess) >= 2
    ]
