"""Titles: the one a page gives, cleaned of the site's name, and where a text repeats it."""

import re
from dataclasses import dataclass

from trucewatch.reading.days import HEADER_DATE

_TOKEN = re.compile(r"\w+")
_SITE = re.compile(r"\s+(?:[|»•·]|[-–—](?=\s))\s+[^|»•·]{2,40}$")
_CLOCK_WORDS = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(HEADER_DATE, re.IGNORECASE)
_FRESH = re.compile(r"[\s.:|–—-]*(?=[\"“‘'(\[]?[A-Z0-9À-Þ]|[^\x00-\u024f])")
_LABEL = re.compile(r"(?:title|headline)\s*:\s*", re.IGNORECASE)
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Title:
    """A title as tokens, so that it is found again whatever the punctuation and case."""

    text: str
    tokens: tuple[str, ...]

    def same(self, text: str) -> bool:
        """Whether the text is this title again, or this title with a site's name or a cut end."""
        if len(text) > 2 * len(self.text) + 80:
            return False
        other = tokens_of(text)
        short, long = sorted((self.tokens, other), key=len)
        return len(short) >= _SHORTEST and long[: len(short)] == short and len(long) - len(short) <= 4

    def end_in(self, text: str, start: int) -> int | None:
        """Where the text goes on after this title, if it stands at `start` and something new begins behind it."""
        if len(self.tokens) < _SHORTEST:
            return None
        at = start
        for number, token in enumerate(self.tokens):
            found = _TOKEN.search(text, at)
            if found is None:
                return None
            word = found.group().casefold()
            cut = number == len(self.tokens) - 1 and len(token) < len(word) and word.startswith(token)
            if word != token and not cut:
                return None
            at = found.end()
        fresh = _FRESH.match(text, at)
        if fresh is None:
            return None
        # "Truce holds Monday in the north" goes on; "Truce holds Monday 3 March 2014" is a headline and its date line.
        if _CLOCK_WORDS.match(text, fresh.end()) and not _DATE_LINE.match(text, fresh.end()):
            return None
        return fresh.end()


def tokens_of(text: str) -> tuple[str, ...]:
    """Words without case and punctuation."""
    return tuple(word.casefold() for word in _TOKEN.findall(text))


def without_site(title: str, site: str) -> str:
    """A title without the name of its outlet in front of or behind it."""
    parts = re.split(r"\s+[-–—|»]\s+|\s*\|\s*", title)
    if len(parts) > 1 and parts[0].casefold() == site.casefold():
        return title[len(parts[0]) :].lstrip(" -–—|»")
    if len(parts) > 1 and parts[-1].casefold() == site.casefold():
        return title[: -len(parts[-1])].rstrip(" -–—|»")
    return title


def title_of(given: str | None) -> Title | None:
    """A title given with the text, without the name of the site behind it."""
    if given is None:
        return None
    text = _LABEL.sub("", " ".join(given.split()))
    while (cut := _SITE.search(text)) and len(tokens_of(text[: cut.start()])) >= 4:
        text = text[: cut.start()]
    text = text.rstrip(" |-–—")
    return Title(text, tokens_of(text)) if text else None
