"""Where an act happened: the places that hang on its predicate or on its own arguments, not every place named."""

from collections.abc import Callable

from spacy.tokens import Doc, Token

from trucewatch.coding.matching import Match, Matcher
from trucewatch.language.names import Memory
from trucewatch.language.phrases import objects_of, phrase
from trucewatch.language.places import Places
from trucewatch.vocabulary.codes import Code
from trucewatch.vocabulary.records import Mention

_PREPOSITIONS = (
    "in", "at", "near", "around", "across", "outside", "inside", "over", "into", "to", "on", "along", "through",
    "towards", "toward", "within", "throughout", "of", "off", "under", "against", "beyond",
)  # fmt: skip
_DEEPEST = 2
"""Nouns between an act and its place."""
_HELD = frozenset({Code.ASSAULT, Code.COERCE, Code.RETREAT, Code.MOBILIZE})
"""Acts done to a place: the place is where they happen too."""


class Where:
    """Finds the places of a match; one per coder. `is_party` tells whether a phrase can act."""

    def __init__(self, places: Places, matcher: Matcher, is_party: Callable[[Token], bool]) -> None:
        """Take the places and the rules."""
        self._places, self._matcher, self._is_party = places, matcher, is_party

    def places(self, match: Match, memory: Memory) -> list[Mention]:
        """The places of one act, each once."""
        anchors = [match.head, *([match.noun] if match.noun is not None else []), *match.objects]
        anchors += [s for s in match.subjects if s.pos_ == "NOUN" and not self._is_party(s)]
        found: dict[str, Mention] = {}
        for anchor in anchors:
            for mention in self._at(anchor, memory, depth=0):
                found.setdefault(mention.text, mention)
        for token in [*match.objects, *([match.head] if match.is_noun else [])]:
            if match.rule.code in _HELD:
                for mention in self._named(token, memory):
                    found.setdefault(mention.text, mention)
        return list(found.values()) or self._only_place(match.head.doc)

    def _named(self, head: Token, memory: Memory) -> list[Mention]:
        """The places that one phrase names itself, by a word that stands for one, or as a list."""
        if self._places.is_place(head):
            return self._places.each(head)
        token = memory.scenes.refers(head)
        if token is not None:
            mention = self._places.mention(token)
            return [Mention(phrase(head).text, mention.name, None, mention.place)]
        here = memory.scenes.from_here(head)
        return [Mention(phrase(head).text, here, None, self._places.key(here))] if here is not None else []

    def _at(self, anchor: Token, memory: Memory, depth: int) -> list[Mention]:
        found = self._behind(anchor, memory, depth, _PREPOSITIONS)
        if not found or not self._attacks(anchor):  # "from their base in X, jets bombed Y": from where is not where
            found += self._behind(anchor, memory, depth, ("from",))
        found += [m for c in anchor.children if c.lower_ == "there" for m in self._named(c, memory)]
        if anchor.pos_ == "NOUN" and not self._is_party(anchor):
            found += [
                self._places.mention(c)
                for c in anchor.lefts
                if c.dep_ in {"compound", "poss", "nmod"}
                and c.ent_type_ in {"GPE", "LOC"}
                and not self._places.is_state(c)
            ]
        if anchor.pos_ in {"VERB", "AUX"} and depth < _DEEPEST and not found:
            # "advanced to retake ground in X": the purpose tells the place where the act itself names none
            phrases = [c for c in anchor.children if c.dep_ in {"advcl", "xcomp", "dobj"} and not _is_clause(c)]
            found += [m for c in phrases for m in self._at(c, memory, depth + 1)]
        return found

    def _behind(self, anchor: Token, memory: Memory, depth: int, prepositions: tuple[str, ...]) -> list[Mention]:
        found: list[Mention] = []
        loose = [c for c in anchor.children if c.lower_ in {"out", "away", "back"}]
        heads = [h for a in (anchor, *loose) for h in objects_of(a, *prepositions)]  # "pull out of X"
        for head in heads:
            if _in_date(head):
                continue
            named = self._named(head, memory)
            if named:
                found += [] if self._is_state_as_party(head) else named
            elif depth < _DEEPEST and head.pos_ in {"NOUN", "VERB"}:
                found.extend(self._at(head, memory, depth + 1))
        return found

    def _attacks(self, anchor: Token) -> bool:
        match = self._matcher.verb(anchor) if anchor.pos_ == "VERB" else None
        return match is not None and match.rule.code is Code.ASSAULT

    def _only_place(self, doc: Doc) -> list[Mention]:
        """The one place below a state that the sentence names, where the clause itself names none."""
        named = {e.text: e for e in doc.ents if e.label_ in {"GPE", "LOC"} and not self._places.is_state(e.root)}
        if len(named) != 1:
            return []
        [root] = (entity.root for entity in named.values())
        owner = root.head if root.dep_ == "compound" else None
        acts = owner is not None and (owner.dep_ in {"nsubj", "nsubjpass"} or self._is_party(owner))
        of_party = owner is not None and owner.pos_ == "PROPN" and acts  # the Juba Front is not in Juba
        return [self._places.mention(root)] if root.dep_ in {"pobj", "dobj", "compound"} and not of_party else []

    def _is_state_as_party(self, head: Token) -> bool:
        """Read "signs from Kenya": a state after such a preposition acts or is acted on; it is no place."""
        preposition = head.head if head.dep_ == "pobj" else head.head.head
        return preposition.lower_ in {"from", "to", "of", "against", "on"} and self._places.is_state(head)

    def agreed_at(self, match: Match) -> Mention | None:
        """Where an agreement was made: beside its verb, at the talks, or where its parties met."""
        anchors = [match.head]
        anchors += [
            n
            for n in objects_of(match.head, "during", "after", "following", "at", "in")
            if self._matcher.in_class(n, ["talks"])
        ]
        for subject in match.subjects:
            met = [c for c in subject.children if c.dep_ == "relcl" and c.lemma_ in {"meet", "gather", "talk"}]
            anchors += met
        for anchor in anchors:
            for head in objects_of(anchor, "in", "at"):
                inner = [*objects_of(head, "of"), head]
                zone = ["zone"]
                named = [h for h in inner if self._places.is_place(h) and not self._matcher.in_class(h, zone)]
                if named:
                    return self._places.mention(named[0])
        return None


def _in_date(head: Token) -> bool:
    """A date, or a name that the parser has coordinated with one."""
    first = head
    while first.dep_ == "conj":
        first = first.head
    return first.ent_type_ in {"DATE", "TIME"}


def _is_clause(token: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)
