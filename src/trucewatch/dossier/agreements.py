"""Claims to agreements: the casebook's, those that claims tell of, and short words for either."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations, pairwise

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier import pacts, presupposed
from trucewatch.dossier.corpus import Corpus, gap, span, when
from trucewatch.dossier.judgements import DECIDED, Judgements, Union
from trucewatch.dossier.names import slug
from trucewatch.dossier.pact_matching import Candidate, Matcher, from_casebook, rival_ids
from trucewatch.dossier.pacts import Pact
from trucewatch.dossier.parties import Parties
from trucewatch.dossier.places import Places
from trucewatch.dossier.zone_names import where_of
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.when import When

_SAME_NAME = 31
"""Days within which dated tellings of one name are one agreement."""
_SAME_TALKS = 7
"""Days of publication within which undated tellings of one set of parties are one agreement."""


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
            for around in [_places_spoken_of(claims)]
            for claim in claims
        )
        self._grounds = presupposed.grounds_of(knowledge)
        self.pacts: dict[str, Pact] = {p.claim_id: p for p in found if p}
        self.of: dict[str, str] = {}
        self.why: dict[str, str] = {}
        self._same_story: dict[str, str] = {}
        self._about: dict[str, set[str]] = defaultdict(set)
        self._settle_decided()
        known = from_casebook(knowledge, parties)
        self._match(Matcher(known), self._open())
        self._by_day(Matcher(known), corpus)
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
        return [p for i, p in self.pacts.items() if i not in self.of]

    def _match(self, matcher: Matcher, open_: Iterable[Pact]) -> None:
        for pact in open_:
            found = matcher.match(pact) if pact.telling else None
            if found and not self._judgements.forbids(pact.claim_id, found):
                self.of[pact.claim_id], self.why[pact.claim_id] = found, matcher.reason(pact)

    def _by_day(self, matcher: Matcher, corpus: Corpus) -> None:
        """A day without a name: the agreement that its report speaks of, if made then, else the one truce made then."""
        for report, claims in corpus.by_report.items():
            here = [self.pacts[c.claim_id] for c in claims if c.claim_id in self.pacts]
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
        dated = [p for p in makers if p.days and (p.distinct or len(p.parties) > 1 or p.places)]
        for bucket in _buckets(dated, _dated_keys):
            for left, right in pairwise(sorted(bucket, key=_by_days)):
                if rival_ids(left.ids, right.ids):
                    continue
                near = _SAME_NAME if left.proper and left.distinct == right.distinct else pacts.NEAR
                if left.days and right.days and gap(left.days, right.days) <= near and _meet(left, right):
                    union.join(left.claim_id, right.claim_id)
        registered = [p for p in makers if p.ids]
        for bucket in _buckets(registered, lambda p: [("id", i) for i in sorted(p.ids)]):
            for left, right in pairwise(bucket):
                union.join(left.claim_id, right.claim_id)
        for pact in (*dated, *registered):
            self.of[pact.claim_id] = union.find(pact.claim_id)
            self.why[pact.claim_id] = "told with the same parties, place, name or id, and days that meet"
        self._note_zones(corpus)
        told = Matcher(self._told())
        self._match(told, [p for p in makers if p.distinct and not p.days])
        told_so = [p for p in makers if self.of.get(p.claim_id) not in self.knowledge.agreements]
        for bucket in _buckets([p for p in told_so if p.claim_id not in self.of or not p.proper], _name_keys):
            for group in [bucket] if bucket[0].proper else _stories(bucket):
                dated_one = next((self.of[p.claim_id] for p in group if p.claim_id in self.of), group[0].claim_id)
                for pact in (p for p in group if p.claim_id not in self.of):
                    self.of[pact.claim_id] = dated_one
                    self.why[pact.claim_id] = "the same name" if pact.proper else "the same words in the same days"

    def _told(self) -> list[Candidate]:
        """What the clusters so far look like to others."""
        groups: dict[str, list[Pact]] = defaultdict(list)
        for claim_id, cluster in self.of.items():
            if cluster not in self.knowledge.agreements:
                groups[cluster].append(self.pacts[claim_id])
        return [
            Candidate(
                id=cluster,
                aliases=frozenset(p.alias for p in group if p.proper),
                words=frozenset(w for p in group if p.proper for w in p.distinct) | self._about.get(cluster, set()),
                places=frozenset(w for p in group for w in p.places),
                parties=frozenset(w for p in group for w in p.parties),
                days=tuple(p.days for p in sorted(group, key=_by_days) if p.days),
                ids=frozenset(i for p in group for i in p.ids),
            )
            for cluster, group in groups.items()
        ]

    def _by_report(self, matcher: Matcher, corpus: Corpus) -> None:
        """*The deal* is what the report spoke of last, or will first; failing that, what its parties point to."""
        for claims in corpus.by_report.values():
            here = [self.pacts[c.claim_id] for c in claims if c.claim_id in self.pacts]
            last = next((self.of[p.claim_id] for p in here if p.claim_id in self.of), None)
            for pact in here:
                if pact.claim_id in self.of:
                    last = self.of[pact.claim_id]
                    continue
                short = pact.speaks and not pact.distinct and not pact.days
                found = (last if short and last and self._spoken_of.allows(last, pact) else None) or matcher.match(pact)
                found = found or (matcher.by_area(self._areas_spoken_of(claims), pact) if short else None)
                found = found or (matcher.by_ground(pact) if short else None)
                if found and not self._judgements.forbids(pact.claim_id, found):
                    self.why[pact.claim_id] = self._by_what(pact, found, last if short else None, matcher)
                    last = self.of[pact.claim_id] = found

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
        loose = [p for p in self._open() if p.makes and p.speaks and (len(p.parties) > 1 or p.days)]
        for bucket in _buckets(loose, lambda p: [("parties", "|".join(sorted(p.parties)))]):
            first = bucket[0]
            for left, right in pairwise([first, *sorted(bucket, key=_by_published)]):
                one, two = left.published, right.published
                together = one is None or two is None or gap(one, two) <= _SAME_TALKS
                first = first if together or left is right else right
                self.of[right.claim_id] = self.of.get(first.claim_id, first.claim_id)
                self.why[right.claim_id] = "told of the same parties in the same days"

        for report, claims in corpus.by_report.items():
            source, known = corpus.reports.get(report), self.knowledge
            if known.agreements and not self._is_elsewhere(report, corpus):
                continue  # where agreements are known, "the ceasefire" of a report that means none is not one more
            told = presupposed.of_report(claims, self.pacts)
            if told and not any(c.claim_id in self.of for c in claims):
                family = (source.family if source else None) or report
                self._same_story.setdefault(family, told[0])
                for claim_id in told:
                    self.of[claim_id] = self._same_story[family]
                    self.why[claim_id] = "the truce that its report speaks of"

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
            wanted = _id(groups[cluster])
            ids[cluster] = wanted if wanted not in taken else f"{wanted}-{min(p.claim_id for p in groups[cluster])[:8]}"
            taken.add(ids[cluster])
        return ids

    def _by_position(self, corpus: Corpus) -> dict[str, list[tuple[int, str]]]:
        return {
            report: [(c.start, self.of[c.claim_id]) for c in claims if c.claim_id in self.of]
            for report, claims in corpus.by_report.items()
        }


def _id(group: list[Pact]) -> str:
    days = sorted((p.days for p in group if p.days and p.days.earliest), key=lambda d: (span(d), d.edtf))
    day = [days[0].edtf.replace("/", "-")] if days else []
    names = sorted({" ".join(sorted(p.distinct)) for p in group if p.distinct}, key=lambda n: (len(n), n))
    parties = sorted({party for p in group for party in p.parties})
    kinds = sorted({p.kind for p in group if p.kind})
    month = [p.published.edtf[:7] for p in sorted(group, key=_by_published) if p.published and not day and not names]
    if not (names or parties or day or month):
        month = [hashlib.sha256(min(p.claim_id for p in group).encode()).hexdigest()[:8]]
    return slug(" ".join([*(names[:1] or parties[:4]), *(kinds[:1] or ["agreement"]), *day, *month[:1]]))


def _places_spoken_of(claims: tuple[Claim, ...]) -> frozenset[str]:
    """Words of the places and zones that a report speaks of."""
    zones = {c.terms.zone_ref or c.terms.zone or "" for c in claims if c.terms}
    return frozenset(word for name in {*zones, *(m.name for c in claims for m in c.places)} for word in where_of(name))


def _dated_keys(pact: Pact) -> list[tuple[str, str]]:
    keys = [("parties", "|".join(pair)) for pair in combinations(sorted(pact.parties)[:6], 2)]
    keys += [("place", p) for p in sorted(pact.places)]
    return [*keys, ("name", "|".join(sorted(pact.distinct)))] if pact.distinct else keys


def _name_keys(pact: Pact) -> list[tuple[str, str]]:
    return [("name" if pact.proper else "words", "|".join(sorted(pact.distinct)))] if pact.distinct else []


def _stories(bucket: list[Pact]) -> list[list[Pact]]:
    """Tellings in the same common words ("evacuation deal"), parted where reports are weeks or places apart."""
    groups: list[list[Pact]] = []
    for pact in sorted(bucket, key=_by_published):
        last = groups[-1][-1] if groups else None
        if last and (last.report_id == pact.report_id or _one_story(last, pact)):
            groups[-1].append(pact)
        else:
            groups.append([pact])
    return groups


def _one_story(left: Pact, right: Pact) -> bool:
    one, two = left.published, right.published
    if one is None or two is None or gap(one, two) > _SAME_TALKS:
        return False
    return bool(left.around & right.around) and _meet(left, right)


def _meet(left: Pact, right: Pact) -> bool:
    return not left.parties or not right.parties or bool(left.parties & right.parties)


def _buckets(found: Iterable[Pact], keys: Callable[[Pact], list[tuple[str, str]]]) -> list[list[Pact]]:
    buckets: dict[tuple[str, str], list[Pact]] = defaultdict(list)
    for pact in sorted(found, key=lambda p: p.claim_id):
        for key in keys(pact):
            buckets[key].append(pact)
    return [buckets[key] for key in sorted(buckets)]


def _by_days(pact: Pact) -> tuple[str, str]:
    return (pact.days.edtf if pact.days else "9999", pact.claim_id)


def _by_published(pact: Pact) -> tuple[str, str]:
    return (pact.published.edtf if pact.published else "9999", pact.claim_id)
