"""Day by day, who says that a zone or an agreement holds and who says that it does not."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.model import Dossier
from trucewatch.monitoring.quarrels import assesses_the_whole, day_of
from trucewatch.monitoring.sides import Sides
from trucewatch.vocabulary.codes import Code, Polarity
from trucewatch.vocabulary.subject import Thing
from trucewatch.vocabulary.when import When

UNOBSERVED = "unobserved"


@dataclass(frozen=True, slots=True)
class Day:
    """What is said of one thing on one day: `word` is holding, not holding, both, or unobserved if nobody speaks.

    `holding` and `not_holding` name the sources; a day on which nobody speaks is not a day on which it held.
    """

    about: Thing
    day: dt.date
    word: str
    holding: tuple[str, ...] = ()
    not_holding: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    source: str
    holds: bool
    claim_id: str


def matrix(
    dossier: Dossier,
    knowledge: Knowledge | None = None,
    between: When | None = None,
    known: Callable[[str], bool] | None = None,
) -> list[Day]:
    """Every day from the first to the last word on each thing, or from the first to the last day of `between`.

    Things come by id. `known` says which claims to look at (None: all).
    """
    heard: dict[str, dict[dt.date, list[_Said]]] = defaultdict(lambda: defaultdict(list))
    names: dict[str, str] = {}
    sides = Sides(dossier, knowledge)
    for claim_id, claim in sorted(dossier.claims.items()):
        resolved = dossier.resolved.get(claim_id)
        about = (resolved.zone or resolved.agreement) if resolved else None
        day = day_of(claim, dossier)
        if about is None or about.id is None or day is None or not assesses_the_whole(claim):
            continue
        report = dossier.reports.get(claim.report_id)
        if (known and not known(claim_id)) or (known is None and report and report.withdrawn):
            continue
        source = sides.source(claim, resolved.speaker if resolved else None, report, When.day(day))
        holds = (claim.code is Code.HOLDING) == (claim.polarity is Polarity.AFFIRM)
        names[about.id] = about.name or about.id
        heard[about.id][day].append(_Said(source.name, holds, claim_id))
    return [
        _cell(Thing(id_, names[id_], None), day, said.get(day, ()))
        for id_, said in sorted(heard.items())
        for day in _days(said, between)
    ]


def _days(said: Iterable[dt.date], between: When | None) -> Iterable[dt.date]:
    spoken = sorted(said)
    first = (between.earliest if between else None) or spoken[0]
    last = (between.latest if between else None) or spoken[-1]
    return (first + dt.timedelta(days=n) for n in range((last - first).days + 1))


def _cell(about: Thing, day: dt.date, said: Sequence[_Said]) -> Day:
    yes, no = ({s.source for s in said if s.holds is holds} for holds in (True, False))
    word = "both" if yes and no else "holding" if yes else "not holding" if no else UNOBSERVED
    return Day(about, day, word, tuple(sorted(yes)), tuple(sorted(no)), tuple(sorted(s.claim_id for s in said)))


def spells(days: Iterable[Day]) -> list[tuple[Day, Day]]:
    """The same with days on end on which nobody speaks drawn together: pairs of the first and last day of each."""
    out: list[tuple[Day, Day]] = []
    for (_, word), run in groupby(days, key=lambda d: (d.about.id, d.word)):
        cells = list(run)
        out += [(cells[0], cells[-1])] if word == UNOBSERVED else [(cell, cell) for cell in cells]
    return out
