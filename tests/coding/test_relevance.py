"""Reports of other fields that borrow the words of war, and reports from wars that speak of other fields."""

from pathlib import Path

import pytest

from trucewatch.casebook import load
from trucewatch.coding.coder import Coder
from trucewatch.coding.relevance import figurative
from trucewatch.vocabulary.records import Report

TRADE = """Kenya and Uganda agreed on Friday to a truce in their quarrel over milk. The two governments declared a
ceasefire of ninety days in which no new tariff is to come into force. Shares in Nairobi rose at once, and
investors who had feared a long trade war returned to the market. Dairy farmers on both sides of the border
attacked the deal as too late. Their union threatened to withdraw from talks on a common price. Exporters
said that the customs posts would open on Monday. The ministers will meet again in Kampala next month to
review how the agreement is being carried out by both states."""
WAR = TRADE.replace("milk", "the border, where rebels shelled a post and killed nine soldiers")

HERE = Path(__file__).parent


def _reports(name: str) -> list[object]:
    """The reports of a file: `=== what it is about`, then its text."""
    parts = (HERE / name).read_text(encoding="utf-8").split("=== ")[1:]
    return [pytest.param(text, id=field) for field, _, text in (part.partition("\n") for part in parts)]


@pytest.mark.parametrize("text", _reports("relevance_negatives.txt"))
def test_other_fields_borrow_the_words_of_war(text: str) -> None:
    assert figurative(text) is not None


@pytest.mark.parametrize("text", _reports("relevance_positives.txt"))
def test_reports_from_wars_speak_of_other_fields_too(text: str) -> None:
    assert figurative(text) is None


def test_names_are_told_in_a_text_all_in_capitals() -> None:
    told = " ".join(
        ["The Houthi delegation from Yemen and its guests came back to the hotel and had talks at dinner."] * 5
    )
    assert figurative(told.upper()) is None
    assert figurative(told.replace("Houthi", "Rotarian").replace("Yemen", "Bath").upper()) is not None


def test_a_trade_truce_is_no_truce() -> None:
    assert figurative(TRADE) == "a report on trade that speaks of no armed conflict"


def test_the_same_words_in_a_war_are_meant() -> None:
    assert figurative(WAR) is None


def test_a_short_extract_is_taken_as_it_is() -> None:
    assert figurative("The two sides agreed to a truce.") is None


def test_it_is_accounted_for_and_not_coded() -> None:
    [(_, outcomes, claims)] = Coder(load(None)).code([Report("r", "t", TRADE, language="en")])
    assert claims == []
    assert [(o.outcome, o.reason) for o in outcomes] == [
        ("rejected", "a report on trade that speaks of no armed conflict")
    ]
