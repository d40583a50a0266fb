"""Words a second from text to claims, beside raw spaCy on the same text in the same run.

    python benchmarks/throughput.py CORPUS [--limit N] [--repeat N] [--casebook NAME]

CORPUS is any file or folder that `trucewatch build` reads. Each measure runs in a process of its own, so that the peak
memory is its own (`peak MB` is that of its largest process). Raw spaCy is the installed small English pipeline with
tok2vec, tagger, parser and ner, fed whole texts through `nlp.pipe`. `CPU s` is processor time, which other work on the
machine hardly lengthens; `by CPU` compares it. Times exclude loading the model, which stands in a column of its own,
but for the workers of a pool, which load it anew. `to claims` is by the usual coder, `by rules` without the learnt
parts; `build` is the whole program: start-up, loading, reading, copies, coding, the ledger.
"""

# ruff: noqa: PLC0415 - a measure loads only what it measures, so that its memory is its own
import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

Measure = dict[str, float]


def main() -> None:
    """Run the measures and print a table of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--limit", type=int, help="take only the first N reports")
    parser.add_argument("--repeat", type=int, default=1, help="runs of each measure; the best one counts")
    parser.add_argument("--casebook", default="syria")
    parser.add_argument("--measure", choices=sorted(MEASURES), help=argparse.SUPPRESS)
    parser.add_argument("--workers", type=int, default=1, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        sys.stdout.write(json.dumps(MEASURES[options.measure](options.corpus, options.workers, options.casebook)))
        return
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "reports.jsonl"
        count, words = prepare(options.corpus, options.casebook, options.limit, texts)
        print(f"{options.corpus.name}: {count:,} reports, {words:,} words\n")
        print(
            f"{'':22}{'seconds':>9}{'words/s':>9}{'raw spaCy':>11}{'CPU s':>8}{'by CPU':>9}{'to load':>9}{'peak MB':>9}"
        )
        base: dict[int, Measure] = {}
        for name in ("spacy", "code", "rules", "build"):
            for workers in (1, 2):
                runs = [measured(name, texts, workers, options.casebook) for _ in range(options.repeat)]
                best = min(runs, key=lambda run: run["seconds"])
                first = base.setdefault(workers, best)
                print(
                    f"{LABELS[name]:12}{workers} worker{'s' if workers > 1 else ' '} {best['seconds']:9.1f}"
                    f"{words / best['seconds']:9,.0f}{first['seconds'] / best['seconds']:10.2f}×"
                    f"{best['cpu']:8.1f}{first['cpu'] / best['cpu']:8.2f}×{best['load']:9.1f}{best['memory']:9,.0f}",
                    flush=True,
                )


def prepare(corpus: Path, casebook: str, limit: int | None, target: Path) -> tuple[int, int]:
    """Read the corpus once, write its clean texts as JSON Lines; returns how many reports and words."""
    from trucewatch.casebook import load
    from trucewatch.reading import read
    from trucewatch.vocabulary.records import Report

    reports = [r for r in read([corpus], load(casebook)) if isinstance(r, Report)][:limit]
    with target.open("w", encoding="utf-8") as out:
        for report in reports:
            row = {"text": report.text, "title": report.title, "published": report.published, "outlet": report.outlet}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return len(reports), sum(len(r.text.split()) for r in reports)


def measured(name: str, texts: Path, workers: int, casebook: str) -> Measure:
    """One measure in a fresh process."""
    command = [sys.executable, __file__, str(texts), "--measure", name, "--workers", str(workers)]
    done = subprocess.run([*command, "--casebook", casebook], check=True, stdout=subprocess.PIPE)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def raw_spacy(texts: Path, workers: int, _casebook: str) -> Measure:
    """tok2vec, tagger, parser and ner over whole texts."""
    from trucewatch.language.parse import load_model

    begun = time.perf_counter()
    nlp = load_model()
    nlp.select_pipes(enable=["tok2vec", "tagger", "parser", "ner"])
    load = time.perf_counter() - begun
    lines = [json.loads(line)["text"] for line in texts.read_text(encoding="utf-8").splitlines()]
    clock = Clock()
    for _ in nlp.pipe(lines, n_process=workers, batch_size=32):
        pass
    return clock.result(load)


def coding(texts: Path, workers: int, casebook: str, coder: str | None = None) -> Measure:
    """From clean texts to claims, as the build does it (with its usual coder), without reading and storing."""
    from trucewatch.pipeline import conflict, pool
    from trucewatch.reading import read
    from trucewatch.vocabulary.records import Report

    chosen = replace(conflict.for_build(casebook, (False, None), ()), coder=conflict.checked_coder(coder))
    reports = [r for r in read([texts], chosen.knowledge) if isinstance(r, Report)]
    begun = time.perf_counter()
    list(pool.code(reports[:1], chosen, 1))
    load = time.perf_counter() - begun
    clock = Clock()
    for _ in pool.code(reports, chosen, workers):
        pass
    return clock.result(load)


def by_rules(texts: Path, workers: int, casebook: str) -> Measure:
    """The same by the rules alone."""
    return coding(texts, workers, casebook, "rules")


def build(texts: Path, workers: int, casebook: str) -> Measure:
    """The real program, from nothing to a case."""
    with tempfile.TemporaryDirectory() as folder:
        case = str(Path(folder) / "case.db")
        command = [sys.executable, "-m", "trucewatch", "build", str(texts), "--case", case, "--casebook", casebook]
        clock = Clock()
        done = subprocess.run([*command, "--workers", str(workers)], check=False, stdout=subprocess.DEVNULL)
        if done.returncode not in (0, 1):
            raise SystemExit(done.returncode)
        return clock.result(0.0)


class Clock:
    """Wall time and processor time (of this process and its children) from its making on."""

    def __init__(self) -> None:
        self._begun, self._cpu = time.perf_counter(), self._used()

    def result(self, load: float) -> Measure:
        """The times, and the peak memory of the largest process among this one and its children, in MB."""
        seconds, cpu = time.perf_counter() - self._begun, self._used() - self._cpu
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        return {"seconds": seconds, "load": load, "memory": max(own, children) / 1024, "cpu": cpu}

    @staticmethod
    def _used() -> float:
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(each.ru_utime + each.ru_stime for each in used)


MEASURES: dict[str, Callable[[Path, int, str], Measure]] = {
    "spacy": raw_spacy,
    "code": coding,
    "rules": by_rules,
    "build": build,
}
LABELS = {"spacy": "raw spaCy", "code": "to claims", "rules": "by rules", "build": "build"}


if __name__ == "__main__":
    main()
