"""Whose voice it is: the body behind a spokesperson, a statement, "it said" and "the ministry said".

A spokesperson stands for the institution; what was said in a statement is said by those who issued it.
"""

from collections import Counter

from spacy.tokens import Token

from trucewatch.language.lexicon import Lexicon
from trucewatch.language.names import Memory
from trucewatch.language.phrases import entity_of, objects_of, phrase
from trucewatch.language.sources import name_of_role, named_appositive
from trucewatch.language.words import words
from trucewatch.vocabulary.records import Mention

_NEAR = 2
"""How many sentences back "it" and "they" look for who spoke."""


class Voices:
    """Who has spoken so far in one report, and for whom. Filled in reading order."""

    def __init__(self, memory: Memory) -> None:
        """Nobody has spoken yet."""
        self.memory = memory
        self._last: Mention | None = None
        self._body: Mention | None = None
        self._here: list[Mention] = []
        self._spoken = Counter[str]()
        self._said = -_NEAR
        self._bodies: dict[str, Mention] = {}
        self._stands: dict[str, Mention] = {}

    def note(self, speakers: list[Mention]) -> None:
        """Take in who spoke in the sentence just read."""
        self._here = []
        if len(speakers) != 1 or speakers[0].name.casefold() in _pronouns():
            return
        [self._last] = speakers
        self._said = self.memory.sentence
        if not self._is_person(self._last):
            name = self._last.name
            self._spoken[name] += 1
            if self._body is None or self._spoken[name] >= self._spoken[self._body.name]:
                self._body = self._last
            self._bodies.update(dict.fromkeys(name.casefold().split(), self._last))

    def mentions(self, head: Token) -> list[Mention]:
        """Everybody that the phrase around `head` speaks for."""
        low = head.lower_
        if low in words("it") or low in words("they"):
            return self._pronoun(head)
        found = self._same(head) or self.memory.mentions(head)
        if len(found) != 1:
            return found
        [mention] = self._here = found
        behind = self._behind(head, mention) or self._introduced(head, mention)
        if behind is None or behind.name == mention.name:
            return found
        self._here = [Mention(mention.text, behind.name, behind.party, None, behind.of)]
        return self._here

    def _same(self, head: Token) -> list[Mention]:
        """Read "he" as the one who spoke before in the sentence, and ", he said" as the one who spoke last."""
        if head.lower_ not in words("he"):
            return []
        last = self._here[0] if self._here else None
        if last is None and head.i and head.doc[head.i - 1].text == "," and self._near():
            last = self._last
        if last is None or not (last is not self._last or self._is_person(last) or last.name in self._spoken_for()):
            return []
        return [Mention(head.text, last.name, last.party, None, last.of)]

    def _spoken_for(self) -> set[str]:
        return {mention.name for mention in self._stands.values()}

    def _behind(self, head: Token, mention: Mention) -> Mention | None:
        """The body behind one speaker, where the speaker is not one in their own right."""
        known = [name for name in self._stands if name == mention.name or name.endswith(" " + mention.name)]
        if known:
            return self._stands[known[-1]]
        body = self._represented(head)
        if body is not None:
            if mention.refers is not None or head.ent_type_ == "PERSON":
                self._stands[mention.name] = body
            return body
        low = head.lower_
        bare = mention.refers is None and mention.party is None and len(phrase(head)) == 1 and _is_definite(head)
        if not bare:
            return None
        if low in words("source_nouns"):
            return self._last
        if low in self._bodies and (low in self.memory.lexicon.institutions or low in words("body_again")):
            return self._bodies[low]
        return self._body if low in words("body_again") and self._near() else None

    def _introduced(self, head: Token, mention: Mention) -> Mention | None:
        """The one whom a role introduces, where no name was recognised."""
        role = mention.refers is None and self.memory.lexicon.roles_in(mention.text)
        name = name_of_role(head) if role else None
        return Mention(mention.text, name.text, self.memory.lexicon.party(name.text)) if name is not None else None

    # ---- spokespersons

    def _represented(self, head: Token) -> Mention | None:
        """Whom a spokesperson speaks for: "X, a spokesman for Y", "Y spokeswoman X", "X, who speaks for Y"."""
        for token in (head, *_beside(head)):
            if self.memory.lexicon.roles.get(token.lower_) == "spokesperson":
                return self._principal(token)
            if token.lower_ in words("heads") and (led := _led(objects_of(token, "of"))):
                return self._body_of(led[0])
            if token.lemma_ == "run" and (led := _led([c for c in token.children if c.dep_ == "dobj"])):
                return self._body_of(led[0])
            if token.lemma_ == "speak" and (spoken := objects_of(token, "for")):
                return self.memory.mention(spoken[0])
        return None

    def _body_of(self, head: Token) -> Mention:
        """The body with what it is for: "the Kenyan Centre for Reconciliation"."""
        mention = self.memory.mention(head)
        purpose = objects_of(head, "for")
        if not purpose or mention.party is not None or mention.refers is not None:
            return mention
        span = phrase(head)
        text = span.doc[span.start : phrase(purpose[0]).end].text
        return Mention(text, None, self.memory.lexicon.party(text))

    def _principal(self, role: Token) -> Mention | None:
        owners = objects_of(role, "for", "of")
        if owners:
            return self.memory.mention(owners[0])
        owner = next((c for c in role.children if c.dep_ == "poss"), None)
        if owner is not None and owner.tag_ != "PRP$":
            return self.memory.mention(owner)
        if owner is not None:
            told = self._last is not None and not self._is_person(self._last)
            return (self._last if told else self._body) if self._near() else None
        return self._named_before(role)

    def _named_before(self, role: Token) -> Mention | None:
        """Read "Kenyan defence ministry spokesman X": the words before the role name the body."""
        start = role.i
        while start and _names_a_body(role.doc[start - 1]):
            start -= 1
        parts = list(role.doc[start : role.i])
        if not parts:
            return self._body if self._near() and _is_definite(role) else None
        text, last = " ".join(t.text for t in parts), parts[-1]
        lexicon = self.memory.lexicon
        if len(parts) == 1 and text.islower():
            if text in self._bodies:
                return self._bodies[text]
            text = text + "s" if text in lexicon.fighters else text
        elif len(parts) == 1 and (key := lexicon.adjectives.get(text.casefold())) and last.ent_type_ == "NORP":
            return Mention(text, lexicon.knowledge.parties[key].name, key)
        entity = entity_of(last)
        full = self.memory.mention(last) if entity is not None and entity.text == text else None
        return full or Mention(text, None, lexicon.party(text) or _of_state(text, lexicon))

    # ---- pronouns

    def _pronoun(self, head: Token) -> list[Mention]:
        plural = head.lower_ in words("they")
        above = _subject_before(head, plural=plural)
        if above is not None and (plural or self.memory.lexicon.party(above.text) or above.ent_type_ in {"ORG", "GPE"}):
            found = self.mentions(above)
        elif self._last is not None and self._near() and not (plural and self._is_person(self._last)):
            found = [self._last]
        else:
            found = self.memory.mentions(head)
        return [Mention(head.text, m.name if m.name != head.text else None, m.party, None, m.of) for m in found]

    def _near(self) -> bool:
        return self.memory.sentence - self._said <= _NEAR

    def _is_person(self, mention: Mention) -> bool:
        if self.memory.lexicon.is_person(mention.party):
            return True
        return any(k.is_person and k.full == mention.name for k in self.memory.known)


