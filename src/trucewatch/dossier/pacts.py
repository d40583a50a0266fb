"""What a claim says of an agreement, and which of the agreements known so far it means."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.corpus import Corpus, gap, span, when
from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.names import bare, fold
from trucewatch.dossier.parties import Parties
from trucewatch.dossier.places import Places
from trucewatch.dossier.zone_names import kind_of, where_of
from trucewatch.vocabulary.codes import ClaimKind, Code, Modality, Polarity, Role
from trucewatch.vocabulary.records import Claim, Mention
from trucewatch.vocabulary.when import When

NEAR = 3
"""Days by which tellings of one signing differ: the day of talks, of signing, of announcement."""
VETO = 45
"""Days by which a date rules out an agreement of the same name: a later deal made in the same town."""
_DATED = 62
"""Days; a report whose day of publication is known no better tells nothing of which deal is the latest."""
FRESH = 14
"""Days after an agreement within which a report from its places that says "the ceasefire" means it."""
RECENT = 400
"""Days for which "the Russian-Turkish deal" or "the March memorandum" means the latest such deal."""
_COUNT = re.compile(r"(?:19|20)\d\d|\d{1,2}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Pact:
    """One claim's word about an agreement.

    `distinct` are the words of its name that tell which; `makes` whether it says that there is one, rather than wishing
    or supposing it.
    """

    claim_id: str
    report_id: str
    name: str | None
    alias: str
    kind: str | None
    distinct: frozenset[str]
    month: int | None
    year: int | None
    days: When | None
    places: frozenset[str]
    parties: frozenset[str]
    published: When | None
    makes: bool
    around: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    """Ids in registers of agreements ("pax:2169"), for claims of such a register."""

    @property
    def telling(self) -> bool:
        """Whether it can be told from its own words which agreement is meant."""
        return bool(self.ids or self.distinct or self.days or self.month or len(self.parties) > 1 or self.places)


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
        if pact.days and self.days:
            return all(gap(pact.days, d) > VETO for d in self.days)
        if pact.year and self.days:
            return all(d.earliest is None or d.earliest.year != pact.year for d in self.days)
        return False


def rival_ids(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether a register tells two agreements apart: it has an id for each, and they share none."""
    shared = {i.partition(":")[0] for i in left} & {i.partition(":")[0] for i in right}
    return bool(shared) and not left & right


def words_of(name: str, parties: Parties) -> tuple[str | None, frozenset[str], frozenset[str]]:
    """Kind, distinctive words and states of an agreement's name."""
    lists = lexicon()
    no_names = lists.agreement_fillers | lists.descriptions | lists.state_nouns | lists.determiners
    no_names |= lists.bearers.keys() | lists.months.keys()
    kind, distinct, states = None, [], []
    for word in fold(name).split():
        if word in lists.agreements:
            kind = lists.agreements[word]
        elif word in parties.known.states and word not in parties.known.capitals:
            states.append(parties.known.states[word])
        elif not (
            word in lists.agreement_fillers or word in no_names or word in lists.months or _COUNT.fullmatch(word)
        ):
            distinct.append(word)
    return kind, frozenset(distinct), frozenset(states)


def read(
    claim: Claim, corpus: Corpus, parties: Parties, places: Places, around: frozenset[str] = frozenset()
) -> Pact | None:
    """What a claim says of an agreement; None where it speaks of none. `around` are words of places in its report."""
    terms = claim.terms
    name = (terms.agreement_ref or terms.agreement) if terms else None
    own = claim.kind is ClaimKind.AGREEMENT
    if name is None and not own:
        return None
    kind, distinct, states = words_of(name or "", parties)
    folded = fold(name or "").split()
    year = next((int(w) for w in folded if _YEAR.fullmatch(w)), None)
    published = corpus.published(claim)
    actual = claim.modality is Modality.ACTUAL and claim.polarity is Polarity.AFFIRM
    days = when(terms.agreed_on if terms and terms.agreed_on else claim.date if own and actual else None)
    named = bool(distinct) and (actual or claim.kind is ClaimKind.COMMITMENT)
    return Pact(
        claim_id=claim.claim_id,
        report_id=claim.report_id,
        name=name,
        alias=bare(name or ""),
        kind=(terms.agreement_kind if terms else None) or kind,
        distinct=distinct,
        month=next((lexicon().months[w] for w in folded if w in lexicon().months), None),
        year=year,
        days=days if days and span(days) <= 31 else None,
        places=_meeting_places(claim, places, own=own),
        parties=states | frozenset(p for _, p in signers(claim, parties)),
        published=published if published and span(published) <= _DATED else None,
        makes=(own and actual) or (named and not own),
        around=around,
        ids=frozenset(terms.external_ids) if terms else frozenset(),
    )


def _meeting_places(claim: Claim, places: Places, *, own: bool) -> frozenset[str]:
    if claim.terms and claim.terms.agreed_at:
        return _forms(claim.terms.agreed_at, places)
    zones = {places.key(m) for m in claim.terms.zone_places} if claim.terms else set()
    where = [m for m in claim.places if own and places.key(m) not in zones]
    return frozenset(form for m in where for form in _forms(m, places))


def _forms(place: Mention, places: Places) -> frozenset[str]:
    """The id and the folded names of a place: casebooks may give a town by its name alone."""
    thing = places.thing(place)
    return frozenset({places.key(place), bare(place.name), bare(thing.name or place.name)})


def signers(claim: Claim, parties: Parties) -> list[tuple[Role, str]]:
    """Who a claim says is a party to an agreement, by role, as the ones they stand for."""
    found = [(r, p) for r, m in (claim.terms.roles if claim.terms else ()) if (p := parties.stands_for(m))]
    agrees = claim.kind is ClaimKind.AGREEMENT and claim.code in (Code.AGREE, None)
    if agrees and claim.polarity is Polarity.AFFIRM and not agrees_to_another(claim):
        found += [(Role.SIGNATORY, p) for m in (*claim.actors, *claim.recipients) if (p := parties.stands_for(m))]
    return found


def agrees_to_another(claim: Claim) -> bool:
    """Read "agreed to a ceasefire on the line of the Harbour deal": the deal is named, but a truce is agreed."""
    named = fold(claim.terms.agreement or "") if claim.terms else ""
    thing = fold(claim.object or "")
    if not named or not thing or named in thing.split(" on ")[0]:
        return False
    kinds = lexicon().agreements
    first = next((kinds[w] for w in thing.split() if w in kinds), None)
    own = next((kinds[w] for w in reversed(named.split()) if w in kinds), None)
    return first is not None and own is not None and (first == "ceasefire") is not (own == "ceasefire")


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
            )
        )
    return found


def areas_of(name: str, places: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The kind of a zone with each word that says where it is."""
    kind = kind_of(name)
    return [(kind, word) for n in (name, *places) for word in where_of(n)] if kind else []


class Matcher:
    """Finds the agreement that a pact means among candidates, through indexes on names, words and parties."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        """Index the candidates."""
        self._all = sorted(candidates, key=lambda c: c.id)
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
        return strong or [c for c in near if (c.places | c.words) & (pact.places | pact.distinct)]

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
        if len(pact.parties) < 2 or pact.distinct or pact.days or pact.places or pact.month:
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
        return min(found, key=lambda c: (min((gap(days, d) for d in c.days), default=10**6), c.id)).id
    past = [c for c in found if _before(c, pact)] or found
    past = [c for c in past if c.words & pact.around] or past
    return max(past, key=lambda c: (c.start, c.id)).id
