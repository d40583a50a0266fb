"""Training examples from the public gold sets, read in place: PolNeAR, UW and UDS-IH2 factuality, PLV event types."""

import csv
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from trucewatch.learnt.windows import Window, covered, sentence, windows
from trucewatch.learnt.wordpiece import WordPieces

EVENT_CODES = [
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
    "YIELD",
]


@dataclass(slots=True)
class Attribution:
    """One act of speaking in a text: places (start, end) of its cue, its source and what was said."""

    cue: list[tuple[int, int]]
    source: list[tuple[int, int]]
    content: list[tuple[int, int]]


@dataclass(slots=True)
class Article:
    """A text and every attribution in it, as one annotator marked them."""

    name: str
    text: str
    attributions: list[Attribution]


@dataclass(slots=True)
class QuoteExample:
    """A window with its cues (first and last piece) and, for each, a label per piece: 0 none, 1 source, 2 content."""

    window: Window
    cues: list[tuple[int, int]] = field(default_factory=list)
    roles: list[list[int]] = field(default_factory=list)


@dataclass(slots=True)
class FactualityExample:
    """A sentence with event words: piece index, value −3…3; `corpus` is 0 for UW and 1 for UDS-IH2."""

    window: Window
    corpus: int
    targets: list[tuple[int, float]]


@dataclass(slots=True)
class EventExample:
    """A sentence with its source and target (first and last piece) and the index of its event code."""

    window: Window
    source: tuple[int, int]
    target: tuple[int, int]
    code: int


def articles(folder: Path) -> list[Article]:
    """Every text of a folder laid out as PolNeAR, with the marks of its first annotator by name."""
    found: dict[str, Article] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = path.stem.rsplit("_", 1)[0]
        if name in found:
            continue
        with (folder / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
        found[name] = Article(name, text, _attributions(path.read_text(encoding="utf-8")))
    return list(found.values())


def _attributions(marks: str) -> list[Attribution]:
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[list[tuple[str, str]]] = []
    for line in marks.split("\n"):
        parts = line.split("\t")
        if re.fullmatch(r"T\d+", parts[0]) and len(parts) > 1:
            _, places = parts[1].split(" ", 1)
            spans[parts[0]] = [(int(a), int(b)) for a, b in (p.split() for p in places.split(";"))]
        elif re.fullmatch(r"E\d+", parts[0]) and len(parts) > 1:
            events.append([(role.rstrip("0123456789"), key) for role, key in (r.split(":") for r in parts[1].split())])
    found = []
    for roles in events:
        by_role = {r: [s for role, key in roles if role == r for s in spans[key]] for r in ("Cue", "Source", "Content")}
        if by_role["Cue"] and by_role["Content"]:
            found.append(Attribution(by_role["Cue"], by_role["Source"], by_role["Content"]))
    return found


def kept_for_tuning(name: str) -> bool:
    """A tenth of the training articles, by the checksum of their name, is left out of training to tune on."""
    return zlib.crc32(name.encode()) % 10 == 0


def quote_examples(article: Article, cutter: WordPieces, longest: int) -> list[QuoteExample]:
    """The windows of one article with the cues that begin in each."""
    found = []
    for window in windows(article.text, cutter, longest):
        example = QuoteExample(window)
        here = window.places[1][0], window.places[-2][1]
        for attribution in article.attributions:
            if attribution.cue[-1][1] <= here[0] or attribution.cue[0][0] >= here[1]:
                continue
            cue = covered(window, attribution.cue)
            if not cue:
                continue
            labels = [0] * len(window.ids)
            for i in covered(window, attribution.source):
                labels[i] = 1
            for i in covered(window, attribution.content):
                labels[i] = 2
            example.cues.append((cue[0], cue[-1]))
            example.roles.append(labels)
        found.append(example)
    return found


def factuality_examples(path: Path, corpus: int, cutter: WordPieces) -> Iterator[FactualityExample]:
    """The sentences of one file of factuality judgements."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        window = sentence(row["text"], cutter)
        words = [m.span() for m in re.finditer(r"\S+", row["text"])]
        targets = []
        for target in row["targets"]:
            pieces = covered(window, words[target["span1"][0] : target["span1"][1]])
            if pieces:
                targets.append((pieces[0], float(target["label"])))
        if targets:
            yield FactualityExample(window, corpus, targets)


def event_rows(path: Path) -> Iterator[tuple[int, str, tuple[int, int], tuple[int, int], str]]:
    """Number, sentence, place of source, place of target and code of each row of a file laid out as PLV_train."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            text, places = "", {}
            for part in re.split(r"(</?[st]>)", row["marked_sentence"]):
                if re.fullmatch(r"</?[st]>", part):
                    places[part] = len(text)
                else:
                    text += part
            if {"<s>", "</s>", "<t>", "</t>"} <= places.keys():
                source, target = (places["<s>"], places["</s>"]), (places["<t>"], places["</t>"])
                yield int(row["sentence_id"]), text, source, target, row["gold_root"]


def event_examples(path: Path, cutter: WordPieces, half: int) -> list[EventExample]:
    """The rows of one half of an event-type file: 0 is trained on, 1 kept unseen."""
    found = []
    for number, text, source, target, code in event_rows(path):
        if number // 4 % 2 != half or code not in EVENT_CODES:
            continue
        window = sentence(text, cutter)
        first, second = covered(window, [source]), covered(window, [target])
        if first and second:
            ends = (first[0], first[-1]), (second[0], second[-1])
            found.append(EventExample(window, *ends, EVENT_CODES.index(code)))
    return found
