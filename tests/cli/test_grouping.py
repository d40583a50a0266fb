"""Options that belong together are options of the command."""

from dataclasses import dataclass
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from trucewatch.cli.grouping import Group, spread


@dataclass(frozen=True, kw_only=True)
class Place(Group):
    town: Annotated[str, typer.Option("--town", help="Where.")]
    near: Annotated[bool, typer.Option("--near", help="Or near it.")] = False


def asked(name: Annotated[str, typer.Argument()], place: Place, *, loud: bool = False) -> None:
    typer.echo(f"{name} {place.town} {place.near} {loud}")


@pytest.fixture
def app() -> typer.Typer:
    found = typer.Typer()
    found.command()(spread(asked))
    return found


def test_the_group_is_filled_from_the_options(app: typer.Typer) -> None:
    done = CliRunner().invoke(app, ["Ana", "--town", "Kota", "--near", "--loud"])
    assert done.output == "Ana Kota True True\n"


def test_defaults_stay_and_what_is_required_is_required(app: typer.Typer) -> None:
    assert CliRunner().invoke(app, ["Ana", "--town", "Kota"]).output == "Ana Kota False False\n"
    assert CliRunner().invoke(app, ["Ana"]).exit_code == 2
