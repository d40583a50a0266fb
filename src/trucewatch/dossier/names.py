"""Names compared: folding of accents, apostrophes and hyphens, optional articles, tolerant spelling of persons."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from trucewatch.dossier.lexicon import lexicon

_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae"})
_QUOTES = re.compile(r"['’‘ʼʻ`´ʿʾ]")
_POSSESSIVE = re.compile(r"['’](s)?(?=\s|$)", re.IGNORECASE)
_OTHER = re.compile(r"[^\w\s]|_")
_INITIALS = re.compile(r"\b(?:\w\.){2,}")
_SURE = 0.9
"""Jaro-Winkler over names as they sound. Consonants must be equal too: spellings differ in the short vowels."""


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=200_000)
def fold(name: str) -> str:
    """Small letters, no accents, apostrophes or possessive; hyphens and points are blanks; no leading *the*."""
    text = _INITIALS.sub(lambda m: m.group().replace(".", ""), name)
    text = _QUOTES.sub("", _plain(_POSSESSIVE.sub("", text)))
    return " ".join(_OTHER.sub(" ", text).split()).removeprefix("the ")


@lru_cache(maxsize=200_000)
def bare(name: str) -> str:
    """`fold` without the particles that transliterations put before a name or leave out."""
    words = fold(name).split()
    kept = [w for i, w in enumerate(words) if w not in lexicon().articles or i == len(words) - 1]
    return " ".join(kept)


def slug(name: str) -> str:
    """An id from a name: ASCII letters, digits and hyphens; `x` where nothing is left."""
    text = bare(name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-") or "x" + "-".join(f"{ord(c):x}" for c in bare(name)[:8])


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """One word of a person's name with spellings of one sound made equal, doubled letters single."""
    for spelling, common in lexicon().transliteration:
        word = word.replace(spelling, common)
    single = re.sub(r"(.)\1", r"\1", word)
    return single.removesuffix("h") if len(single) > 3 else single


def same_word(left: str, right: str) -> bool:
    """Whether two words of persons' names may be spellings of one name."""
    a, b = sound(left), sound(right)
    if a == b:
        return True
    if min(len(a), len(b)) < 5 or a[0] != b[0]:
        return False
    return JaroWinkler.similarity(a, b) >= _SURE and _frame(a) == _frame(b)


def _frame(word: str) -> str:
    return re.sub(r"[aiu]", "", word)


def same_person(left: str, right: str) -> bool:
    """Whether two full names, given name first, may be one person's: surnames sound alike, given names do not clash."""
    a, b = bare(left).split(), bare(right).split()
    if not a or not b or not same_word(a[-1], b[-1]):
        return False
    if len(a) == 1 or len(b) == 1:
        return True
    first, second = a[0], b[0]
    if min(len(first), len(second)) == 1:
        return first[0] == second[0]
    return same_word(first, second)


def frame(word: str) -> str:
    """The consonants of a word as it sounds: what all spellings that `same_word` takes for one have in common."""
    return _frame(sound(word))
