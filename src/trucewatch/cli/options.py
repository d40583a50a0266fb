"""Options and arguments that several commands share, each with its help, and groups of those that go together."""

import datetime as dt
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli.grouping import Group
from trucewatch.cli.output import AsCsv, AsJson, AsTable, Format, chosen

if TYPE_CHECKING:
    from trucewatch.pipeline.filters import Names
    from trucewatch.pipeline.view import Question, View
    from trucewatch.vocabulary.when import When

Case = Annotated[
    Path,
    typer.Option("--case", metavar="FILE", help="The case file that `trucewatch build` wrote.", show_default=False),
]
On = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATE",
        help="The day judged: 2018-12-04, or a month or year (its last day). Default: the last day the case knows of.",
    ),
]
KnownBy = Annotated[
    str | None,
    typer.Option(
        "--known-by",
        metavar="DATE",
        help="Use only what had been published by the end of this day. Default: all that the case holds.",
    ),
]
Party = Annotated[
    str | None, typer.Option("--party", metavar="NAME", help="Only rows with this party (any of its names, or its id).")
]
ZoneName = Annotated[
    str | None, typer.Option("--zone", metavar="NAME", help="Only rows of this zone or place (name or id).")
]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Only what this outlet published.")]
AgreementName = Annotated[
    str | None, typer.Option("--agreement", metavar="NAME", help="Only rows of this agreement (name or id).")
]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="Only from this day, month or year on.")]
To = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Only up to this day, month or year.")]
Policy = Annotated[
    str | None,
    typer.Option(
        "--policy",
        metavar="NAME|FILE",
        help="How sources are weighed: default, allegations, another_word, confident, independent, reviewed, strict, "
        "or a file of yours.",
    ),
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        metavar="NUMBER",
        help="Claims read with less confidence than this, from 0 to 1, do not count.",
    ),
]
WithConfidential = Annotated[
    bool,
    typer.Option("--with-confidential", help="Count and show notes marked as confidential; without, nothing of them."),
]


@dataclass(frozen=True, kw_only=True)
class Opened(Group):
    """The case that is asked."""

    case: Case
    with_confidential: WithConfidential = False

    def view(self) -> "AbstractContextManager[View]":
        """The case, open for questions."""
        from trucewatch.pipeline import view  # noqa: PLC0415 - opens the dossier

        return view.opened(self.case, with_confidential=self.with_confidential)


@dataclass(frozen=True, kw_only=True)
class Named(Group):
    """Whose rows are wanted."""

    party: Party = None
    zone: ZoneName = None
    outlet: Outlet = None
    agreement: AgreementName = None

    @property
    def names(self) -> "Names":
        """As filters take them."""
        from trucewatch.pipeline import filters  # noqa: PLC0415 - opens the dossier

        return filters.Names(self.party, self.zone, self.agreement, self.outlet)


@dataclass(frozen=True, kw_only=True)
class Between(Group):
    """Of which days."""

    first: From = None
    last: To = None

    @property
    def days(self) -> "When":
        """From the first to the last; open where one is not given."""
        from trucewatch.pipeline import days  # noqa: PLC0415 - cheap start

        return days.between(self.first, self.last)


@dataclass(frozen=True, kw_only=True)
class Known(Group):
    """By when it had to be known."""

    known_by: KnownBy = None

    @property
    def day(self) -> dt.date | None:
        """The last day."""
        from trucewatch.pipeline import days  # noqa: PLC0415 - cheap start

        return None if self.known_by is None else days.last_day(self.known_by, "--known-by")


@dataclass(frozen=True, kw_only=True)
class Asked(Known):
    """For which day verdicts are wanted, and how sources are weighed."""

    on: On = None
    known_by: KnownBy = None
    policy: Policy = None

    @property
    def as_of(self) -> dt.date | None:
        """The day judged."""
        from trucewatch.pipeline import days  # noqa: PLC0415 - cheap start

        return None if self.on is None else days.last_day(self.on, "--on")

    def question(self, seen: "View", least_confidence: float | None = None) -> "Question":
        """With its defaults filled in."""
        return seen.question(self.as_of, self.day, self.policy, least_confidence)


@dataclass(frozen=True, kw_only=True)
class Shown(Group):
    """How rows are written."""

    as_json: AsJson = False
    as_csv: AsCsv = False
    as_table: AsTable = False

    @property
    def fmt(self) -> Format:
        """The one asked for; RequestError where two are."""
        return chosen(as_json=self.as_json, as_csv=self.as_csv, as_table=self.as_table)
