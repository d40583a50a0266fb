"""Who did it, to whom, where, when and how many: the slots of one match."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from trucewatch.coding.matching import Match, Matcher, is_reflexive
from trucewatch.coding.modality import words as modality_words
from trucewatch.language.lexicon import Lexicon
from trucewatch.language.names import Memory
from trucewatch.language.phrases import agent_of, antecedent, clause_verb, members, objects_of, phrase, subjects_of
from trucewatch.language.places import Places
from trucewatch.language.sources import named_appositive
from trucewatch.language.words import words
from trucewatch.vocabulary.codes import Code
from trucewatch.vocabulary.records import Mention

_PLACE_PREPOSITIONS = (
    "in", "at", "near", "around", "across", "outside", "inside", "over", "into", "from", "to", "on", "along", "through",
    "towards", "toward", "within", "throughout", "of", "off", "under", "against", "beyond",
)  # fmt: skip


_AMID = ("in", "by", "during", "after", "from")
"""Prepositions before the attack in which somebody was hurt."""


class Slots:
    """Fills slots with mentions; one per coder."""

    def __init__(self, lexicon: Lexicon, places: Places, matcher: Matcher) -> None:
        """Take the word lists and the places."""
        self._lexicon, self._places, self._matcher = lexicon, places, matcher

    def is_party(self, token: Token) -> bool:
        """Whether the phrase can act, speak or be harmed."""
        low, lemma = token.lower_, token.lemma_.lower()
        if token.ent_type_ in {"PERSON", "ORG", "NORP", "GPE"}:
            return lemma not in words("not_sources")
        lexicon = self._lexicon
        lists = (lexicon.institutions, lexicon.fighters, lexicon.populations, lexicon.roles)
        if any(low in known or lemma in known for known in lists) or named_appositive(token) is not None:
            return True
        own = ("pair_nouns", "stands_for", "state_forces", "he", "they", "we", "it", "groups")
        if any(low in words(name) for name in own) or (low in {"former", "latter"} and token.dep_ != "amod"):
            return True
        return self._matcher.in_class(token, ["force", "people", "captive"])

    def mentions(self, tokens: Sequence[Token], memory: Memory) -> list[Mention]:
        """The parties among the tokens, each once."""
        found: dict[tuple[str, str | None], Mention] = {}
        for token in tokens:
            whole = antecedent(token)
            parts = [part for part in _unwrapped(whole) if self.is_party(part) or memory.knows(part)]
            for head in parts or [whole] if not is_reflexive(token) else []:
                for mention in memory.mentions(head) if self.is_party(head) or memory.knows(head) else []:
                    found.setdefault((mention.name, mention.party), mention)
        return list(found.values())

    def actors(self, match: Match, memory: Memory) -> list[Mention]:
        """Who does it."""
        rule, heads = match.rule, list[Token]()
        if match.is_noun and match.noun is None:
            told = [t for t in match.objects if not self._matcher.in_class(t, ["heavy_weapon"])]
            heads = told if match.objects else self._noun_actors(match.head, match.rule.of)
        elif match.head.dep_ == "ccomp" and match.head.head.lemma_.lower() in modality_words("ensuring"):
            heads = subjects_of(match.head.head)  # "the police will ensure that the sides stay apart": the police must
        elif rule.actor == "subject" and rule.subject_role is None:
            heads = _together(match) if rule.code in {Code.CONSULT, Code.AGREE} else list(match.subjects)
            if rule.code is Code.ASSAULT:
                heads = [a for h in heads for a in self._agents_behind(h)]
                if not heads and match.passive:
                    heads = self._agents_beside(match.head)
        elif rule.actor == "none" and rule.code is Code.ASSAULT and rule.recipient == "subject":
            heads = self._agents_beside(match.head)
        elif rule.actor == "none" and rule.recipient != "subject":
            heads = [a for h in match.subjects for a in self._noun_actors(h, "none")]
        anchors = [t for t in (match.head, match.noun, *match.objects, *match.subjects) if t is not None]
        if match.head.dep_ == "conj" and rule.code is Code.AGREE:
            anchors.append(match.head.head)  # "reached with X and brokered by Y"
        for anchor in anchors:
            heads.extend(objects_of(anchor, *rule.partners) if rule.partners else [])
            for agent in objects_of(anchor, *rule.agents) if rule.agents else []:
                heads.extend([agent] if self.is_party(agent) else objects_of(agent, "of"))  # "into the hands of X"
        if not heads and match.noun is not None and rule.recipient == "none":
            heads = self._noun_actors(match.noun, "none")
        return self.mentions(heads, memory)

    def recipients(self, match: Match, memory: Memory) -> list[Mention]:
        """To whom it is done."""
        rule, heads = match.rule, list[Token]()
        preps = rule.recipient_preps
        if rule.code in {Code.AGREE, Code.CONSULT, Code.HOLDING, Code.NOT_HOLDING}:
            return self.mentions(
                [h for a in (match.head, *match.objects) for h in objects_of(a, *preps)] if preps else [], memory
            )
        if match.is_noun and match.noun is None:
            heads = objects_of(match.head, *(preps or ("on", "against", "at")))
            if rule.of == "recipient":
                heads += objects_of(match.head, "of")
        elif rule.recipient == "object":
            heads = list(match.objects)
        elif rule.recipient == "subject":
            heads = list(match.objects if match.passive else match.subjects)
        for anchor in [match.head, *match.objects] if preps else []:
            heads += [h for h in objects_of(anchor, *preps) if self._can_be_hit(h)]
        if rule.code is Code.ASSAULT:
            heads = [h for h in heads if not self._matcher.in_class(h, ["attack"])]
            return self._with_places(heads, memory)
        return self.mentions(heads, memory)

    def _can_be_hit(self, head: Token) -> bool:
        """Whether what stands after "at" or "on" is somebody or somewhere: "at close range" is neither."""
        hit = self.is_party(head) or self._places.is_place(head) or head.lower_ in self._lexicon.place_kinds
        return hit or self._matcher.in_class(head, ["territory", "people", "post", "civilians"])

    def _with_places(self, heads: Sequence[Token], memory: Memory) -> list[Mention]:
        """Parties and, for attacks, the places that were hit."""
        found: dict[str, Mention] = {}
        for head in heads:
            if self.is_party(head):
                for mention in memory.mentions(head):
                    found.setdefault(mention.name, mention)
            elif self._places.is_place(head) or head.lower_ in self._lexicon.place_kinds:
                found.setdefault(phrase(head).text, self._places.mention(head))
            elif head.pos_ in {"NOUN", "PROPN"} and head.ent_type_ not in {"DATE", "TIME"}:
                found.setdefault(phrase(head).text, Mention(phrase(head).text))
        return list(found.values())

    def _agents_behind(self, head: Token) -> list[Token]:
        """Who is behind an attack that "kills": who made it or fired it; anybody else stands for himself."""
        if not self._matcher.in_class(head, ["attack"]):
            return [head]
        found = self._noun_actors(head, "none")
        for child in head.children:
            if not found and child.dep_ == "acl" and child.tag_ == "VBN":
                found = [m for agent in agent_of(child) for m in members(agent)]
        if not found and head.head.dep_ == "agent":  # "by bombs dropped by X": the subject is who was hit
            after = head.doc[min(head.i + 1, len(head.doc) - 1)]
            return [m for agent in agent_of(after) for m in members(agent)] if after.tag_ == "VBN" else []
        if not found and head.dep_ in {"pobj", "dobj"}:
            found = [s for s in subjects_of(clause_verb(head)) if not self._matcher.in_class(s, ["attack"])]
        return found

    def _agents_beside(self, verb: Token) -> list[Token]:
        """Read "killed in an air strike by X": the agents of the attack beside the verb."""
        nouns = [n for n in objects_of(verb, *_AMID) if self._matcher.in_class(n, ["attack"])]
        found = [a for n in nouns for a in self._noun_actors(n, "none")]
        return found or [o for o in objects_of(verb, *_AMID) if self.is_party(o) and self._attacks(o)]

    def _attacks(self, party: Token) -> bool:
        """Whether the next word is an attack that the parser has torn from whose it is: "killed in army shelling"."""
        after = party.i + 1
        return after < len(party.doc) and self._matcher.in_class(party.doc[after], ["attack"])

    def _noun_actors(self, noun: Token, of: str) -> list[Token]:
        """Read "attack by X", "X's attack", "Russian air strikes", "withdrawal of X"."""
        found = agent_of(noun) if noun.pos_ != "VERB" else []
        found += [t for t in objects_of(noun, "between", "from") if self.is_party(t)] if not found else []
        if of == "actor" and not found:
            found += objects_of(noun, "of")
        for child in noun.lefts:
            named = child.ent_type_ in {"NORP", "GPE", "ORG", "PERSON"}
            known = child.lower_ in self._lexicon.fighters or child.lower_ in self._lexicon.institutions
            if child.dep_ == "compound" and child.ent_type_ == "GPE":
                continue  # "the Aleppo attack": where, not who
            if child.dep_ in {"poss", "amod", "compound", "nmod"} and (named or known or child.pos_ == "PRON"):
                found.extend([child, *(c for c in child.conjuncts if c.i < noun.i)])
        return found

    def places(self, match: Match) -> list[Mention]:
        """Where it happened: places that hang on the predicate or on its own arguments, not every place named."""
        anchors = [match.head, *([match.noun] if match.noun is not None else []), *match.objects]
        anchors += [s for s in match.subjects if s.pos_ == "NOUN" and not self.is_party(s)]
        found: dict[str, Mention] = {}
        for anchor in anchors:
            for mention in self._places_at(anchor, depth=0):
                found.setdefault(mention.text, mention)
        for token in [*match.objects, *([match.head] if match.is_noun else [])]:
            if self._places.is_place(token) and match.rule.code in {
                Code.ASSAULT,
                Code.COERCE,
                Code.RETREAT,
                Code.MOBILIZE,
            }:
                found.setdefault(phrase(token).text, self._places.mention(token))
        return list(found.values()) or self._only_place(match.head.doc)

    def _only_place(self, doc: Doc) -> list[Mention]:
        """The one place below a state that the sentence names, where the clause itself names none."""
        named = {e.text: e for e in doc.ents if e.label_ in {"GPE", "LOC"} and not self._places.is_state(e.root)}
        if len(named) != 1:
            return []
        [entity] = named.values()
        return [self._places.mention(entity.root)] if entity.root.dep_ in {"pobj", "dobj", "compound"} else []

    def _places_at(self, anchor: Token, depth: int) -> list[Mention]:
        found: list[Mention] = []
        for head in objects_of(anchor, *_PLACE_PREPOSITIONS):
            if _in_date(head):
                continue
            if self._places.is_place(head):
                if not self._is_state_as_party(head):
                    found.append(self._places.mention(head))
            elif depth < 2 and head.pos_ == "NOUN":
                found.extend(self._places_at(head, depth + 1))
        if anchor.pos_ == "NOUN" and not self.is_party(anchor):
            found += [
                self._places.mention(c)
                for c in anchor.lefts
                if c.dep_ in {"compound", "poss", "nmod"}
                and c.ent_type_ in {"GPE", "LOC"}
                and not self._places.is_state(c)
            ]
        if anchor.pos_ in {"VERB", "AUX"} and depth < 2 and not found:
            # "advanced to retake ground in X": the purpose tells the place where the act itself names none
            phrases = [c for c in anchor.children if c.dep_ in {"advcl", "xcomp", "dobj"} and not _is_clause(c)]
            found += [m for c in phrases for m in self._places_at(c, depth + 1)]
        return found

    def _is_state_as_party(self, head: Token) -> bool:
        """Read "signs from Kenya": a state after such a preposition acts or is acted on; it is no place."""
        preposition = head.head if head.dep_ == "pobj" else head.head.head
        return preposition.lower_ in {"from", "to", "of", "against", "on"} and self._places.is_state(head)

    def agreed_at(self, match: Match) -> Mention | None:
        """Where an agreement was made: beside its verb, at the talks, or where its parties met."""
        anchors = [match.head]
        anchors += [n for n in objects_of(match.head, "during", "after", "following", "at", "in") if self._is_talks(n)]
        for subject in match.subjects:
            met = [c for c in subject.children if c.dep_ == "relcl" and c.lemma_ in {"meet", "gather", "talk"}]
            anchors += met
        for anchor in anchors:
            for head in objects_of(anchor, "in", "at"):
                inner = [*objects_of(head, "of"), head]
                named = [h for h in inner if self._places.is_place(h) and not self._is_zone(h)]
                if named:
                    return self._places.mention(named[0])
        return None

    def _is_talks(self, token: Token) -> bool:
        return self._matcher.in_class(token, ["talks"])

    def _is_zone(self, token: Token) -> bool:
        return self._matcher.in_class(token, ["zone"])

    def object_text(self, match: Match) -> str | None:
        """What it is about, in the words of the text."""
        for token in [match.noun, *match.objects, *(match.subjects if match.rule.actor == "none" else [])]:
            if token is not None and not (token.pos_ == "PRON" and token.dep_ != "dobj"):
                span = phrase(token)
                last = max([span.end, *(phrase(m).end for m in members(token) if m.i < span.end + 12)])
                return str(span.doc[span.start : last].text)
        return phrase(match.head).text if match.is_noun else None


def _together(match: Match) -> list[Token]:
    """Read "A and B, who met": the clause hangs on B alone, but A met too."""
    heads = list(match.subjects)
    if match.head.dep_ == "relcl" and len(heads) == 1:
        first = heads[0].head if heads[0].dep_ in {"conj", "appos"} else heads[0]
        first = first.head if first.dep_ == "conj" else first
        heads = members(first)
    return heads


def _unwrapped(token: Token) -> list[Token]:
    """What a word of measure measures: "a number of troops" are the troops."""
    if token.lemma_.lower() in words("measures") or token.lower_ in words("measures") or token.pos_ == "NUM":
        inner = objects_of(token, "of", "from")
        if inner and token.ent_type_ != "ORG":
            return inner
    return [token]


def _in_date(head: Token) -> bool:
    """A date, or a name that the parser has coordinated with one."""
    first = head
    while first.dep_ == "conj":
        first = first.head
    return first.ent_type_ in {"DATE", "TIME"}


def _is_clause(token: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)
