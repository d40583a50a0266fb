"""Expressions that mean something only by what was told before, or nothing exact: for the marking as TimeML has it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from trucewatch.times.patterns import GAP, MONTH, WEEKDAY, any_case
from trucewatch.times.reference import Unit
from trucewatch.times.values import SEASONS, length
from trucewatch.times.words import alternatives, months, plain, units, weekdays, words

_ENDED = re.compile(r"\s(?:ended|ending)\b")
_DAY_PARTS = "(?:morning|afternoon|evening|night)"


@dataclass(frozen=True, slots=True)
class Reference:
    """Such an expression at `start:end`, its kind, and what the kind needs: a unit, a value, a number of days."""

    start: int
    end: int
    kind: str
    unit: str
    time: str | None = None


@cache
def _pattern() -> re.Pattern[str]:
    known = words()["discourse"]
    vague = any_case([form for forms in known["vague"].values() for form in forms])
    bare = any_case(known["definite"])
    year_ago = any_case(known["year_ago"])
    unit = "(?:quarter|year|month|week|day|period)"
    plural = "(?:minutes|hours|days|weeks|months|years|decades|centuries)"
    lengths = rf"(?P<lengths>{plural}(?:{GAP}(?:or|and){GAP}(?:even{GAP})?{plural})?)"
    ahead = rf"(?i:the){GAP}(?P<ahead>{plural}){GAP}(?:ahead|to{GAP}come)"
    whole = rf"{any_case(known['whole'])}{GAP}(?P<whole>hour|day|week|month|year|decade)"
    beside = rf"(?i:the){GAP}(?P<beside>week|month|year){GAP}(?P<side>before|after|earlier)(?!\s\w)"
    streak = (
        rf"(?i:for{GAP}(?:an?|the)){GAP}(?P<streak>{any_case(known['centuries'])}|\d+(?:st|nd|rd|th))"
        rf"{GAP}(?:straight|consecutive|successive|running){GAP}(?P<streak_unit>day|week|month|quarter|year)"
    )
    bare_lengths = "|".join(rf"(?<=\b{each}\s)" for form in known["bare_lengths"] for each in (form, form.capitalize()))
    long = r"(?P<long>(?:hour|day|week|month|year|decade)s?)-?long"
    lead = rf"(?P<lead>(?i:earlier|later){GAP}(?:in{GAP})?|(?i:early|late){GAP})?"
    before = any_case(known["a_year_before"])
    same = rf"(?i:the){GAP}(?P<same>same|comparable|corresponding){GAP}(?:period|quarter|months){GAP}{before}"
    end_month = rf"{GAP}(?:that{GAP})?(?:ended|ending){GAP}(?:on{GAP})?(?P<month>{MONTH})"
    ended = rf"(?i:the){GAP}(?:fiscal{GAP})?(?P<ended>quarter)(?={end_month})"
    event = rf"(?!{GAP}(?i:{alternatives(known['not_before'])})\b)"
    before_event = rf"(?!{GAP}(?i:{alternatives(set(known['not_before']) - {'of'})})\b)"
    return re.compile(
        rf"(?<![\w-])(?:(?:(?P<vague>{vague})|{same}"
        rf"|(?:(?i:the){GAP})?(?P<year_ago>{year_ago})(?:{GAP}(?P<of>(?:{any_case(words()['ordinals'])}[\s-])?quarter|period))?(?!\s[$\d])"
        rf"|{ended}"
        rf"|{lead}(?P<bare>{bare}){GAP}(?:(?i:fiscal){GAP})?(?P<unit>{unit})|{long}|{ahead}|{whole}|{streak})(?![\w-])(?!{GAP}\d{{4}}){event}"
        rf"|(?:{bare_lengths}){lengths}(?![\w-]){before_event}|{beside})"
    )


@cache
def _named() -> re.Pattern[str]:
    """Centuries, decades without their century, parts of a day already told, nights of the week."""
    known = words()["discourse"]
    lead = rf"(?:(?i:the){GAP})?(?:(?i:early|late|mid|earlier|later)(?:{GAP}|-))?(?:(?i:the){GAP})?"
    dated = rf"(?:(?i:early|late|mid)(?:{GAP}|-))?(?i:the){GAP}(?:(?i:early|late|mid)(?:{GAP}|-))?"
    told = any_case(known["told_days"])
    return re.compile(
        rf"(?<![\w-]){lead}(?:(?P<century>\d\d?)(?:st|nd|rd|th)|(?P<ordinal>{any_case(known['centuries'])}))"
        rf"(?:{GAP}|-)(?i:century|centuries)\b"
        rf"|\b{dated}['’]?(?P<decade>[2-9]0)['’]?s\b|(?<!\w)['’](?P<short>[2-9]0)['’]?s\b"
        rf"|\b{dated}(?P<tens>{any_case(known['decades'])})\b"
        rf"|\b(?P<told>{told}){GAP}(?P<part>{_DAY_PARTS})\b(?!{GAP}(?:sky|market|paper|news|life|watch|show|club)\b)"
        rf"|\b(?i:early|late|mid)(?:{GAP}|-)(?P<middle>morning|afternoon|evening)\b(?!{GAP}(?:hours|news|trading)\b)"
        rf"|\b(?i:every|each){GAP}(?:(?P<every>{WEEKDAY}){GAP})?(?:(?P<every_part>{_DAY_PARTS})"
        rf"|(?P<season>{any_case(words()['seasons'])})|(?P<weekend>weekend))\b"
        rf"|(?<=\b[Oo]n\s)(?P<weekends>weekends)\b"
        rf"|\b(?i:{alternatives(known['often'])}){GAP}(?:an?|per|each|every){GAP}(?P<rate>minute|hour|day|week|month|quarter|year)\b"
        rf"|\b(?P<weekday>{WEEKDAY}){GAP}(?P<parts>{_DAY_PARTS})s\b"
        rf"|\b(?P<weekday2>{WEEKDAY})(?={GAP}(?:and|or){GAP}{WEEKDAY}{GAP}(?P<parts2>{_DAY_PARTS})s\b)"
    )


def discourse(text: str) -> Iterator[Reference]:
    """Each that may stand in the text, by its start within either of two searches; they may overlap."""
    for match in _pattern().finditer(text):
        yield _reference(text, match)
    for match in _named().finditer(text):
        yield _name(match)


def _reference(text: str, match: re.Match[str]) -> Reference:
    start, end = match.span()
    if match["vague"]:
        return Reference(start, end, "vague", _vague()[plain(match["vague"])])
    long = match["lengths"] or match["long"] or match["ahead"] or match["whole"]
    if long:
        unit = cast("Unit", units()[long.split()[0]])
        return Reference(start, end, "length", length(1 if match["whole"] or match["long"] == unit else None, unit))
    if match["streak"]:
        return _streak(match)
    if not match["unit"]:
        return _compared(match)
    if match["unit"] == "year" and _ENDED.match(text, end):
        return Reference(start, end, "length", "P1Y")
    said = plain(match["bare"])
    if match["unit"] == "day" and said == "the" and not match["lead"]:
        said = "any"
    return Reference(start, end, said, match["unit"])


def _compared(match: re.Match[str]) -> Reference:
    """What stands beside a period told before: a year earlier, the week after; or the quarter that ended in a month."""
    start, end = match.span()
    if match["same"]:
        return Reference(start, end, "same_year_ago", "period")
    if match["ended"]:
        return Reference(start, end, "ended", str(months()[match["month"].strip().rstrip(".").lower()]))
    if match["beside"]:
        return Reference(start, end, "after" if match["side"] == "after" else "before", match["beside"])
    of = plain(match["of"] or "period").replace("-", " ")
    return Reference(start, end, "same_year_ago" if " " in of else "year_ago", of)


def _streak(match: re.Match[str]) -> Reference:
    """Three days of "for the third straight day"."""
    said, unit = plain(match["streak"]), match["streak_unit"]
    count = words()["discourse"]["centuries"].get(said) or int(said[:-2])
    return Reference(match.start() + 4, match.end(), "length", length(count, cast("Unit", unit)))


def _name(match: re.Match[str]) -> Reference:
    known = words()["discourse"]
    start, end = match.span()
    if match["century"] or match["ordinal"]:
        number = int(match["century"] or known["centuries"][plain(match["ordinal"])])
        return Reference(start, end, "century", f"{max(number - 1, 0):02d}")
    if match["rate"]:
        return Reference(start, end, "set", length(1, cast("Unit", match["rate"])))
    if match["every_part"] or match["season"] or match["weekend"] or match["weekends"]:
        return Reference(start, end, "set", _every(match))
    if match["weekday"] or match["weekday2"]:
        day = weekdays()[(match["weekday"] or match["weekday2"]).lower()]
        time = words()["day_parts"][match["parts"] or match["parts2"]]
        return Reference(start, end, "set", f"XXXX-WXX-{day + 1}{time}")
    if match["middle"]:
        return Reference(start, end, "told", "0", words()["day_parts"][match["middle"]])
    if match["told"]:
        step = known["told_days"][plain(match["told"])]
        lead = len(match["told"]) - len("the") if plain(match["told"]).endswith(" the") else 0
        return Reference(start + lead, end, "told", str(step), words()["day_parts"][match["part"]])
    digits = match["decade"] or match["short"] or str(known["decades"][plain(match["tens"])])
    return Reference(start, end, "decade", digits[0])


def _every(match: re.Match[str]) -> str:
    if match["season"]:
        return f"XXXX-{SEASONS[words()['seasons'][match['season'].lower()][0]]}"
    if match["weekend"] or match["weekends"]:
        return "XXXX-WXX-WE"
    day = f"WXX-{weekdays()[match['every'].lower()] + 1}" if match["every"] else "XX-XX"
    return f"XXXX-{day}{words()['day_parts'][match['every_part']]}"


@cache
def _vague() -> dict[str, str]:
    """Each vague word to the reference that TimeML writes for it."""
    return {form.lower(): key for key, forms in words()["discourse"]["vague"].items() for form in forms}
