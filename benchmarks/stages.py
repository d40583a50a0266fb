"""What the trigger scan loses, and what share of a build's time each stage takes.

    python benchmarks/stages.py CORPUS [--gold ../shared/gold/ceasefire] [--limit N] [--json FILE]

A sentence without a trigger is never parsed. Its loss is counted in two ways: hand-coded claims (GOLD, both halves)
whose sentence holds no trigger, and claims that are found in CORPUS when every sentence is parsed and not otherwise.
The time is that of one build with one worker: what each stage spends in itself, as a share of all; loading the model
stands apart.
"""

# ruff: noqa: SLF001, ANN401 - a measure looks inside, and wraps whatever there is
import argparse
import inspect
import json
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import Any

from trucewatch.casebook import load
from trucewatch.codebook.rulebook import rulebook
from trucewatch.coding import coder as coding
from trucewatch.coding.coder import Coder
from trucewatch.coding.trigger import Trigger
from trucewatch.language import reader
from trucewatch.language.parse import Parser
from trucewatch.language.sentences import split
from trucewatch.ledger import Ledger
from trucewatch.pipeline import build as building
from trucewatch.reading import read
from trucewatch.vocabulary.records import Report

STAGES: tuple[tuple[str, Any, str], ...] = (
    ("reading", building, "_read"),
    ("lines of the site", building, "_find_site_lines"),
    ("copies", building, "_find_copies"),
    ("dating", building, "_find_days"),
    ("coding, the rest", building, "_code"),
    ("trigger scan", Trigger, "wanted"),
    ("parsing (spaCy)", Parser, "parse"),
    ("speech", reader.Reader, "_find_speech"),
    ("claims by rules", coding._ReportCoding, "sentence"),
    ("storing", Ledger, "add_coded"),
    ("loading the model", Coder, "__init__"),
)


class Watch:
    """Seconds that each stage spends in itself, those of stages inside it taken out."""

    def __init__(self) -> None:
        self.own: dict[str, float] = defaultdict(float)
        self._inside: list[float] = []

    def timed(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed; a generator's every step is."""
        if inspect.isgeneratorfunction(call):

            @wraps(call)
            def steps(*given: Any, **named: Any) -> Iterator[Any]:
                made = call(*given, **named)
                while True:
                    try:
                        item = self._run(name, lambda: next(made))
                    except StopIteration:
                        return
                    yield item

            return steps

        @wraps(call)
        def once(*given: Any, **named: Any) -> Any:
            return self._run(name, lambda: call(*given, **named))

        return once

    def _run(self, name: str, work: Callable[[], Any]) -> Any:
        self._inside.append(0.0)
        begun = time.perf_counter()
        try:
            return work()
        finally:
            spent = time.perf_counter() - begun
            self.own[name] += spent - self._inside.pop()
            if self._inside:
                self._inside[-1] += spent


def shares(corpus: Path) -> dict[str, float]:
    """Seconds by stage of one build."""
    watch = Watch()
    for name, owner, attribute in STAGES:
        setattr(owner, attribute, watch.timed(name, getattr(owner, attribute)))
    with tempfile.TemporaryDirectory() as work:
        begun = time.perf_counter()
        building.build([corpus], Path(work) / "case.db", "syria")
        whole = time.perf_counter() - begun
    watch.own["the rest"] = whole - sum(watch.own.values())
    return dict(watch.own)


def lost_in_gold(gold: Path) -> dict[str, int]:
    """Hand-coded claims whose sentence holds no trigger."""
    trigger, all_claims, lost = Trigger(rulebook()), 0, 0
    for path in sorted((gold / "gold").glob("*.json")):
        text = (gold / "text" / f"{path.stem}.txt").read_text(encoding="utf-8")
        spans = list(split(text))
        for claim in json.loads(path.read_text(encoding="utf-8"))["claims"]:
            over = [text[s:e] for s, e in spans if min(e, claim["end"]) - max(s, claim["start"]) > 0]
            all_claims += 1
            lost += not any(trigger.wanted(sentence) for sentence in over)
    return {"claims": all_claims, "lost": lost}


def lost_in_corpus(corpus: Path, limit: int | None) -> dict[str, int]:
    """Claims that only parsing everything finds, and sentences that are never parsed."""
    reports = list(islice((r for r in read([corpus], load("syria")) if isinstance(r, Report)), limit))
    coder = Coder(load("syria"))
    usual = {claim.claim_id for _, _, claims in coder.code(reports) for claim in claims}
    sentences = [sentence for r in reports for sentence in (r.text[s:e] for s, e in split(r.text))]
    skipped = sum(not coder._trigger.wanted(sentence) for sentence in sentences)
    coder._trigger.wanted = lambda _text: True  # type: ignore[method-assign]  # parse everything
    whole = {claim.claim_id for _, _, claims in coder.code(reports) for claim in claims if claim.code}
    counts = {"reports": len(reports), "sentences": len(sentences), "not parsed": skipped}
    return {**counts, "claims with a code": len(whole), "lost": len(whole - usual)}


def main() -> None:
    """Read the command line and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)  # noqa: S607
    result: dict[str, Any] = {"commit": commit.stdout.strip(), "corpus": arguments.corpus.name}
    if arguments.gold:
        result["gold"] = lost_in_gold(arguments.gold)
        print(f"gold claims in sentences without a trigger: {result['gold']['lost']} of {result['gold']['claims']}")
    result["trigger"] = lost_in_corpus(arguments.corpus, arguments.limit)
    print("trigger scan:", ", ".join(f"{count:,} {name}" for name, count in result["trigger"].items()))
    seconds = shares(arguments.corpus)
    apart = seconds.pop("loading the model", 0.0)
    whole = sum(seconds.values())
    result["seconds"] = {name: round(spent, 2) for name, spent in seconds.items()}
    print(f"a build of {whole:.1f} s beside {apart:.1f} s of loading the model:")
    for name, spent in sorted(seconds.items(), key=lambda item: -item[1]):
        print(f"  {name:20}{spent:8.2f} s {spent / whole:6.1%}")
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