def _pronouns() -> frozenset[str]:
    return words("he") | words("it") | words("they") | words("we")


def _is_definite(head: Token) -> bool:
    """Whether a noun stands for something named before: "the ministry", "its spokesman", a bare "spokesman X"."""
    return not any(c.lower_ in {"a", "an", "one", "another", "some"} for c in head.children)


def _beside(head: Token) -> list[Token]:
    """What introduces a name: its appositions, titles and relative clauses, and what it is itself in apposition to."""
    found = [c for c in head.children if c.dep_ in {"appos", "compound", "nmod", "relcl", "acl"}]
    if head.dep_ == "appos":
        found.append(head.head)
    found.extend(_part_before(head))
    name = named_appositive(head)
    return found + ([head.doc[name.end - 1]] if name is not None else [])


def _part_before(head: Token) -> list[Token]:
    """Nouns of the part between commas that a name is set beside: "the head of the centre, General X, said"."""
    doc, comma = head.doc, head.left_edge.i - 1
    if comma < 1 or doc[comma].text != "," or head.i + 1 >= len(doc) or doc[head.i + 1].text != ",":
        return []
    start = next((t.i for t in reversed(doc[:comma]) if t.text == ","), 0)
    return [t for t in doc[start:comma] if t.pos_ == "NOUN"]


def _led(bodies: list[Token]) -> list[Token]:
    """Those of the bodies that their heads give bulletins for: centres and observatories."""
    return [b for b in bodies if b.lower_ in words("told_by_their_heads") or _entity_holds(b)]


def _entity_holds(body: Token) -> bool:
    entity = entity_of(body)
    return entity is not None and any(t.lower_ in words("told_by_their_heads") for t in entity)


def _names_a_body(token: Token) -> bool:
    """Whether a word before "spokesman" belongs to the name of those spoken for."""
    return (
        token.pos_ in {"NOUN", "PROPN", "ADJ"}
        and token.lower_ not in words("of_a_spokesperson")
        and token.ent_type_ not in {"DATE", "TIME", "PERSON"}
    )


def _of_state(text: str, lexicon: Lexicon) -> str | None:
    """The state whose ministry or army it is: "Kenyan defence ministry"."""
    first, *rest = text.split()
    sense = lexicon.institutions.get(rest[-1].casefold()) if rest else None
    return lexicon.adjectives.get(first.casefold()) if sense in words("state_senses") else None


def _subject_before(head: Token, *, plural: bool) -> Token | None:
    """The subject of a clause of the same sentence before a pronoun that speaks: "The army withdrew, it said"."""
    if head.head.pos_ not in {"VERB", "AUX"}:
        return None
    for token in reversed(head.doc[: head.i]):
        if token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ in {"NOUN", "PROPN"} and token.ent_type_ != "PERSON":
            many = token.tag_ in {"NNS", "NNPS"} or bool(token.conjuncts)
            return token if many is plural else None
    return None
