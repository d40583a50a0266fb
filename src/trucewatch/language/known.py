"""Somebody whom a report has named."""

from dataclasses import dataclass, field


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
