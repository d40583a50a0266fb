"""Reports of other fields that borrow the words of war."""

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
