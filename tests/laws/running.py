"""The real program, and what it exports."""

import subprocess
import sys
from pathlib import Path

from trucewatch.exchange import Table, write
from trucewatch.pipeline import view


def exported(case: Path) -> dict[str, bytes]:
    """Every table of a case as JSON Lines, byte for byte."""
    found = {}
    with view.opened(case) as seen:
        for table in Table:
            target = case.with_name(f"{case.name}.{table}.jsonl")
            write(seen.rows(table), table, "jsonl", target)
            found[table.value] = target.read_bytes()
    return found


def program(*arguments: str | Path, cwd: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """The real program in a process of its own."""
    command = [sys.executable, "-m", "trucewatch", *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=cwd, timeout=300)
