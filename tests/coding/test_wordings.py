"""How many of some four hundred wordings are read: a gauge of recall that may not fall."""

from collections.abc import Callable
from pathlib import Path

from trucewatch.vocabulary.codes import Code
from trucewatch.vocabulary.records import Claim

WORDINGS = [
    (Code(line.partition("|")[0]), line.partition("|")[2])
    for line in (Path(__file__).parent / "wordings.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
READ = 319
"""Of them, those in which the code was found when this was last raised."""


def test_no_wording_stands_twice() -> None:
    assert len({text for _, text in WORDINGS}) == len(WORDINGS)


def test_as_many_wordings_are_read_as_before(code: Callable[..., list[Claim]]) -> None:
    unread = [(wanted.value, text) for wanted, text in WORDINGS if wanted not in {c.code for c in code(text)}]
    assert len(WORDINGS) - len(unread) >= READ, unread
