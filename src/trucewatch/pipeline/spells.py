"""Verdicts over time: for each agreement, zone and commitment the runs of days on which it had one status."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from trucewatch.dossier.model import Dossier
from trucewatch.exchange import Row
from trucewatch.monitoring import Monitor, Policy
from trucewatch.monitoring.series import Spell
from trucewatch.pipeline import filters
from trucewatch.pipeline.view import Question, View
from trucewatch.vocabulary.codes import Status, ZoneStatus
from trucewatch.vocabulary.subject import Commitment, Thing
from trucewatch.vocabulary.when import When

COLUMNS = ("commitment", "class", "agreement", "zone", "who", "version", "from", "to", "status")
"""Fields of a row, in their order."""
_SILENT = frozenset({Status.UNOBSERVED, Status.NOT_YET_DUE, ZoneStatus.NOT_IN_FORCE})

_Asked = Callable[[Sequence[dt.date], dt.date | None, Policy], list[Spell]]


def spells(view: View, question: Question, between: When, names: filters.Names) -> Iterator[Row]:
    """A row a spell: agreements, zones, then commitments, each in the order of time.

    Of a commitment for each rival deadline (`version`) of its own. The rows of an agreement or a zone as a whole have
    no commitment, and `agreement` or `zone` for their class. `between` without a first day begins with the first report
    of the case, without a last day it ends with `question.as_of`. `question.known_at` and its policy hold for all days.
    RequestError for a name that nothing bears.
    """
    first = between.earliest or _first_day(view) or question.as_of
    last = between.latest or question.as_of
    days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    want = filters.wanted(view.dossier, view.knowledge, names)
    for sought, head, asked in _heads(view.dossier, view.monitor):
        if not any(filters.kept(None, [sought], view.dossier, want)):
            continue
        for spell in asked(days, question.known_at, question.policy):
            name = {**head["commitment"], "name": spell.about.name} if head["commitment"] else None
            yield {
                **head,
                "commitment": name,
                "version": spell.version,
                "from": spell.first.isoformat(),
                "to": spell.last.isoformat(),
                "status": spell.status.value,
            }


def _heads(dossier: Dossier, monitor: Monitor) -> Iterator[tuple[Row, Row, _Asked]]:
    """For each thing that is judged what names it, the fields that all of its rows share, and how to ask about it."""
    for agreement in dossier.agreements:
        head = _of_whole("agreement", Thing(agreement.agreement_id, agreement.name, None), None)
        yield {"agreement": head["agreement"]}, head, partial(monitor.agreement_spells, agreement)
    for zone in dossier.zones:
        head = _of_whole("zone", zone.established_by, Thing(zone.zone_id, zone.name, None))
        yield {"zone": head["zone"]}, head, partial(monitor.zone_spells, zone)
    for commitment in dossier.commitments:
        head = _head(commitment)
        sought = {name: head[name] for name in ("commitment", "who")}  # of a zone or deal: by its commitments
        yield sought, head, partial(monitor.spells, commitment)


def heard_of(rows: list[Row]) -> list[Row]:
    """Without what nothing is said of on any of the days."""
    told = {key_of(row) for row in rows if row["status"] not in _SILENT}
    return [row for row in rows if key_of(row) in told]


def key_of(row: Row) -> tuple[str, str]:
    """The class and the id of what a row is about."""
    about: Row = row["commitment"] or row[row["class"]]
    return row["class"], about["id"]


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


def _of_whole(class_: str, agreement: Thing | None, zone: Thing | None) -> Row:
    named: Row = {"class": class_, "agreement": _thing(agreement), "zone": _thing(zone), "who": []}
    return {**dict.fromkeys(COLUMNS), **named}


def _thing(thing: Thing | None) -> Row | None:
    return {"id": thing.id, "name": thing.name or thing.mention} if thing else None
