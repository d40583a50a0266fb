"""Which time expression and which number belongs to which claim of a sentence."""

from collections.abc import Sequence

from spacy.tokens import Token

from trucewatch.language.moments import Moment, tense_of
from trucewatch.language.phrases import clause_verb
from trucewatch.language.reader import ReadSentence
from trucewatch.language.speech import Speech
from trucewatch.vocabulary.codes import Modality
from trucewatch.vocabulary.records import Quantity
from trucewatch.vocabulary.when import When


def owner(token: Token, heads: Sequence[Token]) -> Token | None:
    """The nearest of `heads` above `token`, or the first one that shares its clause."""
    wanted = {h.i: h for h in heads}
    current = token
    while True:
        if current.i in wanted:
            return wanted[current.i]
        if current.head.i == current.i:
            break
        current = current.head
    verb = clause_verb(token)
    return next((h for h in heads if clause_verb(h).i == verb.i), None)


def dated(
    sentence: ReadSentence,
    head: Token,
    heads: Sequence[Token],
    published: When | None,
    mode: Modality,
) -> tuple[When | None, Moment | None]:
    """The days of one claim, and the expression they were read from: its own, or its clause's."""
    tense = "future" if mode in {Modality.PROMISED, Modality.CONDITIONAL} else tense_of(clause_verb(head)) or "past"
    own = [m for m in sentence.moments if owner(m.root, heads) == head and m.mention.kind in {"date", "interval"}]
    if mode is Modality.PROMISED:
        own += [m for m in sentence.moments if owner(m.root, heads) == head and m.mention.kind == "duration"]
    own.sort(key=lambda m: (m.mention.relation in {"since", "before", "after"}, abs(m.root.i - head.i)))
    for moment in own:
        found = moment.resolve(published, tense)
        if found is not None:
            return found, moment
    return None, None


def said_when(sentence: ReadSentence, speech: Speech, published: When | None) -> When | None:
    """The day that the sentence gives for the speaking itself: "said on Monday"."""
    for moment in sentence.moments:
        outside = moment.root.i not in speech.content and clause_verb(moment.root) == clause_verb(speech.cue)
        if outside and moment.mention.kind in {"date", "interval"}:
            return moment.resolve(published, "past")
    return None


def counted(found: Sequence[tuple[Token, Quantity]], head: Token, heads: Sequence[Token]) -> tuple[Quantity, ...]:
    """The numbers of one claim, each once."""
    own = [q for token, q in found if (owner(token, heads) or heads[0]) == head]
    return tuple(dict.fromkeys(own))
