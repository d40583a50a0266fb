"""The grammar of an account, in plain English: how words stand to the predicate that fired, what puts it how it is."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from trucewatch.coding.dating import dated as when_of
from trucewatch.coding.matching import Match
from trucewatch.coding.modality import words as modality_words
from trucewatch.coding.selection import Chosen
from trucewatch.coding.traced import Traced
from trucewatch.language.phrases import phrase
from trucewatch.language.reader import ReadSentence
from trucewatch.language.speech import Speech
from trucewatch.language.words import words
from trucewatch.vocabulary.codes import Modality, Polarity
from trucewatch.vocabulary.records import Mention

_BEFORE = frozenset({"poss", "amod", "compound", "nmod", "nummod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_AUXILIARIES = frozenset(
    {"will", "'ll", "shall", "would", "wo", "should", "must", "may", "might", "could", "can", "to"}
)
_PRONOUNS = ("he", "they", "we", "it")


def fired(match: Match) -> Iterator[str]:
    """The words on which a rule fired: the predicate, its particle, the event noun that it supports."""
    head = match.head
    particle = next((f" {c.text}" for c in head.children if c.dep_ == "prt"), "")
    yield f"{head.text}{particle}"
    if match.noun is not None and match.noun.i != head.i:
        yield match.noun.text


def stands_for(mention: Mention) -> str | None:
    """Whom a short form stands for, and by what."""
    if mention.refers is None:
        return None
    low = mention.text.casefold()
    if any(low in words(name) for name in _PRONOUNS):
        return f"{mention.refers}: a pronoun goes to the one who is named or speaks last"
    if mention.text.isupper():
        return f"{mention.refers}: its initials"
    if low.endswith(mention.refers.casefold()):
        return f"{mention.refers}: the name without its titles"
    if mention.refers.casefold().endswith(low):
        return f"{mention.refers}: the fuller name in the report"
    return f"{mention.refers}: the one whom the report names so, or with that role"


def speaks(speaker: Mention, match: Match | None, sentence: ReadSentence) -> str:
    """How the speaker was found."""
    for speech in _chain(match, sentence):
        if any(s.text == speaker.text for s in speech.speakers):
            how = "in quotation marks" if speech.quoted else "as reported speech"
            return f"named with “{speech.cue.text}”, {how}"
    if any(s.text == speaker.text for s in sentence.carried):
        return "speaks in the sentence before or after, and the quotation goes on here"
    if any(s.text == speaker.text for s in sentence.continued):
        return "speaks in the sentence before, and is taken to go on in the same paragraph"
    return "named in the sentence"


def _chain(match: Match | None, sentence: ReadSentence) -> list[Speech]:
    if match is None:
        return sentence.speeches
    return [s for s in sentence.speeches if match.head.i in s.content]


def stands(mention: Mention, match: Match | None, sentence: ReadSentence) -> str:
    """How a mention stands to the predicate."""
    token = _head_of(mention, match, sentence.doc) if sentence.doc is not None else None
    if token is None:
        return "named in the sentence"
    if match is not None:
        verb = f"“{match.head.text}”"
        if any(t.i == token.i for t in match.objects):
            return f"the subject of the passive {verb}" if match.passive else f"the object of {verb}"
        if any(t.i == token.i for t in match.subjects):
            if match.passive:
                return f"after “by”, the doer of {verb}"
            own = token.head.i == match.head.i or token.dep_ == "conj"
            return f"the subject of {verb}" if own else f"the subject of “{token.head.text}”, which {verb} shares"
    return _relation(token)


def _head_of(mention: Mention, match: Match | None, doc: Doc) -> Token | None:
    """The head of the phrase that a mention was read from, the nearest to the predicate where several are alike."""
    found = [t for t in doc if t.text == mention.text or phrase(t).text == mention.text]
    if not found or match is None:
        return next(iter(found), None)
    own = {t.i for t in (*match.subjects, *match.objects)}
    return min(found, key=lambda t: (t.i not in own, abs(t.i - match.head.i), t.i))


def _relation(token: Token) -> str:
    first, also = token, ""
    while first.dep_ == "conj" and first.head.i != first.i:
        first, also = first.head, f", beside “{first.head.text}”"
    above = f"“{first.head.text}”"
    if first.dep_ in {"pobj", "pcomp"}:
        return f"after {above}, which belongs to “{first.head.head.text}”{also}"
    if first.dep_ in _SUBJECTS:
        return f"the subject of {above}{also}"
    if first.dep_ in {"dobj", "dative"}:
        return f"the object of {above}{also}"
    if first.dep_ in _BEFORE:
        return f"right before {above}{also}"
    return f"beside {above}{also}" if first.head.i != first.i else f"named in the sentence{also}"


def put(chosen: Chosen, sentence: ReadSentence) -> Iterator[str]:
    """What made it promised, demanded, threatened or conditional, and denied."""
    rule, head = chosen.match.rule, chosen.match.head
    if chosen.modality is not Modality.ACTUAL:
        cues = [f"“{cue}”" for cue in _moods(head)]
        why = "by the rule itself" if rule.modality is chosen.modality else f"by {', '.join(cues) or 'its clause'}"
        yield f"{chosen.modality}: {why}"
    if chosen.polarity is Polarity.DENY:
        denials = ", ".join(f"“{cue}”" for cue in _denials(head, sentence)) or "its clause"
        yield f"{chosen.polarity}: {'the rule says that it did not happen' if rule.flip else f'by {denials}'}"
    if rule.code is not chosen.code:
        yield f"{chosen.code}: what the rule has as {rule.code}, put this way"


def _moods(head: Token) -> Iterator[str]:
    for child in head.children:
        if child.dep_ in {"aux", "mark"} and (child.lower_ in _AUXILIARIES or child.dep_ == "mark"):
            yield child.text
    current = head
    for _ in range(5):
        if current.head.i == current.i:
            return
        current = current.head
        governs = ("promised", "demanded", "threatened", "deal_verbs", "unreal_nouns", "unreal_verbs")
        if any(current.lemma_.lower() in modality_words(name) for name in governs):
            yield current.text


def _denials(head: Token, sentence: ReadSentence) -> Iterator[str]:
    for token in (head, *head.ancestors):
        for child in token.children:
            if child.dep_ == "neg" or child.lower_ in {"no", "never", "neither", "nor", "none", "hardly", "yet"}:
                yield child.text
        if token.lemma_.lower() in modality_words("denied"):
            yield token.text
        if token.i != head.i and token.dep_ == "ccomp":
            break
    yield from (s.cue.text for s in sentence.speeches if s.denies and head.i in s.content)


def dated(chosen: Chosen, traced: Traced) -> str:
    """From which words the day was read."""
    heads = [c.match.head for c in traced.chosen]
    _, moment = when_of(traced.sentence, chosen.match.head, heads, traced.published, chosen.modality)
    if moment is None:
        return "read from the sentence"
    seen = "" if moment.mention.is_absolute or traced.published is None else f", seen from {traced.published.edtf}"
    return f"read from “{moment.mention.text}”{seen}"
