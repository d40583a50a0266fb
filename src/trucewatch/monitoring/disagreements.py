"""What sources disagree about: only real disagreements, the weightiest for a verdict first."""

import hashlib
from collections.abc import Callable, Iterable, Sequence

from trucewatch.dossier.model import Dossier
from trucewatch.monitoring import spans
from trucewatch.monitoring.quarrels import blame, holding, parties
from trucewatch.monitoring.sides import Sides
from trucewatch.monitoring.voices import Positions, Voice
from trucewatch.monitoring.wording import figure, heading
from trucewatch.vocabulary.codes import Status, Topic
from trucewatch.vocabulary.records import Quantity
from trucewatch.vocabulary.subject import Disagreement, Finding, Thing, Valued

# How much a topic matters to a verdict: whether it holds and who broke it, then what binds when, then the rest.
_WEIGHT = (
    Topic.HOLDING,
    Topic.BLAME,
    Topic.DEADLINE,
    Topic.IN_FORCE,
    Topic.PARTIES,
    Topic.WIDTH,
    Topic.TERMS,
    Topic.MEDIATOR,
    Topic.DATE,
    Topic.NUMBER,
    Topic.PLACE,
)
_ROUNDING = 0.05
"""Widths within a twentieth are one figure in two units: 9 to 12 miles (14.5 to 19.3 km) and 15 to 20 km."""

_Apart = Callable[[Voice, Voice], bool]
_Found = tuple[Topic, Thing, list[Voice], _Apart]


def disagreements(
    dossier: Dossier, known: Callable[[str], bool] | None = None, findings: Iterable[Finding] = ()
) -> list[Disagreement]:
    """Every real disagreement, those on which a verdict turns first, then by topic and number of origins, then by id.

    `findings` are the verdicts to which they may matter: first come those of rival deadlines with different verdicts or
    on both sides of a dispute, then those on whose claims some verdict rests, then the rest.
    Copies of one story are one origin; a vaguer date that contains a finer one, and a toll of "at least 10" beside 12,
    are no disagreement. `known` says which claims to look at (None: all).
    """
    positions = Positions(dossier)
    found = []
    stakes = _Stakes(findings)
    for topic, subject, voices, apart in _candidates(dossier):
        heard = [v for v in voices if v.claim_id is None or known is None or known(v.claim_id)]
        if positions.differ(heard, apart):
            made = Disagreement(_id(topic, subject, heard), topic, subject, positions.of(heard))
            rank = (-stakes.of(made), _WEIGHT.index(topic), -positions.origins(heard))
            found.append((rank, made))
    return [d for _, d in sorted(found, key=lambda pair: (pair[0], pair[1].disagreement_id))]


