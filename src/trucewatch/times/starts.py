"""Which expressions can begin with a word: so that the grammar is tried only where one may stand, and only that part.

A test holds this to the grammar: trying every pattern at every word must find the same.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from trucewatch.times.patterns import PATTERNS, any_case
from trucewatch.times.words import keyed, months, numbers, weekdays, words

WORD = re.compile(r"[A-Za-z]+|\d+")

_DAYS = "day_month_range days_month day_month"
_LED = "month_day day_month near_day day_part weekday month_year month_part month_step year decade period season"
_STEPS = "month_step day_part weekday window period"
_THE = ("the", "The", "THE")
_COUNTED = "ago duration counted_weekday"
UNITS = [forms[-1] for forms in words()["units"].values()]
_PREPOSITIONS = ["for", "over", "during", "within", "in"]


def _first_words(forms: Iterable[str]) -> list[str]:
    return [found[0] for form in forms if (found := WORD.match(form))]


def _starters() -> Mapping[str, str]:
    """Each first word, lower case, to the names of what it can begin; "0" stands for any number."""
    known = words()
    sections: list[tuple[Iterable[str], str]] = [
        (["0"], f"{_DAYS} day_small_month numeric year decade {_COUNTED} clock"),
        (months(), "month_day between_days month_year month doubtful_month small_month_day"),
        (weekdays(), f"month_day {_DAYS} weekday"),
        ([f"{forms[0]}s" for forms in known["weekdays"].values()], "weekday"),
        (["the"], f"{_DAYS} {_COUNTED} season quarter decade weekday window past_unit {_LED}"),
        (keyed("portions"), _LED),
        (["early", "late", "earlier", "later", "mid"], _LED),
        ([*known["last"], *known["this"], *known["next"], *known["past_windows"], *known["future_windows"]], _STEPS),
        (["these"], "window"),
        (["past"], "period"),
        ([*numbers(), *known["vague_numbers"], *known["approximators"]], _COUNTED),
        (_PREPOSITIONS, "duration"),
        (["every", "each", *known["set_words"]], "every"),
        (keyed("holiday_names"), "holiday"),
        ([*known["last"], *known["this"], *known["next"]], "holiday quarter"),
        (["fiscal"], "quarter fiscal"),
        (["0"], "quarter"),
        (["first", "full", "entire", "other"], "duration"),
        ([*known["day_words"], *known["next_day_words"]], "near_day"),
        (["overnight"], "overnight"),
        (known["clock_words"], "clock"),
        ([form for form, count in known["numbers"].items() if count in range(1, 13)], "clock"),
        (["half", "quarter", "a"], "clock"),
        (["first", "last", "the"], "edge_day"),
        (known["seasons"], "season"),
        (known["ordinals"], "quarter"),
        (["year"], "year_end"),
        (UNITS, "long_ago"),
    ]
    found: dict[str, str] = defaultdict(str)
    for forms, names in sections:
        for word in _first_words(forms):
            found[word.lower()] += f" {names}"
    return found


def _after_the() -> str:
    """What must stand after "the": most of them begin no expression, and to try them all takes long."""
    known = words()
    forms = [*keyed("portions"), *known["last"], *known["this"], *known["next"], *known["day_words"]]
    forms = [form[4:] for form in [*forms, *known["next_day_words"]] if form.startswith("the ")]
    forms += [*known["seasons"], *known["ordinals"], *known["past_windows"], *known["future_windows"], *weekdays()]
    forms += [
        *numbers(),
        *known["vague_numbers"],
        *known["approximators"],
        "first",
        "full",
        "entire",
        "other",
        "fiscal",
    ]
    forms += ["week", "month", "quarter", "year", "decade", "century", "early", "late", "mid", "earlier", "later"]
    return rf"(?=\w+\s[ \t]?(?:\d|{any_case(sorted(set(_first_words(forms))))}))"


def _index() -> Mapping[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for word, names in _starters().items():
        known = {*names.split()}
        key = tuple(name for name in PATTERNS if name in known)
        index |= dict.fromkeys((word, word.capitalize(), word.upper()), key)
    return index


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """The pattern of one kind of expression, compiled when it is first needed: all of them take a tenth of a second."""
    return re.compile(PATTERNS[name])


_MAY_BEGIN = re.compile(r"(?<![\w$€£#])(?<!\d[.,])")
_AFTER_THE = re.compile(_after_the())
STARTS = _index()


def begun(text: str, word: re.Match[str]) -> tuple[str, re.Match[str]] | None:
    """The expression that begins with a word: its kind, the first that fits, and its match; None where none does."""
    said, start = word[0], word.start()
    names = STARTS.get("0" if said[0].isdecimal() else said)
    if names is None or (said in _THE and not _AFTER_THE.match(text, start)):
        return None
    return first_of(names, text, start)


def first_of(names: Iterable[str], text: str, start: int) -> tuple[str, re.Match[str]] | None:
    """The first of these kinds of expressions that stands there, with its match."""
    if not _MAY_BEGIN.match(text, start):
        return None
    return next(((name, match) for name in names if (match := _pattern(name).match(text, start))), None)
