"""What was weighed in one sentence, kept for those who ask why a claim says what it says."""

from dataclasses import dataclass, field

from trucewatch.coding.selection import Chosen, Refused
from trucewatch.language.reader import ReadSentence
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.when import When


@dataclass(frozen=True, slots=True)
class Traced:
    """One parsed sentence of a report.

    `drafts` are the claims that were made of it: those of each of `chosen`, in its order, then those of a sourced
    statement that no code fits. `refused` are the matches of rules that became none.
    """

    report_id: str
    sentence: ReadSentence
    chosen: list[Chosen]
    drafts: list[list[Claim]]
    refused: list[Refused] = field(default_factory=list)
    published: When | None = None
