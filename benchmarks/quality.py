"""Write docs/quality.md from the last results, and run benchmarks to refresh them.

    python benchmarks/quality.py                                   # the page alone
    python benchmarks/quality.py --run ../shared                   # every set first, both halves
    python benchmarks/quality.py --run ../shared --task time --limit 50

Results are small JSON files without texts in benchmarks/results/: TASK.HALF.json is the answer of `trucewatch bench`
with its commit and command; calibration.json and stages.json come from the scripts of these names.
"""

# ruff: noqa: E501 - lines of the page
import argparse
import csv
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from trucewatch.bench.full import OWN

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"
PAGE = ROOT / "docs" / "quality.md"
SLOTS = ("speaker", "code", "actor")
HALVES = {"dev": "looked at", "held_out": "kept unseen"}


def run(shared: Path, name: str, half: str, limit: int | None) -> None:
    """One benchmark; its answer is kept with commit and command."""
    arguments, folder = _asked(shared, name, half)
    arguments += ["--limit", str(limit)] if limit else []
    command = [sys.executable, "-m", "trucewatch", "bench", arguments[0], str(folder), *arguments[2:], "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(f"{name} ({half}): {done.stderr.strip()}\n")
        return
    found = json.loads(done.stdout)
    found.pop("misses", None)
    kept = {"commit": commit(), "command": f"trucewatch bench {' '.join(arguments)}", **found}
    (RESULTS / f"{name}.{half}.json").write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _asked(shared: Path, name: str, half: str) -> tuple[list[str], Path]:
    """What `bench` is asked for, as people write it, and where the set is: a public one in `shared`, our own here."""
    own = OWN.get(name)
    if own is None:
        folder = _texts()["sets"][name]["folder"]
        return [name, folder, "--half", half], shared / folder
    return [own.task, own.folders[half], *(["--half", half] if own.split else [])], ROOT / own.folders[half]


def commit() -> str:
    """The commit at hand, short."""
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    return done.stdout.strip()


def page() -> str:
    """The whole page, in Markdown."""
    return "\n".join([*_head(), *_scores(), *_read(), *_calibration(), *_stages()]) + "\n"


def _texts() -> dict[str, Any]:
    texts: dict[str, Any] = yaml.safe_load((ROOT / "benchmarks" / "quality.yaml").read_text(encoding="utf-8"))
    return texts


def _result(name: str) -> dict[str, Any] | None:
    path = RESULTS / f"{name}.json"
    found: dict[str, Any] | None = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
    return found


def _head() -> Iterator[str]:
    yield """\
# How good it is

Written by `make quality` from `benchmarks/results/`; do not edit it by hand. Every set is split by document: rules and
models were made with the half *looked at*; the other was *kept unseen*: nobody who works on the rules has read its texts
and codings. Intervals are 95%, from resampled documents. `of` is how many hand-coded items a score rests on.
"""


def _scores() -> Iterator[str]:
    for task, about in _texts()["sets"].items():
        found = {half: result for half in HALVES if (result := _result(f"{task}.{half}"))}
        if not found:
            continue
        yield f"## {about['title']}\n"
        yield f"{about['set']}. What it does not cover: {about['covers_not']}\n"
        yield "| measure | half | score | 95% interval | of | |\n|---|---|---|---|---|---|"
        for half, result in found.items():
            for figure in result["figures"]:
                yield _row(figure, HALVES[half])
        for half, result in found.items():
            for peer, figures in result.get("peers", {}).items():
                for figure in figures:
                    yield _row(figure, f"{HALVES[half]}, {peer}")
        yield ""
        for half, result in found.items():
            measured = f"{result['documents']:,} documents, commit {result['commit']}, `{result['command']}`"
            yield f"- {HALVES[half].capitalize()}: {measured}."
        yield ""


def _row(figure: dict[str, Any], half: str) -> str:
    between = f"{figure['low']:.3f}–{figure['high']:.3f}" if figure["low"] is not None else ""
    of = f"{figure['of']:,}" if figure["of"] is not None else ""
    value = figure["value"]
    shown = f"{value:,.0f}" if value == int(value) and value > 1 else f"{value:.3f}"
    return f"| {figure['name']} | {half} | {shown} | {between} | {of} | {figure.get('note') or ''} |"


def _read() -> Iterator[str]:
    with (ROOT / "benchmarks" / "read_claims.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    yield """\
## Claims read one by one

Claims drawn at random from FA-KES (804 news articles on the war in Syria; the half looked at), each read against its
report: is the speaker right, the code, the actor? FA-KES has lost its commas, apostrophes and paragraphs. The list, without
the texts, is `benchmarks/read_claims.csv`; `python benchmarks/read_claims.py CORPUS --seed N` draws it.

| draw | commit | claims | all three right | 95% interval | speaker | code | actor |
|---|---|---|---|---|---|---|---|"""
    draws = sorted({row["draw"] for row in rows})
    for draw in draws:
        own = [row for row in rows if row["draw"] == draw]
        right = sum(all(row[slot] == "right" for slot in SLOTS) for row in own)
        low, high = wilson(right, len(own))
        slots = " | ".join(str(sum(row[slot] == "right" for row in own)) for slot in SLOTS)
        share = f"{right} ({right / len(own):.0%}) | {low:.0%}–{high:.0%}"
        yield f"| {draw} | {own[0]['commit']} | {len(own)} | {share} | {slots} |"
    yield "\nThe ten commonest kinds of error, with how many claims had them in each draw:\n"
    counts = {draw: Counter(row["error"] for row in rows if row["draw"] == draw) for draw in draws}
    errors = sorted(_texts()["errors"], key=lambda error: -sum(count[error["kind"]] for count in counts.values()))
    for error in errors[:10]:
        found = ", ".join(str(count[error["kind"]]) for count in counts.values())
        yield f"- **{error['kind']}** ({found}): “{error['example']}” {error['what']}"
    yield ""


def wilson(right: int, of: int) -> tuple[float, float]:
    """The 95% interval of a share."""
    z, share = 1.96, right / of
    middle, spread = share + z * z / (2 * of), z * ((share * (1 - share) + z * z / (4 * of)) / of) ** 0.5
    return (middle - spread) / (1 + z * z / of), (middle + spread) / (1 + z * z / of)


def _calibration() -> Iterator[str]:
    found = _result("calibration")
    if found is None:
        return
    hybrid, rules = found["hybrid"], found["rules"]
    points, claims, right = hybrid["points"], hybrid["claims"], hybrid["right"]["held_out"]
    yield f"""\
## What a confidence means

The confidence of a claim says how often claims like it have been right: what the rule and the learnt model weigh together,
mapped by what was found on the halves looked at of the ceasefire reports and of our own ({claims["dev"]} claims with a code), judged on
the others ({claims["held_out"]}). A claim is right here where the hand-coders have one of that code in its sentence: {right:.0%} are. It runs
from {points[0][1]:.2f}, where one of the two alone speaks for a claim, to {points[-1][1]:.2f}, where a sure rule and a sure model agree. The
mean distance between confidence and share of right claims (ECE) on the halves kept unseen is {hybrid["ece"]["held_out"]:.3f}; with the rules
alone, which have a map of their own, {rules["ece"]["held_out"]:.3f}. `trucewatch status --min-confidence 0.7` leaves out what is under it.

![Confidence and share of right claims](img/reliability.svg)

Commit {found["commit"]}, `python benchmarks/calibration.py ../shared`. What it does not cover: whether speaker and actor are
right too; claims without a code, which all have 0.5.
"""


def _stages() -> Iterator[str]:
    found = _result("stages")
    if found is None:
        return
    trigger, gold, seconds = found["trigger"], found["gold"], found["seconds"]
    yield f"""\
## What the scan for triggers loses, and where the time goes

A sentence in which no word could begin a claim is never parsed. Of {gold["claims"]} hand-coded claims {gold["lost"]} stand in such
sentences ({gold["lost"] / gold["claims"]:.1%}). Of the {trigger["claims with a code"]:,} claims that are found in {trigger["reports"]} reports when all \
{trigger["sentences"]:,}
sentences are parsed, {trigger["lost"]} are lost ({trigger["lost"] / trigger["claims with a code"]:.1%}) when {trigger["not parsed"]} are not.

| stage | share of a build |
|---|---|"""
    for name, spent in sorted(seconds.items(), key=lambda item: -item[1]):
        yield f"| {name} | {spent / sum(seconds.values()):.1%} |"
    yield f"\nCommit {found['commit']}, `python benchmarks/stages.py {found['corpus']}`, one worker, loading the model apart."


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, metavar="SHARED", help="run the benchmarks on the sets below this folder")
    parser.add_argument("--task", action="append", help="only this one; may be repeated")
    parser.add_argument("--half", choices=list(HALVES))
    parser.add_argument("--limit", type=int)
    arguments = parser.parse_args()
    if arguments.run:
        for task in arguments.task or list(_texts()["sets"]):
            for half in [arguments.half] if arguments.half else list(HALVES):
                run(arguments.run.resolve(), task, half, arguments.limit)
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
