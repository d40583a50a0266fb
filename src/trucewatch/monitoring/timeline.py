"""What happened, in the order of time: events, agreements, assessments."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.dossier.model import Dossier
from trucewatch.monitoring import spans
from trucewatch.monitoring.sides import Sides
from trucewatch.vocabulary.codes import Code, Modality, Polarity
from trucewatch.vocabulary.subject import Thing, Valued
from trucewatch.vocabulary.when import When


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline. `when` is open where nobody says; `kind` is event, agreement, in_force or assessment."""

    when: When
    kind: str
    text: str
    about: Thing | None
    parties: tuple[str, ...]
    zone: str | None
    outlets: tuple[str, ...]
    claims: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to keep; None keeps all. `first` and `last` keep what may lie between them."""

    party: str | None = None
    zone: str | None = None
    outlet: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None


def timeline(dossier: Dossier, wanted: Wanted | None = None) -> list[Entry]:
    """The entries that are wanted, in the order of time; those without a date come last."""
    wanted = wanted or Wanted()
    entries = [entry for entry in _Maker(dossier).entries() if _keep(entry, wanted)]
    return sorted(entries, key=lambda e: (_start(e.when), e.when.latest or dt.date.max, e.kind, e.text, e.claims))


class _Maker:
    def __init__(self, dossier: Dossier) -> None:
        self._dossier, self._sides = dossier, Sides(dossier)

    def entries(self) -> Iterable[Entry]:
        yield from self._agreements()
        yield from self._events()
        yield from self._assessments()

    def _agreements(self) -> Iterable[Entry]:
        for agreement in self._dossier.agreements:
            about = Thing(agreement.agreement_id, agreement.name, None)
            things = tuple(thing for _, thing in agreement.parties)
            for kind, verb, values in (
                ("agreement", "agreed", agreement.date),
                ("in_force", "comes into force", agreement.in_force),
            ):
                for value in values:
                    when = spans.read(value.value)
                    if when:
                        yield self._entry(when, kind, f"{agreement.name}: {verb}", about, things, None, value)

    def _events(self) -> Iterable[Entry]:
        for event in self._dossier.events:
            actors = ", ".join(_label(t) for t in event.actors) or "unknown actor"
            hit = ", ".join(_label(t) for t in event.recipients)
            where = ", ".join(_label(t) for t in event.places)
            text = f"{event.code.value}{f' ({event.mode})' if event.mode else ''}: {actors}"
            text += (f" → {hit}" if hit else "") + (f", {where}" if where else "")
            when = spans.read(event.date) or spans.OPEN
            support = Valued("", event.claims)
            zone = event.zone.id if event.zone else None
            things = (*event.actors, *event.recipients)
            yield self._entry(when, "event", text, Thing(event.event_id, None, None), things, zone, support)

    def _assessments(self) -> Iterable[Entry]:
        for claim_id, claim in sorted(self._dossier.claims.items()):
            resolved = self._dossier.resolved.get(claim_id)
            if claim.code not in (Code.HOLDING, Code.NOT_HOLDING) or claim.modality is not Modality.ACTUAL:
                continue
            about = (resolved.zone or resolved.agreement or resolved.commitment) if resolved else None
            report = self._dossier.reports.get(claim.report_id)
            days = (claim.date, claim.said, report.published if report else None)
            when = next((w for edtf in days if (w := spans.read(edtf))), spans.OPEN)
            holds = (claim.code is Code.HOLDING) == (claim.polarity is Polarity.AFFIRM)
            source = self._sides.source(claim, resolved.speaker if resolved else None, report, when)
            name = _label(about) if about else "it"
            text = f"{source.name}: {name} {'holds' if holds else 'does not hold'}"
            things = (resolved.speaker,) if resolved and resolved.speaker else ()
            zone = resolved.zone.id if resolved and resolved.zone else None
            yield self._entry(when, "assessment", text, about, things, zone, Valued("", (claim_id,)))

    def _entry(
        self,
        when: When,
        kind: str,
        text: str,
        about: Thing | None,
        things: tuple[Thing, ...],
        zone: str | None,
        support: Valued,
    ) -> Entry:
        reports = sorted({c.report_id for i in support.claims if (c := self._dossier.claims.get(i))})
        outlets = {o for r in reports if (report := self._dossier.reports.get(r)) and (o := report.outlet)}
        parties = sorted({p for t in things if t.id for p in self._sides.within(t.id, None)})
        return Entry(
            when, kind, text, about, tuple(parties), zone, tuple(sorted(outlets)), support.claims, tuple(reports)
        )


def _keep(entry: Entry, wanted: Wanted) -> bool:
    if wanted.party and wanted.party not in entry.parties:
        return False
    about = entry.about.id if entry.about else None
    if wanted.zone and wanted.zone not in (entry.zone, about):
        return False
    if wanted.outlet and wanted.outlet.casefold() not in {o.casefold() for o in entry.outlets}:
        return False
    early = wanted.first is not None and entry.when.latest is not None and entry.when.latest < wanted.first
    late = wanted.last is not None and entry.when.earliest is not None and entry.when.earliest > wanted.last
    return not early and not late


def _start(when: When) -> dt.date:
    return when.earliest or when.latest or dt.date.max


def _label(thing: Thing) -> str:
    return thing.name or thing.mention or thing.id or "?"
