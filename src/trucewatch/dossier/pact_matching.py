"""Which of the agreements known so far a claim means: through indexes on names, words, days and parties."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.corpus import gap, when
from trucewatch.dossier.names import bare
from trucewatch.dossier.pact_names import words_of
from trucewatch.dossier.pacts import NEAR, Pact, areas_of
from trucewatch.dossier.parties import Parties
from trucewatch.dossier.zone_names import where_of
from trucewatch.vocabulary.when import When

VETO = 45
"""Days by which a date rules out an agreement of the same name: a later deal made in the same town."""
FRESH = 14
"""Days after an agreement within which a report from its places that says "the ceasefire" means it."""
RECENT = 400
"""Days for which "the Russian-Turkish deal" or "the March memorandum" means the latest such deal."""


@dataclass(slots=True)
class Candidate:
    """An agreement that a pact may mean."""

    id: str
    aliases: frozenset[str]
    words: frozenset[str]
    places: frozenset[str]
    parties: frozenset[str]
    days: tuple[When, ...]
    areas: frozenset[tuple[str, str]] = frozenset()
    """Kind and place word of each zone that it is about."""
    start: dt.date = dt.date.min
    """The first day that is told."""
    ids: frozenset[str] = frozenset()
    grounds: frozenset[str] = frozenset()
    """Words of the names of the places that its zones cover."""
    kind: str | None = None

    def __post_init__(self) -> None:
        """Days told many times are kept once."""
        self.days = tuple(dict.fromkeys(self.days))
        self.start = min((d.earliest for d in self.days if d.earliest), default=dt.date.min)

    def vetoed(self, pact: Pact) -> bool:
        """Whether the pact's own date rules it out, or another id in the same register."""
        if pact.ids & self.ids:
            return False
        if rival_ids(pact.ids, self.ids):
            return True
        if pact.done and pact.done.latest and self.days and (self.start - pact.done.latest).days > VETO:
            return True  # what happened long before cannot have been under it
        if pact.days and self.days:
            return all(gap(pact.days, d) > VETO for d in self.days)
        if pact.year and self.days:
            return all(d.earliest is None or d.earliest.year != pact.year for d in self.days)
        return False


