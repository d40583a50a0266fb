"""What changed between two days in what was known: verdicts old and new, and the claims that changed them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trucewatch.pipeline.verdict_changes import Change, Standing, Verdicts, as_row, changes
from trucewatch.pipeline.view import Question, View
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.subject import Finding


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two questions and what differs between their answers."""

    before: Question
    after: Question
    changes: tuple[Change, ...]
    rows: tuple[dict[str, Any], ...]
    """The changes for files: about, class, version, before, after, new claims for and against, reasons."""

    def __repr__(self) -> str:
        """A line a change."""
        lines = [f"{c.name}: {c.before or 'not known of'} → {c.after or 'not known of'}" for c in self.changes]
        return "\n".join(lines) or "Nothing changed."


def compare(
    view: View, first: dt.date, last: dt.date, *, on: dt.date | None = None, policy: str | None = None
) -> Comparison:
    """The verdicts as known on `first` beside those as known on `last`.

    Each is judged for its own day; with `on` both are judged for that one, so that only what was learned can change
    them, not the passing of time. RequestError where `last` lies before `first`.
    """
    if last < first:
        raise RequestError("TW-ASK-2", f"{last} lies before {first}.", do="Swap them.")
    earlier, later = (view.question(on or day, day, policy) for day in (first, last))
    before, _ = _verdicts(view, earlier)
    after, findings = _verdicts(view, later)
    found = tuple(changes(before, after, findings, view))
    return Comparison(earlier, later, found, tuple(as_row(change, view) for change in found))


def _verdicts(view: View, question: Question) -> tuple[Verdicts, Mapping[str, Finding]]:
    findings = {f"{f.about.id}|{f.class_}|{f.version or ''}": f for f in view.findings(question)}
    standings = {
        key: Standing(f.about.name or f.about.mention or f.about.id or "?", f.status.value, (*f.for_, *f.against))
        for key, f in findings.items()
    }
    return Verdicts(question.as_of.isoformat(), standings), findings
