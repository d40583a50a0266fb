"""Predicates of a sentence matched against the rules: which verb, noun or adjective says which code."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Doc, Token

from trucewatch.codebook.rulebook import Rule, Rulebook
from trucewatch.coding.predicates import behind_particle, has_words, lemma, lemmas, object_before
from trucewatch.language.lexicon import Lexicon
from trucewatch.language.phrases import (
    agent_of,
    antecedent,
    is_passive,
    members,
    object_of,
    objects_of,
    phrase,
    subjects_of,
)
from trucewatch.language.words import words as words_of
from trucewatch.vocabulary.codes import Code, ProvisionClass


@dataclass(slots=True)
class Match:
    """One predicate that a rule fits. `noun` is the event noun where the verb is only its support."""

    rule: Rule
    head: Token
    subjects: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    passive: bool = False
    weight: float = 1.0
    noun: Token | None = None

    @property
    def is_noun(self) -> bool:
        """Whether the predicate itself is a noun."""
        return self.head.pos_ in {"NOUN", "PROPN"}


_TRANSPARENT = words_of("measures") | words_of("phases")
_REFLEXIVE = frozenset({"themselves", "itself", "himself", "herself", "ourselves", "myself"})


def is_reflexive(token: Token) -> bool:
    """Whether it only says that somebody does it to himself."""
    return token.lower_ in _REFLEXIVE


_MODIFIERS = frozenset({"compound", "amod", "nmod", "punct"})


@cache
def terms_data() -> dict[str, Any]:
    """What `terms.yaml` says, read once."""
    data: dict[str, Any] = yaml.safe_load(files("trucewatch.coding").joinpath("data/terms.yaml").read_text("utf-8"))
    return data


def provided_class(thing: Token) -> ProvisionClass | None:
    """What a thing that an agreement provides for is about, from its own words, the head's first."""
    own = {lemma(t) for t in phrase(thing)}
    for words in ({lemma(thing)}, own):
        for name, cues in terms_data()["provided"].items():
            if words & set(cues):
                return ProvisionClass(name)
    return None


def code_of(class_: ProvisionClass) -> Code:
    """The act that a provision of this class promises."""
    return Code(terms_data()["code_of"][class_.value])


