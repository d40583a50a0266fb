"""Score the program on every hand-coded set, dev and held-out half apart, and hold it to its floors.

    python benchmarks/gold.py SETS [--tasks NAME …] [--check] [--update --reason "why"] [--json FILE]

SETS holds `gold/ceasefire`, `benchmarks/quotes` and the others of `trucewatch.bench.full.SETS`, and `seeds/` with
`gold/seeds.yaml` and its score script; what is not there is left out. The sets of our own, `full.OWN`, lie in this
checkout. NAME is a task's, a set's of our own, or `seeds`. `--check` fails when a score lies below its floor
in `floors.yaml`; `--update` raises the floors of what was measured to what was measured, and lowers one only with a
reason, which is kept.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml

from trucewatch.bench import Figure, Result
from trucewatch.bench.full import Measured, below, run_all, run_own, scores

ROOT = Path(__file__).parents[1]
FLOORS = Path(__file__).parent / "floors.yaml"
TABLES = ("reports", "claims", "parties", "agreements", "zones", "commitments", "disagreements", "naming")
DAYS = ("2018-12-04", "2020-02-29")
SEEDS = "seeds"


def trucewatch(*arguments: str) -> None:
    """Run the program; it must succeed (exit status 1 means that some inputs were rejected)."""
    done = subprocess.run([sys.executable, "-m", "trucewatch", *arguments], check=False, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)


def export(case: Path, folder: Path) -> None:
    """Every table that the score script reads, as JSON Lines."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        trucewatch("export", table, "--case", str(case), "--format", "jsonl", "-o", str(folder / f"{table}.jsonl"))
    for day in DAYS:
        target = folder / f"findings@{day}.jsonl"
        trucewatch("export", "findings", "--on", day, "--case", str(case), "--format", "jsonl", "-o", str(target))


def seeds(sets: Path) -> Measured:
    """Facts that an expert reads out of the seeds, found of all; they were all looked at."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        trucewatch("build", str(sets / SEEDS), "--case", str(work / "seeds.db"))
        export(work / "seeds.db", work / "tables")
        command = [sys.executable, str(sets / "gold" / "score_seeds.py"), str(work / "tables")]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    found = re.search(r"(\d+) of (\d+) facts", done.stdout)
    if found is None:
        raise SystemExit(done.stdout + done.stderr)
    documents = len(list((sets / SEEDS).iterdir()))
    return Measured(
        SEEDS, "dev", SEEDS, Result(SEEDS, documents, (Figure("facts", float(found[1]), of=int(found[2])),))
    )


def measured(sets: Path, tasks: list[str]) -> Iterator[Measured]:
    """What was asked for and is there (no names: everything that is there)."""
    if (not tasks or SEEDS in tasks) and (sets / SEEDS).is_dir():
        yield seeds(sets)
    if not tasks or set(tasks) - {SEEDS}:
        yield from run_all(sets, tasks=tasks)
        yield from run_own(ROOT, names=tasks)


def tell(each: Measured) -> None:
    """Print one task as it comes."""
    speed = f" in {each.result.seconds:.1f} s" if each.result.seconds else ""
    print(f"{each.task}, {each.half}: {each.result.documents} documents{speed}")
    for figure in each.result.figures:
        between = "" if figure.low is None or figure.high is None else f"{figure.low:.3f}-{figure.high:.3f}"
        print(f"  {figure.name:45} {figure.value:8.4g}  {between:15} {figure.note}", flush=True)


def update(pinned: dict[str, Any], found: list[Measured], fallen: list[str], reason: str | None) -> None:
    """Write the floors of what was measured, under the comment that the file begins with."""
    for task, halves in scores(found).items():
        pinned["floors"].setdefault(task, {}).update(halves)
    pinned["reasons"] += [f"{'; '.join(fallen)}: {reason}"] if fallen else []
    header = "".join(line for line in FLOORS.read_text("utf-8").splitlines(keepends=True) if line.startswith("#"))
    FLOORS.write_text(header + yaml.safe_dump(pinned, sort_keys=False, allow_unicode=True), "utf-8")


def main() -> int:
    """Measure, print, and hold to the floors."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sets", type=Path)
    parser.add_argument("--tasks", nargs="+", default=[])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--reason")
    parser.add_argument("--json", type=Path, help="write every result here")
    options = parser.parse_args()
    found = []
    for each in measured(options.sets, options.tasks):
        tell(each)
        found.append(each)
    if not found:
        print(f"none of these hand-coded sets lies in {options.sets}")
        return 0
    if options.json:
        options.json.write_text(json.dumps([asdict(each) for each in found], indent=1, ensure_ascii=False), "utf-8")
    pinned = yaml.safe_load(FLOORS.read_text("utf-8"))
    fallen = below(found, pinned["floors"])
    for fault in fallen:
        print(f"below its floor: {fault}")
    if options.update:
        if fallen and not options.reason:
            print('a floor would be lowered: say why with --reason "…"')
            return 1
        update(pinned, found, fallen, options.reason)
        return 0
    return 1 if options.check and fallen else 0


if __name__ == "__main__":
    sys.exit(main())
