"""How far a build is, on standard error: a bar on a terminal, lines with --verbose, silence in a pipe."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from trucewatch.pipeline.progress import Step

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Narrator:
    """Tells the steps of a build; a context manager, to be called with each step."""

    def __init__(self, *, verbose: bool) -> None:
        """`verbose` tells every step on a line of its own, for logs."""
        self._verbose = verbose
        self._bar: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        """Open the bar where there is a terminal."""
        if not self._verbose and sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415 - only where there is a terminal
            from rich.progress import Progress  # noqa: PLC0415 - the same

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()

    def __call__(self, step: Step) -> None:
        """Tell one step."""
        if self._verbose:
            sys.stderr.write(f"{step.stage}: {step.done} of {step.total} {step.unit}\n")
            sys.stderr.flush()
        if self._bar:
            if step.stage not in self._tasks:
                self._tasks[step.stage] = self._bar.add_task(step.stage, total=step.total)
            self._bar.update(self._tasks[step.stage], completed=step.done)
