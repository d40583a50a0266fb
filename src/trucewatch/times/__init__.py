"""Date and time expressions: their grammar, resolved against a day."""

from trucewatch.times.days import DaySpan, find_days, parse_day
from trucewatch.times.mention import TimeMention
from trucewatch.times.scan import find

__all__ = ["DaySpan", "TimeMention", "find", "find_days", "parse_day"]
