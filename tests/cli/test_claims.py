"""Claims made by hand, from the command line."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.running import program

ADD = ("claims", "add", "The crossing was shelled.", "--who", "M. Haddad", "--day", "2018-11-05", "--code", "ASSAULT")


@pytest.fixture
def own(case: Path, tmp_path: Path) -> Path:
    """A copy of the case to write to."""
    return Path(shutil.copy(case, tmp_path / "own.db"))


def listed(case: Path, *more: str) -> list[str]:
    found = json.loads(program("claims", "--case", case, "--json", *more).stdout)
    return [row["quote"] for row in found if row["coder"] == "note"]


def test_the_listing_needs_a_case() -> None:
    done = program("claims")
    assert done.returncode == 2
    assert "--case" in done.stderr


def test_add_list_explain_and_withdraw(own: Path) -> None:
    done = program(*ADD, "--case", own, "--place", "Morek")
    assert done.returncode == 0, done.stderr
    ident = done.stdout.split()[1]
    assert listed(own) == ["The crossing was shelled."]
    assert "Added by hand by M. Haddad" in program("explain", ident, "--case", own).stdout
    done = program("claims", "withdraw", ident, "--case", own, "--why", "misheard", "--who", "M. Haddad")
    assert done.stdout.startswith(f"Claim {ident} is withdrawn: misheard")
    assert "(withdrawn)" in " ".join(program("claims", "--case", own, "--outlet", "monitor's note").stdout.split())


def test_confidential_ones_are_listed_only_when_asked_for(own: Path) -> None:
    done = program(*ADD, "--case", own, "--confidential")
    assert "confidential" in done.stdout
    assert listed(own) == []
    assert listed(own, "--with-confidential") == ["The crossing was shelled."]


def test_a_code_that_is_none_is_told_with_the_choices(own: Path) -> None:
    done = program(*ADD[:-1], "BOMB", "--case", own)
    assert done.returncode == 2
    assert "Choose one of: AGREE" in done.stderr
