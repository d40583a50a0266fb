"""Date and time expressions: their grammar, resolved against a day."""

from trucewatch.times.annotate import Timex, timexes
from trucewatch.times.days import DaySpan, find_days, parse_day
from trucewatch.times.mention import TimeMention
from trucewatch.times.scan import find
from trucewatch.times.tense import tense_around

__all__ = ["DaySpan", "TimeMention", "Timex", "find", "find_days", "parse_day", "tense_around", "timexes"]
