"""Days that a person types: whole dates, months or years, checked."""

import datetime as dt

from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.when import When


def span(text: str, option: str) -> When:
    """The days meant by `2018-12-04`, `2018-12` or `2018`; RequestError names the option where there are none."""
    given = text.strip()
    try:
        when = When.parse(given)
    except ValueError as error:
        raise _impossible(given, option) from error
    if when.earliest is None or when.latest is None or "/" in given:
        raise _impossible(given, option)
    return when


def last_day(text: str, option: str) -> dt.date:
    """The last of the days meant."""
    latest = span(text, option).latest
    if latest is None:
        raise _impossible(text, option)
    return latest


def between(first: str | None, last: str | None) -> When:
    """The days from --from to --to; RequestError where the second lies before the first."""
    low = None if first is None else span(first, "--from").earliest
    high = None if last is None else last_day(last, "--to")
    if low and high and high < low:
        raise RequestError("TW-ASK-2", f"--to {last} lies before --from {first}.", do="Swap them.")
    return When(low, high)


def _impossible(text: str, option: str) -> RequestError:
    return RequestError(
        "TW-ASK-1", f"{option} {text}: there is no such date.", do="Write it as 2018-12-04, 2018-12 or 2018."
    )
