"""Sentences of published reports, one a line, for a student to learn from what its teachers think of them.

They are read in place, from the halves that may be looked at, and stay out of the repository: FA-KES (even numbers),
MUC (put back into both cases) and PolNeAR (its training part).

    python training/unmarked.py ../shared unmarked.txt
"""

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

from trucewatch.bench.muc import documents, report
from trucewatch.bench.splits import kept
from trucewatch.bench.truecasing import Truecaser
from trucewatch.casebook import load
from trucewatch.language.sentences import split

SHORTEST, LONGEST = 5, 60
"""Words of a sentence."""
MOST = 7_000
"""Sentences of MUC, taken evenly; all of FA-KES, which are fewer."""
MOST_OF_POLITICS = 3_000
"""Of PolNeAR, whose news is of elections."""


def fa_kes(shared: Path) -> Iterator[str]:
    """Reports on Syria."""
    with (shared / "corpora/fa_kes.csv").open(encoding="latin-1", newline="") as file:
        for row in csv.DictReader(file):
            if row["unit_id"].isdecimal() and int(row["unit_id"]) % 2 == 0:
                yield row["article_content"]


def muc(shared: Path) -> Iterator[str]:
    """Reports on Latin America."""
    truecaser = Truecaser(load(None))
    for document in kept("incidents", documents(shared / "benchmarks/incidents"), "dev", lambda d: d.docid):
        yield report(document, truecaser).text


def polnear(shared: Path) -> Iterator[str]:
    """Reports on an election."""
    for path in sorted((shared / "benchmarks/quotes/train/text").iterdir()):
        yield path.read_text(encoding="utf-8", errors="replace")


def sentences(texts: Iterator[str], most: int) -> list[str]:
    """The sentences of texts, each once; where there are more than `most`, every so manyth."""
    found = dict.fromkeys(" ".join(text[a:b].split()) for text in texts for a, b in split(text))
    wanted = [sentence for sentence in found if SHORTEST <= len(sentence.split()) <= LONGEST]
    return wanted[:: -(-len(wanted) // most)]


def main() -> None:
    """Write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    wanted = [
        *sentences(fa_kes(args.shared), MOST),
        *sentences(muc(args.shared), MOST),
        *sentences(polnear(args.shared), MOST_OF_POLITICS),
    ]
    args.out.write_text("\n".join(wanted) + "\n", encoding="utf-8")
    print(len(wanted))


if __name__ == "__main__":
    main()
