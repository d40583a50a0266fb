"""Claims to commitments: the casebook's clauses, those that claims tell of, and claims of how they are performed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from trucewatch.casebook.knowledge import ClauseEntry, Knowledge
from trucewatch.dossier.agreements import Agreements
from trucewatch.dossier.corpus import Corpus, when
from trucewatch.dossier.judgements import DECIDED, Judgements, Union
from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.names import bare, fold, slug
from trucewatch.dossier.parties import Parties
from trucewatch.dossier.places import Places
from trucewatch.dossier.zones import Zones
from trucewatch.vocabulary.codes import ClaimKind, Code, Modality, Polarity, ProvisionClass
from trucewatch.vocabulary.records import Claim


@dataclass(frozen=True, slots=True)
class Duty:
    """What a claim, a clause or a commitment says of a provision, as far as it tells which one it is.

    `who` are party ids, those they stand for, and sides (`~radicals`) that descriptions name.
    """

    class_: ProvisionClass
    agreement: str | None
    zone: str | None
    places: frozenset[str]
    who: frozenset[str]
    sides: frozenset[str]
    deadline: str | None
    answerable: frozenset[str] = frozenset()
    """Parties to the agreement, who answer for what they promised that others will do."""


_Link = tuple[ProvisionClass, str, str]
"""Class, sort of tie (agreement, zone or place), and which."""


def class_of(claim: Claim) -> ProvisionClass | None:
    """The coder's class, else what the code and the words of the sentence say."""
    if claim.terms and claim.terms.class_:
        return claim.terms.class_
    quote = fold(claim.quote)
    fitting = (p for p in lexicon().performance if p.code is claim.code)
    return next((p.class_ for p in fitting if any(w in quote for w in p.words)), None)


def binds(claim: Claim) -> bool:
    """Whether a claim makes a commitment: it promises something, or tells of a truce agreed for a stated time."""
    truce = claim.kind is ClaimKind.AGREEMENT and claim.terms is not None and claim.terms.duration is not None
    return claim.kind is ClaimKind.COMMITMENT or (truce and claim.code is Code.AGREE)


def sides_of(text: str) -> frozenset[str]:
    """The sides that a description names: radicals, opposition, government."""
    bearers = lexicon().bearers
    return frozenset(bearers[w] for w in fold(text).split() if w in bearers)


_SHORT = 4
"""Letters of words that mostly say nothing of what is to be done: "that", "with"."""
_ONLY_ITS_AGREEMENT = 4
"""The weight of an agreement shared, and of nothing else."""


