"""Claims to zones: by place and kind, whatever the zone is called."""

import datetime as dt
import hashlib
from collections import defaultdict
from dataclasses import dataclass

from trucewatch.casebook.knowledge import Knowledge, ZoneEntry
from trucewatch.dossier.agreements import Agreements
from trucewatch.dossier.corpus import Corpus, when
from trucewatch.dossier.judgements import DECIDED, Judgements, Union
from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.names import bare, slug
from trucewatch.dossier.places import Places
from trucewatch.dossier.zone_names import kind_of, where_of
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.when import When

_ANNOUNCED = dt.timedelta(days=45)
"""Zones are spoken of before they are there."""


@dataclass(frozen=True, slots=True)
class Area:
    """One claim's word about a zone. `where` are the words of its name that say where, `places` keys of its places."""

    claim_id: str
    name: str
    kind: str | None
    where: frozenset[str]
    places: tuple[str, ...]
    agreement: str | None
    published: When | None = None


class Zones:
    """Which zone each claim means. `of` maps claims to zone ids, `areas` holds what each claim says of one."""

    def __init__(
        self, corpus: Corpus, knowledge: Knowledge, places: Places, agreements: Agreements, judgements: Judgements
    ) -> None:
        """Read every claim that names a zone, report by report, then name the zones no casebook has."""
        self._corpus, self._knowledge = corpus, knowledge
        self._places, self._judgements = places, judgements
        self.why: dict[str, str] = {}
        self._entries = [(key, _entry_area(key, entry)) for key, entry in knowledge.zones.items()]
        self._kinds = {key: entry.kind for key, entry in self._entries}
        self._aliases = {bare(n): k for k, e in knowledge.zones.items() for n in (e.name, *(a.name for a in e.aliases))}
        self.areas: dict[str, Area] = {}
        self.of: dict[str, str] = {}
        for claims in corpus.by_report.values():
            self._report(claims, agreements)
        self._join_unplaced()
        self._decide()

    def _report(self, claims: tuple[Claim, ...], agreements: Agreements) -> None:
        recent: list[tuple[str | None, str]] = []
        waiting: list[Area] = []
        for claim in claims:
            area = self._read(claim, agreements)
            if area is None:
                continue
            self.areas[claim.claim_id] = area
            zone = self._place(area, recent)
            if zone is None:
                waiting.append(area)
                continue
            self.of[claim.claim_id] = zone
            self.why[claim.claim_id] = self._reason(area, zone)
            recent.append((self.kind(zone) or area.kind, zone))
        for area in waiting:
            zone = self._recent(area, recent[::-1]) or _unplaced(area, claims[0].report_id)
            if zone:
                self.of[area.claim_id] = zone
                self.why[area.claim_id] = "no place of its own: the zone of its kind that its report or agreement has"

    def kind(self, zone: str) -> str | None:
        """The kind of a zone by its id."""
        return self._kinds.get(zone)

    def _read(self, claim: Claim, agreements: Agreements) -> Area | None:
        terms = claim.terms
        name = (terms.zone_ref or terms.zone) if terms else None
        if terms is None or name is None:
            return None
        kind = kind_of(name) or kind_of(terms.zone or "") or (kind_of(terms.zone_kind or "") or terms.zone_kind)
        where = tuple(w for w in where_of(name) if not self._places.is_state(w))
        found = tuple(
            dict.fromkeys(self._places.key(m) for m in terms.zone_places if not self._places.is_state(m.name))
        )
        own = self._places.named(" ".join(where)) if where else None
        keys = (own, *(p for p in found if p != own)) if own else found
        agreement = agreements.of.get(claim.claim_id)
        published = self._corpus.published(claim)
        return Area(claim.claim_id, name, kind, frozenset(where), keys, agreement, published)

    def _place(self, area: Area, recent: list[tuple[str | None, str]]) -> str | None:
        alias = self._aliases.get(bare(area.name))
        if alias:
            return alias
        if not area.where and not area.places:
            return self._recent(area, recent)
        known = self._by_casebook(area)
        if known:
            return known
        if area.kind is None and not area.places:
            fitting = [z for _, z in recent if set(slug(" ".join(sorted(area.where))).split("-")) <= set(z.split("-"))]
            return fitting[-1] if fitting else None
        own = tuple(w for w in where_of(area.name) if w in area.where)
        lead = slug(" ".join(own)) if own else self._places.name(area.places[0])
        return f"{slug(lead)}-{slug(area.kind or 'zone')}"

    def _by_casebook(self, area: Area) -> str | None:
        scored = []
        for position, (key, entry) in enumerate(self._entries):
            if not self._begun(key, area):
                continue
            if area.kind and entry.kind and not _akin(area.kind, entry.kind):
                continue
            named = len(area.where & entry.where)
            mine, theirs = self._names(area.places), self._names(entry.places)
            shared = len(mine & theirs)
            mostly = (
                bool(mine) and 2 * shared >= len(mine) and self._places.named(" ".join(where_of(area.name))) is None
            )
            if not named and not (shared if not area.where else mostly or self._inside(area, entry)):
                continue
            together = len(mine | theirs) or 1
            scored.append((area.kind == entry.kind, named, shared / together, -position, key))
        return max(scored)[4] if scored else None

    def _begun(self, key: str, area: Area) -> bool:
        """Whether a zone of the casebook can have been there when the report was written."""
        valid, published = when(self._knowledge.zones[key].valid), area.published
        if not valid or not valid.earliest or not published or not published.latest:
            return True
        return valid.earliest <= published.latest + _ANNOUNCED

    def _names(self, keys: tuple[str, ...]) -> frozenset[str]:
        """Places by the words of their names, so that a town and the province named for it are told as one."""
        return frozenset(" ".join(where_of(self._places.name(k))) or k for k in keys)

    def _inside(self, area: Area, entry: Area) -> bool:
        own = self._places.named(" ".join(where_of(area.name)))
        return own is not None and bool(set(self._places.chain(own)) & set(entry.places))

    def _recent(self, area: Area, recent: list[tuple[str | None, str]]) -> str | None:
        for fits in (_same, _akin):
            fitting = [z for kind, z in recent if fits(area.kind, kind)]
            if fitting:
                return fitting[-1]
        established = [k for k, e in self._entries if e.agreement and e.agreement == area.agreement]
        fitting = [k for k in established if _akin(area.kind, self.kind(k))]
        if len(fitting) == 1:
            return fitting[0]
        for fits in (_same, _akin):
            of_kind = [k for k, e in self._entries if area.kind and e.kind and fits(area.kind, e.kind)]
            of_kind = [k for k in of_kind if self._begun(k, area)]
            if len(of_kind) == 1:
                return of_kind[0]
        return None

    def _join_unplaced(self) -> None:
        """A zone without a place is the one zone of its kind that its agreement, or failing that anybody, places."""
        placed: dict[tuple[str | None, str], set[str]] = defaultdict(set)
        for claim_id, zone in self.of.items():
            area = self.areas[claim_id]
            if area.agreement and zone != _unplaced(area, ""):
                placed[area.kind, area.agreement].add(zone)
        for claim_id, zone in self.of.items():
            area = self.areas[claim_id]
            candidates = placed.get((area.kind, area.agreement), ()) if area.agreement else ()
            if len(candidates) == 1 and zone == _unplaced(area, ""):
                wanted = min(candidates)
                if not self._judgements.forbids(zone, wanted):
                    self.of[claim_id] = wanted

    def _reason(self, area: Area, zone: str) -> str:
        if bare(area.name) in self._aliases:
            return "a name of the zone in the casebook"
        shared = sorted(area.where & set(slug(zone).split("-")))
        if shared or area.places:
            where = ", ".join(shared) or ", ".join(self._places.name(p) for p in area.places)
            return f"a {area.kind or 'zone'} zone said to be at {where}"
        return "no place of its own: the zone of its kind that the report spoke of last"

    def _decide(self) -> None:
        """Zones that a person said are one, and claims that a person put with a zone or kept from one."""
        known = set(self.of.values()) | set(self._knowledge.zones)
        union = Union()
        for left, right in self._judgements.same:
            if left in known and right in known:
                union.join(left, right)
        groups: dict[str, list[str]] = defaultdict(list)
        for zone in sorted(known):
            groups[union.find(zone)].append(zone)
        best = {
            z: next((g for g in group if g in self._knowledge.zones), group[0])
            for group in groups.values()
            for z in group
        }
        for claim_id in sorted(self.areas):
            own = self.of.get(claim_id)
            if own and best[own] != own:
                self.of[claim_id], self.why[claim_id] = best[own], DECIDED
            if own and self._judgements.forbids(claim_id, self.of[claim_id]):
                del self.of[claim_id]
            wanted = [z for z in self._judgements.partners(claim_id) if z in known]
            if wanted:
                self.of[claim_id], self.why[claim_id] = best[wanted[0]], DECIDED


def _same(wanted: str | None, kind: str | None) -> bool:
    return wanted is None or wanted == kind


def _akin(wanted: str | None, kind: str | None) -> bool:
    """Whether a zone of one kind may be named as one of the other: a demilitarized zone is also called a buffer."""
    return _same(wanted, kind) or any({wanted, kind} <= group for group in lexicon().akin)


def _unplaced(area: Area, report_id: str) -> str | None:
    """A zone of a known kind in an unknown place: that of its agreement, or failing that the report's own."""
    if area.kind is None:
        return None
    return f"{slug(area.kind)}-zone-{area.agreement or hashlib.sha256(report_id.encode()).hexdigest()[:8]}"


def _entry_area(key: str, entry: ZoneEntry) -> Area:
    names = (entry.name, *(a.name for a in entry.aliases))
    where = frozenset(w for n in names for w in where_of(n))
    kind = kind_of(entry.kind) or kind_of(entry.name) or entry.kind
    return Area(key, entry.name, kind, where, entry.places, entry.established_by)
