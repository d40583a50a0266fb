"""A case and a verdict as a notebook shows them, and as text elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from trucewatch.pipeline.overview import Verdict, Word
from trucewatch.vocabulary.codes import Status, ZoneStatus
from trucewatch.vocabulary.subject import Finding

_GOOD = frozenset({Status.FULFILLED, Status.KEPT, ZoneStatus.HOLDING})
_BAD = frozenset(
    {Status.BREACHED, Status.REVERSED, Status.OVERDUE, Status.LATE, ZoneStatus.COLLAPSED, ZoneStatus.STRAINED}
)
_BOX = "border:1px solid #bbb;border-radius:4px;padding:.6em 1em;max-width:60em;margin:.4em 0"
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Card:
    """One finding with the sentences it rests on. `finding` is the record; `sentences` are told in full by `str`."""

    verdict: Verdict
    agreement: str

    @property
    def finding(self) -> Finding:
        """The record: status, the ids of claims for and against, by party and by camp, reasons."""
        return self.verdict.finding

    @property
    def status(self) -> str:
        """The verdict as exports have it: `breached`, `holding` and so on."""
        return self.finding.status.value

    def __str__(self) -> str:
        """All of it as text."""
        found = self.finding
        lines = [f"{self.verdict.title}: {_plain(self.status)} on {found.as_of} (policy {found.policy})"]
        for label, words in (("For", self.verdict.for_), ("Against", self.verdict.against)):
            lines += [f"  {label}: {word.source}, {_where(word)}: “{word.quote}”" for word in words]
        return "\n".join([*lines, *(f"  {reason}" for reason in found.reasons)])

    def __repr__(self) -> str:
        """The line that says it."""
        return f"<{self.verdict.title}: {_plain(self.status)} on {self.finding.as_of}>"

    def _repr_html_(self) -> str:
        found, verdict = self.finding, self.verdict
        colour = "#2a7d4f" if found.status in _GOOD else "#b3352b" if found.status in _BAD else "#8a6d00"
        badge = f'<b style="color:{colour}">{escape(_plain(self.status))}</b>'
        known = f", as known on {escape(found.known_at)}" if found.known_at not in (found.as_of, "..") else ""
        when = f"on {escape(found.as_of)}{known} · policy {escape(found.policy)}"
        parts = [
            f'<div style="{_BOX}"><div>{badge} · {escape(verdict.title)}</div>',
            f"<small>{escape(self.agreement)} · {when}</small>",
            _items(verdict.facts),
            _sentences("For", verdict.for_),
            _sentences("Against", verdict.against),
            f"<details><summary>Why</summary>{_items(found.reasons)}</details></div>",
        ]
        return "".join(parts)


def case_html(name: str, facts: Iterable[tuple[str, str]]) -> str:
    """A case in a few lines."""
    lines = "".join(f"<tr><th style='text-align:left'>{escape(k)}</th><td>{escape(v)}</td></tr>" for k, v in facts)
    return f'<div style="{_BOX}"><b>{escape(name)}</b><table>{lines}</table></div>'


def _plain(status: str) -> str:
    return status.replace("_", " ")


def _where(word: Word) -> str:
    return f"{word.outlet or 'outlet unknown'}, {word.published or 'undated'}"


def _items(texts: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f"<ul>{items}</ul>" if items else ""


def _sentences(label: str, words: tuple[Word, ...]) -> str:
    if not words:
        return ""
    items = "".join(
        f'<li><span dir="auto">“{escape(word.quote)}”</span> <small>{escape(word.source)} · {escape(_where(word))} · '
        f"<code>{escape(word.claim_id)}</code></small></li>"
        for word in words[:_SHOWN]
    )
    more = f"<li>… and {len(words) - _SHOWN} more</li>" if len(words) > _SHOWN else ""
    return f"<div>{label}</div><ul>{items}{more}</ul>"
