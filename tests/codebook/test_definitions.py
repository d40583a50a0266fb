from pathlib import Path

import pytest

from trucewatch.codebook.definitions import CodeDefinition, Example, codes, provisions
from trucewatch.codebook.document import document
from trucewatch.vocabulary.codes import Code, Duration, Force, Modality, ProvisionClass

_PAGE = Path(__file__).parents[2] / "docs" / "codebook.md"

_PLOVER_MODES = {
    Code.ACCUSE: {"allege", "disapprove", "investigate"},
    Code.ASSAULT: {
        "abduct",
        "assassinate",
        "beat",
        "cleansing",
        "explosives",
        "firearms",
        "heavy-weapons",
        "massacre",
        "sexual",
        "suicide-attack",
        "torture",
        "unconventional",
    },
    Code.COERCE: {"arrest", "ban", "curfew", "deport", "martial-law", "restrict", "seize"},
    Code.CONSULT: {"phone", "third-party", "visit"},
    Code.MOBILIZE: {"police", "troops"},
    Code.PROTEST: {"boycott", "demo", "hunger", "obstruct", "riot"},
    Code.REJECT: {"assist", "change", "meet", "yield"},
    Code.REQUEST: {"assist", "change", "meet", "yield"},
    Code.RETREAT: {"access", "ceasefire", "disarm", "ease", "release", "return", "withdraw"},
    Code.SANCTION: {"discontinue", "expel", "withdraw"},
    Code.THREATEN: {"ban", "expel", "political", "relations", "restrict", "territory", "violence"},
}


def _examples() -> list[tuple[CodeDefinition, Example]]:
    return [(definition, example) for definition in codes().values() for example in definition.examples]


def test_every_code_of_the_vocabulary_is_defined() -> None:
    assert list(Code) == list(codes())


def test_every_class_of_provision_is_defined() -> None:
    assert list(ProvisionClass) == list(provisions())


@pytest.mark.parametrize("code", Code)
def test_a_code_says_when_to_use_it_and_when_not(code: Code) -> None:
    definition = codes()[code]

    assert definition.gloss.endswith(".")
    assert definition.use
    assert definition.use_not
    assert len(definition.examples) >= 3


@pytest.mark.parametrize("code", Code)
def test_the_modes_are_those_of_plover(code: Code) -> None:
    assert _PLOVER_MODES.get(code, set()) == {mode for mode, _ in codes()[code].modes}


def test_an_example_of_a_code_is_coded_so_with_one_of_its_modes() -> None:
    wrong = [
        example.text
        for definition, example in _examples()
        if example.code is not definition.code or (example.mode and example.mode not in dict(definition.modes))
    ]

    assert wrong == []


def test_no_example_stands_twice() -> None:
    texts = [example.text for _, example in _examples()]
    texts += [text for definition in provisions().values() for text in definition.examples]

    assert len(texts) == len(set(texts))


def test_a_threat_and_a_request_are_not_put_as_done() -> None:
    assert {example.modality for example in codes()[Code.REQUEST].examples} == {Modality.DEMANDED}
    assert {example.modality for example in codes()[Code.THREATEN].examples} == {Modality.THREATENED}


@pytest.mark.parametrize("class_", ProvisionClass)
def test_a_class_of_provision_has_defaults_and_examples(class_: ProvisionClass) -> None:
    definition = provisions()[class_]

    assert definition.codes
    assert len(definition.examples) == 3
    assert definition.cues or class_ is ProvisionClass.OTHER


def test_the_defaults_of_a_ceasefire_and_a_withdrawal() -> None:
    ceasefire, withdrawal = provisions()[ProvisionClass.CESSATION], provisions()[ProvisionClass.WITHDRAW_FORCES]

    assert (ceasefire.force, ceasefire.duration) == (Force.PROHIBITION, Duration.CONTINUING)
    assert (withdrawal.force, withdrawal.duration) == (Force.OBLIGATION, Duration.ONCE)


def test_the_page_is_up_to_date() -> None:
    assert document() == _PAGE.read_text(encoding="utf-8"), "run: python -m trucewatch.codebook > docs/codebook.md"
