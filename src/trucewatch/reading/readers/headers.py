"""Header lines above a plain text, as archives and clipping services write them: `Source: …`, `Date: …`, `Title: …`."""

import re

from trucewatch.reading.readers.columns import known, roles_of
from trucewatch.reading.readers.reader import Options

_LINE = re.compile(
    r"\ufeff?[ \t]*(?P<name>[A-Za-z][A-Za-z _-]{0,24}?)[ \t]*:[ \t]+(?P<value>\S[^\r\n]{0,400}?)[ \t]*(?:\r?\n|\Z)"
)
_FEWEST = 2
"""A single `Name: value` may as well be the first words of the text; two known names in a row are headers."""


def headers_of(text: str, options: Options) -> tuple[dict[str, str], int]:
    """What the header lines say, by role (title, published, outlet …), and where they end; `({}, 0)` for none.

    At least two names must be known for columns. Up to the first blank line any names may stand; where no blank line
    parts headers from text, as in documents, the headers end at the first name that is not known.
    """
    return _headers(text, options, parted=True) or _headers(text, options, parted=False) or ({}, 0)


def _headers(text: str, options: Options, *, parted: bool) -> tuple[dict[str, str], int] | None:
    fields: dict[str, str] = {}
    end = 0
    while (found := _LINE.match(text, end)) and (parted or known(found["name"])):
        if "text" in roles_of([found["name"]], options):
            # What stands behind "Text:" is the text.
            end, parted = found.start("value"), False
            break
        fields.setdefault(found["name"], found["value"])
        end = found.end()
    roles = {role: column for role, column in roles_of(fields, options).items() if role != "text"}
    if len(roles) < _FEWEST or (parted and text[end:] and not re.match(r"[ \t]*\r?\n", text[end:])):
        return None
    return {role: fields[column] for role, column in roles.items()}, end
