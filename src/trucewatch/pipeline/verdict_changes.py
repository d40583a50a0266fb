"""What changed in the verdicts between two looks at a case: old and new status, with the claims that are new.

The two looks are at what was known on two days (`compare`), or at a case before and after a build (`changes`).
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trucewatch.pipeline.overview import Word, words
from trucewatch.pipeline.view import Question, View
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.subject import Finding


@dataclass(frozen=True, slots=True)
class Standing:
    """How a commitment, a zone or an agreement stood; `claims` are those for and against."""

    name: str
    status: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """All of them for one day, by what they are about; `as_of` None where no report of the case has a day."""

    as_of: str | None
    standings: Mapping[str, Standing]


@dataclass(frozen=True, slots=True)
class Change:
    """One verdict that is new (`before` None), gone (`after` None) or another than it was, with its new sentences."""

    key: str
    name: str
    class_: str
    before: str | None
    after: str | None
    for_: tuple[Word, ...] = ()
    against: tuple[Word, ...] = ()
    reasons: tuple[str, ...] = ()


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
    before, _ = verdicts(view, earlier)
    after, findings = verdicts(view, later)
    found = tuple(changes(before, after, findings, view))
    return Comparison(earlier, later, found, tuple(as_row(change, view) for change in found))


def latest(view: View) -> tuple[Verdicts, dict[str, Finding]]:
    """The verdicts on the last day that the case knows of, as `trucewatch status` gives them, and their findings."""
    try:
        question = view.question(None, None, None)
    except RequestError:
        return Verdicts(None, {}), {}
    return verdicts(view, question)


def verdicts(view: View, question: Question) -> tuple[Verdicts, dict[str, Finding]]:
    """The answers to a question, and their findings."""
    findings = {_key(finding): finding for finding in view.findings(question)}
    standings = {
        key: Standing(f.about.name or f.about.mention or f.about.id or "?", f.status.value, (*f.for_, *f.against))
        for key, f in findings.items()
    }
    return Verdicts(question.as_of.isoformat(), standings), findings


def changes(before: Verdicts, after: Verdicts, findings: Mapping[str, Finding], view: View) -> list[Change]:
    """The differences in status, sorted; a verdict that nobody has spoken of yet is no news."""
    found = []
    for key in sorted({*before.standings, *after.standings}):
        old, new = before.standings.get(key), after.standings.get(key)
        if (old and new and old.status == new.status) or not ((old and old.claims) or (new and new.claims)):
            continue
        known = set(old.claims) if old else set()
        finding = findings.get(key)
        said = (finding.for_, finding.against) if finding else ((), ())
        for_, against = (words(view.dossier, [c for c in ids if c not in known]) for ids in said)
        name = (new or old or Standing("?", "", ())).name
        statuses = (old.status if old else None, new.status if new else None)
        class_ = key.split("|")[1]
        reasons = finding.reasons if finding else ()
        found.append(Change(key, name, class_, *statuses, for_, against, reasons))
    return found


def _key(finding: Finding) -> str:
    return f"{finding.about.id}|{finding.class_}|{finding.version or ''}"


def stored(verdicts: Verdicts) -> dict[str, Any]:
    """For a file."""
    rows = {key: {"name": s.name, "status": s.status, "claims": s.claims} for key, s in verdicts.standings.items()}
    return {"as_of": verdicts.as_of, "standings": rows}


def restored(record: Mapping[str, Any]) -> Verdicts:
    """From a file; ValueError, KeyError or TypeError where it holds something else."""
    rows = record["standings"].items()
    found = {key: Standing(str(s["name"]), str(s["status"]), tuple(s["claims"])) for key, s in rows}
    return Verdicts(record["as_of"], found)


def as_row(change: Change, view: View) -> dict[str, Any]:
    """For a webhook or a file of JSON Lines."""
    about = change.key.split("|")
    return {
        "about": {"id": about[0], "name": change.name},
        "class": change.class_,
        "version": about[2] or None,
        "before": change.before,
        "after": change.after,
        "for": [_claim(word, view) for word in change.for_],
        "against": [_claim(word, view) for word in change.against],
        "reasons": list(change.reasons),
    }


def _claim(word: Word, view: View) -> dict[str, Any]:
    report = view.dossier.reports[view.dossier.claims[word.claim_id].report_id]
    return {
        "claim_id": word.claim_id,
        "quote": word.quote,
        "source": word.source,
        "outlet": word.outlet,
        "published": word.published,
        "url": report.url,
        "file": report.file,
    }
