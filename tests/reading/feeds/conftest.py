from collections.abc import Iterator

import pytest

from tests.reading.feeds.server import Server, serving
from tests.reading.feeds.world import FakeClock


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()
