"""Thresholds of the search for copies: perturbed copies of real reports, and the pairs of a folder that are known.

    python benchmarks/copies_sweep.py CORPUS [--gold FOLDER --pairs A+B C+D …] [--casebook NAME]

The reports of CORPUS are read in place, one of each family; every second one gets a copy for each of `WAYS`, made here
of its own sentences and of the others', which serve as foreign text only. For each threshold the sweep prints how many
of the copies end in the family of their original (recall), and how many of the pairs in one family come from one
original (precision); then, for the thresholds in force, both by way, and precision by kind and strength. `--gold` reads
a folder of texts and prints only whether the named pairs of files are found as copies, and how many others.
"""

# ruff: noqa: S311 - a seeded draw for made-up copies, no secret
import argparse
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from trucewatch.casebook import load
from trucewatch.reading import families, likeness, read
from trucewatch.reading.copies import find_copies, fingerprints
from trucewatch.vocabulary.records import Report

Sentences = list[str]
_END = re.compile(r"(?<=[.!?][\"”)])\s+|(?<=[.!?])\s+")
_NUMBER = re.compile(r"\d+")


def main() -> None:
    """Read, perturb, sweep, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--casebook", default="syria")
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--pairs", nargs="*", default=[])
    options = parser.parse_args()
    found = [r for r in read([options.corpus], load(options.casebook)) if isinstance(r, Report)]
    pile = Pile.of(found)
    print(f"{options.corpus.name}: {len(pile.originals)} originals, {len(pile.made)} copies made of them\n")
    print(f"{'near':>6}{'inside':>8}{'recall':>9}{'precision':>11}")
    shipped = likeness.NEAR, likeness.INSIDE
    for near, inside in thresholds(*shipped):
        likeness.NEAR, likeness.INSIDE = near, inside
        recall, precision = pile.scored()
        mark = "  in force" if (near, inside) == shipped else ""
        print(f"{near:6.2f}{inside:8.2f}{recall:9.3f}{precision:11.3f}{mark}")
    likeness.NEAR, likeness.INSIDE = shipped
    pile.print_by_way()
    pile.print_by_strength()
    if options.gold:
        print_pairs(options.gold, options.pairs, options.casebook)


def thresholds(near: float, inside: float) -> Iterator[tuple[float, float]]:
    """Each of the two moved while the other stays."""
    yield from ((value, inside) for value in (0.10, 0.15, 0.20, 0.25, 0.30, 0.35, 0.40, 0.50, 0.60))
    yield from ((near, value) for value in (0.40, 0.50, 0.60, 0.70, 0.80, 0.90) if value != inside)


@dataclass(slots=True)
class Pile:
    """Originals and copies made of them: `source` names a report's original, `way` how a copy was made."""

    originals: list[Report]
    made: list[Report]
    source: dict[str, str]
    way: dict[str, str]

    @classmethod
    def of(cls, reports: Sequence[Report]) -> "Pile":
        """Copies of every second report of those that have no copies, with the rest as foreign text."""
        known = families(reports)
        single = [r for r in reports if known.get(r.report_id, (None, None))[1] is None and len(r.text.split()) >= 60]
        originals, foreign = single[::2], [s for r in single[1::2] for s in sentences_of(r.text)]
        pile = cls(originals, [], {r.report_id: r.report_id for r in originals}, {})
        draw = random.Random(11)
        for original in originals:
            for way, perturb in WAYS.items():
                new = perturb(sentences_of(original.text), foreign, draw)
                name = f"{way}:{original.report_id}"
                pile.made.append(replace(original, report_id=name, text_hash=name, text=" ".join(new)))
                pile.source[name], pile.way[name] = original.report_id, way
        return pile

    def scored(self) -> tuple[float, float]:
        """Recall and precision over families."""
        found = families([*self.originals, *self.made])
        hit = sum(_together(found, r.report_id, self.source[r.report_id]) for r in self.made)
        groups: dict[str | None, Counter[str]] = defaultdict(Counter)
        for name, (family, _) in found.items():
            groups[family][self.source[name]] += 1
        pairs = sum(g.total() * (g.total() - 1) for g in groups.values())
        right = sum(n * (n - 1) for g in groups.values() for n in g.values())
        return hit / len(self.made), right / (pairs or 1)

    def print_by_way(self) -> None:
        """Each copy alone with all originals, so that no other copy of the same original helps to find it."""
        print(f"\n{'way':12}{'recall':>8}{'precision':>11}  kinds, with the least and the median strength")
        for way in WAYS:
            of_way = [r for r in self.made if self.way[r.report_id] == way]
            found = find_copies(fingerprints([*self.originals, *of_way]))
            by_name = {c.report_id: (c.family, c.duplicate_of) for c in found}
            hit = sum(_together(by_name, r.report_id, self.source[r.report_id]) for r in of_way)
            likes = [c for c in found if c.likeness and c.of]
            right = [c for c in likes if c.of and self.source[c.of] == self.source[c.report_id]]
            kinds: dict[str, list[float]] = defaultdict(list)
            for copy in right:
                if copy.likeness:
                    kinds[copy.likeness.kind.value].append(copy.likeness.strength)
            told = ", ".join(
                f"{kind} {len(each)} ({min(each):.2f}, {sorted(each)[len(each) // 2]:.2f})"
                for kind, each in sorted(kinds.items())
            )
            print(f"{way:12}{hit / len(of_way):8.3f}{len(right) / (len(likes) or 1):11.3f}  {told}")

    def print_by_strength(self) -> None:
        """Of the links found, how many are right."""
        print(f"\n{'kind':10}{'strength':>10}{'links':>8}{'right':>8}")
        bands: dict[tuple[str, int], list[bool]] = defaultdict(list)
        for copy in find_copies(fingerprints([*self.originals, *self.made])):
            if copy.likeness and copy.of:
                band = copy.likeness.kind.value, min(9, int(copy.likeness.strength * 10))
                bands[band].append(self.source[copy.of] == self.source[copy.report_id])
        for (kind, tenth), right in sorted(bands.items()):
            print(f"{kind:10}{f'.{tenth}–':>10}{len(right):8,}{sum(right) / len(right):8.3f}")


