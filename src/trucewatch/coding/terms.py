"""What a clause says of agreements, zones and provisions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from spacy.tokens import Doc, Token

from trucewatch.coding.matching import Match, Matcher, terms_data
from trucewatch.coding.modality import words as modality_words
from trucewatch.coding.predicates import lemma
from trucewatch.coding.prescribed import class_of_act, does, stops_violence, undertaken
from trucewatch.language.names import Memory
from trucewatch.language.phrases import agent_of, entity_of, is_passive, members, objects_of, phrase, subject_of
from trucewatch.language.places import Places
from trucewatch.vocabulary.codes import Code, Duration, Force, Modality, Polarity, ProvisionClass, Role
from trucewatch.vocabulary.records import Mention, Terms

_RESOLUTION = re.compile(r"\b(?:UNSCR|(?:Security Council )?[Rr]esolution)\s+(?:No\.?\s*)?(\d{3,4})\b")
_SHORT = 2  # a phrase of at most so many words, without a name, points back to a fuller one


@dataclass(slots=True)
class Thread:
    """The agreements and zones that a report has spoken of so far."""

    agreement: str | None = None
    zone: str | None = None
    zone_kind: str | None = None
    zone_places: tuple[Mention, ...] = ()
    several_zones: str | None = None
    """The kind of several zones just listed, to which "the first one" belongs."""
    seen: list[str] = field(default_factory=list)


class TermsReader:
    """Reads terms from a sentence; one per coder."""

    def __init__(self, matcher: Matcher, places: Places) -> None:
        """Take the noun classes and the places."""
        self._matcher, self._places = matcher, places

    # ---- what the sentence names

    def named(self, doc: Doc, thread: Thread) -> Terms:
        """The agreement and the zone that the sentence names, fuller forms from the report; remembers them."""
        terms = Terms()
        zone = next((t for t in self._matcher.words_in(doc, ["zone"]) if _is_zone(t)), None)
        if zone is not None:
            terms = self._zone(terms, zone, thread)
        agreement = self._agreement_head(doc)
        if agreement is not None:
            terms = self._agreement(terms, agreement, thread)
        resolution = _RESOLUTION.search(doc.text)
        if resolution is not None and terms.agreement is None:
            terms = replace(terms, agreement=resolution.group(), agreement_kind="resolution")
        return terms

    def _zone(self, terms: Terms, zone: Token, thread: Thread) -> Terms:
        span = phrase(zone)
        kind = zone_kind(span.text)
        plural = zone.tag_ in {"NNS", "NNPS"}
        places = [self._places.mention(h) for h in objects_of(zone, "in", "of", "around", "along", "inside", "near")
                  if self._places.is_place(h)]  # fmt: skip
        places += [
            self._places.mention(c)
            for c in span
            if c.dep_ in {"compound", "poss", "nmod"} and c.ent_type_ in {"GPE", "LOC"}
        ]
        if plural:
            thread.several_zones = kind or thread.zone_kind
            return replace(terms, zone=span.text, zone_kind=kind, zone_places=tuple(places))
        short = len(span) <= _SHORT and kind is None and not places
        same_kind = kind is None or kind == thread.zone_kind
        ref = thread.zone if short or (not places and same_kind) else None
        if ref is None:
            thread.zone, thread.zone_kind, thread.zone_places = span.text, kind, tuple(places)
        return replace(
            terms,
            zone=span.text,
            zone_ref=ref,
            zone_kind=kind or (thread.zone_kind if ref else None),
            zone_places=tuple(places) or (thread.zone_places if ref else ()),
        )

    def _agreement_head(self, doc: Doc) -> Token | None:
        nouns = [t for t in self._matcher.words_in(doc, ["agreement"]) if lemma(t) not in {"plan", "proposal", "peace"}]
        nouns = [t for t in nouns if t.pos_ in {"NOUN", "PROPN"} and t.dep_ not in {"compound", "nmod"}]
        heads = [t for t in nouns if not (t.ent_type_ == "ORG" and _is_body(t))]
        heads = [
            t for t in heads if not (lemma(t) == "settlement" and (t.tag_ == "NNS" or "political" in phrase(t).text))
        ]
        named = [t for t in heads if any(w.pos_ == "PROPN" for w in phrase(t))]
        return next(iter(named or heads), None)

    def _agreement(self, terms: Terms, head: Token, thread: Thread) -> Terms:
        span = phrase(head)
        text = span.text
        named = any(t.pos_ == "PROPN" or t.ent_type_ in {"GPE", "PERSON", "NORP"} for t in span)
        ref = thread.agreement if not named and len(span) <= _SHORT else None
        if ref is None and (named or thread.agreement is None):
            thread.agreement = text
        return replace(terms, agreement=text, agreement_ref=ref, agreement_kind=agreement_kind(text))

    # ---- what one predicate says

    def provision(self, match: Match, mode: Modality, polarity: Polarity) -> tuple[ProvisionClass, Force, Duration]:
        """Class, force and duration of the provision that a predicate states."""
        class_ = self.class_of(match)
        if match.rule.code is Code.MOBILIZE and polarity is Polarity.DENY and mode is not Modality.ACTUAL:
            class_ = ProvisionClass.CESSATION  # "they will not reinforce their lines"
        force = Force.OBLIGATION
        above = match.head.head
        allowed = lemma(above) in modality_words("permission") or any(
            c.lower_ in {"may", "can"} for c in match.head.children if c.dep_ == "aux"
        )
        if allowed:
            force = Force.PERMISSION
        elif polarity is Polarity.DENY and mode is not Modality.ACTUAL:
            force = Force.PROHIBITION
        if class_ is ProvisionClass.CESSATION:
            force = Force.PROHIBITION
        return class_, force, _duration(class_)

    def with_undertaking(self, terms: Terms, promise: Token, heads: Sequence[Token]) -> Terms:
        """Add the act that is pledged, where it is no claim of its own: "they undertook to let the convoys pass"."""
        found = (self.prescribed(verb, terms) for verb in undertaken(promise, heads))
        return next((told for told in found if told is not None), terms)

    def prescribed(self, verb: Token, named: Terms) -> Terms | None:
        """What a clause prescribes that is no claim; None where it is not clear what sort of thing it is."""
        class_ = class_of_act(verb)
        if class_ is ProvisionClass.OTHER:
            return None
        force = Force.PROHIBITION if class_ is ProvisionClass.CESSATION else Force.OBLIGATION
        return replace(named, class_=class_, force=force, duration=_duration(class_), does=does(verb))

    def class_of(self, match: Match) -> ProvisionClass:
        """What a provision with this predicate is about."""
        if match.rule.provides and match.rule.class_ is not None:
            return match.rule.class_
        found = self._class_of_holding(match) or self._class_of_rule(match) or self._class_of_act(match)
        if found is not None:
            return found
        agreed = match.rule.code is Code.AGREE  # what is agreed to is what it is about, not what stands around it
        near = {lemma(t) for t in match.head.subtree if match.head.i <= t.i < match.head.i + 15 and not agreed}
        if match.noun is not None:
            near |= {lemma(t) for t in match.noun.subtree if t.i < match.noun.i + 8}
        for subject in (*match.subjects, *match.objects):
            near |= {lemma(t) for t in phrase(subject)}
        for name, cues in terms_data()["classes"].items():
            if near & set(cues):
                return ProvisionClass(name)
        if match.rule.learnt:
            return ProvisionClass.OTHER  # the model tells the act, and nothing of what is provided for
        return ProvisionClass(terms_data()["by_code"].get(match.rule.code.value, "other"))

    def _class_of_holding(self, match: Match) -> ProvisionClass | None:
        """Watching and keeping a truce."""
        told = [*match.subjects, *match.objects]
        if match.rule.code is Code.MOBILIZE and self._matcher.any_in(told, ["peacekeepers"]):
            return ProvisionClass.OBSERVATION
        truce = match.rule.class_ is ProvisionClass.CESSATION or self._matcher.any_in(match.objects, ["truce"])
        return ProvisionClass.CESSATION if match.rule.code is Code.HOLDING and truce else None

    def _class_of_rule(self, match: Match) -> ProvisionClass | None:
        """Arms given away, else what the rule says, or what it leaves to who does it."""
        arms = [t for t in match.objects if lemma(t) in terms_data()["arms"]]
        if arms and lemma(match.head) in terms_data()["disarming"]:
            return ProvisionClass.HEAVY_WEAPONS if "heavy" in phrase(arms[0]).text else ProvisionClass.DISARM
        if match.rule.id == "retreat.leave" and match.subjects and not self._are_fighters(match.subjects):
            return ProvisionClass.CIVILIAN_RETURN
        return match.rule.class_ if match.rule.class_ is not ProvisionClass.WITHDRAW_FORCES else None

    @staticmethod
    def _class_of_act(match: Match) -> ProvisionClass | None:
        """What the act itself says: violence stopped, weapons or men withdrawn."""
        if stops_violence(match.head):
            return ProvisionClass.CESSATION
        if match.rule.code is Code.RETREAT and not match.rule.learnt:
            own = match.objects if match.rule.object or match.is_noun else []
            told = own or [*match.subjects, *objects_of(match.head, "of")]
            heads = {lemma(t) for t in told} | {lemma(t) for o in own for t in objects_of(o, "of")}
            heavy = heads & set(terms_data()["classes"]["withdraw_heavy_weapons"])
            return ProvisionClass.HEAVY_WEAPONS if heavy else ProvisionClass.WITHDRAW_FORCES
        if match.rule.code in {Code.CONSULT, Code.ASSAULT} and not match.rule.learnt:
            return ProvisionClass(terms_data()["by_code"][match.rule.code.value])
        return None

    def is_timed_truce(self, match: Match) -> bool:
        """Whether a truce is agreed for a stated time: "a 24-hour ceasefire", "extended the truce by two days"."""
        truces = [t for t in match.objects if self._matcher.in_class(t, ["truce"])]
        lasting = [t for t in match.head.rights if t.dep_ == "npadvmod" or t.lower_ in terms_data()["lasting"]]
        near = [*(t for truce in truces for t in truce.subtree), *(d for t in lasting for d in t.subtree)]
        inner = {t.i for each in near if each.dep_ == "relcl" for t in each.subtree}
        units = {lemma(t) for t in near if t.i not in inner}
        return bool(truces) and not units.isdisjoint(terms_data()["lengths"])

    def _are_fighters(self, subjects: Sequence[Token]) -> bool:
        """Whether those who leave are forces or weapons rather than people of no side."""
        return not any(self._matcher.in_class(s, ["civilians"]) for s in subjects)

    def roles(self, doc: Doc, memory: Memory) -> tuple[tuple[Role, Mention], ...]:
        """Guarantors, mediators, observers and those excluded, where the sentence says so."""
        found: dict[tuple[Role, str], Mention] = {}
        if not _role_words().search(doc.text):
            return ()
        for token in doc:
            role = next((Role(r) for r, ws in terms_data()["roles"].items() if lemma(token) in ws), None)
            if role is not None:
                for head in _named_beside(token):
                    for mention in memory.mentions(head):
                        found.setdefault((role, mention.name), mention)
            if lemma(token) in terms_data()["brokering"] and token.pos_ in {"VERB", "ADJ"}:
                for head in _brokers(token):
                    for mention in memory.mentions(head):
                        found.setdefault((Role.MEDIATOR, mention.name), mention)
            if lemma(token) in terms_data()["exclusion"] and any(c.dep_ == "neg" for c in token.children):
                for head in [
                    *(t for c in token.children if c.dep_ == "dobj" for t in members(c)),
                    *objects_of(token, "to"),
                ]:
                    found.setdefault((Role.EXCLUDED, phrase(head).text), memory.mention(head))
        return tuple((role, mention) for (role, _), mention in found.items())

    def descriptions(self, doc: Doc, thread: Thread) -> list[Terms]:
        """Zones described: "the second one is in the north of …", "the zone covers …"."""
        found: list[Terms] = []
        for verb in doc:
            if lemma(verb) not in terms_data()["describing"] or verb.pos_ not in {"VERB", "AUX"}:
                continue
            subject = subject_of(verb)
            if subject is None:
                continue
            ordinal = {t.lower_ for t in phrase(subject)} | {t.lower_ for t in subject.children}
            if self._matcher.in_class(subject, ["zone"]) and _is_zone(subject) and subject.tag_ == "NN":
                terms = self._zone(Terms(), subject, thread)
            elif (
                thread.several_zones
                and ordinal & set(terms_data()["ordinals"])
                and subject.lower_ in {"one", *terms_data()["ordinals"]}
            ):
                terms = Terms(zone=phrase(subject).text, zone_kind=thread.several_zones)
            else:
                continue
            places = self._described(verb)
            if places:
                found.append(replace(terms, zone_places=tuple(places)))
        return found

    def _described(self, verb: Token) -> list[Mention]:
        """Places in the clause of a description, as far as the next clause."""
        inner = {
            t.i for c in verb.children if c.dep_ in {"advcl", "conj"} and c.pos_ in {"VERB", "AUX"} for t in c.subtree
        }
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        inner |= {t.i for t in subject.subtree} if subject is not None else set()
        found: dict[str, Mention] = {}
        for token in verb.subtree:
            if token.i not in inner and token.ent_type_ in {"GPE", "LOC"} and not self._places.is_state(token):
                head = (
                    token.head if token.dep_ in {"compound", "nmod"} and token.head.pos_ in {"NOUN", "PROPN"} else token
                )
                mention = self._places.mention(token if token.dep_ == "nmod" else head)
                found.setdefault(mention.text, mention)
        return list(found.values())


def _duration(class_: ProvisionClass) -> Duration:
    return Duration.CONTINUING if class_.value in terms_data()["continuing"] else Duration.ONCE


@cache
def _role_words() -> re.Pattern[str]:
    """The beginnings of the words that tell of roles: a quick look before the words are gone through one by one."""
    words = (
        [w for ws in terms_data()["roles"].values() for w in ws] + terms_data()["brokering"] + terms_data()["exclusion"]
    )
    return re.compile(rf"\b(?:{'|'.join(w.rstrip('ey') for w in words)})", re.IGNORECASE)


def agreement_kind(name: str) -> str:
    """The kind of agreement that a phrase names."""
    kinds = terms_data()["agreement_kinds"].items()
    return next((kind for kind, cues in kinds if any(c in name.lower() for c in cues)), "agreement")


def zone_kind(text: str) -> str | None:
    """The kind of zone that a phrase names."""
    low = text.lower()
    return next((kind for kind, cues in terms_data()["zone_kinds"].items() if any(c in low for c in cues)), None)


def _is_zone(token: Token) -> bool:
    """Whether a word for a zone is a noun, and no such name as "Gaza strip"."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return False
    return lemma(token) != "strip" or not any(c.pos_ == "PROPN" for c in token.lefts)