def rival_ids(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether a register tells two agreements apart: it has an id for each, and they share none."""
    shared = {i.partition(":")[0] for i in left} & {i.partition(":")[0] for i in right}
    return bool(shared) and not left & right


def from_casebook(knowledge: Knowledge, parties: Parties) -> list[Candidate]:
    """The casebook's agreements, with the words of the zones they establish."""
    zones: dict[str, list[str]] = defaultdict(list)
    covered: dict[str, list[str]] = defaultdict(list)
    for key, zone in knowledge.zones.items():
        bases = {a for a, entry in knowledge.agreements.items() if any(c.zone == key for c in entry.clauses)}
        for base in sorted({*bases, *([zone.established_by] if zone.established_by else [])}):
            zones[base] += [zone.name, *(a.name for a in zone.aliases)]
            covered[base] += [knowledge.places[p].name if p in knowledge.places else p for p in zone.places]
    found = []
    for key, entry in knowledge.agreements.items():
        names = [entry.name, *(a.name for a in entry.aliases)]
        place = entry.place
        town = knowledge.places[place].name if place and place in knowledge.places else place or ""
        where = [place, town] if place else []
        words = {w for n in (*names, *zones[key], *where) for w in words_of(n, parties)[1]}
        principals = {parties.principal(p) for ps in entry.parties.values() for p in ps}
        days = tuple(d for v in entry.date if (d := when(v.value)))
        aliases = frozenset(bare(n) for n in names)
        found.append(
            Candidate(
                key,
                aliases,
                frozenset(words),
                frozenset({*where, *map(bare, where)}),
                frozenset(principals),
                days,
                frozenset(a for n in zones[key] for a in areas_of(n)),
                ids=frozenset(entry.external_ids),
                grounds=frozenset(w for n in covered[key] for w in where_of(n)),
                kind=words_of(entry.kind or "", parties)[0],
            )
        )
    return found


class Matcher:
    """Finds the agreement that a pact means among candidates, through indexes on names, words and parties."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        """Index the candidates."""
        self._all = sorted(candidates, key=lambda c: c.id)
        self._named = {c.id: c for c in self._all}
        self._found: dict[Pact, tuple[str, str] | None] = {}
        self._dated: dict[int, list[Candidate]] = defaultdict(list)
        self._index: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
        self._areas: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
        for c in self._all:
            keys = [("alias", a) for a in c.aliases] + [("word", w) for w in c.words | c.places]
            keys += [("id", i) for i in c.ids]
            for key in sorted(set(keys + [("party", p) for p in c.parties])):
                self._index[key].append(c)
            for week in sorted({w for d in c.days for w in _weeks(d, 0)}):
                self._dated[week].append(c)
            for area in sorted(c.areas):
                self._areas[area].append(c)

    def match(self, pact: Pact) -> str | None:
        """By id; by name; by date with parties or place; by place or word of the name; by month; by parties."""
        alike = replace(pact, claim_id="", report_id="", name=None, makes=False)
        if alike not in self._found:
            self._found[alike] = self._match(alike)
        found = self._found[alike]
        return found[0] if found else None

    def reason(self, pact: Pact) -> str:
        """By what `match` found the agreement."""
        alike = replace(pact, claim_id="", report_id="", name=None, makes=False)
        found = self._found.get(alike)
        return found[1] if found else ""

    def _match(self, pact: Pact) -> tuple[str, str] | None:
        attempts = (
            (self._by_id, "the same id in a register"),
            (self._by_name, "one of its names"),
            (self._by_date, "made on that day by these parties or at that place"),
            (self._by_word, "a word of its name, place or zone"),
            (self._by_month, "made in that month by these parties"),
            (self._by_parties, "the latest between these parties"),
        )
        for attempt, why in attempts:
            found = [c for c in attempt(pact) if not c.vetoed(pact)]
            if found:
                return _latest(found, pact), why
        return None

    def allows(self, id_: str, pact: Pact) -> bool:
        """Whether nothing that a pact says rules an agreement out."""
        return id_ not in self._named or not self._named[id_].vetoed(pact)

    def by_area(self, areas: frozenset[tuple[str, str]], pact: Pact) -> str | None:
        """The latest agreement about a zone that the pact's report speaks of."""
        found = {c.id: c for area in sorted(areas) for c in self._areas.get(area, ())}
        near = [c for _, c in sorted(found.items()) if not c.vetoed(pact) and pact.parties <= c.parties]
        near = [c for c in near if pact.published and c.days and _before(c, pact)]
        return _latest(near, pact) if near else None

    def by_ground(self, pact: Pact) -> str | None:
        """The one agreement about the places of the pact's report that was made just before it; None where two were."""
        if pact.published is None or not pact.around:
            return None
        fresh = [c for c in self._all if c.days and (c.grounds | c.words) & pact.around and _before(c, pact)]
        fresh = [c for c in fresh if gap(When.day(c.start), pact.published) <= FRESH and pact.parties <= c.parties]
        fresh = [c for c in fresh if not c.vetoed(pact)]
        return fresh[0].id if len(fresh) == 1 else None

    def _near(self, pact: Pact) -> list[Candidate]:
        keys = [("party", p) for p in sorted(pact.parties)]
        keys += [("word", w) for w in sorted(pact.places | pact.distinct)]
        found = {c.id: c for key in keys for c in self._index.get(key, ())}
        return [found[i] for i in sorted(found)]

    def _by_id(self, pact: Pact) -> list[Candidate]:
        return [c for i in sorted(pact.ids) for c in self._index.get(("id", i), ())]

    def _by_name(self, pact: Pact) -> list[Candidate]:
        return self._index.get(("alias", pact.alias), []) if pact.distinct or pact.parties or pact.month else []

    def _by_date(self, pact: Pact) -> list[Candidate]:
        days = pact.days
        if not days:
            return []
        then = {c.id: c for week in _weeks(days, NEAR) for c in self._dated.get(week, ())}
        near = [then[i] for i in sorted(then) if any(gap(days, d) <= NEAR for d in then[i].days)]
        strong = [c for c in near if len(c.parties & pact.parties) > 1]
        strong = strong or [c for c in near if (c.places | c.words) & (pact.places | pact.distinct)]
        strong = strong or [c for c in near if c.areas & pact.areas]
        return strong or [c for c in near if (c.places | c.words) & pact.around and c.parties & pact.parties]

    def made_then(self, id_: str, pact: Pact) -> bool:
        """Whether an agreement was made in the days that a pact is dated to, by parties that may be the same."""
        one, days = self._named.get(id_), pact.days
        if one is None or days is None or one.vetoed(pact):
            return False
        meet = not pact.parties or not one.parties or bool(pact.parties & one.parties)
        return meet and any(gap(days, d) <= NEAR for d in one.days)

    def about_then(self, areas: frozenset[tuple[str, str]], pact: Pact) -> str | None:
        """The one agreement about a zone of the pact's report that was made in the days that the pact is dated to."""
        found = {c.id for area in sorted(areas) for c in self._areas.get(area, ()) if self.made_then(c.id, pact)}
        return found.pop() if len(found) == 1 else None

    def sole_truce(self, pact: Pact) -> str | None:
        """The one truce made in the days that a nameless truce is dated to; None where there were two, or none."""
        if pact.kind != "ceasefire" or pact.distinct or not pact.days:
            return None
        days = pact.days
        then = [c for c in self._all if c.kind == pact.kind and any(gap(days, d) <= NEAR for d in c.days)]
        then = [c for c in then if not c.vetoed(pact) and pact.parties <= c.parties and _before(c, pact)]
        return then[0].id if len(then) == 1 else None

    def _by_word(self, pact: Pact) -> list[Candidate]:
        words = pact.distinct
        if words:
            near = [c for c in self._near(pact) if 2 * len(words & (c.words | c.places)) > len(words)]
        elif len(pact.parties) > 1 and not pact.days:
            near = [c for c in self._near(pact) if pact.places & c.places and _recent(c, pact)]
        else:
            return []
        return [
            c for c in near if _before(c, pact) and not (c.parties and pact.parties and not c.parties & pact.parties)
        ]

    def _by_month(self, pact: Pact) -> list[Candidate]:
        if not pact.month or pact.distinct:
            return []
        inside = [c for c in self._all if any(d.earliest and d.earliest.month == pact.month for d in c.days)]
        return [c for c in inside if pact.parties <= c.parties and (pact.year or _recent(c, pact))]

    def _by_parties(self, pact: Pact) -> list[Candidate]:
        if len(pact.parties) < 2 or not pact.speaks or pact.distinct or pact.days or pact.places or pact.month:
            return []
        return [c for c in self._near(pact) if pact.parties <= c.parties and _recent(c, pact)]


def _weeks(days: When, slack: int) -> range:
    """The numbers of the weeks that an interval touches; none where it is open."""
    if days.earliest is None or days.latest is None:
        return range(0)
    return range((days.earliest.toordinal() - slack) // 7, (days.latest.toordinal() + slack) // 7 + 1)


def _before(candidate: Candidate, pact: Pact) -> bool:
    last = pact.published.latest if pact.published else None
    return last is None or not candidate.days or candidate.start <= last + dt.timedelta(days=NEAR)


def _recent(candidate: Candidate, pact: Pact) -> bool:
    if not candidate.days or not pact.published or not _before(candidate, pact):
        return False
    return gap(When.day(candidate.start), pact.published) <= RECENT


def _latest(found: list[Candidate], pact: Pact) -> str:
    """Of several, the one nearest to the pact's own date, else about the places of its report, else the latest."""
    days = pact.days
    if days:
        return min(
            found, key=lambda c: (min((gap(days, d) for d in c.days), default=10**6), c.kind != pact.kind, c.id)
        ).id
    past = [c for c in found if _before(c, pact)] or found
    past = [c for c in past if c.words & pact.around] or past
    return max(past, key=lambda c: (c.start, c.id)).id
