"""Where a commitment stands in its own life on a day: not in force yet, waiting, due, suspended, replaced, over."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.monitoring import spans
from trucewatch.monitoring.evidence import Bearing, Evidence, Truth, surely_before
from trucewatch.monitoring.spans import on, words
from trucewatch.vocabulary.when import When

LATER = "at a time that may be after the day asked"
OUTSIDE = "outside the time for which it bound"
PAUSED = "while it was suspended"
PERHAPS = "at a time when it may not have bound"
"""Why something that happened does not count, as it ends a sentence."""


class Phase(StrEnum):
    """The part of its life in which a day falls."""

    BEFORE = "before force"
    WAITING = "condition not met"
    DUE = "in force, not past its deadline"
    PERHAPS_PAST = "perhaps past its deadline"
    PAST = "past its deadline"
    SUSPENDED = "suspended"
    SUPERSEDED = "replaced"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Life:
    """When it opens and closes, as far as the evidence up to the day asked says, and why."""

    opens: When | None = None
    closes: When | None = None
    closed_by: Evidence | None = None
    replaced: Evidence | None = None
    suspended: Evidence | None = None
    condition: Truth = Truth.YES
    pauses: tuple[tuple[When, When | None], ...] = ()
    """Its suspensions up to the day asked: when each began and when it was over (None: it still stands)."""

    def phase(self, day: dt.date) -> Phase:
        """The phase without regard to a deadline. What only may have ended has not."""
        if self.replaced:
            return Phase.SUPERSEDED
        if self.closes and self.closes.before(day) is True:
            return Phase.OVER
        if self.opens and self.opens.by(day) is False:
            return Phase.BEFORE
        if self.suspended:
            return Phase.SUSPENDED
        return Phase.DUE if self.condition is Truth.YES else Phase.WAITING

    def paused(self, moment: When) -> Truth:
        """Whether something happened while it was suspended; on the day of resumption it binds again."""
        if not self.pauses:
            return Truth.NO
        first, last = spans.first_day(moment), spans.last_day(moment)
        if any(first >= begun and last < over for begun, over in self.days_off()):
            return Truth.YES
        perhaps = any(last >= begun and first < over for begun, over in self.days_off(perhaps=True))
        return Truth.UNKNOWN if perhaps else Truth.NO

    def days_off(self, *, perhaps: bool = False) -> list[tuple[int, int]]:
        """The ordinals from which to before which it was surely suspended, or may have been."""
        if perhaps:
            return [(spans.first_day(a), spans.last_day(b) if b else spans.NEVER + 1) for a, b in self.pauses]
        return [(spans.last_day(a), spans.first_day(b) if b else spans.NEVER + 1) for a, b in self.pauses]

    def covers(self, moment: When) -> Truth:
        """Whether something happened after it came to bind and before it ended."""
        begun = _begun(self.opens, moment)
        over = _over(self.closes, moment)
        if begun is Truth.NO or over is Truth.YES:
            return Truth.NO
        return Truth.YES if begun is Truth.YES and over is Truth.NO else Truth.UNKNOWN

    def told(self, day: dt.date) -> list[str]:
        """Why it is in that phase, in sentences."""
        phase = self.phase(day)
        lines = []
        if phase is Phase.BEFORE and self.opens:
            lines.append(f"It was not in force yet: it binds from {words(self.opens)}.")
        if self.opens and self.opens.by(day) is None:
            lines.append(f"Undecided: it comes into force {on(self.opens)}, which may be after {spans.day_words(day)}.")
        if phase is Phase.WAITING:
            known = "has not come about" if self.condition is Truth.NO else "is not known to have come about"
            lines.append(f"It depends on a condition that {known}.")
        if phase is Phase.SUSPENDED and self.suspended:
            lines.append(f"It was suspended {on(self.suspended.moment)}, says {said_by(self.suspended)}.")
        if self.replaced:
            lines.append(f"Another agreement replaced it {on(self.replaced.moment)}, says {said_by(self.replaced)}.")
        if phase is Phase.OVER:
            lines.append(self._end_told())
        elif self.closes and self.closes.before(day) is None:
            lines.append(f"Undecided: it ends {on(self.closes)}, which may be before {spans.day_words(day)}.")
        return lines

    def _end_told(self) -> str:
        if self.closed_by and self.closed_by.bears is Bearing.ENDS:
            who = f" by {self.closed_by.party_name}" if self.closed_by.party_name else ""
            return f"It was ended{who} {on(self.closed_by.moment)}, says {said_by(self.closed_by)}."
        return f"It ran out {on(self.closes)} and no extension is known." if self.closes else "It is over."


def said_by(item: Evidence) -> str:
    """Who says so, for a sentence."""
    if item.basis.value == "casebook":
        return "the casebook"
    return item.source_name or item.source


def live(evidence: Sequence[Evidence], as_of: dt.date, *, conditional: bool, until: When | None = None) -> Life:
    """Read the life of a commitment from evidence in the order of time; what came after `as_of` had not happened."""
    past = [item for item in evidence if item.moment.by(as_of) is True]
    opens = spans.settle([e.to for e in evidence if e.bears is Bearing.IN_FORCE and e.to])
    ended = next((e for e in past if e.bears is Bearing.ENDS), None)
    closes = spans.sooner(_term(evidence, past), until)
    closed_by = None
    if ended and (closes is None or not surely_before(closes, ended.moment)):
        closes, closed_by = ended.moment, ended
    replaced = next((e for e in past if e.bears is Bearing.SUPERSEDES), None)
    if replaced and closes and surely_before(closes, replaced.moment):
        replaced = None
    if replaced:
        closes = spans.sooner(closes, replaced.moment)
    pauses = _suspensions(past)
    standing = [suspension for suspension, resumed in pauses if resumed is None]
    return Life(
        opens,
        closes,
        closed_by,
        replaced,
        standing[-1] if standing else None,
        _condition(past, conditional=conditional),
        tuple((suspension.moment, resumed.moment if resumed else None) for suspension, resumed in pauses),
    )


def _term(evidence: Sequence[Evidence], past: Sequence[Evidence]) -> When | None:
    """Its last day: the stated one, moved by what extended it before the day asked."""
    stated = spans.settle([e.to for e in evidence if e.bears is Bearing.EXPIRES and e.to])
    extensions = [e for e in past if e.bears is Bearing.EXTENDS]
    if any(e.to is None for e in extensions):
        return None
    for extension in extensions:
        stated = spans.later(stated, extension.to)
    return stated


def _suspensions(past: Sequence[Evidence]) -> list[tuple[Evidence, Evidence | None]]:
    """Each suspension with the first resumption that may have followed it (None: it still stands)."""
    resumptions = [e for e in past if e.bears is Bearing.RESUMES]
    return [
        (stop, next((r for r in resumptions if not surely_before(r.moment, stop.moment)), None))
        for stop in past
        if stop.bears is Bearing.SUSPENDS
    ]


def _condition(past: Sequence[Evidence], *, conditional: bool) -> Truth:
    if not conditional:
        return Truth.YES
    if any(e.bears is Bearing.MET for e in past):
        return Truth.YES
    return Truth.NO if any(e.bears is Bearing.UNMET for e in past) else Truth.UNKNOWN


def _begun(opens: When | None, moment: When) -> Truth:
    if opens is None or opens.latest is None:
        return Truth.YES
    if moment.earliest is not None and moment.earliest >= opens.latest:
        return Truth.YES
    if opens.earliest is not None and moment.latest is not None and moment.latest < opens.earliest:
        return Truth.NO
    return Truth.UNKNOWN


def _over(closes: When | None, moment: When) -> Truth:
    if closes is None or closes.latest is None:
        return Truth.NO
    if surely_before(closes, moment):
        return Truth.YES
    if moment.latest is not None and moment.latest <= (closes.earliest or closes.latest):
        return Truth.NO
    return Truth.UNKNOWN
