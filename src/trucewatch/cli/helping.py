"""Commands with their help, as their docstrings give it."""

import inspect
from collections.abc import Callable

import typer

from trucewatch.cli.grouping import spread


def add(app: typer.Typer, *commands: Callable[..., None]) -> None:
    r"""Add commands; a line `\b` in a docstring keeps the lines below it as they stand, up to the next blank line."""
    for command in commands:
        app.command(help=as_help(command))(spread(command))


def as_help(function: Callable[..., None]) -> str:
    """The docstring with the mark that typer understands."""
    return (inspect.getdoc(function) or "").replace("\\b", "\b")
