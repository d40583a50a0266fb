"""The program's own entry point, in this process: quicker than a process for each call."""

import contextlib
import io
import subprocess
import sys
from pathlib import Path
from unittest import mock

from trucewatch.cli.app import main

Done = subprocess.CompletedProcess[str]


def program(*arguments: str | Path, cwd: Path | None = None) -> Done:
    """Run a command; returns its status and what it wrote."""
    argv = ["trucewatch", *map(str, arguments)]
    out, err, status = io.StringIO(), io.StringIO(), 0
    with (
        mock.patch.object(sys, "argv", argv),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        contextlib.chdir(cwd or Path.cwd()),
    ):
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
    return subprocess.CompletedProcess(argv, status, out.getvalue(), err.getvalue())
