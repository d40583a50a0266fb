"""What a build read and made, as sums that add up."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from trucewatch.ledger import Ledger
from trucewatch.vocabulary.codes import Outcome

TOO_EARLY = "TW-READ-56"
"""The warning about a report dated before what it reports (see `reading.reasons`)."""


@dataclass(frozen=True, slots=True)
class BuildSums:
    """Counts over the whole case after a build; `new_…` are what this build added.

    Laws: `parts == originals + copies + rejects` (an input file holds one part or many: rows, lines, stories);
    `copies == exact + near + containing` (`containing` counts those that hold another and those that another holds);
    `sentences == coded + nothing + uncoded`. `warnings` are about reports that were read all the same; `too_early`
    are those dated before what they report. `sharing` are the reports with sentences that others have too which are no
    copies of them, `with_site_lines` those in which lines of the outlet's site were told apart.
    """

    files: int
    parts: int
    originals: int
    copies: int
    rejects: int
    warnings: int
    sentences: int
    coded: int
    nothing: int
    uncoded: int
    claims: int
    exact: int = 0
    near: int = 0
    containing: int = 0
    sharing: int = 0
    with_site_lines: int = 0
    undated: int = 0
    too_early: int = 0
    new_files: int = 0
    new_reports: int = 0
    coded_reports: int = 0
    casebook: str = "none"
    changed: bool = True

    @property
    def add_up(self) -> bool:
        """Whether the laws hold."""
        return (
            self.parts == self.originals + self.copies + self.rejects
            and self.copies == self.exact + self.near + self.containing
            and self.sentences == self.coded + self.nothing + self.uncoded
        )

    def as_mapping(self) -> dict[str, int]:
        """The numbers, for the ledger's record of the run."""
        return {name: value for name, value in asdict(self).items() if type(value) is int}

    def lines(self) -> Iterator[str]:
        """The sums for people."""
        yield (
            f"{_many(self.files, 'file')}, {_many(self.parts, 'part')} = {_many(self.originals, 'report')}"
            f" + {_many(self.copies, 'copy', 'copies')} + {_many(self.rejects, 'reject')}"
        )
        if self.copies:
            yield (
                f"{_many(self.copies, 'copy', 'copies')} = {self.exact:,} exact + {self.near:,} near"
                f" + {self.containing:,} holding another or held by one"
            )
        if self.sharing:
            yield f"{_many(self.sharing, 'report')} with sentences that others have too, without being copies"
        if self.with_site_lines:
            yield f"{_many(self.with_site_lines, 'report')} with lines of the site, which are not coded"
        if self.undated:
            yield f"{_many(self.undated, 'report')} without a day of publication"
        if self.too_early:
            yield f"{_many(self.too_early, 'report')} dated before what they report; `trucewatch rejects` names them"
        yield (
            f"{_many(self.sentences, 'sentence')} = {self.coded:,} coded + {self.nothing:,} with nothing to code"
            f" + {self.uncoded:,} rejected"
        )
        yield _many(self.claims, "claim")


def counted(ledger: Ledger, casebook: str) -> BuildSums:
    """The sums of a case as it now stands."""
    rejects = list(ledger.rejects())
    warnings = sum(1 for reject in rejects if reject.is_warning)
    readings, reports, copies = ledger.readings(), len(ledger.report_ids()), ledger.copy_count()
    outcomes = ledger.sentence_counts()
    refused = len(rejects) - warnings
    kinds = ledger.copy_kinds()
    again = readings - reports  # the same file in two folders is one report, and a copy
    return BuildSums(
        files=sum(1 for _ in ledger.inputs()),
        parts=readings + refused,
        originals=reports - copies,
        copies=copies + again,
        rejects=refused,
        warnings=warnings,
        sentences=sum(outcomes.values()),
        coded=outcomes[Outcome.CODED],
        nothing=outcomes[Outcome.NOTHING],
        uncoded=outcomes[Outcome.REJECTED],
        claims=ledger.claim_count(),
        exact=kinds.get("exact", 0) + again,
        near=kinds.get("near", 0),
        containing=kinds.get("contains", 0) + kinds.get("inside", 0),
        sharing=ledger.reuse_count(),
        with_site_lines=ledger.site_count(),
        undated=ledger.undated_count(),
        too_early=sum(1 for reject in rejects if reject.code == TOO_EARLY),
        casebook=casebook,
    )


def last_sums(ledger: Ledger, casebook: str) -> BuildSums:
    """The sums of the last build, of which nothing has changed since; an import leaves them to be counted here."""
    whole = [run.sums for run in ledger.runs() if run.ended]
    if not whole or not whole[-1]:
        return replace(counted(ledger, casebook), changed=False)
    kept = {name: count for name, count in whole[-1].items() if not name.startswith("new_")}
    return BuildSums(**{**kept, "coded_reports": 0}, casebook=casebook, changed=False)


def _many(count: int, one: str, several: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else several or one + 's'}"
