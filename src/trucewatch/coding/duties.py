"""What the clauses of a report bind somebody to do: every act that an agreement promises, prescribes or forbids.

The rules of the codebook read what happens; a duty is read off how a clause is put ("are to", "will", "undertook to",
"obliges … to", "may not") and off what sort of thing is to be done (`data/duties.yaml`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from trucewatch.codebook.rulebook import Rule, rule_from
from trucewatch.coding.acts import words_of
from trucewatch.coding.binding import binding, duties_data, unbound
from trucewatch.coding.clauses import LETTING, Clause, clause_of, goes_on, is_verb, word_of
from trucewatch.coding.matching import Match, Matcher, code_of, provided_class, terms_data
from trucewatch.coding.modality import modality
from trucewatch.coding.predicates import has_words, lemma
from trucewatch.coding.selection import Chosen
from trucewatch.language.phrases import is_passive, members, object_of, objects_of, subjects_of
from trucewatch.language.speech import Speech
from trucewatch.vocabulary.codes import ClaimKind, Code, Modality, Polarity, ProvisionClass

SURE = 0.7
"""The weight of a duty that no rule of the codebook reads."""
_NAMED = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_OF_MEN = frozenset(
    {
        ProvisionClass.SEPARATE_GROUPS,
        ProvisionClass.DISARM,
        ProvisionClass.WITHDRAW_FORCES,
        ProvisionClass.HEAVY_WEAPONS,
    }
)
"""Classes of what men do themselves, or what is done with them and their arms."""
_VAGUE = frozenset({Code.AGREE, Code.REJECT, Code.THREATEN, Code.HOLDING, Code.NOT_HOLDING})
"""Codes that give way to that of the duty."""
_OWN_SLOTS: dict[ProvisionClass, dict[str, Any]] = {ProvisionClass.POLITICAL_TALKS: {"partners": ["with", "between"]}}


@dataclass(frozen=True, slots=True)
class Act:
    """A sort of thing that agreements ask for: one line of `duties.yaml`."""

    class_: ProvisionClass
    code: Code
    verbs: tuple[tuple[str, ...], ...]
    things: tuple[str, ...]
    by: tuple[str, ...]
    near: tuple[str, ...]
    not_: tuple[str, ...]
    denied: bool | None

    @property
    def rule(self) -> Rule:
        """The rule by which its slots are filled."""
        return _rule(self.class_, self.code)


@cache
def _rule(class_: ProvisionClass, code: Code) -> Rule:
    slots = {"id": f"duty.{class_.value}", "provides": True, "class": class_.value, "recipient": "none"}
    return rule_from(slots | _OWN_SLOTS.get(class_, {}), code, ClaimKind.COMMITMENT, Modality.PROMISED)


@cache
def _acts() -> dict[str, tuple[tuple[tuple[str, ...], Act], ...]]:
    """The acts by the first word of their verbs, in the order in which they are tried."""
    found: dict[str, list[tuple[tuple[str, ...], Act]]] = {}
    for line in duties_data()["duties"]:
        verbs = tuple(tuple(verb.split()) for verb in line["verbs"])
        things, by, near, not_ = (tuple(line.get(name, ())) for name in ("things", "by", "near", "not"))
        class_, code = ProvisionClass(line["class"]), Code(line["code"])
        act = Act(class_, code, verbs, things, by, near, not_, line.get("denied"))
        for verb in verbs:
            found.setdefault(verb[0], []).append((verb, act))
    return {first: tuple(acts) for first, acts in found.items()}


@dataclass(frozen=True, slots=True)
class _Bound:
    """A clause with how it binds."""

    clause: Clause
    mode: Modality


class Duties:
    """Reads duties from parsed sentences; one per coder."""

    def __init__(self, matcher: Matcher) -> None:
        """Take the noun classes."""
        self._matcher = matcher

    def with_duties(
        self, doc: Doc, chosen: list[Chosen], speeches: list[Speech], *, told: bool, agreed: bool
    ) -> list[Chosen]:
        """The claims of a sentence with the duties that it tells of, each with its class.

        `told` says that the report speaks of an agreement, `agreed` that it tells how one was made.
        """
        kept = [_unbinding(c) for c in chosen]
        if not told:
            return kept
        last: _Bound | None = None
        for token in doc:
            for thing, by in _things_told(token):
                _add_thing(kept, thing, by=by)
            if is_verb(token):
                last = self._read(kept, token, binding(token, speeches, agreed=agreed), last)
        return sorted(kept, key=lambda c: c.match.head.i)

    def _read(self, kept: list[Chosen], verb: Token, mode: Modality | None, last: _Bound | None) -> _Bound | None:
        """Add what one verb binds somebody to do; gives what the next bare verb of a list goes on with."""
        before = last if last is not None and goes_on(verb, last.clause.verb) else None
        mode = before.mode if before is not None else mode
        if mode is None:
            return last if verb.dep_ in {"relcl", "advcl"} else None
        clause = clause_of(verb)
        if before is not None:
            clause = replace(clause, by=[] if clause.passive else before.clause.by, denied=before.clause.denied)
        for act, one in self._acts_of(clause):
            if not _is_told_by_its_head(verb, act, kept):
                _add(kept, act, one, mode)
        told_of = {_class_forbidden(t): t for t in reversed(_forbidden(verb, clause))}
        for thing in sorted(told_of.values(), key=lambda t: t.i):
            _add_thing(kept, thing, forbidden=True)
        return _Bound(clause, mode)

    def _acts_of(self, clause: Clause) -> Iterator[tuple[Act, Clause]]:
        """The acts that a clause tells, one for each class of its things."""
        seen: set[ProvisionClass] = set()
        for things in [[t] for t in clause.things] or [[]]:
            one = replace(clause, things=things)
            act = next((a for words, a in _acts().get(word_of(clause.verb), ()) if self._fits(one, words, a)), None)
            if act is not None and act.class_ not in seen:
                seen.add(act.class_)
                yield act, one

    def _fits(self, clause: Clause, words: tuple[str, ...], act: Act) -> bool:
        if len(words) > 1 and not has_words(clause.verb, words[1:]):
            return False
        if act.denied is not None and act.denied is not clause.denied:
            return False
        by = clause.by or (clause.things if clause.passive or not act.things else [])
        wanted = not act.things or any(self._is(t, act.things) for t in clause.things)
        doer = not act.by or any(self._is(t, act.by) for t in by)
        around = not act.near or any(self._is(t, act.near) for t in clause.verb.subtree if t.i > clause.verb.i)
        after = clause.verb.doc[clause.verb.i + 1 : clause.verb.i + 6]
        return wanted and doer and around and not any(self._is(t, act.not_) for t in (*clause.things, *after))

    def _is(self, token: Token, names: Sequence[str]) -> bool:
        """Whether a noun is on one of the lists: by itself, with what stands before it, or what it is a number of."""
        if not names:
            return False
        if "place" in names and token.ent_type_ in _PLACES:
            return True
        if "party" in names and self._matcher.is_party(token):
            return True
        heads = [token, *objects_of(token, "of")]
        return any(_listed(t, name) for t in heads for name in names if name not in {"place", "party"})


def _listed(token: Token, name: str) -> bool:
    words = _list(name)
    own = {lemma(token), token.lower_}
    return bool(own & words) or any(f"{lemma(c)} {lemma(token)}" in words for c in token.lefts)


@cache
def _list(name: str) -> frozenset[str]:
    lists = duties_data()["things"]
    return frozenset(lists.get(name, (name,)))


def _unbinding(chosen: Chosen) -> Chosen:
    """A claim as one that binds nobody where it stands under words of asking, offering, drafting or doubt."""
    if chosen.kind is not ClaimKind.COMMITMENT or chosen.match.is_noun or not unbound(chosen.match.head):
        return chosen
    return replace(chosen, kind=ClaimKind.STATEMENT)


def _is_told_by_its_head(verb: Token, act: Act, kept: list[Chosen]) -> bool:
    """Read "let convoys pass" and "stop bombing or shelling" as one duty, told by the first verb."""
    head = verb.head
    heads = [c for c in kept if c.match.head.i == head.i and c.match.rule.class_ is act.class_]
    own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
    let = verb.dep_ in {"ccomp", "xcomp"} and lemma(head) in LETTING
    listed = verb.dep_ == "conj" and not own and act.class_.value in terms_data()["continuing"]
    return bool(heads) and (let or listed)


def _things_told(token: Token) -> Iterator[tuple[Token, list[Token]]]:
    """The things that an agreement provides for, or that somebody promises, each with who promises it."""
    if token.pos_ == "NOUN" or (token.pos_ in {"VERB", "AUX"} and lemma(token) in duties_data()["telling"]):
        yield from ((thing, []) for thing in _provided_by(token))
    promises = lemma(token) in terms_data()["undertaking"] and lemma(token) not in terms_data()["making"]
    direct = object_of(token) if promises else None
    if direct is not None and not unbound(token):
        yield from ((thing, subjects_of(token)) for thing in _with_listed(members(direct), token, direct))


def _provided_by(token: Token) -> list[Token]:
    """The things that an agreement provides for: after its verb, or after "the terms:"."""
    if token.pos_ == "NOUN":
        if lemma(token) not in duties_data()["headings"] or not any(c.text == ":" for c in token.children):
            return []
        return [
            m
            for c in token.children
            if c.dep_ in {"appos", "conj", "dobj", "attr"} and c.i > token.i
            for m in members(c)
        ]
    subject = next((s for s in subjects_of(token)), None)
    named = subject is not None and (
        lemma(subject) in terms_data()["terms_words"] or subject.lower_ in {"it", "which", "that"}
    )
    if (
        subject is None
        or not named
        or is_passive(token)
        or unbound(token)
        or modality(token) not in {Modality.ACTUAL, Modality.PROMISED}
    ):
        return []
    direct = object_of(token)
    prepositions = [c for p in (token, *token.children) for c in p.children if c.dep_ == "conj" and c.pos_ == "ADP"]
    found = objects_of(token, "for") + [
        o for p in prepositions for c in p.children if c.dep_ == "pobj" for o in members(c)
    ]
    found += members(direct) if direct is not None else []
    return [t for t in _with_listed(found, token, subject) if t.pos_ == "NOUN" or t.tag_ == "VBG"]


def _with_listed(found: list[Token], verb: Token, subject: Token) -> list[Token]:
    """Things with those that the parser hangs on the subject or on one another: "a truce, the release of prisoners"."""
    things = list(found)
    for token in verb.doc[verb.i :]:
        before = token.doc[token.left_edge.i - 1] if token.left_edge.i else token
        listed = token.dep_ in {"appos", "conj", "dobj"} and before.lower_ in {",", "and", "or", ";"}
        if things and listed and token not in things and token.head in (verb, subject, *things):
            things.append(token)
    return things


def _forbidden(verb: Token, clause: Clause) -> list[Token]:
    """The things that a clause forbids: "bans attacks on", "flights are forbidden"."""
    return clause.things if lemma(verb) in duties_data()["forbidding"] else []


def _add_thing(kept: list[Chosen], thing: Token, *, forbidden: bool = False, by: Sequence[Token] = ()) -> None:
    """Put a thing that is provided for, or forbidden, beside what has been read."""
    class_ = _class_forbidden(thing) if forbidden else provided_class(thing)
    if class_ is None:
        return
    for place, other in enumerate(kept):
        if other.match.head.i == thing.i or thing.i in {t.i for t in (other.match.noun, *other.match.objects) if t}:
            rule = replace(other.match.rule, provides=True, class_=class_)
            if other.kind is ClaimKind.COMMITMENT or (other.kind is ClaimKind.EVENT and not forbidden):
                match = replace(other.match, rule=rule)
                kept[place] = replace(other, match=match, kind=ClaimKind.COMMITMENT, modality=Modality.PROMISED)
                return
    code = Code.ASSAULT if forbidden else code_of(class_)
    slots: dict[str, Any] = {"of": "actor"} if class_ in _OF_MEN and _told_apart(thing) else {"actor": "none"}
    match = Match(replace(_rule(class_, code), **slots), thing, weight=SURE)
    if by:
        match = Match(_rule(class_, code), thing.head, list(by), [thing], weight=SURE, noun=thing)
    sign = Polarity.DENY if forbidden else Polarity.AFFIRM
    kept.append(Chosen(match, code, ClaimKind.COMMITMENT, Modality.PROMISED, sign, SURE))


def _class_forbidden(thing: Token) -> ProvisionClass | None:
    """What it is that may not be done."""
    heads = [thing, *objects_of(thing, "of", "on", "against")]
    for names, class_ in (("violence", "cessation_of_hostilities"), ("heavy_arms", "withdraw_heavy_weapons")):
        if any(_listed(t, names) for t in heads):
            return ProvisionClass(class_)
    return ProvisionClass.HUMANITARIAN_ACCESS if any(_listed(t, "relief") for t in heads) else None


def _told_apart(thing: Token) -> bool:
    """Whether it is said whose men are meant: a bare "troops" are those of both sides."""
    return any(_is_telling(t) for t in objects_of(thing, "of"))


def _is_telling(men: Token) -> bool:
    own = [men, *(c for c in men.lefts if c.dep_ in {"amod", "compound", "nmod", "poss"})]
    return any(t.ent_type_ in _NAMED for t in own) or lemma(men) in duties_data()["bands"] or len(own) > 1


def _add(kept: list[Chosen], act: Act, clause: Clause, mode: Modality) -> None:
    """Put a duty beside what has been read, or its class on the claim that tells the same act."""
    verb = clause.verb
    for place, other in enumerate(kept):
        same = verb.i in {t.i for t in words_of(other.match)}
        noun = other.match.is_noun and other.match.head.i in {t.i for t in clause.things}
        if not same and not noun:
            continue
        if other.match.rule.provides and other.match.rule.class_ is act.class_:
            return
        own = {t.i for t in other.match.objects}
        if same and clause.direct and own and own.isdisjoint({t.i for t in clause.things}):
            continue
        if other.kind is ClaimKind.COMMITMENT and other.code not in _VAGUE:
            kept[place] = _classed(other, act, clause)
        elif same:
            kept[place] = replace(_chosen(act, clause, mode), weight=other.weight)
        return
    if not any(verb.i in {t.i for t in other.match.objects} for other in kept):
        kept.append(_chosen(act, clause, mode))


def _chosen(act: Act, clause: Clause, mode: Modality) -> Chosen:
    subjects = [m for s in clause.by or _whose(act, clause) for m in _made_up_of(s)]
    match = Match(act.rule, clause.verb, subjects, clause.things, clause.passive, SURE)
    sign = Polarity.DENY if clause.denied else Polarity.AFFIRM
    return Chosen(match, act.code, ClaimKind.COMMITMENT, mode, sign, SURE)


def _classed(other: Chosen, act: Act, clause: Clause) -> Chosen:
    """The claim with the class of the duty, and of its things those that are of this class."""
    match = other.match
    subjects = [m for s in match.subjects or _whose(act, clause) for m in _made_up_of(s)]
    rule = replace(match.rule, provides=True, class_=act.class_)
    own = clause.things if match.objects and clause.things else match.objects
    return replace(other, match=replace(match, rule=rule, subjects=subjects, objects=own))


def _whose(act: Act, clause: Clause) -> list[Token]:
    """Who is to do what a passive clause tells: whose men or arms they are, else the men themselves."""
    if not clause.passive:
        return []
    owners = [
        c for t in clause.things for c in t.lefts if c.dep_ == "poss" and (c.ent_type_ in _NAMED or c.pos_ == "PRON")
    ]
    if owners and act.class_ in _OF_MEN:
        return owners
    men = [t for t in clause.things if (_listed(t, "men") and _is_telling(t)) or _listed(t, "watchers")]
    return men if act.class_ in _OF_MEN or act.class_ is ProvisionClass.OBSERVATION else []


def _made_up_of(head: Token) -> list[Token]:
    """Those who make up a body that is to act: "a committee of the two armies", "personnel from Kenya and Uganda"."""
    if lemma(head) not in duties_data()["bodies_of"]:
        return [head]
    found = [t for t in objects_of(head, "from", "of", "between", "with") if t.ent_type_ in _NAMED]
    return found or [head]
