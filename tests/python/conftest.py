from collections.abc import Iterator
from pathlib import Path

import pytest

import trucewatch as tw
from tests.laws import corpus
from trucewatch.pipeline.build import build


@pytest.fixture(scope="session")
def case_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("python")
    build([corpus.write(folder / "reports")], folder / "case.db", "syria")
    return folder / "case.db"


@pytest.fixture(scope="session")
def case(case_file: Path) -> Iterator[tw.Case]:
    with tw.open(case_file) as opened:
        yield opened
