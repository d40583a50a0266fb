"""Ctrl-C ends a build cleanly, and nothing of it is lost."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.laws.running import exported
from trucewatch.pipeline.build import build


@pytest.mark.parametrize("workers", ["1", "2"])
def test_stopped_with_ctrl_c(workers: str, pile: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    case = tmp_path / "case.db"
    command = [sys.executable, "-m", "trucewatch", "build", str(pile), "--case", str(case), "--casebook", "none"]
    with subprocess.Popen(
        [*command, "--workers", workers, "--verbose"], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as running:
        assert running.stderr is not None
        for line in running.stderr:
            if line.startswith("coding:"):
                running.send_signal(signal.SIGINT)
                break
        rest = running.stderr.read()
        assert running.wait() == 130, rest
    assert "Traceback" not in rest
    assert rest.endswith("Stopped. What was done is kept; the same command goes on from there.\n")
    build([pile], case, "none")
    assert exported(case) == whole
