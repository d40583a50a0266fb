"""The dossier as text for a careful reader."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from trucewatch.dossier.model import Dossier
from trucewatch.pipeline.overview import Chapter, Verdict, Word
from trucewatch.pipeline.view import Question

_WIDTH = 100
_SHOWN = 3
"""Sentences shown for each side, unless all are asked for."""

_QUESTIONS = {"existence": "WHETHER IT WAS MADE AT ALL", "binding": "WHETHER IT BINDS THOSE WHO REJECT IT"}
_ANSWERS = {"disputed": "sources contradict each other", "not_in_force": "nobody here says so"}

_NOTHING_KNOWN = frozenset({"unobserved", "pending", "not_yet_due", "not_triggered"})

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


def lines(question: Question, dossier: Dossier, chapters: Sequence[Chapter], *, everything: bool) -> Iterator[str]:
    """The whole answer, line by line."""
    shown = [c for c in chapters if everything or c.is_reported]
    common = _said_of_all(shown)
    yield f"Status on {question.as_of.isoformat()}"
    known = f"published by {question.known_at.isoformat()}" if question.known_at else "in the case"
    yield f"Judged from all that was {known} ({len(dossier.reports):,} reports, {len(dossier.claims):,} claims)."
    yield from _wrapped(f"Policy “{question.policy.name}”: {question.policy.description}", 0)
    yield from (line for reason in sorted(common) for line in _wrapped(reason, 0))
    if len(shown) < len(chapters):
        yield f"Left out: {len(chapters) - len(shown)} agreements that no report here mentions; --all shows them."
    yield from _withdrawn(dossier)
    if not shown:
        yield "No agreement, zone or commitment was found in these reports."
    for chapter in shown:
        yield from _chapter(chapter, common, everything=everything)


def _withdrawn(dossier: Dossier) -> Iterator[str]:
    for report in sorted(dossier.reports.values(), key=lambda report: report.report_id):
        if report.withdrawn:
            told = f"{report.outlet or 'outlet unknown'}, {report.published or 'undated'}"
            yield from _wrapped(
                f"Withdrawn, and no longer evidence: {report.report_id} ({told}): {report.withdrawn}", 0
            )


def _said_of_all(chapters: Iterable[Chapter]) -> frozenset[str]:
    """Reasons that every verdict of a sort gives, such as the rules of the policy: they are told once."""
    sorts: dict[str, list[frozenset[str]]] = {}
    for chapter in chapters:
        for verdict in (*chapter.head, *chapter.zones):
            sort = verdict.finding.class_ if verdict.finding.class_ in _QUESTIONS else "whole"
            sorts.setdefault(sort, []).append(frozenset(verdict.finding.reasons))
        for verdict in chapter.commitments:
            sorts.setdefault("commitment", []).append(frozenset(verdict.finding.reasons))
    return frozenset().union(*(frozenset.intersection(*each) for each in sorts.values() if len(each) > 1))


def _chapter(chapter: Chapter, common: frozenset[str], *, everything: bool) -> Iterator[str]:
    yield ""
    yield chapter.title.upper()
    yield "=" * min(len(chapter.title), _WIDTH)
    yield from (f"  {line}" for fact in chapter.facts for line in _wrapped(fact, 2))
    for verdict in chapter.head:
        yield from _verdict(verdict, common, "  ", everything=everything)
    for heading, verdicts in (("Zones", chapter.zones), ("Commitments", chapter.commitments)):
        told = [v for v in verdicts if everything or _is_known(v)]
        if told:
            yield ""
            yield f"  {heading}"
        for number, verdict in enumerate(told, 1):
            yield ""
            title = textwrap.wrap(f"{number}. {verdict.title}", _WIDTH - 6, subsequent_indent="   ")
            yield from (f"  {line}" for line in title)
            yield from (f"     {line}" for fact in verdict.facts for line in _wrapped(fact, 5))
            yield from _verdict(verdict, common, "     ", everything=everything)
        yield from _silent([v for v in verdicts if v not in told], heading)


def _is_known(verdict: Verdict) -> bool:
    """Whether there is more to tell than that nobody reports on it."""
    return bool(verdict.for_ or verdict.against) or verdict.finding.status.value not in _NOTHING_KNOWN


def _silent(verdicts: Sequence[Verdict], heading: str) -> Iterator[str]:
    if not verdicts:
        return
    yield ""
    yield f"  {heading} on which nobody reports:"
    titles = dict.fromkeys(v.title + _other_than_unobserved(v.finding.status.value) for v in verdicts)
    yield from (f"  {line}" for title in titles for line in _wrapped(f"* {title}", 2, "  "))


def _other_than_unobserved(status: str) -> str:
    return "" if status == "unobserved" else f" ({status.replace('_', ' ')})"


def _verdict(verdict: Verdict, common: frozenset[str], indent: str, *, everything: bool) -> Iterator[str]:
    status = verdict.finding.status.value
    name = status.replace("_", " ").upper()
    meaning = MEANING[status]
    question = _QUESTIONS.get(verdict.finding.class_)
    if question:
        name, meaning = f"{question}: {_ANSWERS[status]}", _ANSWERS[status]
    yield f"{indent}{name}{f': {meaning}' if meaning.upper() != name and not question else ''}"
    if len({its for _, its in verdict.finding.by_party}) > 1:
        for party, its in verdict.finding.by_party:
            yield f"{indent}{party} alone: {its.replace('_', ' ')}"
    for reason in verdict.finding.reasons:
        if reason not in common:
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
    by = word.source if word.source == word.place else f"{word.source}, in {word.place}"
    copies = f"; copied by {', '.join(word.copies)}" if word.copies else ""
    yield from _wrapped(f"* {by}, {word.published or 'undated'}{copies}:", indent, "  ")
    yield from ("  " + line for line in _wrapped(f"“{word.quote}”", indent + 2))
    yield f"  [{word.file}; {word.claim_id}]"


def _wrapped(text: str, indent: int, hanging: str = "") -> list[str]:
    return textwrap.wrap(text, _WIDTH - indent, subsequent_indent=hanging, break_on_hyphens=False) or [""]
