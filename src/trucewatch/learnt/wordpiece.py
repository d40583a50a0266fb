"""Words cut into BERT's word pieces, lower case and without accents, each with its place in the text.

Written here because the usual package brings a downloader of models along; tests compare the two where both are there.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

UNKNOWN, CLS, SEP = 100, 101, 102
"""Ids of the piece for what has none, and of the marks that open a window and close each paragraph in it."""

_TOKEN = re.compile(r"[^\W_]+(?:[\u0300-\u036f\xad\u200b-\u200f\ufeff]+[^\W_]*)*|[^\w\s]|_")
_LONGEST_WORD = 100
"""Letters of the longest word that is cut up; BERT takes longer ones for unknown."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of a text: their ids and, for each, its first character and the one after its last."""

    ids: list[int]
    places: list[tuple[int, int]]


class WordPieces:
    """Cuts text with a list of word pieces, of which those that go on a word begin with ##."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Take the pieces in the order of their ids."""
        self._ids = {piece: i for i, piece in enumerate(vocabulary)}
        self._inner = frozenset(i for i, piece in enumerate(vocabulary) if piece.startswith("##"))
        self._cut = lru_cache(maxsize=50_000)(self._cut_word)

    def goes_on(self, piece: int) -> bool:
        """Whether a piece goes on the word of the piece before it."""
        return piece in self._inner

    def pieces(self, text: str) -> Pieces:
        """The pieces of a text; control characters and white space have none."""
        ids: list[int] = []
        places: list[tuple[int, int]] = []
        for match in _TOKEN.finditer(text):
            start = match.start()
            for piece, first, end in self._cut(match.group()):
                ids.append(piece)
                places.append((start + first, start + end))
        return Pieces(ids, places)

    def _cut_word(self, word: str) -> tuple[tuple[int, int, int], ...]:
        """The ids of the longest pieces from left to right, each with its characters in the word as written."""
        plain, origin = _plain(word)
        if not plain:
            return ()
        if len(plain) > _LONGEST_WORD:
            return ((UNKNOWN, 0, len(word)),)
        found, start = [], 0
        while start < len(plain):
            for end in range(len(plain), start, -1):
                piece = self._ids.get(plain[start:end] if start == 0 else f"##{plain[start:end]}")
                if piece is not None:
                    break
            else:
                return ((UNKNOWN, 0, len(word)),)
            found.append((piece, origin[start], len(word) if end == len(plain) else origin[end]))
            start = end
        return tuple(found)


def _plain(word: str) -> tuple[str, Sequence[int]]:
    """The word in lower case, without accents and unseen marks, and the character that each letter comes from."""
    if word.isascii():
        return word.lower(), range(len(word))
    letters, origin = [], []
    for i, character in enumerate(word):
        for letter in unicodedata.normalize("NFD", character.lower()):
            if unicodedata.category(letter) not in {"Mn", "Cf"}:
                letters.append(letter)
                origin.append(i)
    return "".join(letters), origin
