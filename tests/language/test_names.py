from tests.language.conftest import Read
from trucewatch.language.names import Memory
from trucewatch.language.phrases import subjects_of
from trucewatch.language.reader import Reader
from trucewatch.vocabulary.records import Mention


def last_subject(reader: Reader, read: Read, text: str) -> list[Mention]:
    """Whom the subject of the last sentence stands for, read after the ones before it."""
    memory = Memory(reader.lexicon)
    found: list[Mention] = []
    for sentence in read.sentences(text):
        assert sentence.doc is not None
        memory.note(sentence.doc, sentence.number)
        for speech in sentence.speeches[:1]:
            memory.note_speaker(speech.speakers[0])
        [root] = [t for t in sentence.doc if t.dep_ == "ROOT"]
        found = [m for t in subjects_of(root) for m in memory.mentions(t)]
    return found


def test_a_pronoun_goes_to_the_last_speaker(reader: Reader, read: Read) -> None:
    [mention] = last_subject(reader, read, "Kenyan envoy Amina Odhiambo spoke in Nairobi. She left on Monday.")
    assert (mention.text, mention.name, mention.of) == ("She", "Amina Odhiambo", "kenya")


def test_a_role_noun_goes_to_who_has_the_role(reader: Reader, read: Read) -> None:
    text = "Kenyan envoy Amina Odhiambo met Colonel Idris Warsame. The envoy returned on Monday."
    [mention] = last_subject(reader, read, text)
    assert mention.refers == "Amina Odhiambo"


def test_a_last_name_goes_to_the_full_name(reader: Reader, read: Read) -> None:
    [mention] = last_subject(reader, read, "General Amina Odhiambo spoke. Odhiambo left.")
    assert mention.refers == "Amina Odhiambo"


def test_both_sides_are_those_named_together(reader: Reader, read: Read) -> None:
    found = last_subject(reader, read, "Kenya and Somalia signed a truce. The two sides met again on Friday.")
    assert [m.party for m in found] == ["kenya", "somalia"]


def test_forces_stand_for_their_state_but_a_body_named_after_it_does_not(reader: Reader, read: Read) -> None:
    assert last_subject(reader, read, "Kenyan troops left.")[0].party == "kenya"
    assert last_subject(reader, read, "The Kenyan Network for Human Rights left.")[0].party is None


def test_joined_adjectives_are_two_parties(reader: Reader, read: Read) -> None:
    found = last_subject(reader, read, "Kenyan and Ugandan troops left the town.")
    assert [m.party for m in found] == ["kenya", "uganda"]


def test_somebody_unnamed_stays_unnamed(reader: Reader, read: Read) -> None:
    assert last_subject(reader, read, "A senior official left.") == [Mention("senior official")]
