"""How well dates are found and read, against texts marked up in TimeML (TimeBank, AQUAINT).

    python benchmarks/time_value.py FOLDER [--errors] [--held-out]

Even documents in sorted order are for development, odd ones are held out. A gold expression of type DATE whose value
is a calendar value (no PRESENT_REF and the like) counts as found if a mention overlaps it, and as read if the mention
resolves to the same days. A portion ("early", "the end of") does not count: TimeML keeps it apart from the value.
Nothing else of the mark-up is used: the tense is guessed from auxiliaries in the sentence, as no parser is at hand.
"""

import argparse
import calendar
import dataclasses
import datetime as dt
import re
import time
import xml.etree.ElementTree as ET  # the corpora are local files that the caller named
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from trucewatch.times import TimeMention, find
from trucewatch.times.calendar_forms import Range
from trucewatch.times.reference import Tense
from trucewatch.vocabulary.when import When

FUTURE = re.compile(r"\b(?:will|would|to be|plans? to|expected to|scheduled|due|shall|going to)\b|'ll\b")
PAST = re.compile(r"\b(?:said|was|were|had|did|\w+ed)\b")
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Gold:
    """One marked expression."""

    start: int
    end: int
    text: str
    kind: str
    value: str


def read(path: Path) -> tuple[str, list[Gold], When | None]:
    """The text, its marked expressions, and the day of publication."""
    root = ET.parse(path).getroot()  # noqa: S314 - local corpora that the caller named
    stamp = root.find("DCT/TIMEX3")
    day = re.match(r"\d{4}-\d\d-\d\d", stamp.get("value", "") if stamp is not None else "")
    body = root.find("TEXT")
    if body is None:
        return "", [], None
    parts: list[str] = []
    gold: list[Gold] = []

    def walk(element: ET.Element) -> None:
        start = sum(map(len, parts))
        parts.append(element.text or "")
        for child in element:
            walk(child)
            parts.append(child.tail or "")
        if element.tag == "TIMEX3":
            end = sum(map(len, parts))
            gold.append(Gold(start, end, "".join(parts)[start:end], element.get("type", ""), element.get("value", "")))

    walk(body)
    return "".join(parts), sorted(gold, key=lambda g: g.start), When.parse(day[0]) if day else None


def days(value: str) -> When | None:
    """The days of a TimeML value; None for those that are no days."""
    value = value.partition("T")[0]
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        low = dt.date.fromisocalendar(int(match[1]), max(1, min(int(match[2]), 52)), 6 if match[3] else 1)
        return When(low, low + dt.timedelta(days=1 if match[3] else 6))
    if match := re.fullmatch(r"(\d{4})-(?:Q([1-4])|H([12])|(SP|SU|FA|WI))", value):
        length = 6 if match[3] else 3
        first = SEASONS[match[4]] if match[4] else (int(match[2] or match[3]) - 1) * length + 1
        year, month = divmod(int(match[1]) * 12 + first - 1 + length - 1, 12)
        return When(dt.date(int(match[1]), first, 1), dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1]))
    if re.fullmatch(r"\d{3}", value):
        return When(dt.date(int(value) * 10, 1, 1), dt.date(int(value) * 10 + 9, 12, 31))
    try:
        return When.parse(value)
    except ValueError:
        return None


def readings(mention: TimeMention, text: str, anchor: When) -> list[When | None]:
    """What the mention names, without its portion and relation; for a range its two ends too, as they are marked."""
    found = [resolved(mention, text, anchor)]
    if isinstance(mention.form, Range):
        found += [
            resolved(dataclasses.replace(mention, form=f), text, anchor)
            for f in (mention.form.first, mention.form.last)
        ]
    return found


def resolved(mention: TimeMention, text: str, anchor: When) -> When | None:
    """What the mention names, without its portion and relation."""
    left = text[max(text.rfind(". ", 0, mention.start), mention.start - 60, 0) : mention.start]
    looks_ahead = list(FUTURE.finditer(left))
    told = list(PAST.finditer(left))
    tense: Tense | None = None
    if looks_ahead or told:
        last_ahead = looks_ahead[-1].start() if looks_ahead else -1
        tense = "future" if last_ahead > (told[-1].start() if told else -1) else "past"
    form = mention.form
    if getattr(form, "portion", None):
        form = dataclasses.replace(form, portion=None)  # type: ignore[type-var]  # every form with a portion is a dataclass
    relation = mention.relation if mention.relation in ("by", "until", "from") else "on"
    return dataclasses.replace(mention, form=form, relation=relation).resolve(anchor, tense)


def score(paths: list[Path], *, show: bool) -> Counter[str]:
    """Counts over the documents."""
    counts: Counter[str] = Counter()
    for path in paths:
        text, gold, anchor = read(path)
        if anchor is None:
            continue
        mentions = find(text)  # the first time warms up: patterns are compiled when first needed
        started = time.process_time_ns()
        find(text)
        counts["nanoseconds"] += time.process_time_ns() - started
        counts["words"] += len(text.split())
        taken: set[int] = set()
        for g in gold:
            hits = [i for i, m in enumerate(mentions) if m.start < g.end and g.start < m.end]
            want = days(g.value) if g.kind == "DATE" else None
            if want is None:
                taken.update(hits)  # not scored either way: durations, sets, times, vague references
                continue
            dated = [i for i in hits if mentions[i].kind in ("date", "interval", "time")]
            counts["gold"] += 1
            counts["found"] += bool(dated)
            found = [w for i in dated for w in readings(mentions[i], text, anchor)]
            right = want in found
            counts["right"] += right
            counts["guessed"] += any(w is not None for w in found)
            taken.update(hits)
            if show and not right:
                said = [w.edtf if w else None for w in found]
                around = " ".join(text[max(g.start - 50, 0) : g.end + 30].split())
                print(f"{path.name}: {g.text!r} is {g.value}, read {said} (day {anchor.edtf}): {around}")
        for i, m in enumerate(mentions):
            if i not in taken and m.kind in ("date", "interval"):
                counts["spurious"] += 1
                if show:
                    print(
                        f"{path.name}: spurious {m.text!r}: {' '.join(text[max(m.start - 40, 0) : m.end + 30].split())}"
                    )
    return counts


def report(name: str, counts: Counter[str]) -> None:
    """One line of counts and shares."""
    offered = counts["guessed"] + counts["spurious"]
    precision, recall = counts["right"] / max(offered, 1), counts["right"] / max(counts["gold"], 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    speed = 1000 * counts["words"] / max(counts["nanoseconds"], 1)
    print(
        f"{name}: gold {counts['gold']} found {counts['found']} right {counts['right']} spurious {counts['spurious']} "
        f"P {precision:.3f} R {recall:.3f} value F1 {f1:.3f}; {counts['words']} words, {speed:.2f} M words/s"
    )


def main() -> None:
    """Read the arguments, print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what is missed or misread in the development half")
    parser.add_argument("--held-out", action="store_true", help="score the held-out half too")
    given = parser.parse_args()
    paths = sorted(given.folder.rglob("*.tml"))
    paths = [path for path in paths if path.parent.name != "testpipeline"]
    report("development", score(paths[::2], show=given.errors))
    if given.held_out:
        report("held out", score(paths[1::2], show=False))


if __name__ == "__main__":
    main()