class Provisions:
    """Which commitment each claim means: one at most.

    `of` maps claims to ids, `clauses` the ids of casebook clauses to their agreement and clause, `made` the ids of
    other commitments to the claims that make them.
    """

    def __init__(
        self,
        corpus: Corpus,
        knowledge: Knowledge,
        parties: Parties,
        places: Places,
        agreements: Agreements,
        zones: Zones,
        judgements: Judgements,
    ) -> None:
        """Attach commitments, then what is said of their performance."""
        self._corpus, self._parties, self._places = corpus, parties, places
        self._agreements, self._zones, self._judgements = agreements, zones, judgements
        self.clauses: dict[str, tuple[str, ClauseEntry]] = {}
        self._by_class: dict[ProvisionClass, list[tuple[str, Duty, str]]] = defaultdict(list)
        self._zone_places = {k: frozenset(z.places) for k, z in knowledge.zones.items()}
        for key, entry in knowledge.agreements.items():
            signed = {parties.principal(p) for ps in entry.parties.values() for p in ps}
            for clause in entry.clauses:
                id_ = f"{key}/{clause.ref}"
                self.clauses[id_] = (key, clause)
                self._by_class[clause.class_].append((id_, self._clause_duty(key, clause, signed), clause.does))
        self.of: dict[str, str] = {}
        self.why: dict[str, str] = {}
        self.made: dict[str, list[str]] = defaultdict(list)
        self._attach_commitments()
        self._merge_decided()
        self._attach_performance()

    def _merge_decided(self) -> None:
        """Commitments that a person said are one; a clause of the casebook gives its name."""
        union, known = Union(), set(self.made) | set(self.clauses)
        for left, right in self._judgements.same:
            if left in known and right in known:
                union.join(left, right)
        groups: dict[str, list[str]] = defaultdict(list)
        for id_ in sorted(known):
            groups[union.find(id_)].append(id_)
        for group in groups.values():
            kept = next((g for g in group if g in self.clauses), group[0])
            for id_ in group:
                if id_ == kept or id_ in self.clauses:
                    continue
                moved = self.made.pop(id_)
                if kept not in self.clauses:
                    self.made[kept] += moved
                for claim in moved:
                    self.of[claim], self.why[claim] = kept, DECIDED

    def _clause_duty(self, agreement: str, clause: ClauseEntry, signed: set[str]) -> Duty:
        who = {p for w in clause.who for p in (w, self._parties.principal(w))}
        names = " ".join(self._parties.names.get(w, w) for w in clause.who)
        deadline = clause.deadline[0].value if clause.deadline else None
        places = self._zone_places.get(clause.zone or "", frozenset())
        return Duty(
            class_=clause.class_,
            agreement=agreement,
            zone=clause.zone,
            places=places,
            who=frozenset(who or signed),
            sides=sides_of(names),
            deadline=deadline,
            answerable=frozenset(signed),
        )

    def duty(self, claim: Claim, *, binding: bool) -> Duty | None:
        """What a claim says; `binding` claims take the agreement their report spoke of last."""
        class_ = class_of(claim)
        if class_ is None and not binding:
            return None
        agreement = self._agreements.of.get(claim.claim_id)
        if agreement is None and binding:
            agreement = self._agreements.context(claim.report_id, claim.start)
        terms = claim.terms
        zone_places = terms.zone_places if terms else ()
        mentions = claim.actors
        who = {t.id for m in mentions if (t := self._parties.thing(m)).id}
        who |= {p for m in mentions if (p := self._parties.stands_for(m))}
        unnamed = [m for m in mentions if self._parties.thing(m).id is None]
        deadline = (terms.deadline if terms else None) or (claim.date if binding else None)
        return Duty(
            class_ or ProvisionClass.OTHER,
            agreement,
            self._zones.of.get(claim.claim_id),
            frozenset(k for m in (*claim.places, *zone_places) for k in self._places.chain(self._places.key(m))),
            frozenset(who),
            frozenset(side for m in unnamed for side in sides_of(m.name)),
            deadline,
        )

    def _attach_commitments(self) -> None:
        for claim in self._corpus.walk():
            if not binds(claim):
                continue
            duty = self.duty(claim, binding=True)
            if duty is None:
                continue
            id_ = self._decided(claim) or self._clause(claim, duty)
            if id_ is None and duty.class_ is ProvisionClass.OTHER and not claim.actors:
                continue  # nobody is told to do it, and nothing tells what sort of thing it is
            if id_ is None and duty.class_ is ProvisionClass.CESSATION and not _is_truce(claim):
                continue  # "they would bomb again" is no truce
            id_ = id_ or self._own(claim, duty)
            self.of[claim.claim_id] = id_
            self.why[claim.claim_id] = self._reason(claim, duty, id_)
            if id_ not in self.clauses:
                self.made[id_].append(claim.claim_id)

    def _reason(self, claim: Claim, duty: Duty, id_: str) -> str:
        if self._decided(claim) == id_:
            return DECIDED
        if id_ in self.clauses:
            agreement, clause = self.clauses[id_]
            shared = [f"the act ({duty.class_.value.replace('_', ' ')})"]
            shared += ["the agreement"] if duty.agreement == agreement else []
            shared += ["the zone"] if duty.zone and duty.zone == clause.zone else []
            shared += ["who is bound"] if duty.who & set(clause.who) else []
            return f"it shares with clause {clause.ref}: {', '.join(shared)}"
        return "told in these words with the same act, bearer and agreement or zone"

    def _decided(self, claim: Claim) -> str | None:
        return next((p for p in self._judgements.partners(claim.claim_id) if p in self.clauses or p in self.made), None)

    def _clause(self, claim: Claim, duty: Duty) -> str | None:
        """The casebook clause that fits best: same class, no clash of agreement, zone or bearer."""
        scored = []
        spoken_of = self._agreements.context(claim.report_id, claim.start)
        for position, (id_, clause, does) in enumerate(self._by_class.get(duty.class_, ())):
            if duty.agreement and clause.agreement and duty.agreement != clause.agreement:
                continue
            if self._judgements.forbids(claim.claim_id, id_) or _clash(duty, clause):
                continue
            if not self._in_time(claim, duty, clause.agreement):
                continue
            links = _ONLY_ITS_AGREEMENT * (duty.agreement == clause.agreement) + 3 * (
                duty.zone is not None and duty.zone == clause.zone
            )
            links += 2 * bool(duty.who & clause.who) + 2 * bool(duty.sides & clause.sides)
            links += 2 * bool(duty.places & clause.places)
            if links < 3:
                continue
            same_words = len(_stems(claim.quote) & _stems(does))
            if links == _ONLY_ITS_AGREEMENT and _is_act(claim) and not _telling(claim.quote) & _telling(does):
                continue  # aid of any kind to anybody is not yet the aid that this clause promises
            due = 3 * bool(duty.deadline and duty.deadline == clause.deadline)
            near = 2 * (spoken_of is not None and spoken_of == clause.agreement)
            scored.append((links + due + near, same_words, -position, id_))
        return max(scored)[3] if scored else None

    def _own(self, claim: Claim, duty: Duty) -> str:
        """An id that tells the provision: agreement or zone or place, class, and who is bound."""
        home = duty.agreement or duty.zone or next((self._places.key(m) for m in claim.places), None)
        who = sorted({self._parties.stands_for(m) or min(sides_of(m.name), default=bare(m.name)) for m in claim.actors})
        bound = slug(" ".join(who)) if who else "unnamed"
        what = sorted(sides_of(claim.object or "")) if duty.class_ is ProvisionClass.WITHDRAW_FORCES else []
        if duty.class_ is ProvisionClass.PRISONER_EXCHANGE:
            # "50 hostages" and "20 more" are two promises of one side.
            what += [f"{n.min:g}" for n in claim.numbers if n.min is not None and n.text in (claim.object or "")][:1]
        home = slug(home) if home and home not in self._agreements.ids.values() else home
        if duty.class_ is ProvisionClass.OTHER or home is None:
            # Nothing but the words themselves can tell two such provisions apart.
            what.append(slug(claim.object or claim.quote)[:40].strip("-"))
        return "/".join([home or "pledge", "-".join([duty.class_.value, bound, *what])])

    def _attach_performance(self) -> None:
        made: dict[_Link, list[tuple[str, Duty]]] = defaultdict(list)
        for id_, claims in sorted(self.made.items()):
            duty = self.duty(self._corpus.claims[claims[0]], binding=True)
            if duty:
                for link in _links(duty):
                    made[link].append((id_, duty))
        for claim in self._corpus.walk():
            if binds(claim) or claim.modality is not Modality.ACTUAL:
                continue
            duty = self.duty(claim, binding=False)
            if duty is None or duty.class_ is ProvisionClass.OTHER:
                continue
            found = self._decided(claim) or self._clause(claim, duty) or self._of_made(claim, duty, made)
            if found:
                self.of[claim.claim_id] = found
                self.why[claim.claim_id] = f"says how it is kept; {self._reason(claim, duty, found)}"

    def _of_made(self, claim: Claim, duty: Duty, made: Mapping[_Link, list[tuple[str, Duty]]]) -> str | None:
        scored = []
        linked = {id_: other for link in _links(duty) for id_, other in made.get(link, ())}
        for id_, other in linked.items():
            if duty.agreement and other.agreement and duty.agreement != other.agreement:
                continue
            if _clash(duty, other) or not self._in_time(claim, duty, other.agreement):
                continue
            links = 4 * (duty.agreement is not None and duty.agreement == other.agreement)
            links += 3 * (duty.zone is not None and duty.zone == other.zone)
            links += 2 * bool(duty.who & other.who) + 2 * bool(duty.places & other.places)
            if links >= 3:
                scored.append((-links, id_))
        return min(scored)[1] if scored else None

    def _in_time(self, claim: Claim, duty: Duty, agreement: str | None) -> bool:
        """Nothing is performed, or told, before it is agreed; of an unknown day only what names its agreement."""
        signed = self._agreements.first_day(agreement) if agreement else None
        done = when(claim.date) if claim.kind is not ClaimKind.COMMITMENT else None
        day = done or self._corpus.published(claim)
        if signed is None or duty.agreement == agreement:
            return True
        return day is not None and (day.latest is None or day.latest >= signed)


