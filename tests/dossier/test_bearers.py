"""Who is to keep a commitment."""

import pytest

from tests.dossier.world import CASE, Teller, report
from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier import build
from trucewatch.dossier.bearers import is_pair
from trucewatch.dossier.lexicon import raw
from trucewatch.vocabulary.codes import ProvisionClass

KNOWN = Knowledge(version="parties", name="lakeside", country="corvia", parties=CASE.parties, words=CASE.words)


def _who(*bearers: str, class_: ProvisionClass = ProvisionClass.WITHDRAW_FORCES) -> set[str | None]:
    a = Teller("a")
    a.agree("Ardenia", "Lake Front", on="2019-05-01", agreement="Millford accord")
    promise = a.commit(class_, *bearers, agreement="Millford accord")
    [one] = [c for c in build(a.claims, [report("a")], KNOWN).commitments if promise.claim_id in c.claims]
    return {thing.id or thing.mention for thing in one.who}


@pytest.mark.parametrize("bearers", [(), ("both sides",), ("They",), ("the rivals",)])
def test_what_nobody_or_both_sides_are_to_do_binds_those_who_agreed(bearers: tuple[str, ...]) -> None:
    assert _who(*bearers) == {"ardenia", "lake-front"}


def test_a_word_for_a_side_means_the_party_of_that_side() -> None:
    assert _who("the army") == {"ardenia"}
    assert _who("the insurgents") == {"lake-front"}


def test_whoever_is_named_is_the_bearer() -> None:
    assert _who("Borvia") == {"borvia"}
    assert _who("a committee of elders") == {"a committee of elders"}


@pytest.mark.parametrize("words", [*raw()["sides_examples"], *raw()["together_examples"]])
def test_words_for_all_who_agreed(words: str) -> None:
    assert is_pair(words)
    assert not is_pair("the rebels of both provinces")
