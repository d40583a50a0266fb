"""Records of events: type, and the countries of source and target, in JSON laid out like the PLOVER gold records.

A record has `id`, `text`, `event`, and lists `source` and `target` of `{actorText, code}`. For each record the program
offers one event, the likeliest in its text. Countries are right where those of the source and those of the target are
the same three letters; what acts together without a target counts the same on either side.
"""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Token

from trucewatch.bench.coders import general, weighed
from trucewatch.bench.countries import INTERNATIONAL, Countries
from trucewatch.bench.folders import damaged, files
from trucewatch.bench.older_names import YIELD, as_in, today
from trucewatch.bench.pairs import Candidate, candidates
from trucewatch.bench.result import Figure, Options, Result
from trucewatch.bench.scoring import Counts, f1, micro
from trucewatch.bench.splits import kept
from trucewatch.coding.traced import Traced
from trucewatch.language.phrases import agent_of, subjects_of
from trucewatch.vocabulary.codes import Code

TASK = "event-records"
LAYOUT = "*.json, a list of records with id, text, event, source and target"
_NOWHERE = (0, 0)
_MUTUAL = frozenset({Code.AGREE, Code.CONSULT, Code.COOPERATE, Code.SUPPORT, Code.REJECT})
_NOTES = "DOCUMENT"
"""The type of records that hold notes on the file rather than an event."""


@dataclass(frozen=True, slots=True)
class Event:
    """A type with the countries of who did it and of whom it was done to."""

    root: str | None
    sources: frozenset[str]
    targets: frozenset[str]


@dataclass(frozen=True, slots=True)
class Record:
    """A text and the event that it was coded with."""

    name: str
    text: str
    gold: Event


def run(folder: Path, options: Options) -> Result:
    """Score every record of DIR. RequestError where there is none, or a file is not laid out so."""
    records = [record for path in files(folder, "*.json", LAYOUT) for record in _records(path)]
    records = kept(TASK, records, options.half, lambda record: record.name)[: options.limit]
    weighed([record.text for record in records[:1]])  # loads the model
    begun = time.perf_counter()
    found = answers(records)
    seconds = time.perf_counter() - begun
    misses = [
        f"{record.name}\t{_told(record.gold)}\tread as {_told(event)}\t{record.text}"
        for record, event in zip(records, found, strict=True)
        if event != record.gold
    ]
    return Result(TASK, len(records), tuple(figures(records, found)), seconds, misses=tuple(misses[: options.errors]))


def answers(records: Sequence[Record]) -> list[Event]:
    """The likeliest event of each text."""
    parted = not any(record.gold.root == YIELD for record in records)
    return [_event(each, parted) for each in weighed([record.text for record in records])]


def figures(records: Sequence[Record], found: Sequence[Event]) -> Iterator[Figure]:
    """F1 of the type; of type and countries; and of either side's countries where the type is right."""
    pairs = [(record.gold, event) for record, event in zip(records, found, strict=True)]

    def counts(right: Sequence[bool]) -> list[Counts]:
        return [
            Counts(ok and event.root is not None, event.root is not None, 1)
            for ok, (_, event) in zip(right, pairs, strict=True)
        ]

    roots = [gold.root == event.root for gold, event in pairs]
    sources = [gold.sources == event.sources for gold, event in pairs]
    targets = [gold.targets == event.targets for gold, event in pairs]
    both = [_same_countries(gold, event) for gold, event in pairs]
    yield micro("root", counts(roots), f1)
    yield micro("root + countries", counts([a and b for a, b in zip(roots, both, strict=True)]), f1)
    yield micro("countries", counts(both), f1)
    yield micro("source countries", counts(sources), f1)
    yield micro("target countries", counts(targets), f1)


def _same_countries(gold: Event, event: Event) -> bool:
    if (gold.sources, gold.targets) == (event.sources, event.targets):
        return True
    together = gold.sources | gold.targets == event.sources | event.targets
    return together and not (gold.targets and event.targets)


# ---- what the program reads


@cache
def _countries() -> Countries:
    return Countries(general())


def _event(traced: Sequence[Traced], parted: bool) -> Event:  # noqa: FBT001 - how the set at hand names types
    found = [(c, each.sentence.doc) for each in traced for c in candidates(each, _NOWHERE, _NOWHERE)]
    best = max(found, key=lambda pair: (pair[0].score, -pair[0].head.i), default=None)
    if best is None or best[1] is None:
        return Event(None, frozenset(), frozenset())
    sources, targets = _sides(best[0], best[1])
    return Event(as_in(best[0].code, parted), frozenset(sources), frozenset(targets))


def _sides(candidate: Candidate, doc: Doc) -> tuple[list[str], list[str]]:
    """Countries of who does it and of whom it is done to; a side with no country of its own takes the nearest name."""
    countries = _countries()
    named = countries.found(doc)
    head = candidate.head
    subjects = list(candidate.subjects) or agent_of(head) or _subjects_above(head)
    sources = countries.of(subjects, named)
    if not sources:
        sources = [code for start, _, code in named if start < head.idx][:1]
    taken = {t.i for s in subjects for t in s.subtree}
    rest = [t for t in head.subtree if t.i not in taken and t.i != head.i]
    targets = [c for c in countries.of(candidate.objects, named) if c not in sources]
    for token in rest if not targets else ():
        targets = [c for c in countries.of([token], named) if c not in sources][:1]
        if targets:
            break
    return _at_home(sources, targets, candidate, {code for _, _, code in named})


def _at_home(
    sources: list[str], targets: list[str], candidate: Candidate, everywhere: set[str]
) -> tuple[list[str], list[str]]:
    """A side without a name of its own is of the country of the other, where no other country is named."""
    if not sources and len(everywhere) == 1:
        sources = targets or sorted(everywhere)
    done_to_somebody = any(t.pos_ in {"NOUN", "PROPN"} for t in candidate.objects)
    if not targets and done_to_somebody and candidate.code not in _MUTUAL and everywhere <= set(sources):
        targets = [code for code in sources if code != INTERNATIONAL]
    return sources, targets


def _subjects_above(head: Token) -> list[Token]:
    current = head
    while current.head.i != current.i:
        current = current.head
        if current.pos_ in {"VERB", "AUX"} and (found := subjects_of(current)):
            return found
    return []


# ---- the set


def _records(path: Path) -> Iterator[Record]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise damaged(path, f"It is not JSON: {error}.") from error
    if not isinstance(rows, list):
        raise damaged(path, "It is no list of records.")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or "event" not in row:
            raise damaged(path, f"Record {number} has no event.")
        if row["event"] != _NOTES and row.get("text"):
            yield _record(row, number)


def _record(row: Mapping[str, Any], number: int) -> Record:
    gold = Event(today(row["event"]), _letters(row.get("source")), _letters(row.get("target")))
    return Record(str(row.get("id", number)), str(row["text"]).strip("{}"), gold)


def _letters(actors: Any) -> frozenset[str]:  # noqa: ANN401 - a list of actors, or an empty text
    rows = actors if isinstance(actors, list) else []
    return frozenset(str(actor["code"])[:3] for actor in rows if actor.get("code"))


def _told(event: Event) -> str:
    return (
        f"{event.root or 'nothing'} {'+'.join(sorted(event.sources)) or '-'} > {'+'.join(sorted(event.targets)) or '-'}"
    )
