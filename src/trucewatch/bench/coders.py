"""The coder that a benchmark runs, and one-sentence reports to run it on."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from trucewatch.casebook import Knowledge, load
from trucewatch.coding.coder import Coder
from trucewatch.coding.traced import Traced
from trucewatch.learnt import Model
from trucewatch.vocabulary.records import Report

PUBLISHED = "2018-12-04"
"""The day given to sentences that have none; no score depends on it."""


@cache
def general() -> Knowledge:
    """General knowledge, without a casebook: these sets are on no one conflict."""
    return load(None)


@cache
def coder(model: Model | None = None) -> Coder:
    """The coder with that knowledge, one for all tasks; with `model`, it hears speech that the rules miss."""
    return Coder(general(), model)


def weighed(sentences: Sequence[str]) -> list[list[Traced]]:
    """What the rules weighed in each text, each taken for a report of its own."""
    trace: list[Traced] = []
    for _ in coder().code(map(_report, range(len(sentences)), sentences), trace):
        pass
    found: dict[str, list[Traced]] = defaultdict(list)
    for each in trace:
        found[each.report_id].append(each)
    return [found[str(number)] for number in range(len(sentences))]


def _report(number: int, sentence: str) -> Report:
    return Report(str(number), "", sentence, published=PUBLISHED, language="en")
