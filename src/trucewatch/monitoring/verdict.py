"""The verdict on a commitment: a pure, total function of its terms, the evidence, two days and a policy."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from trucewatch.monitoring import combine, reasons, spans, table
from trucewatch.monitoring.admission import Admitted, admit
from trucewatch.monitoring.aside import Aside
from trucewatch.monitoring.attribution import attributed
from trucewatch.monitoring.combine import Account
from trucewatch.monitoring.docket import Docket, Sifted
from trucewatch.monitoring.evidence import PERFORMANCE, Basis, Evidence, Truth, surely_before
from trucewatch.monitoring.lifecycle import LATER, OUTSIDE, PAUSED, PERHAPS, Life, Phase, live
from trucewatch.monitoring.policy import Policy
from trucewatch.monitoring.tellings import Heard
from trucewatch.vocabulary.codes import Duration, Force, Status
from trucewatch.vocabulary.subject import Commitment, Finding, Thing
from trucewatch.vocabulary.when import When


@dataclass(frozen=True, slots=True)
class Terms:
    """What a commitment comes to, once its versions are settled into one interval each."""

    duration: Duration
    deadline: When | None
    until: When | None
    conditional: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A status with all that led to it."""

    status: Status
    account: Account
    fresh: tuple[Evidence, ...]
    """What happened while it bound and is not too old."""
    reasons: tuple[str, ...]
    life: Life
    dated: int
    """How many of the first reasons speak of the day asked."""


def evaluate(
    commitment: Commitment,
    evidence: Iterable[Evidence],
    as_of: dt.date,
    known_at: dt.date | None,
    policy: Policy,
    docket: Docket | None = None,
) -> Finding:
    """The finding on `commitment` for the day `as_of`, from what was known on `known_at` (None: all that is held).

    `docket` holds acts against it that are evidence too; it comes to the same as all of them in `evidence`. Several
    rival deadlines are taken as one open interval; `findings` asks once for each version instead.
    """
    return rule(commitment, admit(evidence, known_at, policy), as_of, known_at, policy, docket).finding


@dataclass(frozen=True, slots=True)
class Ruling:
    """A finding, with what it takes to say it of another day on which nothing is different."""

    finding: Finding
    terms: Terms
    life: Life
    dated: int
    """How many of the first reasons speak of the day asked."""

    def on(self, day: dt.date) -> Finding:
        """The finding for a day on which life, evidence and acts are as they were on its own."""
        found = self.finding
        key = finding_id(found.about.id or "", found.class_, day, found.known_at, found.policy)
        lines = (*days_told(self.terms, self.life, day), *found.reasons[self.dated :])
        return replace(found, finding_id=key, as_of=day.isoformat(), reasons=lines)


def rule(
    commitment: Commitment,
    admitted: Admitted,
    as_of: dt.date,
    known_at: dt.date | None,
    policy: Policy,
    docket: Docket | None = None,
) -> Ruling:
    """As `evaluate`, from evidence that was admitted."""
    terms = terms_of(commitment)
    life = life_of(terms, admitted.evidence, as_of)
    once = terms.duration is Duration.ONCE
    sifted = docket.sift(life, as_of, known_at, policy, once=once) if docket else Sifted()
    weighed, acts = together(admitted.evidence, sifted.acts, once=once)
    judged = judge(terms, weighed, as_of, policy, sifted.aside, acts)
    account = judged.account
    told = acts.once_for_all(policy) if acts else None
    about = Thing(commitment.commitment_id, commitment.does, None)
    known = known_at.isoformat() if known_at else ".."
    lines = (*judged.reasons, *reasons.left_out(admitted.left_out, sifted.aside.left_out), reasons.policy_line(policy))
    finding = Finding(
        finding_id=finding_id(about.id or "", commitment.class_, as_of, known, policy.name),
        about=about,
        class_=commitment.class_.value,
        as_of=as_of.isoformat(),
        known_at=known,
        policy=policy.name,
        status=judged.status,
        for_=claim_ids(account.for_),
        against=claim_ids(account.against, account.acts),
        by_party=_by_party(commitment, terms, weighed, told, as_of, policy),
        by_camp=_by_camp(terms, weighed, acts, judged.fresh, as_of, policy),
        last_evidence=last_of((*account.for_, *account.against), account.acts),
        reasons=tuple(lines),
        reports=report_ids((*account.for_, *account.against), account.acts),
    )
    return Ruling(finding, terms, judged.life, judged.dated)


