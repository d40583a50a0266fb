"""A case opened in Python: every table a polars frame under the names of the exports."""

import datetime as dt
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import polars as pl

from trucewatch.exchange import Table
from trucewatch.exchange.frames import frame
from trucewatch.ledger import Ledger
from trucewatch.monitoring.periods import By
from trucewatch.monitoring.violations import violations
from trucewatch.monitoring.violations_rows import violation_rows
from trucewatch.pipeline import days, filters, naming_over_time, overview, spells
from trucewatch.pipeline.verdict_changes import Comparison, compare
from trucewatch.pipeline.view import Question, View
from trucewatch.python.cards import Card, case_html
from trucewatch.python.panels import NAMING_OVER_TIME, spells_frame, violations_frame
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.subject import Finding

Day = str | dt.date | None
"""`"2018-12-04"`, `"2018-12"` (its last day; after `since` its first) or a date; None: as each method says."""


def open_case(path: str | Path, *, with_confidential: bool = False) -> "Case":
    """Open a case that `trucewatch build` wrote. CaseError where there is none, or it is of a newer version.

    Notes marked as confidential are not there at all, unless `with_confidential`.
    """
    return Case(Ledger.open(Path(path)), Path(path).name, with_confidential=with_confidential)


class Case:
    """What a case says. Frames hold nested objects as structs and lists; `.to_pandas()` makes them pandas frames.

    Names (`party`, `zone`, `agreement`, `outlet`) may be any of the names or the id that the case or its casebook
    has; RequestError for one that nothing bears, with those that come close.
    """

    def __init__(self, ledger: Ledger, name: str, *, with_confidential: bool = False) -> None:
        """`ledger` stays open until `close`."""
        self._ledger, self._name = ledger, name
        self._view = View(ledger, with_confidential=with_confidential)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._ledger.close()

    @property
    def view(self) -> View:
        """The records behind the frames."""
        return self._view

    def reports(self, *, outlet: str | None = None, since: Day = None, until: Day = None) -> pl.DataFrame:
        """The reports as published, copies with what they copy."""
        return self._frame(Table.REPORTS, filters.Names(outlet=outlet), since, until)

    def claims(
        self,
        *,
        party: str | None = None,
        zone: str | None = None,
        agreement: str | None = None,
        outlet: str | None = None,
        since: Day = None,
        until: Day = None,
    ) -> pl.DataFrame:
        """Who said what, with the exact sentence in `quote`."""
        return self._frame(Table.CLAIMS, filters.Names(party, zone, agreement, outlet), since, until)

    def parties(self, *, party: str | None = None) -> pl.DataFrame:
        """Who acts, speaks or is bound, with names and memberships."""
        return self._frame(Table.PARTIES, filters.Names(party))

    def agreements(self, *, party: str | None = None, since: Day = None, until: Day = None) -> pl.DataFrame:
        """The deals; a field on which sources differ lists each `{value, claims}`."""
        return self._frame(Table.AGREEMENTS, filters.Names(party), since, until)

    def zones(self, *, agreement: str | None = None) -> pl.DataFrame:
        """The areas under special rules; `geometry` is GeoJSON text."""
        return self._frame(Table.ZONES, filters.Names(agreement=agreement))

    def commitments(
        self, *, party: str | None = None, zone: str | None = None, agreement: str | None = None
    ) -> pl.DataFrame:
        """Who must, may or must not do what, where, by when."""
        return self._frame(Table.COMMITMENTS, filters.Names(party, zone, agreement))

    def events(
        self, *, party: str | None = None, zone: str | None = None, since: Day = None, until: Day = None
    ) -> pl.DataFrame:
        """What happened, each happening once however many reports tell of it."""
        return self._frame(Table.EVENTS, filters.Names(party, zone), since, until)

    def disagreements(
        self, *, party: str | None = None, zone: str | None = None, agreement: str | None = None
    ) -> pl.DataFrame:
        """On what the sources differ."""
        return self._frame(Table.DISAGREEMENTS, filters.Names(party, zone, agreement))

    def naming(self, *, party: str | None = None) -> pl.DataFrame:
        """What each outlet calls each party."""
        return self._frame(Table.NAMING, filters.Names(party))

    def naming_over_time(
        self, *, party: str | None = None, by: str = "month", outlet: str | None = None, sentences: int = 3
    ) -> pl.DataFrame:
        """Which outlet calls whom what in each period of publication, with up to so many sentences."""
        view = self._view
        want = filters.wanted(view.dossier, view.knowledge, filters.Names(party, outlet=outlet))
        uses = naming_over_time.uses(view, _period(by), want)
        rows = [naming_over_time.as_row(use, view, max(sentences, 1)) for use in uses]
        return pl.DataFrame(rows, schema=NAMING_OVER_TIME)

    def rejects(self) -> pl.DataFrame:
        """What was not read or not coded, and why."""
        return self._frame(Table.REJECTS, filters.Names())

    def status(
        self,
        *,
        on: Day = None,
        known_by: Day = None,
        policy: str | None = None,
        party: str | None = None,
        zone: str | None = None,
        agreement: str | None = None,
    ) -> pl.DataFrame:
        """The verdicts, a row each. `on`: the last day the case knows of; `known_by`: all that the case holds."""
        question = self._question(on, known_by, policy)
        return self._frame(Table.FINDINGS, filters.Names(party, zone, agreement), question=question)

    def spells(
        self,
        *,
        since: Day = None,
        until: Day = None,
        known_by: Day = None,
        policy: str | None = None,
        party: str | None = None,
        zone: str | None = None,
        agreement: str | None = None,
    ) -> pl.DataFrame:
        """The verdicts over time: for each agreement, zone and commitment a row for each run of days with one status.

        `since`: the day of the first report, `until`: the last day the case knows of; `known_by` holds for all days.
        """
        question = self._question(None, known_by, policy)
        between = days.between(_text(since), _text(until))
        return spells_frame(spells.spells(self._view, question, between, filters.Names(party, zone, agreement)))

    def verdicts(
        self,
        *,
        on: Day = None,
        known_by: Day = None,
        policy: str | None = None,
        zone: str | None = None,
        agreement: str | None = None,
    ) -> list[Card]:
        """The same verdicts as cards with their sentences, which a notebook shows; by agreement, in order of time."""
        question = self._question(on, known_by, policy)
        ids = self.status(on=on, known_by=known_by, policy=policy, zone=zone, agreement=agreement)["finding_id"]
        wanted = set(ids.to_list())
        findings: list[Finding] = [f for f in self._view.findings(question) if f.finding_id in wanted]
        told = overview.chapters(self._view.dossier, findings)
        return [
            Card(verdict, chapter.title)
            for chapter in told
            for verdict in (*chapter.head, *chapter.zones, *chapter.commitments)
        ]

    def violations(self, *, zone: str, by: str = "week", since: Day = None, until: Day = None) -> pl.DataFrame:
        """Incidents and counts in a zone: a row a period and source (`source` null: all together).

        Numbers are null where nobody watched, never zero. `by` is day, week or month; `in_force` says whether the zone
        was valid. RequestError for a name that no zone bears.
        """
        view = self._view
        between = days.between(_text(since), _text(until))
        wanted = filters.wanted(view.dossier, view.knowledge, filters.Names(zone=zone)).zones or frozenset()
        panels = (
            violations(
                view.dossier,
                each,
                view.knowledge,
                by=_period(by),
                days=between if between.earliest or between.latest else None,
            )
            for each in view.dossier.zones
            if each.zone_id in wanted
        )
        rows = [row for panel in panels for row in violation_rows(panel)]
        return violations_frame(rows)

    def diff(self, since: str | dt.date, until: str | dt.date, *, policy: str | None = None) -> Comparison:
        """The verdicts that changed between what was known on two days, each judged as on that day."""
        return compare(self._view, _day(since, "since"), _day(until, "until"), policy=policy)

    @cached_property
    def facts(self) -> dict[str, str]:
        """What the case holds, in a few lines."""
        dossier = self._view.dossier
        published = sorted(report.published for report in dossier.reports.values() if report.published)
        casebook = self._ledger.casebook()
        return {
            "Casebook": casebook.name if casebook else "none",
            "Reports": f"{len(dossier.reports):,}"
            + (f", published {published[0]} to {published[-1]}" if published else ""),
            "Claims": f"{len(dossier.claims):,}",
            "Agreements": ", ".join(deal.name for deal in dossier.agreements if deal.claims) or "none reported",
            "Events": f"{len(dossier.events):,}",
        }

    def __repr__(self) -> str:
        """Its name and what it holds."""
        dossier = self._view.dossier
        return f"<Case {self._name}: {len(dossier.reports):,} reports, {len(dossier.claims):,} claims>"

    def _repr_html_(self) -> str:
        return case_html(self._name, self.facts.items())

    def _question(self, on: Day, known_by: Day, policy: str | None) -> Question:
        return self._view.question(
            None if on is None else _day(on, "on"), None if known_by is None else _day(known_by, "known_by"), policy
        )

    def _frame(
        self,
        table: Table,
        names: filters.Names,
        since: Day = None,
        until: Day = None,
        question: Question | None = None,
    ) -> pl.DataFrame:
        view = self._view
        between = days.between(_text(since), _text(until))
        want = filters.wanted(view.dossier, view.knowledge, names, between)
        kept: Any = filters.kept(table, view.rows(table, question), view.dossier, want)
        return frame(kept, table)


def _period(by: str) -> By:
    try:
        return By(by)
    except ValueError:
        known = ", ".join(By)
        raise RequestError("TW-ASK-10", f"{by!r} is no period.", do=f"Choose one of: {known}.") from None


def _text(day: Day) -> str | None:
    return day.isoformat() if isinstance(day, dt.date) else day


def _day(day: str | dt.date, option: str) -> dt.date:
    return day if isinstance(day, dt.date) else days.last_day(day, option)
