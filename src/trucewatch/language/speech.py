"""Who says it: direct and indirect speech of one sentence, with the chain behind the speaker."""

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from trucewatch.language.asides import around, aside, reckoning
from trucewatch.language.names import Memory
from trucewatch.language.phrases import (
    agent_of,
    antecedent,
    is_happening,
    is_nobody,
    members,
    objects_of,
    sayer_of,
    subject_of,
)
from trucewatch.language.sources import named_appositive, source_behind
from trucewatch.language.voices import Voices
from trucewatch.language.words import speech_verbs, words
from trucewatch.vocabulary.records import Mention


@dataclass(slots=True)
class Speech:
    """One act of speaking: `content` holds the indexes of the tokens that are what was said."""

    cue: Token
    speakers: list[Mention]
    content: frozenset[int]
    via: list[Mention] = field(default_factory=list)
    denies: bool = False
    quoted: bool = False


_MARKS = "quotation marks"
_DOUBLE = frozenset({'"', "``", "''"})


def quoted_tokens(doc: Doc, *, inside: bool = False) -> tuple[frozenset[int], bool]:
    """Indexes of tokens between double quotation marks, and whether a quotation is still open at the end.

    `inside` says that one was open at the beginning.
    """
    marks = _quotation_marks(doc)
    if not marks:
        return (frozenset(range(len(doc))), True) if inside else (frozenset(), False)
    found: set[int] = set()
    start = 0 if inside else None
    for mark in marks:
        if start is None:
            start = mark + 1
        else:
            found.update(range(start, mark))
            start = None
    if start is not None:
        found.update(range(start, len(doc)))
    return frozenset(found), start is not None


def _quotation_marks(doc: Doc) -> list[int]:
    """Indexes of the double quotation marks, looked for once."""
    marks: list[int] | None = doc.user_data.get(_MARKS)
    if marks is None:
        marks = doc.user_data[_MARKS] = [token.i for token in doc if token.text in _DOUBLE]
    return marks


def speeches(doc: Doc, voices: Voices, *, inside: bool = False) -> list[Speech]:
    """Every act of speaking in a sentence, inner ones after outer ones."""
    quoted, _ = quoted_tokens(doc, inside=inside)
    found = []
    for token in doc:
        if token.lower_ == "according":
            speech = _according(token, voices)
        elif token.pos_ in {"VERB", "AUX"} and _is_cue(token) and token.i not in quoted:
            speech = _set_off(token, quoted, voices) or _verb(token, quoted, voices)
        elif token.lower_ in words("reckonings"):
            speech = _reckoned(token, voices)
        else:
            speech = None
        if speech is not None:
            found.append(speech)
    return sorted((s for s in found if not _seen_by_others(s, found)), key=lambda s: -len(s.content))


def _seen_by_others(speech: Speech, found: list[Speech]) -> bool:
    """Whether what was counted or heard is told by somebody else: "the patrol heard two shots, the mission said"."""
    counted = speech.cue.lemma_.lower() in speech_verbs("counting") - {"report"}
    return counted and any(speech.cue.i in other.content for other in found if other is not speech)


def _reckoned(token: Token, voices: Voices) -> Speech | None:
    found = reckoning(token)
    if found is None:
        return None
    sources = [s for s in found[0] if can_speak(s, voices.memory) or _is_somebody(s)]
    speakers = [m for s in sources for m in voices.mentions(s)]
    return Speech(token, speakers, found[1]) if speakers else None


def _set_off(verb: Token, quoted: frozenset[int], voices: Voices) -> Speech | None:
    """The speaker between commas, where the parser gives the verb none or one from elsewhere."""
    found = aside(verb)
    if found is None:
        return None
    head, content = found
    parsed = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if len(parsed) == 1 and any(head.i == t.i for t in parsed[0].subtree):
        return None
    if verb.tag_ in {"VB", "VBG"} or not (can_speak(head, voices.memory) or _is_somebody(head)):
        return None
    if head.lower_ in words("not_sources"):
        return None
    return Speech(
        verb,
        voices.mentions(head),
        content - {verb.i},
        _via(verb, voices.memory),
        denies=verb.lemma_.lower() in speech_verbs("deny"),
        quoted=bool(content & quoted),
    )


