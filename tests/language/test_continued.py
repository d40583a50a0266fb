"""Who goes on speaking in the next sentences of a paragraph, and who does not."""

from trucewatch.casebook import load
from trucewatch.coding.coder import Coder
from trucewatch.vocabulary.records import Claim, Report

REST = "\n\nThe war is in its third year.\n\nThe talks were held in Kampala.\n\nAid workers left the town."


def _claims(text: str) -> list[Claim]:
    return [c for _, _, found in Coder(load(None)).code([Report("r", "t", text, language="en")]) for c in found]


def _speaker(claims: list[Claim], beginning: str) -> list[str | None]:
    return [c.speaker.name if c.speaker else None for c in claims if c.quote.startswith(beginning) and c.code]


def test_the_next_sentence_of_a_bulletin_is_theirs_with_less_confidence() -> None:
    claims = _claims(
        "The army said in its bulletin that rebels had shelled two posts. Soldiers then attacked the hill." + REST
    )
    assert _speaker(claims, "Soldiers") == ["army"]
    own, carried = (next(c for c in claims if c.code and c.quote.startswith(w)) for w in ("The army", "Soldiers"))
    assert carried.confidence < own.confidence


def test_what_stands_between_two_sentences_of_one_speaker_is_theirs() -> None:
    text = "General Osman said that rebels had shelled two posts. Soldiers then attacked the hill. "
    claims = _claims(text + "The town is calm, Osman said.\n\nTwo teachers said that the school was closed." + REST)
    assert _speaker(claims, "Soldiers") == ["Osman"]


def test_the_reporter_takes_over_elsewhere() -> None:
    text = "General Osman said that rebels had shelled two posts. Soldiers attacked the hill on Monday."
    claims = _claims(text + "\n\nTwo teachers said that the school was closed." + REST)
    assert _speaker(claims, "Soldiers") == [None]


def test_a_report_that_one_source_tells_goes_on() -> None:
    text = "The ministry said that rebels had shelled two posts. Soldiers then attacked the hill."
    claims = _claims(text + "\n\nThe ministry said that the town was calm." + REST)
    assert _speaker(claims, "Soldiers") == ["ministry"]


def test_the_next_paragraph_is_the_outlets_own() -> None:
    claims = _claims("The army said that rebels had shelled two posts.\n\nSoldiers then attacked the hill." + REST)
    assert _speaker(claims, "Soldiers") == [None]


def test_an_act_that_a_verb_performs_is_the_outlets_word() -> None:
    claims = _claims("The army said that rebels had shelled two posts. Kenya accused the rebels of treason." + REST)
    assert _speaker(claims, "Kenya") == [None]


def test_a_text_without_paragraphs_carries_nobody() -> None:
    text = "The army said that rebels had shelled two posts. Soldiers then attacked the hill." + REST
    assert _speaker(_claims(text.replace("\n\n", " ")), "Soldiers") == [None]
