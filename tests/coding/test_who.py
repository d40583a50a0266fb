"""Who did it, to whom and where: sentences and snippets from many wars, each with all that must stand in the slots."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from trucewatch.vocabulary.codes import Code
from trucewatch.vocabulary.records import Claim, Mention

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "who.yaml").read_text("utf-8"))


def unnamed(wanted: Sequence[str], mentions: Sequence[Mention]) -> list[str]:
    """What is wanted and not there, and what is there and not wanted."""
    left = list(mentions)
    missing = []
    for name in wanted:
        found = next((m for m in left if name.casefold() in names(m)), None)
        if found is None:
            missing.append(f"no {name}")
        else:
            left.remove(found)
    return missing + [f"also {m.name}" for m in left]


def names(mention: Mention) -> set[str]:
    return {name.casefold() for name in (mention.text, mention.refers, mention.party) if name}


def said_by(claim: Claim, speaker: str | None) -> bool:
    """Whether a claim has the speaker asked for; an empty name is the outlet's own voice."""
    if speaker is None or claim.speaker is None:
        return not speaker
    return speaker.casefold() in names(claim.speaker)


def last(claims: Sequence[Claim], code: Code) -> list[Claim]:
    """The claims with the code in the last sentence that has any."""
    coded = [claim for claim in claims if claim.code is code]
    return [claim for claim in coded if claim.start == max(c.start for c in coded)]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_who_did_what_to_whom_and_where(code: Callable[..., list[Claim]], case: dict[str, Any]) -> None:
    claims = last(code(case["text"]), Code(case["code"]))
    wrong = [
        {
            slot: unnamed(case[slot], getattr(claim, slot))
            for slot in ("actors", "recipients", "places")
            if slot in case and unnamed(case[slot], getattr(claim, slot))
        }
        for claim in claims
        if case.get("polarity", claim.polarity) == claim.polarity and said_by(claim, case.get("speaker"))
    ]
    assert {} in wrong, wrong


def test_both_sides_accusing_each_other_are_two_claims(code: Callable[..., list[Claim]]) -> None:
    claims = last(
        code("Israel and Hezbollah signed a truce. Both sides accused each other of breaking it."), Code.ACCUSE
    )
    told = {(c.actors[0].name, c.recipients[0].name) for c in claims}
    assert told == {("Israel", "Hezbollah"), ("Hezbollah", "Israel")}
    assert len({c.claim_id for c in claims}) == len(claims)


@pytest.mark.parametrize(
    "text",
    [
        "Their troops left the town. Their men fired on the port. They killed nine soldiers.",
        "Both armies and their allies met. Their troops and their guards fired. They said their rebels had shelled it.",
    ],
)
def test_whose_they_are_may_stay_open(code: Callable[..., list[Claim]], text: str) -> None:
    claims = last(code(text), Code.ASSAULT)
    assert [m.refers for claim in claims for m in claim.actors] == [None]
