"""Which language a text is in."""

import re

import pycld2

_UNKNOWN = "un"
# The detector refuses text with control characters and unassigned code points.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_MOST = 20_000
"""Characters looked at; more do not change the answer."""


def language_of(text: str, stated: str | None = None) -> str | None:
    """ISO 639-1 code (639-3 where there is none) from the text; what the page states counts if the text is unclear."""
    sample = _CONTROLS.sub(" ", text[:_MOST]).encode("utf-8", "replace").decode("utf-8")
    try:
        reliable, _, details = pycld2.detect(sample)
    except pycld2.error:
        reliable, details = False, ()
    code = details[0][1] if details else _UNKNOWN
    if code != _UNKNOWN and (reliable or not stated):
        return str(code).partition("-")[0]
    return stated.replace("_", "-").partition("-")[0].lower() if stated else None
