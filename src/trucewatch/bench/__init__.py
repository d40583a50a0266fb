"""Scores on hand-coded sets: `trucewatch bench TASK DIR` reads a set as its makers laid it out and prints its metric.

Each task is one module with one function `run(folder, options) -> Result`, listed in `registry.TASKS`. What they share:
`folders` finds the set, `splits` tells its two halves apart, `scoring` gives scores their intervals.
"""

from trucewatch.bench.registry import TASKS, Task
from trucewatch.bench.result import Figure, Options, Result

__all__ = ["TASKS", "Figure", "Options", "Result", "Task"]