def _together(found: dict[str, tuple[str | None, str | None]], a: str, b: str) -> bool:
    return a in found and b in found and found[a][0] == found[b][0]


def sentences_of(text: str) -> Sentences:
    """Roughly the sentences of a text."""
    return [s for s in _END.split(text) if s.strip()]


def cut(own: Sentences, _: Sentences, draw: random.Random) -> Sentences:
    """The first 45 to 80 of a hundred sentences."""
    return own[: max(2, round(len(own) * draw.uniform(0.45, 0.8)))]


def reordered(own: Sentences, _: Sentences, draw: random.Random) -> Sentences:
    """All sentences, in another order."""
    return draw.sample(own, len(own))


def headline(own: Sentences, foreign: Sentences, draw: random.Random) -> Sentences:
    """Another headline in front and another first sentence."""
    return [" ".join(draw.choice(foreign).split()[:9]), draw.choice(foreign), *own[1:]]


def numbers(own: Sentences, _: Sentences, draw: random.Random) -> Sentences:
    """Every number changed."""
    return [_NUMBER.sub(lambda m: str(int(m[0]) + draw.randint(1, 9)), s) for s in own]


def intro(own: Sentences, foreign: Sentences, draw: random.Random) -> Sentences:
    """Two sentences of another report in front, one behind."""
    return [*draw.sample(foreign, 2), *own, draw.choice(foreign)]


def edited(own: Sentences, foreign: Sentences, draw: random.Random) -> Sentences:
    """In every second sentence a word changed and one left out."""
    new = []
    for sentence in own:
        words = sentence.split()
        if draw.random() < 0.5 and len(words) > 4:
            words[draw.randrange(len(words))] = draw.choice(draw.choice(foreign).split())
            del words[draw.randrange(len(words))]
        new.append(" ".join(words))
    return new


def mixed(own: Sentences, foreign: Sentences, draw: random.Random) -> Sentences:
    """Cut a little, numbers changed, another opening, a sentence left out."""
    new = headline(numbers(own[: max(3, round(len(own) * 0.8))], foreign, draw), foreign, draw)
    del new[draw.randrange(2, len(new))]
    return new


def wire(own: Sentences, foreign: Sentences, draw: random.Random) -> Sentences:
    """The whole inside a story 1.8 to 3 times as long."""
    around: Sentences = []
    wanted = sum(map(len, own)) * draw.uniform(0.8, 2)
    while sum(map(len, around)) < wanted:
        around.append(draw.choice(foreign))
    half = len(around) // 2
    return [*around[:half], *own, *around[half:]]


WAYS: dict[str, Callable[[Sentences, Sentences, random.Random], Sentences]] = {
    "cut": cut,
    "reordered": reordered,
    "headline": headline,
    "numbers": numbers,
    "intro": intro,
    "edited": edited,
    "mixed": mixed,
    "wire": wire,
}


def print_pairs(folder: Path, wanted: Sequence[str], casebook: str) -> None:
    """Whether the named pairs of files are copies, and how many other pairs are; nothing of the texts is shown."""
    reports = [r for r in read([folder], load(casebook)) if isinstance(r, Report)]
    groups: dict[str | None, set[str]] = defaultdict(set)
    for name, (family, _) in families(reports).items():
        groups[family].add(name)
    file = {r.report_id: Path(r.file or "").stem for r in reports}
    found = {frozenset((file[a], file[b])) for g in groups.values() for a, b in combinations(sorted(g), 2)}
    pairs = {frozenset(pair.split("+")) for pair in wanted}
    print(f"\n{folder.name}: {len(pairs & found)} of {len(pairs)} named pairs found, {len(found - pairs)} others")


if __name__ == "__main__":
    main()
