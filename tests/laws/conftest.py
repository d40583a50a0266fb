from pathlib import Path

import pytest

from tests.laws import corpus
from tests.laws.running import exported, program


@pytest.fixture(scope="session")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus.write(tmp_path_factory.mktemp("pile") / "reports")


@pytest.fixture(scope="session")
def built(pile: Path) -> Path:
    """A case built by the real program, in one go."""
    case = pile.parent / "whole.db"
    done = program("build", pile, "--case", case, "--casebook", "none")
    assert done.returncode == 1, done.stderr  # the pile holds inputs that must be rejected
    return case


@pytest.fixture(scope="session")
def whole(built: Path) -> dict[str, bytes]:
    """What the uninterrupted build exports."""
    return exported(built)