def _is_cue(verb: Token) -> bool:
    """Whether the verb can report what somebody says."""
    lemma = verb.lemma_.lower()
    if verb.i and verb.text[:1].isupper() and verb.doc[verb.i - 1].text not in {*_DOUBLE, ":", "-"}:
        return False  # "north of Tell As": part of a name
    return lemma in speech_verbs("say") or (lemma in speech_verbs("say_too") and _fits(verb, lemma))


def _fits(verb: Token, lemma: str) -> bool:
    """Whether a verb that mostly means something else reports something here."""
    below = {c.dep_ for c in verb.children}
    if lemma == "put":
        at = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == "at"]
        return "dobj" in below and any(t.pos_ == "NUM" for c in at for t in c.subtree)
    if lemma in speech_verbs("naming"):
        adjective = any(c.dep_ == "oprd" and c.pos_ == "ADJ" for c in verb.children)
        return adjective or below >= {"dobj", "oprd"} or "ccomp" in below
    if lemma == "speak":
        return any(c.dep_ == "prep" and c.lower_ == "of" for c in verb.children)
    if lemma in speech_verbs("counting") and ("dobj" in below or any(map(is_happening, verb.children))):
        return True
    return any(c.dep_ == "ccomp" and (lemma not in speech_verbs("needs_that") or _has_that(c)) for c in verb.children)


def _has_that(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _according(token: Token, voices: Voices) -> Speech | None:
    sources = _named_source(token) or [behind or s for s in objects_of(token, "to") for behind in [source_behind(s)]]
    told = any(_is_cue(a) for a in token.ancestors if a.pos_ == "VERB")  # "says it tells them apart according to type"
    sources = [
        s
        for s in sources
        if can_speak(s, voices.memory) or (not told and _is_somebody(s) and s.lower_ not in words("not_sources"))
    ]
    if not sources:
        return None
    own = {t.i for t in token.subtree}
    governor = token.head
    while governor.dep_ not in {"ROOT", "ccomp", "advcl", "relcl", "parataxis"} and governor.head.i != governor.i:
        if governor.dep_ == "conj" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in governor.children):
            break  # a clause of its own: "X shelled the town, and Y fled, according to Z"
        governor = governor.head
    content = {t.i for t in governor.subtree} - own or around(token.doc, token.i, sources)
    return Speech(token, [m for s in sources for m in voices.mentions(s)], frozenset(content))


def _named_source(token: Token) -> list[Token]:
    """The source of "According to X, …": what stands before the first comma, however the parser joins the rest."""
    doc = token.doc
    comma = next((t.i for t in doc[token.i :] if t.text == ","), None)
    found = objects_of(token, "to")
    if token.i > 1 or comma is None or not found or found[0].i < comma:
        return []
    return [t for t in doc[token.i + 2 : comma] if t.pos_ in {"NOUN", "PROPN", "PRON"}][-1:]


def can_speak(head: Token, memory: Memory) -> bool:
    """Whether the phrase can be a source: somebody named, a role, a body, people, or a text that speaks for them."""
    low = head.lower_
    if is_nobody(head):
        return False
    if head.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"} or head.pos_ in {"PROPN", "PRON"} or memory.knows(head):
        return low not in words("not_sources")
    lexicon = memory.lexicon
    lists = (lexicon.roles, lexicon.institutions, lexicon.populations, lexicon.fighters)
    known = any(low in known or head.lemma_.lower() in known for known in lists)
    closed = ("groups", "pair_nouns", "stands_for", "state_forces", "sources", "press_nouns", "source_nouns")
    inner = low in words("measures") and any(can_speak(t, memory) for t in objects_of(head, "of"))
    return known or inner or any(low in words(name) for name in closed) or named_appositive(head) is not None


def _is_somebody(head: Token) -> bool:
    """Whether a noun can be somebody, beside a verb that only somebody can be the subject of."""
    return head.pos_ in {"NOUN", "PROPN"} and head.ent_type_ not in _NOBODY


