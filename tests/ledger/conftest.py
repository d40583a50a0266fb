from collections.abc import Iterator
from pathlib import Path

import pytest

from trucewatch.ledger import Ledger


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "case.db", create=True, clock=lambda: "2020-03-06T12:00:00+00:00") as ledger:
        yield ledger
