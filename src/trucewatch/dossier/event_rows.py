"""Rows of events: when, where, who, blamed by whom, and harm as each source counts it."""

from collections.abc import Iterable

from trucewatch.dossier.blame import Standing, standing
from trucewatch.dossier.corpus import Corpus, span, when
from trucewatch.dossier.happenings import Happenings
from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.names import bare, fold
from trucewatch.dossier.parties import Parties
from trucewatch.dossier.places import Places
from trucewatch.dossier.rows import best_name, distinct, numbers, support
from trucewatch.vocabulary.codes import Attribution
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.subject import Event, Thing


def hedged(quote: str) -> bool:
    """Whether a sentence keeps its distance from what it tells."""
    text = f" {fold(quote)} "
    return any(f" {hedge} " in text for hedge in lexicon().hedges)


class EventRows:
    """Makes the table of events."""

    def __init__(self, corpus: Corpus, parties: Parties, places: Places) -> None:
        """Keep what was resolved."""
        self._corpus, self._parties, self._places = corpus, parties, places

    def rows(self, happenings: Happenings) -> tuple[Event, ...]:
        """All events, sorted by id, not yet in any zone (see `located`)."""
        return tuple(self._row(key, happenings.groups[key]) for key in sorted(happenings.groups))

    def _row(self, key: str, claims: tuple[Claim, ...]) -> Event:
        code = claims[0].code
        if code is None:
            raise ValueError(f"{key} has no code")
        days = sorted((span(w), c.date) for c in claims if c.date and (w := when(c.date)))
        ids, reports = support(self._corpus, (c.claim_id for c in claims))
        return Event(
            event_id=key,
            code=code,
            mode=best_name(c.mode for c in claims if c.mode),
            date=days[0][1] if days else None,
            places=distinct(self._places.thing(m) for c in claims for m in c.places),
            actors=distinct(self._parties.thing(m) for c in claims for m in c.actors),
            recipients=distinct(self._parties.thing(m) for c in claims for m in c.recipients),
            attribution=self._attribution(claims),
            attributed_by=distinct(s for c in claims if c.actors and (s := self._speaker(c))),
            harm=numbers((), ((q, c.claim_id) for c in claims for q in c.numbers)),
            origins=tuple(sorted({self.origin(c) for c in claims})),
            claims=ids,
            reports=reports,
        )

    def _speaker(self, claim: Claim) -> Thing | None:
        if claim.speaker:
            return self._parties.thing(claim.speaker)
        outlet = self._corpus.outlet(claim.claim_id)
        key = self._parties.known.party(outlet) if outlet else None
        return Thing(key, self._parties.names.get(key or "", outlet), outlet) if outlet else None

    def _attribution(self, claims: Iterable[Claim]) -> Attribution:
        """Known if the outlet itself, the actor, or somebody of no side says who did it, without a hedge."""
        blaming = [c for c in claims if c.actors]
        if not blaming:
            return Attribution.UNATTRIBUTED
        blamed = {frozenset(self._parties.stands_for(m) or bare(m.name) for m in c.actors) for c in blaming}
        rival = len(blamed) > 1 and not frozenset.intersection(*blamed)
        sure = not rival and any(self._sure(c) for c in blaming)
        return Attribution.KNOWN if sure else Attribution.SUSPECTED

    def _sure(self, claim: Claim) -> bool:
        if standing(claim.quote, (claim,), [m.name for m in claim.actors]) is Standing.CLAIMED:
            return True  # whoever owns the deed did it, as far as anybody can say
        if hedged(claim.quote):
            return False
        if claim.speaker is None:
            return True
        speaker = self._parties.thing(claim.speaker).id
        if speaker is None:
            return False
        side = self._parties.camp(speaker)
        acting = {self._parties.camp(p) or p for m in claim.actors if (p := self._parties.stands_for(m))}
        return side is None or side in acting or self._parties.principal(speaker) in acting

    def origin(self, claim: Claim) -> str:
        """Who first said it: the named speaker, else the source named, else the root of the copies, else the outlet."""
        for mention in (*([claim.speaker] if claim.speaker else []), *reversed(claim.via)):
            thing = self._parties.thing(mention)
            if thing.id:
                return thing.id
        report = self._corpus.reports.get(claim.report_id)
        root = self._corpus.reports.get(report.duplicate_of or "") if report else None
        first = root or report
        if first is None:
            return claim.report_id
        name = first.agency or first.outlet
        return (self._parties.known.party(name) or name) if name else (first.family or first.report_id)
