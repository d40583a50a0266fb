# ruff: noqa: INP001 - a script beside the pages that it refreshes, not a package
"""Put real output into the README and draw docs/img/status.svg. Run it when what the program prints has changed.

Usage: python docs/refresh.py
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
REPORTS = "examples/idlib/reports"
DAY = "2018-12-04"
ZONE = "Idlib demilitarized zone"
WIDTH = 100
LINES = 40
MARKED = re.compile(r"(?<=<!-- output -->\n).*(?=<!-- end of output -->)", re.DOTALL)


def run(*arguments: str) -> str:
    """What the program prints on standard output."""
    command = [sys.executable, "-m", "trucewatch", *arguments]
    width = {**os.environ, "COLUMNS": str(WIDTH)}
    done = subprocess.run(command, cwd=ROOT, env=width, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    return done.stdout.rstrip() + "\n"


def block(text: str, first: str) -> str:
    """The lines from the one that holds `first` up to the next blank line."""
    lines = iter(text.splitlines())
    for line in lines:
        if first in line:
            return "\n".join([line, *_until_blank(lines)])
    message = f"no line holds {first!r}"
    raise LookupError(message)


def _until_blank(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if not line.strip():
            return
        yield line.rstrip()


def excerpt(sums: str, status: str) -> str:
    """The part of the output that the README shows."""
    agreement, duty = block(status, "MEMORANDUM ON STABILIZATION"), block(status, "withdraw all tanks")
    shown = [sums.strip(), "", agreement, "…", duty, "…"]
    return "```text\n" + "\n".join(shown) + "\n```\n"


def draw(output: str, title: str) -> None:
    """The first lines as a picture of a terminal."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True, color_system="truecolor")
        for line in output.splitlines()[:LINES]:
            console.print(Text.from_ansi(line), no_wrap=True, overflow="ellipsis")
        console.save_svg(str(ROOT / "docs" / "img" / "status.svg"), title=title, unique_id="trucewatch")


def refresh() -> None:
    """Build the example anew and refresh both."""
    with tempfile.TemporaryDirectory() as folder:
        case = str(Path(folder) / "idlib.db")
        sums = run("build", REPORTS, "--case", case, "--casebook", "syria")
        status = run("status", "--case", case, "--on", DAY, "--zone", ZONE)
    draw(status, f'trucewatch status --case idlib.db --on {DAY} --zone "{ZONE}"')
    readme = ROOT / "README.md"
    text, count = MARKED.subn(lambda _: excerpt(sums, status), readme.read_text(encoding="utf-8"))
    if count != 1:
        message = "README.md lacks its marks <!-- output --> and <!-- end of output -->"
        raise LookupError(message)
    readme.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    refresh()
