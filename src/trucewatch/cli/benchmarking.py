"""`trucewatch bench`."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli.helping import add
from trucewatch.cli.output import AsJson, write_json, write_table
from trucewatch.vocabulary.errors import RequestError

if TYPE_CHECKING:
    from trucewatch.bench import Figure, Result

HALVES = ("dev", "held_out")
CODERS = ("rules", "hybrid")


def register(app: typer.Typer) -> None:
    """Add the command."""
    add(app, bench)


def bench(  # noqa: PLR0913 - each is an option of the command
    task: Annotated[
        str | None, typer.Argument(metavar="TASK", help="What is scored; `trucewatch bench --list` names the tasks.")
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="The folder (or file) of a hand-coded set, as its makers laid it out."),
    ] = None,
    *,
    tasks: Annotated[bool, typer.Option("--list", help="List the tasks, and what each measures.")] = False,
    as_json: AsJson = False,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", help="Score only the first N documents (or rows).")
    ] = None,
    peer: Annotated[
        bool, typer.Option("--peer", help="Run the task's peer beside it, where one is installed.")
    ] = False,
    coder: Annotated[
        str | None, typer.Option("--coder", metavar="rules|hybrid", help="Which coder. Default: the program's own.")
    ] = None,
    half: Annotated[
        str | None,
        typer.Option(
            "--half",
            metavar="dev|held_out",
            help="Only the half that rules were made with, or only the one kept unseen. Default: all.",
        ),
    ] = None,
    errors: Annotated[int, typer.Option("--errors", metavar="N", help="Show up to N errors.")] = 0,
) -> None:
    r"""Score the program on a hand-coded set: its metric, with 95% intervals from resampled documents.

    Any documents in the same layout will do. `docs/benchmarks.md` says what each layout is and where sets are.

    \b
    Example:
      trucewatch bench --list
      trucewatch bench ceasefire gold/ceasefire --half held_out
      trucewatch bench time benchmarks/time --peer --json
    """
    from trucewatch.bench import TASKS, Options  # noqa: PLC0415 - not needed for --help

    if tasks:
        rows = [(t.name, t.measures, t.peer or "") for t in TASKS.values()]
        if as_json:
            write_json([{"task": n, "measures": m, "peer": p or None} for n, m, p in rows])
        else:
            write_table(("task", "what", "peer"), rows)
        return
    chosen = TASKS.get(task or "")
    if chosen is None:
        what = f"There is no benchmark {task!r}." if task else "No benchmark was named."
        raise RequestError("TW-BENCH-1", what, do=f"Name one of: {', '.join(TASKS)}.")
    if folder is None:
        raise RequestError("TW-BENCH-2", "No folder was named.", do=f"trucewatch bench {chosen.name} FOLDER.")
    _check(limit, coder, half)
    result = chosen.run(folder, Options(limit, peer, coder, half, errors))
    if as_json:
        write_json(asdict(result))
    else:
        _tell(result)


def _check(limit: int | None, coder: str | None, half: str | None) -> None:
    for option, value, allowed in (("--coder", coder, CODERS), ("--half", half, HALVES)):
        if value is not None and value not in allowed:
            raise RequestError("TW-BENCH-3", f"{option} {value} makes no sense.", do=f"Give {' or '.join(allowed)}.")
    if limit is not None and limit < 1:
        raise RequestError("TW-BENCH-3", f"--limit {limit} makes no sense.", do="Give 1 or more.")


def _tell(result: "Result") -> None:
    for miss in result.misses:
        sys.stdout.write(f"{miss}\n")
    if result.misses:
        sys.stdout.write("\n")
    rows = [("trucewatch", figure) for figure in result.figures]
    rows += [(name, figure) for name, figures in result.peers.items() for figure in figures]
    coded = [(who, *_cells(figure)) for who, figure in rows]
    heads = ("program", "measure", "score", "95% interval", "of", "note")
    keep = [i for i in range(len(heads)) if (i > 0 or result.peers) and (i < 5 or any(row[i] for row in coded))]
    write_table([heads[i] for i in keep], [[row[i] for i in keep] for row in coded])
    took = "" if result.seconds is None else f" in {result.seconds:,.1f} s ({_rate(result)})"
    sys.stdout.write(f"{result.task}: {result.documents:,} documents{took}\n")
    for note in result.notes:
        sys.stdout.write(f"{note}\n")
    for reason in result.skipped:
        sys.stdout.write(f"skipped: {reason}\n")


def _rate(result: "Result") -> str:
    return f"{result.documents / result.seconds:,.1f} a second" if result.seconds else "at once"


def _cells(figure: "Figure") -> tuple[str, str, str, str, str]:
    between = "" if figure.low is None or figure.high is None else f"{_number(figure.low)}-{_number(figure.high)}"
    return figure.name, _number(figure.value), between, "" if figure.of is None else f"{figure.of:,}", figure.note


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) and value > 1 else f"{value:.3f}"
