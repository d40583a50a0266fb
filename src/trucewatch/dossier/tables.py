"""Rows of agreements, zones and commitments."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from trucewatch.casebook.knowledge import AgreementEntry, ClauseEntry, Knowledge
from trucewatch.dossier.agreements import Agreements
from trucewatch.dossier.bearers import Bearers
from trucewatch.dossier.corpus import Corpus
from trucewatch.dossier.lengths import over_by
from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.pacts import agrees_to_another
from trucewatch.dossier.parties import Parties
from trucewatch.dossier.places import Places
from trucewatch.dossier.presupposed import bound, can_be_bound
from trucewatch.dossier.provisions import Provisions, binds, class_of, sides_of
from trucewatch.dossier.rows import acting, best_name, distinct, numbers, support, valued, without_article
from trucewatch.dossier.zone_names import where_of
from trucewatch.dossier.zones import Zones
from trucewatch.vocabulary.codes import ClaimKind, Code, Duration, Force, Modality, Polarity, ProvisionClass, Role
from trucewatch.vocabulary.records import Claim, Terms
from trucewatch.vocabulary.subject import Agreement, Commitment, Thing, Valued, Zone

Told = tuple[tuple[str, str], ...]
RoleClaims = tuple[tuple[Role, Thing, tuple[str, ...]], ...]
_ANY = "agreement"
"""The kind of an agreement of which nothing more is told."""
_AREAS = ("zone", "area", "corridor", "line", "belt")
_ROLES = {role: position for position, role in enumerate(Role)}


def grouped(of: Mapping[str, str]) -> dict[str, list[str]]:
    """Claims by what they mean, both sorted."""
    groups: dict[str, list[str]] = defaultdict(list)
    for claim_id in sorted(of):
        groups[of[claim_id]].append(claim_id)
    return {key: groups[key] for key in sorted(groups)}


def _told(claims: Iterable[Claim], read: Callable[[Terms], str | None]) -> Told:
    return tuple((value, c.claim_id) for c in claims if c.terms and (value := read(c.terms)))


def _ids_told(claims: Iterable[Claim]) -> list[str]:
    return sorted({i for c in claims if c.terms for i in c.terms.external_ids})


class Tables:
    """Makes rows. Each method gives one table, sorted by id."""

    def __init__(
        self,
        corpus: Corpus,
        knowledge: Knowledge,
        parties: Parties,
        places: Places,
        agreements: Agreements,
        zones: Zones,
        provisions: Provisions,
    ) -> None:
        """Keep what was resolved."""
        self._corpus, self._knowledge, self._parties, self._places = corpus, knowledge, parties, places
        self._agreements, self._zones, self._provisions = agreements, zones, provisions
        self._who = Bearers(corpus, parties)
        self._names: dict[str, str] = {}
        self._holders: dict[str, tuple[Thing, ...]] = {}

    def agreements(self) -> tuple[Agreement, ...]:
        """The casebook's and those that claims tell of."""
        groups = grouped(self._agreements.of)
        return tuple(
            self._agreement(key, groups.get(key, [])) for key in sorted({*groups, *self._knowledge.agreements})
        )

    def _agreement(self, key: str, claim_ids: list[str]) -> Agreement:
        entry = self._knowledge.agreements.get(key)
        claims = [self._corpus.claims[c] for c in claim_ids]
        roles = self._roles(entry, claims)
        pacts = self._agreements.pacts
        makers = [(p, c) for c in claim_ids if (p := pacts[c]).makes]
        dated = [(p.days.edtf, c) for p, c in makers if p.days] or [(str(p.year), c) for p, c in makers if p.year]
        at = [(self._places.thing(c.terms.agreed_at), c) for c in claims if c.terms and c.terms.agreed_at]
        kinds = best_name(k for p, _ in makers if (k := p.kind) and k != _ANY)  # who signs a truce signs "a deal" too
        kinds = kinds or best_name(k for c in claim_ids if (k := pacts[c].kind))
        date = valued(entry.date if entry else (), dated)
        ids, reports = support(self._corpus, claim_ids)
        return Agreement(
            agreement_id=key,
            name=entry.name if entry else self._agreement_name(claim_ids, roles, date),
            kind=entry.kind if entry else kinds,
            parties=tuple((role, thing) for role, thing, _ in roles),
            place=_place(entry, self._places, [(t.name or t.mention or "", c.claim_id) for t, c in at]),
            date=date,
            in_force=valued(entry.in_force if entry else (), _told(claims, lambda t: t.in_force)),
            expires=self._expires(entry, claims),
            related=tuple((r.relation, r.of) for r in entry.related) if entry else (),
            external_ids=tuple(dict.fromkeys([*(entry.external_ids if entry else ()), *_ids_told(claims)])),
            role_claims=roles,
            claims=ids,
            reports=reports,
        )

    def _expires(self, entry: AgreementEntry | None, claims: list[Claim]) -> tuple[Valued, ...]:
        """When it ends as known or told; failing that, by when it was over if a claim names it with its length."""
        told = _told(claims, lambda t: t.expires)
        if entry or told:
            return valued(entry.expires if entry else (), told)
        called = ((c, f"{c.terms.agreement or ''} {c.terms.agreement_ref or ''}") for c in claims if c.terms)
        return valued((), [(day, c.claim_id) for c, name in called if (day := over_by(c, name, self._corpus))])

    def _until(self, binding: list[Claim], class_: ProvisionClass) -> Told:
        """Until when it binds, as told; of a truce with a stated length, by when it was over."""
        told = _told(binding, lambda t: t.until)
        if told or class_ is not ProvisionClass.CESSATION:
            return told
        return tuple((day, c.claim_id) for c in binding if (day := over_by(c, c.quote, self._corpus)))

    def _roles(self, entry: AgreementEntry | None, claims: list[Claim]) -> RoleClaims:
        given = entry.parties if entry else {}
        signed = set(given.get(Role.SIGNATORY, ()))
        surety = set(given.get(Role.GUARANTOR, ())) - signed
        listed = {key for keys in given.values() for key in keys}
        bodies = {self._parties.principal(key): key for key in listed}
        said: dict[tuple[int, bool, str], list[tuple[Thing, str]]] = defaultdict(list)
        for claim in claims:
            for said_role, party in _roles_said(claim, self._parties):
                thing = party
                if party.id and party.id not in listed and (body := bodies.get(party.id)):
                    # the government that is known to be bound, not the state beside it
                    thing = Thing(body, self._parties.names.get(body), party.mention)
                # Who is known to stand surety for a deal is not made a signatory by having agreed to it.
                role = Role.GUARANTOR if said_role is Role.SIGNATORY and thing.id in surety else said_role
                if role is Role.SIGNATORY and signed and thing.id not in signed:
                    role = Role.BOUND  # whoever accepts a deal that others signed is bound by it
                said[_ROLES[role], thing.id is None, thing.id or (thing.mention or "").casefold()].append(
                    (thing, claim.claim_id)
                )
        holders = {who for role, _, who in said if role in (_ROLES[Role.SIGNATORY], _ROLES[Role.BOUND])}
        if entry is None and len(holders) <= 1:
            for thing, claim_id in bound(self._corpus, self._parties, claims):
                if thing.id and thing.id not in holders:
                    said[_ROLES[Role.BOUND], False, thing.id].append((thing, claim_id))
        for known, keys in given.items():
            for key in keys:
                said.setdefault((_ROLES[known], False, key), [])
        order = list(Role)
        rows = []
        for (position, _, key), told in sorted(said.items()):
            thing = distinct(t for t, _ in told)[0] if told else Thing(key, self._parties.names.get(key, key), None)
            rows.append((order[position], thing, tuple(sorted({c for _, c in told}))))
        return tuple(rows)

    def _agreement_name(self, claim_ids: list[str], roles: RoleClaims, date: tuple[Valued, ...]) -> str:
        pacts = [self._agreements.pacts[c] for c in claim_ids]
        named = best_name(p.name for p in pacts if p.name and p.distinct)
        if named:
            return without_article(named)
        by_sentence = {(self._corpus.claims[p.claim_id].quote, p.name): p for p in pacts if p.kind}
        words = [word for _, word in by_sentence if word]
        short = (n for word in words if (n := without_article(word)) and "'" not in n)
        kind = best_name(short) or best_name(p.kind for p in pacts if p.kind) or _ANY
        named_in_it = (Role.SIGNATORY, Role.GUARANTOR, Role.BOUND)
        who = [t.name or t.mention or "?" for role, t, _ in roles if role in named_in_it]
        link = " between " if len(set(who)) > 1 else " of "
        between = f"{link}{' and '.join(dict.fromkeys(who))}" if who else ""
        day = min((v.value for v in date), key=lambda value: (-len(value), value), default=None)
        return f"{kind[:1].upper()}{kind[1:]}{between}{f', {day}' if day else ''}"

    def zones(self) -> tuple[Zone, ...]:
        """The casebook's and those that claims tell of."""
        groups = grouped(self._zones.of)
        return tuple(self._zone(key, groups.get(key, [])) for key in sorted({*groups, *self._knowledge.zones}))

    def _zone(self, key: str, claim_ids: list[str]) -> Zone:
        entry = self._knowledge.zones.get(key)
        claims = [self._corpus.claims[c] for c in claim_ids]
        places = [self._places.thing(m) for c in claims if c.terms for m in c.terms.zone_places]
        places += [Thing(p, self._places.name(p), None) for p in (entry.places if entry else ())]
        counted = [(q, c.claim_id) for c in claims for q in c.numbers if q.what in lexicon().zone_measures]
        kinds = best_name(k for c in claim_ids if (k := self._zones.areas[c].kind))
        founded = [a for c in claims if class_of(c) is ProvisionClass.ESTABLISH_ZONE and (a := self._base(c))]
        established = entry.established_by if entry else best_name(founded)
        ids, reports = support(self._corpus, claim_ids)
        return Zone(
            zone_id=key,
            name=entry.name if entry else self._zone_name(claim_ids, kinds),
            kind=entry.kind if entry else kinds and (kinds if kinds.endswith(_AREAS) else f"{kinds} zone"),
            places=distinct(places),
            established_by=self.named(established) if established else None,
            valid=entry.valid if entry else None,
            numbers=numbers(entry.numbers if entry else (), counted),
            claims=ids,
            reports=reports,
        )

    def _bearers(self, binding: list[Claim], agreement: str | None) -> tuple[Thing, ...]:
        """Who is to do it, or those whom its agreement binds."""
        return self._who.of(binding, self._holders.get(agreement, ()) if agreement else ())

    def _base(self, claim: Claim) -> str | None:
        return self._agreements.of.get(claim.claim_id) or self._agreements.context(claim.report_id, claim.start)

    def _zone_name(self, claim_ids: list[str], kind: str | None) -> str:
        areas = [self._zones.areas[c] for c in claim_ids]
        placed = best_name(a.name for a in areas if where_of(a.name))
        if placed:
            return without_article(placed)
        where = best_name(self._places.name(a.places[0]) for a in areas if a.places)
        return " ".join(w for w in ((where or "").title() if where else None, kind, "zone") if w)

    def named(self, key: str) -> Thing:
        """An agreement or zone as a thing; its table must have been made before."""
        return Thing(key, self._names.get(key, key), None)

    def learn(self, rows: Iterable[Agreement | Zone]) -> None:
        """Remember names for `named`."""
        for row in rows:
            key = row.agreement_id if isinstance(row, Agreement) else row.zone_id
            self._names[key] = row.name
            if isinstance(row, Agreement):
                self._holders[key] = tuple(t for r, t in row.parties if r in (Role.SIGNATORY, Role.BOUND))

    def commitments(self) -> tuple[Commitment, ...]:
        """The casebook's clauses and the provisions that claims tell of, with all claims that speak of each."""
        groups = grouped(self._provisions.of)
        rows = []
        for key in sorted({*groups, *self._provisions.clauses}):
            claims = [self._corpus.claims[c] for c in groups.get(key, [])]
            clause = self._provisions.clauses.get(key)
            rows.append(self._of_clause(key, *clause, claims) if clause else self._of_claims(key, claims))
        return tuple(rows)

    def _of_clause(self, key: str, agreement: str, clause: ClauseEntry, claims: list[Claim]) -> Commitment:
        binding = [c for c in claims if binds(c)]
        ids, reports = support(self._corpus, (c.claim_id for c in claims))
        until = _told(binding, lambda t: t.until)
        return Commitment(
            commitment_id=key,
            who=tuple(Thing(w, self._parties.names.get(w, w), None) for w in clause.who),
            beneficiary=tuple(Thing(w, self._parties.names.get(w, w), None) for w in clause.beneficiary),
            force=clause.force,
            duration=clause.duration,
            does=clause.does,
            class_=clause.class_,
            zone=self.named(clause.zone) if clause.zone else None,
            trigger=clause.trigger,
            deadline=valued(clause.deadline, _deadlines(binding, clause.duration)),
            until=(*([Valued(clause.until, (), clause.source)] if clause.until else []), *valued((), until)),
            exception=clause.exception,
            agreement=self.named(agreement),
            clause_ref=clause.ref,
            claims=ids,
            reports=reports,
        )

    def _of_claims(self, key: str, claims: list[Claim]) -> Commitment:
        binding = sorted((c for c in claims if binds(c)), key=lambda c: c.claim_id)
        terms = [c.terms for c in binding if c.terms]
        duration = next((t.duration for t in terms if t.duration), Duration.ONCE)
        does = best_name(t.does for t in terms if t.does) or best_name(c.object for c in binding if c.object)
        does = does or min(c.quote for c in binding)
        class_ = next((k for c in binding if (k := class_of(c))), ProvisionClass.OTHER)
        zones = best_name(z for c in binding if (z := self._zones.of.get(c.claim_id)))
        bases = best_name(a for c in binding if (a := self._base(c)))
        ids, reports = support(self._corpus, (c.claim_id for c in claims))
        return Commitment(
            commitment_id=key,
            who=self._bearers(binding, bases),
            beneficiary=distinct(t for c in binding for t in acting(self._parties, c.recipients)),
            force=next((t.force for t in terms if t.force), Force.OBLIGATION),
            duration=duration,
            does=does,
            class_=class_,
            zone=self.named(zones) if zones else None,
            trigger=next((t.trigger for t in terms if t.trigger), None),
            deadline=valued((), _deadlines(binding, duration)),
            until=valued((), self._until(binding, class_)),
            exception=next((t.exception for t in terms if t.exception), None),
            agreement=self.named(bases) if bases else None,
            claims=ids,
            reports=reports,
        )


