import pytest

from trucewatch.learnt.windows import NOWHERE, covered, sentence, windows
from trucewatch.learnt.wordpiece import CLS, SEP, UNKNOWN, WordPieces

WORDS = ["quiet", "cease", "##fire", "##s", "the", "held", ".", '"', "idlib", "cafe", "a", "b"]
VOCABULARY = [f"[{i}]" for i in range(103)] + WORDS


@pytest.fixture
def cutter() -> WordPieces:
    return WordPieces(VOCABULARY)


def texts(cutter: WordPieces, text: str) -> list[tuple[str, str]]:
    found = cutter.pieces(text)
    return [(VOCABULARY[i], text[a:b]) for i, (a, b) in zip(found.ids, found.places, strict=True)]


def test_longest_pieces_first(cutter: WordPieces) -> None:
    assert texts(cutter, "The ceasefires held.") == [
        ("the", "The"),
        ("cease", "cease"),
        ("##fire", "fire"),
        ("##s", "s"),
        ("held", "held"),
        (".", "."),
    ]


def test_accents_and_unseen_marks_keep_places(cutter: WordPieces) -> None:
    assert texts(cutter, "Cafe\u0301 caf\u00e9 qui\xadet") == [
        ("cafe", "Cafe\u0301"),
        ("cafe", "caf\u00e9"),
        ("quiet", "qui\xadet"),
    ]


def test_unknown_words_are_one_piece(cutter: WordPieces) -> None:
    assert cutter.pieces("zzz").ids == [UNKNOWN]
    assert cutter.pieces("b" * 101).ids == [UNKNOWN]


def test_paragraphs_share_a_window_up_to_its_length(cutter: WordPieces) -> None:
    text = "a b\n\nb a\na a a"
    [first, second] = windows(text, cutter, 9)
    assert first.ids == [CLS, *cutter.pieces("a b").ids, SEP, *cutter.pieces("b a").ids, SEP]
    assert [text[a:b] for a, b in second.places if (a, b) != NOWHERE] == ["a", "a", "a"]


def test_long_paragraphs_are_cut_after_a_sentence(cutter: WordPieces) -> None:
    text = "a a a a a. b b b b b b"
    found = windows(text, cutter, 10)
    assert [len(w.ids) for w in found] == [8, 8]
    assert text[found[1].places[1][0]] == "b"
    endless = windows("a " * 30, cutter, 10)
    assert [len(w.ids) - 2 for w in endless] == [8, 8, 8, 6]


def test_every_character_of_words_is_covered_once(cutter: WordPieces) -> None:
    text = 'The ceasefire held. "Quiet."\nIdlib caf\u00e9 ' * 9
    covered_once = [i for w in windows(text, cutter, 16) for a, b in w.places if a >= 0 for i in range(a, b)]
    assert covered_once == [i for i, letter in enumerate(text) if not letter.isspace()]


def test_words_begin_at_pieces_that_go_on_none(cutter: WordPieces) -> None:
    assert sentence("the ceasefires held", cutter).words == [0, 1, 2, 5, 6]
    assert [w.words[1] for w in windows("ceasefires ceasefires", cutter, 4)] == [1, 1, 1]


def test_covered_pieces_of_spans(cutter: WordPieces) -> None:
    window = sentence("the ceasefire held .", cutter)
    assert covered(window, [(4, 13)]) == [2, 3]
    assert covered(window, [(0, 1), (14, 18)]) == [1, 4]
    assert covered(window, []) == []
