import pytest

from trucewatch.reading import shingles as module
from trucewatch.reading.shingles import ShingleSets, all_shingles, shared, shingles


def test_case_and_punctuation_do_not_matter() -> None:
    assert shingles("The truce held.").tolist() == shingles("“the TRUCE”, held…").tolist()
    assert shared(shingles("the truce held today"), shingles("The truce held; nobody")) == 1


def test_short_texts() -> None:
    assert [shingles(text).size for text in ("", "...", "one", "one two", "one two three", "a a a a a")] == [
        0,
        0,
        1,
        1,
        1,
        1,
    ]
    assert shingles("one").tolist() != shingles("two").tolist()


def test_the_hashes_are_the_same_in_every_process() -> None:
    assert shingles("the truce held").tolist() == [2013646316854108877]


def test_sets_in_a_file_are_those_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"village {i} was calm on day {i % 7} of the truce" for i in range(50)]
    expected = [s.tolist() for s in ShingleSets(all_shingles(texts))]
    monkeypatch.setattr(module, "_IN_MEMORY", 40)
    in_file = ShingleSets(all_shingles(texts))
    assert [s.tolist() for s in in_file] == expected
    assert in_file.shared(0, 7) == shared(shingles(texts[0]), shingles(texts[7]))


def test_words_beyond_those_kept_hash_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "one two three four five six"
    expected = shingles(text).tolist()
    monkeypatch.setattr(module, "_MOST_WORDS", 2)
    assert shingles(text).tolist() == expected
