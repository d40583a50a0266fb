"""Finding date expressions: a quick search for words that every expression has, then the grammar around them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import ahocorasick_rs

from trucewatch.times.calendar_forms import Calendar, Form, Range
from trucewatch.times.grammar import BUILDERS, time_of_day
from trucewatch.times.mention import TimeMention
from trucewatch.times.patterns import GAP
from trucewatch.times.relative_forms import Clock, Duration, Weekday
from trucewatch.times.starts import WORD, begun
from trucewatch.times.words import alternatives, keyed, numbers, plain, words

# How far before the word that gives it away an expression can begin, in characters.
REACH = 48


def _triggers() -> list[str]:
    known = words()
    stems = [
        "day",
        "week",
        "month",
        "year",
        "hour",
        "minute",
        "seconds",
        "centur",
        "fortnight",
        "quarter",
        "decade",
        "night",
        "noon",
        "morning",
        "clock",
        "half past",
        "quarter past",
        "quarter to",
    ]
    stems += ["evening", "tomorrow", *known["clock_words"], *known["seasons"], "GMT"]
    stems += ["fiscal", *known["set_words"]]
    names = [name for forms in known["holiday_names"].values() for name in forms]
    names += [name for forms in known["months"].values() for name in forms if len(name) > 3]
    short = [name + end for forms in known["months"].values() for name in forms if len(name) <= 3 for end in ". "]
    digits = [
        "16",
        "17",
        "18",
        "19",
        "20",
        *(f"{mark}{d}" for d in range(6) for mark in ":h"),
        "a.m",
        "p.m",
        "0 am",
        "0 pm",
    ]
    forms = [*stems, *names, *short, "May"]
    return sorted({*forms, *(form.upper() for form in forms), *(form.capitalize() for form in stems), *digits})


_SEARCH = ahocorasick_rs.AhoCorasick(_triggers(), matchkind=ahocorasick_rs.MatchKind.Standard)
_RELATION = re.compile(rf"\b({alternatives(keyed('relations'))}){GAP}(?:the{GAP})?$", re.IGNORECASE)
_NOT_BEFORE_YEAR = re.compile(
    rf"(?:\b{alternatives(re.escape(form) for form in words()['not_before_a_year'])}|\d){GAP}$", re.IGNORECASE
)
_BEFORE_MONTH = re.compile(rf"\b{alternatives(words()['before_a_doubtful_month'])}\s$", re.IGNORECASE)
_DETERMINER = re.compile(r"\b(?:a|an|the|that)\s$", re.IGNORECASE)
_PLAIN_NOUN = re.compile(rf"\s(?!{alternatives(words()['after_a_walk'])}\b)[a-z]")
_WEEKDAY_NOT_AFTER = re.compile(rf"\b{alternatives(words()['weekday_not_after'])}\s$")
_WEEKDAY_NOT_BEFORE = re.compile(rf"\s{alternatives(words()['weekday_not_before'])}\b")
_CLOCK_CONTEXT = re.compile(
    r"\b(?:at|by|until|till|from|since|before|after|around|about|of|to)\s(?:the\s)?$", re.IGNORECASE
)
_EVENT_AFTER = re.compile(r"\s(?:after|following|from|before)\b")
_NEWSPAPER = re.compile(r"[\w\s]*(?:daily|weekly|monthly)\s[A-Z]$")
_OF_WHAT = re.compile(r"\s(?:of|in|from|to)\b")
_OF_EVENT = re.compile(r"\sof\b")
_NAME_BEFORE = re.compile(rf"\b{alternatives(words()['month_not_after'])}\s$")
_NAME_AFTER = re.compile(rf"\s{alternatives(words()['date_not_before'])}\b")
_MONTH_NAMES = ("month", "doubtful_month", "month_day", "day_month")
# "the night of 3 May", "in the early hours of Tuesday"
_PART_OF_DAY = re.compile(
    rf"(?:\b(?P<determiner>the)\s)?(?:early\s|late\s)?\b(?P<part>{alternatives(words()['parts_of_a_day'])})\s(?:of|on)\s(?:the\s)?$"
)
_DASH = re.compile(r"\s?(?:-|–|—|\bthrough\b)\s?", re.IGNORECASE)
_OPENING = re.compile(r",?\s\(?")
_TO = re.compile(r"\s?(?:-|–|—|\bto\b|\buntil\b|\btill\b|\bthrough\b)\s?(?:the\s)?", re.IGNORECASE)
_FIRST_HOUR = re.compile(r"\s?(?:-|–|—|\bto\b|\buntil\b|\bthrough\b|\band\b|\bor\b)\s?(?:again\sat\s|at\s)?")
_AND = re.compile(r"\sand\s(?:the\s)?")
# "two hours a day", "$5 million a year": how often, not how long.
_RATE = re.compile(r"\ba\s(?:hour|day|week|month|quarter|year)$")
# "24 hours a day, seven days a week": always.
_A_DAY = re.compile(r"\s(?:a|per)\s(?:day|week|month|year)\b(?!\s(?:after|before|later|ago|earlier))")
# "They will one day return": no length.
_SOME_DAY = re.compile(r"\b(?:will|would|could|may|might|can|must|to|he|she|they|we|that)\s(?i:one)\sday$")
_COUNT_BEFORE = re.compile(
    rf"(?:\d|\b(?:{alternatives(words()['before_a_rate'])}|(?:\d+|{alternatives(numbers())})\s[a-z]+s))\s$",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"(?:\ba\s|-)quarters?$")
_JOINT = re.compile(
    r"(?:,|\s\(|\s-)?\s?(?:at\s(?:about|around)\s|between\s|on\s|of\s|at\s|\bon\sthe\s)?(?:late\s|early\s)?"
)


def find(text: str) -> list[TimeMention]:
    """The date expressions of a text, in order, none overlapping another; offsets are code points.

    Costs a few microseconds where there is none. Never raises.
    """
    mentions: list[TimeMention] = []
    reached = 0
    for start, end in _windows(text):
        for word in WORD.finditer(text, start, end):
            if word.start() < reached:
                continue
            found = begun(text, word)
            mention = _mention(text, *found, reached) if found else None
            if mention is not None:
                mentions.append(mention)
                reached = mention.end
    return _joined(text, mentions) if len(mentions) > 1 else mentions


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Stretches before the giveaway words, cut at white space, none overlapping another."""
    low = high = -1
    for _, start, end in _SEARCH.find_matches_as_indexes(text):
        if start - REACH > high:
            if high >= 0:
                yield low, high
            low = start - REACH
            low = 0 if low <= 0 else max(text.find(" ", low, start), low)
        space = text.find(" ", end)
        high = len(text) if space < 0 else space
    if high >= 0:
        yield low, high


