"""Every mention to a party: known names, new names, spellings of one name, and who stands for whom."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from trucewatch.casebook.knowledge import Knowledge, Relation
from trucewatch.dossier import naming
from trucewatch.dossier.corpus import Corpus
from trucewatch.dossier.judgements import DECIDED, Judgements, Union
from trucewatch.dossier.known import KnownNames
from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.names import bare, frame, same_person, slug
from trucewatch.vocabulary.codes import PartyKind
from trucewatch.vocabulary.records import Claim, Mention
from trucewatch.vocabulary.subject import Membership, Thing

_OWN_MASTERS = frozenset({PartyKind.ARMED_GROUP, PartyKind.COALITION, PartyKind.POPULATION, PartyKind.STATE})
"""Those who sign and act in their own name, whatever they are part of."""
_SMALL = re.compile(r"\b[a-z]{3,}\b")
_REPRESENTS = (Relation.SPEAKS_FOR, Relation.PART_OF)


def mentions_of(claim: Claim) -> Iterator[Mention]:
    """Everything in a claim that names a party, in the order of its slots."""
    if claim.speaker:
        yield claim.speaker
    yield from claim.via
    yield from claim.actors
    yield from claim.recipients
    if claim.terms:
        yield from (mention for _, mention in claim.terms.roles)


class Parties:
    """Resolves mentions. `names` has each party's name, `spellings` the names it goes by in the claims."""

    def __init__(self, corpus: Corpus, knowledge: Knowledge, judgements: Judgements) -> None:
        """Read every mention once, then find the spellings that are one name."""
        self.knowledge = knowledge
        self.known = KnownNames.of(knowledge)
        self._judgements = judgements
        self.why: dict[str, str] = {}
        self._read: dict[Mention, naming.Named] = {}
        self._bodies_camp = _camps_of_bodies(knowledge)
        self._outlets = {bare(r.outlet) for r in corpus.reports.values() if r.outlet}
        self._things: dict[Mention, Thing] = {}
        counts: Counter[str] = Counter()
        placed = {bare(m.name) for c in corpus.walk() for m in c.places}
        acting: set[str] = set()
        self.title_states: dict[str, Counter[str]] = defaultdict(Counter)
        titled: set[str] = set()
        for claim in corpus.walk():
            for mention in mentions_of(claim):
                named = self._reading(mention)
                if named.name:
                    counts[named.name] += 1
                    target = claim.code in lexicon().material_codes and mention in claim.recipients
                    if named.titled or naming.has_head(named.name) or not (target or bare(named.name) in placed):
                        acting.add(named.name)
                    if named.titled:
                        titled.add(named.name)
        self._nobody = (set(counts) - acting) | self._ordinary(corpus, counts, titled)
        self._ids = self._cluster(counts, titled)
        self._settle_nobody(sorted(counts))
        self.names, self.kinds = self._describe(counts, titled)
        for named in self._read.values():
            party = self._party(named)
            if party and named.state and named.state != party:
                self.title_states[party][named.state] += 1

    def thing(self, mention: Mention) -> Thing:
        """The party (or place) that a mention names; `id` and `name` None for nobody that can be told."""
        thing = self._things.get(mention)
        if thing is None:
            thing = self._things[mention] = self._resolve(mention)
        return thing

    def is_party(self, id_: str | None) -> bool:
        """Whether the id of a `Thing` is a party's, not a place's."""
        return id_ in self.names

    def principal(self, party: str) -> str:
        """Who a person or a body of a state stands for; the party itself where it stands for nobody else."""
        seen = {party}
        while self.kinds.get(party) not in _OWN_MASTERS:
            above = next((m.of for m in self.memberships(party) if m.relation in _REPRESENTS), None)
            if above is None or above in seen or above not in self.names:
                return party
            seen.add(above)
            party = above
        return party

    def stands_for(self, mention: Mention) -> str | None:
        """The party on whose behalf the one mentioned acts; an unnamed minister still acts for a state."""
        thing = self.thing(mention)
        if self.is_party(thing.id) and thing.id:
            return self.principal(thing.id)
        return self._reading(mention).state

    def memberships(self, party: str) -> tuple[Membership, ...]:
        """Those that the casebook gives, then the states that titles before a new name tell of."""
        entry = self.knowledge.parties.get(party)
        if entry:
            return tuple(Membership(party, m.relation.value, m.of, m.valid) for m in entry.memberships)
        relation = Relation.SPEAKS_FOR if self.kinds.get(party) is PartyKind.PERSON else Relation.PART_OF
        return tuple(Membership(party, relation.value, state) for state in sorted(self.title_states.get(party, ())))

    def camp(self, party: str | None) -> str | None:
        """The side whose word counts as one: the casebook's, else that of whom it stands for; a state is its own."""
        seen: set[str] = set()
        while party and party not in seen:
            seen.add(party)
            entry, outlet = self.knowledge.parties.get(party), self.knowledge.outlets.get(party)
            given = (entry.camp if entry else None) or (outlet.camp if outlet else None)
            if given or self.kinds.get(party) is PartyKind.STATE:
                return given or self._bodies_camp.get(party, party)
            if outlet and outlet.ownership.value == "state":
                party = outlet.country
                continue
            relations = (*_REPRESENTS, Relation.MEMBER_OF)
            party = next((m.of for m in self.memberships(party) if m.relation in relations), None)
        return None

    def _ordinary(self, corpus: Corpus, counts: Counter[str], titled: set[str]) -> set[str]:
        """Single words that the reports also write small: a capital at the beginning of a sentence makes no name."""
        single = {n for n in counts if " " not in n and not n.isupper() and n not in titled and n[1:].islower()}
        single = {n for n in single if bare(n) not in self._outlets}
        if not single:
            return set()
        small = {w for quote in {c.quote for c in corpus.walk()} for w in _SMALL.findall(quote)}
        return {n for n in single if n.lower() in small}

    def _reading(self, mention: Mention) -> naming.Named:
        named = self._read.get(mention)
        if named is None:
            named = self._read[mention] = naming.read(mention, self.known)
        return named

    def _party(self, named: naming.Named) -> str | None:
        origin = named.key or (slug(named.name) if named.name and named.name not in self._nobody else None)
        return self._ids.get(origin, origin) if origin else None

    def _resolve(self, mention: Mention) -> Thing:
        party = self._party(self._reading(mention))
        if party:
            return Thing(party, self.names.get(party, mention.name), mention.text)
        place = mention.place or (self.known.place(mention.name) if mention.name[:1].isupper() else None)
        if place:
            entry = self.knowledge.places.get(place)
            return Thing(place, entry.name if entry else mention.name, mention.text)
        return Thing(None, mention.refers, mention.text)

    def _cluster(self, counts: Counter[str], titled: set[str]) -> dict[str, str]:
        """Origin id (the slug of a name, or a key) to the id of its party."""
        persons = {n for n in counts if _is_person(n, titled) and bare(n) not in self._outlets}
        people = {k: p.name for k, p in self.knowledge.parties.items() if p.kind is PartyKind.PERSON}
        union = Union()
        full = [(slug(n), n) for n in sorted(persons) if len(bare(n).split()) > 1]
        full += people.items()
        self._join_spellings(full, union)
        self._join_surnames(sorted(n for n in persons if len(bare(n).split()) == 1), full, union)
        for name, full_name, why in (*_acronyms(sorted(counts)), *_short_names(sorted(counts))):
            if not self._judgements.forbids(slug(full_name), slug(name)):
                union.join(slug(full_name), slug(name))
                self.why[name] = f"{why} of {full_name}"
        for left, right in self._judgements.same:
            union.join(left, right)
        decided = {i for pair in self._judgements.same for i in pair}
        self.why |= {n: DECIDED for n in counts if slug(n) in decided}
        groups: dict[str, list[str]] = defaultdict(list)
        for origin in sorted({slug(n) for n in counts} | set(people) | {i for p in self._judgements.same for i in p}):
            groups[union.find(origin)].append(origin)
        return {origin: self._representative(group) for group in groups.values() for origin in group}

    def _kind(self, name: str, titled: set[str]) -> PartyKind:
        if bare(name) in self._outlets:
            return PartyKind.OUTLET
        return PartyKind.PERSON if name in titled else (naming.kind_of(name) or PartyKind.INSTITUTION)

    def _settle_nobody(self, names: list[str]) -> None:
        """A name that only ever was a target, or a place, is somebody only where it is a spelling of somebody."""
        sure = {self._ids[slug(n)] for n in names if n not in self._nobody} | set(self.knowledge.parties)
        self._nobody = {n for n in self._nobody if self._ids[slug(n)] not in sure}

    def _join_spellings(self, full: list[tuple[str, str]], union: Union) -> None:
        blocks: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for origin, name in full:
            blocks[frame(bare(name).split()[-1])].append((origin, name))
        for block in blocks.values():
            for i, (left, name) in enumerate(block):
                for right, other in block[:i]:
                    if same_person(name, other) and not self._judgements.forbids(left, right):
                        union.join(left, right)
                        self.why[name] = f"another spelling of {other}"

    def _join_surnames(self, surnames: list[str], full: list[tuple[str, str]], union: Union) -> None:
        """A bare surname goes to the one person who bears it; spellings of a bare surname go together."""
        blocks: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for origin, name in full:
            blocks[frame(bare(name).split()[-1])].append((origin, name))
        bare_blocks: dict[str, list[str]] = defaultdict(list)
        for surname in surnames:
            block = frame(bare(surname))
            bearers = [o for o, name in blocks.get(block, ()) if same_person(surname, name)]
            bearers = [o for o in bearers if not self._judgements.forbids(o, slug(surname))]
            if len({union.find(o) for o in bearers}) == 1:
                union.join(bearers[0], slug(surname))
                self.why[surname] = "a surname that only one person here bears"
            elif not bearers:
                for other in bare_blocks[block]:
                    if same_person(surname, other) and not self._judgements.forbids(slug(other), slug(surname)):
                        union.join(slug(other), slug(surname))
                bare_blocks[block].append(surname)

    def _representative(self, group: list[str]) -> str:
        known = [o for o in group if o in self.knowledge.parties or o in self.knowledge.outlets]
        return min(known) if known else min(group, key=lambda o: (-o.count("-"), o))

    def _describe(self, counts: Counter[str], titled: set[str]) -> tuple[dict[str, str], dict[str, PartyKind]]:
        names = {k: o.name for k, o in self.knowledge.outlets.items()}
        kinds = dict.fromkeys(self.knowledge.outlets, PartyKind.OUTLET)
        names |= {k: p.name for k, p in self.knowledge.parties.items()}
        kinds |= {k: p.kind for k, p in self.knowledge.parties.items()}
        self.spellings: dict[str, list[str]] = defaultdict(list)
        for name in sorted(counts, key=lambda n: (-len(bare(n).split()), -counts[n], n)):
            party = self._ids[slug(name)]
            if name in self._nobody:
                continue
            self.spellings[party].append(name)
            if party not in names:
                names[party] = name
                kinds[party] = self._kind(name, titled)
        for mention, named in self._read.items():
            if named.key and named.key not in names:
                names[named.key] = mention.name
                kinds[named.key] = naming.kind_of(mention.name) or PartyKind.INSTITUTION
        return names, kinds


