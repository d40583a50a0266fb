"""Header lines above a plain text, as archives and clipping services write them: `Source: …`, `Date: …`, `Title: …`."""

import re

from trucewatch.reading.readers.columns import roles_of
from trucewatch.reading.readers.reader import Options

_LINE = re.compile(
    r"\ufeff?[ \t]*(?P<name>[A-Za-z][A-Za-z _-]{0,24}?)[ \t]*:[ \t]+(?P<value>\S[^\r\n]{0,400}?)[ \t]*(?:\r?\n|\Z)"
)
_FEWEST = 2
"""A single `Name: value` may as well be the first words of the text; two known names in a row are headers."""


def headers_of(text: str, options: Options) -> tuple[dict[str, str], int]:
    """What the header lines say, by role (title, published, outlet …), and where they end; `({}, 0)` for none.

    Every line up to the first blank one must be `Name: value`, and at least two names must be known for columns.
    """
    fields: dict[str, str] = {}
    end = 0
    while found := _LINE.match(text, end):
        fields.setdefault(found["name"], found["value"])
        end = found.end()
    roles = {role: column for role, column in roles_of(fields, options).items() if role != "text"}
    if len(roles) < _FEWEST or (text[end:] and not re.match(r"[ \t]*\r?\n", text[end:])):
        return {}, 0
    return {role: fields[column] for role, column in roles.items()}, end
