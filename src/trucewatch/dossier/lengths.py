"""How long a truce is said to last ("a 72-hour truce", "a week-long pause"), and so by when it was over."""

import datetime as dt
import re
from functools import cache

from trucewatch.dossier.corpus import Corpus, when
from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.names import fold
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.when import When

_LATE = dt.timedelta(days=7)
"""A truce that is only told of may begin some days after the report."""


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    lists = lexicon()
    units = "|".join(sorted(lists.length_units))
    number = "|".join([r"\d{1,3}", *sorted(lists.length_numbers)])
    noun = "|".join(re.escape(word) for word in sorted(lists.truce_nouns))
    between = rf"(?:(?!{'|'.join(sorted(lists.recurring))})\w+ ){{0,4}}?"
    return (
        re.compile(rf"\b(?P<number>{number}) (?P<unit>{units})s?(?: long)? {between}(?:{noun})\b"),
        re.compile(rf"\b(?P<unit>{units}) ?long {between}(?:{noun})\b"),
        re.compile(rf"\b(?:{noun})s? (?:of|for|lasting) (?:at least )?(?P<number>{number}) (?P<unit>{units})s?\b"),
    )


def length(text: str) -> dt.timedelta | None:
    """The time for which a text says that a truce is to last; None where it says nothing, or that it recurs daily."""
    folded = fold(text)
    for pattern in _patterns():
        found = pattern.search(folded)
        if found:
            number = found.groupdict().get("number") or "1"
            many = lexicon().length_numbers.get(number)
            return dt.timedelta(hours=lexicon().length_units[found["unit"]] * (many or int(number)))
    return None


def over_by(claim: Claim, text: str, corpus: Corpus) -> str | None:
    """The days (EDTF) by which the truce that a claim tells of was over, if it is said how long it was to last.

    Counted from the day on which it came into force; where nobody tells that, only the last possible day is given.
    """
    lasts, terms = length(text), claim.terms
    if lasts is None:
        return None
    begun = when((terms.in_force or terms.agreed_on) if terms else None) or when(claim.date)
    if begun and begun.earliest and begun.latest:
        return When(begun.earliest + lasts, begun.latest + lasts).edtf
    published = corpus.published(claim)
    return When(None, published.latest + lasts + _LATE).edtf if published and published.latest else None
