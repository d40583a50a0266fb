from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.language.sentences import split


def pieces(text: str) -> list[str]:
    return [text[a:b] for a, b in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Maj. Gen. Ana Silva left on Sept. 17. She is back.",
            ["Maj. Gen. Ana Silva left on Sept. 17.", "She is back."],
        ),
        ("The U.S. official left. He spoke.", ["The U.S. official left.", "He spoke."]),
        ('"It is done." The mayor smiled.', ['"It is done."', "The mayor smiled."]),
        ("“We go… now,” he said. They went.", ["“We go… now,” he said.", "They went."]),
        ("One paragraph\n\nAnother one.", ["One paragraph", "Another one."]),
    ],
)
def test_news_sentences(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@given(st.text(alphabet=st.sampled_from("ab .!?\"”“\n'A1…,"), max_size=200))
def test_no_character_but_white_space_is_lost(text: str) -> None:
    spans = list(split(text))
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)
