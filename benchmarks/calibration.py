"""How right claims of a confidence are: weights mapped on one half of hand-coded reports, judged on the other.

    python benchmarks/calibration.py ../shared                  # judge the map as it is
    python benchmarks/calibration.py ../shared --fit            # fit it anew first
    python benchmarks/calibration.py ../shared --figure plot.svg --json result.json

The hand-coded reports are the gold set and the project's own (tests/quality/own). A claim with a code is right where
the coders have one of that code in its sentence. The map is isotonic (pool adjacent violators) in blocks of at least 15
claims, each smoothed by one right and one wrong claim; ECE is the mean distance between confidence and share of right
claims over bins a tenth wide, weighted by their claims.
"""

import argparse
import json
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from trucewatch.analysis.series import needed
from trucewatch.bench.ceasefire import exported, of_file
from trucewatch.bench.ceasefire_scores import score
from trucewatch.bench.splits import kept
from trucewatch.coding import calibration

MAP = Path(calibration.__file__).parent / "data" / "calibration.yaml"
OWN = Path(__file__).parents[1] / "tests" / "quality" / "own"
CODERS = ("rules", "hybrid")
LEAST = 15
"""Claims in a block of the map: fewer say nothing about a share."""
Judged = list[tuple[float, bool]]


def judged(shared: Path, half: str, coder: str) -> Judged:
    """(confidence, right) of every claim with a code in one half of the gold set, and of the project's own."""
    place = shared / "gold" / "ceasefire"
    golds = kept("ceasefire", sorted((place / "gold").glob("*.json")), half, lambda path: path.stem)
    own = OWN / ("dev" if half == "dev" else "unseen")
    return sorted([*_judged(place, golds, coder), *_judged(own, sorted((own / "gold").glob("*.json")), coder)])


def _judged(place: Path, golds: Sequence[Path], coder: str) -> Judged:
    found: Judged = []
    with tempfile.TemporaryDirectory() as work:
        tables = exported(place / "text", Path(work) / "case.db", coder)
        for path in golds:
            gold = json.loads(path.read_text(encoding="utf-8"))
            text = (place / "text" / f"{path.stem}.txt").read_text(encoding="utf-8")
            rows = of_file(tables, path.stem)
            confidence = {row["claim_id"]: row["confidence"] for row in rows.claims}
            found += [(confidence[claim_id], right) for claim_id, right in score(gold, text, rows).judged]
    return found


def fitted(pairs: Judged) -> list[tuple[float, float]]:
    """Blocks of rising share: (mean weight, share of right claims). Claims of one weight stay together."""
    by_weight: dict[float, list[bool]] = defaultdict(list)
    for weight, right in pairs:
        by_weight[weight].append(right)
    blocks: list[list[float]] = []
    for weight, rights in sorted(by_weight.items()):
        blocks.append([weight * len(rights), float(sum(rights)), float(len(rights))])
        while len(blocks) > 1 and (blocks[-2][2] < LEAST or _share(blocks[-2]) >= _share(blocks[-1])):
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    return [(round(block[0] / block[2], 3), round(_share(block), 3)) for block in blocks]


def _share(block: Sequence[float]) -> float:
    _, right, count = block
    return (right + 1) / (count + 2)


def bins(pairs: Judged) -> Iterator[dict[str, float]]:
    """Bins a tenth wide: mean confidence, share of right claims with its 95% interval (Wilson)."""
    for number in range(10):
        part = [(c, right) for c, right in pairs if number == min(int(c * 10), 9)]
        if not part:
            continue
        n, share, z = len(part), sum(right for _, right in part) / len(part), 1.96
        middle, spread = share + z * z / (2 * n), z * ((share * (1 - share) + z * z / (4 * n)) / n) ** 0.5
        yield {
            "confidence": round(sum(c for c, _ in part) / n, 3),
            "right": round(share, 3),
            "low": round((middle - spread) / (1 + z * z / n), 3),
            "high": round((middle + spread) / (1 + z * z / n), 3),
            "claims": n,
        }


def ece(pairs: Judged) -> float:
    """Expected calibration error."""
    return sum(abs(b["confidence"] - b["right"]) * b["claims"] for b in bins(pairs)) / max(1, len(pairs))


def brier(pairs: Judged) -> float:
    """Mean squared distance."""
    return sum((c - right) ** 2 for c, right in pairs) / max(1, len(pairs))


def chart(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The reliability plot as a Vega-Lite specification."""
    alt = needed("altair")
    scale = alt.Scale(domain=[0, 1])
    base = alt.Chart(alt.Data(values=list(rows))).encode(
        x=alt.X("confidence:Q", scale=scale, title="confidence of the claim"),
        color=alt.Color("confidence is:N", title=None, legend=alt.Legend(orient="bottom", labelLimit=400)),
    )
    right = alt.Y("right:Q", scale=scale, title="share that the coders have too")
    diagonal = alt.Chart(alt.Data(values=[{"at": 0}, {"at": 1}])).mark_line(strokeDash=[4, 4], color="gray")
    layers = alt.layer(
        diagonal.encode(x="at:Q", y="at:Q"),
        base.mark_rule(opacity=0.5).encode(y=alt.Y("low:Q", title=""), y2="high:Q"),
        base.mark_line(point=True).encode(y=right),
    )
    spec: dict[str, Any] = layers.properties(width=360, height=360).to_dict()
    return spec


def main() -> None:
    """Read the command line, judge, and write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--figure", type=Path)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    shipped = {coder: calibration.points(coder) for coder in CODERS}
    calibration.points = lambda _: ((0.0, 0.0), (2.0, 2.0))  # type: ignore[assignment]  # the weights themselves
    raw = {coder: {half: judged(arguments.shared, half, coder) for half in ("dev", "held_out")} for coder in CODERS}
    if arguments.fit:
        shipped = {coder: tuple(fitted(raw[coder]["dev"])) for coder in CODERS}
        head = "".join(line for line in MAP.read_text(encoding="utf-8").splitlines(keepends=True) if line[0] == "#")
        data = {coder: [list(p) for p in points] for coder, points in shipped.items()}
        MAP.write_text(head + yaml.safe_dump(data, default_flow_style=None), "utf-8")
    calibration.points = lambda coder: shipped[coder]  # type: ignore[assignment]  # the map
    mapped = {
        coder: {
            half: [(calibration.calibrated(w, coder), right) for w, right in pairs] for half, pairs in halves.items()
        }
        for coder, halves in raw.items()
    }
    rows = [
        {"confidence is": f"{coder}, half kept unseen", **each}
        for coder in CODERS
        for each in bins(mapped[coder]["held_out"])
    ]
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)  # noqa: S607
    result = {
        "commit": commit.stdout.strip(),
        **{
            coder: {
                "points": [list(p) for p in shipped[coder]],
                "claims": {half: len(pairs) for half, pairs in mapped[coder].items()},
                "right": {half: round(sum(r for _, r in p) / len(p), 3) for half, p in mapped[coder].items()},
                "ece": {half: round(ece(p), 3) for half, p in mapped[coder].items()},
                "brier": {half: round(brier(p), 3) for half, p in mapped[coder].items()},
            }
            for coder in CODERS
        },
        "bins": rows,
    }
    print(json.dumps({k: v for k, v in result.items() if k != "bins"}, indent=1))
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    if arguments.figure:
        arguments.figure.write_text(needed("vl_convert").vegalite_to_svg(chart(rows)), encoding="utf-8")


if __name__ == "__main__":
    main()
