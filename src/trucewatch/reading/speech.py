"""Which language a text is in."""

import re

import pycld2

_UNKNOWN = "un"
# The detector refuses text with control characters and unassigned code points.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_MOST = 20_000
"""Characters looked at; more do not change the answer."""
_FIRST = 700
"""Characters that are enough where they are all in one language, as those of nearly every report are."""
_ALL = 97
"""Percent of them that must be."""


def language_of(text: str, stated: str | None = None) -> str | None:
    """ISO 639-1 code (639-3 where there is none) from the text; what the page states counts if the text is unclear."""
    reliable, code, percent = _told(text[:_FIRST])
    if len(text) > _FIRST and (not reliable or percent < _ALL):
        reliable, code, _ = _told(text[:_MOST])
    if code != _UNKNOWN and (reliable or not stated):
        return str(code).partition("-")[0]
    return stated.replace("_", "-").partition("-")[0].lower() if stated else None


def _told(text: str) -> tuple[bool, str, int]:
    """Whether the answer is sure, the code of the main language, and the percentage of the text that is in it."""
    sample = _CONTROLS.sub(" ", text).encode("utf-8", "replace").decode("utf-8")
    try:
        reliable, _, details = pycld2.detect(sample)
    except pycld2.error:
        return False, _UNKNOWN, 0
    return reliable, details[0][1], details[0][2]
