"""What the sources, each with its own word, come to together."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.monitoring import spans
from trucewatch.monitoring.evidence import Basis, Bearing, Evidence, Word, join, surely_before
from trucewatch.monitoring.policy import Policy
from trucewatch.monitoring.tellings import Heard
from trucewatch.vocabulary.when import When


class Told(StrEnum):
    """What is told of a performance, once the order of time has been taken into account."""

    NOTHING = "nothing"
    DONE = "done"
    LATE = "done late"
    PARTLY = "done in part"
    NOT_DONE = "not done"
    UNDONE = "done, then undone"
    BOTH = "done and not done"


@dataclass(frozen=True, slots=True)
class Account:
    """What is told, the evidence that stands behind it on either side, and what stays open."""

    told: Told
    for_: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()
    overtaken: tuple[Evidence, ...] = ()
    timing_open: bool = False
    """Whether it stays open that the act was in time."""
    acts: Heard | None = None
    """Acts that stand against it beside `against`."""
    acts_overtaken: int = 0

    @property
    def share(self) -> Evidence | None:
        """The latest piece that tells how much is done, if only a part is."""
        parts = [e for e in self.for_ if e.partial]
        return parts[-1] if parts and self.told is Told.PARTLY else None


def words_by_source(evidence: Iterable[Evidence]) -> dict[str, Word]:
    """The four-valued word of each source."""
    words: dict[str, Word] = {}
    for item in evidence:
        words[item.source] = join((words.get(item.source, Word.NOTHING), item.word))
    return dict(sorted(words.items()))


def word_of(evidence: Iterable[Evidence]) -> Word:
    """The word of all of them together: the join of the words of the sources."""
    return join(words_by_source(evidence).values())


def enough_origins(items: Sequence[Evidence], policy: Policy) -> Sequence[Evidence]:
    """The items, if they come from as many independent origins as the policy asks; else none."""
    return items if len({item.independent_of for item in items}) >= policy.sources.least_origins else ()


def achievement(evidence: Sequence[Evidence], deadline: When | None, policy: Policy) -> Account:
    """What is told of something to be done once. `evidence` is in the order of time and all of it counts.

    "Not done" before the day that another says "done" is no contradiction; "done" and later "not done" from the same
    source, or a report that it was undone, is a reversal; "3 of 12" contradicts "all" unless it came before.
    """
    full = enough_origins([e for e in evidence if e.full], policy)
    parts = [e for e in evidence if e.partial]
    nots = enough_origins([e for e in evidence if e.against], policy)
    counter = [*nots, *parts]
    standing = [e for e in counter if not any(surely_before(e.moment, f.moment) for f in full)]
    against = tuple(e for e in standing if e.against)
    if not full:
        return _not_full(parts, against, nots)
    if not standing:
        told, timing_open = _timing(full, counter, deadline, policy)
        return Account(told, tuple(full), overtaken=tuple(counter), timing_open=timing_open)
    turns = [e.moment for e in standing if e.bears is Bearing.UNDONE or _contradicts_itself(e, full)]
    surviving = [f for f in full if not any(surely_before(f.moment, turn) for turn in turns)]
    told = Told.BOTH if surviving else Told.UNDONE
    overtaken = tuple(e for e in counter if e not in standing)
    return Account(told, tuple(full), tuple(standing), overtaken)


def _not_full(parts: Sequence[Evidence], against: tuple[Evidence, ...], nots: Sequence[Evidence]) -> Account:
    if parts:
        return Account(Told.PARTLY, tuple(parts), against)
    if any(e.bears is Bearing.UNDONE for e in nots):
        return Account(Told.UNDONE, (), against)
    return Account(Told.NOT_DONE if nots else Told.NOTHING, (), against)


def _contradicts_itself(item: Evidence, full: Sequence[Evidence]) -> bool:
    return any(f.source == item.source and surely_before(f.moment, item.moment) for f in full)


def _timing(
    full: Sequence[Evidence], counter: Sequence[Evidence], deadline: When | None, policy: Policy
) -> tuple[Told, bool]:
    """In time, late, or open; a claim that it was done, made before others truly said it was not, does not date it."""
    if deadline is None:
        return Told.DONE, False
    dating = [f for f in full if not any(not surely_before(c.moment, f.moment) for c in counter)]
    floor = max((c.moment.earliest for c in counter if c.moment.earliest), default=None)
    answers = {spans.in_time(_done_on(f, floor), deadline) for f in dating}
    if True in answers:
        return Told.DONE, False
    if None in answers:
        return (Told.DONE if policy.times.in_doubt == "fulfilled" else Told.LATE), True
    return Told.LATE, False


def _done_on(item: Evidence, floor: dt.date | None) -> When:
    """The days on which it can have been done; not before the last day on which it was said not to be."""
    days = item.done_on
    if item.when is not None or floor is None or (days.latest is not None and days.latest < floor):
        return days
    return When(floor, days.latest)


def conduct(evidence: Sequence[Evidence], policy: Policy, acts: Heard | None = None) -> Account:
    """What is told of something to be kept up. `evidence` is in the order of time, all inside the window.

    Opposite assessments far apart in time are a change: the later stands. An event stays, whatever is said later.
    `acts` are such events against it that are no part of `evidence`; it comes to the same as if they were.
    """
    if not evidence:
        return _acts_alone(policy, acts)
    full = [e for e in evidence if e.full]
    parts = [e for e in evidence if e.partial]
    nots = [e for e in evidence if e.against]
    gap = policy.times.dispute_days
    for_ = enough_origins([e for e in full if not (_overtaken(e, nots, gap) or _by_acts(e, acts, gap))], policy)
    standing = [e for e in nots if e.basis is Basis.EVENT or not _overtaken(e, full, gap)]
    against, heard = _enough_with(standing, acts, policy)
    kept = {*for_, *against, *parts}
    overtaken = tuple(e for e in evidence if e not in kept)
    lost = len(acts) if acts and not heard else 0
    word = join((Word.SUPPORTS if for_ else Word.NOTHING, Word.REFUTES if against or heard else Word.NOTHING))
    told = {Word.NOTHING: Told.NOTHING, Word.SUPPORTS: Told.DONE, Word.REFUTES: Told.NOT_DONE, Word.BOTH: Told.BOTH}
    if parts and word is Word.NOTHING:
        return Account(Told.PARTLY, tuple(parts), (), overtaken, acts_overtaken=lost)
    return Account(told[word], (*for_, *parts), tuple(against), overtaken, acts=heard, acts_overtaken=lost)


def _acts_alone(policy: Policy, acts: Heard | None) -> Account:
    heard = _enough_with((), acts, policy)[1]
    lost = len(acts) if acts and not heard else 0
    return Account(Told.NOT_DONE if heard else Told.NOTHING, acts=heard, acts_overtaken=lost)


def _enough_with(
    items: Sequence[Evidence], acts: Heard | None, policy: Policy
) -> tuple[Sequence[Evidence], Heard | None]:
    """As `enough_origins`, of both together."""
    if not acts:
        return enough_origins(items, policy), None
    if policy.sources.least_origins == 1:
        return items, acts
    origins = {*acts.origins(), *(item.independent_of for item in items)}
    return (items, acts) if len(origins) >= policy.sources.least_origins else ((), None)


def _by_acts(item: Evidence, acts: Heard | None, gap: int) -> bool:
    """Whether an act came later than a piece says that all is well, as in `_overtaken`."""
    last = item.moment.latest
    if not acts or last is None:
        return False
    return acts.latest_start() - last.toordinal() > gap or acts.latest_start(item.source) > last.toordinal()


def _overtaken(item: Evidence, opposite: Sequence[Evidence], gap: int) -> bool:
    """Whether an opposite piece came later: at all from the same source, by more than `gap` days from another."""
    return any(
        surely_before(item.moment, other.moment, by_days=0 if other.source == item.source else gap)
        for other in opposite
    )


def recent(evidence: Iterable[Evidence], as_of: dt.date, policy: Policy) -> tuple[list[Evidence], list[Evidence]]:
    """Part evidence into what still counts on the day, by the policy's greatest age, and what is too old."""
    cutoff = as_of - dt.timedelta(days=min(policy.times.max_age_days, (as_of - dt.date.min).days))
    fresh: list[Evidence] = []
    old: list[Evidence] = []
    for item in evidence:
        latest = item.moment.latest
        (old if latest is not None and latest < cutoff else fresh).append(item)
    return fresh, old
