"""What a build read and made, as sums that add up."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from trucewatch.ledger import Ledger
from trucewatch.vocabulary.codes import Outcome


@dataclass(frozen=True, slots=True)
class BuildSums:
    """Counts over the whole case after a build; `new_…` are what this build added.

    Laws: `parts == originals + copies + rejects` (an input file holds one part or many: rows, lines, stories);
    `sentences == coded + nothing + uncoded`. `warnings` are about reports that were read all the same.
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
    return BuildSums(
        files=sum(1 for _ in ledger.inputs()),
        parts=readings + refused,
        originals=reports - copies,
        copies=copies + (readings - reports),  # the same file in two folders is one report, and a copy
        rejects=refused,
        warnings=warnings,
        sentences=sum(outcomes.values()),
        coded=outcomes[Outcome.CODED],
        nothing=outcomes[Outcome.NOTHING],
        uncoded=outcomes[Outcome.REJECTED],
        claims=ledger.claim_count(),
        casebook=casebook,
    )


def last_sums(ledger: Ledger, casebook: str) -> BuildSums:
    """The sums of the last build, of which nothing has changed since."""
    whole = [run.sums for run in ledger.runs() if run.ended]
    if not whole:
        return replace(counted(ledger, casebook), changed=False)
    kept = {name: count for name, count in whole[-1].items() if not name.startswith("new_")}
    return BuildSums(**{**kept, "coded_reports": 0}, casebook=casebook, changed=False)


def _many(count: int, one: str, several: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else several or one + 's'}"