def _deadlines(binding: list[Claim], duration: Duration) -> list[tuple[str, str]]:
    """Deadlines as told; the day of a promise is one where it is to be done once."""
    told = []
    for claim in binding:
        day = claim.terms.deadline if claim.terms else None
        if day is None and duration is Duration.ONCE and claim.modality is Modality.PROMISED:
            day = claim.date
        if day:
            told.append((day, claim.claim_id))
    return told


def _roles_said(claim: Claim, parties: Parties) -> list[tuple[Role, Thing]]:
    roles = claim.terms.roles if claim.terms else ()
    named = {m for _, m in roles}
    found = [(role, t) for role, m in roles for t in acting(parties, [m]) if t.id or _tells(t.mention or "")]
    if claim.code in (Code.HOLDING, Code.NOT_HOLDING) and claim.modality is Modality.ACTUAL:
        # Who keeps or breaks a truce is bound by it.
        return found + [(Role.BOUND, t) for t in acting(parties, claim.actors) if can_be_bound(t, parties)]
    agreed = claim.kind is ClaimKind.AGREEMENT and claim.code in (Code.AGREE, None)
    if not agreed or claim.modality is not Modality.ACTUAL or agrees_to_another(claim):
        return found
    role = Role.SIGNATORY if claim.polarity is Polarity.AFFIRM else Role.EXCLUDED
    mentions = [*claim.actors, *claim.recipients] if role is Role.SIGNATORY else list(claim.recipients)
    own = {t.id for _, t in found if t.id}
    more = [(role, t) for m in mentions if m not in named for t in acting(parties, [m])]
    return found + [(r, t) for r, t in more if (t.id or _tells(t.mention or "")) and t.id not in own]


def _tells(mention: str) -> bool:
    """Whether a description says which side is meant: the opposition does, a delegation does not."""
    return bool(sides_of(mention)) or any(word[:1].isupper() for word in mention.split()[1:])


def _place(entry: AgreementEntry | None, places: Places, told: list[tuple[str, str]]) -> tuple[Valued, ...]:
    if entry is None or entry.place is None:
        return valued((), told)
    name = places.name(entry.place)
    claims = tuple(sorted({c for value, c in told if value == name}))
    return (Valued(name, claims, entry.source), *valued((), [(v, c) for v, c in told if v != name]))