class Matcher:
    """Finds every match in a parsed sentence."""

    def __init__(self, rulebook: Rulebook, lexicon: Lexicon) -> None:
        """Take the rules and the word lists."""
        self._rules = rulebook
        self.by_speaker = frozenset(rule.id for rule in rulebook.rules if rule.actor == "speaker")
        self._lexicon = lexicon

    def matches(self, doc: Doc) -> list[Match]:
        """All matches, at most one a token, in the order of the text."""
        found: list[Match] = []
        for token in doc:
            if (token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB")) and token.dep_ not in {
                "amod",
                "compound",
            }:
                match = self.verb(token) or (self._adjective(token) if token.tag_ == "VBN" else None)
            elif token.pos_ in {"NOUN", "PROPN"}:
                match = self._noun(token)
            elif token.pos_ in {"ADJ", "ADV"} or token.dep_ == "acomp" or _is_predicate(token):
                match = self._adjective(token)
            else:
                match = None
            if match is not None:
                found.extend(self._split(match))
        return found

    def _provided(self, match: Match) -> list[Match]:
        """Each thing that an agreement provides for, where no event noun of its own codes it already."""
        found = []
        for thing in match.objects:
            class_, event = provided_class(thing), self._noun(thing)
            if event is not None and event.weight >= 0.5:
                rule = replace(event.rule, modality=match.rule.modality)
                found.extend(self._split(replace(event, rule=rule, weight=0.9)))
            elif class_ is not None:
                rule = replace(match.rule, code=code_of(class_), class_=class_)
                found.append(replace(match, rule=rule, objects=[thing], noun=None))
        return found

    def _split(self, match: Match) -> list[Match]:
        """Read "the withdrawal of fighters as well as heavy weapons" as two: people and weapons are two provisions."""
        if match.rule.provides:
            return self._provided(match)
        if match.rule.code is not Code.RETREAT:
            return [match]
        if match.rule.class_ is ProvisionClass.PRISONER_EXCHANGE and not match.is_noun:
            return [match, *self._in_exchange(match)]
        below = objects_of(match.head, "of") if match.is_noun else match.objects
        weapons = [t for t in match.head.subtree if t.dep_ in {"conj", "pobj", "dobj"} and t.i > match.head.i]
        weapons = [t for t in weapons if t.pos_ == "NOUN" and self.in_class(t, ["heavy_weapon"])]
        if not weapons or not below or self.in_class(below[0], ["heavy_weapon"]):
            return [match]
        return [replace(match, objects=below[:1]), replace(match, objects=weapons[:1], noun=None)]

    def _in_exchange(self, match: Match) -> list[Match]:
        """Read "in exchange for 50 prisoners held in Kenyan jails": they are to go free too, by who holds them."""
        nouns = [n for n in objects_of(match.head, "in") if n.lemma_ in {"exchange", "return"}]
        captives = [c for n in nouns for c in objects_of(n, "for") if self.in_class(c, ["captive"])]
        found = []
        for captive in captives:
            held = [c for c in captive.children if c.dep_ == "acl"]
            jails = [j for c in held for j in objects_of(c, "in")]
            owners = [o for j in jails for o in j.children if o.dep_ in {"amod", "poss", "compound"} and o.ent_type_]
            holders = [a for c in held for a in agent_of(c)] or owners or [j for j in jails if j.ent_type_ == "GPE"]
            found.append(replace(match, subjects=holders, objects=[captive], noun=captive))
        return found

    # ---- noun classes

    def in_class(self, token: Token, names: Sequence[str]) -> bool:
        """Whether the noun, with its modifiers, belongs to one of the classes."""
        word, rules = lemma(token), self._rules
        classes = rules.class_of.get(word, frozenset())
        if word not in rules.parts_of_longer:
            return not classes.isdisjoint(names)
        longer = {f"{w} {word}" for c in token.lefts if c.dep_ in _MODIFIERS for w in (lemma(c), c.lower_)}
        longer |= {f"{word} of {lemma(t)}" for t in objects_of(token, "of")}
        named = [rules.class_of[entry] for entry in longer if entry in rules.class_of]
        if not named:
            return not classes.isdisjoint(names)
        # "hunger strike" is in a class of its own, and so not in that of "strike"
        return any(not found.isdisjoint(names) for found in named)

    def words_in(self, doc: Doc, names: Sequence[str]) -> Iterator[Token]:
        """The words of a sentence that belong to one of the classes."""
        known, parts = self._rules.class_of, self._rules.parts_of_longer
        able = (doc[i] for i, word in enumerate(lemmas(doc)) if word in known or word in parts)
        return (token for token in able if self.in_class(token, names))

    def any_in(self, tokens: Sequence[Token], names: Sequence[str]) -> bool:
        """Whether one of them, or what one of them measures, belongs to one of the classes."""
        return self._fits(tokens, names, ())

    def is_kind(self, token: Token, kinds: Sequence[str]) -> bool:
        """Whether the filler is of one of the kinds: a party, fighters, people, a number, a name, a place, a town."""
        return any(_KINDS[kind](self, token) for kind in kinds if kind in _KINDS)

    def is_party(self, token: Token) -> bool:
        """Whether it is somebody: a name, an institution or role, fighters, or a pronoun."""
        named = token.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}
        return named or self._acts(token.lower_) or self.fights(token)

    def fights(self, token: Token) -> bool:
        """Whether it is fighters, or a pronoun that may stand for them."""
        return token.lower_ in self._lexicon.fighters or token.pos_ == "PRON"

    def is_place(self, token: Token) -> bool:
        """Whether it is a place's name, or a word for a sort of place."""
        return token.ent_type_ in {"GPE", "LOC", "FAC"} or token.lower_ in self._lexicon.place_kinds

    def is_town(self, token: Token) -> bool:
        """Whether it is a place's name that is no state's."""
        return token.ent_type_ == "GPE" and token.lower_ not in self._lexicon.adjectives

    def _acts(self, low: str) -> bool:
        return low in self._lexicon.institutions or low in self._lexicon.roles

    def _fits(self, tokens: Sequence[Token], classes: Sequence[str], kinds: Sequence[str]) -> bool:
        inner = [m for t in tokens if lemma(t) in _TRANSPARENT for m in objects_of(t, "of")]
        filled = (*tokens, *inner)  # "a batch of fighters" are fighters, "the renewal of talks" are talks
        return any((classes and self.in_class(t, classes)) or (kinds and self.is_kind(t, kinds)) for t in filled)

    # ---- verbs

    def verb(self, token: Token) -> Match | None:
        """The match of the first rule that fits a verb."""
        arguments: _Arguments | None = None
        for words, rule in self._rules.verbs.get(lemma(token), ()):
            if len(words) > 1 and not has_words(token, words[1:]):
                continue
            arguments = arguments or _arguments(token)
            match = self._try_verb(token, rule, words, arguments)
            if match is not None:
                return match
        return None

    def try_verb(self, token: Token, rule: Rule, words: tuple[str, ...]) -> Match | None:
        """The match of one rule at a verb, where all that it asks for is there; `words` are those of its predicate."""
        return self._try_verb(token, rule, words, _arguments(token))

    def _try_verb(self, token: Token, rule: Rule, words: tuple[str, ...], arguments: "_Arguments") -> Match | None:
        subjects, objects, passive = arguments
        if len(words) > 1 and not any(lemma(o) not in words for o in objects):
            objects = behind_particle(token, words[1:])
        if not self._constraints(token, rule, subjects, objects):
            return None
        noun = next((o for o in objects if rule.object and self.in_class(o, rule.object)), None)
        return Match(rule, token, subjects, objects, passive, rule.weight, noun)

    def _constraints(self, token: Token, rule: Rule, subjects: list[Token], objects: list[Token]) -> bool:
        if rule.code is Code.RETREAT and _says_how_it_is(token):
            return False  # "called the truce fragile" calls none
        own = self._objects_fit(token, rule, objects) and self._subjects_fit(rule, subjects, objects)
        return own and self._surroundings(token, rule, subjects)

    def _objects_fit(self, token: Token, rule: Rule, objects: list[Token]) -> bool:
        agent = not rule.requires_agent or any(agent_of(o) for o in [token, *objects])
        number = (objects or not rule.with_object) and not (rule.no_object and object_of(token) is not None)
        wanted = not (rule.object or rule.object_kinds) or self._fits(objects, rule.object, rule.object_kinds)
        named = not rule.object_words or any(
            lemma(o) in rule.object_words or o.lower_ in rule.object_words for o in objects
        )
        refused = bool(rule.object_not) and self._fits(objects, rule.object_not, ())
        return bool(agent and number and wanted and named and not refused)

    def _subjects_fit(self, rule: Rule, subjects: list[Token], objects: list[Token]) -> bool:
        # Inanimate happenings ("the truce collapsed") have their subject in the object slot of a passive.
        heads = subjects or (objects if not (rule.object or rule.object_kinds) else [])
        wanted = rule.subject or rule.subject_kinds
        if wanted and not self._fits(heads, rule.subject, rule.subject_kinds):
            return False
        if rule.subject_phrase and not any(w in phrase(h).text.lower() for h in heads for w in rule.subject_phrase):
            return False
        return not (rule.subject_not and self._fits(subjects, rule.subject_not, ()))

    def _surroundings(self, token: Token, rule: Rule, subjects: Sequence[Token] = ()) -> bool:
        return (
            self._words_around(token, rule, subjects)
            and not (rule.other_does and not _wants_of_another(token))
            and not (rule.future_only and not _lies_ahead(token))
            and self._prepositions_fit(token, rule)
        )

    def _words_around(self, token: Token, rule: Rule, subjects: Sequence[Token] = ()) -> bool:
        if not (rule.below or rule.none_of or rule.requires_words or rule.requires_negation):
            return True
        below = [*token.subtree, *(t for s in subjects if not token.is_ancestor(s) for t in s.subtree)]
        if rule.below and not any(t.pos_ in {"NOUN", "PROPN"} and self.in_class(t, rule.below) for t in below):
            return False
        if rule.none_of and not any(
            self.in_class(t, rule.none_of) and any(c.lower_ == "no" for c in t.lefts) for t in below
        ):
            return False
        if rule.requires_words and not any(
            t.lower_ in rule.requires_words or lemma(t) in rule.requires_words for t in below
        ):
            return False
        denied = not rule.requires_negation or any(
            t.dep_ == "neg" or t.lower_ in {"no", "never", "hardly"} for t in below
        )
        return bool(denied)

    def _prepositions_fit(self, token: Token, rule: Rule) -> bool:
        for prep, classes in rule.preposition_not.items():
            if self._fits(objects_of(token, prep), classes, ()):
                return False
        if not rule.preposition:
            return True
        anchors = [token, *(c for c in token.children if c.dep_ in {"prt", "advmod", "prep", "dobj"})]
        return any(
            self._fits([o for a in anchors for o in objects_of(a, prep)], classes, ())
            for prep, classes in rule.preposition.items()
        )

    def bare(self, token: Token, rule: Rule, weight: float) -> Match:
        """A predicate read as `rule` whatever stands around it: a verb, a noun, or what is said of a subject."""
        if token.pos_ in {"NOUN", "PROPN"}:
            above = token.head
            if token.dep_ != "dobj" or above.pos_ != "VERB":
                return Match(rule, token, weight=weight)
            subjects, _, passive = _arguments(above)  # "staged a raid on the mill"
            return Match(rule, above, subjects, objects_of(token, "on", "against", "of"), passive, weight, token)
        verb = token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB")
        head = token if verb or token.head.pos_ not in {"VERB", "AUX"} else token.head
        subjects, objects, passive = _arguments(head)
        return Match(rule, head, subjects, objects, passive, weight)

    # ---- nouns and adjectives

    def _noun(self, token: Token) -> Match | None:
        word = lemma(token)
        for words, rule in self._rules.nouns.get(word, ()):
            if len(words) > 1 and not any(lemma(c) == words[0] or c.lower_ == words[0] for c in token.lefts):
                continue
            if token.dep_ in {"compound", "nmod"} or (rule.requires_agent and not agent_of(token)):
                continue
            if not self._words_around(token, rule):
                continue
            weight = rule.weight + (0.15 if _has_own_arguments(token, rule) else 0.0)
            return Match(rule, token, weight=weight)
        return None

    def _adjective(self, token: Token) -> Match | None:
        participle = token.pos_ == "VERB" and token.dep_ not in {"acomp", "oprd", "attr"}
        governor = token if participle else token.head
        predicative = participle or (
            (token.dep_ in {"acomp", "oprd", "attr"} or _is_predicate(token)) and governor.pos_ in {"VERB", "AUX"}
        )
        for words, rule in self._rules.adjectives.get(token.lower_, ()):
            if len(words) > 1 and not has_words(token, words[1:]):
                continue
            if predicative:
                subjects = members_of_object(governor) if _says_how_it_is(governor) else subjects_of(governor)
                if (rule.subject or rule.subject_kinds) and not self._fits(subjects, rule.subject, rule.subject_kinds):
                    continue
                if self._surroundings(governor, rule):
                    return Match(rule, governor, subjects, weight=rule.weight)
            elif token.dep_ == "amod" and rule.subject and self._fits([governor], rule.subject, ()):
                return Match(rule, governor, [governor], weight=0.45)
        return None


