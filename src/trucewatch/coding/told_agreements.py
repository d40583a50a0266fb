"""Agreements that a sentence presupposes: "under a deal struck in May", "the truce of March 2014", "the Minsk accord".

No verb of the clause makes them, yet the words around their noun show that they were made. Wished, proposed and drafted
ones are left out. The words stand in `data/agreements.yaml`, with sentences that tests run.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from trucewatch.coding.agreement_nouns import (
    PLACE,
    between,
    called,
    clauses,
    doers,
    governing,
    has_which,
    heads_of,
    is_called_by,
    is_definite,
    is_followed,
    is_in_force,
    is_indefinite,
    is_known,
    is_making,
    is_of,
    is_unsure,
    is_wished,
    runs,
    words,
)
from trucewatch.coding.predicates import lemma
from trucewatch.coding.selection import Chosen
from trucewatch.coding.terms import agreement_kind
from trucewatch.language.moments import Moment
from trucewatch.language.names import Memory
from trucewatch.language.phrases import (
    objects_of,
    subjects_of,
)
from trucewatch.language.places import Places
from trucewatch.language.reader import ReadSentence
from trucewatch.vocabulary.codes import ClaimKind, Modality, Polarity, Role
from trucewatch.vocabulary.records import Claim, Mention, Terms
from trucewatch.vocabulary.when import When

_SURE = 0.6
"""How sure it is that an agreement was made of which no clause says so."""


@dataclass(frozen=True, slots=True)
class ToldAgreement:
    """An agreement that was made, by the words around its noun. `made` and `at` are when and where, if they are told.

    `verbs` are the participles and relative clauses that tell of its making.
    """

    head: Token
    text: str
    made: When | None
    at: Mention | None
    parties: tuple[Mention, ...]
    roles: tuple[tuple[Role, Mention], ...]
    verbs: tuple[Token, ...]
    relation: str | None
    """`precedes` where another is said to follow on it: "the new pact replaces the truce of May"."""
    anew: bool
    """Whether it is told of for the first time: "a truce", not "the truce"."""

    def among(self, chosen: Sequence[Chosen]) -> int | None:
        """The place of the act by which it was made; None where no clause says so."""
        for position, one in enumerate(chosen):
            said = one.kind is ClaimKind.AGREEMENT and one.polarity is Polarity.AFFIRM
            match = one.match
            there = (match.head, match.noun, *match.objects, *match.subjects)
            if said and one.modality is Modality.ACTUAL and (match.head in self.verbs or self.head in there):
                return position
        return None

    def added_to(self, claim: Claim) -> Claim:
        """The claim with what is told here of the agreement's name, day, place and parties."""
        terms = claim.terms or Terms()
        if terms.agreement != self.text:
            terms = replace(terms, agreement=self.text, agreement_ref=None, agreement_kind=agreement_kind(self.text))
        elif self.anew:
            terms = replace(terms, agreement_ref=None)
        known = {mention.name for _, mention in terms.roles}
        terms = replace(
            terms,
            agreed_on=self.made.edtf if self.made else terms.agreed_on,
            agreed_at=self.at or terms.agreed_at,
            relation=terms.relation or self.relation,
            roles=(*terms.roles, *((r, m) for r, m in self.roles if m.name not in known)),
        )
        return replace(claim, terms=terms)

    def beside(self, claim: Claim) -> Claim:
        """Another claim of the sentence, with the agreement's day where it names it.

        What is agreed beside it, as in "agreed to meet under a deal struck in May", is not that deal.
        """
        if claim.terms is None or claim.terms.agreement != self.text:
            return claim
        if claim.kind is ClaimKind.AGREEMENT and self.head.head.head.lower_ == "part":
            unnamed = replace(claim.terms, agreement=None, agreement_ref=None, agreement_kind=None)
            return replace(claim, terms=unnamed)
        ref = None if self.anew else claim.terms.agreement_ref
        made = self.made.edtf if self.made else claim.terms.agreed_on
        return replace(claim, terms=replace(claim.terms, agreement_ref=ref, agreed_on=made))

    def claim(self, report_id: str, sentence: ReadSentence, coder: str) -> Claim:
        """A claim that there is such an agreement, as yet without id and speaker."""
        return self.added_to(
            Claim(
                claim_id="",
                report_id=report_id,
                start=sentence.start,
                end=sentence.end,
                quote=sentence.text,
                kind=ClaimKind.AGREEMENT,
                code=None,
                modality=Modality.ACTUAL,
                polarity=Polarity.AFFIRM,
                actors=self.parties,
                object=self.text,
                date=self.made.edtf if self.made else None,
                coder=coder,
                confidence=_SURE,
            )
        )