def terms_of(commitment: Commitment) -> Terms:
    """Settle the versions. A prohibition is always kept up; a beginning (`2020-03-15/..`) is no deadline."""
    duration = Duration.CONTINUING if commitment.force is Force.PROHIBITION else commitment.duration
    return Terms(
        duration,
        spans.settle([spans.due(d) for v in commitment.deadline if (d := spans.read(v.value))]),
        spans.settle_values(commitment.until),
        bool(commitment.trigger),
    )


def judge(
    terms: Terms,
    evidence: Sequence[Evidence],
    as_of: dt.date,
    policy: Policy,
    aside: Aside | None = None,
    acts: Heard | None = None,
) -> Judged:
    """Judge admitted evidence in the order of time; `aside` is what was already laid aside.

    `acts` are acts against something to be kept up that are known to count by their time; it comes to the same as if
    they stood in `evidence`.
    """
    life = life_of(terms, evidence, as_of)
    phase = phase_of(life, terms, as_of)
    happened, shown = sort_out([e for e in evidence if e.bears in PERFORMANCE], life, as_of, terms)
    once = terms.duration is Duration.ONCE
    fresh, old = (happened, []) if once else combine.recent(happened, as_of, policy)
    counted, more = _counted(fresh, policy)
    refuting, acts_shown = acts.attributed(policy) if acts else (None, ())
    account = (
        combine.achievement(counted, terms.deadline, policy) if once else combine.conduct(counted, policy, refuting)
    )
    dated = days_told(terms, life, as_of)
    lines = (
        *dated,
        *reasons.told(account),
        *reasons.not_counted([*shown, *more], aside, acts_shown),
        *reasons.too_old(old, policy, aside),
    )
    return Judged(table.status(terms.duration, phase, account.told), account, tuple(fresh), lines, life, len(dated))


def status_of(
    terms: Terms, evidence: Sequence[Evidence], as_of: dt.date, policy: Policy, acts: Heard | None = None
) -> Status:
    """The status alone that `judge` comes to."""
    life = life_of(terms, evidence, as_of)
    happened, _ = sort_out([e for e in evidence if e.bears in PERFORMANCE], life, as_of, terms)
    if terms.duration is Duration.ONCE:
        account = combine.achievement(_counted(happened, policy)[0], terms.deadline, policy)
    else:
        counted, _ = _counted(combine.recent(happened, as_of, policy)[0], policy)
        account = combine.conduct(counted, policy, acts.attributed(policy)[0] if acts else None)
    return table.status(terms.duration, phase_of(life, terms, as_of), account.told)


def _counted(fresh: Sequence[Evidence], policy: Policy) -> tuple[Sequence[Evidence], Sequence[tuple[Evidence, str]]]:
    """What counts, and which acts do not, with the reason."""
    breaches = [e for e in fresh if is_breach(e)]
    if not breaches:
        return fresh, ()
    refuting, more = attributed(breaches, policy)
    kept = {*refuting, *(e for e in fresh if not is_breach(e))}
    return [e for e in fresh if e in kept], more


def together(
    evidence: Sequence[Evidence], acts: Heard | None, *, once: bool
) -> tuple[Sequence[Evidence], Heard | None]:
    """Evidence and acts as they can be judged: acts by column, or as evidence where they must be weighed one by one."""
    if acts and (once or any(is_breach(e) for e in evidence)):
        return sorted((*evidence, *acts.evidence()), key=lambda e: e.order), None
    return evidence, acts or None


def life_of(terms: Terms, evidence: Sequence[Evidence], as_of: dt.date) -> Life:
    """The life of a commitment up to the day asked."""
    return _opened(live(evidence, as_of, conditional=terms.conditional, until=terms.until), terms)


def is_breach(item: Evidence) -> bool:
    """Whether it tells of an act against a prohibition."""
    return item.basis is Basis.EVENT and item.against


def _opened(life: Life, terms: Terms) -> Life:
    """What is to be kept up from a stated day on binds from that day; so does what may be done only from a day on."""
    start = terms.deadline
    if start is None or (terms.duration is Duration.ONCE and start.latest is not None):
        return life
    if terms.duration is Duration.CONTINUING and start.latest is not None:
        start = When(start.latest, start.latest)
    return replace(life, opens=spans.later(life.opens, start))


def phase_of(life: Life, terms: Terms, as_of: dt.date) -> Phase:
    """The part of its life in which a day falls, with regard to its deadline."""
    phase = life.phase(as_of)
    if phase is not Phase.DUE or terms.deadline is None or terms.duration is Duration.CONTINUING:
        return phase
    past = spans.passed(terms.deadline, as_of)
    if past is None:
        return Phase.PERHAPS_PAST
    return Phase.PAST if past else Phase.DUE


