"""Near-copy detection: our search beside datasketch's MinHash LSH, on the same texts in the same run.

    python benchmarks/copies.py [--texts 500000] [--repeat 1] [--words 60]

The texts are made at run time from made-up words with the frequencies of a language: three of ten are edited copies of
an earlier one (a piece cut, words changed, sentences put elsewhere, another opening). Each side gets the same file,
runs in a process of its own, and has to find every pair of copies at a Jaccard of word trigrams of .30. Ours verifies
each pair exactly and forms the families; datasketch (128 permutations, threshold .30, shingles hashed as it does by
default) forms them from pairs whose estimated Jaccard reaches .30. Reading the file counts for both. `planted` is the
share of the planted copies that ended in the family of their original; `wrong` the share of the copies found that are
not with their original.
"""

# ruff: noqa: S311 - made-up texts, no secret
# ruff: noqa: PLC0415 - a measure loads only what it measures, so that its memory is its own
import argparse
import itertools
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

Measure = dict[str, float]
COPIES = 0.3
NEAR = 0.30
_WORD = re.compile(r"\w+")
Row = tuple[str, str, str]
"""A text's id, that of its original (its own if it is one), and the text."""


def main() -> None:
    """Make the texts, run both sides, and print a table of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=int, default=500_000)
    parser.add_argument("--words", type=int, default=60, help="words in a text, about")
    parser.add_argument("--repeat", type=int, default=1, help="runs of ours; the best one counts")
    parser.add_argument("--measure", choices=sorted(MEASURES), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        sys.stdout.write(json.dumps(MEASURES[options.measure](options.file)))
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.tsv"
        with file.open("w", encoding="utf-8") as out:
            out.writelines("\t".join(row) + "\n" for row in made(options.texts, options.words))
        print(f"{options.texts:,} texts of about {options.words} words, {COPIES:.0%} of them copies\n")
        print(f"{'':12}{'seconds':>9}{'texts/s':>10}{'ratio':>8}{'peak MB':>9}{'planted':>9}{'wrong':>8}")
        base = 0.0
        for name, runs in (("datasketch", 1), ("trucewatch", options.repeat)):
            found = min((measured(name, file) for _ in range(runs)), key=lambda m: m["seconds"])
            rate = options.texts / found["seconds"]
            base = base or rate
            print(
                f"{name:12}{found['seconds']:9.1f}{rate:10,.0f}{rate / base:7.1f}×{found['memory']:9,.0f}"
                f"{found['planted']:9.3f}{found['wrong']:8.3f}",
                flush=True,
            )


def made(count: int, length: int, seed: int = 7) -> Iterator[Row]:
    """Texts and edited copies of them, the same each time."""
    draw = random.Random(seed)
    words = ["".join(p) for p in itertools.product("bdfgklmnprst", "aeiou", "bdglmnrst", "aeio", ["", "n", "s", "ta"])]
    draw.shuffle(words)
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(words))))
    originals: list[tuple[str, list[list[str]]]] = []
    for number in range(count):
        name = f"{number:08}"
        if originals and draw.random() < COPIES:
            source, sentences = draw.choice(originals)
            yield name, source, _written(_edited(sentences, words, draw))
            continue
        sizes = [draw.randint(9, 21) for _ in range(max(1, round(length * draw.uniform(0.5, 1.5) / 15)))]
        sentences = [draw.choices(words, cum_weights=weights, k=size) for size in sizes]
        if len(originals) < 20_000:
            originals.append((name, sentences))
        else:
            originals[draw.randrange(20_000)] = (name, sentences)
        yield name, name, _written(sentences)


def _edited(sentences: list[list[str]], words: list[str], draw: random.Random) -> list[list[str]]:
    new = [list(s) for s in sentences]
    kind = draw.randrange(4)
    if kind == 0 and len(new) > 2:
        del new[draw.randrange(len(new))]
    elif kind == 1:
        draw.shuffle(new)
    elif kind == 2:
        new.insert(0, draw.choices(words, k=10))
    for sentence in new:
        if draw.random() < 0.3:
            sentence[draw.randrange(len(sentence))] = draw.choice(words)
    return new


def _written(sentences: list[list[str]]) -> str:
    return " ".join(" ".join(s).capitalize() + "." for s in sentences)


def rows(file: Path) -> Iterator[Row]:
    """The texts of the file."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            name, source, text = line.rstrip("\n").split("\t")
            yield name, source, text


def measured(name: str, file: Path) -> Measure:
    """One side in a fresh process."""
    command = [sys.executable, __file__, "--measure", name, "--file", str(file)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def ours(file: Path) -> Measure:
    """Families as a build finds them."""
    import hashlib

    from trucewatch.reading import families
    from trucewatch.vocabulary.records import Report

    begun = time.perf_counter()
    reports = (
        Report(name, hashlib.sha256(text.encode()).hexdigest()[:16], text, published="2019-01-01")
        for name, _, text in rows(file)
    )
    found = families(reports)
    return result(time.perf_counter() - begun, file, {name: str(family) for name, (family, _) in found.items()})


def datasketch_lsh(file: Path) -> Measure:
    """The same with datasketch."""
    from datasketch import MinHash, MinHashLSH

    begun = time.perf_counter()
    index = MinHashLSH(threshold=NEAR, num_perm=128)
    sketches: dict[str, MinHash] = {}
    parent: dict[str, str] = {}
    for name, _, text in rows(file):
        words = _WORD.findall(text.casefold())
        grams = {" ".join(words[i : i + 3]).encode() for i in range(max(1, len(words) - 2))}
        sketch = MinHash(num_perm=128)
        sketch.update_batch(list(grams))
        for other in index.query(sketch):
            if sketch.jaccard(sketches[other]) >= NEAR:
                parent[_root(parent, name)] = _root(parent, other)
        index.insert(name, sketch, check_duplication=False)
        sketches[name] = sketch
    seconds = time.perf_counter() - begun
    return result(seconds, file, {name: _root(parent, name) for name in sketches})


def _root(parent: dict[str, str], name: str) -> str:
    while name in parent and parent[name] != name:
        name = parent[name]
    return name


def result(seconds: float, file: Path, family: dict[str, str]) -> Measure:
    """Time, the peak memory of this process in MB, and how well the planted copies were found."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    source = {name: original for name, original, _ in rows(file)}
    planted = [(name, original) for name, original in source.items() if name != original]
    hit = sum(family.get(name, name) == family.get(original, original) for name, original in planted)
    groups: dict[str, set[str]] = {}
    for name, group in family.items():
        groups.setdefault(group, set()).add(source[name])
    wrong = sum(len(originals) - 1 for originals in groups.values())
    return {
        "seconds": seconds,
        "memory": memory,
        "planted": hit / (len(planted) or 1),
        "wrong": wrong / (hit + wrong or 1),
    }


MEASURES: dict[str, Callable[[Path], Measure]] = {"datasketch": datasketch_lsh, "trucewatch": ours}

if __name__ == "__main__":
    main()
