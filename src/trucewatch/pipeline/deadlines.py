"""Coming deadlines as a calendar (iCalendar, RFC 5545)."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trucewatch import __version__
from trucewatch.monitoring import spans
from trucewatch.pipeline.view import Question, View
from trucewatch.vocabulary.codes import Status
from trucewatch.vocabulary.subject import Commitment, Finding, Thing, Valued

_OVER = frozenset({Status.SUPERSEDED.value, Status.LAPSED.value})
_OCTETS = 75
"""The longest line that RFC 5545 allows, without its end (3.1)."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something that falls due between two days, both counted; `uid` is the same while the thing and its day are."""

    uid: str
    first: dt.date
    last: dt.date
    title: str
    notes: tuple[str, ...]


def coming(view: View, question: Question) -> list[Due]:
    """Deadlines, ends of commitments and ends of agreements on or after the day asked about, by day.

    Commitments that were superseded or have lapsed are left out. Rival versions of a deadline stand side by side. A
    deadline known to the month spans it; one that is only known to lie before a day stands on that day.
    """
    findings = view.findings(question)
    status: dict[str, list[Finding]] = {}
    for finding in findings:
        status.setdefault(finding.about.id or "", []).append(finding)
    found = [due for due in _all(view, status) if due.last >= question.as_of]
    return sorted(found, key=lambda due: (due.first, due.last, due.uid))


def _all(view: View, status: dict[str, list[Finding]]) -> Iterator[Due]:
    for commitment in view.dossier.commitments:
        own = status.get(commitment.commitment_id, [])
        if not own or all(finding.status.value in _OVER for finding in own):
            continue
        for kind, versions in (("Deadline", commitment.deadline), ("Ends", commitment.until)):
            yield from _dues(commitment.commitment_id, kind, versions, _label(commitment), _notes(commitment, own))
    for agreement in view.dossier.agreements:
        own = status.get(agreement.agreement_id, [])
        if own:
            notes = tuple(f"Status on {f.as_of}: {f.status.value.replace('_', ' ')}" for f in own)
            yield from _dues(agreement.agreement_id, "Expires", agreement.expires, agreement.name, notes)


def _dues(about: str, kind: str, versions: tuple[Valued, ...], label: str, notes: tuple[str, ...]) -> Iterator[Due]:
    for value in dict.fromkeys(version.value for version in versions):
        when = spans.read(value)
        if when is None or (last := when.latest) is None:
            continue
        sources = sorted({v.source for v in versions if v.value == value and v.source})
        told = sum(len(v.claims) for v in versions if v.value == value)
        rivals = (f"Sources give {len(versions)} versions; this one is {value}.",) if len(versions) > 1 else ()
        basis = (*(f"Source: {source}" for source in sources), *((f"Claims: {told}",) if told else ()))
        uid = hashlib.sha256(f"{about}|{kind}|{value}".encode()).hexdigest()[:32]
        yield Due(f"{uid}@trucewatch", when.earliest or last, last, f"{kind}: {label}", (*notes, *rivals, *basis))


def _label(commitment: Commitment) -> str:
    who = ", ".join(dict.fromkeys(_name(one) for one in commitment.who))
    return f"{who}: {commitment.does}" if who else commitment.does


def _name(thing: Thing) -> str:
    return thing.name or thing.mention or "somebody"


def _notes(commitment: Commitment, own: list[Finding]) -> tuple[str, ...]:
    statuses = (
        f"Status on {f.as_of}{f' (deadline {f.version})' if f.version else ''}: {f.status.value.replace('_', ' ')}"
        for f in own
    )
    agreement = (f"Agreement: {_name(commitment.agreement)}",) if commitment.agreement else ()
    clause = (f"Clause: {commitment.clause_ref}",) if commitment.clause_ref else ()
    return (*agreement, *clause, *statuses)


def calendar(dues: Iterable[Due], as_of: dt.date) -> str:
    """The calendar as a file: all-day events, stamped with the day asked about: the same case, the same bytes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Trucewatch//{__version__}//EN", "CALSCALE:GREGORIAN"]
    for due in dues:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{due.uid}",
            f"DTSTAMP:{as_of:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{due.first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{due.last + dt.timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(due.title)}",
            f"DESCRIPTION:{_escaped(chr(10).join(due.notes))}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _escaped(text: str) -> str:
    """RFC 5545, 3.3.11."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, later ones begun with a space, no character cut in two."""
    part, room = "", _OCTETS
    for character in line:
        size = len(character.encode())
        if size > room:
            yield part
            part, room = " ", _OCTETS - 1
        part, room = part + character, room - size
    yield part
