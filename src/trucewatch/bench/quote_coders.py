"""Those whose quotations are scored: the rules of speech, the learnt parts, and textacy as a peer."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from spacy.tokens import Doc, Token

from trucewatch.bench.attributions import Attribution, Span
from trucewatch.casebook import load
from trucewatch.language.parse import load_model, readable
from trucewatch.language.reader import Reader, ReadSentence
from trucewatch.language.speech import Speech
from trucewatch.learnt import Model
from trucewatch.vocabulary.records import Report

Coder = Callable[[str], list[Attribution]]


def rules() -> Coder:
    """The rules of speech over the parse of every sentence."""
    reader = Reader(load(None))

    def code(text: str) -> list[Attribution]:
        sentences, _ = reader.read(Report("", "", text), lambda _: True)
        return _joined([(sentence, speech) for sentence in sentences for speech in sentence.speeches], sentences)

    return code


def learnt(model: Model) -> Coder:
    """The learnt parts."""

    def code(text: str) -> list[Attribution]:
        return [Attribution(q.source, q.cue, q.content) for q in model.quotations(text)]

    return code


def textacy() -> Coder | None:
    """Direct quotations by textacy over spaCy's parse; None where it is not installed."""
    try:
        from textacy.extract import triples  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - a peer
    except ImportError:
        return None
    nlp = load_model()

    def code(text: str) -> list[Attribution]:
        try:
            return [_of_textacy(found) for found in triples.direct_quotations(nlp(readable(text)))]
        except ValueError:  # it gives up on a text with an odd number of quotation marks
            return []

    return code


def _of_textacy(found: Any) -> Attribution:  # noqa: ANN401 - the peer has no types
    parts = (found.speaker, found.cue, [*found.content])
    source, cue, content = (((tokens[0].idx, tokens[-1].idx + len(tokens[-1])),) if tokens else () for tokens in parts)
    return Attribution(source, cue, content)


def _joined(found: Iterable[tuple[ReadSentence, Speech]], sentences: Sequence[ReadSentence]) -> list[Attribution]:
    """Speeches with their places in the text; a quotation that runs on over the next sentences takes them in."""
    made: list[Attribution] = []
    for sentence, speech in found:
        doc = sentence.doc
        if doc is None:
            continue
        shift = sentence.start + sentence.shift
        content = _spans(doc, sorted(speech.content), shift)
        if speech.quoted:
            content += _running_on(sentences, sentence.number)
        cue = ((speech.cue.idx + shift, speech.cue.idx + len(speech.cue) + shift),)
        made.append(Attribution(_source(speech, speech.cue, shift), cue, tuple(content)))
    return made


def _running_on(sentences: Sequence[ReadSentence], number: int) -> list[Span]:
    places: list[Span] = []
    for sentence in sentences[number + 1 :]:
        if not (sentence.inside and sentence.carried and not sentence.speeches):
            break
        places.append((sentence.start, sentence.end))
    return places


def _spans(doc: Doc, indexes: Sequence[int], shift: int) -> list[Span]:
    places: list[list[int]] = []
    last = -2
    for i in indexes:
        end = doc[i].idx + len(doc[i]) + shift
        if i == last + 1:
            places[-1][1] = end
        else:
            places.append([doc[i].idx + shift, end])
        last = i
    return [(first, end) for first, end in places]


def _source(speech: Speech, cue: Token, shift: int) -> tuple[Span, ...]:
    """Where the first speaker's words stand, nearest to the cue, with their article: the rules keep only the words."""
    if not speech.speakers:
        return ()
    text = cue.doc.text
    words = r"(?:\b(?:an?|the)\s+)?" + re.escape(readable(speech.speakers[0].text))
    places = [m.span() for m in re.finditer(words, text, re.IGNORECASE)]
    nearest = min(places, key=lambda place: min(abs(place[0] - cue.idx), abs(place[1] - cue.idx)), default=None)
    return ((nearest[0] + shift, nearest[1] + shift),) if nearest else ()