def _camps_of_bodies(knowledge: Knowledge) -> dict[str, str]:
    """The camp of a state's government, army and ministries, where they are all of one: the state is of it too."""
    camps: dict[str, set[str]] = defaultdict(set)
    for party in knowledge.parties.values():
        for m in party.memberships:
            if party.camp and m.relation in _REPRESENTS and party.kind is PartyKind.INSTITUTION:
                camps[m.of].add(party.camp)
    return {state: min(given) for state, given in camps.items() if len(given) == 1}


def _is_person(name: str, titled: set[str]) -> bool:
    kind = naming.kind_of(name)
    return name in titled or kind is PartyKind.PERSON or (kind is None and not name.isupper())


def _acronyms(names: list[str]) -> Iterator[tuple[str, str, str]]:
    """*Lakeside Observatory for Peace* is LOP where only one name gives these letters."""
    long: dict[str, list[str]] = defaultdict(list)
    for name in names:
        capitals = [w[0] for w in name.replace("-", " ").split() if w[:1].isupper()]
        if len(capitals) > 2:
            long["".join(capitals)].append(name)
    for name in names:
        bearers = long.get(name.replace(".", ""), [])
        if len({slug(b) for b in bearers}) == 1 and bearers[0] != name:
            yield name, bearers[0], "the letters"


def _short_names(names: list[str]) -> Iterator[tuple[str, str, str]]:
    """*Lakeside Observatory* is the *Lakeside Observatory for Peace* where only one name goes on like that."""
    long: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for link in (" for ", " of "):
            if link in name:
                long[bare(name.partition(link)[0])].append(name)
    for name in names:
        bearers = {slug(b): b for b in long.get(bare(name), []) if b != name}
        if len(bearers) == 1 and len(name.split()) > 1:
            yield name, bearers.popitem()[1], "a short form"
