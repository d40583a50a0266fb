"""The day of a claim: its own, its clause's, or what another event says of it."""

import pytest

from trucewatch.casebook import load
from trucewatch.coding.coder import Coder
from trucewatch.vocabulary.records import Report


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(load(None))


def days(coder: Coder, text: str) -> dict[str | None, str | None]:
    """The date of each claim by its code."""
    report = Report("r", "", text, published="2019-09-24", language="en")  # a Tuesday
    return {
        claim.code.value if claim.code else None: claim.date
        for _, _, claims in coder.code([report])
        for claim in claims
    }


@pytest.mark.parametrize(
    ("text", "code", "date"),
    [
        ("Rebels shelled the town on Monday.", "ASSAULT", "2019-09-23"),
        ("Over the past 24 hours militants shelled four villages.", "ASSAULT", "2019-09-23/2019-09-24"),
        (
            "Rebels have violated the truce 12 times since it began on 30 August.",
            "NOT_HOLDING",
            "2019-08-30/2019-09-24",
        ),
        ("Forces shelled the town until the truce began on Friday.", "ASSAULT", "../2019-09-20"),
        ("The truce signed in May 2018 was violated.", "NOT_HOLDING", None),
        ("The ceasefire, signed in May 2018, was violated on Monday.", "NOT_HOLDING", "2019-09-23"),
        ("The four zones date from May 2017, when Russia, Iran and Turkey agreed on them.", "AGREE", "2017-05"),
        ("Experts are to confer in Ankara two weeks before that.", "CONSULT", None),
        ("The army will withdraw from the town within 72 hours of the signing.", "RETREAT", "2019-09-24/2019-09-27"),
    ],
)
def test_the_day_is_that_of_the_claim(coder: Coder, text: str, code: str, date: str | None) -> None:
    assert days(coder, text)[code] == date


def dates(coder: Coder, text: str) -> list[str | None]:
    """The dates of all claims, in order."""
    report = Report("r", "", text, published="2019-09-24", language="en")
    return [claim.date for _, _, claims in coder.code([report]) for claim in claims]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rebels shelled Idlib on Monday. Soldiers attacked the village.", ["2019-09-23", "2019-09-23/2019-09-24"]),
        ("Rebels shelled Idlib on Monday. Soldiers had attacked the village.", ["2019-09-23", None]),
        ("Rebels shelled Idlib on Monday.\n\nSoldiers attacked the village.", ["2019-09-23", None]),
        ("Rebels shelled Idlib on 2 May. Soldiers attacked the village.", ["2019-05-02", None]),
    ],
)
def test_an_account_goes_on_with_its_day(coder: Coder, text: str, found: list[str | None]) -> None:
    assert dates(coder, text) == found


def test_a_day_before_the_speaker_is_not_when_they_spoke(coder: Coder) -> None:
    report = Report(
        "r", "", "On Friday, he said, Russian police will open two checkpoints.", published="2019-09-24", language="en"
    )
    claims = [claim for _, _, found in coder.code([report]) for claim in found]
    assert [(claim.date, claim.said) for claim in claims] == [("2019-09-27", "2019-09-24")]
