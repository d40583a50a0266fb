"""Commas put back for the parse, in texts that have lost them."""

import pytest

from trucewatch.casebook import load
from trucewatch.coding.coder import Coder
from trucewatch.language.commas import lost, restored
from trucewatch.vocabulary.records import Report

FILLER = "The rebels shelled the town at dawn and soldiers returned fire from the hills above the river. " * 12


@pytest.mark.parametrize(
    ("bare", "mended"),
    [
        (
            "Planes struck the port killing nine the Harbour Watch reported.",
            "Planes struck the port killing nine, the Harbour Watch reported.",
        ),
        ("Nine men were hurt a hospital said on Tuesday.", "Nine men were hurt, a hospital said on Tuesday."),
        ("Shells killed nine people local activists said.", "Shells killed nine people, local activists said."),
        (
            "They took a school in an army raid Kenyan security sources said.",
            "They took a school in an army raid, Kenyan security sources said.",
        ),
        (
            "Shells hit the port on Friday Front spokesman Omar Sesay told reporters.",
            "Shells hit the port on Friday, Front spokesman Omar Sesay told reporters.",
        ),
        ("He met rebels and officials said.", "He met rebels and officials said."),
        ("On Sunday army air raids hit the port.", "On Sunday, army air raids hit the port."),
        ("Such raids must end Osman said.", "Such raids must end, Osman said."),
        ("It is not what the army said.", "It is not what the army said."),
        ("Planes struck the port, the Harbour Watch reported.", "Planes struck the port, the Harbour Watch reported."),
        ("The army said that nine had died.", "The army said that nine had died."),
    ],
)
def test_the_comma_before_a_closing_speaker(bare: str, mended: str) -> None:
    assert restored(bare) == mended


def test_only_texts_without_commas_have_lost_them() -> None:
    assert lost(FILLER)
    assert not lost(FILLER.replace(" and", ", and"))
    assert not lost("A short text has none")


def test_the_speaker_is_found_and_the_quote_stays_as_it_stands() -> None:
    sentence = "Planes struck the port killing nine soldiers the Harbour Watch reported."
    [(_, _, claims)] = Coder(load(None)).code([Report("r", "t", FILLER + sentence, language="en")])
    told = [c for c in claims if c.quote == sentence and c.code]
    assert told
    assert {c.speaker.name for c in told if c.speaker} == {"Harbour Watch"}
