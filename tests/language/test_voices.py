"""Whose voice it is: spokespersons, statements, "it said", and speakers set off by commas."""

import pytest

from tests.language.conftest import Read


def _names(read: Read, text: str) -> list[str]:
    return [m.name for s in read.sentences(text) for speech in s.speeches for m in speech.speakers]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ana Silva, a spokeswoman for the Harbour Front, said rebels shelled the town.", "Harbour Front"),
        ("The town was shelled, rebel spokesman Idris Warsame countered.", "rebels"),
        ("Kenyan defence ministry spokesman Idris Warsame said the truce was holding.", "Kenyan defence ministry"),
        ("Idris Warsame, who speaks for the Harbour Front, said rebels shelled the town.", "Harbour Front"),
        (
            "Rebels shelled the town, the head of the Kenyan Monitoring Centre, General Idris Warsame, said.",
            "Kenyan Monitoring Centre",
        ),
    ],
)
def test_who_speaks_for_a_body_stands_for_it(read: Read, text: str, speaker: str) -> None:
    assert _names(read, text)[:1] == [speaker]


def test_a_spokesperson_stands_for_the_body_by_last_name_too(read: Read) -> None:
    text = "Ana Silva, a spokeswoman for the Harbour Front, said rebels shelled the town. The road was cut, Silva said."
    assert _names(read, text) == ["Harbour Front", "Harbour Front"]


def test_it_and_the_statement_are_those_who_spoke(read: Read) -> None:
    text = "The Harbour Front said rebels shelled the town. Two men were hurt, it added. Aid came, the statement said."
    assert _names(read, text) == ["Harbour Front"] * 3


def test_a_commander_speaks_in_their_own_right(read: Read) -> None:
    assert _names(read, "General Idris Warsame of the Harbour Front said rebels shelled the town.") == ["Idris Warsame"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The town was shelled in what amounted to a breach, a senior monitor, Colonel Ana Silva, said.", "Ana Silva"),
        ("The truce is worthless, a Tamil member of parliament, Ana Silva, said in Vavuniya.", "Ana Silva"),
        (
            "Both camps broke the truce in January, the Harbour Union's commission reported.",
            "Harbour Union's commission",
        ),
        ("Fifty houses were burned, by the reckoning of the herders.", "herders"),
        ("A decree has induced, by the justice ministry's count, 200 fighters to give up.", "justice ministry"),
    ],
)
def test_a_speaker_between_commas(read: Read, text: str, speaker: str) -> None:
    assert _names(read, text) == [speaker]


def test_what_the_speaker_does_besides_is_not_what_was_said(read: Read) -> None:
    [sentence] = read.sentences("The Front said its fighters would defend themselves and called for a strike.")
    assert sentence.doc is not None
    [speech] = sentence.speeches
    assert "called" not in [sentence.doc[i].text for i in speech.content]
