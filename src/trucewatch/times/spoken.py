"""Years and days of a month in words, as broadcasts have them: "March eighth, nineteen ninety-four"."""

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cache

from trucewatch.times.patterns import FULL_MONTH, GAP
from trucewatch.times.words import alternatives, number, plain, words


@cache
def _pattern() -> re.Pattern[str]:
    known = words()
    ones = alternatives(form for form, value in known["numbers"].items() if value in range(1, 10) and " " not in form)
    teens = alternatives(form for form, value in known["numbers"].items() if value in range(10, 20))
    tens = rf"{alternatives(known['tens'])}(?:[-\s]{ones})?"
    days = alternatives([*_ordinals(), *(form.replace("-", " ") for form in _ordinals())])
    return re.compile(
        rf"\b(?P<hundreds>(?i:eighteen|nineteen|twenty))(?:{GAP}|-)(?P<rest>{tens}|{teens}|(?:oh|o){GAP}{ones})\b(?!-)"
        rf"|\b(?P<decade_hundreds>(?i:eighteen|nineteen))[-\s](?P<decade>{alternatives(known['discourse']['decades'])})\b"
        rf"|(?:(?<=\byear\s)|(?<=\bsince\s)|(?<=\buntil\s))(?P<millennium>two{GAP}thousand)(?:{GAP}(?:and{GAP})?(?P<more>{ones}|{teens}))?\b"
        rf"|(?<=\b[Ii]n\s)(?P<millennium2>two{GAP}thousand){GAP}(?:and{GAP})?(?P<more2>{ones}|{teens})\b"
        rf"|(?P<month>{FULL_MONTH})(?P<gap>,?{GAP}(?:the{GAP})?)(?P<day>{days})\b"
    )


@cache
def _ordinals() -> dict[str, int]:
    known = words()["discourse"]["centuries"]
    found = {form: count for form, count in known.items() if count <= 20}
    ones = [(form, count) for form, count in known.items() if count < 10]
    found |= {f"twenty-{form}": 20 + count for form, count in ones}
    return found | {"thirtieth": 30, "thirty-first": 31}


def in_digits(text: str) -> tuple[str, Callable[[int], int]]:
    """The text with those in digits, and a function from each place of it to the same place of the text itself."""
    parts: list[str] = []
    ends, shifts = [0], [0]
    last = length = 0
    for match in _pattern().finditer(text):
        start, end, digits = _written(match)
        parts += [text[last:start], digits]
        length += start - last + len(digits)
        last = end
        ends.append(length)
        shifts.append(end - length)
    return "".join([*parts, text[last:]]), lambda place: place + shifts[bisect_right(ends, place) - 1]


def _written(match: re.Match[str]) -> tuple[int, int, str]:
    if match["day"]:
        return match.start("day"), match.end("day"), str(_ordinals()[plain(match["day"]).replace(" ", "-")])
    if match["decade"]:
        hundreds = {"eighteen": 18, "nineteen": 19}[plain(match["decade_hundreds"])]
        return match.start(), match.end(), f"{hundreds}{words()['discourse']['decades'][match['decade']]}s"
    if match["hundreds"]:
        hundreds = {"eighteen": 18, "nineteen": 19, "twenty": 20}[plain(match["hundreds"])]
        rest = re.sub(r"^oh?\s+", "", plain(match["rest"]))
        return match.start(), match.end(), f"{hundreds}{int(number(rest) or 0):02d}"
    more = match["more"] or match["more2"]
    return match.start(), match.end(), str(2000 + int(number(more) or 0) if more else 2000)
