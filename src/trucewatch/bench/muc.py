"""MUC-3/4 as its makers laid it out: docs.jsonl (docid, text in capitals) and templates.jsonl (docid, slots)."""

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trucewatch.bench.folders import damaged
from trucewatch.bench.truecasing import Truecaser
from trucewatch.vocabulary.records import Report

_NOTHING = frozenset({"*", "-", ""})
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_OPENING = re.compile(r"^(.{3,160}?)--", re.DOTALL)
_NOTE = re.compile(
    r"\[(?:TEXT|EXCERPTS?|REPORT|SPEECH|COMMUNIQUE|EDITORIAL REPORT|PASSAGE OMITTED)\]\s*", re.IGNORECASE
)
_DAY = re.compile(r"\b(\d{1,2}) ([A-Z]{3}) (\d{2})\b")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


@dataclass(frozen=True, slots=True)
class Blamed:
    """An organisation of one template, by all its names, and the standings that count as right."""

    names: tuple[str, ...]
    standings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """One template. `days` are the days it may have been; `places` go from the country inwards."""

    kind: str
    days: tuple[dt.date, dt.date] | None
    places: tuple[str, ...]
    blamed: tuple[Blamed, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A message with its templates (none where it is not relevant)."""

    docid: str
    text: str
    incidents: tuple[Incident, ...]

    @property
    def organisations(self) -> tuple[str, ...]:
        """Every name of an organisation that a template gives."""
        return tuple(dict.fromkeys(n for i in self.incidents for b in i.blamed for n in b.names))


def documents(folder: Path) -> Iterator[Document]:
    """All messages in the order of the file. RequestError where a line is not laid out so."""
    incidents: dict[str, list[Incident]] = defaultdict(list)
    for docid, slots in ((row["docid"], row["slots"]) for row in _rows(folder / "templates.jsonl", "slots")):
        found = _incident(slots)
        if found is not None:
            incidents[docid].append(found)
    for row in _rows(folder / "docs.jsonl", "text"):
        yield Document(row["docid"], row["text"], tuple(incidents[row["docid"]]))


def report(document: Document, truecaser: Truecaser) -> Report:
    """The message as the program reads reports: in both cases, without editors' notes; its opening tells the day."""
    text = document.text
    opening = _OPENING.match(text)
    day = _day(opening.group(1)) if opening else None
    body = _NOTE.sub("", text[opening.end() :] if opening else text)
    cased = truecaser.restore(body, document.organisations)
    clean = "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", cased.strip()))
    return Report(
        document.docid, document.docid, clean, published=day.isoformat() if day else None, language="en",
        dateline_place=opening.group(1).partition(",")[0].title() if opening else None,
    )  # fmt: skip


def _rows(path: Path, needed: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict) or "docid" not in row or needed not in row:
            raise damaged(path, f"Line {number} is no JSON object with docid and {needed}.")
        yield row


def _incident(slots: Mapping[str, Sequence[str]]) -> Incident | None:
    kind = _first(slots, "INCIDENT: TYPE")
    if kind in _NOTHING:
        return None
    where = [re.sub(r"\(.*?\)", "", p).strip() for p in re.split(r":| - ", _first(slots, "INCIDENT: LOCATION"))]
    return Incident(
        kind=kind,
        days=_days(_first(slots, "INCIDENT: DATE")),
        places=tuple(p for p in where if p not in _NOTHING),
        blamed=tuple(b for v in slots.get("PERP: ORGANIZATION CONFIDENCE", ()) if (b := _blamed(v))),
        optional="OPTIONAL" in _first(slots, "MESSAGE: TEMPLATE"),
    )


def _first(slots: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(slots.get(name, ())), "*")


def _blamed(value: str) -> Blamed | None:
    names = tuple(re.sub(r'\\?"', "", n).strip() for n in _STRING.findall(value))
    standings = tuple(s.strip(" ?()") for s in value.partition(":")[0].split("/"))
    return Blamed(names, standings) if names and value not in _NOTHING else None


def _day(text: str) -> dt.date | None:
    found = _DAY.search(text)
    if found is None or found.group(2) not in _MONTHS:
        return None
    try:
        return dt.date(1900 + int(found.group(3)), _MONTHS.index(found.group(2)) + 1, int(found.group(1)))
    except ValueError:
        return None


def _days(value: str) -> tuple[dt.date, dt.date] | None:
    """A day, or the first and last of "01 MAR 89 - 04 MAR 89"; a range without a beginning is no date."""
    ends = [d for part in value.split(" - ") if (d := _day(part))]
    if not ends or value.strip().startswith("-"):
        return None
    return ends[0], ends[-1]