class AgreementReader:
    """Reads the agreements that a sentence shows to have been made; one per coder."""

    def __init__(self, places: Places) -> None:
        """Take the places."""
        self._places = places

    def read(self, sentence: ReadSentence, published: When | None, memory: Memory) -> list[ToldAgreement]:
        """The agreements, in the order of the text; none where the sentence was not parsed."""
        if sentence.doc is None:
            return []
        reading = _Reading(sentence.moments, published, memory, self._places)
        found = (reading.told(head) for head in heads_of(sentence.doc))
        return [told for told in found if told is not None]


class _Reading:
    """What one sentence tells of its agreements."""

    def __init__(self, moments: Sequence[Moment], published: When | None, memory: Memory, places: Places) -> None:
        self._moments, self._published, self._memory, self._places = moments, published, memory, places

    def told(self, head: Token) -> ToldAgreement | None:
        """What is told of the agreement, if it was made."""
        verbs = (*(v for v in clauses(head) if is_making(v) and not is_unsure(v, own=True)), *governing(head))
        day, own_day = self._day(head, verbs)
        made = any(lemma(v) not in words("only_talked") for v in verbs)
        before = {word for t in head.lefts for word in (t.lower_, lemma(t))}
        if before & words("wished") or (before & words("hoped_for") and not made):
            return None
        followed = is_followed(head, made=made)
        listed = head.lower_ in words("ordinals") and day is not None
        if not (made or listed or followed or runs(head) or own_day or is_known(head)):
            return None
        settled = governing(head) or is_in_force(head) or is_known(head) or own_day or (day and is_definite(head))
        if is_wished(head) and not settled:
            return None
        roles = tuple((Role.MEDIATOR, m) for m in self._brokers(head, verbs))
        helped = {m.name for _, m in roles}
        return ToldAgreement(
            head,
            called(head),
            own_day or day,
            self._made_at(head, verbs),
            tuple(m for m in self._signatories(head, verbs) if m.name not in helped),
            roles,
            verbs,
            "precedes" if followed else None,
            is_indefinite(head),
        )

    # ---- when and where

    def _day(self, head: Token, verbs: Sequence[Token]) -> tuple[When | None, When | None]:
        """The day told with the verbs of its making, and the day that it is called by."""
        beside = (head.head in verbs and head.dep_ == "dobj") or head.lower_ in words("ordinals")
        near = [*verbs, head] if beside else verbs
        by_verb = next((d for m in self._moments for v in near if is_of(m, v) and (d := self._past(m))), None)
        own = next((d for m in self._moments if is_called_by(m, head) and (d := self._past(m))), None)
        return by_verb, own

    def _past(self, moment: Moment) -> When | None:
        told = moment.mention.kind in {"date", "interval"} and moment.mention.relation in {"on", "from", "in"}
        found = moment.resolve(self._published, "past") if told else None
        last = self._published.latest if self._published else None
        if found is None or (last is not None and found.earliest is not None and found.earliest > last):
            return None
        return found if found.earliest is not None and found.latest is not None else None

    def _made_at(self, head: Token, verbs: Sequence[Token]) -> Mention | None:
        own = [head, *objects_of(head, "of")] if head.head in verbs and head.dep_ == "dobj" else []
        own += [head] if head.lower_ in words("ordinals") else []
        for anchor in (*verbs, *own):
            for spot in objects_of(anchor, "in", "at"):
                if self._places.is_place(spot) and spot.ent_type_ in PLACE:
                    return self._places.mention(spot)
        by_name = [t for t in head.lefts if t.dep_ in {"compound", "nmod"} and t.ent_type_ == "GPE"]
        towns = [t for t in by_name if not self._places.is_state(t) and self._places.key(t.text)]
        return self._places.mention(towns[0]) if towns and lemma(head) not in {"truce", "ceasefire"} else None

    # ---- who

    def _signatories(self, head: Token, verbs: Sequence[Token]) -> Iterator[Mention]:
        tokens = between(head)
        for verb in verbs:
            if lemma(verb) in words("signing"):
                tokens += [t for t in doers(verb) if t.i != head.i]
            tokens += objects_of(verb, "between", "with")
        tokens += objects_of(head, "with")
        for clause in (c for c in head.rights if c.dep_ == "relcl"):
            if any(c.lower_ in {"with", "by"} and has_which(c) for c in clause.children):
                tokens += subjects_of(clause)
        yield from self._parties(tokens)

    def _brokers(self, head: Token, verbs: Sequence[Token]) -> Iterator[Mention]:
        tokens = [t for v in verbs if lemma(v) in words("brokering") for t in doers(v) if t.i != head.i]
        for left in head.lefts:
            if left.dep_ == "amod" and lemma(left) in words("brokering"):
                tokens += [c for c in left.children if c.ent_type_]
        yield from self._parties(tokens)

    def _parties(self, tokens: Sequence[Token]) -> Iterator[Mention]:
        seen = set()
        for token in tokens:
            for mention in self._memory.mentions(token) if token.ent_type_ not in {"DATE", "TIME"} else []:
                if mention.name not in seen and token.pos_ in {"NOUN", "PROPN", "ADJ"}:
                    seen.add(mention.name)
                    yield mention
