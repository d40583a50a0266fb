"""Where: the places of a phrase, matched to the casebook's gazetteer or to GeoNames.

What could not be placed keeps its text and carries no key.
"""

from collections.abc import Container, Iterable

from spacy.tokens import Doc, Span, Token

from trucewatch.casebook.knowledge import AliasEntry, Knowledge, NameForm
from trucewatch.gazetteer import FIRST, REGION, SECOND, STATE, TOWN, Place, gazetteer
from trucewatch.gazetteer.features import Named
from trucewatch.gazetteer.relative import moved, offset_before
from trucewatch.gazetteer.resolve import Placed, Resolver
from trucewatch.language.lexicon import Lexicon, fold
from trucewatch.language.parse import Gazetteer, Parser, labels
from trucewatch.language.phrases import entity_of, objects_of, phrase, trim
from trucewatch.language.sentences import split
from trucewatch.language.words import words
from trucewatch.vocabulary.records import Mention

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_LIKELY = 0.5
_LARGE = 10_000
"""People of a town that a name means though its first name is another."""
_BEFORE_PLACES = frozenset({"in", "near", "from", "outside", "around", "inside", "at", "towards", "of", "into", "to"})


def states_of(knowledge: Knowledge) -> dict[str, str]:
    """Every name, adjective and demonym of a state → its ISO code; not its capital, which is also a town."""
    return {
        alias.name: entry.iso
        for entry in knowledge.parties.values()
        if entry.iso
        for alias in (AliasEntry(entry.name), *entry.aliases)
        if alias.form not in (NameForm.CAPITAL, NameForm.SEAT)
    }


