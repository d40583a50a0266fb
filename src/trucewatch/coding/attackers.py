"""Who is behind an attack: named by its own modifiers, by who made or fired it, or by the clause that tells of it."""

from collections.abc import Callable

from spacy.tokens import Token

from trucewatch.coding.matching import Matcher
from trucewatch.language.lexicon import Lexicon
from trucewatch.language.phrases import (
    agent_of,
    antecedent,
    clause_verb,
    is_led,
    is_passive,
    members,
    objects_of,
    subjects_of,
)
from trucewatch.language.words import words
from trucewatch.vocabulary.codes import Code

_AMID = ("in", "by", "during", "after", "from", "following", "amid", "under")
"""Prepositions before the attack in which somebody was hurt."""

_NAMED = frozenset({"NORP", "GPE", "ORG", "PERSON"})
_LEFT = frozenset({"poss", "amod", "compound", "nmod", "npadvmod"})


class Attackers:
    """Reads who attacked; one per coder. `is_party` tells whether a phrase can act at all."""

    def __init__(self, lexicon: Lexicon, matcher: Matcher, is_party: Callable[[Token], bool]) -> None:
        """Take the word lists and the rules."""
        self._lexicon, self._matcher, self._is_party = lexicon, matcher, is_party

    def behind(self, head: Token) -> list[Token]:
        """Who is behind an attack that "kills": who made it or fired it; anybody else stands for himself."""
        if not self._is_attack(head):
            meant = antecedent(head)
            aimed_at = meant.i != head.i and meant.dep_ == "pobj" and self._is_attack(meant.head.head)
            # "an attack on a convoy that claimed 20 lives": the attack did
            return self.of_noun(meant.head.head, "none") if aimed_at else [head]
        found = self.of_noun(head, "none")
        if not found and head.head.dep_ == "agent":  # "by bombs dropped by X": the subject is who was hit
            after = head.doc[min(head.i + 1, len(head.doc) - 1)]
            return [m for agent in agent_of(after) for m in members(agent)] if after.tag_ == "VBN" else []
        if not found and head.dep_ in {"pobj", "dobj"}:
            found = [s for s in subjects_of(clause_verb(head)) if not self._is_attack(s)]
        return found

    def beside(self, verb: Token) -> list[Token]:
        """Read "killed in an air strike by X", "killed when X bombed a clinic": who attacked, beside who was hurt."""
        beside = [v for v in verb.conjuncts if v.dep_ == "conj" and v.pos_ == "VERB"]
        nouns = self._attacks_at(verb) or [n for v in beside for n in self._attacks_at(v)]  # "killed and hurt in raids"
        found = [a for n in nouns for a in self.of_noun(n, "none")]
        found = found or [o for o in objects_of(verb, *_AMID) if self._is_party(o) and self._runs_into_attack(o)]
        clauses = [c for v in (verb, *beside) for c in v.children if c.dep_ == "advcl" and _is_when(c)]
        return found or [a for c in clauses for a in self._of_clause(c)]

    def _attacks_at(self, verb: Token) -> list[Token]:
        """Attacks that hang on a verb, past what counts them: "in a series of strikes", "as a result of a raid"."""
        near = objects_of(verb, *_AMID)
        near += [o for n in near if n.lemma_ in words("measures") for o in objects_of(n, "of")]
        near += [o for n in objects_of(verb, "as") if n.lemma_ == "result" for o in objects_of(n, "of")]
        return [noun for noun in near if self._is_attack(noun)]

    def _of_clause(self, verb: Token) -> list[Token]:
        """Who attacks in a clause of its own: "when warplanes bombed a clinic", "after a shell fired by rebels hit"."""
        match = self._matcher.verb(verb)
        if match is None or match.rule.code is not Code.ASSAULT or match.rule.actor != "subject":
            return []
        heads = [s for s in match.subjects if s.pos_ != "PRON" and (self._is_attack(s) or self._is_party(s))]
        return [a for h in heads for a in self.behind(h)]

    def _runs_into_attack(self, party: Token) -> bool:
        """Whether the next word is an attack that the parser has torn from whose it is: "killed in army shelling"."""
        after = party.i + 1
        return after < len(party.doc) and self._is_attack(party.doc[after])

    def of_noun(self, noun: Token, of: str) -> list[Token]:
        """Read "attack by X", "X's attack", "Russian air strikes", "strikes launched by X", "withdrawal of X"."""
        found = agent_of(noun) if noun.pos_ != "VERB" or noun.tag_ == "VBG" else []
        found += [t for t in objects_of(noun, "between", "from") if self._is_party(t)] if not found else []
        if of == "actor" and not found:
            found += objects_of(noun, "of")
        if not found:
            found = [a for c in noun.rights for a in self._of_maker(c)]
        for child in noun.lefts:
            if child.dep_ in _LEFT:
                found.extend(self._of_modifier(child, noun))
        return found

    def _of_modifier(self, child: Token, noun: Token) -> list[Token]:
        """Whom a word before an attack names; "the Aleppo attack" says where and "artillery fire" with what."""
        low = child.lower_
        if is_led(child):
            after = child.doc[child.i + 1]  # "US-led coalition strikes": the coalition is named
            return [] if after.dep_ in _LEFT and after.lower_ in self._lexicon.institutions else [child]
        if (
            child.dep_ == "poss"
            and noun.lower_ in self._lexicon.place_kinds
            and self._lexicon.party(child.text) is None
        ):
            return []  # "Goma's airport"
        if child.dep_ in {"compound", "poss", "nmod"} and child.ent_type_ == "GPE" and not self._acts(child):
            return []
        if low in self._lexicon.weapons:
            return [a for c in child.lefts if c.dep_ in _LEFT for a in self._of_modifier(c, child)]
        known = low in self._lexicon.fighters or low in self._lexicon.institutions
        if _is_countered(child) or not (child.ent_type_ in _NAMED or known or child.pos_ == "PRON"):
            return []
        return [child, *(c for c in child.conjuncts if c.i < noun.i)]

    def _acts(self, place: Token) -> bool:
        """Whether a place's name before a noun is a state's that has no adjective: "US strikes"; or an owner."""
        if place.dep_ == "poss":
            return self._lexicon.party(place.text) is not None
        return place.text.replace(".", "").isupper()

    def _of_maker(self, clause: Token) -> list[Token]:
        """Read "launched by X", "that X carried out": the clause behind the attack says whose it was."""
        if clause.lemma_ not in words("makes_attack"):
            return []
        if clause.dep_ == "acl" and clause.tag_ == "VBN":
            return [m for agent in agent_of(clause) for m in members(agent) if self._is_party(m)]
        if clause.dep_ == "relcl":
            if is_passive(clause):
                return agent_of(clause)
            return [s for c in clause.children if c.dep_ == "nsubj" and self._is_party(c) for s in members(c)]
        return []

    def _is_attack(self, token: Token) -> bool:
        return self._matcher.in_class(token, ["attack"])


def _is_when(clause: Token) -> bool:
    """Whether a clause tells on what occasion: "when", "after", "as"."""
    return any(c.dep_ in {"mark", "advmod"} and c.lower_ in {"when", "after", "as"} for c in clause.children)


def _is_countered(token: Token) -> bool:
    """Whether the word names whom it is for or against: "counter-insurgency", "pro-rebel"."""
    doc = token.doc
    return token.i > 1 and doc[token.i - 1].text == "-" and doc[token.i - 2].lower_ in {"counter", "anti", "pro"}
