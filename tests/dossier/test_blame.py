from typing import Any

import pytest

from trucewatch.dossier.blame import Standing, raw, standing, weighed
from trucewatch.vocabulary.codes import ClaimKind, Code, Modality, Polarity
from trucewatch.vocabulary.records import Claim, Mention


def _claims(example: dict[str, Any]) -> list[Claim]:
    accuses = "accused" in example["stands"] and "speaker" in example
    if not accuses and not example.get("does"):
        return []
    named = (Mention(example["of"]),)
    speaker = (Mention(example["speaker"]),) if accuses else ()
    return [
        Claim(
            "c", "r", 0, 9, example["quote"], ClaimKind.EVENT, Code.ACCUSE if accuses else Code.ASSAULT,
            Modality.ACTUAL, Polarity.AFFIRM, actors=speaker or named, recipients=named if accuses else (),
        )
    ]  # fmt: skip


@pytest.mark.parametrize("example", raw()["examples"], ids=lambda e: e["quote"])
def test_how_a_sentence_stands(example: dict[str, Any]) -> None:
    assert standing(example["quote"], _claims(example), [example["of"]]) == example["stands"]


def test_a_sentence_about_others_says_nothing() -> None:
    assert standing("Police blamed the Hill Brigade.", [], ["Lake Front"]) is None


@pytest.mark.parametrize(
    ("found", "word"),
    [
        ([Standing.TOLD, Standing.CLAIMED], Standing.CLAIMED),
        ([Standing.TOLD, Standing.ACCUSED], Standing.ACCUSED),
        ([Standing.SUPPOSED, Standing.NAMED], Standing.ACCUSED),
        ([Standing.SUPPOSED, Standing.TOLD], Standing.TOLD),
        ([Standing.DENIED], Standing.DENIED),
        ([], None),
    ],
)
def test_one_word_of_many(found: list[Standing], word: Standing | None) -> None:
    assert weighed(found) is word
