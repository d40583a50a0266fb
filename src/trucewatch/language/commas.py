"""Commas that a text has lost on its way: before "the army said" at the end of a sentence, so that it can be parsed.

Scraped corpora drop punctuation (FA-KES has). Only texts that have next to none are touched, and only for the parse:
what is quoted stays as it stands.
"""

import re

from trucewatch.language.words import speech_verbs

_CHARACTERS_A_COMMA = 500
"""English news has a comma every hundred characters or so; a text with one in five hundred has lost them."""
_LONGEST_SPEAKER = 7
_OPENERS = frozenset({"the", "a", "an", "one"})
# After these, "the army said" is no aside: "what the army said", "as the ministry said".
_LEADING = frozenset(
    ["what", "that", "as", "which", "who", "whom", "than", "and", "but", "if", "because", "when", "while", "although",
     "after", "before", "since", "of", "in", "by", "for", "to", "with", "on", "where"]
)  # fmt: skip
_TOLD = frozenset({"said", "told", "reported", "added", "announced", "stated", "confirmed", "claimed", "explained"})
_AFTER = re.compile(r"^(?:\s+(?:on|in|to|late|early|citing|adding|via|yesterday|today)\b.*|\s+[A-Z].*)?\s*[.\"”]?$")


def lost(text: str) -> bool:
    """Whether a text has lost its commas."""
    return len(text) > _CHARACTERS_A_COMMA * 2 and text.count(",") * _CHARACTERS_A_COMMA < len(text)


def restored(sentence: str) -> str:
    """The sentence with a comma before the speaker who closes it, where there is one."""
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
    opening = next((i for i in range(len(words) - 1, 0, -1) if words[i][0].lower() in _OPENERS), None)
    if opening is None or opening == len(words) - 1:
        opening = len(words)
        while opening > 1 and words[opening - 1][0][:1].isupper():
            opening -= 1
    if opening >= len(words) or words[opening - 1][0].lower() in _LEADING | speech_verbs("say"):
        return None
    return words[opening].start()
