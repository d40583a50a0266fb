"""Commas that a text has lost on its way: before "the army said" at the end of a sentence, so that it can be parsed.

Scraped corpora drop punctuation (FA-KES has). Only texts that have next to none are touched, and only for the parse:
what is quoted stays as it stands.
"""

import re

from trucewatch.language.words import speech_verbs

_CHARACTERS_A_COMMA = 500
"""English news has a comma every hundred characters or so; a text with one in five hundred has lost them."""
_LONGEST_SPEAKER = 9
_OPENERS = frozenset({"the", "a", "an", "one"})
# After these, "the army said" is no aside: "what the army said", "as the ministry said".
_LEADING = frozenset(
    ["what", "that", "as", "which", "who", "whom", "than", "and", "but", "if", "because", "when", "while", "although",
     "after", "before", "since", "of", "in", "by", "for", "to", "with", "on", "where"]
)  # fmt: skip
_TOLD = frozenset({"said", "told", "reported", "added", "announced", "stated", "confirmed", "claimed", "explained"})
# Sources that stand without an article, the words that say which, and how Russian, Turkish, Iraqi and Lebanese end.
_SOURCES = frozenset(
    ["activists", "sources", "officials", "residents", "witnesses", "medics", "rescuers", "doctors", "authorities",
     "monitors", "media", "reports", "locals", "eyewitnesses", "diplomats"]
)  # fmt: skip
_OF_SOURCES = frozenset(
    ["security", "local", "opposition", "military", "medical", "diplomatic", "rebel", "government", "state", "hospital",
     "police", "intelligence", "official", "informed", "rights", "human", "aid", "health", "senior", "army", "media",
     "news", "several"]
)  # fmt: skip
_NATIONAL = ("an", "ish", "aqi", "ese", "ench", "rab", "eli")
_PRONOUNS = frozenset({"he", "she", "they", "it"})
_TITLES = frozenset(
    ["spokesman", "spokeswoman", "commander", "activist", "director", "minister", "president", "official", "leader",
     "head", "envoy", "chief", "secretary", "general", "ambassador", "mayor", "governor"]
)  # fmt: skip
_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
_OPENING_DAY = re.compile(
    rf"^((?:(?:Late|Early|Earlier) )?[Oo]n (?:{'|'.join(sorted(_DAYS))}))"
    r"(?= (?!morning|night|evening|afternoon|in |at |near )\w)"
)
_AFTER = re.compile(
    r"^(?:\s+(?:on|in|to|late|early|citing|adding|via|yesterday|today|reporters|journalists)\b.*|\s+[A-Z].*)?\s*[.\"”]?$"
)


def lost(text: str) -> bool:
    """Whether a text has lost its commas."""
    return len(text) > _CHARACTERS_A_COMMA * 2 and text.count(",") * _CHARACTERS_A_COMMA < len(text)


def restored(sentence: str) -> str:
    """The sentence with a comma before the speaker who closes it, and behind the day that opens it, where there are."""
    sentence = _OPENING_DAY.sub(r"\1,", sentence)
    for match in reversed(list(re.finditer(r"\b\w+\b", sentence))):
        if match[0] in _TOLD and _AFTER.match(sentence[match.end() :]):
            start = _speaker(sentence[: match.start()])
            if start is not None:
                return f"{sentence[:start].rstrip()}, {sentence[start:]}"
    return sentence


def _speaker(before: str) -> int | None:
    """Where the phrase that speaks begins: at its article, or at the first of the names right before the verb."""
    words = list(re.finditer(r"\S+", before))[-_LONGEST_SPEAKER - 1 :]
    if len(words) < 2 or any(c in before[words[0].start() :] for c in ',;"“”'):
        return None
    spoken = [w[0] for w in words]
    opening = next((i for i in range(len(words) - 1, 0, -1) if spoken[i].lower() in _OPENERS), None)
    dated = opening is not None and not _DAYS.isdisjoint(spoken[opening:])
    if opening is None or opening == len(words) - 1 or dated or spoken[-1] in _SOURCES | _PRONOUNS:
        found = _first_of(spoken)
        opening = opening if opening == found - 1 else found
    if opening >= len(words) or spoken[opening - 1].lower() in _LEADING | speech_verbs("say"):
        return None
    return words[opening].start()


def _first_of(words: list[str]) -> int:
    """Where the names, or the sources without one, begin that close a list of words; its length where none do."""
    first = last = len(words)
    if words[-1] in _PRONOUNS:
        return last - 1
    if words[-1] in _SOURCES:
        first -= 1
        while first > 1 and (words[first - 1] in _OF_SOURCES or _is_national(words[first - 1])):
            first -= 1
    else:
        while first > 1 and _names(words[first - 1], begun=first < last):
            first -= 1
    if 1 < first < last and words[first - 1] == "and" and (words[first - 2] in _SOURCES or words[first - 2].istitle()):
        before = _first_of(words[: first - 1])
        return min(before, first) if before < first - 1 else first
    return first


def _is_national(word: str) -> bool:
    return word[:1].isupper() and word.endswith(_NATIONAL)


def _names(word: str, *, begun: bool) -> bool:
    return (word[:1].isupper() and word not in _DAYS) or (begun and word in _TITLES)