class _Stakes:
    """How much turns on a disagreement: 2 the verdict itself, 1 the evidence for a verdict, 0 nothing known."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._versions: dict[str | None, set[str]] = {}
        self._evidence: set[str] = set()
        self._disputes: list[tuple[set[str], set[str]]] = []
        for finding in findings:
            if finding.version:
                self._versions.setdefault(finding.about.id, set()).add(finding.status.value)
            self._evidence.update(finding.for_, finding.against)
            if finding.status.value == Status.DISPUTED.value:
                self._disputes.append((set(finding.for_), set(finding.against)))

    def of(self, disagreement: Disagreement) -> int:
        claims = {c for position in disagreement.values for c in position.claims}
        swings = disagreement.topic is Topic.DEADLINE and len(self._versions.get(disagreement.subject.id, ())) > 1
        if swings or any(claims & for_ and claims & against for for_, against in self._disputes):
            return 2
        return 1 if claims & self._evidence else 0


def _candidates(dossier: Dossier) -> Iterable[_Found]:
    sides = Sides(dossier)
    for zone in dossier.zones:
        yield from _figures(Thing(zone.zone_id, zone.name, None), zone.numbers, casebook=True)
    for agreement in dossier.agreements:
        about = Thing(agreement.agreement_id, agreement.name, None)
        yield Topic.DATE, about, _versions(agreement.date), days_apart
        yield Topic.IN_FORCE, about, _versions(agreement.in_force), days_apart
        yield Topic.TERMS, about, _versions(agreement.expires), days_apart
        yield Topic.PLACE, about, _versions(agreement.place), _unlike
    for commitment in dossier.commitments:
        about = Thing(commitment.commitment_id, heading(commitment, dossier.claims), None)
        yield Topic.DEADLINE, about, _versions(commitment.deadline), days_apart
        yield Topic.TERMS, about, _versions(commitment.until), days_apart
    for event in dossier.events:
        about = Thing(event.event_id, " ".join(p for p in (event.code.value, event.date) if p), None)
        yield from _figures(about, event.harm, casebook=False)
    yield from ((topic, about, voices, _unlike) for topic, about, voices in parties(dossier, sides))
    yield from ((Topic.BLAME, about, voices, _disjoint) for about, voices in blame(dossier, sides))
    yield from ((Topic.HOLDING, about, voices, _unlike) for about, voices in holding(dossier, sides))


def _figures(about: Thing, numbers: Sequence[tuple[Quantity, tuple[str, ...]]], *, casebook: bool) -> Iterable[_Found]:
    groups: dict[tuple[str, str | None], list[Voice]] = {}
    for quantity, claims in numbers:
        voices = groups.setdefault((quantity.what, quantity.unit), [])
        ids = claims or ((None,) if casebook else ())
        voices += [_figure(quantity, claim_id) for claim_id in ids]
    for (what, _), voices in groups.items():
        # A width is a term of the deal, told once and for all; a toll is an observation that grows.
        if what == "width":
            yield Topic.WIDTH, about, voices, _other_width
        else:
            name = f"{about.name}: {what}" if about.name else what
            yield Topic.NUMBER, Thing(about.id, name, None), voices, _ranges_apart


def _figure(quantity: Quantity, claim_id: str | None) -> Voice:
    low, high = quantity.min, quantity.max
    ends = [end for end in (low, high) if end is not None]
    value = [float(ends[0]), float(ends[-1])] if ends else []
    open_ended = high is None and low is not None
    shown: str | list[float] = figure(low, None) if open_ended and low is not None else value
    return Voice((low, high), shown, claim_id, quantity.unit)


def _ends(voice: Voice) -> tuple[float, float]:
    low, high = voice.key if isinstance(voice.key, tuple) else (None, None)
    return (float("-inf") if low is None else low, float("inf") if high is None else high)


def _other_width(first: Voice, second: Voice) -> bool:
    return any(not _alike(a, b) for a, b in zip(_ends(first), _ends(second), strict=True))


def _alike(first: float, second: float) -> bool:
    return first == second or abs(first - second) <= _ROUNDING * max(abs(first), abs(second))


def _ranges_apart(first: Voice, second: Voice) -> bool:
    (low, high), (other_low, other_high) = _ends(first), _ends(second)
    return high < other_low or other_high < low


def _versions(values: Sequence[Valued]) -> list[Voice]:
    voices = []
    for value in values:
        ids: Sequence[str | None] = value.claims or (None,)
        voices += [Voice(value.value, value.value, claim_id) for claim_id in ids]
    return voices


def days_apart(first: Voice, second: Voice) -> bool:
    """Whether two dates cannot be one; words that are no date are not compared with dates."""
    one, other = spans.read(str(first.value)), spans.read(str(second.value))
    return one is not None and other is not None and not spans.due(one).overlaps(spans.due(other))


def _unlike(first: Voice, second: Voice) -> bool:
    return str(first.key).casefold() != str(second.key).casefold()


def _disjoint(first: Voice, second: Voice) -> bool:
    one, other = first.key, second.key
    return isinstance(one, frozenset) and isinstance(other, frozenset) and not one & other


def _id(topic: Topic, subject: Thing, voices: Sequence[Voice]) -> str:
    """Of the topic and the thing, so that a new report adds to a disagreement and does not make another."""
    part = min((v.unit or "" for v in voices), default="")
    key = "\x1f".join((topic.value, subject.id or "", subject.name or "", part))
    return hashlib.blake2b(key.encode(), digest_size=10).hexdigest()
