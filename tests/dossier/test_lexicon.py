"""The examples beside the word lists hold."""

from typing import Any

import pytest

from tests.dossier.world import CASE, Teller
from trucewatch.casebook import load
from trucewatch.dossier import lengths, naming, pact_names, zone_names
from trucewatch.dossier.corpus import Corpus
from trucewatch.dossier.event_rows import hedged
from trucewatch.dossier.judgements import Judgements
from trucewatch.dossier.lexicon import lexicon, raw
from trucewatch.dossier.names import bare, fold, same_person
from trucewatch.dossier.naming import kind_of
from trucewatch.dossier.parties import Parties
from trucewatch.dossier.provisions import class_of, sides_of
from trucewatch.vocabulary.codes import Code
from trucewatch.vocabulary.records import Mention

DATA: dict[str, Any] = raw()
NOBODY = Parties(Corpus.of([], []), CASE, Judgements.of([]))


@pytest.mark.parametrize("pair", DATA["transliteration_examples"]["same"])
def test_spellings_of_one_name(pair: list[str]) -> None:
    assert same_person(*pair)


@pytest.mark.parametrize("pair", DATA["transliteration_examples"]["different"])
def test_other_names(pair: list[str]) -> None:
    assert not same_person(*pair)


@pytest.mark.parametrize("description", DATA["description_examples"])
def test_descriptions_name_nobody(description: str) -> None:
    assert NOBODY.stands_for(Mention(description)) in (None, "lake-front")


@pytest.mark.parametrize(("name", "kind"), DATA["kind_examples"])
def test_kinds_of_bearers(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize("name", DATA["irregular_examples"])
def test_names_of_those_who_are_no_body_of_the_state_before_them(name: str) -> None:
    assert naming.read(Mention(name), NOBODY.known).name == name


@pytest.mark.parametrize("example", DATA["agreement_examples"], ids=lambda e: e["name"])
def test_names_of_agreements(example: dict[str, Any]) -> None:
    kind, distinct, _ = pact_names.words_of(example["name"], NOBODY)
    assert kind == example["kind"]
    assert distinct == frozenset(example["distinct"])


@pytest.mark.parametrize("name", DATA["agreement_one_examples"])
def test_names_of_one_agreement(name: str) -> None:
    assert pact_names.names_one(name, pact_names.words_of(name, NOBODY)[1])


@pytest.mark.parametrize("name", DATA["agreement_none_examples"])
def test_names_of_no_single_agreement(name: str) -> None:
    assert not pact_names.names_one(name, pact_names.words_of(name, NOBODY)[1])


@pytest.mark.parametrize(
    ("name", "proper"),
    [*((n, True) for n in DATA["agreement_proper_examples"]), *((n, False) for n in DATA["agreement_common_examples"])],
)
def test_names_and_mere_descriptions(name: str, proper: bool) -> None:  # noqa: FBT001 - from the examples
    assert pact_names.is_proper(name, pact_names.words_of(name, NOBODY)[1]) is proper


@pytest.mark.parametrize("example", DATA["length_examples"], ids=lambda e: e["text"])
def test_how_long_a_truce_is_to_last(example: dict[str, Any]) -> None:
    found = lengths.length(example["text"])
    assert (found.total_seconds() / 3600 if found else None) == example["hours"]


@pytest.mark.parametrize(
    ("text", "ceases"),
    [*((t, True) for t in DATA["ceasing_examples"]), *((t, False) for t in DATA["no_ceasing_examples"])],
)
def test_words_of_holding_fire(text: str, ceases: bool) -> None:  # noqa: FBT001 - from the examples
    assert any(word.startswith(tuple(DATA["ceasing"])) for word in fold(text).split()) is ceases


@pytest.mark.parametrize("example", DATA["zone_examples"], ids=lambda e: e["name"])
def test_names_of_zones(example: dict[str, Any]) -> None:
    assert zone_names.kind_of(example["name"]) == example["kind"]
    assert list(zone_names.where_of(example["name"])) == example["place"]


@pytest.mark.parametrize(("text", "side"), DATA["bearer_examples"])
def test_sides(text: str, side: str) -> None:
    assert sides_of(text) == {side}


@pytest.mark.parametrize("example", DATA["performance_examples"], ids=lambda e: e["class"])
def test_performance(example: dict[str, str]) -> None:
    claim = Teller("a").say(example["quote"], code=Code(example["code"]))
    assert class_of(claim) == example["class"]


@pytest.mark.parametrize("quote", DATA["hedge_examples"])
def test_hedges(quote: str) -> None:
    assert hedged(quote)
    assert not hedged("The brigade fired the shells.")


@pytest.mark.parametrize("name", ["Hai'at Tahrir", "Hai’at Tahrir", "hai at tahrir", "HAIAT TAHRIR"])
def test_folding(name: str) -> None:
    assert fold(name).replace(" ", "") == "haiattahrir"


def test_articles_are_optional() -> None:
    assert bare("Omar al-Haddad") == bare("Omar el Haddad") == bare("Omar Haddad") == "omar haddad"


_EXAMPLES = [
    w
    for key, words in DATA.items()
    if "_examples" in key and isinstance(words, list)
    for w in words
    if isinstance(w, str)
]
_EXAMPLES += [*DATA["description_examples"], *DATA["link_examples"], *DATA["sides_examples"]]


@pytest.mark.parametrize("example", DATA["sides_examples"])
def test_examples_of_sides_hold_one_of_the_words(example: str) -> None:
    assert set(fold(example).split()) & set(DATA["sides"])


def test_words_in_the_lists_are_folded() -> None:
    loose = [w for key, value in DATA.items() if isinstance(value, list) for w in value if isinstance(w, str)]
    plain = [w for w in loose if not w.isupper() and not w.endswith(".")]
    assert [w for w in plain if fold(w) != w and w not in _EXAMPLES] == []


@pytest.mark.parametrize("description", DATA["link_examples"])
def test_a_name_inside_a_description_is_not_its_bearers(description: str) -> None:
    assert naming.read(Mention(description), NOBODY.known) == naming.Named()


@pytest.mark.parametrize("pronoun", ["who", "us", "it"])
def test_a_pronoun_is_no_acronym(pronoun: str) -> None:
    known = load(None)
    nobody = Parties(Corpus.of([], []), known, Judgements.of([]))
    assert nobody.stands_for(Mention(pronoun)) is None
    assert nobody.thing(Mention("WHO")).id == "who"


@pytest.mark.parametrize("name", DATA["other_matters_examples"])
def test_names_of_agreements_about_other_matters(name: str) -> None:
    assert not pact_names.names_one(name, pact_names.words_of(name, NOBODY)[1])


@pytest.mark.parametrize("name", DATA["contrasted_examples"])
def test_names_set_apart(name: str) -> None:
    assert lexicon().contrasted & set(fold(name).split())
