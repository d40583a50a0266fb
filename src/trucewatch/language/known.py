"""Somebody whom a report has named."""

from collections.abc import Iterable
from dataclasses import dataclass, field

_SHORTEST, _LONGEST = 3, 7
"""Letters of an abbreviation."""


@dataclass(slots=True)
class Known:
    """Somebody named in this report. `roles` and `heads` are the common nouns that may stand for them later.

    `senses` says what kinds of fighters a group is said to be ("rebels"), and that it is a "group".
    """

    full: str
    party: str | None
    is_person: bool
    roles: dict[str, str] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    senses: set[str] = field(default_factory=set)
    of: str | None = None
    sentence: int = 0
    rank: int = 0

    @property
    def salience(self) -> tuple[int, int]:
        """Later sentences first, then speakers and subjects."""
        return (self.sentence, self.rank)


def spelt_out(text: str, known: Iterable[Known]) -> Known | None:
    """The body, named before, whose initials these capitals are."""
    if not (text.isupper() and _SHORTEST <= len(text) <= _LONGEST and text.isalpha()):
        return None
    for body in known:
        full = body.full.removeprefix("The ").replace("-", " ").split()
        if not body.is_person and "".join(w[0] for w in full if w[0].isupper()) == text:
            return body
    return None
