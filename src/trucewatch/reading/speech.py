"""Which language a text is in."""

import pycld2

_UNKNOWN = "un"
_MOST = 20_000
"""Characters looked at; more do not change the answer."""


def language_of(text: str, stated: str | None = None) -> str | None:
    """ISO 639-1 code (639-3 where there is none) from the text; what the page states counts if the text is unclear."""
    sample = text[:_MOST].encode("utf-8", "replace").decode("utf-8")
    try:
        reliable, _, details = pycld2.detect("".join(c for c in sample if c.isprintable() or c.isspace()))
    except pycld2.error:
        reliable, details = False, ()
    code = details[0][1] if details else _UNKNOWN
    if code != _UNKNOWN and (reliable or not stated):
        return str(code).partition("-")[0]
    return stated.replace("_", "-").partition("-")[0].lower() if stated else None
