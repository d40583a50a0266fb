"""Copies among reports: exact, near (edited, cut, retitled) and one inside another; and which is the likely origin."""

import datetime as dt
import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from trucewatch.reading.candidates import candidates
from trucewatch.reading.likeness import Likeness, likeness
from trucewatch.reading.shingles import Hashes, ShingleSets, all_shingles
from trucewatch.vocabulary.codes import CopyKind
from trucewatch.vocabulary.records import CopyLink, Report
from trucewatch.vocabulary.when import When

_MOST_COMPARED = 64
"""Members of a family among which the nearest is sought for one that is not like the origin itself."""
Copies = dict[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """All that the search for copies needs of a report; a few hundred bytes, so it may be kept and the text left."""

    report_id: str
    text_hash: str
    published: dt.date
    outlet: str | None
    agency: str | None
    shingles: Hashes


@dataclass(frozen=True, slots=True)
class Copy:
    """One member of a family of copies.

    `duplicate_of` is the likely origin, None for the origin itself; `of` the member it was compared with: the origin,
    or where it is like the origin only by way of others, the member it is most like. `agency` is the agency that the
    family credits.
    """

    report_id: str
    family: str
    duplicate_of: str | None
    of: str | None
    likeness: Likeness | None
    agency: str | None

    @property
    def link(self) -> CopyLink:
        """The same, as it is kept."""
        kind, strength = (self.likeness.kind, self.likeness.strength) if self.likeness else (None, None)
        rounded = None if strength is None else round(strength, 3)
        return CopyLink(self.report_id, self.family, self.duplicate_of, self.of, kind, rounded)


def families(reports: Iterable[Report]) -> Copies:
    """report_id → (family, duplicate_of) for each report that has copies; reports without any are left out.

    The family is named after its least report_id. Its origin (duplicate_of None) is the report of the agency that the
    family credits, else the earliest published, among those of a day one from an agency, then the least by id; the
    others are duplicates of it. The order of the input does not matter. Texts are not kept.
    """
    return {
        head.report_id: (family.name, None if head is family.origin else family.origin.report_id)
        for family in _Search(fingerprints(reports)).families()
        for head in family.heads
    }


def fingerprints(reports: Iterable[Report]) -> Iterator[Fingerprint]:
    """The fingerprint of each report, in their order, a batch at a time."""
    batch: list[Report] = []
    for report in reports:
        batch.append(report)
        if len(batch) == 512:
            yield from _fingerprints(batch)
            batch = []
    yield from _fingerprints(batch)


def find_copies(prints: Iterable[Fingerprint]) -> list[Copy]:
    """The reports that have copies, sorted by id, each with its family and what it is a copy of."""
    search = _Search(prints)
    return sorted((c for f in search.families() for c in search.copies_of(f)), key=lambda c: c.report_id)


def _fingerprints(reports: Sequence[Report]) -> Iterator[Fingerprint]:
    for report, hashes in zip(reports, all_shingles(r.text for r in reports), strict=True):
        published = _earliest(report.published) if report.published else dt.date.max
        yield Fingerprint(report.report_id, report.text_hash, published, report.outlet, report.agency, hashes)


@functools.lru_cache(maxsize=4096)
def _earliest(published: str) -> dt.date:
    return When.parse(published).earliest or dt.date.max


@dataclass(slots=True)
class _Head:
    """A fingerprint without its trigrams, and the number of the set that holds them."""

    report_id: str
    published: dt.date
    outlet: str | None
    agency: str | None
    set: int

    @property
    def is_wire(self) -> bool:
        return self.agency is not None and self.agency == self.outlet


@dataclass(frozen=True, slots=True)
class _Family:
    name: str
    agency: str | None
    origin: _Head
    heads: Sequence[_Head]
    sets: Sequence[int]


class _Search:
    """Groups reports: texts word for word the same share a set of trigrams, sets that are copies share a group."""

    def __init__(self, prints: Iterable[Fingerprint]) -> None:
        self._heads: dict[str, _Head] = {}
        self._sets = ShingleSets(self._distinct(prints))
        self._members: list[list[_Head]] = [[] for _ in range(len(self._sets))]
        for head in self._heads.values():
            self._members[head.set].append(head)
        for members in self._members:
            members.sort(key=lambda h: h.report_id)
        self._parent = list(range(len(self._sets)))

    def _distinct(self, prints: Iterable[Fingerprint]) -> Iterator[Hashes]:
        numbers: dict[str, int] = {}
        for each in prints:
            if each.report_id in self._heads:
                continue
            new = each.text_hash not in numbers
            number = numbers.setdefault(each.text_hash, len(numbers))
            self._heads[each.report_id] = _Head(each.report_id, each.published, each.outlet, each.agency, number)
            if new:
                yield each.shingles

    def families(self) -> "list[_Family]":
        """The groups of two reports and more, in the order of their names."""
        order = np.array(sorted(range(len(self._sets)), key=lambda n: self._members[n][0].report_id), np.int64)
        inside: list[tuple[int, int]] = []
        for a, b in candidates(self._sets, order):
            if self._root(a) == self._root(b):
                continue
            like = self._like(a, b)
            if like is None:
                continue
            if like.kind in (CopyKind.CONTAINS, CopyKind.INSIDE):
                inside.append((a, b) if like.kind is CopyKind.CONTAINS else (b, a))
            else:
                self._join(a, b)
        self._join_containing(inside)
        groups: dict[int, list[int]] = defaultdict(list)
        for number in order.tolist():
            groups[self._root(number)].append(number)
        return [family for group in groups.values() if (family := self._family(group)) is not None]

    def copies_of(self, family: "_Family") -> Iterator[Copy]:
        """How each member of a family is like its origin."""
        origin = family.origin
        for head in family.heads:
            if head is origin:
                yield Copy(head.report_id, family.name, None, None, None, family.agency)
            else:
                of, like = self._nearest(head, origin, family.sets)
                yield Copy(head.report_id, family.name, origin.report_id, of, like, family.agency)

    def _like(self, a: int, b: int) -> Likeness | None:
        return likeness(self._sets[a], self._sets[b])

    def _join_containing(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Join each longer text with what it holds.

        A text that came out later than several stories that it holds is a round-up of them. It joins only the one of
        which it has most, as else stories with nothing in common would count as one origin.
        """
        held: dict[int, list[int]] = defaultdict(list)
        for longer, shorter in pairs:
            held[longer].append(shorter)
        for longer in sorted(held, key=self._name):
            most_first = sorted(held[longer], key=lambda s: (-self._sets.shared(longer, s), self._name(s)))
            for shorter in most_first:
                if shorter == most_first[0] or self._may_be_source(longer, shorter):
                    self._join(longer, shorter)

    def _may_be_source(self, longer: int, shorter: int) -> bool:
        heads = self._members[longer]
        first = min(head.published for head in heads)
        return any(h.is_wire for h in heads) or first < min(head.published for head in self._members[shorter])

    def _name(self, number: int) -> str:
        return self._members[number][0].report_id

    def _family(self, group: Sequence[int]) -> "_Family | None":
        heads = [head for number in group for head in self._members[number]]
        if len(heads) == 1:
            return None
        agency = _credited(heads)
        origin = min(heads, key=lambda h: (not (h.is_wire and h.agency == agency), *_order(h)))
        return _Family(min(head.report_id for head in heads), agency, origin, heads, group)

    def _nearest(self, head: _Head, origin: _Head, group: Sequence[int]) -> tuple[str | None, Likeness | None]:
        if head.set == origin.set:
            return origin.report_id, Likeness(CopyKind.EXACT, 1.0)
        if like := self._like(head.set, origin.set):
            return origin.report_id, like
        others = [(n, self._like(head.set, n)) for n in group[:_MOST_COMPARED] if n != head.set]
        found = [(like.strength, n, like) for n, like in others if like]
        if not found:
            return None, None
        _, number, like = min(found, key=lambda f: (-f[0], self._name(f[1])))
        return self._name(number), like

    def _root(self, i: int) -> int:
        parent = self._parent
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def _join(self, a: int, b: int) -> None:
        a, b = self._root(a), self._root(b)
        self._parent[max(a, b)] = min(a, b)


def _order(head: _Head) -> tuple[dt.date, bool, str]:
    return head.published, not head.is_wire, head.report_id


def _credited(heads: Iterable[_Head]) -> str | None:
    """The agency that most of the reports credit; among those, one whose own report is there."""
    counts: Counter[str] = Counter()
    own = {head.agency for head in heads if head.is_wire}
    counts.update(head.agency for head in heads if head.agency)
    return min(counts, key=lambda name: (-counts[name], name not in own, name), default=None)
