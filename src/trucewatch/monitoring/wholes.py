"""The status of a zone or an agreement, from its commitments and from those who say that it holds or does not."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trucewatch.monitoring import combine, reasons
from trucewatch.monitoring.admission import admit
from trucewatch.monitoring.aside import Aside
from trucewatch.monitoring.attribution import attributed
from trucewatch.monitoring.docket import Docket, Sifted
from trucewatch.monitoring.evidence import PERFORMANCE, Evidence
from trucewatch.monitoring.lifecycle import Life, Phase, live
from trucewatch.monitoring.policy import Policy
from trucewatch.monitoring.spans import day_words
from trucewatch.monitoring.tellings import Heard
from trucewatch.monitoring.verdict import Terms, claim_ids, finding_id, is_breach, report_ids, sort_out, together
from trucewatch.vocabulary.codes import Duration, ProvisionClass, Status, ZoneStatus
from trucewatch.vocabulary.subject import Finding, Thing

_NOT_WELL = (Status.BREACHED, Status.OVERDUE, Status.REVERSED)
TERMS = Terms(Duration.CONTINUING, None, None, conditional=False)
"""What a whole comes to as a commitment: it is kept up."""
_BY_PHASE = {
    Phase.SUPERSEDED: ZoneStatus.SUPERSEDED,
    Phase.OVER: ZoneStatus.ENDED,
    Phase.BEFORE: ZoneStatus.NOT_IN_FORCE,
    Phase.SUSPENDED: ZoneStatus.NOT_IN_FORCE,
}


@dataclass(frozen=True, slots=True)
class Picture:
    """What is seen of a zone or agreement inside the time that counts."""

    holding: tuple[Evidence, ...]
    not_holding: tuple[Evidence, ...]
    breaches: tuple[Evidence, ...]
    acts: Heard | None = None
    """More breaches, which are not weighed one by one."""
    troubled: tuple[Finding, ...] = ()
    kept: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    fresh: tuple[Evidence, ...] = ()
    """What happened while it bound and is not too old."""
    more: int = 0
    """Acts of which only their number is known."""

    @property
    def standing(self) -> "Standing":
        """How its commitments stand."""
        return Standing(bool(self.troubled), bool(self.kept))

    @property
    def events(self) -> int:
        """How many acts are counted, each once however many tell of it."""
        own = len({item.event or item.claim_id for item in self.breaches})
        return own + self.more + (self.acts.events() if self.acts else 0)

    @property
    def doubters(self) -> int:
        """How many independent origins say that it does not hold."""
        return len({item.independent_of for item in self.not_holding})


@dataclass(frozen=True, slots=True)
class Standing:
    """How the commitments of a zone or agreement stand: whether one is not performed, and whether the truce is kept."""

    troubled: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Below:
    """The findings on the commitments of a zone or agreement for the same question, and the acts against them."""

    findings: Sequence[Finding] = ()
    acts: Docket | None = None


def assess(
    about: Thing,
    class_: str,
    evidence: Iterable[Evidence],
    below: Below,
    as_of: dt.date,
    known_at: dt.date | None,
    policy: Policy,
) -> Finding:
    """The finding on a zone or agreement, from what is said of it as a whole and of what stands below it."""
    docket = below.acts
    admitted = admit(evidence, known_at, policy)
    life = live(admitted.evidence, as_of, conditional=False)
    sifted = docket.sift(life, as_of, known_at, policy, once=False) if docket else Sifted()
    weighed, acts = together(admitted.evidence, sifted.acts, once=False)
    picture = look(weighed, acts, life, below.findings, as_of, policy, sifted.aside)
    status = status_of(life, picture, picture.standing, as_of, policy)
    known = known_at.isoformat() if known_at else ".."
    for_, against = picture.holding, (*picture.not_holding, *picture.breaches)
    behind = picture.kept if status is ZoneStatus.HOLDING else ()
    inherited = [f.last_evidence for f in (*picture.troubled, *behind) if f.last_evidence]
    dated = [day for e in (*for_, *against) if (day := e.moment.latest or e.moment.earliest)]
    told = picture.acts.last() if picture.acts else None
    if told and told[0].latest:
        dated.append(told[0].latest)
    lines = (
        *life.told(as_of),
        *_told(status, picture, as_of),
        *picture.notes,
        *reasons.left_out(admitted.left_out, sifted.aside.left_out),
        _thresholds(policy),
        reasons.policy_line(policy),
    )
    return Finding(
        finding_id=finding_id(about.id or "", class_, as_of, known, policy.name),
        about=about,
        class_=class_,
        as_of=as_of.isoformat(),
        known_at=known,
        policy=policy.name,
        status=status,
        for_=tuple(sorted({*claim_ids(for_), *(c for f in behind for c in f.for_)})),
        against=tuple(sorted({*claim_ids(against, picture.acts), *(c for f in picture.troubled for c in f.against)})),
        by_party=_by_party(life, picture, as_of, policy),
        by_camp=_by_camp(weighed, acts, picture.fresh, life, as_of, policy),
        last_evidence=max(dated).isoformat() if dated else max(inherited, default=None),
        reasons=lines,
        reports=tuple(
            sorted(
                {
                    *report_ids((*for_, *against), picture.acts),
                    *(r for f in (*picture.troubled, *behind) for r in f.reports),
                }
            )
        ),
    )


def look(
    evidence: Sequence[Evidence],
    acts: Heard | None,
    life: Life,
    parts: Sequence[Finding],
    as_of: dt.date,
    policy: Policy,
    aside: Aside | None = None,
) -> Picture:
    """What is seen on a day of a zone or agreement, from admitted evidence and the findings on its commitments."""
    about = [e for e in evidence if e.bears in PERFORMANCE]
    happened, shown = sort_out(about, life, as_of, TERMS)
    fresh, old = combine.recent(happened, as_of, policy)
    breaches, more = attributed([e for e in fresh if is_breach(e)], policy)
    refuting, acts_shown = acts.attributed(policy) if acts else (None, ())
    account = combine.conduct([e for e in fresh if not is_breach(e)], policy)
    notes = [
        *reasons.told(account)[: None if account.for_ or account.against else 0],
        *reasons.not_counted([*shown, *more], aside, acts_shown),
        *reasons.too_old(old, policy, aside),
    ]
    return Picture(
        account.for_,
        account.against,
        tuple(breaches),
        refuting,
        tuple(f for f in parts if is_troubled(f.status)),
        tuple(f for f in parts if is_kept(f.status, f.class_)),
        tuple(notes),
        tuple(fresh),
    )


def is_troubled(status: Status | ZoneStatus) -> bool:
    """Whether a commitment of this status strains the whole."""
    return status in _NOT_WELL


def is_kept(status: Status | ZoneStatus, class_: str) -> bool:
    """Whether a commitment of this status and class lets the whole hold."""
    return status is Status.KEPT and class_ == ProvisionClass.CESSATION


def status_of(life: Life, picture: Picture, below: Standing, as_of: dt.date, policy: Policy) -> ZoneStatus:
    """The status that what is seen comes to, with the standing of its commitments."""
    by_phase = _BY_PHASE.get(life.phase(as_of))
    if by_phase:
        return by_phase
    if picture.holding and picture.not_holding:
        one = {e.source for e in (*picture.holding, *picture.not_holding)}
        return ZoneStatus.STRAINED if len(one) == 1 else ZoneStatus.DISPUTED
    limits = policy.zones
    many = picture.doubters >= limits.collapsed_sources or picture.events >= limits.collapsed_events
    if many and not picture.holding:
        return ZoneStatus.COLLAPSED
    if picture.not_holding or below.troubled or picture.events >= limits.strained_events:
        return ZoneStatus.STRAINED
    return ZoneStatus.HOLDING if picture.holding or below.kept else ZoneStatus.UNOBSERVED


def by_count(life: Life, events: int, below: Standing, as_of: dt.date, policy: Policy) -> ZoneStatus:
    """The same where nobody assesses it and so many acts are counted."""
    return status_of(life, Picture((), (), (), more=events), below, as_of, policy)


def _told(status: ZoneStatus, picture: Picture, as_of: dt.date) -> list[str]:
    lines = []
    if picture.events:
        tellers = len(
            {e.independent_of for e in picture.breaches}.union(picture.acts.origins() if picture.acts else ())
        )
        acts = "1 attributed breach" if picture.events == 1 else f"{picture.events} attributed breaches"
        origins = "1 independent report" if tellers == 1 else f"{tellers} independent reports"
        lines.append(f"{acts} counted, told by {origins}.")
    telling = (*picture.troubled, *(picture.kept if status is ZoneStatus.HOLDING else ()))
    lines += [f"Of its commitments, '{f.about.name}' is {f.status.value.replace('_', ' ')}." for f in telling]
    if status is ZoneStatus.UNOBSERVED:
        lines.append(f"Nobody that counts says anything on it in the time before {day_words(as_of)}.")
    return lines


def _thresholds(policy: Policy) -> str:
    limits = policy.zones
    return (
        f"It counts as strained from {limits.strained_events} attributed breach(es) or one word that it does not hold; "
        f"as collapsed from {limits.collapsed_events} breaches or {limits.collapsed_sources} independent sources "
        f"that say so, if none says that it holds."
    )


def _by_party(life: Life, picture: Picture, as_of: dt.date, policy: Policy) -> tuple[tuple[str, str], ...]:
    """What each party's own acts alone would make of it."""
    names = {str(e.party_name or e.party) for e in picture.breaches if e.party}
    names |= picture.acts.party_names() if picture.acts else set()
    out = []
    for name in sorted(names):
        own = tuple(e for e in picture.breaches if (e.party_name or e.party) == name)
        acts = picture.acts.by_name(name) if picture.acts else None
        out.append((name, status_of(life, Picture((), (), own, acts), Standing(), as_of, policy).value))
    return tuple(out)


def _by_camp(
    evidence: Sequence[Evidence],
    acts: Heard | None,
    fresh: Sequence[Evidence],
    life: Life,
    as_of: dt.date,
    policy: Policy,
) -> tuple[tuple[str, str], ...]:
    out = []
    for camp in sorted({e.camp for e in fresh if e.camp} | (acts.camps() if acts else set())):
        own = [e for e in evidence if e.camp == camp]
        theirs = acts.by_camp(camp) if acts else None
        seen = look(own, theirs, life, (), as_of, policy)
        out.append((camp, status_of(life, seen, Standing(), as_of, policy).value))
    return tuple(out)
