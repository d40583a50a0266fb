"""Every task on the sets that lie side by side in one folder and on our own, half by half, and the floors of scores."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from trucewatch.bench.registry import TASKS
from trucewatch.bench.result import Figure, Options, Result

HALVES: tuple[str, ...] = ("dev", "held_out")
WHOLE = "all"
"""In the place of a half: the whole set."""
SETS: Mapping[str, str] = {
    "ceasefire": "gold/ceasefire",
    "quotes": "benchmarks/quotes",
    "event-type": "benchmarks/event_type",
    "event-records": "benchmarks/event_records",
    "factuality": "benchmarks/factuality",
    "time": "benchmarks/time",
    "places": "benchmarks/places",
    "incidents": "benchmarks/incidents",
    "same-event": "benchmarks/same_event",
}
"""Where the set of each task lies, from the folder that holds all of them."""


@dataclass(frozen=True, slots=True)
class OwnSet:
    """A set of our own, beside the source: its task, and the folder of each half, from the root of the checkout.

    `split`: the halves lie in one folder, and the task tells them apart.
    """

    task: str
    folders: Mapping[str, str]
    split: bool = False


OWN: Mapping[str, OwnSet] = {
    "ceasefire-own": OwnSet("ceasefire", {"dev": "tests/quality/own/dev", "held_out": "tests/quality/own/unseen"}),
    "marked": OwnSet("marked", dict.fromkeys(HALVES, "training/reports"), split=True),
}
"""By the name under which their scores are kept."""
SLACK = 0.0005

Floors = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Task → half (or `all`) → measure → the score that may not be missed."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One task (or set of our own) on one half of its set, and where the set lies."""

    task: str
    half: str
    folder: str
    result: Result


def present(sets: Path, tasks: Sequence[str] = ()) -> list[str]:
    """The tasks (of those named; none named: of all) whose set is there, in the order of the registry."""
    return [name for name in TASKS if name in SETS and (not tasks or name in tasks) and (sets / SETS[name]).is_dir()]


def run_all(
    sets: Path, options: Options | None = None, tasks: Sequence[str] = (), halves: Sequence[str] = HALVES
) -> Iterator[Measured]:
    """Run each task whose set is below `sets` on each half (or on `all`); yields as they come."""
    for name in present(sets, tasks):
        for half in halves:
            asked = replace(options or Options(), half=None if half == WHOLE else half)
            result = TASKS[name].run(sets / SETS[name], asked)
            yield Measured(name, half, SETS[name], result)


def run_own(
    root: Path, options: Options | None = None, names: Sequence[str] = (), halves: Sequence[str] = HALVES
) -> Iterator[Measured]:
    """Run each set of our own (of those named; none named: all) that lies below `root`, the checkout, half by half."""
    for name, own in OWN.items():
        for half in halves:
            folder = own.folders[half]
            if (not names or name in names) and (root / folder).is_dir():
                asked = replace(options or Options(), half=half if own.split else None)
                yield Measured(name, half, folder, TASKS[own.task].run(root / folder, asked))


def is_better_low(figure: Figure) -> bool:
    """Whether less is better: errors, and what should not have been found."""
    return "error" in figure.name or figure.note.startswith(("fewer", "lower"))


def scores(measured: Sequence[Measured]) -> dict[str, dict[str, dict[str, float]]]:
    """Every figure, rounded to four places: task → half → measure → score. Counts of nothing are left out."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    for each in measured:
        figures = {f.name: round(f.value, 4) for f in each.result.figures if f.of != 0}
        found.setdefault(each.task, {})[each.half] = figures
    return found


def below(measured: Sequence[Measured], floors: Floors) -> list[str]:
    """What misses its floor, a sentence each. A measure without a floor misses none; a floor without a measure does."""
    faults = []
    for each in measured:
        figures = {figure.name: figure for figure in each.result.figures}
        for name, floor in floors.get(each.task, {}).get(each.half, {}).items():
            figure = figures.get(name)
            where = f"{each.task}, {each.half}: {name}"
            if figure is None:
                faults.append(f"{where} is no longer measured")
            elif figure.value > floor + SLACK if is_better_low(figure) else figure.value < floor - SLACK:
                faults.append(f"{where} is {figure.value:.4f}, pinned at {floor:.4f}")
    return faults