_NOBODY = frozenset({"DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "LAW"})


def _verb(verb: Token, quoted: frozenset[int], voices: Voices) -> Speech | None:
    subject = _speaker_token(verb)
    content = _content(verb, quoted)
    if not content or _closes(verb, subject):
        content |= _around(verb, subject)
    if subject is None or not content:
        return None
    behind = source_behind(subject)
    somebody = verb.lemma_.lower() in speech_verbs("somebody")
    heads = [h for h in members(behind or subject) if can_speak(h, voices.memory) or (somebody and _is_somebody(h))]
    if not heads or any(h.lower_ in words("not_sources") for h in heads):
        return None
    speakers = [m for h in heads for m in voices.mentions(h)]
    return Speech(
        verb,
        speakers,
        frozenset(content),
        _via(verb, voices.memory),
        denies=verb.lemma_.lower() in speech_verbs("deny"),
        quoted=bool(content & quoted),
    )


def _speaker_token(verb: Token) -> Token | None:
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children):
        by = agent_of(verb)
        if by:
            return by[0]
        return next((c for c in verb.children if c.dep_ == "nsubjpass"), None) if verb.lemma_ == "quote" else None
    own = next((c for c in verb.children if c.dep_ in {"nsubj", "csubj"}), None)
    if own is not None:
        return _whom(own) if own.lower_ not in {"there", "what"} else None
    if (
        verb.dep_ in {"acl", "relcl"}
        and verb.tag_ in {"VBD", "VBN"}
        and not agent_of(verb)
        and verb.doc[verb.i - 1].text == ","
    ):
        return verb.head  # "…, the head of the mission, Ana Silva, reported": the parser takes it for a participle
    if verb.dep_ in {"conj", "advcl", "xcomp", "pcomp", "relcl", "acl"}:
        return subject_of(verb)
    return None


def _whom(subject: Token) -> Token:
    """Whom "who" stands for; where the parser does not see the relative clause, the noun before the comma."""
    found = antecedent(subject)
    if found.i != subject.i or subject.lower_ != "who" or subject.i < 2:
        return found
    before = subject.doc[subject.i - (2 if subject.doc[subject.i - 1].text == "," else 1)]
    if before.dep_ == "pobj" and before.head.lower_ == "of":
        before = before.head.head
    return before if before.pos_ in {"NOUN", "PROPN"} else subject


def _closes(verb: Token, subject: Token | None) -> bool:
    """Whether "…, the mayor said" closes a sentence of clauses joined by "and": all of them are then what was said."""
    doc = verb.doc
    if subject is None or subject.i > verb.i or any(t.is_alpha for t in doc[verb.i + 1 :]):
        return False
    before = doc[: subject.left_edge.i]
    return not any(t.dep_ == "cc" and t.lower_ != "and" and t.head.pos_ == "VERB" for t in before)


_RESUMING = frozenset(
    {"and", "but", "who", "which", "while", "as", "after", "when", "that", "where", "before", "citing"}
)


def _around(verb: Token, subject: Token | None) -> set[int]:
    """What stands around a speaker and a verb set off by commas: "The road is open, the mayor said on Monday"."""
    doc = verb.doc
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"} or verb.dep_ in {"acl", "relcl"}
    if subject is None or not finite or subject.i > verb.i:
        return set()
    start = subject.left_edge.i
    before = range(max(0, start - 1))
    between = [
        t for t in doc[start : verb.i] if t.pos_ == "VERB" and t.dep_ not in {"amod", "acl", "relcl", "compound"}
    ]
    set_off = start > 1 and doc[start - 1].text in {",", ";", "-", '"'}
    if between or not set_off or (verb.lemma_.lower() in speech_verbs("needs_clause") and verb.i < len(doc) - 8):
        return set()
    left = set(before) if any(doc[i].pos_ in {"VERB", "AUX"} for i in before) else set()
    comma = next((t.i for t in doc[verb.i + 1 :] if t.text in {",", ";"}), len(doc))
    after = doc[comma + 1 :]
    resumes = (
        len(after) > 3
        and after[0].lower_ not in _RESUMING
        and after[0].tag_ != "VBG"
        and doc[min(comma, len(doc) - 1)].text == ","
    )
    right = {t.i for t in after} if resumes and any(t.pos_ in {"VERB", "AUX"} for t in after) else set()
    if not left and right:
        left = set(before)
    return left | right if left or right else set()


def _content(verb: Token, quoted: frozenset[int]) -> set[int]:
    """What is said: the clause below the verb, the clause it is set into, and the quotation beside it."""
    if verb.lemma_.lower() in {*speech_verbs("naming"), "put"} and (named := _object(verb)):
        return named
    content: set[int] = set()
    for child in verb.children:
        if child.dep_ == "ccomp" or is_happening(child):
            content.update({t.i for t in child.subtree} - _own_acts(child))
    own = {t.i for t in verb.subtree}
    if verb.dep_ == "ccomp" and verb.head.i > verb.i and not content and verb.head.pos_ in {"VERB", "AUX"}:
        content.update({t.i for t in verb.head.subtree} - own)
    if verb.dep_ in {"parataxis", "dep"} and verb.head.pos_ in {"VERB", "AUX", "NOUN"}:
        content.update({t.i for t in verb.head.subtree} - own)
    if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children):
        content.update({t.i for t in verb.head.subtree} - own)
    if quoted and (content or not _inside_other_speech(verb)):
        content |= quoted
    if not content:
        content = _object(verb)
    if not content and verb.lemma_.lower() not in speech_verbs("needs_clause"):
        content = {
            t.i for c in verb.children if c.dep_ in {"dobj", "prep"} and c.lower_ in {"of", "about"} for t in c.subtree
        }
    return content - {verb.i}