def _is_truce(claim: Claim) -> bool:
    """Whether it can be a promise to hold fire: its sentence has a word for that, and it says no attack outright."""
    if claim.code in {Code.ASSAULT, Code.MOBILIZE}:
        return claim.polarity is Polarity.DENY and claim.modality is not Modality.CONDITIONAL
    by_its_act = claim.rule is not None and claim.rule.startswith("duty.")
    return by_its_act or any(word.startswith(lexicon().ceasing) for word in fold(claim.quote).split())


def _stems(text: str) -> set[str]:
    """The beginnings of longer words: enough to meet *create* and *creating*."""
    return {word[:5] for word in fold(text).split() if len(word) > 3}


def _telling(text: str) -> set[str]:
    """The beginnings of the words that tell one act from others, and not how an agreement came about."""
    return {word[:5] for word in fold(text).split() if len(word) > _SHORT and word not in lexicon().of_making}


def _is_act(claim: Claim) -> bool:
    """Whether it tells an act; who says that something is not done means what was promised."""
    done = claim.terms.done if claim.terms else None
    return claim.kind is ClaimKind.EVENT and claim.polarity is Polarity.AFFIRM and done is not False


def _links(duty: Duty) -> list[_Link]:
    """What another word about the same provision must share one of."""
    ties = [("agreement", duty.agreement), ("zone", duty.zone), *(("place", p) for p in sorted(duty.places))]
    return [(duty.class_, sort, key) for sort, key in ties if key]


def _clash(duty: Duty, clause: Duty) -> bool:
    """Whether two provisions bind people of different sides, or lie in different zones."""
    if duty.zone and clause.zone and duty.zone != clause.zone and not duty.agreement:
        return True
    if duty.who & (clause.who | clause.answerable) or duty.sides & clause.sides:
        return False
    return bool((duty.sides and clause.sides) or (duty.who and clause.who))
