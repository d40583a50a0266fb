"""One report's text to parsed sentences: the whole of the language layer, in reading order."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.language import commas
from trucewatch.language.known import Known
from trucewatch.language.lexicon import Lexicon
from trucewatch.language.listening import listen
from trucewatch.language.moments import Moment, moments
from trucewatch.language.names import Memory
from trucewatch.language.parse import Gazetteer, Parser, labels
from trucewatch.language.phrases import objects_of
from trucewatch.language.places import Places
from trucewatch.language.sentences import split
from trucewatch.language.speech import Speech, quoted_tokens, speeches
from trucewatch.language.voices import Voices
from trucewatch.language.words import words
from trucewatch.learnt import Model
from trucewatch.vocabulary.records import Mention, Report

# Places in capitals, then perhaps a day and an agency, then a dash, a colon or an agency between slashes.
_TITLED = re.compile(r"^(?:[A-Z][\w'’-]+ ?){1,3}, (?:[A-Z][\w'’.-]+ ?){1,3}(?:\d{1,2} )?[-–—] ")
_DATELINE = re.compile(
    r"^[A-Z][A-ZÀ-Þ'’./ -]{2,40}(?:,\s*[A-Z][\w.]+)?"
    r"(?:,\s*(?:[A-Z][a-z]{2,8}\.?\s*\d{1,2}|\d{1,2}\s*[A-Z][a-z]{2,8}))?(?:,?\s*\d{4})?\.?"
    r"(?:\s*\([^)]{2,40}\))?\s*(?:[-–—:]+|/[A-Z]+/\.?)\s+",
)


@dataclass(slots=True)
class ReadSentence:
    """A sentence with its parse (None where it was not worth one). `shift` is where the parsed text begins in it."""

    number: int
    start: int
    end: int
    paragraph: int
    text: str
    shift: int = 0
    doc: Doc | None = None
    inside: bool = False
    """Whether a quotation is still open at its beginning."""
    speeches: list[Speech] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)
    carried: list[Mention] = field(default_factory=list)
    """Who speaks a quotation that has no speaker of its own, from the sentences around it."""
    continued: list[Mention] = field(default_factory=list)
    """Whose account the sentence goes on with: it follows theirs in one paragraph and names nobody else."""


class Reader:
    """Reads reports into sentences. One per process: it holds the model."""

    def __init__(self, knowledge: Knowledge, learnt: Model | None = None) -> None:
        """Load the model and the names; `learnt` hears speech that the grammar misses."""
        self._learnt = learnt
        self.lexicon = Lexicon(knowledge)
        self.places = Places(self.lexicon)
        titles = frozenset({*self.lexicon.ranks, *(role for role in self.lexicon.roles if " " not in role)})
        self._parser = Parser(Gazetteer(labels(self.lexicon.gazetteer.items())), titles)

    def read(self, report: Report, wanted: Callable[[str], bool]) -> tuple[list[ReadSentence], Memory]:
        """Split, parse what is `wanted`, and find speech; also returns a fresh memory for the second pass."""
        [read] = self.read_all([report], wanted)
        return read

    def read_all(
        self, reports: Sequence[Report], wanted: Callable[[str], bool]
    ) -> Iterator[tuple[list[ReadSentence], Memory]]:
        """Read several reports; their sentences are parsed together, which is quicker."""
        split_up = [list(_sentences(report.text)) for report in reports]
        chosen = [[s for s in sentences if wanted(s.text)] for sentences in split_up]
        together = [s for sentences in chosen for s in sentences]
        bare = [commas.lost(report.text) for report, sentences in zip(reports, chosen, strict=True) for _ in sentences]
        texts = [s.text[s.shift :] for s in together]
        texts = [commas.restored(t) if lost else t for t, lost in zip(texts, bare, strict=True)]
        for sentence, doc in zip(together, self._parser.parse(texts), strict=True):
            sentence.doc = doc
        for report, sentences, parsed in zip(reports, split_up, chosen, strict=True):
            named = self._find_speech(parsed)
            _carry(parsed)
            if self._learnt is not None and not commas.lost(report.text):
                memory = Memory(self.lexicon, named)
                for sentence in parsed:
                    if sentence.doc is not None:
                        memory.note(sentence.doc, sentence.number)
                listen(self._learnt, report.text, parsed, memory)
            self.places.attend(report.text, [(s.start + s.shift, s.doc) for s in parsed if s.doc is not None])
            if len(sentences) <= _LONGEST_PARAGRAPH * (sentences[-1].paragraph + 1 if sentences else 0):
                _continue(parsed)
            yield sentences, Memory(self.lexicon, named)

    def _find_speech(self, sentences: Sequence[ReadSentence]) -> list[Known]:
        memory = Memory(self.lexicon)
        voices = Voices(memory)
        still_open, paragraph = False, -1
        for sentence in sentences:
            doc = sentence.doc
            if doc is None:
                continue
            sentence.inside = still_open and (
                sentence.paragraph == paragraph or not sentence.text.startswith(('"', "“"))
            )
            memory.note(doc, sentence.number)
            sentence.speeches = speeches(doc, voices, inside=sentence.inside)
            sentence.moments = moments(doc)
            for speaker in inner_speakers(sentence.speeches)[:1]:
                memory.note_speaker(speaker)
            voices.note(inner_speakers(sentence.speeches))
            _, still_open = quoted_tokens(doc, inside=sentence.inside)
            paragraph = sentence.paragraph
        return memory.known


def inner_speakers(found: Sequence[Speech]) -> list[Mention]:
    """Who is quoted, rather than who quotes them: the speakers of the innermost act of speaking."""
    return min(found, key=lambda s: len(s.content)).speakers if found else []


def _sentences(text: str) -> Iterator[ReadSentence]:
    paragraph, previous_end = 0, 0
    for number, (start, end) in enumerate(split(text)):
        if "\n\n" in text[previous_end:start]:
            paragraph += 1
        previous_end = end
        sentence = ReadSentence(number, start, end, paragraph, text[start:end])
        dateline = (_DATELINE.match(sentence.text) or _TITLED.match(sentence.text)) if number < 3 else None
        if dateline is not None and dateline.end() < len(sentence.text) - 20:
            sentence.shift = dateline.end()
        yield sentence


_LONGEST_PARAGRAPH = 4
"""Sentences a paragraph, on average: a text with more has lost its paragraphs, and nothing tells who goes on."""


_ONE_VOICE = 0.8
"""Share of a report's sourced sentences that one source tells: then the report is an account of theirs."""


