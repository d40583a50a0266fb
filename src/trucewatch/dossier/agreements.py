"""Claims to agreements: the casebook's, those that claims tell of, and short words for either."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier import pacts, presupposed
from trucewatch.dossier.corpus import Corpus, gap, when
from trucewatch.dossier.judgements import DECIDED, Judgements, Union
from trucewatch.dossier.pact_groups import (
    SAME_TALKS,
    buckets,
    by_days,
    by_published,
    can_be_told,
    dated_keys,
    id_of,
    meet,
    name_keys,
    one_story,
    places_spoken_of,
    stories,
)
from trucewatch.dossier.pact_matching import Candidate, Matcher, from_casebook, rival_ids
from trucewatch.dossier.pact_threads import is_contrasted, threads_of
from trucewatch.dossier.pacts import Pact
from trucewatch.dossier.parties import Parties
from trucewatch.dossier.places import Places
from trucewatch.dossier.zone_names import where_of
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.when import When

_SAME_NAME = 31
"""Days within which dated tellings of one name are one agreement."""
_PAIR = 2


class Agreements:
    """Which agreement each claim means. `of` maps claims to ids, `pacts` holds what each claim says of one."""

    def __init__(
        self, corpus: Corpus, knowledge: Knowledge, parties: Parties, places: Places, judgements: Judgements
    ) -> None:
        """Match the casebook first, then cluster what is left, then attach short words through their report."""
        self.knowledge = knowledge
        self._parties = parties
        self._judgements = judgements
        found = (
            pacts.read(claim, corpus, parties, places, around)
            for claims in corpus.by_report.values()
            for around in [places_spoken_of(claims)]
            for claim in claims
        )
        self._grounds = presupposed.grounds_of(knowledge)
        self.pacts: dict[str, Pact] = {p.claim_id: p for p in found if p}
        self.pacts |= {p.claim_id: p for p in pacts.with_truces(self.pacts, corpus)}
        self._seen = dict(self.pacts)
        self._threads: list[list[Pact]] = []
        self._thread_of: dict[str, int] = {}
        self._threads_in: dict[str, list[int]] = defaultdict(list)
        self.of: dict[str, str] = {}
        self.why: dict[str, str] = {}
        self._same_story: dict[str, str] = {}
        self._about: dict[str, set[str]] = defaultdict(set)
        self._settle_decided()
        known = from_casebook(knowledge, parties)
        self._match(Matcher(known), self._open())
        self._by_day(Matcher(known), corpus)
        self._thread(corpus)
        self._cluster(corpus)
        self._match(
            Matcher([*known, *self._told()]), (p for p in self._open() if p.ids or p.distinct or p.days or p.month)
        )
        self._spoken_of = Matcher([*known, *self._told()])
        self._by_report(self._spoken_of, corpus)
        self._found_loose(corpus)
        self._by_report(Matcher([]), corpus)
        self._merge_decided()
        self.ids = self._name_clusters()
        self.of = {claim: self.ids[cluster] for claim, cluster in self.of.items()}
        self._recent = self._by_position(corpus)
        self._told_days: dict[str, list[When]] = defaultdict(list)
        for claim, id_ in self.of.items():
            days = self.pacts[claim].days
            if days:
                self._told_days[id_].append(days)

    def context(self, report_id: str, start: int) -> str | None:
        """The agreement that a report spoke of last before a place in its text; failing that, the first after it."""
        told = self._recent.get(report_id, ())
        before = [a for s, a in told if s <= start]
        return before[-1] if before else next((a for _, a in told), None)

    def first_day(self, agreement: str) -> dt.date | None:
        """The first day on which anybody says that it was made."""
        entry = self.knowledge.agreements.get(agreement)
        versions = [d for v in entry.date if (d := when(v.value))] if entry else []
        return min((d.earliest for d in (*versions, *self._told_days.get(agreement, ())) if d.earliest), default=None)

    def _open(self) -> list[Pact]:
        return [p for i, p in self._seen.items() if i not in self.of]

    def _thread(self, corpus: Corpus) -> None:
        """Follow each agreement through its report: what is said of it in one place holds in the others."""
        for claims in corpus.by_report.values():
            self._threads += threads_of(self._seen[c.claim_id] for c in claims if c.claim_id in self._seen)
        self._thread_of = {p.claim_id: n for n, thread in enumerate(self._threads) for p in thread}
        for number, thread in enumerate(self._threads):
            self._threads_in[thread[0].report_id].append(number)
        for thread in self._threads:
            known = next((i for p in thread if (i := self.of.get(p.claim_id)) in self.knowledge.agreements), None)
            if known is None:
                self._seen.update((p.claim_id, p) for p in thread)
        self._follow()

    def _apart(self, left: Pact, right: Pact) -> bool:
        """Whether one report tells of them as of two."""
        one, two = (self._thread_of.get(p.claim_id) for p in (left, right))
        return left.report_id == right.report_id and one is not None and two is not None and one != two

    def _told_apart(self, pact: Pact, found: str) -> bool:
        """Whether another agreement of the pact's own report is known to be that one."""
        mine = self._thread_of.get(pact.claim_id)
        if mine is None or found in self.knowledge.agreements:
            return False
        others = (n for n in self._threads_in[pact.report_id] if n != mine)
        return any(self.of.get(p.claim_id) == found for n in others for p in self._threads[n])

    def _follow(self) -> None:
        """What one telling of a thread means, the others do."""
        for thread in self._threads:
            meant = next((self.of[p.claim_id] for p in thread if p.claim_id in self.of), None)
            for pact in thread if meant else ():
                if pact.claim_id not in self.of and not self._judgements.forbids(pact.claim_id, meant or ""):
                    self.of[pact.claim_id] = meant or ""
                    self.why[pact.claim_id] = "the agreement that its report spoke of"

    def _match(self, matcher: Matcher, open_: Iterable[Pact]) -> None:
        for pact in open_:
            found = matcher.match(pact) if pact.telling else None
            if found and not self._judgements.forbids(pact.claim_id, found) and not self._told_apart(pact, found):
                self.of[pact.claim_id], self.why[pact.claim_id] = found, matcher.reason(pact)

    def _by_day(self, matcher: Matcher, corpus: Corpus) -> None:
        """A day without a name: the agreement that its report speaks of, if made then, else the one truce made then."""
        for report, claims in corpus.by_report.items():
            here = [self._seen[c.claim_id] for c in claims if c.claim_id in self._seen]
            bare_days = [p for p in here if p.makes and p.days and not p.distinct and p.claim_id not in self.of]
            if not bare_days:
                continue
            spoken_of = sorted({self.of[p.claim_id] for p in here if p.claim_id in self.of})
            for pact in bare_days:
                found = next((i for i in spoken_of if matcher.made_then(i, pact)), None)
                why = "its report speaks of the agreement made on that day"
                found = found or matcher.about_then(self._areas_spoken_of(claims), pact)
                if found is None and not self._is_elsewhere(report, corpus):
                    found, why = matcher.sole_truce(pact), "the one truce made then"
                if found and not self._judgements.forbids(pact.claim_id, found):
                    self.of[pact.claim_id], self.why[pact.claim_id] = found, why

    def _is_elsewhere(self, report: str, corpus: Corpus) -> bool:
        source = corpus.reports.get(report)
        return presupposed.elsewhere(source, self._parties, self.knowledge, self._grounds)

    def _settle_decided(self) -> None:
        for claim_id in self.pacts:
            wanted = [i for i in self._judgements.partners(claim_id) if i in self.knowledge.agreements]
            if wanted:
                self.of[claim_id], self.why[claim_id] = wanted[0], DECIDED

    def _note_zones(self, corpus: Corpus) -> None:
        """Where the zones lie that a report speaks of after an agreement: by that, too, an agreement is called."""
        for claims in corpus.by_report.values():
            last = None
            for claim in claims:
                last = self.of.get(claim.claim_id, last)
                if last and claim.terms and claim.terms.zone:
                    names = [claim.terms.zone_ref or claim.terms.zone, *(m.name for m in claim.terms.zone_places)]
                    self._about[last].update(word for name in names for word in where_of(name))

    def _cluster(self, corpus: Corpus) -> None:
        """Dated tellings by parties, place or name; then undated ones that have a name of their own."""
        makers = [p for p in self._open() if p.makes]
        union = Union()
        dated = [p for p in makers if p.days and p.speaks and (p.distinct or len(p.parties) > 1 or p.places)]
        for bucket in buckets(dated, dated_keys):
            for left, right in pairwise(sorted(bucket, key=by_days)):
                if rival_ids(left.ids, right.ids) or self._apart(left, right):
                    continue
                near = _SAME_NAME if left.proper and left.distinct == right.distinct else pacts.NEAR
                if left.days and right.days and gap(left.days, right.days) <= near and meet(left, right):
                    union.join(left.claim_id, right.claim_id)
        registered = [p for p in makers if p.ids]
        for bucket in buckets(registered, lambda p: [("id", i) for i in sorted(p.ids)]):
            for left, right in pairwise(bucket):
                union.join(left.claim_id, right.claim_id)
        self._join_threads(union, {p.claim_id for p in dated})
        for pact in (*dated, *registered):
            self.of[pact.claim_id] = union.find(pact.claim_id)
            self.why[pact.claim_id] = "told with the same parties, place, name or id, and days that meet"
        self._follow()
        self._note_zones(corpus)
        told = Matcher(self._told())
        self._match(told, [p for p in makers if p.distinct and not p.days])
        told_so = [p for p in makers if self.of.get(p.claim_id) not in self.knowledge.agreements]
        for bucket in buckets([p for p in told_so if p.claim_id not in self.of or not p.proper], name_keys):
            for group in [bucket] if bucket[0].proper else stories(bucket):
                dated_one = next((self.of[p.claim_id] for p in group if p.claim_id in self.of), group[0].claim_id)
                for pact in (p for p in group if p.claim_id not in self.of):
                    self.of[pact.claim_id] = dated_one
                    self.why[pact.claim_id] = "the same name" if pact.proper else "the same words in the same days"

    def _join_threads(self, union: Union, dated: set[str]) -> None:
        """Dated tellings of one report that go together are of one agreement."""
        for thread in self._threads:
            for left, right in pairwise(p for p in thread if p.claim_id in dated):
                union.join(left.claim_id, right.claim_id)

    def _told(self) -> list[Candidate]:
        """What the clusters so far look like to others."""
        groups: dict[str, list[Pact]] = defaultdict(list)
        for claim_id, cluster in self.of.items():
            if cluster not in self.knowledge.agreements:
                groups[cluster].append(self._seen[claim_id])
        return [
            Candidate(
                id=cluster,
                aliases=frozenset(p.alias for p in group if p.proper),
                words=frozenset(w for p in group if p.proper for w in p.distinct) | self._about.get(cluster, set()),
                places=frozenset(w for p in group for w in p.places),
                parties=frozenset(w for p in group for w in p.parties),
                days=tuple(p.days for p in sorted(group, key=by_days) if p.days),
                ids=frozenset(i for p in group for i in p.ids),
            )
            for cluster, group in groups.items()
        ]

    def _by_report(self, matcher: Matcher, corpus: Corpus) -> None:
        """*The deal* is what the report spoke of last, or will first; failing that, what its parties point to."""
        for claims in corpus.by_report.values():
            here = [self._seen[c.claim_id] for c in claims if c.claim_id in self._seen]
            last = next((self.of[p.claim_id] for p in here if p.claim_id in self.of), None)
            for pact in here:
                if pact.claim_id in self.of:
                    last = self.of[pact.claim_id] if last is None or not is_contrasted(pact) else last
                    continue
                short = pact.speaks and not pact.distinct and not pact.days
                found = last if short and last and self._spoken_of.allows(last, pact) else None
                found = found or self._of_that_day(pact, here) or matcher.match(pact)
                found = None if found and self._told_apart(pact, found) else found
                found = found or (matcher.by_area(self._areas_spoken_of(claims), pact) if short else None)
                found = found or (matcher.by_ground(pact) if short else None)
                if found and not self._judgements.forbids(pact.claim_id, found):
                    self.why[pact.claim_id] = self._by_what(pact, found, last if short else None, matcher)
                    last = self.of[pact.claim_id] = found

    def _of_that_day(self, pact: Pact, here: list[Pact]) -> str | None:
        """The agreement that its report tells of as made on the very days that the pact gives."""
        made = (p.claim_id for p in here if p.makes and p.days == pact.days) if pact.days else ()
        return next((self.of[i] for i in made if i in self.of), None)

    @staticmethod
    def _by_what(pact: Pact, found: str, last: str | None, matcher: Matcher) -> str:
        if found == last:
            return "a short word for the agreement that its report speaks of"
        if matcher.match(pact) == found:
            return matcher.reason(pact)
        if matcher.by_ground(pact) == found:
            return "the one agreement made just before about the places that its report speaks of"
        return "the latest about a zone that its report speaks of"

    def _areas_spoken_of(self, claims: tuple[Claim, ...]) -> frozenset[tuple[str, str]]:
        terms = [c.terms for c in claims if c.terms and c.terms.zone]
        named = ((t.zone_ref or t.zone or "", [m.name for m in t.zone_places]) for t in terms)
        return frozenset(area for name, places in named for area in pacts.areas_of(name, places))

    def _found_loose(self, corpus: Corpus) -> None:
        """Undated deals of known parties, then truces that are only said to hold, or not."""
        loose = [p for p in self._open() if p.makes and p.speaks and can_be_told(p)]
        for bucket in buckets(loose, lambda p: [("parties", "|".join(sorted(p.parties)))]):
            first = bucket[0]
            for left, right in pairwise([first, *sorted(bucket, key=by_published)]):
                first = first if left is right or self._same_talks(left, right) else right
                self.of[right.claim_id] = self.of.get(first.claim_id, first.claim_id)
                self.why[right.claim_id] = "told of the same parties in the same days"
        self._follow()

        for report, claims in corpus.by_report.items():
            source, known = corpus.reports.get(report), self.knowledge
            if known.agreements and not self._is_elsewhere(report, corpus):
                continue  # where agreements are known, "the ceasefire" of a report that means none is not one more
            told = presupposed.of_report(claims, self.pacts)
            told = [i for i in told if i not in self.of]
            if told and not any(c.claim_id in self.of and not self._is_passing(c) for c in claims):
                family = (source.family if source else None) or report
                self._same_story.setdefault(family, told[0])
                for claim_id in told:
                    self.of[claim_id] = self._same_story[family]
                    self.why[claim_id] = "the truce that its report speaks of"

    def _is_passing(self, claim: Claim) -> bool:
        """Whether the agreement that a claim means is one of which its report only says that it came before."""
        meant = self.of[claim.claim_id]
        here = (p for n in self._threads_in[claim.report_id] for p in self._threads[n])
        made = [p for p in here if self.of.get(p.claim_id) == meant]
        return bool(made) and all(is_contrasted(p) for p in made)

    def _same_talks(self, left: Pact, right: Pact) -> bool:
        """Whether deals of the same parties, or of nobody told, are one: by their days, or told in the same week."""
        if self._apart(left, right):
            return False
        if left.days and right.days and gap(left.days, right.days) > pacts.NEAR:
            return False
        if left.report_id == right.report_id:
            return True
        if len(left.parties) < _PAIR:
            return bool(left.days and right.days) and one_story(left, right)
        one, two = left.published, right.published
        return one is None or two is None or gap(one, two) <= SAME_TALKS

    def _merge_decided(self) -> None:
        union = Union()
        ids = self._name_clusters()
        back = {id_: cluster for cluster, id_ in ids.items()}
        for left, right in self._judgements.same:
            a, b = (back.get(i) or self.of.get(i) for i in (left, right))
            if a and b:
                union.join(a, b)
        groups: dict[str, list[str]] = defaultdict(list)
        for cluster in sorted(set(self.of.values())):
            groups[union.find(cluster)].append(cluster)
        best = {
            c: next((g for g in group if g in self.knowledge.agreements), group[0])
            for group in groups.values()
            for c in group
        }
        self.why |= {claim: DECIDED for claim, cluster in self.of.items() if best[cluster] != cluster}
        self.of = {claim: best[cluster] for claim, cluster in self.of.items()}

    def _name_clusters(self) -> dict[str, str]:
        """Ids that say what they are: the casebook's key, else the name and day, or parties and day."""
        groups: dict[str, list[Pact]] = defaultdict(list)
        for claim_id, cluster in self.of.items():
            groups[cluster].append(self.pacts[claim_id])
        ids = {k: k for k in self.knowledge.agreements}
        taken = set(ids)
        for cluster in sorted(set(groups) - set(ids)):
            wanted = id_of(groups[cluster])
            ids[cluster] = wanted if wanted not in taken else f"{wanted}-{min(p.claim_id for p in groups[cluster])[:8]}"
            taken.add(ids[cluster])
        return ids

    def _by_position(self, corpus: Corpus) -> dict[str, list[tuple[int, str]]]:
        return {
            report: [(c.start, self.of[c.claim_id]) for c in claims if c.claim_id in self.of]
            for report, claims in corpus.by_report.items()
        }
