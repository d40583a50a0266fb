"""The shapes of date expressions: one regular expression for each kind, with named groups for its parts.

They are tried in this order at each word; the first that matches is taken, so the longer stand first.
"""

import re
from collections.abc import Collection

from trucewatch.times.words import alternatives, keyed, numbers, units, words

GAP = r"\s[ \t]?"
# Sections whose forms stand in the lists; elsewhere they are the keys, or the section is a list.
KEYED = ("portions", "relations")


def any_case(forms: Collection[str]) -> str:
    """As written, capitalised, in title case, or all in capitals; much faster to try than an (?i:) of them."""
    return alternatives([*map(_capital_or_not, forms), *(form.upper() for form in forms if len(form) > 1)])


def _capital_or_not(form: str) -> str:
    return re.sub(r"(?<![a-z])[a-z]", lambda found: f"[{found[0].upper()}{found[0]}]", form)


def keyed_forms(section: str) -> list[str]:
    """The forms of a section of lists, as written."""
    return [form for forms in words()[section].values() for form in forms]


def _listed(*sections: str) -> str:
    """Any form of some lists, sections of lists or mappings by form."""
    forms: list[str] = []
    for section in sections:
        found = words()[section]
        forms += keyed(section) if section in KEYED else list(found)
    return any_case(forms)


def _capitalised(section: str, *, short: bool) -> str:
    forms = [form for names in words()[section].values() for form in (names if short else names[:1])]
    return alternatives([*forms, *(form.upper() for form in forms)])


def _capitals(forms: list[str]) -> str:
    return alternatives([*forms, *(form.upper() for form in forms)])


_FULL_NAMES = [forms[0] for forms in words()["months"].values()]
_DOUBTFUL = words()["doubtful_months"]
_SMALL_MONTH = alternatives(form.lower() for form in _FULL_NAMES)
_SHORT_NAMES = [form for forms in words()["months"].values() for form in forms[1:]]
MONTH = rf"(?:{_capitals(_FULL_NAMES)}\b|{_capitals(_SHORT_NAMES)}\b\.?)"
FULL_MONTH = rf"{_capitals(_FULL_NAMES)}\b"
WEEKDAY = _capitalised("weekdays", short=False)
ANY_WEEKDAY = rf"{_capitalised('weekdays', short=True)}\b\.?"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[.,:]\d|%|\w)"
YEAR = r"(?:1[6-9]|20)\d\d(?![\d%]|[.,]\d)"
DASH = r"\s?[-–—]\s?"
TO = rf"(?:{DASH}|{GAP}(?i:to|through|until){GAP})"
UNIT = any_case(list(units()))
ONE_UNIT = r"(?i:hour|day|week|month|year|decade|quarter|century)"
UNITS = r"(?i:minutes|hours|days|weeks|months|years|decades|quarters|centuries)"
# "one hundred and fifty": the hundreds before any other number.
_HUNDREDS = rf"(?i:an?|one|two|three|four|five|six|seven|eight|nine){GAP}(?i:hundred){GAP}(?:(?i:and){GAP})?"
_TENS = list(words()["tens"])
_ONES = [form for form, count in words()["numbers"].items() if count in range(1, 10) and form not in ("a", "an")]
# "twenty-four", as a ten and what may follow it: to list all of them makes the patterns three times as long.
_FROM_TWENTY = "|".join(
    rf"{alternatives(case(ten) for ten in _TENS)}(?:(?:-|{GAP}){alternatives(case(one) for one in _ONES)})?"
    for case in (_capital_or_not, str.upper)
)
_BELOW_TWENTY = [form for form in numbers() if not form.startswith(tuple(_TENS))]
_NUMERAL = rf"(?:(?:{_HUNDREDS})?(?:{_FROM_TWENTY}|{any_case([*_BELOW_TWENTY, *words()['vague_numbers']])}))"
_FRACTION = alternatives([*words()["fractions"], "and-a-half"])
NUMBER = rf"(?:(?:\d{{1,3}}(?:,\d{{3}})?(?:\.\d)?|{_NUMERAL})(?:(?:{GAP}|-){_FRACTION}(?![/\d]))?)"
# "about two to three": the last number is taken; but "twenty-four" is one number.
ABOUT = rf"(?:{_listed('approximators')}{GAP})?(?:{NUMBER}(?:(?<!ty)(?<!TY)-|\s(?:to|or)\s)(?={NUMBER}))?"
OF = rf"(?:of{GAP})?"
THE = rf"(?:(?i:the){GAP})?"
_PORTION_WORD = rf"(?P<portion>{_listed('portions')})(?:{GAP}|(?<=-)|-)"
PORTION = rf"(?:{_PORTION_WORD})?"
LEAD = rf"(?:(?i:early|late|earlier|later|mid)(?:{GAP}|-)(?:on{GAP})?)?"
TAIL = rf"(?:{GAP}{_listed('day_parts')}\b)?"
BESIDE = rf"(?:{ANY_WEEKDAY},?{GAP}(?:the{GAP})?)?"
SHIFT = rf"(?P<shift>(?i:last|this|next|the{GAP}same)){GAP}(?i:year)\b"
YEAR_AFTER = rf"(?:,?{GAP}{OF}(?:(?P<year>{YEAR})|{SHIFT}))"
STEPS = _listed("last", "this", "next")
_HOUR_WORD = any_case(
    [form for form, count in words()["numbers"].items() if count in range(1, 13) and form not in ("a", "an")]
)
_ZONE = alternatives(words()["clock_zones"])
# The same hour for readers elsewhere: noon local time (1100 GMT).
_IN_GMT = r"(?:\s\(\d\d?:?\d\d\s(?:GMT|UTC)\))?"