def _continue(sentences: Sequence[ReadSentence]) -> None:
    """Let the speaker of a sentence go on in the next ones of its paragraph, until somebody else speaks.

    Only a bulletin goes on so, a report that is one source's account, or what stands between two sentences that one
    source tells: elsewhere the reporter takes over.
    """
    voices = Counter(s.speeches[0].speakers[0].name for s in sentences if s.speeches and s.speeches[0].speakers)
    voice, count = max(voices.items(), key=lambda item: item[1], default=("", 0))
    alone = voice if count > 1 and count >= _ONE_VOICE * voices.total() else None
    between = _between(sentences)
    for earlier, later in pairwise(sentences):
        follows = later.number == earlier.number + 1 and later.paragraph == earlier.paragraph
        if follows and not later.speeches and not later.carried:
            told = [s for s in earlier.speeches if _tells_it_all(s, earlier)]
            told = [s for s in told if _is_bulletin(s) or s.speakers[0].name == alone or later.number in between]
            later.continued = list(told[0].speakers if told else () if earlier.speeches else earlier.continued)


def _between(sentences: Sequence[ReadSentence]) -> frozenset[int]:
    """Numbers of the sentences of a paragraph that stand between two of the same speaker's."""
    found, last, waiting = set[int](), None, list[ReadSentence]()
    for sentence in sentences:
        if last is not None and sentence.paragraph != last.paragraph:
            last, waiting = None, []
        if not sentence.speeches:
            waiting.append(sentence)
            continue
        if last is not None and {m.name for m in inner_speakers(last.speeches)} == {
            m.name for m in inner_speakers(sentence.speeches)
        }:
            found.update(s.number for s in waiting)
        last, waiting = sentence, []
    return frozenset(found)


def _is_bulletin(speech: Speech) -> bool:
    """Whether what is told comes from a text: "the report said", "the mission said in its bulletin"."""
    cue = speech.cue
    return any(c.lower_ in words("source_nouns") for c in cue.children if c.dep_ == "nsubj") or any(
        t.lower_ in words("bulletins") for t in objects_of(cue, "in")
    )


def _tells_it_all(speech: Speech, sentence: ReadSentence) -> bool:
    """Whether the whole sentence is what somebody says, rather than a clause of it."""
    doc = sentence.doc
    root = next((t for t in doc if t.head.i == t.i), None) if doc is not None else None
    return root is not None and (speech.cue.i == root.i or root.i in speech.content)


def _carry(sentences: Sequence[ReadSentence]) -> None:
    """Give a quotation without a speaker of its own the one who speaks before or after it."""

    def is_quotation(sentence: ReadSentence) -> bool:
        if sentence.doc is None:
            return False
        quoted, _ = quoted_tokens(sentence.doc, inside=sentence.inside)
        words = [t.i for t in sentence.doc if t.is_alpha]
        return bool(words) and sum(i in quoted for i in words) > 0.8 * len(words)

    # From the end: a quotation takes the speaker named after it.
    for later, earlier in pairwise(reversed(sentences)):
        if not earlier.speeches and is_quotation(earlier) and later.paragraph == earlier.paragraph:
            attributed = later.speeches and later.speeches[0].quoted
            earlier.carried = list(later.speeches[0].speakers if attributed else later.carried)
    for earlier, later in pairwise(sentences):
        if not later.speeches and not later.carried and is_quotation(later):
            later.carried = list(earlier.speeches[0].speakers if earlier.speeches else earlier.carried)
