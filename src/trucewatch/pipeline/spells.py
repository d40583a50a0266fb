"""Verdicts over time: for each commitment the runs of days on which it had one status."""

import datetime as dt
from collections.abc import Iterator

from trucewatch.exchange import Row
from trucewatch.monitoring import Monitor
from trucewatch.pipeline import filters
from trucewatch.pipeline.view import Question, View
from trucewatch.vocabulary.codes import Status
from trucewatch.vocabulary.subject import Commitment, Thing
from trucewatch.vocabulary.when import When

COLUMNS = ("commitment", "class", "agreement", "zone", "who", "version", "from", "to", "status")
"""Fields of a row, in their order."""
_SILENT = frozenset({Status.UNOBSERVED, Status.NOT_YET_DUE})


def spells(view: View, question: Question, between: When, names: filters.Names) -> Iterator[Row]:
    """A row a spell, by commitment and in the order of time; for each rival deadline (`version`) of its own.

    `between` without a first day begins with the first report of the case, without a last day it ends with
    `question.as_of`. `question.known_at` and its policy hold for all days. RequestError for a name that nothing bears.
    """
    dossier = view.dossier
    first = between.earliest or _first_day(view) or question.as_of
    last = between.latest or question.as_of
    days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    monitor = Monitor(dossier, view.knowledge, view.reviewed)
    want = filters.wanted(dossier, view.knowledge, names)
    for commitment in dossier.commitments:
        head = _head(commitment)
        sought = {name: head[name] for name in ("commitment", "who")}  # of a zone or deal: by its commitments
        if not any(filters.kept(None, [sought], dossier, want)):
            continue
        for spell in monitor.spells(commitment, days, question.known_at, question.policy):
            yield {
                **head,
                "commitment": {**head["commitment"], "name": spell.about.name},
                "version": spell.version,
                "from": spell.first.isoformat(),
                "to": spell.last.isoformat(),
                "status": spell.status.value,
            }


def heard_of(rows: list[Row]) -> list[Row]:
    """Without the commitments of which nothing is said on any of the days."""
    told = {row["commitment"]["id"] for row in rows if row["status"] not in _SILENT}
    return [row for row in rows if row["commitment"]["id"] in told]


def _first_day(view: View) -> dt.date | None:
    published = (When.parse(r.published).earliest for r in view.dossier.reports.values() if r.published)
    return min((day for day in published if day), default=None)


def _head(of: Commitment) -> Row:
    return {
        "commitment": {"id": of.commitment_id, "name": of.does},
        "class": of.class_.value,
        "agreement": _thing(of.agreement),
        "zone": _thing(of.zone),
        "who": [_thing(each) for each in of.who],
        **dict.fromkeys(COLUMNS[5:]),
    }


def _thing(thing: Thing | None) -> Row | None:
    return {"id": thing.id, "name": thing.name or thing.mention} if thing else None
