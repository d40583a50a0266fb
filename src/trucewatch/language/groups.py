"""Which group a common noun or "they" stands for: "the rebels", "the army", "the movement", "both delegations".

A `Groups` is filled sentence by sentence with the rest of a report's memory. Nothing is guessed: where two groups of
the report would fit, the words stay as they are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from trucewatch.casebook.knowledge import NameForm
from trucewatch.language.known import Known
from trucewatch.language.lexicon import Lexicon, fold
from trucewatch.language.phrases import LEFT, coordinated, entity_of, members, objects_of, phrase, roots, small
from trucewatch.language.words import words
from trucewatch.vocabulary.codes import PartyKind

_FIGHTERS = frozenset({"rebels", "militants", "terrorists"})
"""Senses of words for fighters that may stand for a group; troops are a state's."""
_NAMED = frozenset({"ORG", "GPE", "NORP", "PERSON"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FAR_AHEAD = 2
"""How many times as often as any other the state must be named whose army "the army" is."""


class Groups:
    """The groups of one report, and the states whose bodies it names."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Start with none."""
        self._lexicon = lexicon
        self._states = Counter[str]()
        self._bodies: dict[str, dict[str, str]] = {}
        self._here: tuple[int, list[Token]] = (-1, [])
        self._before: tuple[int, list[Token]] = (-1, [])
        """The subjects of the sentence last noted, and of the one noted before it, with their numbers."""

    # ---- filling

    def note(self, doc: Doc, sentence: int) -> None:
        """Take in the states, their bodies and the subjects of one sentence."""
        for ent in doc.ents:
            name = fold(ent.text)
            within = ent.start and doc[ent.start - 1].pos_ == "PROPN"  # "Latin America"
            if ent.label_ in {"GPE", "NORP"} and name not in self._lexicon.capitals and not within:
                self._states.update([key] if (key := self._lexicon.adjectives.get(name)) is not None else [])
        for at, word in enumerate(small(doc)):
            sense = self._lexicon.institutions.get(word)
            if sense in words("state_senses") and (owner := self._owner(doc[at])) is not None:
                self._bodies.setdefault(sense, {})[owner] = phrase(doc[at]).text
        below = [c for root in roots(doc) if root.pos_ in {"VERB", "AUX"} for c in root.children]
        heads = [c for c in below if c.dep_ in _SUBJECTS]
        told = any(c.dep_ == "ccomp" for c in below)  # "A said that B": "they" may be either
        self._before, self._here = self._here, (sentence, [] if told else heads)

    def _owner(self, body: Token) -> str | None:
        """The state whose body it is: "Kenya's army", "the Kenyan army", "the army of Kenya"."""
        owners = [c for c in body.lefts if c.dep_ in LEFT and c.ent_type_ in {"NORP", "GPE"}] + objects_of(body, "of")
        return next((key for o in owners if (key := self._lexicon.adjectives.get(fold(o.text))) is not None), None)

    def describe(self, known: Known, ent: Span) -> None:
        """Take in what the words around a name say that it is: "M23 rebels", "the militia X", "X, a rebel group"."""
        root, doc = ent.root, ent.doc
        near = [root.head] if root.dep_ in {"compound", "nmod", "appos"} else []
        near += [c for c in root.children if c.dep_ == "appos"]
        near += [doc[ent.start - 1]] if ent.start else []
        if root.dep_ in {"oprd", "dobj", "attr"} and root.head.dep_ == "acl":
            near.append(root.head.head)  # "a faction calling itself X"
        for noun in near:
            for word in (noun, *(c for c in noun.lefts if c.dep_ in LEFT)):
                known.senses |= {s for s in self._senses(word.lower_) if word.i not in range(ent.start, ent.end)}
            if self._lexicon.institutions.get(noun.lower_) == "armed_group":
                known.senses.add("group")
        if known.party is not None and not known.senses:
            known.senses |= self._listed(known.party)

    def _listed(self, key: str) -> set[str]:
        """What the names of a listed armed group say that it is."""
        entry = self._lexicon.knowledge.parties.get(key)
        if entry is None or entry.kind is not PartyKind.ARMED_GROUP:
            return set()
        names = (entry.name, *(alias.name for alias in entry.aliases))
        return {"group"} | {s for name in names for word in name.split() for s in self._senses(word.casefold())}

    def _senses(self, low: str) -> set[str]:
        return {self._lexicon.fighters[low]} & _FIGHTERS if low in self._lexicon.fighters else set()

    # ---- reading

    def named(self, head: Token, span: Span, known: Iterable[Known]) -> Known | None:
        """The one group of the report that "the rebels" or "the group" can be."""
        if len(span) != 1 or not any(c.dep_ == "det" and c.lower_ in {"the", "this", "that"} for c in head.lefts):
            return None
        low = head.lower_
        senses = self._senses(low)
        if low in words("any_group"):
            senses = {"group"}
        elif head.tag_ != "NNS":
            senses = set()  # "the bomber" is one man
        if not senses:
            return None
        found = {k.party or fold(k.full): k for k in known if not k.is_person and senses & k.senses}
        if senses == {"group"} and len(found) > 1:
            latest = max(k.salience for k in found.values())
            found = {name: k for name, k in found.items() if k.salience == latest and k.rank > 1}
        return next(iter(found.values())) if len(found) == 1 else None

    def state_of(self, head: Token, span: Span) -> tuple[str, str | None] | None:
        """Whose "the army" is: the one state with such a body, if the report is about it; and the body's full name."""
        sense = self._lexicon.institutions.get(head.lower_)
        if sense not in words("own_bodies") or head.tag_ in {"NNS", "NNPS"} or len(span) != 1:
            return None
        if not any(c.dep_ == "det" and c.lower_ == "the" for c in head.lefts):
            return None
        [(home, count), *others] = self._states.most_common(2) or [("", 0)]
        if not count or (others and others[0][1] * _FAR_AHEAD > count):
            return None
        owners = self._bodies.get(sense, {})
        if not set(owners) <= {home}:
            return None
        full = owners.get(home)
        full = full if full is not None and full.casefold().endswith(head.lower_) else None
        return self._body_of(home, full or head.lower_), full

    def _body_of(self, home: str, body: str) -> str:
        """The key of a state's own body, where it is a party of its own: "Kenyan army"; else the state's."""
        entry = self._lexicon.knowledge.parties.get(home)
        names = [body, *(f"{a.name} {body}" for a in entry.aliases if a.form is NameForm.ADJECTIVE)] if entry else []
        return next((key for name in names if (key := self._lexicon.party(name)) is not None), home)

    def before(self, sentence: int) -> list[Token]:
        """The one subject of the sentence before, where "they" can be it: several, or a body of many."""
        at, heads = self._before
        if sentence - at != 1 or len(heads) != 1:
            return []
        return members(heads[0]) if self._many(heads[0]) else []

    def above(self, pronoun: Token) -> list[Token]:
        """The subject of a verb above "they" in its own sentence, where it comes first and can be many."""
        current = pronoun
        while current.head.i != current.i:
            current = current.head
            for subject in (c for c in current.children if c.dep_ in _SUBJECTS and c.i < pronoun.i):
                if subject.right_edge.i < pronoun.i and subject.pos_ != "PRON":
                    return members(subject) if self._many(subject) else []
        return []

    def _many(self, head: Token) -> bool:
        listed = len(members(head)) > 1
        low = head.lower_
        body = low in self._lexicon.institutions or low in self._lexicon.fighters or low in words("groups")
        plural = head.tag_ in {"NNS", "NNPS"} and (
            body or low in self._lexicon.roles or low in self._lexicon.populations
        )
        return plural or head.ent_type_ == "ORG" or (listed and head.ent_type_ in _NAMED) or (body and listed)

    def pair(self, doc: Doc) -> Iterator[list[Token]]:
        """Two groups named together, not both by name: those who fight, talk or sign."""
        for token in coordinated(doc):
            if token.dep_ not in {*_SUBJECTS, "pobj"}:
                continue
            between = token.dep_ == "pobj" and token.head.lower_ == "between"
            group = members(token)
            if all(t.ent_type_ in {"PERSON", "GPE", "ORG"} for t in group):
                continue  # names need no verb to be a pair
            if (
                len(group) == _PAIR
                and not is_go_between(token)
                and (between or token.dep_ in _SUBJECTS)
                and all(map(self._is_body, group))
            ):
                yield group

    def _is_body(self, token: Token) -> bool:
        if token.ent_type_ in _NAMED:
            return True
        low = token.lower_
        fights = self._senses(low) or self._lexicon.institutions.get(low) in {
            "armed_group",
            "armed_forces",
            "government",
        }
        return bool(fights)


_PAIR = 2


def is_go_between(head: Token) -> bool:
    """Whether the phrase is of those who broker or watch over a truce: they are no side to it."""
    if any(c.dep_ == "appos" and c.lower_ in words("mediators") for c in head.rights):
        return True
    verb = head.head.head if head.head.dep_ == "agent" else head.head if head.dep_ in _SUBJECTS else None
    return verb is not None and verb.lemma_ in words("go_between")


def name_behind(head: Token) -> Span | None:
    """The name of the group whose members they are: "fighters from the Islamic State", "a faction calling itself X"."""
    for child in head.children:
        if child.dep_ == "acl" and child.lower_ in {"calling", "called", "known", "named", "styling", "dubbed"}:
            inner = [c for c in child.children if c.dep_ in {"oprd", "dobj", "attr", "nsubj"}] + objects_of(child, "as")
            named = [c for c in inner if c.pos_ == "PROPN"]
            named = named or _after(child)
            if named:
                return entity_of(named[0]) or phrase(named[0])
    for owner in objects_of(head, "from", "of"):
        if owner.ent_type_ == "ORG":
            return entity_of(owner)
    return None


def _after(calling: Token) -> list[Token]:
    """The head of the name after "calling itself", where the parser has hung it on what follows."""
    at = calling.i + 1
    following = [t for t in calling.doc[at : at + 8] if t.dep_ != "det" and t.tag_ not in {"PRP", "DT"}]
    name = []
    for token in following:
        if token.pos_ != "PROPN":
            break
        name.append(token)
    return name[-1:]
