"""The dossier as text for a careful reader."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from trucewatch.dossier.model import Dossier
from trucewatch.pipeline.overview import Chapter, Verdict, Word
from trucewatch.pipeline.view import Question

_WIDTH = 100
_SHOWN = 3
"""Sentences shown for each side, unless all are asked for."""

MEANING = {
    "not_yet_due": "not yet due",
    "not_triggered": "its condition has not come about",
    "pending": "due; nothing known yet",
    "fulfilled": "done",
    "partial": "partly done",
    "late": "done, but late",
    "overdue": "not done after the deadline",
    "unobserved": "nobody reports on it",
    "kept": "kept so far",
    "breached": "broken",
    "reversed": "done, then undone",
    "disputed": "sources contradict each other",
    "suspended": "suspended",
    "superseded": "replaced by a later agreement",
    "lapsed": "run out",
    "holding": "holding",
    "strained": "breaches are reported",
    "collapsed": "broken down",
    "ended": "ended",
    "not_in_force": "not in force",
}


def intro(question: Question, dossier: Dossier, *, shown: int, left_out: int) -> Iterator[str]:
    """What was asked, of what, and what is not shown."""
    yield f"Status on {question.as_of.isoformat()}"
    known = f"published by {question.known_at.isoformat()}" if question.known_at else "in the case"
    yield f"Judged from all that was {known} ({len(dossier.reports):,} reports, {len(dossier.claims):,} claims)."
    yield from _wrapped(f"Policy “{question.policy.name}”: {question.policy.description}", 0)
    if left_out:
        yield f"{left_out} agreements that only the casebook knows of are left out; --all shows them."
    if not shown:
        yield "No agreement, zone or commitment was found in these reports."


def lines(chapters: Iterable[Chapter], *, everything: bool) -> Iterator[str]:
    """The chapters line by line."""
    for chapter in chapters:
        yield ""
        yield chapter.title.upper()
        yield "=" * min(len(chapter.title), _WIDTH)
        yield from (f"  {fact}" for text in chapter.facts for fact in _wrapped(text, 2))
        for verdict in chapter.head:
            yield from _verdict(verdict, "  ", everything=everything, titled=False)
        for heading, verdicts in (("Zones", chapter.zones), ("Commitments", chapter.commitments)):
            if verdicts:
                yield ""
                yield f"  {heading}"
            for number, verdict in enumerate(verdicts, 1):
                yield ""
                title = textwrap.wrap(f"{number}. {verdict.title}", _WIDTH - 6, subsequent_indent="   ")
                yield from (f"  {line}" for line in title)
                yield from _verdict(verdict, "     ", everything=everything, titled=True)


def _verdict(verdict: Verdict, indent: str, *, everything: bool, titled: bool) -> Iterator[str]:
    status = verdict.finding.status.value
    name = status.replace("_", " ").upper()
    meaning = MEANING.get(status, "")
    yield f"{indent}{name}{f': {meaning}' if meaning and meaning.upper() != name else ''}"
    if titled:
        yield from (f"{indent}{line}" for fact in verdict.facts for line in _wrapped(fact, len(indent)))
    for party, its in verdict.finding.by_party if len(verdict.finding.by_party) > 1 else ():
        yield f"{indent}{party} alone: {its.replace('_', ' ')}"
    for reason in verdict.finding.reasons:
        yield from (f"{indent}{line}" for line in _wrapped(f"- {reason}", len(indent), "  "))
    yield from _words("For", verdict.for_, indent, everything=everything)
    yield from _words("Against", verdict.against, indent, everything=everything)


def _words(heading: str, words: Sequence[Word], indent: str, *, everything: bool) -> Iterator[str]:
    if not words:
        return
    shown = words if everything else words[-_SHOWN:]
    yield f"{indent}{heading} ({len(words)}):"
    if len(shown) < len(words):
        yield f"{indent}  ({len(words) - len(shown)} earlier ones are left out; --all shows them)"
    for word in shown:
        yield from (f"{indent}  {line}" for line in _word(word, len(indent) + 2))


def _word(word: Word, indent: int) -> Iterator[str]:
    outlet = word.outlet or "outlet unknown"
    by = word.source if word.source == outlet else f"{word.source}, in {outlet}"
    copies = f"; copied by {', '.join(word.copies)}" if word.copies else ""
    yield from _wrapped(f"* {by}, {word.published or 'undated'}{copies}:", indent, "  ")
    yield from ("  " + line for line in _wrapped(f"“{word.quote}”", indent + 2))
    yield f"  [{word.file}; {word.claim_id}]"


def _wrapped(text: str, indent: int, hanging: str = "") -> list[str]:
    return textwrap.wrap(text, _WIDTH - indent, subsequent_indent=hanging, break_on_hyphens=False) or [""]