def _says_how_it_is(verb: Token) -> bool:
    """Whether it calls something so: "called the truce fragile"."""
    return lemma(verb) in words_of("calls") and any(c.dep_ == "oprd" and c.pos_ == "ADJ" for c in verb.children)


def members_of_object(verb: Token) -> list[Token]:
    """The object with what is coordinated with it."""
    thing = object_of(verb)
    return members(thing) if thing is not None else []


_Arguments = tuple[list[Token], list[Token], bool]


def _arguments(verb: Token) -> _Arguments:
    """Who does it, to whom or what, and whether the verb is passive."""
    direct = object_of(verb)
    subjects, objects = subjects_of(verb), (members(direct) if direct else object_before(verb))
    objects = [antecedent(o) for o in objects]
    passive = is_passive(verb)
    if passive:
        objects, subjects = subjects, [m for a in agent_of(verb) for m in members(a)]
    return subjects, [o for o in objects if not is_reflexive(o)], passive


def _wants_of_another(verb: Token) -> bool:
    """Whether its complement has a subject of its own: "wants the army to leave"."""
    clauses = [c for c in verb.children if c.dep_ in {"ccomp", "xcomp"}]
    return any(g.dep_ in {"nsubj", "nsubjpass"} for c in clauses for g in c.children) or (
        bool(clauses) and object_of(verb) is not None
    )