PATTERNS = {
    # between May 3 and 5
    "between_days": rf"(?<=[Bb]etween\s)(?P<month>{MONTH}){GAP}(?P<day>{DAY})\sand\s(?P<day2>{DAY}){YEAR_AFTER}?",
    # Sept. 17 · Monday, Sept. 17, 2018 · May 3 to 5 · May 3-June 5, 2017 · May 3 and 5, 2017
    "month_day": rf"{LEAD}{BESIDE}(?P<month>{MONTH})(?:{GAP})?(?:the{GAP})?(?P<day>{DAY})"
    rf"(?:(?:{TO}|\sand\s(?=(?:{MONTH}{GAP})?{DAY}(?:,?\s{YEAR}|[.;)]|,\s|\s(?i:in|at|with)\b)))(?P<month2>{MONTH}{GAP})?(?P<day2>{DAY}))?"
    rf"{YEAR_AFTER}?{TAIL}",
    # 3 May to 5 June 2017
    "day_month_range": rf"{BESIDE}{THE}(?P<day>{DAY}){GAP}(?P<month>{MONTH}){TO}(?P<day2>{DAY}){GAP}(?P<month2>{MONTH})"
    rf"{YEAR_AFTER}?",
    # 3-5 May · 3 and 5 May 2017
    "days_month": rf"{BESIDE}{THE}(?P<day>{DAY})(?:{TO}|{GAP}and{GAP})(?P<day2>{DAY}){GAP}{OF}(?P<month>{MONTH})"
    rf"{YEAR_AFTER}?",
    # 17 September · Wed 05 Apr 2017 · 17-Sep-2018
    "day_month": rf"{LEAD}{BESIDE}(?:(?i:the){GAP}(?=\d+[a-z]))?(?P<day>{DAY})(?:{GAP}|-){OF}(?P<month>{MONTH})"
    rf"(?:-(?P<dashed>{YEAR})|{YEAR_AFTER})?{TAIL}",
    # 17 september 2018
    "day_small_month": rf"(?P<day>{DAY}){GAP}"
    rf"(?P<month>{_SMALL_MONTH}){GAP}(?P<year>{YEAR})",
    "small_month_day": rf"(?P<month>{_SMALL_MONTH}){GAP}(?P<day>{DAY}),?{GAP}(?P<year>{YEAR})",
    # 2018-09-17 · 17.09.2018 · 9/17/2018
    "numeric": r"(?:(?P<iso>(?:19|20)\d\d(?P<mark>[-/.])\d\d?(?P<mark_again>[-/.])\d\d?)"
    r"(?:T\d\d:?\d\d(?::?\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|(?P<written>\d\d?(?P<sign>[./-])\d\d?(?P<sign_again>[./-])(?:19|20)\d\d))(?!\d|[.,/-]\d)",
    # October 2018 · early October 2018 · October-November 2018 · May of last year
    "month_year": rf"{PORTION}(?P<month>{MONTH})(?:{DASH}(?P<month2>{MONTH}))?(?:,?{GAP}of|,)?{GAP}"
    rf"(?:(?P<year>{YEAR})|{SHIFT})",
    # last May
    "month_step": rf"{PORTION}(?P<step>(?i:last|this|next)){GAP}(?P<month>{FULL_MONTH})",
    # mid-January · the end of May
    "month_part": rf"{_PORTION_WORD}(?P<month>{FULL_MONTH})",
    "month": rf"(?P<month>{_capitals([f for f in _FULL_NAMES if f not in _DOUBTFUL])})\b",
    "doubtful_month": rf"(?P<month>{_capitals(_DOUBTFUL)})\b(?!\s{alternatives(words()['after_a_surname'])}\b)",
    # summer 2018 · the spring of 2018
    "season": rf"{PORTION}{THE}(?P<season>{_listed('seasons')}),?{GAP}{OF}(?P<year>{YEAR})(?:[-–/](?:\d\d){{1,2}})?",
    # the third quarter of 2018 · the first half of last year
    "quarter": rf"(?:(?P<of_shift>{STEPS}){GAP}(?i:year)['’]s{GAP}|{THE}(?:(?P<of_year>{YEAR})(?:['’]s)?{GAP})?)"
    rf"(?:fiscal{GAP})?(?P<ordinal>{_listed('ordinals')}|last(?=\shalf\b))(?:{GAP}|-)(?:fiscal{GAP})?"
    rf"(?P<size>(?i:quarter|half))\b"
    rf"(?:,?{GAP}{OF}(?:(?i:fiscal){GAP}(?:year{GAP})?)?(?:(?P<year>{YEAR})|{SHIFT}))?",
    # the early 1990s
    "decade": rf"{THE}{PORTION}{THE}(?P<decade>(?:1[6-9]|20)\d0)['’]?s\b",
    # 2018 · the end of 2018 · 2011-2013
    "year": rf"{PORTION}(?P<year>{YEAR})(?:{DASH}(?P<year2>{YEAR}|\d\d(?!\d|[-.,]\d)))?(?!-\d|-(?i:years?)|\w)"
    rf"(?!\s{_listed('counted')}\b|\s(?:GMT|UTC|hours|hrs)\b)",
    # year-end
    "year_end": rf"(?i:year)(?:[-\s]|['’]s{GAP})(?i:end)\b(?:{GAP}(?P<year>{YEAR}))?",
    # today · the day before yesterday · late yesterday · tomorrow morning · the next day
    "near_day": rf"{LEAD}(?P<word>{_listed('day_words', 'next_day_words')})\b{TAIL}",
    # this morning · last night
    "day_part": rf"{LEAD}(?P<which>(?i:this|last)){GAP}(?i:morning|afternoon|evening|night)\b",
    "overnight": r"(?i:overnight)\b",
    # every Friday · each week
    "every": rf"(?:(?i:every|each){GAP}(?:(?P<other>other){GAP}|(?P<number>{NUMBER}){GAP})?"
    rf"(?:(?P<weekday>{WEEKDAY})|(?P<unit>{UNIT}))"
    rf"|(?P<adverb>{_listed('set_words')}))\b",
    # Thanksgiving Day · Christmas 2018 · next Easter
    "holiday": rf"(?:(?P<step>{STEPS}){GAP})?(?P<holiday>{_capitals(keyed_forms('holiday_names'))})\b"
    rf"(?:,?{GAP}{OF}(?P<year>{YEAR}))?",
    # fiscal 2018 · fiscal year 2018
    "fiscal": rf"(?i:fiscal){GAP}(?:year{GAP})?(?P<year>{YEAR})",
    # Monday · early on Monday · last Friday · Thursday evening · Tuesday of last week · Fridays
    "weekday": rf"{LEAD}(?:(?P<step>{STEPS}){GAP})?(?P<weekday>{WEEKDAY})(?P<plural>s)?\b{TAIL}"
    rf"(?:{GAP}{OF}(?P<week>(?i:last|this|next)){GAP}(?i:week)\b)?",
    # a week from Tuesday · two weeks ago Friday
    "counted_weekday": rf"(?P<number>{NUMBER}){GAP}weeks?{GAP}(?P<side>from|ago){GAP}(?:on{GAP}|last{GAP}|next{GAP})?"
    rf"(?P<weekday>{WEEKDAY})\b{TAIL}",
    # the last day of December · the first day of next month
    "edge_day": rf"(?:(?i:the|on){GAP})?(?P<edge>(?i:first|last)){GAP}day{GAP}of{GAP}"
    rf"(?:(?P<month>{MONTH})(?:,?{GAP}(?P<year>{YEAR}))?"
    rf"|(?P<step>(?i:this|the|next|last)){GAP}(?P<what>(?i:month|year)))\b",
    # the past 24 hours · recent weeks · next two months
    "window": rf"(?:(?i:the|this|these){GAP})?(?P<which>{_listed('past_windows', 'future_windows')}){GAP}{ABOUT}"
    rf"(?:(?P<number>{NUMBER})(?:{GAP}|-)(?P<unit>{UNIT})|(?P<unit_alone>{UNITS}))\b",
    # the past month
    "past_unit": rf"(?i:the){GAP}(?i:past|last){GAP}(?P<unit>{ONE_UNIT}|fortnight)\b",
    # last week · earlier this month · the end of the year · the weekend
    "period": rf"{PORTION}(?P<step>{STEPS}|(?i:the|past)){GAP}"
    rf"(?P<what>(?i:week|weekend|month|quarter|year|decade|century)|{_listed('seasons')})\b",
    # two days ago · three weeks earlier · a month from now
    "ago": rf"{ABOUT}(?P<number>{NUMBER})(?:{GAP}|-)(?P<unit>{UNIT}){GAP}"
    rf"(?:or\sso{GAP})?(?P<and_half>and{GAP}a{GAP}half{GAP})?(?P<side>(?i:ago|earlier|previously|later|from\snow|hence))\b",
    # weeks ago
    "long_ago": rf"(?P<unit>{UNITS}){GAP}ago\b",
    # 14:30 GMT · 9 a.m. · midnight
    "clock": rf"(?:(?P<hour>2[0-4]|[01]?\d)"
    rf"(?:(?:[:h](?P<minute>[0-5]\d)(?!\d)|\.(?P<minute2>[0-5]\d)(?=\s?[ap]\.?m\b|\s(?:GMT|UTC|hours|hrs)\b))"
    rf"(?:(?:{GAP})?(?P<half>[ap]\.?m\b\.?|AM\b|PM\b))?|(?:{GAP})?(?P<half2>[ap]\.m\.|[ap]m\b|AM\b|PM\b))"
    rf"|(?P<digits>\d{{4}})(?=\s(?:GMT|UTC|hours|hrs|local)\b|\son\s\d\d?\s[A-Z])|(?P<word>{_listed('clock_words')})\b"
    rf"|(?P<oclock>1[0-2]|[1-9]|{_HOUR_WORD})\s?o['’]clock\b"
    rf"|(?P<past>(?i:half\spast|(?:a{GAP})?quarter\s(?:past|to))){GAP}(?P<past_hour>1[0-2]|[1-9]|{_HOUR_WORD})(?![\w.,:]*\d)\b)"
    rf"(?:{GAP}(?P<clock_part>{_listed('clock_parts')})\b)?"
    rf"(?:{GAP}{_ZONE}(?!\w)|{GAP}\({_ZONE}\))?{_IN_GMT}",
    # for six months · within 10 days · a 72-hour (truce)
    "duration": rf"(?:(?P<preposition>(?i:for|over|during|within|in)){GAP})?(?P<the>(?i:the){GAP})?"
    rf"(?:(?i:first|full|entire|other){GAP})?{ABOUT}(?P<number>{NUMBER})"
    rf"(?:{GAP}(?:(?i:more|further|additional|consecutive|straight|full){GAP})?|-)(?P<unit>{UNIT})(?P<and_half>{GAP}and{GAP}a{GAP}half\b(?!-))?(?!\w|-old|-long|{GAP}old)",
}
