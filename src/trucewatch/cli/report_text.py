"""A report, or a claim in its report, as text."""

import textwrap
from collections.abc import Iterator

from trucewatch.cli.claim_text import claim_facts
from trucewatch.dossier.model import Dossier
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.records import Claim, Report

_WIDTH = 100
_AROUND = 400
"""Characters shown before and after the sentence of a claim."""


def claim_lines(claim: Claim, dossier: Dossier) -> Iterator[str]:
    """What the claim says, and its sentence between 【 and 】 with the text around it."""
    report = dossier.reports[claim.report_id]
    yield from head_lines(report)
    yield ""
    first, *facts = claim_facts(claim, dossier.resolved[claim.claim_id])
    yield f"Claim {claim.claim_id}: {first}"
    yield from facts
    yield ""
    before = report.text[max(0, claim.start - _AROUND) : claim.start]
    after = report.text[claim.end : claim.end + _AROUND]
    lead = "…" if claim.start > _AROUND else ""
    tail = "…" if claim.end + _AROUND < len(report.text) else ""
    yield from _paragraphs(f"{lead}{before}【{report.text[claim.start : claim.end]}】{after}{tail}")


def report_lines(ident: str, dossier: Dossier) -> Iterator[str]:
    """The whole report, with coded sentences between 【 and 】 and the ids of their claims behind them."""
    report = dossier.reports.get(ident)
    if report is None:
        raise RequestError(
            "TW-ASK-5",
            f"No claim or report in this case has the id {ident!r}.",
            do="`trucewatch claims` and `trucewatch search` show the ids.",
        )
    yield from head_lines(report)
    yield ""
    spans: dict[tuple[int, int], list[str]] = {}
    for claim in dossier.claims.values():
        if claim.report_id == ident:
            spans.setdefault((claim.start, claim.end), []).append(claim.claim_id)
    text, at = "", 0
    for (start, end), ids in sorted(spans.items()):
        text += f"{report.text[at:start]}【{report.text[start:end]}】[{', '.join(ids)}]"
        at = end
    yield from _paragraphs(text + report.text[at:])


def head_lines(report: Report) -> Iterator[str]:
    """Title, outlet, day and how it is known, file, and what became of the report."""
    yield report.title or "(no title)"
    how = f" (from {report.published_how})" if report.published_how else ""
    yield f"{report.outlet or 'outlet unknown'}, {report.published or 'undated'}{how}, report {report.report_id}"
    if report.published_why:
        yield from textwrap.wrap(f"Dated so because {report.published_why}", _WIDTH, break_on_hyphens=False)
    yield f"{report.file or report.url}{f', {report.part}' if report.part else ''}"
    if report.duplicate_of:
        yield f"A copy of report {report.duplicate_of}{_likeness(report)}"
    if report.shares_with:
        count = report.shared_sentences
        shared = f"{count} of its sentences {'comes' if count == 1 else 'come'} in other reports too"
        yield from textwrap.wrap(f"{shared}: {', '.join(report.shares_with)}", _WIDTH, break_on_hyphens=False)
    if report.corrects:
        yield f"Corrects report {report.corrects}"
    if report.withdrawn:
        yield f"Withdrawn, and no longer evidence: {report.withdrawn}"


_KINDS = {
    "exact": "word for word",
    "near": "edited, {share} of all runs of three words shared",
    "contains": "holds {share} of it",
    "inside": "a piece of it, {share} of this text",
}


def _likeness(report: Report) -> str:
    """In brackets: how it is a copy, and of which one where that is another copy than the likely origin."""
    if report.copy_kind is None or report.copy_strength is None:
        return ""
    how = _KINDS[report.copy_kind].format(share=f"{report.copy_strength:.0%}")
    return f" ({how})" if report.copy_of == report.duplicate_of else f" (by way of {report.copy_of}: {how})"


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        yield from textwrap.wrap(paragraph, _WIDTH, break_on_hyphens=False)
        yield ""
