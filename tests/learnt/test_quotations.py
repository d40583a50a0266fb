import numpy as np

from trucewatch.learnt.quotations import cues, quotation, shares
from trucewatch.learnt.windows import NOWHERE, Window

TEXT = "they said it was over . 2"
PLACES = [NOWHERE, (0, 4), (5, 9), (10, 12), (13, 16), (17, 21), (22, 23), NOWHERE]
WINDOW = Window(list(range(8)), PLACES)


def scores(labels: list[int]) -> np.ndarray:
    return np.eye(3, dtype=np.float32)[labels] * 8


def test_cue_begins_where_likely_and_runs_on() -> None:
    assert cues(shares(scores([0, 0, 1, 2, 0, 0, 0, 0])), WINDOW) == [(2, 3)]
    assert cues(shares(scores([0, 0, 1, 1, 0, 0, 0, 0])), WINDOW) == [(2, 2), (3, 3)]
    assert cues(shares(scores([0, 0, 2, 2, 0, 0, 0, 0])), WINDOW) == []
    assert cues(shares(scores([1, 0, 0, 0, 0, 0, 0, 0])), WINDOW) == []


def test_roles_become_places_in_the_text() -> None:
    found = quotation(WINDOW, (2, 2), 1.0, scores([0, 1, 0, 2, 2, 2, 0, 0]))
    assert found is not None
    assert found.source == ((0, 4),)
    assert found.cue == ((5, 9),)
    assert found.content == ((10, 21),)
    assert 0.9 < found.confidence <= 1


def test_one_piece_of_another_role_does_not_break_content() -> None:
    found = quotation(WINDOW, (2, 2), 1.0, scores([0, 1, 0, 2, 0, 2, 0, 0]))
    assert found is not None
    assert found.content == ((10, 21),)


def test_marks_have_no_role() -> None:
    found = quotation(WINDOW, (2, 2), 1.0, scores([1, 0, 0, 2, 2, 0, 0, 2]))
    assert found is not None
    assert (found.source, found.content) == ((), ((10, 16),))


def test_of_several_sources_the_surest_is_kept() -> None:
    found = quotation(WINDOW, (2, 2), 1.0, scores([0, 1, 0, 2, 0, 1, 1, 0]))
    assert found is not None
    assert found.source == ((17, 23),)


def test_no_content_is_no_quotation() -> None:
    assert quotation(WINDOW, (2, 2), 1.0, scores([0, 1, 0, 0, 0, 0, 0, 0])) is None