def _is_body(token: Token) -> bool:
    """Whether an agreement word is part of the name of a body: "Government of National Accord"."""
    entity = entity_of(token)
    return entity is not None and entity.start < token.i and any(lemma(t) in terms_data()["bodies"] for t in entity)


def _named_beside(token: Token) -> Sequence[Token]:
    """Who has the role that a noun names: in apposition, as subject of "act as", or before it."""
    head = token
    while head.dep_ in {"compound", "amod"} and head.head.i > head.i:
        head = head.head
    if head.dep_ == "appos":
        return members(head.head)
    appositions = [m for c in head.children if c.dep_ == "appos" for m in members(c)]
    if appositions:
        return appositions
    if head.dep_ in {"pobj", "attr"}:
        verb = head.head.head if head.dep_ == "pobj" else head.head
        subject = (
            subject_of(verb)
            if verb.pos_ in {"VERB", "AUX"} and head.head.lower_ in {"as", "be", "are", "is", "were"}
            else None
        )
        return members(subject) if subject is not None else []
    return []


def _brokers(token: Token) -> Sequence[Token]:
    if token.pos_ == "VERB" and is_passive(token):
        return [m for a in agent_of(token) for m in members(a)]
    return [c for c in token.children if c.dep_ in {"npadvmod", "compound", "amod"} and c.ent_type_]
