"""A report, or a claim in its report, as text."""

import textwrap
from collections.abc import Iterator

from trucewatch.dossier.model import Dossier
from trucewatch.monitoring import figure
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.records import Claim, Report
from trucewatch.vocabulary.subject import Thing

_WIDTH = 100
_AROUND = 400
"""Characters shown before and after the sentence of a claim."""


def claim_lines(claim: Claim, dossier: Dossier) -> Iterator[str]:
    """What the claim says, and its sentence between 【 and 】 with the text around it."""
    report = dossier.reports[claim.report_id]
    resolved = dossier.resolved[claim.claim_id]
    yield from _head(report)
    yield ""
    yield f"Claim {claim.claim_id}: {claim.code or 'statement'} ({claim.kind}, {claim.modality}, {claim.polarity})"
    for label, things in (
        ("speaker", (resolved.speaker,) if resolved.speaker else ()),
        ("via", resolved.via),
        ("actors", resolved.actors),
        ("recipients", resolved.recipients),
        ("places", resolved.places),
        ("zone", (resolved.zone,) if resolved.zone else ()),
        ("agreement", (resolved.agreement,) if resolved.agreement else ()),
        ("commitment", (resolved.commitment,) if resolved.commitment else ()),
    ):
        if things:
            yield f"  {label}: {', '.join(map(_named, things))}"
    for label, value in (("object", claim.object), ("date", claim.date), ("said", claim.said), ("rule", claim.rule)):
        if value:
            yield f"  {label}: {value}"
    for number in claim.numbers:
        yield f"  {number.what}: {figure(number.min, number.max, number.unit)} (“{number.text}”)"
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
    yield from _head(report)
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


def _head(report: Report) -> Iterator[str]:
    yield report.title or "(no title)"
    how = f" (from {report.published_how})" if report.published_how else ""
    yield f"{report.outlet or 'outlet unknown'}, {report.published or 'undated'}{how}, report {report.report_id}"
    if report.published_why:
        yield from textwrap.wrap(f"Dated so because {report.published_why}", _WIDTH, break_on_hyphens=False)
    yield f"{report.file or report.url}{f', {report.part}' if report.part else ''}"
    if report.duplicate_of:
        yield f"A copy of report {report.duplicate_of}"
    if report.corrects:
        yield f"Corrects report {report.corrects}"
    if report.withdrawn:
        yield f"Withdrawn, and no longer evidence: {report.withdrawn}"


def _named(thing: Thing) -> str:
    if thing.name and thing.mention and thing.name != thing.mention:
        return f"{thing.name} (“{thing.mention}”)"
    return thing.name or thing.mention or "?"


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        yield from textwrap.wrap(paragraph, _WIDTH, break_on_hyphens=False)
        yield ""