def _mention(text: str, name: str, match: re.Match[str], reached: int) -> TimeMention | None:
    start, end = match.span()
    before = text[max(start - 24, 0) : start]
    if not _fits(name, text, end, before):
        return None
    form = BUILDERS[name](match)
    if form is None:
        return None
    if name in ("day_month", "days_month", "day_month_range") and text[end - 1] == ".":
        end -= 1  # "on 17 Sep." ends a sentence more often than it abbreviates
    relation = _relation(before)
    follows = _OF_EVENT if isinstance(form, Duration) and form.preposition == "within" else _EVENT_AFTER
    if isinstance(form, Duration) and (_EVENT_AFTER.match(text, end) or follows.match(text, end)):
        relation = "before" if text.startswith("before", end + 1) else "after"
    if isinstance(form, Range) and relation in ("from", "between"):
        relation = "on"  # "from" belongs to its first end alone
    time = form.time if isinstance(form, Clock) else time_of_day(text[start:end])
    if time is None and form.granularity == "day":
        part = _PART_OF_DAY.search(text, max(start - 32, reached), start)
        if part and (part["determiner"] or part[0].endswith("on ")):
            relation = _relation(text[max(part.start() - 24, 0) : part.start()])
            start, time = part.start(), str(words()["parts_of_a_day"][part["part"]])
    return TimeMention(start, end, text[start:end], form, relation, time)


def _fits(name: str, text: str, end: int, before: str) -> bool:
    """Whether the words around allow an expression that is doubtful by itself."""
    if name in _MONTH_NAMES and (_NAME_BEFORE.search(before) or _NAME_AFTER.match(text, end)):
        return False
    check = _CHECKS.get(name)
    return check is None or check(text, end, before)


def _year_fits(_text: str, _end: int, before: str) -> bool:
    return not _NOT_BEFORE_YEAR.search(before)


def _doubtful_month_fits(text: str, end: int, before: str) -> bool:
    if _DETERMINER.search(before):
        return bool(_PLAIN_NOUN.match(text, end))
    return bool(_BEFORE_MONTH.search(before))


