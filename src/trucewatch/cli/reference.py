"""The page of commands, made from the commands themselves: `python -m trucewatch.cli.reference > docs/cli.md`."""

import sys
from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from trucewatch.cli.app import app
from trucewatch.cli.exits import MEANING

_HEAD = """\
# Commands

Written by the program itself (`make docs`); do not edit it by hand. Every command takes `--help`.
Dates are written 2018-12-04; a month (2018-12) or a year (2018) means its last day, or after `--from` its first.
Listings take `--json`, `--csv` or `--table` (the default). Progress goes to standard error, results to standard output.
"""


def page() -> str:
    """The whole page, in Markdown."""
    group: Any = get_command(app)
    return "\n".join(
        [_HEAD, *_statuses(), *(line for name, command in named(group) for line in _section(name, command))]
    )


def named(group: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - typer's class of commands is not public
    """Every command with its whole name, those below it after it."""
    for name, command in group.commands.items():
        yield name, command
        if hasattr(command, "commands"):
            yield from ((f"{name} {below}", inner) for below, inner in named(command))


def _statuses() -> Iterator[str]:
    yield "## Exit statuses\n\n| status | meaning |\n|---|---|"
    for status, meaning in MEANING.items():
        yield f"| {int(status)} | {meaning} |"
    yield ""


def _section(name: str, command: Any) -> Iterator[str]:  # noqa: ANN401 - the same
    yield f"## trucewatch {name}\n"
    text, _, example = str(command.help).partition("\b\n")
    yield f"{text.strip()}\n"
    yield "```\n" + "\n".join(line[2:] for line in example.splitlines()[1:]) + "\n```\n"
    yield "| argument or option | |\n|---|---|"
    for parameter in command.params:
        name = ", ".join(parameter.opts) if parameter.param_type_name == "option" else parameter.metavar
        value = f" {parameter.metavar}" if parameter.param_type_name == "option" and parameter.metavar else ""
        need = " *Required.*" if parameter.required else ""
        yield f"| `{(name + value).replace('|', chr(92) + '|')}` | {parameter.help}{need} |"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(page())
