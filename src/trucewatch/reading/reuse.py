"""Sentences that come word for word in several reports, and where."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trucewatch.vocabulary.records import Report, Reuse

LEAST_WORDS = 8
"""Words below which a sentence comes twice by chance ("The two sides will meet again.")."""
_SENTENCE = re.compile(r"[^\s].*?(?:[.!?…][\"”’)]*(?=\s+[\"“‘(\[]?[A-Z0-9À-Þ])|(?=\n)|\Z)", re.DOTALL)
_WORD = re.compile(r"\w+")
_PLACE = np.dtype([("key", np.uint64), ("report", np.int32), ("start", np.int32), ("end", np.int32)])
_AT_ONCE = 100_000
_NAMED = 10
"""Reports named beside one that shares sentences with them; a background paragraph may stand in thousands."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a shared sentence stands: offsets into the text of the report."""

    report_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SharedSentence:
    """One sentence, without regard to case and punctuation, and its places: the first of each report, by report id.

    `key` is a hash of its words, the same in every run.
    """

    key: str
    places: tuple[Place, ...]


def shared_sentences(
    reports: Iterable[Report], *, families: Mapping[str, str] | None = None, least_words: int = LEAST_WORDS
) -> Iterator[SharedSentence]:
    """Sentences of at least `least_words` words that two reports or more have; by first place.

    With `families` (report id → family of copies) a sentence counts only if reports of two families have it, as copies
    share nearly all. Texts are not kept, and a sentence takes twenty bytes; the order of the reports does not matter.
    """
    ids: list[str] = []
    found = _by_key(_placed(reports, ids, least_words))
    shared = []
    for rows in found:
        places = sorted((ids[report], start, end) for _, report, start, end in rows.tolist())
        first = {report_id: Place(report_id, start, end) for report_id, start, end in reversed(places)}
        origins = {(families or {}).get(report_id, report_id) for report_id in first}
        if len(origins) > 1:
            shared.append(SharedSentence(f"{int(rows['key'][0]):016x}", tuple(first[name] for name in sorted(first))))
    yield from sorted(shared, key=lambda s: (s.places[0].report_id, s.places[0].start))


def reuses(shared: Iterable[SharedSentence], families: Mapping[str, str]) -> list[Reuse]:
    """For each report how many of its sentences others have that are no copies of it, and which; by report id."""
    counts: Counter[str] = Counter()
    others: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in shared:
        ids = [place.report_id for place in sentence.places]
        for one in ids:
            counts[one] += 1
            family = families.get(one, one)
            # Of a sentence that very many have, the first ones will do.
            others[one].update([o for o in ids[: 5 * _NAMED] if families.get(o, o) != family])
    return [
        Reuse(one, counts[one], tuple(sorted(others[one], key=lambda o: (-others[one][o], o))[:_NAMED]))
        for one in sorted(counts)
    ]


def _placed(reports: Iterable[Report], ids: list[str], least_words: int) -> Iterator[tuple[int, int, int, int]]:
    seen: set[str] = set()
    for report in reports:
        if report.report_id in seen:
            continue
        seen.add(report.report_id)
        ids.append(report.report_id)
        for sentence in _SENTENCE.finditer(report.text):
            words = _WORD.findall(sentence.group().casefold())
            if len(words) >= least_words:
                digest = hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
                yield int.from_bytes(digest, "little"), len(ids) - 1, sentence.start(), sentence.end()


def _by_key(rows: Iterable[tuple[int, int, int, int]]) -> Iterator[NDArray[np.void]]:
    """Runs of rows with the same key, of two and more."""
    parts, waiting = [np.empty(0, _PLACE)], []
    for row in rows:
        waiting.append(row)
        if len(waiting) == _AT_ONCE:
            parts.append(np.array(waiting, _PLACE))
            waiting = []
    table = np.concatenate([*parts, np.array(waiting, _PLACE)])
    table = table[np.argsort(table["key"], kind="stable")]
    if not table.size:
        return
    starts = np.flatnonzero(np.concatenate(([True], table["key"][1:] != table["key"][:-1]))).tolist()
    for start, end in zip(starts, [*starts[1:], table.size], strict=True):
        if end - start > 1:
            yield table[start:end]
