"""Every command line in the pages is one that the program takes."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from trucewatch.cli.app import app

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "docs" / "tutorial.md",
    ROOT / "docs" / "limits.md",
    *sorted((ROOT / "docs" / "concepts").glob("*.md")),
]
LINE = re.compile(r"^ {4}trucewatch (.+)$", re.MULTILINE)


def lines() -> Iterator[str]:
    for page in PAGES:
        for line in LINE.findall(page.read_text(encoding="utf-8")):
            yield from (part.strip().removeprefix("trucewatch ") for part in line.split("&&"))


@pytest.mark.parametrize("line", sorted(set(lines())))
def test_the_program_takes_it(line: str) -> None:
    name, *arguments = shlex.split(line, comments=True)
    commands = vars(typer.main.get_command(app))["commands"]
    assert name in commands
    # Parsing raises a usage error for an option that is not there or a value of the wrong kind; nothing is run.
    commands[name].make_context(name, arguments)


def test_lines_are_found() -> None:
    assert any(line.startswith("status ") for line in lines())