def _own_acts(clause: Token) -> set[int]:
    """What the speaker does besides, though the parser hangs it on what is said."""
    return {t.i for other in clause.conjuncts if sayer_of(other) is not None for t in other.subtree}


def _object(verb: Token) -> set[int]:
    """What stands as the object of a verb that counts, names or denies: "13 violations", "the truce shaky"."""
    lemma = verb.lemma_.lower()
    wanted = set[str]()
    if lemma in speech_verbs("counting"):
        wanted = {"dobj"}
        wanted |= {c.dep_ for c in verb.children if is_happening(c)}
    elif lemma in speech_verbs("naming") or lemma == "put":
        wanted = {"dobj", "oprd", "ccomp", "prep"}
    elif lemma in speech_verbs("deny"):
        wanted = {"dobj", "xcomp"}
    return {t.i for c in verb.children if c.dep_ in wanted and c.i > verb.i for t in c.subtree}


def _inside_other_speech(verb: Token) -> bool:
    current = verb
    while current.head.i != current.i:
        if current.dep_ == "ccomp" and current.head.lemma_.lower() in speech_verbs("say"):
            return True
        current = current.head
    return False


def _via(verb: Token, memory: Memory) -> list[Mention]:
    """The press that was told, or through which it was said: "told Sputnik", "in an interview with …"."""
    found = []
    for child in verb.children:
        if child.dep_ in {"dobj", "dative"} and _is_press(child):
            found.extend(memory.mentions(child))
        if child.dep_ == "prep" and child.lower_ in {"to", "in", "with", "on", "via", "by"}:
            for inner in objects_of_prep(child):
                found.extend(
                    m
                    for t in (inner, *objects_of(inner, "with", "to", "by"))
                    if _is_press(t)
                    for m in memory.mentions(t)
                )
    return found


def objects_of_prep(prep: Token) -> list[Token]:
    """What stands after a preposition, with coordination."""
    return [m for c in prep.children if c.dep_ == "pobj" for m in members(c)]


def _is_press(token: Token) -> bool:
    if token.lower_ in {"reporters", "journalists", "press", "media", "newsmen"}:
        return False
    named = any(t.ent_type_ in {"ORG", "PERSON", "GPE"} or t.pos_ == "PROPN" for t in token.subtree)
    around = {t.lower_ for t in token.subtree}
    return named and (token.ent_type_ == "ORG" or bool(around & words("press_nouns")))