class Finder:
    """Finds the names of places in a text: those of the reader, and those inside other names.

    States named by their people ("Turkish"); a place that begins the name of a body ("Brownsboro Police"); a name that
    the recogniser took for a person or a body, where a preposition stands before it or the text has it as a place too.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        """Load the model and the names."""
        self._lexicon = Lexicon(knowledge)
        self._states = frozenset(map(fold, states_of(knowledge)))
        titles = frozenset({*self._lexicon.ranks, *(role for role in self._lexicon.roles if " " not in role)})
        self._parser = Parser(Gazetteer(labels(self._lexicon.gazetteer.items())), titles)

    def find(self, text: str) -> list[tuple[int, int]]:
        """(start, end) of each name, in code points, in order."""
        spans = list(split(text))
        docs = list(self._parser.parse([text[start:end] for start, end in spans]))
        sure = frozenset(fold(name.text) for doc in docs for name in names_of(doc))
        found = []
        for (start, _), doc in zip(spans, docs, strict=True):
            parts = [self._part(ent, sure) for ent in doc.ents]
            found += [(start + part.start_char, start + part.end_char) for part in parts if part is not None]
        return found

    def _part(self, ent: Span, sure: Container[str]) -> Span | None:
        """The part of an entity that names a place."""
        span = trim(ent)
        if ent.label_ in _PLACE_LABELS:
            return span
        if ent.label_ not in {"NORP", "ORG", "PERSON", "PRODUCT"}:
            return None
        if fold(span.text) in self._states:
            return span
        after = span.start and span.doc[span.start - 1].lower_ in {"in", "at", "from", "near", "of", "to", "around"}
        for end in range(min(span.end, span.start + 4), span.start, -1):
            part = Span(span.doc, span.start, end, label="GPE")
            whole = end == span.end
            if fold(part.text) in sure or fold(part.text) in self._states:
                return part
            kinds = {place.kind for place in gazetteer().called(part.text) if place.main}
            if kinds & {FIRST, SECOND} and (whole or ent.label_ == "ORG"):
                return part
            if whole and after and TOWN in kinds and ent.label_ != "NORP":
                return part
        return None


def names_of(doc: Doc) -> list[Span]:
    """The names of places in a parsed sentence, without articles; a state named by its people is one too."""
    return [trim(ent) for ent in doc.ents if ent.label_ in _PLACE_LABELS]


class Places:
    """Reads place phrases, with the casebook's names and country first.

    `attend` takes in a report before its places are asked for: its names are resolved together.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the names of the casebook and the country it is about, and open the gazetteer."""
        self._lexicon = lexicon
        knowledge = lexicon.knowledge
        country = knowledge.parties.get(knowledge.country or "")
        self._prior = country.iso if country else None
        self._names = {fold(name): keys[0] for name, keys in knowledge.place_names.items() if len(keys) == 1}
        states = states_of(knowledge)
        self._states = frozenset(map(fold, states))
        self._resolver = Resolver(states)
        self._here: dict[str, Place | None] = {}

    def attend(self, text: str, docs: Iterable[tuple[int, Doc]]) -> None:
        """Resolve the names of one report; each of its parsed sentences comes with where it begins in `text`."""
        named: list[Named] = []
        for start, doc in docs:
            for name in names_of(doc):
                low, high = start + name.start_char, start + name.end_char
                named.append(Named(low, high, text[low:high]))
        self._here = {}
        if any(not self._is_known(name.text) for name in named):
            for found in self._resolver.resolve(text, named, prior=self._prior):
                self._here[fold(found.named.text)] = _sure(found)

    def _is_known(self, name: str) -> bool:
        folded = fold(name)
        return folded in self._names or folded in self._states

    def is_place(self, head: Token) -> bool:
        """Whether the phrase around `head` names a place."""
        if head.ent_type_ in _PLACE_LABELS:
            return True
        if self._is_listed(head):
            return True
        kind = head.lower_ in self._lexicon.place_kinds or head.lower_ in words("directions")
        return kind and any(t.pos_ == "PROPN" or t.ent_type_ in _PLACE_LABELS for t in phrase(head))

    def _is_listed(self, head: Token) -> bool:
        """Whether it is a town in the gazetteer that the recogniser missed: a name after "in", "near" or "from"."""
        if head.pos_ != "PROPN" or head.ent_type_ not in {"", "PERSON", "ORG", "PRODUCT", "FAC"}:
            return False
        first = head
        while first.dep_ == "conj":
            first = first.head
        taken = first.dep_ == "dobj" and head.ent_type_ in {"", "PRODUCT"}  # "captured X"
        taken = taken or (first.dep_ == "dobj" and first.head.lemma_ in words("done_to_places"))
        if not taken and (first.dep_ != "pobj" or first.head.lower_ not in _BEFORE_PLACES):
            return False
        if not taken and first.head.lower_ == "of" and first.head.head.lower_ not in words("of_places"):
            return False  # "the Army of Conquest"
        name = phrase(head).text
        if first.head.lower_ == "near" and not head.ent_type_:
            return True
        if self._lexicon.party(name) is not None or head.lower_ in self._lexicon.institutions:
            return False
        kinds = (TOWN, FIRST, SECOND)
        return any(p.kind in kinds and (p.main or p.people >= _LARGE) for p in gazetteer().called(name))

    def each(self, head: Token) -> list[Mention]:
        """The places of a list: "the towns of Baga and Monguno" are two."""
        if head.tag_ == "NNS" and self._lexicon.place_kinds.get(head.lower_) in {"settlement", "admin1", "admin2"}:
            inner = [t for t in objects_of(head, "of") if t.pos_ == "PROPN"]
            if len(inner) > 1:
                return [self.mention(t) for t in inner]
        return [self.mention(head)]

    def is_state(self, token: Token) -> bool:
        """Whether the token names a whole state, or is the last word of its name ("Saudi Arabia")."""
        name = entity_of(token)
        whole = name is not None and fold(name.text) in self._lexicon.adjectives
        return whole or fold(token.text) in self._lexicon.adjectives

    def mention(self, head: Token) -> Mention:
        """The place that the phrase around `head` names; with its distance and direction, where they are given."""
        span = phrase(head)
        key = self.key(span.text) or self._key_inside(head)
        offset = offset_before(head.doc.text, span.start_char)
        if offset is None:
            return Mention(span.text, None, None, key)
        text = head.doc.text[offset.start : span.end_char]
        point = self._point(key)
        if point is None:
            return Mention(text, None, None, None)
        lat, lon = moved(*point, offset)
        return Mention(text, None, None, f"geo:{lat:.3f},{lon:.3f}")

    def _point(self, key: str | None) -> tuple[float, float] | None:
        entry = self._lexicon.knowledge.places.get(key or "")
        if entry is not None and entry.lat is not None and entry.lon is not None:
            return entry.lat, entry.lon
        ident = key.removeprefix("geonames:") if key else ""
        place = gazetteer().place(int(ident)) if ident.isdecimal() else None
        return (place.lat, place.lon) if place is not None and place.kind == TOWN else None

    def key(self, name: str) -> str | None:
        """The key of the place called `name`: of the casebook, else of GeoNames as the report makes it likely.

        None where it is in no list, where the report leaves it open, or where it is a state, which is a party.
        """
        folded = fold(name)
        if folded in self._names:
            return self._names[folded]
        if folded in self._states:
            return None
        if folded in self._here:
            place = self._here[folded]
        else:
            [found] = self._resolver.resolve(name, [Named(0, len(name), name)], prior=self._prior)
            place = self._here[folded] = _sure(found)
        return None if place is None else f"geonames:{place.id}"

    def _key_inside(self, head: Token) -> str | None:
        span: Span = phrase(head)
        for ent in span.ents:
            if ent.label_ in _PLACE_LABELS:
                return self.key(trim(ent).text)
        entity = entity_of(head)
        return self.key(entity.text) if entity is not None else None


def _sure(found: Placed) -> Place | None:
    """The place, if it is likelier than not, listed by its whole name, and no state."""
    place = found.place
    if place is None or found.near or found.share < _LIKELY or place.kind in (STATE, REGION):
        return None
    return place