def _near_day_fits(text: str, end: int, _before: str) -> bool:
    # "the day before he came" is another's eve.
    return not (text.endswith("before", 0, end) and text[end : end + 1] == " ")


def _period_fits(text: str, end: int, _before: str) -> bool:
    # "the fall of the city", "the fall in prices"
    return not (text.endswith(("the fall", "The fall"), 0, end) and _OF_WHAT.match(text, end))


def _every_fits(text: str, end: int, _before: str) -> bool:
    # "the daily Hurriyet" is a newspaper.
    return not _NEWSPAPER.match(text[max(end - 8, 0) : end + 2])


def _weekday_fits(text: str, end: int, before: str) -> bool:
    return not _WEEKDAY_NOT_AFTER.search(before) and not _WEEKDAY_NOT_BEFORE.match(text, end)


def _clock_fits(_text: str, _end: int, before: str) -> bool:
    return not before.endswith("-")  # a pre-dawn raid


def _length_fits(text: str, end: int, before: str) -> bool:
    if _FRACTION.search(text, max(end - 12, 0), end) and not text.endswith("-quarter", 0, end):
        return False
    if _SOME_DAY.search(text, max(end - 24, 0), end) or _A_DAY.match(text, end):
        return False
    return not (_RATE.search(text, max(end - 9, 0), end) and _COUNT_BEFORE.search(before))


_CHECKS: Mapping[str, Callable[[str, int, str], bool]] = {
    "year": _year_fits,
    "doubtful_month": _doubtful_month_fits,
    "near_day": _near_day_fits,
    "weekday": _weekday_fits,
    "holiday": _weekday_fits,
    "clock": _clock_fits,
    "duration": _length_fits,
    "past_unit": _length_fits,
    "period": _period_fits,
    "every": _every_fits,
}


def _relation(before: str) -> str:
    found = _RELATION.search(before)
    return keyed("relations")[plain(found[1])] if found else "on"


def _joined(text: str, mentions: list[TimeMention]) -> list[TimeMention]:
    """Neighbours that make one expression: "from Monday to Friday", "at 00:01 on 6 March"."""
    joined = mentions[:1]
    for mention in mentions[1:]:
        both = _join(text, joined[-1], mention)
        if both is None:
            joined.append(mention)
        elif _is_clock(joined[-1]) and len(joined) > 1 and _is_clock(joined[-2]):
            joined[-2] = _on_the_day_of(both, joined[-2], text)
            joined[-1] = both
        else:
            joined[-1] = both
    return joined


def _is_clock(mention: TimeMention) -> bool:
    return isinstance(mention.form, Clock)


def _on_the_day_of(dated: TimeMention, before: TimeMention, text: str) -> TimeMention:
    """From 8 a.m. to 4 p.m. on Thursday: the first hour is of the same day."""
    if not _FIRST_HOUR.fullmatch(text, before.end, dated.start):
        return before
    return replace(before, form=dated.form, relation=dated.relation)


def _join(text: str, left: TimeMention, right: TimeMention) -> TimeMention | None:
    if right.start - left.end > 12:
        return None
    form: Form | None = None
    if isinstance(left.form, Clock) != isinstance(right.form, Clock):
        if _JOINT.fullmatch(text, left.end, right.start):
            form = right.form if isinstance(left.form, Clock) else left.form
    elif isinstance(left.form, Weekday) and isinstance(right.form, Calendar) and right.form.day:
        form = right.form if _OPENING.fullmatch(text, left.end, right.start) else None
    elif left.kind == right.kind == "date":
        link = (
            (left.granularity == right.granularity and _DASH.fullmatch(text, left.end, right.start))
            or (left.relation in ("from", "between") and _TO.fullmatch(text, left.end, right.start))
            or (left.relation == "between" and _AND.fullmatch(text, left.end, right.start))
        )
        form = Range(left.form, right.form) if link else None
    if form is None or form.kind in ("duration", "set"):
        return None
    relation = left.relation if form.kind != "interval" else "on"
    time = _after_noon(left.time, right.time) or right.time
    return TimeMention(left.start, right.end, text[left.start : right.end], form, relation, time)


def _after_noon(hour: str | None, part: str | None) -> str | None:
    """The hour of "5 o'clock this afternoon", T17:00."""
    late = ("T01", "T12") if part in ("TAF", "TEV") else ("T06", "T12") if part == "TNI" else None
    if hour and late and late[0] <= hour < late[1]:
        return f"T{int(hour[1:3]) + 12}{hour[3:]}"
    return hour