def _lies_ahead(verb: Token) -> bool:
    """Whether it is said to come: "will respond", "vowed to respond"."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    above = verb.head.lemma_.lower() if verb.dep_ == "xcomp" and "to" in auxiliaries else ""
    promised = above in {"be", "vow", "pledge", "promise", "threaten", "swear"}
    return promised or bool(auxiliaries & {"will", "would", "'ll", "shall"})


def _is_predicate(token: Token) -> bool:
    """Whether a preposition says what something is: "the truce is in trouble"."""
    return token.pos_ == "ADP" and token.head.lemma_ in {"be", "remain", "stay"}


def _has_own_arguments(noun: Token, rule: Rule) -> bool:
    """Whether an event noun says who, whom or how many by itself; a name before talks or a deal only names it."""
    named = any(c.ent_type_ in {"GPE", "NORP", "ORG", "PERSON"} or c.dep_ in {"nummod", "poss"} for c in noun.lefts)
    if named and rule.code not in {Code.CONSULT, Code.AGREE}:
        return True
    return any(c.dep_ == "prep" and c.lower_ in {"by", "on", "against", "between"} for c in noun.rights)


_KINDS: Mapping[str, Callable[[Matcher, Token], bool]] = {
    "number": lambda _, token: token.pos_ == "NUM" or any(c.dep_ == "nummod" for c in token.children),
    "party": Matcher.is_party,
    "fighters": Matcher.fights,
    "name": lambda _, token: token.pos_ == "PROPN",
    "place": Matcher.is_place,
    "town": Matcher.is_town,
    "pronoun": lambda _, token: token.lower_ in {"they", "them", "it"},
    "force": lambda matcher, token: matcher.in_class(token, ["force"]),
}
"""What each sort of filler that a rule names means."""
