"""Names to parties, within one report: who is who, and whom short forms, role nouns and pronouns stand for.

A `Memory` is filled sentence by sentence in reading order; `Memory.mentions` reads a noun phrase into `Mention`s.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from trucewatch.language.groups import Groups, is_go_between, name_behind
from trucewatch.language.joint import split_modifiers
from trucewatch.language.known import Known, spelt_out
from trucewatch.language.lexicon import Lexicon, fold
from trucewatch.language.pairs import Pairs
from trucewatch.language.phrases import coordinated, entity_of, is_led, members, objects_of, phrase, subject_of, trim
from trucewatch.language.scenes import Scenes
from trucewatch.language.sources import named_appositive
from trucewatch.language.words import words
from trucewatch.vocabulary.records import Mention


class Memory:
    """Who has been named so far in one report."""

    def __init__(self, lexicon: Lexicon, later: Sequence[Known] = ()) -> None:
        """Start with nobody; `later` are those whom a first reading of the report found in it."""
        self.lexicon = lexicon
        self.later = [k for k in later if k.is_person and k.roles and k.of]
        self.known: list[Known] = []
        self.speaker: Known | None = None
        self.unnamed: Mention | None = None
        """The last speaker, where it is nobody who has a name: "a rebel commander"."""
        self._voice: Mention | None = None
        self.sentence = 0
        self.groups, self.scenes = Groups(lexicon), Scenes(lexicon)
        self.pairs = Pairs()

    # ---- filling

    def note(self, doc: Doc, number: int) -> None:
        """Take in the persons and organisations of one sentence."""
        self.sentence = number
        for ent in doc.ents:
            if ent.label_ == "PERSON":
                self._note_person(trim(ent))
            elif ent.label_ in {"ORG", "GPE", "NORP", "FAC"}:
                self._note_group(trim(ent))
        for token in coordinated(doc):
            if token.dep_ in {"nsubj", "nsubjpass", "pobj", "dobj"}:
                group = members(token)
                named = len(group) in {2, 3} and all(t.ent_type_ in {"PERSON", "GPE", "ORG"} for t in group)
                if named and not is_go_between(token):
                    persons = all(t.ent_type_ == "PERSON" for t in group)
                    self.pairs.note([m for t in group for m in self.mentions(t)], number, persons=persons)
        for group in self.groups.pair(doc):
            self.pairs.note([m for t in group for m in self.mentions(t)], number)
        self.groups.note(doc, number)
        self.scenes.note(doc, number)

    def _note_person(self, ent: Span) -> None:
        name = self._strip_titles(ent)
        if not name or not name[0].isupper():
            return
        known = self._person(name)
        if known is None:
            known = Known(name, self.lexicon.party(name), is_person=True)
            self.known.append(known)
        elif len(name.split()) > len(known.full.split()):
            known.full = name
            known.party = known.party or self.lexicon.party(name)
        self._touch(known, ent.root)
        self._note_roles(known, ent)

    def _strip_titles(self, ent: Span) -> str:
        words = ent.text.removesuffix("'s").removesuffix("’s").split()
        while len(words) > 1 and (
            words[0].casefold() in self.lexicon.ranks or words[0].casefold() in self.lexicon.roles
        ):
            words = words[1:]
        return " ".join(words).strip(" ,\"'")

    def _person(self, name: str) -> Known | None:
        """The person already named that this name, or last name, belongs to."""
        key, wanted = self.lexicon.party(name), fold(name).split()
        for known in sorted((k for k in self.known if k.is_person), key=lambda k: k.salience, reverse=True):
            have = fold(known.full).split()
            if key is not None and known.party == key:
                return known
            if have[-1].removeprefix("al ") == wanted[-1] and (
                len(wanted) == 1 or len(have) == 1 or have[0] == wanted[0]
            ):
                return known
            if len(wanted) == 1 and wanted[0] in have:
                return known
        return None

    def _note_roles(self, known: Known, ent: Span) -> None:
        """Roles before the name, in apposition to it, or after it: "spokesman X", "X, the spokesman", "envoy, X"."""
        doc = ent.doc
        root = ent.root
        title = doc[ent.start - 1].head if ent.start and doc[ent.start - 1].pos_ == "NOUN" else None
        if title is not None and root.dep_ == "appos":
            near = [phrase(doc[ent.start - 1])]  # "A and his counterpart B": the title right before B is B's
        else:
            near = [doc[root.left_edge.i : ent.start]]
            near.extend(phrase(child) for child in root.children if child.dep_ == "appos")
            near.extend([phrase(root.head)] if root.dep_ == "appos" else [])
        for span in near:
            known.roles |= self.lexicon.roles_in(span.text)
            for token in span:
                key = self.lexicon.adjectives.get(fold(token.text))
                if key is not None and token.ent_type_ in {"NORP", "GPE"} and token.dep_ != "npadvmod":
                    known.of = known.of or key

    def _note_group(self, ent: Span) -> None:
        if ent.label_ == "NORP" or not ent.text[:1].isupper():
            return
        text = ent.text
        known = next((k for k in self.known if not k.is_person and fold(k.full) == fold(text)), None)
        if known is None:
            known = Known(text, self.lexicon.party(text), is_person=False)
            self.known.append(known)
        known.heads |= {w.casefold() for w in text.split() if w.casefold() in self.lexicon.institutions}
        following = ent.doc[ent.end : ent.end + 3].text
        if following.startswith("(") and following.rstrip().endswith(")"):
            known.heads.add(following.strip("() ").casefold())
        self.groups.describe(known, ent)
        self._touch(known, ent.root)

    def _touch(self, known: Known, root: Token) -> None:
        rank = 3 if root.dep_ in {"nsubj", "nsubjpass"} else 2 if root.dep_ == "agent" else 1
        if known.sentence == self.sentence and known.rank >= rank:
            return
        known.sentence, known.rank = self.sentence, rank

    def note_speaker(self, mention: Mention) -> None:
        """Remember who spoke last: pronouns go to them first."""
        if mention.text.casefold() in words("he") | words("it") | words("they") | words("we"):
            return
        self._voice = mention if mention.party and "spokes" in mention.text.casefold() else None
        self.unnamed = mention if mention.refers is None and mention.party is None and self._is_one(mention) else None
        for known in self.known:
            if known.is_person and (known.full == mention.name or known.full in mention.text):
                self.speaker, self.unnamed = known, None
                known.sentence, known.rank = self.sentence, 4

    def _is_one(self, mention: Mention) -> bool:
        """Whether an unnamed speaker can be "he": not "farmers", not "the ministry"."""
        head = mention.text.split(" of ")[0].split(" in ")[0].casefold().split()[-1:]
        bodies = (self.lexicon.institutions, words("source_nouns"), words("body_again"))
        return not any(word.endswith("s") or any(word in known for known in bodies) for word in head)

    # ---- reading

    def mentions(self, head: Token) -> list[Mention]:
        """Everybody that the phrase around `head` names, coordination not included."""
        special = self._they(head) if head.lower_ in words("they") else self.pairs.read(head)
        special = special or self._represented(head) or split_modifiers(head, self.lexicon)
        return special or [self.mention(head)]

    def mention(self, head: Token) -> Mention:
        """The one party that the phrase around `head` names."""
        low = head.lower_
        if head.pos_ == "PRON" or low in words("he") | words("they") | words("it"):
            return self._pronoun(head)
        if is_led(head):
            leader = head.doc[head.i - 2].text
            return Mention(f"{leader}-led", None, self.lexicon.party(f"{leader}-led coalition"))
        span = phrase(head)
        text = span.text
        ent = named_appositive(head) if head.pos_ in {"NOUN", "ADJ"} else entity_of(head)
        ent = ent or next((e for e in span.ents if e.label_ == "PERSON" and e.end >= span.end - 1), None)
        owner = ent is not None and ent.end <= head.i and (low in self.lexicon.institutions or self._fights(low))
        person = ent is not None and ent.label_ == "PERSON" and not owner  # "Sow's government" is not Sow
        if ent is not None and person and (head.pos_ != "NOUN" or ent.root.i != head.i):
            return self._person_mention(ent, text)
        if self.knows(head):
            known = self._person(head.text)
            return Mention(text, known.full, known.party, None, known.of) if known else Mention(text)
        special = self._named_group(head) or self._member_of(head, text) or self._owned(head, text)
        return special or self._common(head, span)

    def _common(self, head: Token, span: Span) -> Mention:
        """By what the phrase is called: a party's name, initials, a role, the group it can be."""
        text = span.text
        party = self.lexicon.party(text) or self._party_of_phrase(head, span)
        if party is not None:
            return Mention(text, None, party)
        full = spelt_out(text, self.known)
        if full is not None:
            return Mention(text, full.full, full.party)
        known = self.groups.named(head, span, self.known) or self._definite(head, span)
        if known is not None:
            return Mention(text, known.full, known.party, None, known.of)
        return self._of_home(head, span) or Mention(text)

    def _of_home(self, head: Token, span: Span) -> Mention | None:
        """Read "the army" as that of the state which the report is about."""
        home = self.groups.state_of(head, span)
        if home is None:
            return None
        key, full = home
        return Mention(span.text, full, key)

    def _owned(self, head: Token, text: str) -> Mention | None:
        """Read "its troops" as those whose troops they are."""
        owner = next((c for c in head.children if c.dep_ == "poss" and c.tag_ == "PRP$"), None)
        if owner is None or not self._is_body(head) or head.lower_ in words("others"):
            return None  # "its rival" is somebody else
        theirs = self._pronoun(owner)
        own = theirs.name != owner.text
        if owner.lower_ in words("he"):  # "his movement" is not himself
            return Mention(text, None, theirs.of) if own and theirs.of is not None else None
        return Mention(text, theirs.name, theirs.party, None, theirs.of) if own else None

    def _named_group(self, head: Token) -> Mention | None:
        """Read "the militant group Harakat" as Harakat: a common noun with the name right after it."""
        following = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
        if head.pos_ not in {"NOUN", "ADJ"} or following is None:
            return None
        low = head.lower_
        if following.ent_type_ != "ORG" and not (following.ent_type_ == "GPE" and low in words("others")):
            return None  # "its ally Russia"
        if low not in self.lexicon.institutions and low not in self.lexicon.fighters and low not in words("groups"):
            return None
        entity = entity_of(following)
        if entity is None:
            return None
        return Mention(f"{phrase(head).text} {entity.text}", entity.text, self.lexicon.party(entity.text))

    def _member_of(self, head: Token, text: str) -> Mention | None:
        """Read "fighters from the Islamic State" and "a faction calling itself X" as the group."""
        if not self._is_body(head) or (name := name_behind(head)) is None:
            return None
        party = self.lexicon.party(f"{name.text} {head.text}") or self.lexicon.party(name.text)
        inside = name.text in text
        return Mention(text, None if inside else name.text, party) if party or not inside else None

    def knows(self, head: Token) -> bool:
        """Whether a word in capitals is the last name of somebody already named, though the recogniser missed it."""
        if (
            head.pos_ != "PROPN"
            or head.ent_type_ in {"PERSON", "GPE", "NORP"}
            or any(c.dep_ == "compound" for c in head.lefts)
        ):
            return False
        return any(k.is_person and " " in k.full and fold(k.full).split()[-1] == fold(head.text) for k in self.known)

    def _person_mention(self, ent: Span, text: str) -> Mention:
        name = self._strip_titles(ent)
        known = self._person(name)
        if known is None:
            return Mention(text, name if name != text else None, self.lexicon.party(name))
        full = known.full if known.full != text else None
        return Mention(text, full, known.party or self.lexicon.party(name), None, known.of)

    def _party_of_phrase(self, head: Token, span: Span) -> str | None:
        """Forces and offices of a state stand for it: "Turkey's military", "Russian troops"."""
        if ent := entity_of(head):
            found = self.lexicon.party(ent.text)
            if found is not None or (ent.label_ == "ORG" and len(ent) > 1 and ent.text[0].isupper()):
                return found
        sense = self.lexicon.institutions.get(head.lower_)
        if sense in words("state_senses") or head.lower_ in words("state_forces"):
            for token in span:
                own = token.head.i == head.i and token.dep_ in {"amod", "poss", "compound", "nmod"}
                if own and token.ent_type_ in {"NORP", "GPE", "ORG"}:
                    with_noun = self.lexicon.party(f"{token.text} {head.text}")
                    return with_noun or self.lexicon.party(token.text)
            owner = next((c for c in head.children if c.dep_ == "poss" and c.pos_ == "PRON"), None)
            if owner is not None:
                theirs = self._pronoun(owner)
                return theirs.of if owner.lower_ in words("he") else theirs.party
            for owner in objects_of(head, "of"):
                name = phrase(owner).text
                return self.lexicon.party(f"{name} {head.text}") or self.lexicon.party(name)
        return None

    def _definite(self, head: Token, span: Span) -> Known | None:
        """Whom a role noun or short form stands for: "the envoy", "the ministry", "the Observatory"."""
        low = head.lower_
        determined = {c.lower_ for c in head.children} & {"the", "this", "that", "his", "her"}
        definite = bool(determined) or head.pos_ == "PROPN" or any(c.dep_ == "poss" for c in head.children)
        if not definite or head.tag_ in {"NNS", "NNPS"}:
            return None
        recent = sorted(self.known, key=lambda k: k.salience, reverse=True)
        if low in self.lexicon.roles:
            sense = self.lexicon.roles[low]
            country = next(
                (self.lexicon.adjectives[f] for t in span if (f := fold(t.text)) in self.lexicon.adjectives), None
            )
            people = [k for k in recent if k.is_person and (country is None or k.of is None or country == k.of)]
            by_word = [k for k in people if low in k.roles]
            alike = {"envoy", "diplomat"} if sense in {"envoy", "diplomat"} else {sense}
            by_sense = [k for k in people if alike & set(k.roles.values())]
            open_role = [k for k in people if not k.roles and k is self.speaker]
            return next(iter(by_word + by_sense + open_role), None) or self._named_later(low, country)
        for known in recent:
            if known.is_person or fold(known.full) == fold(span.text):
                continue
            if low in known.heads and len(span) <= 2:
                return known
            if head.pos_ == "PROPN" and len(span) == 1 and low in known.full.casefold().split():
                return known
        return None

    def _named_later(self, role: str, country: str | None) -> Known | None:
        """The one whom the report goes on to name: "Kenya's foreign minister … Foreign Minister Ana Silva"."""
        found = {k.full: k for k in self.later if country is not None and k.of == country and role in k.roles}
        return next(iter(found.values())) if len(found) == 1 else None

    def _pronoun(self, head: Token) -> Mention:
        low = head.lower_
        if low in words("they"):
            they = self._they(head)
            return they[0] if len(they) == 1 else Mention(head.text)
        if low in words("it"):
            told = self._who_tells(head)
            if told is not None:
                return Mention(head.text, told.name, told.party, None, told.of)
        if low in words("he"):
            known = self._he(head)
            if self.unnamed is not None and (known is None or known is not self._subject_above(head)):
                return Mention(head.text, self.unnamed.name)
            return Mention(head.text, known.full, known.party, None, known.of) if known else Mention(head.text)
        if low in words("it"):
            recent = [k for k in self.known if not k.is_person and k.rank >= 3 and k.sentence >= self.sentence - 1]
            recent.sort(key=lambda k: k.salience, reverse=True)
            return Mention(head.text, recent[0].full, recent[0].party) if recent else Mention(head.text)
        if low in words("we") and self._voice is not None:
            return Mention(head.text, self._voice.refers, self._voice.party)  # a spokesperson's "we" is the body
        if low in words("we") and self.speaker is not None:
            return Mention(head.text, self.speaker.full, self.speaker.party, None, self.speaker.of)
        return Mention(head.text)

    def _who_tells(self, head: Token) -> Mention | None:
        """Read "the Harbour Front said it would leave": who says, agrees or promises it is meant."""
        current = head
        while current.head.i != current.i:
            inner, current = current, current.head
            if inner.dep_ != "ccomp" or current.pos_ != "VERB" or inner.i < current.i:
                continue
            subject = next((c for c in current.children if c.dep_ == "nsubj" and c.i < head.i), None)
            if subject is None or subject.pos_ not in {"NOUN", "PROPN"} or subject.ent_type_ == "PERSON":
                return None
            body = subject.ent_type_ in {"ORG", "GPE", "NORP"} or self._is_body(subject)
            plural = subject.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in subject.children)
            one = head.lower_ in words("it")
            return self.mention(subject) if body and not (one and plural) and len(members(subject)) == 1 else None
        return None

    def _is_body(self, head: Token) -> bool:
        low = head.lower_
        return low in self.lexicon.institutions or low in words("groups") or self._fights(low)

    def _fights(self, low: str) -> bool:
        return low in self.lexicon.fighters or low in words("state_forces")

    def _he(self, head: Token) -> Known | None:
        """A subject above the pronoun in its own sentence, else the last speaker, else the last person."""
        above = self._subject_above(head)
        aside = head.head.dep_ in {"parataxis", "dep"}  # "…, he said, …" is said of somebody by somebody else
        if above is not None and not (aside and self.speaker is not None and self.speaker is not above):
            return above
        before = [k for k in self.known if k.is_person and k.sentence < self.sentence]
        before.sort(key=lambda k: k.salience, reverse=True)
        if self.speaker is not None and before and before[0].sentence - self.speaker.sentence <= 1:
            return self.speaker
        people = before or [k for k in self.known if k.is_person]
        return people[0] if people else None

    def _subject_above(self, head: Token) -> Known | None:
        """The person who is the subject of a verb above the pronoun."""
        current = head
        while current.head.i != current.i:
            current = current.head
            subject = subject_of(current) if current.pos_ in {"VERB", "AUX"} else None
            if subject is None or subject.i > head.i:
                continue
            named = named_appositive(subject) if subject.pos_ == "NOUN" else entity_of(subject)
            if named is not None and named.label_ == "PERSON":
                return self._person(self._strip_titles(named))
        return None

    def _they(self, head: Token) -> list[Mention]:
        """Who tells it, the subject above, that of the sentence before, or two named together."""
        told = self._who_tells(head)
        if told is not None:
            return [Mention(head.text, told.name, told.party, None, told.of)]
        tokens = self.groups.above(head) or self.groups.before(self.sentence)
        tokens = [
            t for t in tokens if not any(c.lower_ in words("they") for c in t.subtree)
        ]  # "their troops" lead nowhere
        found = [m for t in tokens for m in self.mentions(t)]
        found = found or self.pairs.near(self.sentence)
        return [Mention(head.text, m.name, m.party, None, m.of) for m in found]

    def _represented(self, head: Token) -> list[Mention]:
        """Read "representatives of A and B" as A and B."""
        if head.lower_ not in words("stands_for"):
            return []
        inner = objects_of(head, "of", "from", "between")
        return [self.mention(t) for t in inner] if len(inner) > 1 else []
