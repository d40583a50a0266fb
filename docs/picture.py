# ruff: noqa: INP001 - a script beside the pages that it draws for, not a package
"""Draw docs/img/status.svg from what `trucewatch status` prints. Run by `make picture`, or by hand after `make demo`.

Usage: python docs/picture.py CASE DAY [LINES]
"""

import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

WIDTH = 104
LINES = 46
PICTURE = Path(__file__).parent / "img" / "status.svg"


def printed(case: str, day: str) -> str:
    """The output of the command, in colour, as wide as the picture."""
    command = [sys.executable, "-m", "trucewatch", "status", "--case", case, "--on", day]
    colour = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "TERM": "xterm-256color"}
    done = subprocess.run(command, env=colour, capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    return done.stdout


def draw(output: str, lines: int, title: str) -> None:
    """The first `lines` lines as a picture of a terminal."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True, color_system="truecolor")
        for line in output.splitlines()[:lines]:
            console.print(Text.from_ansi(line), soft_wrap=False, overflow="ellipsis", no_wrap=True)
        PICTURE.parent.mkdir(exist_ok=True)
        console.save_svg(str(PICTURE), title=title, unique_id="trucewatch")


if __name__ == "__main__":
    named, asked, *most = sys.argv[1:]
    draw(printed(named, asked), int(most[0]) if most else LINES, f"trucewatch status --on {asked}")
