"""Who did it, to whom, where, when and how many: the slots of one match."""

from collections.abc import Sequence

from spacy.tokens import Token

from trucewatch.coding.attackers import Attackers
from trucewatch.coding.matching import Match, Matcher, is_reflexive, members_of_object
from trucewatch.coding.modality import words as modality_words
from trucewatch.coding.selection import tells_its_harm
from trucewatch.coding.where import Where
from trucewatch.language.lexicon import Lexicon
from trucewatch.language.names import Memory
from trucewatch.language.phrases import (
    agent_of,
    antecedent,
    is_led,
    is_nobody,
    members,
    objects_of,
    phrase,
    subjects_of,
)
from trucewatch.language.places import Places
from trucewatch.language.sources import named_appositive
from trucewatch.language.words import words
from trucewatch.vocabulary.codes import Code
from trucewatch.vocabulary.records import Mention


class Slots:
    """Fills slots with mentions; one per coder."""

    def __init__(self, lexicon: Lexicon, places: Places, matcher: Matcher) -> None:
        """Take the word lists and the places."""
        self._lexicon, self._places, self._matcher = lexicon, places, matcher
        self._attackers = Attackers(lexicon, matcher, self.is_party)
        self.where = Where(places, matcher, self.is_party)

    def is_party(self, token: Token) -> bool:
        """Whether the phrase can act, speak or be harmed."""
        low, lemma = token.lower_, token.lemma_.lower()
        if token.ent_type_ in {"PERSON", "ORG", "NORP", "GPE"}:
            return lemma not in words("not_sources")
        if is_led(token) or self._is_unlabelled(token):
            return True
        lexicon = self._lexicon
        lists = (lexicon.institutions, lexicon.fighters, lexicon.populations, lexicon.roles)
        if any(low in known or lemma in known for known in lists) or named_appositive(token) is not None:
            return True
        own = ("pair_nouns", "stands_for", "state_forces", "he", "they", "we", "it", "groups")
        if any(low in words(name) for name in own) or (low in {"former", "latter"} and token.dep_ != "amod"):
            return True
        return self._matcher.in_class(token, ["force", "people", "captive"])

    def _is_unlabelled(self, token: Token) -> bool:
        """Whether it is a name that the recogniser has missed: it acts, or is listed with somebody."""
        name = token.pos_ == "PROPN" and not token.ent_type_ and token.text[0].isupper()
        listed = token.dep_ == "conj" and token.head.ent_type_ == "PERSON" and token.ent_type_ in {"", "WORK_OF_ART"}
        if not (name or listed) or token.lower_ in self._lexicon.weapons or token.lower_ in self._lexicon.place_kinds:
            return False
        if listed:
            return token.text[0].isupper()
        longer = token.i + 1 < len(token.doc) and token.doc[token.i + 1].text.isdigit()  # "Barrio 18"
        longer = longer or any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in token.lefts)
        return token.dep_ in {"nsubj", "dobj"} and longer and not self._matcher.in_class(token, ["attack"])

    def mentions(self, tokens: Sequence[Token], memory: Memory) -> list[Mention]:
        """The parties among the tokens, each once."""
        found: dict[tuple[str, str | None], Mention] = {}
        for token in tokens:
            whole = antecedent(token)
            if whole.tag_ in {"WP", "WDT"}:
                continue  # "it is not known who shelled the market"
            parts = [part for part in _unwrapped(whole) if self.is_party(part) or memory.knows(part)]
            for head in parts or [whole] if not is_reflexive(token) else []:
                for mention in memory.mentions(head) if self.is_party(head) or memory.knows(head) else []:
                    found.setdefault((mention.name, mention.party), mention)
        return list(found.values())

    def actors(self, match: Match, memory: Memory) -> list[Mention]:
        """Who does it."""
        heads = self._doers(match) + self._partners(match)
        if not heads and match.noun is not None and match.rule.recipient == "none":
            heads = self._attackers.of_noun(match.noun, "none")
        if match.rule.code is Code.CONSULT and not match.is_noun:
            heads.extend(o for o in match.objects if self.is_party(o))  # "met the envoy": both meet
        return self.mentions([h for h in heads if not is_nobody(h)], memory)

    def _doers(self, match: Match) -> list[Token]:
        """Who does it by the grammar of the predicate alone."""
        head, rule = match.head, match.rule
        if match.is_noun and match.noun is None:
            return self._of_noun(match)
        if _is_ensured(head):
            return subjects_of(head.head)  # "the police will ensure that the sides stay apart": the police must
        if head.tag_ == "VBG" and head.dep_ in {"nsubj", "nsubjpass", "csubj"} and not match.subjects:
            return self._attackers.of_noun(head, rule.of)  # "Fighting between A and B broke out"
        if rule.actor == "subject" and rule.subject_role is None:
            return self._of_verb(match)
        if rule.actor == "speaker" and head.lemma_ in words("calls"):
            return [s for s in match.subjects if self.is_party(s)]  # "the envoy called it a step": he says so himself
        if rule.actor == "none" and rule.code is Code.ASSAULT and rule.recipient == "subject":
            return self._attackers.beside(head)
        if rule.actor == "none" and rule.recipient != "subject":
            return [a for h in match.subjects for a in self._attackers.of_noun(h, "none")]
        return []

    def _of_noun(self, match: Match) -> list[Token]:
        """Who does what a noun tells: who is said to, who makes it, or whose it is; losses are nobody's doing."""
        if match.head.lemma_ in words("harm"):
            return agent_of(match.head)
        told = [t for t in match.objects if not self._matcher.in_class(t, ["heavy_weapon"])]
        return told if match.objects else self._attackers.of_noun(match.head, match.rule.of)

    def _of_verb(self, match: Match) -> list[Token]:
        """The subject, or who is behind the attack that is the subject, or beside the passive."""
        code = match.rule.code
        heads = _together(match) if code in {Code.CONSULT, Code.AGREE} else list(match.subjects)
        if code is Code.ASSAULT:
            gerunds = [c for c in match.head.children if c.dep_ == "csubj"]  # "shelling by X killed"
            heads = [a for h in (*heads, *gerunds) for a in self._attackers.behind(h)]
            return heads or (self._attackers.beside(match.head) if match.passive else [])
        if code is Code.MOBILIZE and match.passive and not heads:
            sent = [u for o in match.objects if self._matcher.in_class(o, ["force"]) for u in _unwrapped(o)]
            return [o for o in sent if o.lower_ not in self._lexicon.populations]  # "troops were deployed"
        return heads

    def _partners(self, match: Match) -> list[Token]:
        """Who does it with them, or alone, by the prepositions that the rule names."""
        rule, heads = match.rule, list[Token]()
        anchors = [t for t in (match.head, match.noun, *match.objects, *match.subjects) if t is not None]
        if match.head.dep_ == "conj" and rule.code is Code.AGREE:
            anchors.append(match.head.head)  # "reached with X and brokered by Y"
        for anchor in anchors:
            heads.extend(objects_of(anchor, *rule.partners) if rule.partners else [])
            for agent in objects_of(anchor, *rule.agents) if rule.agents else []:
                heads.extend([agent] if self.is_party(agent) else objects_of(agent, "of"))  # "into the hands of X"
        return heads

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
            if match.head.lemma_ in words("harm"):  # "Ukrainian losses": they are theirs who were hurt
                heads += [c for c in match.head.lefts if c.dep_ in {"amod", "poss", "compound"} and self.is_party(c)]
        elif rule.recipient == "object":
            heads = [h for h in match.objects if not rule.learnt or self._can_be_hit(h)]
        elif rule.recipient == "subject":
            heads = list(match.objects if match.passive else match.subjects)
        for anchor in [match.head, *match.objects, *(match.subjects if match.passive else [])] if preps else []:
            heads += [h for h in objects_of(anchor, *preps) if self._can_be_hit(h)]
        if rule.code is Code.ASSAULT:
            heads += [o for v in match.head.conjuncts if tells_its_harm(v) for o in _harmed(v)]
            heads = [h for h in heads if not self._matcher.in_class(h, ["attack"])]
            return self._with_places(heads, memory)
        return self.mentions(heads, memory)

    def _can_be_hit(self, head: Token) -> bool:
        """Whether what stands after "at" or "on" is somebody or somewhere: "at close range" is neither."""
        hit = head.pos_ == "PROPN" and head.ent_type_ not in {"DATE", "TIME", "EVENT"}
        hit = hit or self.is_party(head) or self._places.is_place(head) or head.lower_ in self._lexicon.place_kinds
        if hit or self._matcher.in_class(head, ["territory", "people", "post", "civilians"]):
            return True
        counted = head.tag_ == "NNS" or any(c.dep_ in {"det", "nummod", "poss"} for c in head.lefts)
        thing = head.pos_ == "NOUN" and counted and head.ent_type_ not in {"DATE", "TIME", "EVENT"}
        return thing and head.lower_ not in words("not_hit") and not self._matcher.in_class(head, ["attack", "talks"])

    def _with_places(self, heads: Sequence[Token], memory: Memory) -> list[Mention]:
        """Parties and, for attacks, the places that were hit."""
        found: dict[str, Mention] = {}
        for head in heads:
            if self.is_party(head):
                for mention in memory.mentions(head):
                    found.setdefault(mention.name, mention)
            elif self._places.is_place(head) or head.lower_ in self._lexicon.place_kinds:
                for mention in self._places.each(head):
                    found.setdefault(mention.text, mention)
            elif head.pos_ in {"NOUN", "PROPN"} and head.ent_type_ not in {"DATE", "TIME"}:
                found.setdefault(phrase(head).text, Mention(phrase(head).text))
        return list(found.values())

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


def _is_ensured(head: Token) -> bool:
    """Whether somebody else is to see to it: "ensure that …", "see that …"; not "saw troops put up posts"."""
    above = head.head.lemma_.lower()
    marked = above != "see" or any(c.dep_ == "mark" for c in head.children)
    return head.dep_ == "ccomp" and above in modality_words("ensuring") and marked


def _harmed(verb: Token) -> list[Token]:
    """Whom a verb of harm has for its object, where it is more than a number."""
    return [m for m in members_of_object(verb) if m.pos_ != "NUM"]


def _unwrapped(token: Token) -> list[Token]:
    """What a word of measure measures: "a number of troops" are the troops."""
    if token.lemma_.lower() in words("measures") or token.lower_ in words("measures") or token.pos_ == "NUM":
        inner = objects_of(token, "of", "from")
        if inner and token.ent_type_ != "ORG":
            return inner
    return [token]
