"""A case opened for questions: the dossier over all it holds, and what the monitor makes of it.

The dossier is made anew from the claims each time; it keeps nothing of its own.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from trucewatch import dossier as dossiers
from trucewatch import monitoring
from trucewatch.casebook import Knowledge
from trucewatch.dossier.maps import charted
from trucewatch.dossier.model import Dossier
from trucewatch.exchange import Row, Table, rows
from trucewatch.ledger import Decision, Hit, Ledger, StoredMap
from trucewatch.monitoring.matrix import Day, matrix
from trucewatch.monitoring.policy import Policy
from trucewatch.monitoring.policy import load as load_policy
from trucewatch.pipeline import conflict
from trucewatch.vocabulary.codes import Outcome
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.records import Claim, Reject, Report
from trucewatch.vocabulary.subject import Disagreement, Finding, Naming
from trucewatch.vocabulary.when import When

CONFIDENTIAL = "confidential"
"""The kind of decision that keeps a report from all who do not ask for it."""
OPEN = "open"
"""The value of one that takes the mark back."""
_WRONG = ("wrong", "rejected")
"""Values of a review that find the claim not to be what its sentence says."""


@dataclass(frozen=True, slots=True)
class Question:
    """The day judged, what had to be known by when (None: all that the case holds), and how sources are weighed."""

    as_of: dt.date
    known_at: dt.date | None
    policy: Policy


class View:
    """What a case says. Open it with `opened`."""

    def __init__(self, ledger: Ledger, *, with_confidential: bool = False) -> None:
        """`ledger` stays open for as long as the view is used.

        Notes marked as confidential are not there at all, neither shown nor counted, unless `with_confidential`.
        """
        self.ledger = ledger
        self.with_confidential = with_confidential

    @cached_property
    def knowledge(self) -> Knowledge:
        """General knowledge and the casebook that the case was built with."""
        return conflict.of_case(self.ledger).knowledge

    @cached_property
    def dossier(self) -> Dossier:
        """Everything resolved and merged."""
        reports: Iterable[Report] = self.ledger.reports()
        claims: Iterable[Claim] = self.ledger.claims()
        if self.withheld or self.known_by is not None:
            reports = [report for report in reports if self._is_shown(report)]
            shown = {report.report_id for report in reports}
            claims = (claim for claim in claims if claim.report_id in shown)
        made = dossiers.build(claims, reports, self.knowledge, self.ledger.decisions())
        maps = self.ledger.maps()
        return charted(made, self.knowledge, maps) if maps else made

    def chart(self, maps: Sequence[StoredMap]) -> None:
        """Draw the zones with these maps instead of those that the case keeps."""
        self.dossier = charted(self.dossier, self.knowledge, maps)
        self.__dict__.pop("monitor", None)  # it has looked at the zones as they were

    @cached_property
    def withheld(self) -> frozenset[str]:
        """The ids of the confidential notes that are left out."""
        return frozenset() if self.with_confidential else confidential(self.ledger.decisions())

    @property
    def known_by(self) -> dt.date | None:
        """Only reports that had surely been published by this day are there; None: all."""
        return None

    def _is_shown(self, report: Report) -> bool:
        if report.report_id in self.withheld:
            return False
        if self.known_by is None:
            return True
        latest = When.parse(report.published).latest if report.published else None
        return latest is not None and latest <= self.known_by

    def search(self, words: str, limit: int) -> list[Hit]:
        """The reports that hold all these words, best first."""
        hits = self.ledger.search(words, limit + len(self.withheld))
        return [hit for hit in hits if hit.report_id not in self.withheld][:limit]

    @cached_property
    def last_day(self) -> dt.date:
        """The last day on which a report in the case was published; RequestError where none has a day."""
        latest = (When.parse(r.published).latest for r in self.dossier.reports.values() if r.published)
        last = max((day for day in latest if day), default=None)
        if last is None:
            raise RequestError(
                "TW-ASK-3", "No report in this case has a day of publication.", do="Say for which day: --on 2018-12-04."
            )
        return last

    def question(
        self,
        as_of: dt.date | None,
        known_at: dt.date | None,
        policy: str | None,
        least_confidence: float | None = None,
    ) -> Question:
        """A question with its defaults filled in; `least_confidence` makes the policy stricter, never laxer."""
        rules = load_policy(policy)
        if least_confidence is not None:
            rules = rules.at_least(least_confidence)
        return Question(as_of or self.last_day, known_at, rules)

    def findings(self, question: Question) -> list[Finding]:
        """The verdicts on every commitment, zone and agreement."""
        return self.monitor.findings(question.as_of, question.known_at, question.policy)

    @cached_property
    def monitor(self) -> monitoring.Monitor:
        """The evidence of the dossier, for any number of questions."""
        return monitoring.Monitor(self.dossier, self.knowledge, self.reviewed)

    @cached_property
    def reviewed(self) -> frozenset[str]:
        """The claims that a person has looked at and not found wrong; of several reviews of one the last counts."""
        latest = {d.subject: d.value for d in self.ledger.decisions() if d.kind == "review"}
        return frozenset(claim_id for claim_id, value in latest.items() if value not in _WRONG)

    def rejects(self) -> Iterator[Reject]:
        """What did not become a report, what was noticed about reports, and the sentences that were not coded."""
        reports = self.dossier.reports
        whole = not self.withheld and self.known_by is None
        yield from (r for r in self.ledger.rejects() if whole or r.report_id is None or r.report_id in reports)
        for sentence in self.ledger.sentences():
            if sentence.outcome is Outcome.REJECTED and sentence.report_id in reports:
                report = reports[sentence.report_id]
                where = f"{report.part}, " if report.part else ""
                yield Reject(
                    report.file or report.url or "",
                    f"{where}characters {sentence.start} to {sentence.end}",
                    "TW-CODE-1",
                    f"Not coded: {sentence.reason or 'no reason given'}.",
                    "Nothing needs to be done; `trucewatch search` finds it.",
                    report.report_id,
                )

    def rows(self, table: Table, question: Question | None = None, *, known_at: dt.date | None = None) -> Iterator[Row]:
        """The rows of a table in the shapes of the exports; `question` is for findings alone.

        `known_at` is for disagreements and naming: only what had been published by then.
        """
        if table is Table.FINDINGS:
            asked = question or self.question(None, None, None)
            return rows(table, self.dossier, findings=self.findings(asked))
        if table is Table.DISAGREEMENTS:
            return rows(table, self.dossier, disagreements=self.disagreements(known_at))
        if table is Table.NAMING:
            return rows(table, self.dossier, naming=self.naming(known_at))
        return rows(table, self.dossier, rejects=self.rejects() if table is Table.REJECTS else ())

    def disagreements(self, known_at: dt.date | None = None) -> list[Disagreement]:
        """On what the sources differ, in what had been published by `known_at` (None: all that the case holds)."""
        known = monitoring.known_by(self.dossier, known_at)
        try:
            judged = self.findings(self.question(known_at, known_at, None))
        except RequestError:
            judged = []  # no report has a day: there is no day to judge
        return monitoring.disagreements(self.dossier, known, judged)

    def holding(self, between: When, known_at: dt.date | None = None) -> list[Day]:
        """Day by day, who says of what that it holds or does not."""
        known = monitoring.known_by(self.dossier, known_at)
        return matrix(self.dossier, self.knowledge, between, known)

    def naming(self, known_at: dt.date | None = None) -> list[Naming]:
        """What each outlet calls each party, in what had been published by `known_at`."""
        return monitoring.naming(self.dossier, monitoring.known_by(self.dossier, known_at))


def confidential(decisions: Iterable[Decision]) -> frozenset[str]:
    """The reports that a person has marked as confidential; of several marks the last counts."""
    latest = {d.subject: d.value for d in decisions if d.kind == CONFIDENTIAL}
    return frozenset(report_id for report_id, value in latest.items() if value != OPEN)


@contextmanager
def opened(case: Path, *, with_confidential: bool = False) -> Iterator[View]:
    """Open a case for questions; CaseError where there is none, or it is of a newer version."""
    with Ledger.open(case) as ledger:
        yield View(ledger, with_confidential=with_confidential)
