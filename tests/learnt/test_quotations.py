import itertools

import numpy as np

from trucewatch.learnt.quotations import Quotation, cues, quotation, shares, smoothed
from trucewatch.learnt.windows import NOWHERE, Window

TEXT = "they said it was over . 2"
PLACES = [NOWHERE, (0, 4), (5, 9), (10, 12), (13, 16), (17, 21), (22, 23), NOWHERE]
WINDOW = Window(list(range(8)), PLACES, list(range(8)))


def scores(labels: list[int], sure: float = 8) -> np.ndarray:
    return np.eye(3, dtype=np.float32)[labels] * sure


def made(labels: list[int]) -> Quotation | None:
    roles = scores(labels)[None]
    return quotation(WINDOW, (2, 2), 1.0, shares(roles)[0], smoothed(roles, WINDOW)[0])


def test_cue_begins_where_likely_and_runs_on() -> None:
    assert cues(shares(scores([0, 0, 1, 2, 0, 0, 0, 0])), WINDOW) == [(2, 3)]
    assert cues(shares(scores([0, 0, 1, 1, 0, 0, 0, 0])), WINDOW) == [(2, 2), (3, 3)]
    assert cues(shares(scores([0, 0, 2, 2, 0, 0, 0, 0])), WINDOW) == []
    assert cues(shares(scores([1, 0, 0, 0, 0, 0, 0, 0])), WINDOW) == []


def test_roles_become_places_in_the_text() -> None:
    found = made([0, 1, 0, 2, 2, 2, 0, 0])
    assert found is not None
    assert found.source == ((0, 4),)
    assert found.cue == ((5, 9),)
    assert found.content == ((10, 21),)
    assert 0.9 < found.confidence <= 1


def test_a_doubtful_word_does_not_break_content() -> None:
    sure, doubtful = scores([0, 1, 0, 2, 2, 2, 0, 0])[None], scores([0, 0, 0, 0, 0, 0, 0, 0], 1)[None]
    sure[:, 4] = doubtful[:, 4]
    assert smoothed(sure, WINDOW).tolist() == [[0, 1, 0, 2, 2, 2, 0, 0]]


def test_a_word_has_one_role() -> None:
    window = Window(WINDOW.ids, PLACES, [0, 1, 2, 3, 5, 6, 7])  # pieces 3 and 4 are one word
    roles = scores([0, 1, 0, 2, 0, 2, 0, 0])[None]
    roles[0, 4] /= 4
    assert smoothed(roles, window, np.zeros(3, dtype=np.float32)).tolist() == [[0, 1, 0, 2, 2, 2, 0, 0]]


def test_without_a_cost_each_word_has_its_likeliest_role() -> None:
    generator = np.random.default_rng(3)
    roles = generator.normal(size=(5, 8, 3)).astype(np.float32)
    expected = roles.argmax(axis=-1)
    expected[:, [0, 7]] = 0
    assert smoothed(roles, WINDOW, np.zeros(3, dtype=np.float32)).tolist() == expected.tolist()


def test_roles_are_the_best_of_all_sequences() -> None:
    window = Window([1, 2, 3, 4], [(0, 1), (2, 3), (4, 5), (6, 7)], [0, 1, 2, 3])
    edge = np.array([0.0, 0.2, 1.5], dtype=np.float32)
    roles = np.random.default_rng(5).normal(scale=2, size=(20, 4, 3)).astype(np.float32)
    logs = np.log(shares(roles))

    def worth(row: int, labels: tuple[int, ...]) -> float:
        change = sum(edge[a] + edge[b] for a, b in itertools.pairwise(labels) if a != b)
        return float(sum(logs[row, i, label] for i, label in enumerate(labels)) - change)

    every = list(np.ndindex(3, 3, 3, 3))
    for row, labels in enumerate(smoothed(roles, window, edge).tolist()):
        assert worth(row, tuple(labels)) >= max(worth(row, each) for each in every) - 1e-4


def test_marks_have_no_role() -> None:
    found = made([1, 0, 0, 2, 2, 0, 0, 2])
    assert found is not None
    assert (found.source, found.content) == ((), ((10, 16),))


def test_of_several_sources_the_surest_is_kept() -> None:
    found = made([0, 1, 0, 2, 0, 1, 1, 0])
    assert found is not None
    assert found.source == ((17, 23),)


def test_no_content_is_no_quotation() -> None:
    assert made([0, 1, 0, 0, 0, 0, 0, 0]) is None
