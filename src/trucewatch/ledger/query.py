"""What a person types into a search box, as an expression of SQLite's FTS5."""

import re

_PART = re.compile(r'"([^"]*)"?|(\S+)')


def match_expression(query: str) -> str:
    """Every word and every "phrase" of the query, all of which must be found; a `*` at the end of a word is kept.

    Whatever else FTS5 would take for an operator is a plain character here. Empty if the query holds no word.
    """
    parts = []
    for phrase, word in _PART.findall(query):
        term = (phrase or word).replace("\x00", "")
        if any(character.isalnum() for character in term):
            prefix = "*" if word.endswith("*") else ""
            parts.append('"' + term.replace('"', '""') + '"' + prefix)
    return " ".join(parts)
