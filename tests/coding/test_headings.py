"""Headings and rows of headlines are not coded; sentences in capitals are."""

from collections.abc import Callable

import pytest

from trucewatch.vocabulary.records import Claim

HEADLINES = (
    "85 Related Front Commander Killed by Army Near Kismayo Army Halts Advance on Baidoa to Allow Repairs at Dam "
    "Kenyan Planes Bomb Camp Near Border"
)


@pytest.mark.parametrize(
    ("text", "coded"),
    [
        ("The army shelled the port.\n\nArmy shells port again\n\nIt shelled a school on Monday.", 2),
        (f"The army shelled the port. {HEADLINES}", 1),
        ("Army troops shelled the ports of Kismayo and Barawe, said Colonel Omar Sesay of the Juba Front.", 1),
    ],
)
def test_what_repeats_the_text_is_not_coded(code: Callable[..., list[Claim]], text: str, coded: int) -> None:
    assert sum(claim.code is not None for claim in code(text)) == coded