def sort_out(
    about: Sequence[Evidence], life: Life, as_of: dt.date, terms: Terms
) -> tuple[list[Evidence], list[tuple[Evidence, str]]]:
    """Part what is known to have happened by the day asked, while it bound, from the rest with the reason."""
    happened: list[Evidence] = []
    shown: list[tuple[Evidence, str]] = []
    for item in about:
        if item.moment.by(as_of) is False:
            continue  # what had not happened yet is no part of the question
        why = _misplaced(item, life, as_of, terms)
        if why:
            shown.append((item, why))
        else:
            happened.append(item)
    return happened, shown


def _misplaced(item: Evidence, life: Life, as_of: dt.date, terms: Terms) -> str | None:
    if item.moment.by(as_of) is None:
        return LATER
    once = terms.duration is Duration.ONCE
    if once and not item.against:
        # Doing it before it is due is doing it; only what came after its end does not count.
        return "after it had ended" if life.closes and surely_before(life.closes, item.done_on) else None
    covered = life.covers(item.moment)
    if covered is Truth.NO:
        return OUTSIDE
    paused = life.paused(item.moment)
    if paused is Truth.YES:
        return PAUSED
    return PERHAPS if Truth.UNKNOWN in (covered, paused) and not once else None


def days_told(terms: Terms, life: Life, as_of: dt.date) -> list[str]:
    """What its life and its deadline come to on a day, in sentences."""
    return [*life.told(as_of), *_deadline_told(terms, phase_of(life, terms, as_of), as_of)]


def _deadline_told(terms: Terms, phase: Phase, as_of: dt.date) -> list[str]:
    if terms.deadline is None or terms.duration is Duration.CONTINUING:
        return []
    when = spans.words(terms.deadline)
    if phase is Phase.PERHAPS_PAST:
        return [f"Undecided: the deadline ({when}) may or may not have passed on {spans.day_words(as_of)}."]
    state = "had passed" if spans.passed(terms.deadline, as_of) else "had not passed"
    return [f"The deadline ({when}) {state} on {spans.day_words(as_of)}."]


def _by_party(
    commitment: Commitment,
    terms: Terms,
    evidence: Sequence[Evidence],
    acts: Heard | None,
    as_of: dt.date,
    policy: Policy,
) -> tuple[tuple[str, str], ...]:
    """The status of each bound party alone, from what is about it or about all of them."""
    names = {who.id: who.name or who.id for who in commitment.who if who.id}
    out = []
    for party, name in sorted(names.items()):
        own = [e for e in evidence if e.party in (None, party)]
        out.append((name, status_of(terms, own, as_of, policy, acts.by_party(party) if acts else None).value))
    return tuple(out)


def _by_camp(
    terms: Terms,
    evidence: Sequence[Evidence],
    acts: Heard | None,
    fresh: Sequence[Evidence],
    as_of: dt.date,
    policy: Policy,
) -> tuple[tuple[str, str], ...]:
    """The status according to each camp that speaks in the time that matters; the life is common to all."""
    camps = {e.camp for e in fresh if e.camp} | (acts.camps() if acts else set())
    out = []
    for camp in sorted(camps):
        own = [e for e in evidence if e.camp == camp or e.bears not in PERFORMANCE]
        out.append((camp, status_of(terms, own, as_of, policy, acts.by_camp(camp) if acts else None).value))
    return tuple(out)


def last_of(items: Sequence[Evidence], acts: Heard | None) -> str | None:
    """When the last of them happened, in EDTF."""
    moments = [(e.moment, e.claim_id) for e in items if e.moment.latest or e.moment.earliest]
    told = acts.last() if acts else None
    if told and (told[0].latest or told[0].earliest):
        moments.append(told)
    last = max(moments, key=lambda pair: (pair[0].latest or pair[0].earliest or dt.date.min, pair[1]), default=None)
    return last[0].edtf if last else None


def finding_id(about: str, class_: str, as_of: dt.date, known: str, policy: str, version: str | None = None) -> str:
    """The same for the same question, whatever the answer."""
    key = "\x1f".join((about, class_, as_of.isoformat(), known, policy, version or ""))
    return hashlib.blake2b(key.encode(), digest_size=10).hexdigest()


def claim_ids(items: Iterable[Evidence], acts: Heard | None = None) -> tuple[str, ...]:
    """The claims behind evidence, sorted, each once; what the casebook knows has none."""
    return _merged({e.claim_id for e in items if e.basis is not Basis.CASEBOOK}, acts.claim_ids() if acts else ())


def report_ids(items: Iterable[Evidence], acts: Heard | None = None) -> tuple[str, ...]:
    """The reports behind evidence, sorted, each once."""
    return _merged({e.report_id for e in items if e.report_id}, acts.report_ids() if acts else ())


def _merged(names: set[str], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(names.union(more))) if names else more
