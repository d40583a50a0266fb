"""One piece of evidence about one commitment, zone or agreement, and the four-valued word of a source.

The four values follow Belnap, "A useful four-valued logic" (1977): told nothing, told true, told false, told both.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.vocabulary.codes import Attribution
from trucewatch.vocabulary.when import When


class Word(StrEnum):
    """What a source, or all of them together, say of a performance."""

    NOTHING = "nothing"
    SUPPORTS = "supports"
    REFUTES = "refutes"
    BOTH = "both"


class Bearing(StrEnum):
    """What the evidence bears on: performance first, then the life of the commitment itself."""

    SUPPORTS = "supports"
    """It is done, or kept."""
    REFUTES = "refutes"
    """It is not done, or breached."""
    UNDONE = "undone"
    """It had been done and no longer is."""
    MET = "met"
    """The condition on which it depends has come about."""
    UNMET = "unmet"
    """The condition has not come about."""
    IN_FORCE = "in_force"
    """It binds from `to` on."""
    EXPIRES = "expires"
    """It binds until `to`."""
    EXTENDS = "extends"
    """Its end moves to `to` (None: with no new end)."""
    SUSPENDS = "suspends"
    RESUMES = "resumes"
    SUPERSEDES = "supersedes"
    """Another agreement has taken its place."""
    ENDS = "ends"
    """A party has left or denounced it, or it was declared over."""


class Basis(StrEnum):
    """What sort of thing the evidence is."""

    EVENT = "event"
    STATEMENT = "statement"
    ASSESSMENT = "assessment"
    CASEBOOK = "casebook"


class Truth(StrEnum):
    """A question of fact that may stay open."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


PERFORMANCE = (Bearing.SUPPORTS, Bearing.REFUTES, Bearing.UNDONE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one claim says about one commitment, zone or agreement.

    `source` is the key of who says it (named speaker, else origin of the copy family, else outlet), `origin` the copy
    family. `when` is when it happened or held, `said` when it was said, `published` when it could be known.
    `share` is the part done, from 0 to 1 (None: all of it, or not said), `amount` the same in words ("3 of 12 posts").
    `party` is the bound party whose conduct it is about (None: all of them). `bound` says whether the actor is bound,
    `opposed` whether the source's camp is against the actor's. `own_word` marks a party on its own performance.
    `withdrawn` is when the report was withdrawn (an open interval: at an unknown time).
    """

    claim_id: str
    source: str
    bears: Bearing
    basis: Basis = Basis.STATEMENT
    source_name: str | None = None
    report_id: str | None = None
    when: When | None = None
    said: When | None = None
    published: When | None = None
    to: When | None = None
    share: float | None = None
    amount: str | None = None
    camp: str | None = None
    origin: str | None = None
    outlet: str | None = None
    party: str | None = None
    party_name: str | None = None
    bound: Truth = Truth.YES
    in_zone: Truth = Truth.YES
    attribution: Attribution = Attribution.KNOWN
    opposed: bool = False
    event: str | None = None
    exception_claimed: bool = False
    own_word: bool = False
    confidence: float = 1.0
    reviewed: bool = False
    withdrawn: When | None = None

    @property
    def moment(self) -> When:
        """The days of which it speaks: when it happened, else when it was said, else when it was published."""
        return self.when or self.said or self.published or When(None, None)

    @property
    def done_on(self) -> When:
        """The days on which a thing said to be done can have been done: up to the day of saying so, if not stated."""
        return self.when or When(None, self.moment.latest)

    @property
    def partial(self) -> bool:
        """Whether it says that only a part is done."""
        return self.bears is Bearing.SUPPORTS and self.share is not None and self.share < 1

    @property
    def full(self) -> bool:
        """Whether it says that all of it is done or kept."""
        return self.bears is Bearing.SUPPORTS and not self.partial

    @property
    def against(self) -> bool:
        """Whether it speaks against the bearer."""
        return self.bears in (Bearing.REFUTES, Bearing.UNDONE)

    @property
    def word(self) -> Word:
        """Its word about the performance."""
        if self.bears is Bearing.SUPPORTS:
            return Word.SUPPORTS
        return Word.REFUTES if self.against else Word.NOTHING

    @property
    def independent_of(self) -> str:
        """The key that two copies of one story share."""
        return self.origin or self.report_id or self.source

    @property
    def order(self) -> tuple[dt.date, str, str, str, str, float]:
        """A key for telling evidence in the order of time, the same whatever order it came in."""
        moment = self.moment
        day = moment.earliest or moment.latest or dt.date.max
        share = 1.0 if self.share is None else self.share
        return (day, self.claim_id, self.bears, self.source, self.party or "", share)


def join(words: Iterable[Word]) -> Word:
    """What several words come to: nothing adds nothing, support and refutation make both."""
    said = set(words) - {Word.NOTHING}
    if not said:
        return Word.NOTHING
    return said.pop() if len(said) == 1 else Word.BOTH


def surely_before(first: When, second: When, *, by_days: int = 0) -> bool:
    """Whether every day of `first` lies more than `by_days` days before every day of `second`."""
    if first.latest is None or second.earliest is None:
        return False
    return (second.earliest - first.latest).days > by_days
