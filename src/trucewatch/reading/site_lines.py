"""Lines that an outlet's reports share because they belong to its site, found over all reports of the outlet."""

import functools
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from trucewatch.reading.lines import Line
from trucewatch.reading.rules import data
from trucewatch.vocabulary.records import Report

LEAST = 4
"""Reports of an outlet, no two with the same text, in which a line must come to be of the site. Of made-up outlets of 6
to 600 reports, .985 of the lines of sites are found with 4, .964 with 10, and no sentence of a report is lost with 2
already (`benchmarks/site_lines_sweep.py`); 4 keeps apart small series under one heading."""
SHARE = 0.02
"""Share of the outlet's reports in which it must come: what four of a thousand reports have is their writers' habit."""
_LONGEST = 600
"""Characters; what is longer is a paragraph of the report."""
_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"\S.*?(?:[.!?…][\"”’)]*(?=\s|$)|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SiteLines:
    """For each outlet the hashes of its site's lines."""

    by_outlet: Mapping[str, frozenset[int]]

    def spans(self, report: Report) -> list[tuple[int, int]]:
        """Where in the report's text lines of its site stand; in order, not overlapping."""
        known = self.by_outlet.get(report.outlet or "")
        if not known:
            return []
        paragraphs = [found.span() for found in _PARAGRAPH.finditer(report.text)]
        whole = [span for span in _may_be_of_site(report.text) if _key(report.text[slice(*span)]) in known]
        rest = [span for span in paragraphs if span not in whole]
        return sorted([*whole, *_at_ends(report.text, rest, known)]) if rest else []


def find_site_lines(reports: Iterable[Report]) -> SiteLines:
    """The lines of the site of each outlet, whatever the order of the reports; their texts are not kept.

    A line is of the site if it comes in at least `LEAST` reports of different text and in `SHARE` of all, and either is
    a sentence that speaks to the readers, or no sentence (a heading, link or label) over or under all paragraphs.
    """
    kept: dict[str, list[int]] = defaultdict(list)
    totals: dict[str, int] = defaultdict(int)
    seen: set[tuple[str, str]] = set()
    for report in reports:
        if not report.outlet or (report.outlet, report.text_hash) in seen:
            continue
        seen.add((report.outlet, report.text_hash))
        totals[report.outlet] += 1
        kept[report.outlet] += {_key(piece) for piece in _pieces(report.text)}
    return SiteLines({outlet: _frequent(kept[outlet], totals[outlet]) for outlet in sorted(kept)})


def _frequent(keys: list[int], total: int) -> frozenset[int]:
    values, counts = np.unique(np.array(keys, np.uint64), return_counts=True)
    return frozenset(values[(counts >= LEAST) & (counts >= SHARE * total)].tolist())


def _pieces(text: str) -> Iterator[str]:
    """What may be of the site, if it comes again."""
    yield from (text[start:end] for start, end in _may_be_of_site(text))
    for found in _SENTENCE.finditer(text):
        if len(found.group()) <= _LONGEST and _speaks_to_readers(found.group()):
            yield found.group()


def _may_be_of_site(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs that speak to the readers, and what is no sentence over the first paragraph or under the last one."""
    lines = [Line(*found.span(), found.group()) for found in _PARAGRAPH.finditer(text)]
    prose = [i for i, line in enumerate(lines) if line.is_prose and not _speaks_to_readers(line.text)]
    for i, line in enumerate(lines):
        outside = bool(prose) and not prose[0] < i < prose[-1] and not (line.is_prose or line.is_item)
        if len(line.text) <= _LONGEST and (outside or _speaks_to_readers(line.text)):
            yield line.start, line.end


def _at_ends(text: str, paragraphs: list[tuple[int, int]], known: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Sentences of the site behind the last sentence of the report and before the first one."""
    sentences = [
        (found.start(), found.end()) for span in paragraphs for found in _SENTENCE.finditer(text, span[0], span[1])
    ]
    of_site = [_key(text[start:end]) in known for start, end in sentences]
    first = next((i for i, site in enumerate(of_site) if not site), None)
    if first is None:
        return
    last = max(i for i, site in enumerate(of_site) if not site)
    yield from (*sentences[:first], *sentences[last + 1 :])


def _key(piece: str) -> int:
    words = " ".join(piece.split()).casefold()
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _speaks_to_readers(piece: str) -> bool:
    return _cues().search(piece) is not None


@functools.cache
def _cues() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{cue['pattern']})" for cue in data("site_cues")), re.IGNORECASE)
