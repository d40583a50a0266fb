"""Circumstances that date a text: who holds an office or a town, how long a war has lasted, what toll it has taken.

Reporters give them in passing and of their own day, so each bounds the day of publication. The list is data
(`data/circumstances.yaml`, which says where its days come from): what held, from which day and until which.
"""

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trucewatch.reading.rules import data

_LEAVE = dt.timedelta(days=30)
"""Days for which a holder is still named after leaving, and a town by who held it."""
_OLD = dt.timedelta(days=90)
"""Days for which a toll is still told by some after the next one."""
_BEFOREHAND = dt.timedelta(days=30)
"""Days by which a toll may have been told before the day in the list, by somebody else."""
_EARLY, _LONG = dt.timedelta(days=365), dt.timedelta(days=550)
"""A "six-year war" has begun its sixth year, and has not lasted seven and a half."""
_OFF = dt.timedelta(days=60)
_YEAR = 365.25
_AROUND = 90
_HELD = r"[- ](?:held|controlled|run) (?:\w+ ){0,2}?"
_BEFORE = 25
"""Characters before a title in which "former" and the like make it no evidence."""
_COUNT = re.compile(r"(?<![\d,.])(\d{1,3})(?:[, ])?000\b")


@dataclass(frozen=True, slots=True)
class Circumstance:
    """Days from `low` to `high` (None is open), and the words of the text that tell of them."""

    low: dt.date | None
    high: dt.date | None
    why: str


def circumstances_of(text: str) -> tuple[Circumstance, ...]:
    """What a text tells of its time in passing: bounds that hold, each with its words."""
    plain = " ".join(text.split())
    war = _war_of(plain)
    found = [*_held_offices(plain, (*_offices(), *(war.offices if war else ()))), *(_in_war(plain, war) if war else ())]
    return tuple(dict.fromkeys(found))


def _held_offices(text: str, offices: "Iterable[_Span]") -> Iterator[Circumstance]:
    """The latest holder bounds the day from below; the first to go of those in office then, from above."""
    named = [(office, said) for office in offices if (said := _said(office, text))]
    if not named:
        return
    low = max(office.low for office, _ in named if office.low)
    ends = [office.high for office, _ in named if office.high and office.high > low]
    words = ", ".join(f"“{said}”" for _, said in named[:3])
    high = min(ends, default=None)
    yield Circumstance(low, high and high + _LEAVE, f"{words} in office")


def _said(span: "_Span", text: str) -> str | None:
    for found in span.pattern.finditer(text):
        if not _bygone().search(text, max(0, found.start() - _BEFORE), found.start()):
            return found.group()
    return None


def _in_war(text: str, war: "_War") -> Iterator[Circumstance]:
    yield from _tolls(text, war)
    yield from _lasting(text, war)
    for held in war.held:
        if said := _said(held, text):
            yield Circumstance(held.low, held.high and held.high + _LEAVE, f"“{said}”")
    for begun in war.since:
        if found := begun.pattern.search(text):
            yield Circumstance(begun.low, None, f"“{found.group()}”, known since {begun.low}")


def _tolls(text: str, war: "_War") -> Iterator[Circumstance]:
    for found in _COUNT.finditer(text):
        span = war.tolls.get(int(found[1]) * 1000)
        around = text[max(0, found.start() - _AROUND) : found.end() + _AROUND]
        if span and _dead().search(around):
            low, high = span
            yield Circumstance(low - _BEFOREHAND, high and high + _OLD, f"a toll of {found.group()}")


def _lasting(text: str, war: "_War") -> Iterator[Circumstance]:
    if war.began is None or war.ended is None:
        return
    for low, high, kind, names in (
        (-_EARLY, _LONG, "lasted", data("clues")["numbers"]),
        (-dt.timedelta(days=_YEAR) - _OFF, _OFF, "in_year", data("circumstances")["ordinals"]),
    ):
        for found in (one for pattern in _durations(kind) for one in pattern.finditer(text)):
            if years := _number(found["n"], names):
                past = war.began + dt.timedelta(days=years * _YEAR)
                if past - _EARLY > war.ended:  # An older war in the same country.
                    continue
                yield Circumstance(past + low, past + high, f"“{found.group()}”, begun in {war.began.year}")


def _number(word: str, names: Sequence[str]) -> int:
    if word[0].isdigit():
        return int(re.sub(r"\D", "", word))
    return names.index(word.lower()) + 1 if word.lower() in names else 0


@dataclass(frozen=True, slots=True)
class _Span:
    pattern: re.Pattern[str]
    low: dt.date | None
    high: dt.date | None


@dataclass(frozen=True, slots=True)
class _War:
    names: re.Pattern[str]
    began: dt.date | None
    ended: dt.date | None
    offices: tuple[_Span, ...]
    tolls: Mapping[int, tuple[dt.date, dt.date | None]]
    held: tuple[_Span, ...]
    since: tuple[_Span, ...]


def _war_of(text: str) -> "_War | None":
    """The war that the text names most often; None if it names none, or two as often."""
    counts = sorted(((len(war.names.findall(text)), at) for at, war in enumerate(_wars())), reverse=True)
    (most, at), (second, _) = counts[0], counts[1]
    return _wars()[at] if most >= 2 and most > 2 * second else None


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def _span(entry: Mapping[str, Any], pattern: str) -> _Span:
    low, high = (None if day == ".." else day for day in (entry["from"], entry.get("until", "..")))
    return _Span(re.compile(pattern), low, high)


def _office(entry: Mapping[str, Any]) -> _Span:
    titles, names = _either(entry["title"]), _either(entry["name"])
    return _span(entry, rf"\b(?i:{titles})(?: for [A-Z]\w+,?)? (?:{names})\b")


@functools.cache
def _offices() -> tuple[_Span, ...]:
    return tuple(_office(entry) for entry in data("circumstances")["offices"])


@functools.cache
def _bygone() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(data('circumstances')['bygone'])})\b", re.IGNORECASE)


@functools.cache
def _wars() -> tuple[_War, ...]:
    return tuple(
        _War(
            re.compile(rf"\b(?:{_either(war['names'])})\b"),
            war.get("began"),
            war.get("ended"),
            tuple(_office(entry) for entry in war.get("offices", ())),
            {
                toll["count"]: (toll["from"], None if toll["until"] == ".." else toll["until"])
                for toll in war.get("tolls", ())
            },
            tuple(
                _span(held, rf"\b(?i:{_either(held['who'])}){_HELD}(?:{_either(held['place'])})\b")
                for held in war.get("held", ())
            ),
            tuple(_span(begun, rf"\b(?:{_either(begun['words'])})\b") for begun in war.get("since", ())),
        )
        for war in data("circumstances")["wars"]
    )


@functools.cache
def _durations(kind: str) -> tuple[re.Pattern[str], ...]:
    known = data("circumstances")
    numbers = "|".join([*data("clues")["numbers"], r"\d{1,2}"])
    ordinals = "|".join([*known["ordinals"], r"\d{1,2}(?:st|nd|rd|th)"])
    parts = {"{n}": f"(?P<n>{numbers})", "{nth}": f"(?P<n>{ordinals})", "{war}": f"(?:{_either(known['war'])})"}
    return tuple(
        re.compile(
            rf"\b(?:{functools.reduce(lambda text, part: text.replace(*part), parts.items(), source)})\b", re.IGNORECASE
        )
        for source in known[kind]
    )


@functools.cache
def _dead() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(data('circumstances')['dead'])})\b", re.IGNORECASE)
