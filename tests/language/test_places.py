"""Place phrases and their keys, with the whole report in view."""

import pytest

from tests.language.conftest import Read
from trucewatch.casebook import load
from trucewatch.language.places import Finder, states_of
from trucewatch.language.reader import Reader
from trucewatch.vocabulary.records import Mention


def place(read: Read, reader: Reader, text: str, name: str) -> Mention:
    for sentence in read.sentences(text):
        doc = sentence.doc
        token = next((t for t in doc if t.text == name), None) if doc is not None else None
        if token is not None:
            return reader.places.mention(token)
    raise AssertionError(name)


def test_the_rest_of_the_report_says_which_place_is_meant(read: Read, reader: Reader) -> None:
    alone = place(read, reader, "The mayor of Paris spoke on Monday.", "Paris")
    texan = place(read, reader, "The mayor of Paris spoke on Monday. He then drove to Dallas, Texas.", "Paris")
    assert alone.place == "geonames:2988507"
    assert texan.place == "geonames:4717560"
    assert (alone.text, texan.text) == ("mayor of Paris",) * 2 or alone.text == texan.text == "Paris"


def test_a_place_in_no_list_keeps_its_text_and_takes_nothing_from_others(read: Read, reader: Reader) -> None:
    text = "Soldiers left Qwertzuiopia on Monday. They moved to Aleppo in Syria."
    assert place(read, reader, text, "Qwertzuiopia") == Mention("Qwertzuiopia")
    assert place(read, reader, text, "Aleppo").place is not None


def test_a_state_is_a_party_and_no_place_of_the_gazetteer(read: Read, reader: Reader) -> None:
    assert place(read, reader, "Soldiers left Turkey on Monday.", "Turkey").place is None


def test_one_report_does_not_decide_for_the_next(read: Read, reader: Reader) -> None:
    place(read, reader, "The mayor of Paris spoke. He then drove to Dallas, Texas.", "Paris")
    assert place(read, reader, "The mayor of Paris spoke on Monday.", "Paris").place == "geonames:2988507"


def test_distance_and_direction_move_the_point_and_stay_in_the_text(read: Read, reader: Reader) -> None:
    found = place(read, reader, "A convoy was shelled 20 km south of Homs on Monday.", "Homs")
    assert found.text == "20 km south of Homs"
    assert found.place is not None
    lat, lon = map(float, found.place.removeprefix("geo:").split(","))
    assert lat == pytest.approx(34.55, abs=0.05)
    assert lon == pytest.approx(36.7, abs=0.1)


def test_capitals_are_towns_and_adjectives_are_states() -> None:
    states = states_of(load(None))
    assert states["Turkish"] == states["Turkey"] == "TR"
    assert "Ankara" not in states


def test_names_are_found_where_they_stand() -> None:
    text = "Soldiers moved from Baghdad on Monday.\n\nNobody was hurt in Damascus."
    assert [text[start:end] for start, end in Finder(load(None)).find(text)] == ["Baghdad", "Damascus"]
