"""What a benchmark is asked, and what it answers."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Options:
    """How a task is run.

    limit: documents (or rows, where the set has no documents) read at most; None for all.
    peer: run the installable peer of the task beside it, where there is one.
    coder: "rules", "hybrid", or None for the default.
    half: "dev" or "held_out" reads only that half by the fixed split of `splits`; None reads all.
    errors: keep up to this many misses in the result, for reading.
    """

    limit: int | None = None
    peer: bool = False
    coder: str | None = None
    half: str | None = None
    errors: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """One score: its value, its 95% interval (None where it has none), and how many gold items it rests on."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    of: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a task found.

    documents: how many were scored; seconds: wall time of the program on them, loading apart (None if not timed).
    skipped: what could not be read, each with file and reason in plain English.
    peers: the same figures for each peer that was run.
    misses: some errors, a line each (only when asked for).
    notes: what to mind when the figures are quoted, a sentence each.
    """

    task: str
    documents: int
    figures: tuple[Figure, ...]
    seconds: float | None = None
    skipped: tuple[str, ...] = ()
    peers: dict[str, tuple[Figure, ...]] = field(default_factory=dict)
    misses: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
