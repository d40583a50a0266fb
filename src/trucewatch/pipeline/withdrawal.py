"""Reports that their outlet took back, or that are not to be used: kept in the case, and no longer evidence."""

from pathlib import Path

from trucewatch.ledger import Ledger
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.records import Report


def withdraw(
    case: Path, report_id: str, why: str, *, who: str | None, corrected_by: str | None, on: str | None
) -> Report:
    """Mark a report as withdrawn, and say by which other it is corrected; returns it as it now stands.

    `on` is the EDTF day from which it no longer counts; without it that of the correcting report, if it has one, else
    unknown: then it counts for no day. RequestError where a report is not in the case, or would correct itself.
    """
    if not why.strip():
        raise RequestError("TW-ASK-6", "A withdrawal needs a reason.", do='Say why: --why "retracted on 3 May".')
    with Ledger.open(case) as ledger:
        found = _report(ledger, report_id)
        other = _report(ledger, corrected_by) if corrected_by else None
        if other is not None and other.report_id == found.report_id:
            raise RequestError(
                "TW-ASK-7", "A report cannot be corrected by itself.", do="Name the other one after --corrected-by."
            )
        day = on or (other.published if other else None)
        ledger.withdraw(found.report_id, why.strip(), who, on=day, corrected_by=other.report_id if other else None)
        return _report(ledger, report_id)


def restore(case: Path, report_id: str, why: str, *, who: str | None) -> Report:
    """Take a withdrawal back; RequestError where the report is not withdrawn."""
    with Ledger.open(case) as ledger:
        found = _report(ledger, report_id)
        if found.withdrawn is None:
            raise RequestError(
                "TW-ASK-8", f"Report {report_id} is not withdrawn.", do="`trucewatch show` tells how it stands."
            )
        ledger.restore(found.report_id, why, who)
        return _report(ledger, report_id)


def _report(ledger: Ledger, report_id: str) -> Report:
    found = ledger.report(report_id)
    if found is None:
        raise RequestError(
            "TW-ASK-5",
            f"No report in this case has the id {report_id!r}.",
            do="`trucewatch search` shows the ids.",
        )
    return found
