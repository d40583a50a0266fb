"""The page of commands is the program's own word, and complete."""

from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from trucewatch.cli import options, reference
from trucewatch.cli.app import app
from trucewatch.cli.exits import MEANING, Exit, for_error
from trucewatch.monitoring import policy
from trucewatch.vocabulary import errors

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
GROUP: Any = get_command(app)


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference.page(), "run `make docs`"


@pytest.mark.parametrize(("name", "command"), sorted(reference.named(GROUP)))
def test_every_command_has_an_example_and_every_option_help(name: str, command: Any) -> None:  # noqa: ANN401
    example = command.help.partition("\b\nExample:\n")[2]
    assert f"trucewatch {name}" in example
    assert [p.name for p in command.params if not getattr(p, "help", None)] == []


def test_policies_are_named_in_the_help() -> None:
    told = options.Policy.__metadata__[0].help  # type: ignore[attr-defined]  # Annotated has it at run time
    assert [name for name in policy.names() if name not in told] == []


def test_every_status_has_a_meaning() -> None:
    assert set(MEANING) == set(Exit)


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (errors.InputError, 2),
        (errors.CasebookError, 2),
        (errors.CaseError, 2),
        (errors.RequestError, 2),
        (errors.PassingError, 3),
    ],
)
def test_errors_have_their_status(kind: type[errors.TrucewatchError], status: int) -> None:
    assert for_error(kind("TW-X-1", "What happened.")) == status
