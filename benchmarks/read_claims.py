"""Draw claims of FA-KES at random, to be read against their reports by a person.

    python benchmarks/read_claims.py ../shared/corpora/fa_kes.csv --seed 5 --number 60

The coder is the program's own, hybrid where its learnt parts are installed; draws 1 to 4 are by the rules alone.
Only reports with an even `unit_id` are drawn from: the others are kept unseen. Which claims are drawn depends on the
seed and the claims alone. What was found stands in `read_claims.csv`, without the texts.
"""

import argparse
import csv
import random
import sys
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

from trucewatch.casebook import load
from trucewatch.coding.coder import Coder
from trucewatch.pipeline.conflict import HYBRID, checked_coder
from trucewatch.pipeline.pool import weights
from trucewatch.reading import read
from trucewatch.vocabulary.records import Claim, Mention, Report

WIDTH = 150


def looked_at(path: Path) -> Iterator[tuple[str, Report]]:
    """(unit_id, report) for the half that may be looked at."""
    with path.open(encoding="latin-1", newline="") as stream:
        units = {number: row["unit_id"] for number, row in enumerate(csv.DictReader(stream), start=2)}
    for item in read([path], load("syria")):
        if isinstance(item, Report) and item.part is not None:
            unit = units[int("".join(c for c in item.part if c.isdigit()))]
            if int(unit) % 2 == 0:
                yield unit, item


def drawn(path: Path, seed: int, number: int, coder: str | None = None) -> Iterator[tuple[str, Report, Claim]]:
    """The claims drawn, with their reports."""
    reports = {report.report_id: (unit, report) for unit, report in looked_at(path)}
    learnt = weights() if checked_coder(coder) == HYBRID else None
    coded = Coder(load("syria"), learnt).code(report for _, report in reports.values())
    claims = sorted((claim for _, _, claims in coded for claim in claims), key=lambda claim: claim.claim_id)
    sys.stderr.write(f"{len(claims)} claims in {len(reports)} reports\n")
    for claim in random.Random(seed).sample(claims, number):  # noqa: S311 - a draw, no secret
        yield (*reports[claim.report_id], claim)


def shown(unit: str, report: Report, claim: Claim, around: int) -> Iterator[str]:
    """A claim and the text around it, for reading."""
    yield f"## {claim.claim_id} unit {unit}, {report.published}, {report.outlet}: {report.title}"
    before, after = report.text[max(0, claim.start - around) : claim.start], report.text[claim.end : claim.end + 120]
    yield from textwrap.wrap(f"{before}【{claim.quote}】{after}", WIDTH)
    put = f"{claim.code} {claim.mode or ''} {claim.modality} {claim.polarity} {claim.confidence} {claim.rule}"
    yield f"   {put} | said by {_names([claim.speaker] if claim.speaker else [])} via {_names(claim.via)}"
    yield f"   by {_names(claim.actors)} to {_names(claim.recipients)} at {_names(claim.places)} on {claim.date}"
    yield f"   numbers {[(n.what, n.text) for n in claim.numbers]} about {claim.object}"


def _names(mentions: Iterable[Mention]) -> str:
    return "; ".join(
        m.text + (f"→{m.refers}" if m.refers else "") + (f"#{m.party}" if m.party else "") for m in mentions
    )


def main() -> None:
    """Read the command line and print the draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=60)
    parser.add_argument("--coder", choices=("rules", "hybrid"), help="default: the program's own")
    parser.add_argument("--around", type=int, default=300, help="characters of text shown before each sentence")
    arguments = parser.parse_args()
    for unit, report, claim in drawn(arguments.corpus, arguments.seed, arguments.number, arguments.coder):
        sys.stdout.write("\n".join(shown(unit, report, claim, arguments.around)) + "\n\n")


if __name__ == "__main__":
    main()
