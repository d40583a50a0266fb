"""Score the program on hand-coded gold: the seeds' facts and the ceasefire claims, dev and held-out half apart.

    python benchmarks/gold.py SHARED [--check] [--update --reason "why"]

SHARED holds `seeds/`, `gold/seeds.yaml`, `gold/ceasefire/` and the two score scripts. Every figure comes from the
installed `trucewatch` command and from those scripts. `--check` fails when a score lies below its floor in
`floors.yaml`; `--update` raises the floors to what was measured, and lowers one only with a reason.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
TABLES = ("reports", "claims", "parties", "agreements", "zones", "commitments", "disagreements", "naming")
DAYS = ("2018-12-04", "2020-02-29")
SLACK = 0.0005


def trucewatch(*arguments: str) -> None:
    """Run the program; it must succeed (exit status 1 means that some inputs were rejected)."""
    done = subprocess.run([sys.executable, "-m", "trucewatch", *arguments], check=False, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)


def export(case: Path, folder: Path) -> None:
    """Every table that the score scripts read, as JSON Lines."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        trucewatch("export", table, "--case", str(case), "--format", "jsonl", "-o", str(folder / f"{table}.jsonl"))
    for day in DAYS:
        target = folder / f"findings@{day}.jsonl"
        trucewatch("export", "findings", "--on", day, "--case", str(case), "--format", "jsonl", "-o", str(target))


def seeds(shared: Path, work: Path) -> dict[str, float]:
    """Facts that an expert reads out of the seeds, found of all."""
    case = work / "seeds.db"
    trucewatch("build", str(shared / "seeds"), "--case", str(case))
    export(case, work / "seeds")
    script = shared / "gold" / "score_seeds.py"
    done = subprocess.run(
        [sys.executable, str(script), str(work / "seeds")], check=False, capture_output=True, text=True
    )
    found = re.search(r"(\d+) of (\d+) facts", done.stdout)
    if found is None:
        raise SystemExit(done.stdout + done.stderr)
    return {"seeds facts": float(found[1])}


def ceasefire(shared: Path, work: Path) -> dict[str, float]:
    """Claims, agreements and commitments against the coded reports, for each half by itself."""
    gold = shared / "gold" / "ceasefire"
    case = work / "gold.db"
    trucewatch("build", str(gold / "text"), "--case", str(case))
    export(case, work / "gold")
    found: dict[str, float] = {}
    for half, ids in yaml.safe_load((HERE.parent / "src/trucewatch/bench/splits.yaml").read_text("utf-8"))["ceasefire"].items():
        part = work / half
        for kind, ending in (("gold", "json"), ("text", "txt")):
            (part / kind).mkdir(parents=True)
            for id_ in ids:
                shutil.copy(gold / kind / f"{id_}.{ending}", part / kind)
        script = shared / "gold" / "score_ceasefire.py"
        command = [sys.executable, str(script), str(part), str(work / "gold"), "--json"]
        scores = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        found |= {f"{half} {name}": value for name, score in scores.items() if (value := figure(score)) is not None}
        found[f"{half} claims in negative reports"] = float(scores["claims in negative reports"])
    return found


def figure(score: Any) -> float | None:  # noqa: ANN401  # the shape of the scripts' output
    """F1 or share of one line of the script's output."""
    return (score.get("f1") if "f1" in score else score.get("share")) if isinstance(score, dict) else None


def main() -> int:
    """Measure, print, and hold to the floors."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--reason")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scores = {**seeds(options.shared, Path(folder)), **ceasefire(options.shared, Path(folder))}
    for name, value in scores.items():
        print(f"{name:45} {value:g}")
    pinned = yaml.safe_load((HERE / "floors.yaml").read_text("utf-8"))
    # Fewer claims in reports that are about no truce is better; everything else is better when higher.
    better_low = {n for n in scores if n.endswith("negative reports")}
    fallen = [n for n, f in pinned["floors"].items() if (scores[n] > f if n in better_low else scores[n] < f - SLACK)]
    for name in fallen:
        print(f"below its floor: {name}: {scores[name]:g}, pinned {pinned['floors'][name]:g}")
    if options.update:
        if fallen and not options.reason:
            print('a floor would be lowered: say why with --reason "…"')
            return 1
        pinned["floors"] = scores
        pinned["reasons"] += [f"{', '.join(fallen)}: {options.reason}"] if fallen else []
        lines = (HERE / "floors.yaml").read_text("utf-8").splitlines(keepends=True)
        header = "".join(line for line in lines if line.startswith("#"))
        (HERE / "floors.yaml").write_text(header + yaml.safe_dump(pinned, sort_keys=False), "utf-8")
        return 0
    return 1 if options.check and fallen else 0


if __name__ == "__main__":
    sys.exit(main())
