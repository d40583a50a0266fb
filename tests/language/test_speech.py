import pytest

from tests.language.conftest import Read
from trucewatch.language.words import speech_examples


@pytest.mark.parametrize("example", speech_examples(), ids=lambda e: e["text"])
def test_example(read: Read, example: dict[str, str]) -> None:
    [sentence] = read.sentences(example["text"])
    assert sentence.doc is not None
    [speech, *_] = sentence.speeches
    content = " ".join(sentence.doc[i].text for i in sorted(speech.content) if not sentence.doc[i].is_punct)
    assert speech.speakers[0].text in {example["speaker"], example["speaker"].removeprefix("the ")}
    assert example["content"].replace(",", "") in content


def test_a_quotation_over_sentences_belongs_to_whom_it_is_given(read: Read) -> None:
    text = '"We opened the road. The trucks are through," Colonel Idris Warsame said. "Nobody was hurt."'
    first, second, third = read.sentences(text)
    assert [m.name for m in first.carried] == ["Idris Warsame"]
    assert [m.name for m in second.speeches[0].speakers] == ["Idris Warsame"]
    assert [m.name for m in third.carried] == ["Idris Warsame"]


def test_what_is_told_to_the_press_goes_by_way_of_it(read: Read) -> None:
    [sentence] = read.sentences("Colonel Idris Warsame told the Sputnik news agency that the road was open.")
    assert "Sputnik" in sentence.speeches[0].via[0].text


def test_an_agreement_does_not_speak(read: Read) -> None:
    [sentence] = read.sentences("The agreement says that the road will be opened.")
    assert sentence.speeches == []


def test_who_says_it_in_a_relative_clause_is_whom_the_clause_belongs_to(read: Read) -> None:
    [sentence] = read.sentences("Two men were hurt, according to the herders, who said that soldiers had fired.")
    assert [m.name for s in sentence.speeches for m in s.speakers] == ["herders", "herders"]


@pytest.mark.parametrize(
    "text",
    ["The army called the hotline.", "Rebels held the town.", "The convoy put on speed.", "They found the road."],
)
def test_verbs_that_mean_something_else_report_nothing(read: Read, text: str) -> None:
    [sentence] = read.sentences(text)
    assert sentence.speeches == []
