"""One coder for all tests of coding: the model takes a second to load."""

from collections.abc import Callable

import pytest

from trucewatch.casebook import load
from trucewatch.coding.coder import Coder
from trucewatch.vocabulary.records import Claim, Report


@pytest.fixture(scope="session")
def coder() -> Coder:
    return Coder(load(None))


@pytest.fixture(scope="session")
def code(coder: Coder) -> Callable[..., list[Claim]]:
    """Code a text as published on a Tuesday, 4 December 2018, unless told otherwise."""

    def run(text: str, published: str | None = "2018-12-04", language: str = "en") -> list[Claim]:
        report = Report("r1", "t1", text, file="r1.txt", published=published, language=language)
        [(_, _, claims)] = list(coder.code([report]))
        return claims

    return run
