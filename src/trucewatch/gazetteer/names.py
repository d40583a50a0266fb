"""Spellings of a place name that count as one."""

import re
import unicodedata
from functools import lru_cache

_DROPPED = str.maketrans(dict.fromkeys("'’‘`ʿʾ.,\"“”") | {"-": " ", "–": " ", "ı": "i", "ł": "l", "ø": "o", "ß": "ss"})
_SHORT = re.compile(r"\b(?:st|mt|ft|twp)\b")
_LONG = {"st": "saint", "mt": "mount", "ft": "fort", "twp": "township"}


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """Without case, accents, apostrophes, hyphens and full stops; "St." is Saint, "Mt." is Mount."""
    low = name
    if not name.isascii():
        # Twice: what is one letter in another script's capitals may come apart only when it is small.
        for _ in range(2):
            apart = unicodedata.normalize("NFKD", low.casefold())
            low = "".join(c for c in apart if not unicodedata.combining(c))
    low = low.casefold().translate(_DROPPED)
    low = " ".join(low.split())
    return _SHORT.sub(lambda found: _LONG[found[0]], low) if "t" in low else low
