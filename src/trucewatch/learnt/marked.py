"""Reports of the project's own, with the predicate of every claim marked in the text.

A file holds many: `=== ID | conflict | published YYYY-MM-DD`, a `# Headline`, then one sentence a line, an empty line
between paragraphs. `[word|CODE]` or `[word|CODE|attributes]` marks a claim; ` << A; B` at a line's end says who tells
the claims of the sentence where it is not the reporter.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from trucewatch.vocabulary.codes import Code
from trucewatch.vocabulary.errors import InputError

_MARK = re.compile(r"\[([^\[\]|]+)\|([A-Z_]+)(?:\|([^\[\]]*))?\]")
_SPEAKERS = re.compile(r"\s+<<\s*(.+)$")


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim: its predicate's place in the sentence (characters), its code, and what is not as usual."""

    start: int
    end: int
    code: Code
    attributes: frozenset[str] = frozenset()
    speakers: tuple[str, ...] = ()
    """Who tells it; nobody is the reporter."""


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence without its marks, where it begins in the report's text, and the marks."""

    text: str
    start: int
    marks: tuple[Mark, ...] = ()


@dataclass(slots=True)
class MarkedReport:
    """One report; `text` is what the program reads, headline first."""

    id: str
    conflict: str
    published: str
    text: str = ""
    sentences: list[MarkedSentence] = field(default_factory=list)


def unseen(report_id: str) -> bool:
    """Whether a report is kept from those who work on rules and models: every fourth of a file."""
    return int(report_id.rpartition("-")[2]) % 4 == 0


def read(paths: Sequence[Path]) -> Iterator[MarkedReport]:
    """Every report of the files, in order.

    Raises:
        InputError: a line that cannot be understood, with its file and number.
    """
    for path in paths:
        report: MarkedReport | None = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            where = f"{path}, line {number}"
            if line.startswith("==="):
                if report is not None:
                    yield report
                report = _headed(line, where)
            elif report is None:
                if line.strip():
                    raise InputError("TW-LEARNT-3", "A sentence stands before any report.", where, "Begin with ===.")
            elif line.startswith("# "):
                report.text += line[2:].strip() + "\n\n"
            elif not line.strip():
                report.text = report.text.rstrip() + "\n\n"
            else:
                _add(report, line.strip(), where)
        if report is not None:
            yield report


def _headed(line: str, where: str) -> MarkedReport:
    parts = [part.strip() for part in line.strip("= ").split("|")]
    if len(parts) != 3:
        raise InputError(
            "TW-LEARNT-3", "A report's heading has not three parts.", where, "Write === ID | conflict | day."
        )
    return MarkedReport(parts[0], parts[1], parts[2].removeprefix("published").strip())


def _add(report: MarkedReport, line: str, where: str) -> None:
    told = _SPEAKERS.search(line)
    speakers = _names(told.group(1)) if told else ()
    line = line[: told.start()] if told else line
    text, marks, reached = "", list[Mark](), 0
    for match in _MARK.finditer(line):
        text += line[reached : match.start()]
        start = len(text)
        text += match.group(1)
        reached = match.end()
        marks.append(_mark(start, len(text), match, speakers, where))
    text += line[reached:]
    if "[" in text and "|" in text:
        raise InputError("TW-LEARNT-3", f"A mark cannot be read: {text}", where, "Write [word|CODE].")
    start = len(report.text)
    report.sentences.append(MarkedSentence(text, start, tuple(marks)))
    report.text += text + " "


def _mark(start: int, end: int, match: re.Match[str], speakers: tuple[str, ...], where: str) -> Mark:
    if match.group(2) not in set(Code):
        raise InputError(
            "TW-LEARNT-3", f"No code is called {match.group(2)}.", where, "Take one from docs/codebook.md."
        )
    given = [a.strip() for a in (match.group(3) or "").split(",") if a.strip()]
    own = next((_names(a.removeprefix("speaker=")) for a in given if a.startswith("speaker=")), None)
    attributes = frozenset(a for a in given if not a.startswith("speaker="))
    return Mark(start, end, Code(match.group(2)), attributes, speakers if own is None else own)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(";") if (name := part.strip()))
